//! The last step: one organiser proposes to publish what the page shows, another confirms it.

use crate::{
    accounts::model::Rights,
    competition::model::{CompetitionState, Proposal, ProposalKind},
    i18n::{Locale, td_string},
    results::{
        api::{Confirm, Propose, Withdraw},
        model::Preview,
    },
    ui::{AreaField, DateTime, Hidden, PostForm, TextField, moment_text},
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn};

/// Proposing, confirming and taking back; or what has to come first.
pub(super) fn publish_part(l: Locale, slug: &str, preview: &Preview) -> impl IntoView + use<> {
    let waiting = preview.proposals.iter().find(|one| one.kind == ProposalKind::Publish);
    let zone = &preview.competition.time_zone;
    let waiting = waiting.map(|one| {
        // Nobody who sees a part of the results only can compare.
        let same = preview.digest.is_empty() || one.payload == preview.digest;
        let outdated = (!same).then(|| {
            view! { <p class="notice notice-warning">{td_string!(l, publication.outdated)}</p> }
        });
        let what = view! { <code class="code-box" dir="ltr">{one.payload.clone()}</code> }.into_any();
        view! { {outdated} {proposal(l, slug, zone, one, what, td_string!(l, publication.confirm_publish))} }
    });
    let failed = preview.failed.map(|at| {
        let text = td_string!(l, publication.failed, at = moment_text(l, at, zone)).to_string();
        view! { <p class="notice notice-warning">{text}</p> }
    });
    view! {
        <section class="section" aria-labelledby="organise-publish">
            <h2 id="organise-publish">{td_string!(l, results.publish_title)}</h2>
            {failed}
            {waiting}
            {propose(l, slug, preview)}
        </section>
    }
}

fn propose(l: Locale, slug: &str, preview: &Preview) -> impl IntoView + use<> {
    let state = preview.competition.state;
    let out = preview.publications.first().is_some_and(|newest| newest.digest == preview.digest);
    let missing = if state < CompetitionState::Deliberation {
        Some(td_string!(l, results.publish_later))
    } else if preview.document.entries_judged == 0 {
        Some(td_string!(l, results.publish_empty))
    } else if preview.tracks.iter().any(|track| track.unrankable) {
        Some(td_string!(l, publication.unrankable))
    } else if preview.digest.is_empty() {
        Some(td_string!(l, own_conflicts.publish))
    } else if out {
        Some(td_string!(l, publication.up_to_date))
    } else {
        None
    };
    if let Some(missing) = missing {
        return Either::Left(view! { <p class="muted">{missing}</p> });
    }
    let further = state == CompetitionState::Published;
    let title = if further { td_string!(l, publication.propose_further) } else { td_string!(l, publication.propose) };
    let (slug, digest) = (slug.to_owned(), preview.digest.clone());
    let note = further.then(|| {
        view! { <AreaField name="note" label=td_string!(l, publication.note) hint=td_string!(l, publication.note_hint) rows=3/> }
    });
    let hint = td_string!(l, publication.release_hint, zone = preview.competition.time_zone.clone()).to_string();
    Either::Right(view! {
        <PostForm action=Propose::url() class="card form">
            <Hidden name="slug" value=slug/>
            <Hidden name="digest" value=digest.clone()/>
            <p>{td_string!(l, publication.lead)}</p>
            <p>{td_string!(l, results.publish_digest)}</p>
            <code class="code-box" dir="ltr">{digest}</code>
            {note}
            <TextField name="release_at" label=td_string!(l, publication.release_at) hint=hint kind="datetime-local" dir="ltr" required=false/>
            <div class="form-actions"><button class="button button-primary">{title}</button></div>
        </PostForm>
    })
}

/// What waits: who proposed what, and the buttons that the reader has.
pub(super) fn proposal(
    l: Locale,
    slug: &str,
    zone: &str,
    one: &Proposal,
    what: AnyView,
    button: &'static str,
) -> AnyView {
    let by = one.proposed_by.clone().unwrap_or_else(|| td_string!(l, publication.somebody).to_owned());
    let (slug, id) = (slug.to_owned(), one.id.to_string());
    let (of, named) = (slug.clone(), id.clone());
    let release = one.release_at.map(|at| {
        view! { <div><dt>{td_string!(l, publication.release_at)}</dt><dd><DateTime at=at zone=zone.to_owned()/></dd></div> }
    });
    let reason = (!one.reason.is_empty()).then(|| {
        view! { <div><dt>{td_string!(l, publication.reason)}</dt><dd><bdi>{one.reason.clone()}</bdi></dd></div> }
    });
    let confirmed = one.confirmed.clone().map(|(name, at)| {
        let name = name.unwrap_or_else(|| td_string!(l, publication.somebody).to_owned());
        view! { <div><dt>{td_string!(l, publication.confirmed_by)}</dt><dd><bdi>{name}</bdi> " · " <DateTime at=at zone=zone.to_owned()/></dd></div> }
    });
    let confirm = match (&one.confirmed, one.own) {
        (Some(_), _) => view! { <p>{td_string!(l, publication.waits_time)}</p> }.into_any(),
        (None, true) => view! { <p>{td_string!(l, publication.waits_second)}</p> }.into_any(),
        (None, false) => view! {
            <PostForm action=Confirm::url() needs=Rights::Owner>
                <Hidden name="slug" value=of/>
                <Hidden name="proposal" value=named/>
                <button class="button button-primary button-danger">{button}</button>
            </PostForm>
        }
        .into_any(),
    };
    view! {
        <div class="card stack">
            <h3>{td_string!(l, publication.waiting)}</h3>
            <dl class="facts facts-wide">
                <div><dt>{td_string!(l, publication.proposed_by)}</dt><dd><bdi>{by}</bdi> " · " <DateTime at=one.proposed_at zone=zone.to_owned()/></dd></div>
                {reason}
                {release}
                {confirmed}
            </dl>
            {what}
            {confirm}
            <PostForm action=Withdraw::url()>
                <Hidden name="slug" value=slug/>
                <Hidden name="proposal" value=id/>
                <button class="button">{td_string!(l, publication.withdraw)}</button>
            </PostForm>
        </div>
    }
    .into_any()
}

//! One entry, for the organisers: what was handed in, who enters it, and the check.

use super::{
    competition_crumbs, content::content_view, desk::check_item, exception, files_view, fix, screening::screening,
    translations, words,
};
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs},
    country,
    entries::{
        api::{Check, SettleRejection},
        model::{CheckOutcome, CheckReason, CurePart, Member, Team},
        rules::{self, CURE_DAYS},
        views::{Review, lacks_consent},
    },
    i18n::{Locale, td_string},
    services::{Page, services},
    ui::{
        AreaField, ChoiceField, Crumb, DateTime, Hidden, Options, PostForm, SelectField, TextField, TickField, layout,
        load, param, prose,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The content on one side, team and check on the other.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let services = services();
    let (slug, entry) = (param::<String>("slug"), param("entry"));
    load(async move {
        let (slug, entry) = (slug?, entry?);
        let review = services.entries.review(slug.clone(), entry).await?;
        let page = services.page;
        let l = page.locale;
        let mut crumbs = competition_crumbs(&review.competition);
        crumbs.push(Crumb::new(td_string!(l, entries.queue_title), format!("/c/{slug}/organise/entries")));
        let state = view! {
            <div class="page-state">
                {words::state_badge(l, review.entry.state)}
                <span><bdi>{review.track.name.clone()}</bdi></span>
            </div>
        };
        if review.kept {
            return Ok(layout::with_state(
                words::title(l, &review.entry.title),
                crumbs,
                state,
                kept(&page, &slug, &review),
            ));
        }
        let content = match &review.entry.judged {
            Some(judged) => view! {
                <section class="section" aria-labelledby="content">
                    <h2 id="content">{td_string!(l, entries.handed_in)}</h2>
                    {content_view(l, judged, &review.questions)}
                </section>
                {files_view(l, &review.entry.files)}
            }
            .into_any(),
            None => view! {
                <div class="notice">
                    <p class="notice-title">{td_string!(l, entries.review_draft_title)}</p>
                    <p>{td_string!(l, entries.review_draft)}</p>
                </div>
            }
            .into_any(),
        };
        Ok(layout::with_state(
            words::title(l, &review.entry.title),
            crumbs,
            state,
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Entries)}
                <div class="with-sidebar">
                    <div class="stack-wide">
                        {content}{fix::changes_view(l, &review)}{screening(&page, &review)}{rejection(&page, &review)}{check_form(&page, &review)}
                    </div>
                    <aside class="stack-wide">{team(l, &review)}{keys_link(&page, &review)}{translations::link(&page, &review)}{receipt(l, &review)}{exception::exception_view(l, &review)}{checks(&page, &review)}</aside>
                </div>
            },
        ))
    })
}

/// The way to the keys that judges need, for those who may read what is there.
fn keys_link(page: &Page, review: &Review) -> Option<AnyView> {
    let checks = page.rights.is_some_and(|rights| rights >= Rights::Checker);
    let kept = rules::may_keep_keys(review.entry.state, review.competition.state).is_ok();
    (checks && kept).then(|| {
        let href = page.link(&format!("/entries/{}/keys", review.entry.id));
        view! { <p><a href=href>{td_string!(page.locale, keys.link)}</a></p> }.into_any()
    })
}

/// All that is shown of an entry to an organiser who has a conflict of interest with it.
fn kept(page: &Page, slug: &str, review: &Review) -> AnyView {
    let l = page.locale;
    let own = page.link(&format!("/c/{slug}/organise/conflicts/own"));
    view! {
        {organise_tabs(page, slug, OrganiseTab::Entries)}
        <p>{td_string!(l, entries.team)} ": " <bdi>{review.entry.team.name.clone()}</bdi></p>
        <div class="notice">
            <p class="notice-title">{td_string!(l, own_conflicts.kept)}</p>
            <p>{td_string!(l, own_conflicts.kept_what)} " " <a href=own>{td_string!(l, own_conflicts.title)}</a></p>
        </div>
    }
    .into_any()
}

/// A rejection that waits for a second organiser.
fn rejection(page: &Page, review: &Review) -> Option<AnyView> {
    let l = page.locale;
    let proposed = review.rejection.as_ref()?;
    let (id, version, zone) =
        (review.entry.id.to_string(), proposed.version.to_string(), review.competition.time_zone.clone());
    let confirm = if proposed.own {
        view! { <p class="muted">{td_string!(l, entries.rejection_own)}</p> }.into_any()
    } else {
        view! { <button class="button button-danger button-primary" name="answer" value="confirm">{td_string!(l, entries.rejection_confirm)}</button> }
            .into_any()
    };
    let view = view! {
        <section class="section" aria-labelledby="rejection">
            <h2 id="rejection">{td_string!(l, entries.rejection)}</h2>
            <p>{td_string!(l, entries.rejection_lead)}</p>
            <div class="card stack">
                <p class="cluster">
                    <span>{words::reason(l, proposed.reason)}</span>
                    <span class="small muted"><DateTime at=proposed.at zone=zone/></span>
                </p>
                {prose(&proposed.text)}
                <PostForm action=SettleRejection::url() needs=Rights::Checker only_if=("entry", id.clone())>
                    <Hidden name="entry" value=id/>
                    <Hidden name="version" value=version/>
                    <div class="button-row">
                        {confirm}
                        <button class="button" name="answer" value="drop">{td_string!(l, entries.rejection_drop)}</button>
                    </div>
                </PostForm>
            </div>
        </section>
    };
    Some(view.into_any())
}

fn check_form(page: &Page, review: &Review) -> AnyView {
    let l = page.locale;
    if !page.may(Rights::Checker) {
        return ().into_any();
    }
    if review.may_check.is_err() {
        let handed_in = review.entry.judged.is_some();
        let why = if handed_in { td_string!(l, entries.check_later) } else { td_string!(l, entries.check_closed) };
        return view! { <p class="muted">{why}</p> }.into_any();
    }
    let outcomes: Options = [
        (CheckOutcome::Pass, td_string!(l, entries.check_pass)),
        (CheckOutcome::FixNeeded, td_string!(l, entries.check_fix)),
        (CheckOutcome::Reject, td_string!(l, entries.check_reject)),
    ]
    .into_iter()
    .map(|(outcome, text)| (outcome.as_str().to_owned(), text.to_owned()))
    .collect();
    let reasons: Options = CheckReason::ALL
        .into_iter()
        .map(|reason| (reason.as_str().to_owned(), words::reason(l, reason).to_owned()))
        .collect();
    let blocked = review.entry.team.members.iter().any(lacks_consent);
    let blocked = blocked
        .then(|| view! { <div class="notice notice-warning"><p>{td_string!(l, entries.consent_blocks)}</p></div> });
    let part = |part: &CurePart| (part.word(), fix::part(l, part, &review.questions));
    let parts: Options = rules::parts(&review.questions).iter().map(part).collect();
    let chosen = review.deadline.open.iter().flatten().map(CurePart::word).collect();
    let (id, version) = (review.entry.id.to_string(), review.entry.version.to_string());
    let despite = (review.screening.open_concerns() > 0).then(|| {
        view! {
            <AreaField name="despite" label=td_string!(l, screening.despite) hint=td_string!(l, screening.despite_hint) required=false
                rows=2/>
        }
    });
    view! {
        <section class="section" aria-labelledby="check">
            <h2 id="check">{td_string!(l, entries.check_title)}</h2>
            {blocked}
            <PostForm action=Check::url() class="card form" needs=Rights::Checker only_if=("entry", id.clone())>
                <Hidden name="entry" value=id/>
                <Hidden name="version" value=version/>
                <ChoiceField name="outcome" label=td_string!(l, entries.check_outcome) options=outcomes/>
                <SelectField name="reason" label=td_string!(l, entries.check_reason) hint=td_string!(l, entries.check_reason_hint)
                    options=reasons value=CheckReason::Complete.as_str()/>
                <AreaField name="text" label=td_string!(l, entries.check_text) hint=td_string!(l, entries.check_text_hint) required=false/>
                <TickField name="parts" label=td_string!(l, deadline.parts) hint=td_string!(l, deadline.parts_hint)
                    options=parts chosen=chosen/>
                <TextField name="cure_days" label=td_string!(l, entries.check_days) value=CURE_DAYS.to_string() size="input-short"
                    inputmode="numeric" dir="ltr"/>
                {despite}
                <div class="form-actions"><button class="button button-primary">{td_string!(l, entries.check_record)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn team(l: Locale, review: &Review) -> AnyView {
    let team = &review.entry.team;
    let members: Vec<_> = team.members.iter().map(|member| member_item(l, team, member)).collect();
    let organisation = (!team.organisation.is_empty())
        .then(|| view! { <p class="small muted"><bdi>{team.organisation.clone()}</bdi></p> });
    view! {
        <section class="card stack" aria-labelledby="team">
            <h2 id="team">{td_string!(l, entries.team)} ": " <bdi>{team.name.clone()}</bdi></h2>
            {organisation}
            <ul class="plain stack-tight">{members}</ul>
        </section>
    }
    .into_any()
}

fn member_item(l: Locale, team: &Team, member: &Member) -> AnyView {
    let consent = member.consent.map(|consent| words::consent_badge(l, consent));
    let mut about = vec![country::name(l, &member.country)];
    about.extend((!member.role.is_empty()).then(|| member.role.clone()));
    let about = about.join(" · ");
    let name = words::member_name(l, member);
    let standing = words::standing_badges(l, team, member);
    view! { <li class="cluster"><bdi>{name}</bdi> <span class="small muted"><bdi>{about}</bdi></span> {standing} {consent}</li> }.into_any()
}

fn receipt(l: Locale, review: &Review) -> Option<AnyView> {
    let zone = review.competition.time_zone.clone();
    review.entry.receipt.clone().map(|receipt| {
        let version = td_string!(l, entries.receipt_version, version = receipt.rules_version).to_string();
        let until = review.entry.cure_until.map(|at| {
            let zone = zone.clone();
            view! { <div><dt>{td_string!(l, entries.fix_notice_title)}</dt><dd><DateTime at=at zone=zone/></dd></div> }
        });
        view! {
            <section class="card stack" aria-labelledby="receipt">
                <h2 id="receipt">{td_string!(l, entries.receipt)}</h2>
                <dl class="facts">
                    <div><dt>{td_string!(l, entries.receipt_at)}</dt><dd><DateTime at=receipt.at zone=zone/></dd></div>
                    {until}
                    <div><dt>{td_string!(l, entries.receipt_rules)}</dt><dd>{version}</dd></div>
                    <div><dt>{td_string!(l, entries.receipt_hash)}</dt><dd><code class="code-box" dir="ltr">{receipt.content_hash}</code></dd></div>
                </dl>
            </section>
        }
        .into_any()
    })
}

fn checks(page: &Page, review: &Review) -> AnyView {
    let l = page.locale;
    let zone = &review.competition.time_zone;
    let list: Vec<_> = review.entry.checks.iter().map(|check| check_item(page, check, zone)).collect();
    let none = list.is_empty().then(|| view! { <p class="muted">{td_string!(l, entries.no_checks)}</p> });
    view! {
        <section class="section" aria-labelledby="checks">
            <h2 id="checks">{td_string!(l, entries.checks)}</h2>
            {none}
            <ul class="plain stack">{list}</ul>
        </section>
    }
    .into_any()
}

//! The scorecard: the entry on one side, the rubric on the other, the running total at the foot.

use super::{
    card_form::{CardForm, FORM, draft_buttons, total_bar},
    entry::entry,
    keeper::keeper,
    late::late_notice,
    notices::{closed_notice, state_badge},
    samples::sample_first,
    stored::stored_scores,
    time_spent::spent_of,
};
use crate::{
    error::{AppError, Refusal},
    i18n::{Locale, td_string},
    ids::EntryId,
    scores::{
        api::Save,
        model::{DeskState, EarlierCard, LateNotice, ScorecardState, Sheet},
        rules,
    },
    services::{KeptForm, Page, services},
    ui::{Crumb, DateTime, PageBody, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};
use std::sync::Arc;

/// One entry and the judge's scorecard of it.
#[component]
pub fn ScorecardPage() -> impl IntoView {
    let services = services();
    let entry = param::<EntryId>("entry");
    load(async move {
        let entry = entry?;
        // Where samples come first, nothing of the entry is read before; but a form that was refused for it comes back.
        if kept(&services.page, entry).is_none()
            && let Some(sample) = services.calibration.before(entry).await?
        {
            return Ok(sample_first(&services.page, &sample));
        }
        let sheet = services.scores.sheet(entry).await?;
        let late = services.keeping.late(entry).await?;
        Ok(scorecard(&services.page, &sheet, &late))
    })
}

/// The form as it was refused just before, if it was this one.
fn kept(page: &Page, entry: EntryId) -> Option<Arc<KeptForm>> {
    let entry = entry.to_string();
    page.kept.clone().filter(|kept| kept.matches(Save::url(), &[("entry", &entry)]))
}

fn scorecard(page: &Page, sheet: &Sheet, late: &[LateNotice]) -> PageBody {
    let l = page.locale;
    let kept = kept(page, sheet.entry);
    let untried = kept.as_ref().is_some_and(|kept| kept.error == Refusal::NotTried.into());
    let stale = kept.as_ref().is_some_and(|kept| kept.error == AppError::Stale);
    let closed = closed_notice(page, sheet.state, sheet.closes_at);
    let open = closed.is_none();
    let overtaken = sheet.card.as_ref().filter(|_| stale).map(|card| {
        view! {
            <details class="disclosure" open=true>
                <summary>{td_string!(l, scores.stored_version)} " " <DateTime at=card.saved_at zone=sheet.time_zone.clone()/></summary>
                <div class="card card-flush">{stored_scores(l, &sheet.criteria, (&card.scores, &card.note))}</div>
            </details>
        }
    });
    let same = sheet.card.as_ref().filter(|card| open && rules::all_the_same(&card.scores)).map(|_| {
        view! {
            <div class="notice notice-warning">
                <p class="notice-title">{td_string!(l, scores.same_title)}</p>
                <p>{td_string!(l, scores.same)}</p>
            </div>
        }
    });
    // What was written for another round is based on nothing of this one.
    let other_round = kept.as_ref().is_some_and(|kept| kept.error == Refusal::OtherRound.into());
    // What was typed is shown even when it cannot be saved any more.
    let side = if open || kept.is_some() {
        form(l, sheet, kept.as_deref().filter(|_| !stale && !other_round))
    } else {
        let stored = match &sheet.card {
            Some(card) => stored_scores(l, &sheet.criteria, (&card.scores, &card.note)),
            None => view! { <p class="criterion">{td_string!(l, scores.nothing_stored)}</p> }.into_any(),
        };
        view! { <section class="scorecard-side" tabindex="0" aria-label=td_string!(l, scores.scorecard)>{stored}</section> }
            .into_any()
    };
    let conflict = page.link(&format!("/c/{}/judge/conflicts?entry={}", sheet.slug, sheet.entry));
    let report = page.link(&format!("/judge/entries/{}/report", sheet.entry));
    layout::with_state(
        sheet.content.title.clone(),
        vec![
            Crumb::new(sheet.name.clone(), format!("/c/{}", sheet.slug)),
            Crumb::new(td_string!(l, scores.desk_title), format!("/c/{}/judge", sheet.slug)),
        ],
        heading(page, sheet),
        view! {
            {closed}
            {late_notice(l, &sheet.time_zone, late)}
            {overtaken}
            {same}
            <div class="scorecard">
                <div class="stack-wide">{entry(l, sheet, open)}</div>
                {side}
            </div>
            {earlier(l, sheet)}
            <p class="small cluster">
                <a href=report>{td_string!(l, judging.report_link_words)}</a>
                <a href=conflict>{td_string!(l, conflicts.of_entry)}</a>
            </p>
            {foot(page, sheet, open, (kept.is_some(), untried))}
        },
    )
}

/// What the judge handed in of it in earlier rounds, to be read.
fn earlier(l: Locale, sheet: &Sheet) -> Vec<AnyView> {
    let card = |EarlierCard { round, criteria, card }: &EarlierCard| {
        let title = match round {
            Some(round) => td_string!(l, rounds.earlier_card, round = round.clone()).to_string(),
            None => td_string!(l, rounds.earlier_first).to_owned(),
        };
        view! {
            <details class="disclosure">
                <summary><bdi>{title}</bdi></summary>
                <div class="card card-flush">{stored_scores(l, criteria, (&card.scores, &card.note))}</div>
            </details>
        }
        .into_any()
    };
    sheet.earlier.iter().map(card).collect()
}

/// Where this entry is in the queue, its state, and the way on once it is done.
fn heading(page: &Page, sheet: &Sheet) -> impl IntoView + use<> {
    let l = page.locale;
    let state = DeskState::of(sheet.card.as_ref().map(|card| card.state));
    let place = format!("{} / {}", sheet.place, sheet.of);
    let due = sheet.closes_at.map(|at| {
        view! { <span>{td_string!(l, scores.due)} " " <DateTime at=at zone=sheet.time_zone.clone()/></span> }
    });
    let saved = sheet.card.as_ref().map(|card| {
        view! { <span>{td_string!(l, scores.saved)} " " <DateTime at=card.saved_at zone=sheet.time_zone.clone()/></span> }
    });
    let next = sheet.next.filter(|_| state == DeskState::Submitted).map(|next| {
        let href = page.link(&format!("/judge/entries/{next}"));
        view! { <div class="page-actions"><a class="button" href=href>{td_string!(l, scores.next_entry)}</a></div> }
    });
    let receipt = sheet.card.as_ref().filter(|card| card.state == ScorecardState::Submitted).map(|_| {
        let href = page.link(&format!("/judge/entries/{}/receipt", sheet.entry));
        view! { <a href=href>{td_string!(l, receipt.link)}</a> }
    });
    view! {
        <div class="page-state">
            {state_badge(l, state)}
            <span>{td_string!(l, scores.place)} " " <bdi dir="ltr">{place}</bdi></span>
            {due}
            <span>{spent_of(l, sheet.played.map_or(0, |played| played.minutes()), sheet.minutes_planned)}</span>
            {saved}
            {receipt}
        </div>
        {next}
    }
}

/// The form of this entry.
fn form(l: Locale, sheet: &Sheet, kept: Option<&KeptForm>) -> AnyView {
    let card = sheet.card.as_ref();
    let form = CardForm {
        action: Save::url(),
        of: ("entry", sheet.entry.to_string()),
        round: Some(sheet.round),
        criteria: &sheet.criteria,
        scores: card.map(|card| card.scores.as_slice()).unwrap_or_default(),
        note: Some(card.map_or("", |card| &card.note)),
        version: card.map_or(0, |card| card.version),
        comment: None,
    };
    form.view(l, kept)
}

/// What stands at the foot: the total, whether it is saved, and the buttons.
fn foot(page: &Page, sheet: &Sheet, open: bool, (returned, untried): (bool, bool)) -> AnyView {
    let l = page.locale;
    let keeper = open.then(|| keeper(page, sheet, FORM, returned));
    let saved = sheet.card.as_ref().filter(|_| !open).map(|card| {
        view! {
            <span class="save-state small">{td_string!(l, scores.saved)} " " <DateTime at=card.saved_at zone=sheet.time_zone.clone()/></span>
        }
    });
    let submitted = sheet.card.as_ref().is_some_and(|card| card.state == ScorecardState::Submitted);
    let hand_in = if untried { td_string!(l, judging.submit_untried) } else { td_string!(l, scores.submit) };
    let buttons = open.then(|| {
        if submitted {
            view! {
                <button class="button button-primary" form=FORM name="submit" value="submit">{td_string!(l, scores.save_changes)}</button>
            }
            .into_any()
        } else {
            draft_buttons(l, hand_in)
        }
    });
    let scores = sheet.card.as_ref().map(|card| card.scores.as_slice()).unwrap_or_default();
    total_bar(l, &sheet.criteria, scores, view! { {saved} {keeper} {buttons} }.into_any())
}

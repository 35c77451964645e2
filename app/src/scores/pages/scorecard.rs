//! The scorecard: the entry on one side, the rubric on the other, the running total at the foot.

use super::{
    criterion::CriterionField,
    entry::entry,
    keeper::keeper,
    late::late_notice,
    notices::{closed_notice, state_badge},
    stored::stored_scores,
    time_spent::spent_of,
};
use crate::{
    error::{AppError, Refusal},
    i18n::td_string,
    ids::EntryId,
    scores::{
        api::Save,
        islands::{ScorecardTotal, TotalWords},
        model::{DeskState, LateNotice, RubricLine, Scorecard, ScorecardState, Sheet},
        rules,
    },
    services::{KeptForm, Page, services},
    ui::{AreaField, Crumb, DateTime, Hidden, PageBody, PostForm, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};
use std::sync::Arc;

/// The id of the form, for the buttons and the total at the foot of the page.
const FORM: &str = "scorecard";

/// One entry and the judge's scorecard of it.
#[component]
pub fn ScorecardPage() -> impl IntoView {
    let services = services();
    let entry = param::<EntryId>("entry");
    load(async move {
        let entry = entry?;
        let sheet = services.scores.sheet(entry).await?;
        let late = services.keeping.late(entry).await?;
        Ok(scorecard(&services.page, &sheet, &late))
    })
}

/// The form as it was refused just before, if it was this one.
fn kept(page: &Page, sheet: &Sheet) -> Option<Arc<KeptForm>> {
    let entry = sheet.entry.to_string();
    page.kept.clone().filter(|kept| kept.matches(Save::url(), &[("entry", &entry)]))
}

fn scorecard(page: &Page, sheet: &Sheet, late: &[LateNotice]) -> PageBody {
    let l = page.locale;
    let kept = kept(page, sheet);
    let untried = kept.as_ref().is_some_and(|kept| kept.error == Refusal::NotTried.into());
    let stale = kept.as_ref().is_some_and(|kept| kept.error == AppError::Stale);
    let closed = closed_notice(page, sheet.state, sheet.closes_at);
    let open = closed.is_none();
    let overtaken = sheet.card.as_ref().filter(|_| stale).map(|card| {
        view! {
            <details class="disclosure" open=true>
                <summary>{td_string!(l, scores.stored_version)} " " <DateTime at=card.saved_at zone=sheet.time_zone.clone()/></summary>
                <div class="card card-flush">{stored_scores(l, &sheet.criteria, card)}</div>
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
    // What was typed is shown even when it cannot be saved any more.
    let side = if open || kept.is_some() {
        form(page, sheet, kept.as_deref().filter(|_| !stale))
    } else {
        let stored = match &sheet.card {
            Some(card) => stored_scores(l, &sheet.criteria, card),
            None => view! { <p class="criterion">{td_string!(l, scores.nothing_stored)}</p> }.into_any(),
        };
        view! { <section class="scorecard-side" aria-label=td_string!(l, scores.scorecard)>{stored}</section> }
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
                <div class="stack-wide">{entry(l, sheet)}</div>
                {side}
            </div>
            <p class="small cluster">
                <a href=report>{td_string!(l, judging.report_link_words)}</a>
                <a href=conflict>{td_string!(l, conflicts.of_entry)}</a>
            </p>
            {total_bar(page, sheet, open, (kept.is_some(), untried))}
        },
    )
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
    view! {
        <div class="page-state">
            {state_badge(l, state)}
            <span>{td_string!(l, scores.place)} " " <bdi dir="ltr">{place}</bdi></span>
            {due}
            <span>{spent_of(l, sheet.played.map_or(0, |played| played.minutes()), sheet.minutes_planned)}</span>
            {saved}
        </div>
        {next}
    }
}

/// `kept` is the refused form whose base still counts: after a newer version was shown, that one is the base.
fn form(page: &Page, sheet: &Sheet, kept: Option<&KeptForm>) -> AnyView {
    let l = page.locale;
    let stored = sheet.card.as_ref().map_or(0, |card| card.version);
    let based_on = kept.and_then(|kept| kept.fields.iter().find(|(name, _)| name == "version"));
    let version = based_on.map_or_else(|| stored.to_string(), |(_, version)| version.clone());
    let untried = kept.is_some_and(|kept| kept.error == Refusal::NotTried.into());
    let entry = sheet.entry.to_string();
    let note = sheet.card.as_ref().map(|card| card.note.clone()).unwrap_or_default();
    let criteria: Vec<_> = sheet
        .criteria
        .iter()
        .map(|criterion| {
            let found = sheet.card.as_ref().and_then(|card| find(card, &criterion.key));
            (criterion.clone(), found.unwrap_or_default())
        })
        .collect();
    view! {
        <PostForm action=Save::url() class="scorecard-side" id=FORM.to_owned() only_if=("entry", entry.clone())>
            <Hidden name="entry" value=entry/>
            <Hidden name="version" value=version/>
            {untried.then(|| view! { <Hidden name="untried" value="on".to_owned()/> })}
            <p class="criterion small muted">{td_string!(l, scores.rubric_hint)}</p>
            {criteria.into_iter().map(|(criterion, score)| view! { <CriterionField criterion=criterion score=score/> }).collect_view()}
            <div class="criterion">
                <AreaField name="note" label=td_string!(l, scores.note) value=note required=false rows=3
                    hint=td_string!(l, scores.note_hint, max = rules::NOTE_WORDS).to_string()/>
            </div>
        </PostForm>
    }
    .into_any()
}

fn find(card: &Scorecard, key: &str) -> Option<crate::scores::model::Score> {
    card.scores.iter().find(|score| score.criterion == key).cloned()
}

fn total_bar(page: &Page, sheet: &Sheet, open: bool, (returned, untried): (bool, bool)) -> AnyView {
    let l = page.locale;
    let lines: Vec<RubricLine> = sheet.criteria.iter().map(RubricLine::from).collect();
    let scores = sheet.card.as_ref().map(|card| card.scores.as_slice()).unwrap_or_default();
    let running = rules::total(&lines, scores);
    let words = TotalWords {
        label: td_string!(l, scores.running_total).to_owned(),
        of: td_string!(l, scores.of_100).to_owned(),
        answered: td_string!(l, scores.answered).to_owned(),
        progress: td_string!(l, scores.answered_label).to_owned(),
    };
    let keeper = open.then(|| keeper(page, sheet, FORM, returned));
    let saved = sheet.card.as_ref().filter(|_| !open).map(|card| {
        view! {
            <span class="save-state small">{td_string!(l, scores.saved)} " " <DateTime at=card.saved_at zone=sheet.time_zone.clone()/></span>
        }
    });
    let submitted = sheet.card.as_ref().is_some_and(|card| card.state == ScorecardState::Submitted);
    let hand_in = if untried { td_string!(l, judging.submit_untried) } else { td_string!(l, scores.submit) };
    // The first button is what the enter key presses: it must not be the one that hands in.
    let buttons = open.then(|| {
        if submitted {
            view! {
                <button class="button button-primary" form=FORM name="submit" value="submit">{td_string!(l, scores.save_changes)}</button>
            }
            .into_any()
        } else {
            view! {
                <button class="button" form=FORM name="submit" value="draft">{td_string!(l, scores.save_draft)}</button>
                <button class="button button-primary" form=FORM name="submit" value="submit">{hand_in}</button>
            }
            .into_any()
        }
    });
    view! {
        <div class="running-total">
            <ScorecardTotal lines=lines form=FORM.to_owned() total=running.shown() answered=running.answered words=words/>
            {saved}
            {keeper}
            {buttons}
        </div>
    }
    .into_any()
}

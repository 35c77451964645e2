//! The timetable, as everybody sees it.

use crate::{
    competition::model::{Call, TimetableDate},
    i18n::{Locale, td_string},
    services::Page,
    time::Moment,
    ui::DateTime,
};
use leptos::prelude::*;

/// What a date is called.
pub(super) fn date_text(l: Locale, date: TimetableDate) -> &'static str {
    match date {
        TimetableDate::EntriesOpenAt => td_string!(l, competition.date_entries_open_at),
        TimetableDate::EntriesCloseAt => td_string!(l, competition.date_entries_close_at),
        TimetableDate::RoundClosesAt => td_string!(l, competition.date_round_closes_at),
        TimetableDate::ResultsAt => td_string!(l, competition.date_results_at),
    }
}

fn date_or_none(page: &Page, call: &Call, at: Option<Moment>) -> AnyView {
    let zone = call.competition.time_zone.clone();
    match at {
        Some(at) => view! { <DateTime at=at zone=zone/> }.into_any(),
        None => td_string!(page.locale, competition.date_none).into_any(),
    }
}

/// The same in the reader's own zone, where it is another one.
fn of_reader(page: &Page, call: &Call, at: Option<Moment>, reader: Option<&str>) -> Option<AnyView> {
    let zone = reader.filter(|zone| *zone != call.competition.time_zone)?.to_owned();
    let at = at?;
    let said = td_string!(page.locale, call.zone_yours);
    Some(view! { <span class="step-when"><span class="visually-hidden">{said} " "</span><DateTime at=at zone=zone/></span> }.into_any())
}

/// The dates as steps: passed, next, to come. `reader`: the reader's own zone, if it is known.
pub(super) fn timetable(page: &Page, call: &Call, reader: Option<&str>) -> AnyView {
    let l = page.locale;
    let mut next_found = false;
    let steps: Vec<_> = TimetableDate::ALL
        .into_iter()
        .map(|date| {
            let at = call.date(date);
            let passed = at.is_some_and(|at| at.has_passed(page.now));
            let next = !passed && !next_found;
            next_found |= next;
            let class = if passed {
                "step-done"
            } else if next {
                "step-now"
            } else {
                "step-coming"
            };
            let done = passed
                .then(|| view! { <span class="visually-hidden">" "{td_string!(l, competition.step_done)}</span> });
            view! {
                <li class=class aria-current=next.then_some("step")>
                    <span class="step-title">{date_text(l, date)}{done}</span>
                    <span class="step-when">{date_or_none(page, call, at)}</span>
                    {of_reader(page, call, at, reader)}
                </li>
            }
        })
        .collect();
    let zone = call.competition.time_zone.clone();
    let both = reader.filter(|reader| *reader != zone).map(|reader| {
        view! { " " {td_string!(l, call.zone_both, zone = reader.to_owned()).to_string()} }
    });
    view! {
        <ol class="steps">{steps}</ol>
        <p class="small muted">{td_string!(l, competition.dates_zone, zone = zone).to_string()}{both}</p>
    }
    .into_any()
}

/// Dates that were moved after the call was opened: old, new and why.
pub(super) fn changes(page: &Page, call: &Call) -> Option<AnyView> {
    let l = page.locale;
    let opened = call.competition.entries_open_at;
    let items: Vec<_> = call
        .changes
        .iter()
        .filter(|change| opened.is_some_and(|opened| change.at >= opened))
        .map(|change| {
            let name = TimetableDate::parse(&change.date).map(|date| date_text(l, date)).unwrap_or_default();
            let zone = call.competition.time_zone.clone();
            view! {
                <li class="card card-quiet stack-tight">
                    <div class="cluster-spread"><strong>{name}</strong><span class="small muted"><DateTime at=change.at zone=zone/></span></div>
                    <p>{td_string!(l, competition.change_from)}" "<s>{date_or_none(page, call, change.before)}</s></p>
                    <p>{td_string!(l, competition.change_to)}" "{date_or_none(page, call, change.after)}</p>
                    <p>{td_string!(l, competition.change_reason)}" "<bdi>{change.reason.clone()}</bdi></p>
                </li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <h3>{td_string!(l, competition.changes)}</h3>
            <ul class="plain stack">{items}</ul>
        }
        .into_any()
    })
}

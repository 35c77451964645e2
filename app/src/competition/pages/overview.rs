//! The organisers' overview: where the competition stands, what is missing for the next step, the step itself.

use super::{OrganiseTab, organise_tabs, organiser_crumbs, reopening::reopening_part, state_badge};
use crate::{
    accounts::model::Rights,
    competition::{
        api::Transition,
        model::{Board, CompetitionState, TimetableDate},
    },
    error::Missing,
    i18n::{Locale, td_string},
    services::{Page, services},
    ui::{DateTime, Hidden, PostForm, error_text::missing_text, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The overview.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let board = services.competitions.board(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let competition = &board.call.competition;
        let public = page.link(&format!("/c/{}", competition.slug));
        let mut crumbs = organiser_crumbs(l, competition);
        crumbs.truncate(1);
        Ok(layout::with_state(
            competition.name.clone(),
            crumbs,
            view! {
                <div class="page-state">{state_badge(l, competition.state)}</div>
                <div class="page-actions"><a class="button" href=public>{td_string!(l, competition.public_page)}</a></div>
            },
            view! {
                {organise_tabs(&page, &competition.slug, OrganiseTab::Overview)}
                {steps(&page, &board)}
                {next(&page, &board)}
                {tiles(l, &board)}
            },
        ))
    })
}

fn step_text(l: Locale, state: CompetitionState) -> &'static str {
    match state {
        CompetitionState::Setup => td_string!(l, competition.step_setup),
        CompetitionState::Open => td_string!(l, competition.step_open),
        CompetitionState::Screening => td_string!(l, competition.step_screening),
        CompetitionState::Judging => td_string!(l, competition.step_judging),
        CompetitionState::Deliberation => td_string!(l, competition.step_deliberation),
        CompetitionState::Published => td_string!(l, competition.step_published),
    }
}

fn steps(page: &Page, board: &Board) -> AnyView {
    let l = page.locale;
    let now = board.call.competition.state;
    let steps: Vec<_> = CompetitionState::ALL
        .into_iter()
        .map(|state| {
            let (class, word) = match state.cmp(&now) {
                std::cmp::Ordering::Less => ("step-done", Some(td_string!(l, competition.step_done))),
                std::cmp::Ordering::Equal => ("step-now", Some(td_string!(l, competition.step_now))),
                std::cmp::Ordering::Greater => ("step-coming", None),
            };
            let date = match state {
                CompetitionState::Open => board.call.date(TimetableDate::EntriesCloseAt),
                CompetitionState::Judging => board.call.date(TimetableDate::RoundClosesAt),
                CompetitionState::Published => board.call.date(TimetableDate::ResultsAt),
                _ => None,
            };
            let zone = board.call.competition.time_zone.clone();
            view! {
                <li class=class aria-current=(state == now).then_some("step")>
                    <span class="step-title">{step_text(l, state)}{word.map(|word| view! { <span class="visually-hidden">" "{word}</span> })}</span>
                    <span class="step-when">{date.map(|at| view! { <DateTime at=at zone=zone/> })}</span>
                </li>
            }
        })
        .collect();
    view! { <ol class="steps">{steps}</ol> }.into_any()
}

/// The button and the words of a step onward.
fn onward_text(l: Locale, to: CompetitionState) -> (&'static str, &'static str) {
    match to {
        CompetitionState::Open => (td_string!(l, competition.next_open), td_string!(l, competition.next_open_text)),
        CompetitionState::Screening => {
            (td_string!(l, competition.next_screening), td_string!(l, competition.next_screening_text))
        }
        CompetitionState::Judging => {
            (td_string!(l, competition.next_judging), td_string!(l, competition.next_judging_text))
        }
        _ => (td_string!(l, competition.next_deliberation), td_string!(l, competition.next_deliberation_text)),
    }
}

/// Where a thing that is missing is made.
fn place_of(page: &Page, board: &Board, missing: Missing) -> String {
    let slug = &board.call.competition.slug;
    let rest = match missing {
        Missing::Track | Missing::ClosingDate | Missing::Rules => "/settings".to_owned(),
        Missing::Rubric => {
            let unfinished = board.call.tracks.iter().find(|track| {
                crate::competition::rules::total(track.criteria.iter().map(|criterion| criterion.weight)).to_string()
                    != "100"
            });
            unfinished.map_or_else(|| "/settings".to_owned(), |track| format!("/tracks/{}", track.key))
        }
        Missing::EligibleEntry | Missing::UncheckedEntries => "/entries".to_owned(),
        Missing::Assignment | Missing::LinkedPanel => "/assignment".to_owned(),
        Missing::CommentsRead => "/feedback".to_owned(),
        Missing::Scorecard | Missing::Reviews => "/scores".to_owned(),
    };
    page.link(&format!("/c/{slug}/organise{rest}"))
}

fn next(page: &Page, board: &Board) -> AnyView {
    let l = page.locale;
    let competition = &board.call.competition;
    let body = match board.next {
        None if competition.state == CompetitionState::Published => {
            view! { <p>{td_string!(l, competition.next_published)}</p> }.into_any()
        }
        None => {
            let href = page.link(&format!("/c/{}/organise/results", competition.slug));
            view! {
                <p>{td_string!(l, competition.next_publish)}</p>
                <p><a class="button button-primary" href=href>{td_string!(l, competition.tab_results)}</a></p>
            }
            .into_any()
        }
        Some(to) if board.ready && !page.may(Rights::Editor) => {
            let (button, text) = onward_text(l, to);
            view! { <p>{td_string!(l, competition.all_there)}</p><p class="muted">{button} ": " {text}</p> }.into_any()
        }
        Some(to) if board.ready => onward(page, board, to),
        Some(to) => in_the_way(page, board, to),
    };
    let back = reopening_part(page, board);
    view! {
        <section class="section" aria-labelledby="next">
            <h2 id="next">{td_string!(l, competition.next)}</h2>
            {body}
            {back}
        </section>
    }
    .into_any()
}

fn onward(page: &Page, board: &Board, to: CompetitionState) -> AnyView {
    let l = page.locale;
    let (button, text) = onward_text(l, to);
    let slug = board.call.competition.slug.clone();
    view! {
        <p><span class="icon icon-check" aria-hidden="true"></span>" "{td_string!(l, competition.all_there)}</p>
        <details class="confirm">
            <summary class="button button-primary">{button}</summary>
            <div class="confirm-panel confirm-panel-calm">
                <p>{text}</p>
                <PostForm action=Transition::url() only_if=("to", to.as_str().to_owned())>
                    <Hidden name="slug" value=slug/>
                    <Hidden name="to" value=to.as_str()/>
                    <div class="button-row"><button class="button button-primary">{button}</button></div>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

fn in_the_way(page: &Page, board: &Board, to: CompetitionState) -> AnyView {
    let l = page.locale;
    let (button, _) = onward_text(l, to);
    let change = page.may(Rights::Editor);
    let settings = page.link(&format!("/c/{}/organise/settings#move", board.call.competition.slug));
    if board.missing.is_empty() {
        let zone = board.call.competition.time_zone.clone();
        let what = match (to, board.call.competition.entries_close_at) {
            (CompetitionState::Screening, Some(at)) => {
                view! { <p>{td_string!(l, competition.still_open)}" "<DateTime at=at zone=zone/></p> }.into_any()
            }
            _ => view! { <p>{td_string!(l, competition.round_over)}</p> }.into_any(),
        };
        let way = change.then(|| view! { <p><a href=settings>{td_string!(l, competition.move_date)}</a></p> });
        return view! { <div class="notice">{what}{way}</div> }.into_any();
    }
    let tasks: Vec<_> = board
        .missing
        .iter()
        .map(|missing| {
            let href = place_of(page, board, *missing);
            let text = missing_text(l, *missing);
            let text = if change { view! { <a href=href>{text}</a> }.into_any() } else { text.into_any() };
            view! { <li class="task">{text}</li> }
        })
        .collect();
    view! {
        <div class="card stack">
            <h3>{button}</h3>
            <p class="muted">{td_string!(l, competition.missing)}</p>
            <ul class="tasks">{tasks}</ul>
        </div>
    }
    .into_any()
}

fn tiles(l: Locale, board: &Board) -> AnyView {
    let facts = &board.facts;
    let tile = |label: &'static str, number: String| {
        view! { <div class="tile"><dt>{label}</dt><dd><bdi dir="ltr">{number}</bdi></dd></div> }
    };
    let tiles = vec![
        tile(td_string!(l, competition.count_drafts), facts.drafts.to_string()),
        tile(td_string!(l, competition.count_unchecked), facts.unchecked.to_string()),
        tile(td_string!(l, competition.count_fix), facts.fix_needed.to_string()),
        tile(td_string!(l, competition.count_eligible), facts.eligible.to_string()),
        tile(td_string!(l, competition.count_judges), format!("{} / {}", facts.ready_judges, facts.judges)),
        tile(td_string!(l, competition.count_scorecards), format!("{} / {}", facts.scorecards, facts.assignments)),
    ];
    view! {
        <section class="section" aria-labelledby="counts">
            <h2 id="counts">{td_string!(l, competition.counts)}</h2>
            <dl class="tiles">{tiles}</dl>
        </section>
    }
    .into_any()
}

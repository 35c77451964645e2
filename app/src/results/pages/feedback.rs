//! What a team learns of its own entry: place, and what the judges said.

mod criterion;
mod strip;

use crate::{
    i18n::{Locale, td_string},
    results::model::{Adjustment, EntryFeedback, EntryResult, FEWEST_FIELD, FEWEST_MARKS, FeedbackShows},
    services::{Page, services},
    ui::{Crumb, PageBody, empty_state, layout, load, param},
};
use criterion::criterion;
use leptos::{either::Either, prelude::*};

/// The result of one entry, for its team.
#[component]
pub fn EntryResultPage() -> impl IntoView {
    let services = services();
    let entry = param("entry");
    load(async move {
        let result = services.results.of_entry(entry?).await?;
        Ok(result_page(&services.page, result))
    })
}

fn result_page(page: &Page, result: EntryResult) -> PageBody {
    let l = page.locale;
    let href = page.link(&format!("/c/{}/results", result.slug));
    let place = place(l, &result);
    let prizes = page.link(&format!("/entries/{}/prizes", result.entry));
    let prizes = result.placement.as_ref().filter(|at| !at.awards.is_empty() || !at.passed.is_empty()).map(|_| {
        view! { <a class="button" href=prizes>{td_string!(l, prizes.own_title)}</a> }
    });
    let shown = result.placement.as_ref().map(|at| {
        let entry = page.link(&format!("/c/{}/entries/{}", result.slug, at.key));
        let certificate = format!("{entry}/certificate");
        view! {
            <a class="button" href=certificate>{td_string!(l, public.certificate)}</a>
            <a class="button" href=entry>{td_string!(l, public.public_page)}</a>
        }
    });
    let appeal = page.link(&format!("/entries/{}/appeal", result.entry));
    layout::with_state(
        td_string!(l, results.result_of, title = result.title.clone()).to_string(),
        vec![
            Crumb::new(result.competition.clone(), format!("/c/{}", result.slug)),
            Crumb::new(result.title.clone(), format!("/entries/{}", result.entry)),
        ],
        view! { <div class="page-actions">{prizes}{shown}<a class="button button-primary" href=href>{td_string!(l, results.full_results)}</a></div> },
        view! {
            <section class="section" aria-labelledby="place">
                <h2 id="place">{td_string!(l, results.your_entry)}</h2>
                {place}
            </section>
            {said(l, &result)}
            <section class="section" aria-labelledby="wrong">
                <h2 id="wrong">{td_string!(l, appeals.something_wrong)}</h2>
                <p>{td_string!(l, appeals.something_wrong_text)}</p>
                <p><a class="button" href=appeal>{td_string!(l, appeals.title)}</a></p>
            </section>
        },
    )
}

fn place(l: Locale, result: &EntryResult) -> AnyView {
    let Some(at) = &result.placement else {
        return view! { <p>{td_string!(l, results.no_place)}</p> }.into_any();
    };
    let awards: Vec<_> = at
        .awards
        .iter()
        .map(|given| {
            let text = super::document::award_text(l, given);
            view! { <p><span class="badge badge-award"><bdi>{text}</bdi></span> " " <bdi>{given.reason.clone()}</bdi></p> }
        })
        .collect();
    let shared = at.shared.then(|| view! { " · " {td_string!(l, results.shared_place)} });
    let score = at.score.clone().map(|score| {
        view! { <div><dt>{td_string!(l, results.score)}</dt><dd>{score}</dd></div> }
    });
    let place = td_string!(l, results.your_place, place = at.place, ranked = result.ranked).to_string();
    view! {
        <dl class="facts facts-wide">
            <div><dt><bdi>{result.track.clone()}</bdi></dt><dd><strong>{place}</strong>{shared}</dd></div>
            {score}
        </dl>
        {awards}
    }
    .into_any()
}

fn said(l: Locale, result: &EntryResult) -> AnyView {
    if !result.judged {
        return empty_state(td_string!(l, results.no_feedback_title), td_string!(l, results.no_feedback));
    }
    let Some(feedback) = &result.feedback else {
        return empty_state(td_string!(l, feedback.not_yet_title), td_string!(l, feedback.not_yet));
    };
    let criteria: Vec<_> = feedback.criteria.iter().map(|one| criterion(l, one, feedback.shows)).collect();
    let hint = td_string!(l, results.feedback_hint, number = result.scorecards).to_string();
    let time = result.time.map(|time| {
        td_string!(l, judging.judges_and_time, number = time.judges, minutes = time.median_minutes).to_string()
    });
    view! {
        <section class="section" aria-labelledby="feedback">
            <div class="section-heading"><h2 id="feedback">{td_string!(l, results.feedback)}</h2><p class="small muted">{hint} " " {time}</p></div>
            {feedback.adjusted.as_ref().map(|adjusted| adjustment(l, adjusted))}
            {kept_back(l, feedback)}
            <div class="stack">{criteria}</div>
            {(feedback.shows >= FeedbackShows::Marks).then(|| rules(l, feedback.shows))}
        </section>
    }
    .into_any()
}

/// What the method made of the judges' totals, in words.
fn adjustment(l: Locale, adjusted: &Adjustment) -> impl IntoView + use<> {
    let Adjustment { mean, score, points, added, apart } = adjusted.clone();
    let lead = apart.map(|apart| match added {
        true => td_string!(l, feedback.strict, points = apart).to_string() + " ",
        false => td_string!(l, feedback.mild, points = apart).to_string() + " ",
    });
    let text = if added {
        td_string!(l, feedback.added, points = points, mean = mean, score = score).to_string()
    } else {
        td_string!(l, feedback.taken, points = points, mean = mean, score = score).to_string()
    };
    view! { <p class="notice">{td_string!(l, feedback.strictness)} " " {lead} {text}</p> }
}

fn kept_back(l: Locale, feedback: &EntryFeedback) -> impl IntoView + use<> {
    let held = (feedback.held > 0).then(|| {
        view! { <p class="small muted">{td_string!(l, feedback.held_for_team, number = feedback.held).to_string()}</p> }
    });
    let waiting = (feedback.waiting > 0).then(|| {
        view! { <p class="small muted">{td_string!(l, feedback.waiting_for_team, number = feedback.waiting).to_string()}</p> }
    });
    view! { {held} {waiting} }
}

/// What is not shown, and why.
fn rules(l: Locale, shows: FeedbackShows) -> impl IntoView {
    let marks = td_string!(l, feedback.few_marks, fewest = FEWEST_MARKS).to_string();
    let field = if shows >= FeedbackShows::Field {
        Either::Left(td_string!(l, feedback.few_entries, fewest = FEWEST_FIELD).to_string())
    } else {
        Either::Right(())
    };
    view! { <p class="small muted">{marks} " " {field}</p> }
}

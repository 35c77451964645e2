//! What a team learns of its own entry: place, and what the judges said.

use crate::{
    i18n::{Locale, td_string},
    results::model::{CriterionFeedback, EntryResult},
    services::{Page, services},
    ui::{Crumb, PageBody, layout, load, param},
};
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
    let place = match &result.placement {
        Some(at) => {
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
            Either::Left(view! {
                <dl class="facts facts-wide">
                    <div><dt><bdi>{result.track.clone()}</bdi></dt><dd><strong>{place}</strong>{shared}</dd></div>
                    {score}
                </dl>
                {awards}
            })
        }
        None => Either::Right(view! { <p>{td_string!(l, results.no_place)}</p> }),
    };
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
            {feedback(l, &result)}
        },
    )
}

fn feedback(l: Locale, result: &EntryResult) -> impl IntoView + use<> {
    if result.feedback.is_empty() {
        return Either::Left(view! {
            <div class="empty-state">
                <h2>{td_string!(l, results.no_feedback_title)}</h2>
                <p>{td_string!(l, results.no_feedback)}</p>
            </div>
        });
    }
    let criteria: Vec<_> = result.feedback.iter().map(|one| criterion(l, one)).collect();
    let hint = td_string!(l, results.feedback_hint, number = result.scorecards).to_string();
    let time = result.time.map(|time| {
        td_string!(l, judging.judges_and_time, number = time.judges, minutes = time.median_minutes).to_string()
    });
    Either::Right(view! {
        <section class="section" aria-labelledby="feedback">
            <div class="section-heading"><h2 id="feedback">{td_string!(l, results.feedback)}</h2><p class="small muted">{hint} " " {time}</p></div>
            <div class="stack">{criteria}</div>
        </section>
    })
}

fn criterion(l: Locale, one: &CriterionFeedback) -> impl IntoView + use<> {
    let mean = match &one.mean {
        Some(mean) => td_string!(l, results.mean_mark, mean = mean.clone(), max = one.max.clone()).to_string(),
        None => td_string!(l, results.not_assessed).to_string(),
    };
    let comments = if one.comments.is_empty() {
        Either::Left(view! { <p class="muted">{td_string!(l, results.no_comments)}</p> })
    } else {
        let comments: Vec<_> =
            one.comments.iter().map(|comment| view! { <li dir="auto">{comment.clone()}</li> }).collect();
        Either::Right(view! { <ul>{comments}</ul> })
    };
    view! {
        <section class="card">
            <div class="cluster-spread"><h3><bdi>{one.label.clone()}</bdi></h3><span class="strong">{mean}</span></div>
            <p class="small muted" dir="auto">{one.question.clone()}</p>
            {comments}
        </section>
    }
}

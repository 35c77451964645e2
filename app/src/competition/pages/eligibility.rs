//! May we enter? A few questions of yes or no, answered in the address of the page: nothing is stored, and no account is
//! needed.

use crate::{
    competition::{
        model::{CompetitionState, PrecheckPage, Track},
        rules::{Outcome, answer, answer_word, outcome},
    },
    i18n::{Locale, td_string},
    services::{Page, services},
    ui::{Crumb, layout, load, param, query},
};
use leptos::prelude::*;

/// The checks, their outcome, and the tracks.
#[component]
pub fn EligibilityPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let shown = services.guide.prechecks(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let crumbs = vec![Crumb::new(&shown.competition.name, format!("/c/{}", shown.competition.slug))];
        let answers: Vec<Option<bool>> =
            (0..shown.prechecks.len()).map(|number| page.address.query(&name(number)).and_then(answer)).collect();
        // Whoever has only opened the page is not told what is missing.
        let sent = query("sent").is_some() || answers.iter().any(Option::is_some);
        let result = outcome(&shown.prechecks, &answers);
        let body = if shown.prechecks.is_empty() {
            view! { <p>{td_string!(l, call.checks_none)}</p> }.into_any()
        } else {
            let told = sent.then(|| told(&page, &shown, &result));
            let missing = match &result {
                Outcome::Unanswered(numbers) if sent => numbers.as_slice(),
                _ => &[],
            };
            view! { {told} {form(&page, &shown, &answers, missing)} }.into_any()
        };
        Ok(layout::narrow(
            td_string!(l, call.checks_title),
            crumbs,
            view! { <p class="lead">{td_string!(l, call.checks_lead)}</p> {body} {tracks(&page, &shown)} },
        ))
    })
}

fn name(number: usize) -> String {
    format!("check-{}", number + 1)
}

fn can_enter_now(page: &Page, shown: &PrecheckPage) -> bool {
    let competition = &shown.competition;
    competition.state == CompetitionState::Open
        && competition.entries_close_at.is_none_or(|at| !at.has_passed(page.now))
}

/// What the answers come to, and the next step.
fn told(page: &Page, shown: &PrecheckPage, result: &Outcome) -> AnyView {
    let l = page.locale;
    let path = |rest: &str| page.link(&format!("/c/{}{rest}", shown.competition.slug));
    let said = |numbers: &[usize]| -> Vec<AnyView> {
        let checks = numbers.iter().filter_map(|number| shown.prechecks.get(*number));
        checks.map(|check| view! { <li dir="auto">{check.otherwise.clone()}</li> }.into_any()).collect()
    };
    match result {
        Outcome::Unanswered(numbers) => {
            let links: Vec<_> = numbers
                .iter()
                .filter_map(|number| Some((number, shown.prechecks.get(*number)?)))
                .map(|(number, check)| {
                    view! { <li><a href=format!("#{}", name(*number))><bdi>{check.text.clone()}</bdi></a></li> }
                })
                .collect();
            view! {
                <div class="error-summary" role="alert">
                    <p class="error-summary-title">{td_string!(l, call.checks_open)}</p>
                    <ul class="plain">{links}</ul>
                </div>
            }
            .into_any()
        }
        Outcome::Enter(needs) => {
            let title =
                if needs.is_empty() { td_string!(l, call.checks_enter) } else { td_string!(l, call.checks_needs) };
            let list = (!needs.is_empty()).then(|| view! { <ul>{said(needs)}</ul> });
            let next = if can_enter_now(page, shown) {
                let enter = path("/enter");
                view! { <p><a class="button button-primary" href=enter>{td_string!(l, call.checks_go)}</a></p> }
                    .into_any()
            } else {
                let call = path("");
                view! { <p>{td_string!(l, call.checks_not_now)} " " <a href=call>{td_string!(l, competition.see_call)}</a></p> }
                    .into_any()
            };
            view! {
                <div class="notice notice-success" role="status">
                    <p class="notice-title">{title}</p>
                    {list}
                    <p>{td_string!(l, call.checks_no_promise)}</p>
                    {next}
                </div>
            }
            .into_any()
        }
        Outcome::Stopped(reasons) => {
            let (rules, questions) = (path("/rules"), path("/questions"));
            view! {
                <div class="notice notice-warning" role="status">
                    <p class="notice-title">{td_string!(l, call.checks_stopped)}</p>
                    <ul>{said(reasons)}</ul>
                    <p>{td_string!(l, call.checks_stopped_next)}</p>
                    <p class="cluster"><a href=rules>{td_string!(l, competition.rules_read)}</a> <a href=questions>{td_string!(l, call.questions)}</a></p>
                </div>
            }
            .into_any()
        }
    }
}

fn form(page: &Page, shown: &PrecheckPage, answers: &[Option<bool>], missing: &[usize]) -> AnyView {
    let l = page.locale;
    let groups: Vec<_> = shown
        .prechecks
        .iter()
        .enumerate()
        .map(|(number, check)| {
            let chosen = answers.get(number).copied().flatten();
            group(l, number, &check.text, chosen, missing.contains(&number))
        })
        .collect();
    view! {
        <form class="form" id="checks">
            <input type="hidden" name="sent" value="1"/>
            {groups}
            <div class="form-actions"><button class="button button-primary">{td_string!(l, call.checks_show)}</button></div>
        </form>
    }
    .into_any()
}

fn group(l: Locale, number: usize, text: &str, chosen: Option<bool>, missing: bool) -> AnyView {
    let name = name(number);
    let error_id = format!("{name}-error");
    let described = missing.then(|| error_id.clone());
    let error = missing.then(|| view! { <p class="field-error" id=error_id>{td_string!(l, errors.required)}</p> });
    let options: Vec<_> = [(true, td_string!(l, call.yes)), (false, td_string!(l, call.no))]
        .into_iter()
        .map(|(yes, word)| {
            let id = if yes { name.clone() } else { format!("{name}-{}", answer_word(yes)) };
            view! {
                <label class="choice">
                    <input type="radio" id=id name=name.clone() value=answer_word(yes) checked={chosen == Some(yes)}/>
                    <span>{word}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="field-group" aria-describedby=described>
            <legend class="field-label"><bdi>{text.to_owned()}</bdi></legend>
            <div class="choices-inline">{options}</div>
            {error}
        </fieldset>
    }
    .into_any()
}

/// Which track fits: what belongs in each, for instance.
fn tracks(page: &Page, shown: &PrecheckPage) -> AnyView {
    let l = page.locale;
    let cards: Vec<_> = shown.tracks.iter().map(|track| track_card(page, shown, track)).collect();
    view! {
        <section class="section" aria-labelledby="tracks">
            <h2 id="tracks">{td_string!(l, call.tracks_title)}</h2>
            <p>{td_string!(l, call.tracks_lead)}</p>
            <div class="stack">{cards}</div>
        </section>
    }
    .into_any()
}

fn track_card(page: &Page, shown: &PrecheckPage, track: &Track) -> AnyView {
    let l = page.locale;
    let examples: Vec<_> = track
        .examples
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| view! { <li dir="auto">{line.to_owned()}</li> })
        .collect();
    let examples = (!examples.is_empty()).then(|| {
        view! { <p class="small strong">{td_string!(l, call.tracks_examples)}</p> <ul>{examples}</ul> }
    });
    let rubric = page.link(&format!("/c/{}#rubric-{}", shown.competition.slug, track.key));
    view! {
        <article class="card stack">
            <h3><bdi>{track.name.clone()}</bdi></h3>
            <p dir="auto">{track.description.clone()}</p>
            {examples}
            <p><a href=rubric>{td_string!(l, competition.rubric_link)} <span class="visually-hidden">" " <bdi>{track.name.clone()}</bdi></span></a></p>
        </article>
    }
    .into_any()
}

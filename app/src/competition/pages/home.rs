//! The start page: what this is, and where to go in.

use crate::{
    competition::model::{Competition, CompetitionState},
    i18n::td_string,
    services::{Page, services},
    ui::{DateTime, layout, left_text, load},
};
use leptos::prelude::*;

/// What PEACEapp is in one screen, and every public competition.
#[component]
pub fn HomePage() -> impl IntoView {
    let services = services();
    load(async move {
        let competitions = services.competitions.public().await?;
        let page = services.page;
        let l = page.locale;
        let (earlier, now): (Vec<_>, Vec<_>) =
            competitions.iter().partition(|competition| competition.state == CompetitionState::Published);
        let cards: Vec<_> = now.into_iter().map(|competition| card(&page, competition)).collect();
        let earlier: Vec<_> = earlier.into_iter().map(|competition| card(&page, competition)).collect();
        let earlier = (!earlier.is_empty()).then(|| {
            view! {
                <section class="section" aria-labelledby="earlier">
                    <h2 id="earlier">{td_string!(l, organisers.earlier)}</h2>
                    <div class="grid">{earlier}</div>
                </section>
            }
        });
        let list = if cards.is_empty() {
            view! {
                <div class="empty-state">
                    <h3>{td_string!(l, competition.no_competitions_title)}</h3>
                    <p>{td_string!(l, competition.no_competitions)}</p>
                </div>
            }
            .into_any()
        } else {
            view! { <div class="grid">{cards}</div> }.into_any()
        };
        let create = page.viewer.as_ref().is_some_and(|viewer| viewer.host).then(|| {
            view! { <a class="button button-small" href=page.link("/new")>{td_string!(l, competition.create)}</a> }
        });
        let hero = view! {
            <div class="stack">
                <h1>{td_string!(l, competition.home_title)}</h1>
                <p class="lead">{td_string!(l, competition.home_lead)}</p>
            </div>
            <p><a class="button button-primary" href="#competitions">{td_string!(l, competition.home_see)}</a></p>
        };
        Ok(layout::with_hero(
            td_string!(l, competition.home_title),
            hero,
            view! {
                <section class="section" aria-labelledby="competitions">
                    <div class="section-heading"><h2 id="competitions">{td_string!(l, competition.competitions)}</h2>{create}</div>
                    {list}
                </section>
                {earlier}
                {how(&page)}
            },
        ))
    })
}

fn how(page: &Page) -> AnyView {
    let l = page.locale;
    let steps: Vec<_> = [
        (td_string!(l, competition.how_enter), td_string!(l, competition.how_enter_text)),
        (td_string!(l, competition.how_screen), td_string!(l, competition.how_screen_text)),
        (td_string!(l, competition.how_judge), td_string!(l, competition.how_judge_text)),
        (td_string!(l, competition.how_publish), td_string!(l, competition.how_publish_text)),
    ]
    .into_iter()
    .map(|(title, text)| view! { <li class="card card-quiet stack-tight"><h3>{title}</h3><p>{text}</p></li> })
    .collect();
    view! {
        <section class="section" aria-labelledby="how">
            <h2 id="how">{td_string!(l, competition.home_how)}</h2>
            <ol class="grid grid-narrow">{steps}</ol>
        </section>
    }
    .into_any()
}

fn card(page: &Page, competition: &Competition) -> AnyView {
    let l = page.locale;
    let call = page.link(&format!("/c/{}", competition.slug));
    let published = competition.state == CompetitionState::Published;
    let date = |label: &'static str, at| {
        let zone = competition.time_zone.clone();
        view! { <p class="small muted">{label} " " <DateTime at=at zone=zone/></p> }
    };
    let when = match (competition.entries_close_at, competition.results_at) {
        (Some(at), _) if !at.has_passed(page.now) => Some(date(td_string!(l, competition.closes), at)),
        (_, Some(at)) if !published => Some(date(td_string!(l, competition.results_due), at)),
        (Some(at), _) => Some(date(td_string!(l, competition.closed), at)),
        _ => None,
    };
    let open = competition.state == CompetitionState::Open;
    let left = competition.entries_close_at.filter(|_| open).and_then(|at| left_text(l, at, page.now));
    let left = left.map(|left| view! { <p class="small strong">{left}</p> });
    let way_in = if published {
        let results = page.link(&format!("/c/{}/results", competition.slug));
        view! { <a href=results>{td_string!(l, competition.see_results)}" "<span class="visually-hidden"><bdi>{competition.name.clone()}</bdi></span></a> }
    } else {
        view! { <a href=call.clone()>{td_string!(l, competition.see_call)}" "<span class="visually-hidden"><bdi>{competition.name.clone()}</bdi></span></a> }
    };
    view! {
        <article class="card stack">
            <div class="cluster-spread">
                <h3><a href=call><bdi>{competition.name.clone()}</bdi></a></h3>
                {super::state_badge(l, competition.state)}
            </div>
            <p><bdi>{competition.theme.clone()}</bdi></p>
            {when}
            {left}
            <p>{way_in}</p>
        </article>
    }
    .into_any()
}

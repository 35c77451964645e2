//! The call: everything somebody needs to decide whether to enter.

use super::{dates, rubric::rubric_table, state_badge};
use crate::{
    competition::model::{AwardKind, Call, CompetitionState, FurtherRule, Reopened, RoundLine, Track},
    i18n::td_string,
    services::{Page, services},
    ui::{DateTime, Language, ZoneForm, layout, left_text, load, param, prose, query, zone::known_zone},
};
use leptos::prelude::*;

/// The call of a competition.
#[component]
pub fn CallPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let shown = services.competitions.call(slug?).await?;
        let page = services.page;
        let call = shown.call;
        Ok(layout::with_hero(
            call.competition.name.clone(),
            hero(&page, &call, shown.organiser),
            view! {
                {about(&page, &call)}
                {decide(&page, &call)}
                {prizes(&page, &call)}
                {timetable(&page, &call, &shown.reopened)}
                {judged(&page, &call, shown.further, &shown.rounds)}
                {rules(&page, &call)}
            },
        ))
    })
}

fn hero(page: &Page, call: &Call, organiser: bool) -> AnyView {
    let l = page.locale;
    let competition = &call.competition;
    let path = |rest: &str| page.link(&format!("/c/{}{rest}", competition.slug));
    let open = competition.state == CompetitionState::Open;
    let still_open = open && competition.entries_close_at.is_none_or(|at| !at.has_passed(page.now));
    let label = if still_open || competition.state == CompetitionState::Setup {
        td_string!(l, competition.closes)
    } else {
        td_string!(l, competition.closed)
    };
    let when = competition.entries_close_at.map(|at| {
        let zone = competition.time_zone.clone();
        view! { <span>{label}" "<DateTime at=at zone=zone/></span> }
    });
    let left = competition.entries_close_at.filter(|_| still_open).and_then(|at| left_text(l, at, page.now));
    let left = left.map(|left| view! { <span class="strong">{left}</span> });
    let action = if still_open {
        Some((path("/enter"), td_string!(l, competition.enter)))
    } else if competition.state == CompetitionState::Published {
        Some((path("/results"), td_string!(l, competition.see_results)))
    } else {
        None
    };
    let action = action.map(|(href, text)| view! { <a class="button button-primary" href=href>{text}</a> });
    let organise = organiser.then(|| {
        view! { <a class="button" href=path("/organise")>{td_string!(l, competition.organise)}</a> }
    });
    let hidden = (competition.state == CompetitionState::Setup).then(|| {
        view! { <p class="small muted">{td_string!(l, competition.not_open_yet)}</p> }
    });
    view! {
        <div class="stack">
            <div class="page-state">{state_badge(l, competition.state)}{when}{left}</div>
            <h1><bdi>{competition.name.clone()}</bdi></h1>
            <p class="lead"><bdi>{competition.theme.clone()}</bdi></p>
            {hidden}
        </div>
        <div class="button-row">{action}{organise}</div>
    }
    .into_any()
}

fn about(page: &Page, call: &Call) -> AnyView {
    let l = page.locale;
    let languages: Vec<_> =
        call.competition.languages.iter().map(|code| view! { <li><Language tag=code.clone()/></li> }).collect();
    view! {
        <section class="section" aria-labelledby="about">
            <h2 id="about">{td_string!(l, competition.about)}</h2>
            {prose(&call.competition.description)}
            <dl class="facts"><div>
                <dt>{td_string!(l, competition.languages)}</dt>
                <dd><ul class="cluster">{languages}</ul></dd>
            </div></dl>
        </section>
    }
    .into_any()
}

/// The ways to what one reads before one enters.
fn decide(page: &Page, call: &Call) -> AnyView {
    let l = page.locale;
    let links: Vec<_> = [
        ("eligibility", td_string!(l, call.checks_title)),
        ("rules", td_string!(l, competition.rules)),
        ("questions", td_string!(l, call.call_questions)),
        ("jury", td_string!(l, call.jury)),
    ]
    .into_iter()
    .map(|(rest, text)| {
        let href = page.link(&format!("/c/{}/{rest}", call.competition.slug));
        view! { <li><a class="button" href=href>{text}</a></li> }
    })
    .collect();
    view! {
        <section class="section" aria-labelledby="decide">
            <h2 id="decide">{td_string!(l, call.decide)}</h2>
            <ul class="plain cluster">{links}</ul>
        </section>
    }
    .into_any()
}

fn prizes(page: &Page, call: &Call) -> AnyView {
    let l = page.locale;
    let cards: Vec<_> = call.tracks.iter().map(|track| prize_card(page, track)).collect();
    view! {
        <section class="section" aria-labelledby="prizes">
            <h2 id="prizes">{td_string!(l, competition.prizes)}</h2>
            <div class="grid">{cards}</div>
        </section>
    }
    .into_any()
}

fn prize_card(page: &Page, track: &Track) -> AnyView {
    let l = page.locale;
    let places = || track.awards.iter().filter(|award| award.kind == AwardKind::Place);
    let number: u32 = places().map(|award| award.count).sum();
    let badge = (number > 0).then(|| {
        view! { <span class="badge badge-award">{td_string!(l, competition.prizes_of_track, count = number).to_string()}</span> }
    });
    let prizes: Vec<_> = places()
        .map(|award| {
            let times = td_string!(l, competition.times, count = award.count).to_string();
            view! { <p class="prize"><bdi>{award.prize.clone()}</bdi><small><bdi>{award.name.clone()}</bdi>" · "{times}</small></p> }
        })
        .collect();
    let distinctions: Vec<_> = track
        .awards
        .iter()
        .filter(|award| award.kind == AwardKind::Distinction)
        .map(|award| {
            view! { <li><strong><bdi>{award.name.clone()}</bdi></strong>" "<bdi class="muted">{award.prize.clone()}</bdi></li> }
        })
        .collect();
    let distinctions = (!distinctions.is_empty()).then(|| {
        view! { <div class="stack-tight"><p class="small muted">{td_string!(l, competition.distinctions)}</p><ul class="plain small stack-tight">{distinctions}</ul></div> }
    });
    view! {
        <article class="prize-card">
            <div class="cluster-spread"><h3><bdi>{track.name.clone()}</bdi></h3>{badge}</div>
            {prizes}
            <p><bdi>{track.description.clone()}</bdi></p>
            {distinctions}
            <p><a href=format!("#rubric-{}", track.key)>{td_string!(l, competition.rubric_link)}" "<span class="visually-hidden"><bdi>{track.name.clone()}</bdi></span></a></p>
        </article>
    }
    .into_any()
}

fn timetable(page: &Page, call: &Call, reopened: &[Reopened]) -> AnyView {
    let l = page.locale;
    let path = format!("/c/{}", call.competition.slug);
    // The list of zones is a quarter of the page: only whoever asks for it gets it.
    let typed = query("zone");
    let reader = typed.as_deref().and_then(known_zone);
    let chooser = match typed {
        Some(typed) => view! { <ZoneForm typed=typed path=path/> }.into_any(),
        None => {
            let href = format!("{}?zone=#dates", page.link(&path));
            view! { <p><a href=href rel="nofollow">{td_string!(l, call.zone_show)}</a></p> }.into_any()
        }
    };
    view! {
        <section class="section" aria-labelledby="dates">
            <h2 id="dates">{td_string!(l, competition.dates)}</h2>
            {dates::timetable(page, call, reader.as_deref())}
            {chooser}
            {dates::changes(page, call)}
            {super::reopening::reopened(l, reopened, &call.competition.time_zone)}
        </section>
    }
    .into_any()
}

fn judged(page: &Page, call: &Call, further: Option<FurtherRule>, rounds: &[RoundLine]) -> AnyView {
    let l = page.locale;
    let reviews = call.competition.reviews_per_entry;
    let method = page.link(&format!("/c/{}/method", call.competition.slug));
    let rubrics: Vec<_> = call
        .tracks
        .iter()
        .map(|track| {
            let title = td_string!(l, competition.rubric_of, track = track.name.clone()).to_string();
            view! {
                <details class="disclosure">
                    <summary><bdi>{title}</bdi></summary>
                    <div id=format!("rubric-{}", track.key)>{rubric_table(l, track)}</div>
                </details>
            }
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="judged">
            <h2 id="judged">{td_string!(l, competition.judged)}</h2>
            <p>{td_string!(l, competition.judged_text, reviews = reviews).to_string()}</p>
            {rubrics}
            {super::rounds::call_part(l, rounds, &call.competition.time_zone, &call.tracks)}
            {super::further::call_part(l, further)}
            <p><a href=method>{td_string!(l, method.call_link)}</a></p>
        </section>
    }
    .into_any()
}

fn rules(page: &Page, call: &Call) -> AnyView {
    let l = page.locale;
    let text = match &call.rules {
        None => view! { <p class="muted">{td_string!(l, competition.no_rules)}</p> }.into_any(),
        Some(rules) => {
            let version = td_string!(l, competition.rules_version, version = rules.version).to_string();
            let zone = call.competition.time_zone.clone();
            let alone = page.link(&format!("/c/{}/rules", call.competition.slug));
            view! {
                <p class="small muted">{version}" "<DateTime at=rules.since zone=zone/></p>
                <details class="disclosure">
                    <summary>{td_string!(l, competition.rules_read)}</summary>
                    {prose(&rules.text)}
                </details>
                <p><a href=alone>{td_string!(l, call.rules_all)}</a></p>
            }
            .into_any()
        }
    };
    let kept = td_string!(l, competition.retention_sentence, days = call.retention_days).to_string();
    view! {
        <section class="section" aria-labelledby="rules">
            <h2 id="rules">{td_string!(l, competition.rules)}</h2>
            {text}
            <p class="small muted">{kept}</p>
        </section>
    }
    .into_any()
}

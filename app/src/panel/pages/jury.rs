//! The jury: who agreed to be named, how many judge, and what is done about conflicts of interest.

use super::seeds::seeds_section;
use crate::{
    country,
    i18n::{Locale, td_string},
    panel::model::{JuryMember, JuryPage as Shown},
    services::services,
    ui::{Crumb, layout, load, param},
};
use leptos::prelude::*;

/// The jury of a competition.
#[component]
pub fn JuryPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        let shown = services.jury.page(slug.clone()).await?;
        let seeds = services.assigning.seeds(slug).await?;
        let page = services.page;
        let l = page.locale;
        let crumbs = vec![Crumb::new(&shown.competition.name, format!("/c/{}", shown.competition.slug))];
        let rules = page.link(&format!("/c/{}/rules", shown.competition.slug));
        let draw = seeds_section(&page, &shown.competition.time_zone, &seeds);
        Ok(layout::wide(
            td_string!(l, call.jury),
            crumbs,
            view! { {members(l, &shown)} {conflicts(l, &shown)} {draw} <p><a href=rules>{td_string!(l, competition.rules_read)}</a></p> },
        ))
    })
}

fn members(l: Locale, shown: &Shown) -> AnyView {
    let count = match shown.judges {
        0 => td_string!(l, call.jury_none).to_owned(),
        judges => td_string!(l, call.jury_count, judges = judges, named = shown.members.len()).to_string(),
    };
    let cards: Vec<_> = shown.members.iter().map(|member| card(l, member)).collect();
    let cards = (!cards.is_empty()).then(|| view! { <ul class="plain grid">{cards}</ul> });
    view! {
        <section class="section" aria-labelledby="members">
            <h2 id="members">{td_string!(l, call.jury_members)}</h2>
            <p>{count}</p>
            {cards}
        </section>
    }
    .into_any()
}

fn card(l: Locale, member: &JuryMember) -> AnyView {
    let line = |text: &str| {
        let text = text.to_owned();
        (!text.is_empty()).then(|| view! { <p dir="auto">{text}</p> })
    };
    let from =
        (!member.country.is_empty()).then(|| view! { <p class="small muted">{country::name(l, &member.country)}</p> });
    let chair = member
        .chair
        .then(|| view! { <p><span class="badge badge-information">{td_string!(l, judges.chair)}</span></p> });
    view! {
        <li class="card stack-tight">
            <h3><bdi>{member.name.clone()}</bdi></h3>
            {chair}
            {line(&member.field)}
            {line(&member.affiliation)}
            {from}
            {line(&member.about)}
        </li>
    }
    .into_any()
}

/// What is done about conflicts of interest, with this competition's numbers.
fn conflicts(l: Locale, shown: &Shown) -> AnyView {
    let competition = &shown.competition;
    let points: Vec<_> = [
        td_string!(l, call.ties_declared).to_owned(),
        td_string!(l, call.ties_hard).to_owned(),
        td_string!(l, call.ties_late).to_owned(),
        td_string!(l, call.ties_reviews, reviews = competition.reviews_per_entry).to_string(),
        td_string!(l, call.ties_disparity, points = competition.disparity_points).to_string(),
        td_string!(l, call.ties_names).to_owned(),
    ]
    .into_iter()
    .map(|point| view! { <li>{point}</li> })
    .collect();
    view! {
        <section class="section" aria-labelledby="conflicts">
            <h2 id="conflicts">{td_string!(l, call.ties)}</h2>
            <div class="prose"><ul>{points}</ul></div>
        </section>
    }
    .into_any()
}

//! A panel taken together, against what its entries need.

use super::words::{device, expertise_word, region};
use crate::{
    competition::pages::{OrganiseTab, organise_tabs, organiser_crumbs},
    i18n::{Locale, td_string},
    panel::model::{Balance, GENDER_AT_LEAST, LanguageNeed, Share},
    services::services,
    ui::{language_name, layout, load, param},
};
use leptos::prelude::*;

/// The tables.
#[component]
pub fn BalancePage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let desk = services.judges.balance(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let made = &desk.balance;
        let all = made.judges;
        let as_it_is = |_: Locale, word: &str| word.to_owned();
        Ok(layout::wide(
            td_string!(l, judges.balance),
            organiser_crumbs(l, &desk.competition),
            view! {
                {organise_tabs(&page, &desk.competition.slug, OrganiseTab::Panel)}
                <p class="lead">{td_string!(l, judges.balance_lead, count = all)}</p>
                {warnings(l, made)}
                {languages(l, &made.languages)}
                {shares(l, "fields", td_string!(l, judges.by_field), &made.fields, all, as_it_is)}
                {shares(l, "regions", td_string!(l, judges.by_region), &made.regions, all, region)}
                {shares(l, "devices", td_string!(l, judges.by_device), &made.devices, all, device)}
                {shares(l, "expertise", td_string!(l, judges.by_expertise), &made.expertise, all, expertise_word)}
                {gender(l, made)}
                {employed(l, made)}
            },
        ))
    })
}

fn warnings(l: Locale, made: &Balance) -> Option<AnyView> {
    let list: Vec<_> = made
        .languages
        .iter()
        .filter(|need| need.short())
        .map(|need| {
            let text = match need.readers {
                0 => td_string!(l, judges.no_reader, count = need.only).to_string(),
                1 => td_string!(l, judges.one_reader, count = need.only, needed = need.needed).to_string(),
                readers => {
                    td_string!(l, judges.few_readers, count = need.only, readers = readers, needed = need.needed)
                        .to_string()
                }
            };
            view! { <li><strong><bdi>{language_name(&need.language)}</bdi></strong> ": " {text}</li> }
        })
        .collect();
    if list.is_empty() {
        return None;
    }
    Some(view! { <div class="notice notice-warning"><p class="notice-title">{td_string!(l, judges.short_languages)}</p><ul>{list}</ul></div> }.into_any())
}

fn languages(l: Locale, needs: &[LanguageNeed]) -> Option<AnyView> {
    if needs.is_empty() {
        return None;
    }
    let rows: Vec<_> = needs
        .iter()
        .map(|need| {
            view! {
                <tr role="row">
                    <th scope="row" role="rowheader"><bdi>{language_name(&need.language)}</bdi></th>
                    <td role="cell" class="number" data-label=td_string!(l, judges.entries_in)>{need.entries}</td>
                    <td role="cell" class="number" data-label=td_string!(l, judges.entries_only)>{need.only}</td>
                    <td role="cell" class="number" data-label=td_string!(l, judges.readers)>{need.readers}</td>
                    <td role="cell" data-label=td_string!(l, judges.of_needed)>{bar(need.readers.min(need.needed), need.needed, &language_name(&need.language))}</td>
                </tr>
            }
        })
        .collect();
    Some(
        view! {
            <section class="section" aria-labelledby="languages">
                <h2 id="languages">{td_string!(l, judges.by_language)}</h2>
                <table class="table table-stacked" role="table">
                    <caption>{td_string!(l, judges.by_language_caption)}</caption>
                    <thead role="rowgroup"><tr role="row">
                        <th scope="col" role="columnheader">{td_string!(l, judges.language)}</th>
                        <th scope="col" role="columnheader" class="number">{td_string!(l, judges.entries_in)}</th>
                        <th scope="col" role="columnheader" class="number">{td_string!(l, judges.entries_only)}</th>
                        <th scope="col" role="columnheader" class="number">{td_string!(l, judges.readers)}</th>
                        <th scope="col" role="columnheader">{td_string!(l, judges.of_needed)}</th>
                    </tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

/// A bar; its number stands beside it.
fn bar(part: u32, of: u32, label: &str) -> AnyView {
    let text = format!("{part} / {of}");
    let of = of.max(1).to_string();
    view! { <progress class="progress" max=of value=part.to_string() aria-label=label.to_owned()>{text}</progress> }
        .into_any()
}

fn shares(
    l: Locale,
    id: &'static str,
    title: &'static str,
    shares: &[Share],
    all: u32,
    name: fn(Locale, &str) -> String,
) -> Option<AnyView> {
    // Who said nothing is no table.
    if shares.iter().all(|share| share.what.is_empty()) {
        return None;
    }
    let rows: Vec<_> = shares
        .iter()
        .map(|share| {
            let what =
                if share.what.is_empty() { td_string!(l, judges.not_said).to_owned() } else { name(l, &share.what) };
            view! {
                <tr role="row">
                    <th scope="row" role="rowheader"><bdi>{what.clone()}</bdi></th>
                    <td role="cell" class="number" data-label=td_string!(l, judges.judges)>{share.judges}</td>
                    <td role="cell" data-label=td_string!(l, judges.share)>{bar(share.judges, all, &what)}</td>
                </tr>
            }
        })
        .collect();
    Some(
        view! {
            <section class="section" aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <table class="table table-stacked" role="table">
                    <caption class="visually-hidden">{title}</caption>
                    <thead role="rowgroup"><tr role="row">
                        <th scope="col" role="columnheader">{title}</th>
                        <th scope="col" role="columnheader" class="number">{td_string!(l, judges.judges)}</th>
                        <th scope="col" role="columnheader">{td_string!(l, judges.share)}</th>
                    </tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

fn gender(l: Locale, made: &Balance) -> AnyView {
    match shares(l, "gender", td_string!(l, judges.by_gender), &made.genders, made.judges, |_, word| word.to_owned()) {
        Some(table) => {
            view! { {table} <p class="small muted">{td_string!(l, judges.gender_note, least = GENDER_AT_LEAST)}</p> }
                .into_any()
        }
        None => view! { <p class="small muted">{td_string!(l, judges.gender_hidden, least = GENDER_AT_LEAST)}</p> }
            .into_any(),
    }
}

fn employed(l: Locale, made: &Balance) -> AnyView {
    if made.employed.is_empty() {
        return view! { <p class="small muted">{td_string!(l, judges.employed_none)}</p> }.into_any();
    }
    let list: Vec<_> = made
        .employed
        .iter()
        .map(|(name, partner)| view! { <li><bdi>{name.clone()}</bdi> " – " <bdi>{partner.clone()}</bdi></li> })
        .collect();
    view! {
        <section class="section" aria-labelledby="employed">
            <h2 id="employed">{td_string!(l, judges.employed)}</h2>
            <ul>{list}</ul>
        </section>
    }
    .into_any()
}

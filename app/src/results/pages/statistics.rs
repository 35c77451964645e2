//! Numbers of entries, for organisers and, when results are out, for everybody.

use crate::{
    competition::pages::{OrganiseTab, organise_tabs},
    country,
    entries::model::EntryKind,
    i18n::{Locale, td_string},
    results::model::{Band, Cell, Dimension, SafeTable, Statistics},
    services::{Page, services},
    ui::{Crumb, empty_state, language_name, layout, load, param},
};
use leptos::prelude::*;

/// What was handed in, for organisers.
#[component]
pub fn OrganiseStatisticsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let statistics = services.statistics.statistics(slug?).await?;
        let page = services.page;
        let (l, slug) = (page.locale, statistics.competition.slug.clone());
        let csv = format!("/c/{slug}/organise/statistics.csv");
        Ok(layout::with_state(
            td_string!(l, organisers.tab_statistics),
            vec![
                Crumb::new(&statistics.competition.name, format!("/c/{slug}")),
                Crumb::new(td_string!(l, competition.organise), format!("/c/{slug}/organise")),
            ],
            download(l, csv),
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Statistics)}
                <p class="lead">{td_string!(l, organisers.statistics_handed_in)}</p>
                {numbers(&page, &statistics)}
            },
        ))
    })
}

/// What was judged, for everybody.
#[component]
pub fn StatisticsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let statistics = services.statistics.public_statistics(slug?).await?;
        let page = services.page;
        let (l, slug) = (page.locale, statistics.competition.slug.clone());
        let csv = format!("/c/{slug}/statistics.csv");
        Ok(layout::with_state(
            td_string!(l, organisers.tab_statistics),
            vec![Crumb::new(&statistics.competition.name, format!("/c/{slug}"))],
            download(l, csv),
            view! {
                <p class="lead">{td_string!(l, organisers.statistics_judged)}</p>
                {numbers(&page, &statistics)}
            },
        ))
    })
}

fn download(l: Locale, href: String) -> AnyView {
    view! { <div class="page-actions"><a class="button" href=href download>{td_string!(l, organisers.statistics_csv)}</a></div> }
        .into_any()
}

fn numbers(page: &Page, statistics: &Statistics) -> AnyView {
    let l = page.locale;
    let (Some(entries), Some(minors)) = (statistics.entries, statistics.minors) else {
        return empty_state(td_string!(l, organisers.statistics_few_title), td_string!(l, organisers.statistics_few));
    };
    let tables: Vec<_> = statistics.tables.iter().map(|(dimension, table)| section(l, *dimension, table)).collect();
    view! {
        <dl class="tiles">
            <div class="tile"><dt>{td_string!(l, organisers.statistics_entries)}</dt><dd><bdi dir="ltr">{entries}</bdi></dd></div>
            <div class="tile"><dt>{td_string!(l, organisers.statistics_minors)}</dt><dd><bdi dir="ltr">{band(minors)}</bdi></dd></div>
        </dl>
        {tables}
        <p class="small muted">{td_string!(l, organisers.statistics_how)}</p>
    }
    .into_any()
}

fn band(band: Band) -> String {
    band.to.map_or_else(|| format!("{}+", band.from), |to| format!("{}–{to}", band.from))
}

fn titles(l: Locale, dimension: Dimension) -> (&'static str, &'static str) {
    match dimension {
        Dimension::Country => (td_string!(l, organisers.by_country), td_string!(l, organisers.country)),
        Dimension::Language => (td_string!(l, organisers.by_language), td_string!(l, organisers.language)),
        Dimension::Track => (td_string!(l, organisers.by_track), td_string!(l, organisers.track)),
        Dimension::Kind => (td_string!(l, organisers.by_kind), td_string!(l, organisers.kind)),
    }
}

fn name(l: Locale, dimension: Dimension, cell: &Cell) -> String {
    match dimension {
        Dimension::Country => country::name(l, &cell.of),
        Dimension::Language => language_name(&cell.of),
        Dimension::Track => cell.of.clone(),
        Dimension::Kind => match EntryKind::parse(&cell.of) {
            Some(EntryKind::MadeForCompetition) => td_string!(l, entries.kind_made_for_competition).to_owned(),
            Some(EntryKind::Existing) => td_string!(l, entries.kind_existing).to_owned(),
            Some(EntryKind::Repurposed) => td_string!(l, entries.kind_repurposed).to_owned(),
            None => cell.of.clone(),
        },
    }
}

fn section(l: Locale, dimension: Dimension, table: &SafeTable) -> AnyView {
    let (title, column) = titles(l, dimension);
    let id = format!("by-{}", dimension.as_str());
    let heading = id.clone();
    let row = |name: AnyView, count: u32| {
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">{name}</th>
                <td role="cell" class="number" data-label=td_string!(l, organisers.statistics_entries)><bdi dir="ltr">{count}</bdi></td>
            </tr>
        }
    };
    let mut rows: Vec<_> = table
        .cells
        .iter()
        .map(|cell| {
            let name = name(l, dimension, cell);
            row(view! { <bdi>{name}</bdi> }.into_any(), cell.count)
        })
        .collect();
    rows.extend(table.others.map(|others| row(td_string!(l, organisers.others).into_any(), others)));
    let none = rows.is_empty().then(|| view! { <p class="muted">{td_string!(l, organisers.statistics_few)}</p> });
    let table = (!rows.is_empty()).then(|| {
        view! {
            <table class="table" role="table">
                <caption class="visually-hidden">{title}</caption>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{column}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, organisers.statistics_entries)}</th>
                </tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        }
    });
    view! {
        <section class="section" aria-labelledby=id>
            <h2 id=heading>{title}</h2>
            {none}
            {table}
        </section>
    }
    .into_any()
}

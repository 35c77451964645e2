//! What was there at each close, for organisers: digests to keep, and the lists to take along.

use super::competition_crumbs;
use crate::{
    competition::{
        model::{Close, CloseCause},
        pages::{OrganiseTab, organise_tabs},
    },
    entries::views::Closes,
    i18n::{Locale, td_string},
    services::services,
    ui::{Crumb, DateTime, layout, load, param},
};
use leptos::prelude::*;

/// A table of closes.
#[component]
pub fn ClosesPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        let closes = services.deadlines.closes(slug.clone()).await?;
        let page = services.page;
        let l = page.locale;
        let mut crumbs = competition_crumbs(&closes.competition);
        crumbs.push(Crumb::new(td_string!(l, entries.queue_title), format!("/c/{slug}/organise/entries")));
        let body = if closes.closes.is_empty() {
            view! { <div class="empty-state"><h2>{td_string!(l, deadline.closes_none)}</h2></div> }.into_any()
        } else {
            table(l, &closes)
        };
        Ok(layout::wide(
            td_string!(l, deadline.closes),
            crumbs,
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Entries)}
                <p class="lead">{td_string!(l, deadline.closes_lead)}</p>
                {body}
            },
        ))
    })
}

fn table(l: Locale, closes: &Closes) -> AnyView {
    let rows: Vec<_> = closes.closes.iter().map(|close| row(l, closes, close)).collect();
    view! {
        <table class="table table-stacked" role="table">
            <caption>{td_string!(l, deadline.closes_caption)}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{td_string!(l, deadline.close_number)}</th>
                    <th role="columnheader" scope="col">{td_string!(l, deadline.close_cause)}</th>
                    <th role="columnheader" scope="col">{td_string!(l, deadline.close_at)}</th>
                    <th role="columnheader" scope="col">{td_string!(l, deadline.close_count)}</th>
                    <th role="columnheader" scope="col">{td_string!(l, deadline.close_digest)}</th>
                    <th role="columnheader" scope="col">{td_string!(l, deadline.close_files)}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(l: Locale, closes: &Closes, close: &Close) -> AnyView {
    let cause = match close.cause {
        CloseCause::Entries => td_string!(l, deadline.cause_entries),
        CloseCause::Screening => td_string!(l, deadline.cause_screening),
    };
    let file = |ending: &str| format!("/c/{}/closes/{}.{ending}", closes.competition.slug, close.number);
    let (json, csv) = (
        td_string!(l, deadline.close_json, number = close.number).to_string(),
        td_string!(l, deadline.close_csv, number = close.number).to_string(),
    );
    let zone = closes.competition.time_zone.clone();
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" data-label=td_string!(l, deadline.close_number)>{close.number}</th>
            <td role="cell" data-label=td_string!(l, deadline.close_cause)>{cause}</td>
            <td role="cell" data-label=td_string!(l, deadline.close_at)><DateTime at=close.at zone=zone/></td>
            <td role="cell" data-label=td_string!(l, deadline.close_count)>{close.count}</td>
            <td role="cell" data-label=td_string!(l, deadline.close_digest)><code class="code-box" dir="ltr">{close.digest.clone()}</code></td>
            <td role="cell" data-label=td_string!(l, deadline.close_files)>
                <a href=file("json")>{json}</a>" "<a href=file("csv")>{csv}</a>
            </td>
        </tr>
    }
    .into_any()
}

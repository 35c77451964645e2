//! Who did what in a competition.

use super::{OrganiseTab, organise_tabs, organiser_crumbs};
use crate::{
    competition::model::{LogPage as Log, LoggedEvent},
    i18n::{Locale, td_string},
    services::{Page, services},
    ui::{DateTime, layout, load, param, query},
};
use leptos::prelude::*;

/// The log, newest first.
#[component]
pub fn LogPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    let before = query("before").and_then(|number| number.parse().ok());
    let check = query("check").is_some();
    load(async move {
        let log = services.competitions.log(slug?, before, check).await?;
        let page = services.page;
        let l = page.locale;
        let competition = &log.call.competition;
        let here = page.link(&format!("/c/{}/organise/log", competition.slug));
        let list = if log.events.is_empty() {
            view! {
                <div class="empty-state">
                    <h2>{td_string!(l, competition.no_log_title)}</h2>
                    <p>{td_string!(l, competition.no_log)}</p>
                </div>
            }
            .into_any()
        } else {
            table(&page, &log)
        };
        let count = match log.count {
            Some(count) => td_string!(l, competition.log_count, count = count).to_string(),
            None => td_string!(l, own_conflicts.log).to_owned(),
        };
        Ok(layout::with_state(
            td_string!(l, competition.log),
            organiser_crumbs(l, competition),
            view! {
                <div class="page-state"><span>{count}</span></div>
                <div class="page-actions"><a class="button" href=format!("{here}?check=1")>{td_string!(l, competition.log_check)}</a></div>
            },
            view! {
                {organise_tabs(&page, &competition.slug, OrganiseTab::Log)}
                {checked(l, &log)}
                <p>{td_string!(l, competition.log_lead)}</p>
                {list}
                {pagination(l, &log, &here, before.is_some())}
            },
        ))
    })
}

fn checked(l: Locale, log: &Log) -> Option<AnyView> {
    log.check.map(|found| match found {
        Some(number) => view! {
            <div class="notice notice-success" role="status"><p>{td_string!(l, competition.log_holds, count = number).to_string()}</p></div>
        }
        .into_any(),
        None => view! {
            <div class="notice notice-error" role="alert"><p>{td_string!(l, competition.log_broken)}</p></div>
        }
        .into_any(),
    })
}

fn table(page: &Page, log: &Log) -> AnyView {
    let l = page.locale;
    let zone = &log.call.competition.time_zone;
    let rows: Vec<_> = log.events.iter().map(|event| row(l, zone, event)).collect();
    view! {
        <table class="table table-stacked" role="table">
            <caption class="visually-hidden">{td_string!(l, competition.log)}</caption>
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader" class="number">"#"</th>
                <th scope="col" role="columnheader">{td_string!(l, competition.log_when)}</th>
                <th scope="col" role="columnheader">{td_string!(l, competition.log_who)}</th>
                <th scope="col" role="columnheader">{td_string!(l, competition.log_what)}</th>
                <th scope="col" role="columnheader">{td_string!(l, competition.log_details)}</th>
            </tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(l: Locale, zone: &str, event: &LoggedEvent) -> AnyView {
    let actor = event.actor.clone().unwrap_or_else(|| td_string!(l, competition.log_nobody).to_owned());
    let payload = match &event.payload {
        None => view! { <p class="muted">{td_string!(l, competition.log_erased)}</p> }.into_any(),
        Some(payload) => view! { <code class="code-box" dir="ltr">{payload.clone()}</code> }.into_any(),
    };
    view! {
        <tr role="row">
            <td role="cell" class="number" data-label="#">{event.seq}</td>
            <td role="cell" data-label=td_string!(l, competition.log_when)><DateTime at=event.at zone=zone/></td>
            <td role="cell" data-label=td_string!(l, competition.log_who)><bdi>{actor}</bdi></td>
            <td role="cell" data-label=td_string!(l, competition.log_what)><code dir="ltr">{event.action.clone()}</code></td>
            <td role="cell" data-label=td_string!(l, competition.log_details)>
                <details class="disclosure">
                    <summary>{td_string!(l, competition.log_details)}" "<span class="visually-hidden">{event.seq}</span></summary>
                    <div class="stack-tight">
                        <p class="small muted">{td_string!(l, competition.log_subject)}" "<code dir="ltr">{event.subject.clone()}</code></p>
                        {payload}
                    </div>
                </details>
            </td>
        </tr>
    }
    .into_any()
}

fn pagination(l: Locale, log: &Log, here: &str, later: bool) -> Option<AnyView> {
    let newest = later.then(|| view! { <li><a href=here.to_owned()>{td_string!(l, competition.log_newest)}</a></li> });
    let older = log.older.map(|before| {
        view! { <li><a href=format!("{here}?before={before}")>{td_string!(l, competition.log_older)}</a></li> }
    });
    (newest.is_some() || older.is_some()).then(|| {
        view! { <nav class="pagination" aria-label=td_string!(l, competition.pages)><ul>{newest}{older}</ul></nav> }
            .into_any()
    })
}

//! The entries of a competition, for its organisers.

use super::{competition_crumbs, words};
use crate::{
    competition::pages::{OrganiseTab, organise_tabs},
    country,
    entries::{
        model::{EntryState, EntrySummary},
        views::{QUEUE_PAGE, Queue, QueueFilter},
    },
    i18n::td_string,
    ids::TrackId,
    services::{Page, services},
    ui::{Badge, Tone, layout, load, param, query},
};
use leptos::prelude::*;

/// A table that is filtered by plain links.
#[component]
pub fn QueuePage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    let filter = filter();
    load(async move {
        let slug = slug?;
        let queue = services.entries.queue(slug.clone(), filter).await?;
        let page = services.page;
        let l = page.locale;
        let crumbs = competition_crumbs(&queue.competition);
        let total = queue.count(None, None);
        let body = if total == 0 {
            view! {
                <div class="empty-state">
                    <h2>{td_string!(l, entries.queue_empty_title)}</h2>
                    <p>{td_string!(l, entries.queue_empty)}</p>
                </div>
            }
            .into_any()
        } else {
            view! { {filters(&page, &queue, filter)} {table(&page, &queue, filter)} {pagination(&page, &queue, filter)} }
                .into_any()
        };
        Ok(layout::wide(
            td_string!(l, entries.queue_title),
            crumbs,
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Entries)}
                {body}
                <p><a href=page.link(&format!("/c/{slug}/organise/closes"))>{td_string!(l, deadline.closes_link)}</a></p>
            },
        ))
    })
}

/// The filter in the address. What does not parse filters nothing.
fn filter() -> QueueFilter {
    QueueFilter {
        state: query("state").and_then(|word| EntryState::parse(&word)),
        track: query("track").and_then(|id| id.parse().ok()),
        page: query("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 100_000),
    }
}

fn address(page: &Page, queue: &Queue, filter: QueueFilter) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if let Some(state) = filter.state {
        query.append_pair("state", state.as_str());
    }
    if let Some(track) = filter.track {
        query.append_pair("track", &track.to_string());
    }
    if filter.page > 1 {
        query.append_pair("page", &filter.page.to_string());
    }
    let path = page.link(&format!("/c/{}/organise/entries", queue.competition.slug));
    let query = query.finish();
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

fn filters(page: &Page, queue: &Queue, now: QueueFilter) -> AnyView {
    let l = page.locale;
    let tab = |to: QueueFilter, text: String, count: u32, current: bool| {
        let href = address(page, queue, to);
        let current = current.then_some("page");
        view! { <li><a href=href aria-current=current><bdi>{text}</bdi> " " <span class="tab-count">{count}</span></a></li> }
    };
    let by_state = |state: Option<EntryState>| {
        let text = state.map_or_else(|| td_string!(l, entries.all), |state| words::state(l, state));
        let to = QueueFilter { state, track: now.track, page: 1 };
        tab(to, text.to_owned(), queue.count(state, now.track), now.state == state)
    };
    let states: Vec<_> = std::iter::once(None).chain(EntryState::ALL.map(Some)).map(by_state).collect();
    let by_track = |(track, text): (Option<TrackId>, String)| {
        let to = QueueFilter { state: now.state, track, page: 1 };
        tab(to, text, queue.count(now.state, track), now.track == track)
    };
    let all = std::iter::once((None, td_string!(l, entries.all_tracks).to_owned()));
    let each = queue.tracks.iter().map(|track| (Some(track.id), track.name.clone()));
    let tracks: Vec<_> = all.chain(each).map(by_track).collect();
    let tracks = (queue.tracks.len() > 1)
        .then(|| view! { <nav class="tabs" aria-label=td_string!(l, entries.by_track)><ul>{tracks}</ul></nav> });
    view! {
        <nav class="tabs" aria-label=td_string!(l, entries.by_state)><ul>{states}</ul></nav>
        {tracks}
    }
    .into_any()
}

fn table(page: &Page, queue: &Queue, filter: QueueFilter) -> AnyView {
    let l = page.locale;
    if queue.entries.is_empty() {
        let all = address(page, queue, QueueFilter::default());
        return view! {
            <div class="empty-state">
                <p>{td_string!(l, entries.queue_filtered_empty)}</p>
                <a class="button" href=all>{td_string!(l, entries.show_all)}</a>
            </div>
        }
        .into_any();
    }
    let caption = td_string!(l, entries.queue_caption, count = queue.count(filter.state, filter.track)).to_string();
    let rows: Vec<_> = queue.entries.iter().map(|entry| row(page, queue, entry)).collect();
    view! {
        <table class="table table-stacked" role="table"><caption>{caption}</caption>
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">{td_string!(l, entries.entry)}</th>
                <th scope="col" role="columnheader">{td_string!(l, entries.team)}</th>
                <th scope="col" role="columnheader">{td_string!(l, entries.countries)}</th>
                <th scope="col" role="columnheader">{td_string!(l, entries.track)}</th>
                <th scope="col" role="columnheader">{td_string!(l, entries.state)}</th>
                <th scope="col" role="columnheader">{td_string!(l, entries.consent)}</th>
            </tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(page: &Page, queue: &Queue, entry: &EntrySummary) -> AnyView {
    let l = page.locale;
    let href = page.link(&format!("/c/{}/organise/entries/{}", queue.competition.slug, entry.id));
    let countries: Vec<String> = entry.countries.iter().map(|code| country::name(l, code)).collect();
    let track = queue.tracks.iter().find(|track| track.id == entry.track).map(|track| track.name.clone());
    let consent = if entry.consent_missing {
        view! { <Badge tone=Tone::Warning text=td_string!(l, entries.consent_missing)/> }.into_any()
    } else {
        view! { <span class="muted">{td_string!(l, entries.consent_complete)}</span> }.into_any()
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader"><a href=href><bdi>{words::title(l, &entry.title)}</bdi></a></th>
            <td role="cell" data-label=td_string!(l, entries.team)><bdi>{entry.team.clone()}</bdi></td>
            <td role="cell" data-label=td_string!(l, entries.countries)>{countries.join(words::comma(l))}</td>
            <td role="cell" data-label=td_string!(l, entries.track)><bdi>{track}</bdi></td>
            <td role="cell" data-label=td_string!(l, entries.state)>{words::state_badge(l, entry.state)}</td>
            <td role="cell" data-label=td_string!(l, entries.consent)>{consent}</td>
        </tr>
    }
    .into_any()
}

fn pagination(page: &Page, queue: &Queue, filter: QueueFilter) -> Option<AnyView> {
    let l = page.locale;
    let all = queue.count(filter.state, filter.track);
    if all <= QUEUE_PAGE && filter.page == 1 {
        return None;
    }
    let first = (filter.page - 1) * QUEUE_PAGE + 1;
    let last = (filter.page * QUEUE_PAGE).min(all);
    let link = |to: u32, text: &'static str| {
        let href = address(page, queue, QueueFilter { page: to, ..filter });
        view! { <li><a href=href>{text}</a></li> }
    };
    let previous = (filter.page > 1).then(|| link(filter.page - 1, td_string!(l, entries.previous)));
    let next = (last < all).then(|| link(filter.page + 1, td_string!(l, entries.next)));
    let range = td_string!(l, entries.page_range, first = first, last = last, all = all).to_string();
    let nav = view! {
        <nav class="pagination" aria-label=td_string!(l, entries.pages)>
            <span>{range}</span>
            <ul>{previous}{next}</ul>
        </nav>
    };
    Some(nav.into_any())
}

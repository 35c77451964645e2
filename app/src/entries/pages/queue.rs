//! The entries of a competition, for its organisers.

use super::{competition_crumbs, queue_filter::filters, words};
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs},
    country,
    entries::{
        api::{CheckAllLinks, Compare},
        model::{EntryKind, EntryState},
        rules::screening::may_screen,
        views::{QUEUE_PAGE, Queue, QueueEntry, QueueFilter, QueueSort},
    },
    i18n::td_string,
    services::{Page, services},
    text,
    ui::{Badge, Hidden, PostForm, Tone, layout, load, moment_text, param, query},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The longest text that is looked for.
const SEARCH_CHARACTERS: usize = 80;

/// A table that is filtered by a form which changes nothing but the address.
#[component]
pub fn QueuePage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    let filter = filter();
    load(async move {
        let slug = slug?;
        let queue = services.screening.queue(slug.clone(), filter.clone()).await?;
        let page = services.page;
        let l = page.locale;
        let crumbs = competition_crumbs(&queue.competition);
        let body = if queue.cells.is_empty() && filter.is_empty() {
            view! {
                <div class="empty-state">
                    <h2>{td_string!(l, entries.queue_empty_title)}</h2>
                    <p>{td_string!(l, entries.queue_empty)}</p>
                </div>
            }
            .into_any()
        } else {
            view! {
                {filters(&page, &queue, &filter)}
                {table(&page, &queue, &filter)}
                {pagination(&page, &queue, &filter)}
                {tools(&page, &queue)}
            }
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
    let on = |name: &str| query(name).is_some_and(|value| value == "on");
    QueueFilter {
        state: query("state").and_then(|word| EntryState::parse(&word)),
        track: query("track").and_then(|id| id.parse().ok()),
        kind: query("kind").and_then(|word| EntryKind::parse(&word)),
        country: query("country").and_then(|code| country::code(&code)).unwrap_or_default().to_owned(),
        language: query("language").and_then(|tag| text::languages(&tag).ok()?.into_iter().next()).unwrap_or_default(),
        text: query("text").and_then(|typed| text::line(&typed, SEARCH_CHARACTERS).ok()).unwrap_or_default(),
        consent_missing: on("consent"),
        concern: on("concern"),
        finding: on("finding"),
        sort: query("sort").and_then(|word| QueueSort::parse(&word)).unwrap_or_default(),
        page: query("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 100_000),
    }
}

/// Where a filter leads.
pub(super) fn address(page: &Page, queue: &Queue, filter: &QueueFilter) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    let mut say = |name: &str, value: &str| {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    };
    let on = |yes: bool| if yes { "on" } else { "" };
    say("state", filter.state.map_or("", EntryState::as_str));
    say("track", &filter.track.map(|track| track.to_string()).unwrap_or_default());
    say("kind", filter.kind.map_or("", EntryKind::as_str));
    say("country", &filter.country);
    say("language", &filter.language);
    say("text", &filter.text);
    say("consent", on(filter.consent_missing));
    say("concern", on(filter.concern));
    say("finding", on(filter.finding));
    say("sort", if filter.sort == QueueSort::Title { "" } else { filter.sort.as_str() });
    say("page", &if filter.page > 1 { filter.page.to_string() } else { String::new() });
    let path = page.link(&format!("/c/{}/organise/entries", queue.competition.slug));
    let query = query.finish();
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

fn table(page: &Page, queue: &Queue, filter: &QueueFilter) -> AnyView {
    let l = page.locale;
    if queue.entries.is_empty() {
        let all = address(page, queue, &QueueFilter::default());
        return view! {
            <div class="empty-state">
                <p>{td_string!(l, entries.queue_filtered_empty)}</p>
                <a class="button" href=all>{td_string!(l, entries.show_all)}</a>
            </div>
        }
        .into_any();
    }
    let count = queue.count(filter);
    let caption = match filter.sort {
        QueueSort::Title => td_string!(l, entries.queue_caption, count = count).to_string(),
        QueueSort::Newest => td_string!(l, screening.caption_newest, count = count).to_string(),
        QueueSort::Waiting => td_string!(l, screening.caption_waiting, count = count).to_string(),
    };
    let rows: Vec<_> = queue.entries.iter().map(|entry| row(page, queue, entry)).collect();
    view! {
        <table class="table table-stacked" role="table"><caption>{caption}</caption>
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">{td_string!(l, entries.entry)}</th>
                <th scope="col" role="columnheader">{td_string!(l, entries.team)}</th>
                <th scope="col" role="columnheader">{td_string!(l, entries.countries)}</th>
                <th scope="col" role="columnheader">{td_string!(l, entries.track)}</th>
                <th scope="col" role="columnheader">{td_string!(l, entries.state)}</th>
                <th scope="col" role="columnheader">{td_string!(l, screening.lights)}</th>
            </tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(page: &Page, queue: &Queue, entry: &QueueEntry) -> AnyView {
    let l = page.locale;
    let href = page.link(&format!("/c/{}/organise/entries/{}", queue.competition.slug, entry.id));
    let countries: Vec<String> = entry.countries.iter().map(|code| country::name(l, code)).collect();
    let track = queue.tracks.iter().find(|track| track.id == entry.track).map(|track| track.name.clone());
    let consent = entry
        .consent_missing
        .then(|| view! { <Badge tone=Tone::Warning text=td_string!(l, screening.light_consent)/> });
    let concern =
        entry.concern.then(|| view! { <Badge tone=Tone::Warning text=td_string!(l, screening.light_concern)/> });
    let finding = (entry.findings > 0).then(|| {
        let text = td_string!(l, screening.light_findings, count = entry.findings).to_string();
        view! { <Badge tone=Tone::Warning text=text/> }
    });
    let kept = entry.kept.then(|| view! { <span class="small muted">{td_string!(l, own_conflicts.kept)}</span> });
    let nothing = (!entry.kept && !entry.consent_missing && !entry.concern && entry.findings == 0)
        .then(|| view! { <span class="muted">{td_string!(l, screening.light_none)}</span> });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader"><a href=href><bdi>{words::title(l, &entry.title)}</bdi></a></th>
            <td role="cell" data-label=td_string!(l, entries.team)><bdi>{entry.team.clone()}</bdi></td>
            <td role="cell" data-label=td_string!(l, entries.countries)>{countries.join(words::comma(l))}</td>
            <td role="cell" data-label=td_string!(l, entries.track)><bdi>{track}</bdi></td>
            <td role="cell" data-label=td_string!(l, entries.state)>{words::state_badge(l, entry.state)}</td>
            <td role="cell" data-label=td_string!(l, screening.lights)>
                <div class="cluster">{consent} {concern} {finding} {nothing}{kept}</div>
            </td>
        </tr>
    }
    .into_any()
}

/// What is done with all entries at once.
fn tools(page: &Page, queue: &Queue) -> AnyView {
    let l = page.locale;
    let (slug, again) = (queue.competition.slug.clone(), queue.competition.slug.clone());
    let here = page.link(&format!("/c/{slug}/organise/entries"));
    let (counts, consents) = (format!("{here}/counts"), format!("{here}/consents"));
    let when = match queue.compared_at {
        Some(at) => {
            let when = moment_text(l, at, &queue.competition.time_zone);
            td_string!(l, screening.compared_at, when = when).to_string()
        }
        None => td_string!(l, screening.compared_never).to_owned(),
    };
    // Once results are out nothing of it can change any more.
    let deeds = (page.may(Rights::Checker) && may_screen(queue.competition.state).is_ok()).then(|| {
        view! {
            <p>{td_string!(l, screening.compare_lead)} " " {when}</p>
            <PostForm action=Compare::url() class="inline-form" needs=Rights::Checker>
                <Hidden name="slug" value=again/>
                <button class="button">{td_string!(l, screening.compare)}</button>
            </PostForm>
            <p>{td_string!(l, screening.links_lead)}</p>
            <PostForm action=CheckAllLinks::url() class="inline-form" needs=Rights::Checker>
                <Hidden name="slug" value=slug/>
                <button class="button">{td_string!(l, screening.check_all_links)}</button>
            </PostForm>
        }
    });
    view! {
        <section class="section" aria-labelledby="tools">
            <h2 id="tools">{td_string!(l, screening.tools)}</h2>
            <ul class="plain stack-tight">
                <li><a href=counts>{td_string!(l, screening.counts_title)}</a></li>
                {page.may(Rights::Checker).then(|| view! { <li><a href=consents>{td_string!(l, screening.pending_title)}</a></li> })}
            </ul>
            {deeds}
        </section>
    }
    .into_any()
}

fn pagination(page: &Page, queue: &Queue, filter: &QueueFilter) -> Option<AnyView> {
    let l = page.locale;
    let all = queue.count(filter);
    if all <= QUEUE_PAGE && filter.page == 1 {
        return None;
    }
    let first = (filter.page - 1) * QUEUE_PAGE + 1;
    let last = (filter.page * QUEUE_PAGE).min(all);
    let link = |to: u32, text: &'static str| {
        let href = address(page, queue, &QueueFilter { page: to, ..filter.clone() });
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

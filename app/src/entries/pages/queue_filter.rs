//! What the queue is filtered by, each choice with how many entries it would show.

use super::{queue::address, words};
use crate::{
    country,
    entries::{
        model::{EntryKind, EntryState},
        views::{Queue, QueueFilter, QueueSort},
    },
    i18n::{Locale, td_string},
    services::Page,
    ui::{Options, language_name},
};
use leptos::prelude::*;

/// A choice with its count. Somebody's words are kept apart from it, whatever their direction: an option takes no markup.
fn counted(text: &str, count: u32) -> String {
    format!("\u{2068}{text}\u{2069} ({count})")
}

/// Tabs for states, a form for all else.
pub(super) fn filters(page: &Page, queue: &Queue, now: &QueueFilter) -> AnyView {
    let l = page.locale;
    let tab = |state: Option<EntryState>| {
        let text = state.map_or_else(|| td_string!(l, entries.all), |state| words::state(l, state));
        let to = QueueFilter { state, page: 1, ..now.clone() };
        let (count, href) = (queue.count(&to), address(page, queue, &to));
        let current = (now.state == state).then_some("page");
        view! { <li><a href=href aria-current=current><bdi>{text}</bdi> " " <span class="tab-count">{count}</span></a></li> }
    };
    let states: Vec<_> = std::iter::once(None).chain(EntryState::ALL.map(Some)).map(tab).collect();
    let action = page.link(&format!("/c/{}/organise/entries", queue.competition.slug));
    let state = now.state.map(|state| view! { <input type="hidden" name="state" value=state.as_str()/> });
    let all = address(page, queue, &QueueFilter::default());
    let reset = (!now.is_empty())
        .then(|| view! { <a class="button button-quiet" href=all>{td_string!(l, entries.show_all)}</a> });
    let sorts: Options = QueueSort::ALL
        .into_iter()
        .map(|sort| {
            let text = match sort {
                QueueSort::Title => td_string!(l, screening.sort_title),
                QueueSort::Newest => td_string!(l, screening.sort_newest),
                QueueSort::Waiting => td_string!(l, screening.sort_waiting),
            };
            (sort.as_str().to_owned(), text.to_owned())
        })
        .collect();
    let tick = |name: &'static str, text: &'static str, on: bool, to: QueueFilter| {
        let text = counted(text, queue.count(&to));
        view! { <label class="choice"><input type="checkbox" name=name value="on" checked=on/><span>{text}</span></label> }
    };
    view! {
        <nav class="tabs" aria-label=td_string!(l, entries.by_state)><ul>{states}</ul></nav>
        <form method="get" action=action class="stack" role="search">
            {state}
            <div class="filter-bar">
                <div class="field">
                    <label class="field-label" for="text">{td_string!(l, screening.search)}</label>
                    <input class="input" id="text" name="text" type="search" dir="auto" value=now.text.clone()/>
                </div>
                {select("track", td_string!(l, entries.track), tracks(l, queue, now), now.track.map(|track| track.to_string()).unwrap_or_default())}
                {select("kind", td_string!(l, entries.field_kind), kinds(l, queue, now), now.kind.map_or("", EntryKind::as_str).to_owned())}
                {select("country", td_string!(l, entries.country), countries(l, queue, now), now.country.clone())}
                {select("language", td_string!(l, screening.language), languages(l, queue, now), now.language.clone())}
                {select("sort", td_string!(l, screening.sort), sorts, now.sort.as_str().to_owned())}
            </div>
            <fieldset class="field-group">
                <legend class="field-label">{td_string!(l, screening.only)}</legend>
                <div class="choices-inline">
                    {tick("consent", td_string!(l, screening.light_consent), now.consent_missing, QueueFilter { consent_missing: true, ..now.clone() })}
                    {tick("concern", td_string!(l, screening.light_concern), now.concern, QueueFilter { concern: true, ..now.clone() })}
                    {tick("finding", td_string!(l, screening.only_findings), now.finding, QueueFilter { finding: true, ..now.clone() })}
                </div>
            </fieldset>
            <div class="button-row"><button class="button button-primary">{td_string!(l, screening.show)}</button>{reset}</div>
        </form>
    }
    .into_any()
}

fn select(name: &'static str, label: &'static str, options: Options, chosen: String) -> AnyView {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, text)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label class="field-label" for=name>{label}</label>
            <select class="select" id=name name=name>{options}</select>
        </div>
    }
    .into_any()
}

fn everything(l: Locale) -> (String, String) {
    (String::new(), td_string!(l, entries.all).to_owned())
}

fn tracks(l: Locale, queue: &Queue, now: &QueueFilter) -> Options {
    let one = |track: &crate::entries::views::TrackName| {
        let count = queue.count(&QueueFilter { track: Some(track.id), ..now.clone() });
        (track.id.to_string(), counted(&track.name, count))
    };
    std::iter::once(everything(l)).chain(queue.tracks.iter().map(one)).collect()
}

fn kinds(l: Locale, queue: &Queue, now: &QueueFilter) -> Options {
    let one = |kind: EntryKind| {
        let count = queue.count(&QueueFilter { kind: Some(kind), ..now.clone() });
        (kind.as_str().to_owned(), counted(words::kind(l, kind), count))
    };
    std::iter::once(everything(l)).chain(EntryKind::ALL.map(one)).collect()
}

/// Countries that occur, by name; the chosen one stays, though nothing else of the filter leaves anything of it.
fn countries(l: Locale, queue: &Queue, now: &QueueFilter) -> Options {
    let mut known = queue.countries.clone();
    if !now.country.is_empty() && !known.iter().any(|(code, _)| *code == now.country) {
        known.push((now.country.clone(), 0));
    }
    let mut named: Vec<(String, String, u32)> =
        known.into_iter().map(|(code, count)| (country::name(l, &code), code, count)).collect();
    named.sort();
    std::iter::once(everything(l))
        .chain(named.into_iter().map(|(name, code, count)| (code, counted(&name, count))))
        .collect()
}

fn languages(l: Locale, queue: &Queue, now: &QueueFilter) -> Options {
    let mut known = queue.languages();
    if !now.language.is_empty() && !known.contains(&now.language) {
        known.push(now.language.clone());
    }
    let one = |tag: String| {
        let count = queue.count(&QueueFilter { language: tag.clone(), ..now.clone() });
        let text = counted(&language_name(&tag), count);
        (tag, text)
    };
    std::iter::once(everything(l)).chain(known.into_iter().map(one)).collect()
}

//! How many entries there are of everything, for organisers who look where to reach out.

use super::{competition_crumbs, words};
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs},
    country,
    entries::{
        model::EntryState,
        views::{Counts, QueueCell},
    },
    i18n::{Locale, td_string},
    services::services,
    ui::{Crumb, language_name, layout, load, param},
};
use leptos::prelude::*;

/// Columns: drafts, handed in, eligible, out.
type Line = [u32; 4];

const fn column(state: EntryState) -> usize {
    match state {
        EntryState::Draft => 0,
        EntryState::Submitted | EntryState::FixNeeded => 1,
        EntryState::Eligible => 2,
        EntryState::Rejected | EntryState::Withdrawn => 3,
    }
}

fn add(line: &mut Line, state: EntryState, count: u32) {
    if let Some(cell) = line.get_mut(column(state)) {
        *cell += count;
    }
}

/// The lines of a table: what is counted, and how often.
fn lines(cells: &[QueueCell], of: impl Fn(&QueueCell) -> Vec<String>) -> Vec<(String, Line)> {
    let mut found: Vec<(String, Line)> = Vec::new();
    for cell in cells {
        for name in of(cell) {
            if !found.iter().any(|(known, _)| *known == name) {
                found.push((name.clone(), Line::default()));
            }
            if let Some((_, line)) = found.iter_mut().find(|(known, _)| *known == name) {
                add(line, cell.state, cell.count);
            }
        }
    }
    found.sort_by(|(a, one), (b, other)| (other.iter().sum::<u32>(), a).cmp(&(one.iter().sum::<u32>(), b)));
    found
}

/// A table for each thing that is counted.
#[component]
pub fn CountsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        let counts = services.screening.counts(slug.clone()).await?;
        let page = services.page;
        let l = page.locale;
        let mut crumbs = competition_crumbs(&counts.competition);
        crumbs.push(Crumb::new(td_string!(l, entries.queue_title), format!("/c/{slug}/organise/entries")));
        let kind = |cell: &QueueCell| vec![words::kind(l, cell.kind).to_owned()];
        let languages = |cell: &QueueCell| cell.languages.iter().map(|tag| language_name(tag)).collect();
        let mut all = Line::default();
        counts.cells.iter().for_each(|cell| add(&mut all, cell.state, cell.count));
        let reminders = page.may(Rights::Checker).then(|| {
            let href = page.link(&format!("/c/{slug}/organise/messages/reminders"));
            view! { <p><a href=href>{td_string!(l, screening.remind)}</a></p> }
        });
        let drafts = counts.drafts.clone();
        Ok(layout::wide(
            td_string!(l, screening.counts_title),
            crumbs,
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Entries)}
                <section class="section" aria-labelledby="drafts">
                    <h2 id="drafts">{td_string!(l, screening.drafts)}</h2>
                    <dl class="facts">
                        <div><dt>{td_string!(l, screening.drafts_whole)}</dt><dd>{drafts.whole}</dd></div>
                        <div><dt>{td_string!(l, screening.drafts_nearly)}</dt><dd>{drafts.nearly}</dd></div>
                        <div><dt>{td_string!(l, screening.drafts_begun)}</dt><dd>{drafts.begun}</dd></div>
                    </dl>
                    {reminders}
                </section>
                {table(l, "tracks", td_string!(l, screening.by_track), tracks(&counts), Some(all))}
                {table(l, "kinds", td_string!(l, screening.by_kind), lines(&counts.cells, kind), None)}
                {table(l, "languages", td_string!(l, screening.by_language), lines(&counts.cells, languages), None)}
                {table(l, "countries", td_string!(l, screening.by_country), countries(l, &counts), None)}
                <p class="small muted">{td_string!(l, screening.counts_note)}</p>
            },
        ))
    })
}

/// All tracks in their order, also those that nobody entered yet.
fn tracks(counts: &Counts) -> Vec<(String, Line)> {
    let line = |track: &crate::entries::views::TrackName| {
        let mut line = Line::default();
        counts
            .cells
            .iter()
            .filter(|cell| cell.track == track.id)
            .for_each(|cell| add(&mut line, cell.state, cell.count));
        (track.name.clone(), line)
    };
    counts.tracks.iter().map(line).collect()
}

fn countries(l: Locale, counts: &Counts) -> Vec<(String, Line)> {
    let mut found: Vec<(String, Line)> = Vec::new();
    for (code, state, count) in &counts.countries {
        let name = country::name(l, code);
        if found.last().is_none_or(|(known, _)| *known != name) {
            found.push((name, Line::default()));
        }
        if let Some((_, line)) = found.last_mut() {
            add(line, *state, *count);
        }
    }
    found.sort_by(|(a, one), (b, other)| (other.iter().sum::<u32>(), a).cmp(&(one.iter().sum::<u32>(), b)));
    found
}

fn table(l: Locale, id: &'static str, title: &'static str, lines: Vec<(String, Line)>, all: Option<Line>) -> AnyView {
    let columns = [
        td_string!(l, entries.state_draft),
        td_string!(l, entries.handed_in),
        td_string!(l, entries.state_eligible),
        td_string!(l, screening.out),
    ];
    let heads: Vec<_> = columns
        .into_iter()
        .map(|text| view! { <th scope="col" role="columnheader" class="number">{text}</th> })
        .collect();
    let row = |(name, line): (String, Line)| {
        let sum: u32 = line.iter().sum();
        let cells: Vec<_> = columns
            .into_iter()
            .zip(line)
            .map(|(text, count)| view! { <td role="cell" class="number" data-label=text>{count}</td> })
            .collect();
        view! {
            <tr role="row">
                <th scope="row" role="rowheader"><bdi>{name}</bdi></th>
                {cells}
                <td role="cell" class="number strong" data-label=td_string!(l, screening.sum)>{sum}</td>
            </tr>
        }
        .into_any()
    };
    let all = all.map(|all| (td_string!(l, screening.all_entries).to_owned(), all));
    let rows: Vec<_> = lines.into_iter().chain(all).map(row).collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="section" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <table class="table table-stacked" role="table">
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{title}</th>
                    {heads}
                    <th scope="col" role="columnheader" class="number">{td_string!(l, screening.sum)}</th>
                </tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

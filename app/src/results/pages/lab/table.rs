//! Each entry under each method.

use crate::{
    i18n::{Locale, td_string},
    results::model::{ComparedEntry, ComparedMethod, ComparedOutcome, ComparedPlace, TrackComparison},
    services::Page,
};
use leptos::prelude::*;

/// Decimals of scores of methods that do not round.
const DECIMALS: u32 = 3;

/// The table of a track: a column for each method that ranks, the sealed one first.
pub(super) fn table(page: &Page, slug: &str, track: &TrackComparison, names: &[String]) -> impl IntoView + use<> {
    let l = page.locale;
    let shown: Vec<(usize, &ComparedMethod)> =
        track.methods.iter().enumerate().filter(|(_, one)| matches!(one.outcome, ComparedOutcome::Ranked(_))).collect();
    let heads: Vec<_> = shown
        .iter()
        .map(|(number, _)| view! { <th scope="col" role="columnheader" class="number">{names[*number].clone()}</th> })
        .collect();
    let rows: Vec<_> = track
        .entries
        .iter()
        .map(|entry| {
            let href = page.link(&format!("/c/{slug}/organise/entries/{}", entry.name.entry));
            let cells: Vec<_> = shown.iter().map(|column| cell(l, track, entry, *column, &names[column.0])).collect();
            view! {
                <tr role="row">
                    <th scope="row" role="rowheader">
                        <a href=href><bdi>{entry.name.title.clone()}</bdi></a> <br/> <span class="small muted"><bdi>{entry.name.team.clone()}</bdi></span>
                    </th>
                    {cells}
                </tr>
            }
        })
        .collect();
    let caption = td_string!(l, lab.table, track = track.name.clone()).to_string();
    view! {
        <table class="table table-stacked" role="table">
            <caption class="visually-hidden">{caption}</caption>
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">{td_string!(l, results.entry)}</th>
                {heads}
            </tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
}

fn cell(
    l: Locale,
    track: &TrackComparison,
    entry: &ComparedEntry,
    (number, method): (usize, &ComparedMethod),
    label: &str,
) -> AnyView {
    let label = label.to_owned();
    let Some(at) = entry.at.get(number).and_then(Option::as_ref) else {
        return view! { <td role="cell" class="number" data-label=label><span>{td_string!(l, lab.not_ranked)}</span></td> }
            .into_any();
    };
    let sealed = track.methods.first().filter(|first| matches!(first.outcome, ComparedOutcome::Ranked(_)));
    let before = entry.at.first().and_then(Option::as_ref).filter(|_| sealed.is_some() && number > 0);
    let shared =
        at.shared.then(|| view! { <br/> <span class="small muted">{td_string!(l, results.shared_place)}</span> });
    let moved = before.and_then(|before| moved(l, before, at)).map(|text| {
        view! { <br/> <span class="small strong">{text}</span> }
    });
    let prize = at.wins.then(|| view! { <br/> <span class="badge badge-award">{td_string!(l, lab.prize)}</span> });
    let lost = before.filter(|before| before.wins && !at.wins).map(|_| {
        view! { <br/> <span class="badge badge-warning">{td_string!(l, lab.no_prize)}</span> }
    });
    let score = at.score.rounded(method.method.decimals.unwrap_or(DECIMALS));
    view! {
        <td role="cell" class="number" data-label=label>
            <span>{at.place}{shared} <br/> <span class="small muted"><bdi dir="ltr">{score}</bdi></span>{moved}{prize}{lost}</span>
        </td>
    }
    .into_any()
}

/// By how many places, in words.
fn moved(l: Locale, before: &ComparedPlace, after: &ComparedPlace) -> Option<String> {
    let places = before.place.abs_diff(after.place);
    match after.place.cmp(&before.place) {
        std::cmp::Ordering::Less => Some(td_string!(l, lab.up, places = places).to_string()),
        std::cmp::Ordering::Greater => Some(td_string!(l, lab.down, places = places).to_string()),
        std::cmp::Ordering::Equal => None,
    }
}

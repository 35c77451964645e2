//! The same as a drawing: a line for each entry from its place under one method to that under the next.

use crate::{
    i18n::{Locale, td_string},
    results::model::{ComparedOutcome, TrackComparison},
    ui::layout::direction,
};
use maud::{Markup, html};

/// Above so many entries lines cannot be told apart.
const MOST: usize = 40;
/// From one method to the next.
const COLUMN: usize = 64;
/// From one place to the next.
const ROW: usize = 22;
/// Room for a number at either end.
const MARGIN: usize = 26;

/// The line of an entry.
struct Line {
    /// Whether its place wins something under any method.
    wins: bool,
    /// Where it goes through.
    points: Vec<(usize, usize)>,
    /// Its first and its last place, where both ends are drawn.
    ends: Option<(u32, u32)>,
}

/// The drawing of a track; nothing where there is nothing to compare or too much to see. It says nothing that the table does
/// not say.
pub(super) fn chart(l: Locale, track: &TrackComparison, names: &[String]) -> Option<Markup> {
    let ranks = |number: &usize| matches!(track.methods[*number].outcome, ComparedOutcome::Ranked(_));
    let columns: Vec<usize> = (0..track.methods.len()).filter(ranks).collect();
    if columns.len() < 2 || track.entries.len() < 2 || track.entries.len() > MOST {
        return None;
    }
    let width = (columns.len() - 1) * COLUMN + 2 * MARGIN;
    let height = (track.entries.len() - 1) * ROW + MARGIN;
    let x = |column: usize| {
        let at = MARGIN + column * COLUMN;
        if direction(l) == "rtl" { width - at } else { at }
    };
    let lines: Vec<Line> = track
        .entries
        .iter()
        .map(|entry| {
            let at = |column: &usize| entry.at.get(*column).and_then(Option::as_ref);
            let points = columns.iter().enumerate().filter_map(|(number, column)| {
                let place = usize::try_from(at(column)?.place).ok()?;
                Some((x(number), MARGIN / 2 + place.saturating_sub(1) * ROW))
            });
            let ends = columns.first().and_then(at).zip(columns.last().and_then(at));
            let wins = columns.iter().any(|column| at(column).is_some_and(|at| at.wins));
            Line { wins, points: points.collect(), ends: ends.map(|(first, last)| (first.place, last.place)) }
        })
        .collect();
    let order = columns.iter().map(|column| names[*column].as_str()).collect::<Vec<_>>().join(" · ");
    Some(html! {
        figure class="bump" {
            svg class="bump-chart" width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) } aria-hidden="true" focusable="false" {
                @for Line { wins, points, ends } in &lines {
                    @let path = points.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ");
                    polyline class={ "bump-line" @if *wins { " bump-line-wins" } } points=(path) {}
                    @for (x, y) in points { circle class={ "bump-dot" @if *wins { " bump-dot-wins" } } cx=(x) cy=(y) r="4" {} }
                    @if let (Some((first, last)), Some(from), Some(to)) = (ends, points.first(), points.last()) {
                        text class="bump-place" x=(outside(from.0, to.0)) y=(from.1 + 4) text-anchor="middle" { (first) }
                        text class="bump-place" x=(outside(to.0, from.0)) y=(to.1 + 4) text-anchor="middle" { (last) }
                    }
                }
            }
            figcaption class="small muted" { (td_string!(l, lab.chart)) " " (order) }
        }
    })
}

/// Where the number of an end stands: on the side that looks away from the other end.
const fn outside(end: usize, other: usize) -> usize {
    if end < other { end.saturating_sub(15) } else { end + 15 }
}

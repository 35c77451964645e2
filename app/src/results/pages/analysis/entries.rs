//! The entries of a track: how sure each place is, what would settle it, and where they would be with other judges.

use super::words::{cell, chance, figure, head, isolated, number, points};
use crate::{
    i18n::{Locale, td_string},
    results::model::analysis::{EntryAnalysis, TrackAnalysis},
    services::Page,
    ui::Scale,
};
use maud::{Markup, html};

/// The first and the last place of the band that begins with this entry, where it has several.
fn band(entries: &[EntryAnalysis], index: usize) -> Option<(u32, u32)> {
    let of = |at: usize| entries.get(at).and_then(|entry| entry.doubt.as_ref()).map(|doubt| doubt.band);
    let own = of(index)?;
    let begins = index == 0 || of(index - 1) != Some(own);
    let last = entries[index..]
        .iter()
        .take_while(|entry| entry.doubt.as_ref().is_some_and(|doubt| doubt.band == own))
        .last()?;
    (begins && last.place > entries[index].place).then(|| (entries[index].place, last.place))
}

/// The prize line that is right after this entry.
fn line_after(track: &TrackAnalysis, index: usize) -> Option<u32> {
    let (place, next) = (track.entries[index].place, track.entries.get(index + 1)?.place);
    track.lines.iter().copied().find(|line| place <= *line && next > *line)
}

/// A row that says something of what is below or above it.
fn note(class: &str, text: &str) -> Markup {
    html! { tr role="row" class=(class) { td role="cell" colspan="6" { (text) } } }
}

pub(super) fn entries(page: &Page, slug: &str, track: &TrackAnalysis) -> Markup {
    let l = page.locale;
    let id = format!("entries-{}", track.key);
    let names = [
        (td_string!(l, analysis.place), true),
        (td_string!(l, analysis.entry), false),
        (td_string!(l, analysis.could_be), false),
        (td_string!(l, analysis.score), true),
        (td_string!(l, analysis.prizes), false),
        (td_string!(l, analysis.scorecards), true),
    ];
    html! {
        div class="card stack" {
            h3 id=(id) { (td_string!(l, analysis.entries)) }
            p class="small muted" { (td_string!(l, analysis.entries_what)) }
            table class="table table-stacked table-plot" role="table" {
                caption class="visually-hidden" { (td_string!(l, analysis.entries)) }
                (head(&names))
                tbody role="rowgroup" {
                    @for (index, entry) in track.entries.iter().enumerate() {
                        @if let Some((first, last)) = band(&track.entries, index) {
                            (note("table-note", &td_string!(l, analysis.too_close, first = first, last = last).to_string()))
                        }
                        (row(page, slug, track, entry))
                        @if let Some(line) = line_after(track, index) {
                            (note("table-line", &td_string!(l, analysis.prize_line, line = line).to_string()))
                        }
                    }
                }
            }
        }
    }
}

fn row(page: &Page, slug: &str, track: &TrackAnalysis, entry: &EntryAnalysis) -> Markup {
    let l = page.locale;
    let href = page.link(&format!("/c/{slug}/organise/entries/{}", entry.entry));
    let last = track.entries.last().map_or(1, |entry| entry.place);
    let marks: Vec<f64> = track.lines.iter().map(|line| f64::from(*line) + 0.5).collect();
    let scale = Scale { from: 1.0, to: f64::from(last), marks: &marks };
    let could_be = html! {
        @if let Some(doubt) = &entry.doubt {
            (scale.row(l, f64::from(entry.place), (f64::from(doubt.low), f64::from(doubt.high))))
            span class="small" { (td_string!(l, analysis.from_to, low = doubt.low, high = doubt.high).to_string()) }
        }
    };
    let prizes = html! {
        @for (line, above) in track.lines.iter().zip(entry.doubt.iter().flat_map(|doubt| &doubt.above)) {
            span class="small nowrap" { (td_string!(l, analysis.first, line = line).to_string()) " " strong { (number(chance(*above))) } }
            br;
        }
    };
    let adjustment = entry.adjusted - entry.raw_mean;
    let (score, mean) = (format!("{:.2}", entry.score), format!("{:.2}", entry.raw_mean));
    html! {
        tr role="row" {
            (figure(td_string!(l, analysis.place), entry.place))
            th scope="row" role="rowheader" {
                a href=(href) { bdi { (entry.title) } } br;
                span class="small muted" { bdi { (entry.team) } }
            }
            (cell(td_string!(l, analysis.could_be), &could_be))
            td role="cell" class="number" data-label=(td_string!(l, analysis.score)) {
                div {
                    strong { (number(&score)) }
                    @if mean != score {
                        br;
                        span class="small muted" { (td_string!(l, analysis.mean, mean = isolated(&mean)).to_string()) }
                    }
                    @if adjustment.abs() >= 0.05 {
                        br;
                        span class="small muted" { (td_string!(l, analysis.adjustment, points = isolated(points(adjustment))).to_string()) }
                    }
                }
            }
            (cell(td_string!(l, analysis.prizes), &prizes))
            (figure(td_string!(l, analysis.scorecards), entry.scorecards))
        }
    }
}

/// What a further review would tell most of.
pub(super) fn settling(page: &Page, slug: &str, track: &TrackAnalysis, further: bool) -> Markup {
    let l = page.locale;
    let id = format!("settle-{}", track.key);
    html! {
        div class="card stack" {
            h3 id=(id) { (td_string!(l, analysis.settle)) }
            @if track.settling.is_empty() {
                p { (td_string!(l, analysis.settle_none)) }
            } @else {
                p { (td_string!(l, analysis.settle_what)) }
                ol {
                    @for entry in &track.settling {
                        @let chance = isolated(chance(entry.probability));
                        li {
                            strong { bdi { (entry.title) } } ": "
                            (td_string!(l, analysis.settle_entry, place = entry.place, line = entry.line, chance = chance, scorecards = entry.scorecards).to_string())
                        }
                    }
                }
                @if further {
                    p { a class="button" href=(page.link(&format!("/c/{slug}/organise/scores/further"))) { (td_string!(l, analysis.settle_link)) } }
                }
            }
        }
    }
}

/// Where entries would be if everybody had judged everything.
pub(super) fn swapped(l: Locale, track: &TrackAnalysis) -> Markup {
    let id = format!("swap-{}", track.key);
    let others: Vec<&EntryAnalysis> =
        track.entries.iter().filter(|entry| entry.raw_place != entry.adjusted_place).collect();
    let (by_mean, freed) = (td_string!(l, analysis.by_mean), td_string!(l, analysis.freed));
    let told = |place: u32, score: f64| {
        td_string!(l, analysis.place_score, place = place, score = isolated(format!("{score:.2}"))).to_string()
    };
    html! {
        div class="card stack" {
            h3 id=(id) { (td_string!(l, analysis.swap)) }
            @if others.is_empty() {
                p { (td_string!(l, analysis.swap_none)) }
            } @else {
                p { (td_string!(l, analysis.swap_what)) }
                table class="table table-stacked" role="table" {
                    caption class="visually-hidden" { (td_string!(l, analysis.swap)) }
                    (head(&[(td_string!(l, analysis.entry), false), (by_mean, true), (freed, true)]))
                    tbody role="rowgroup" {
                        @for entry in others {
                            tr role="row" {
                                th scope="row" role="rowheader" { bdi { (entry.title) } }
                                (figure(by_mean, told(entry.raw_place, entry.raw_mean)))
                                (figure(freed, told(entry.adjusted_place, entry.adjusted)))
                            }
                        }
                    }
                }
            }
        }
    }
}

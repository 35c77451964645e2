//! The order without each judge in turn.

use super::words::{cell, figure, head, isolated, joined};
use crate::{
    i18n::{Locale, td_string},
    results::model::analysis::{TrackAnalysis, WithoutJudge},
};
use maud::{Markup, html};

pub(super) fn without(l: Locale, track: &TrackAnalysis) -> Markup {
    let id = format!("without-{}", track.key);
    let mut list: Vec<(&String, &WithoutJudge)> =
        track.judges.iter().filter_map(|judge| Some((&judge.name, judge.without.as_ref()?))).collect();
    // Whoever changes most comes first.
    list.sort_by_key(|(_, out)| std::cmp::Reverse((out.unrankable, !out.prizes.is_empty(), out.moved)));
    let decides = |(_, out): &&(&String, &WithoutJudge)| out.unrankable || !out.prizes.is_empty();
    let names: Vec<String> = list.iter().filter(decides).map(|(name, _)| (*name).clone()).collect();
    let columns = [
        (td_string!(l, analysis.judge), false),
        (td_string!(l, analysis.moved), true),
        (td_string!(l, analysis.furthest), false),
        (td_string!(l, analysis.prizes), false),
    ];
    html! {
        div class="card stack" {
            h3 id=(id) { (td_string!(l, analysis.without)) }
            @if list.is_empty() {
                p { (td_string!(l, analysis.without_many)) }
            } @else {
                p {
                    strong {
                        @if names.is_empty() {
                            (td_string!(l, analysis.without_stable))
                        } @else {
                            (td_string!(l, analysis.without_changes, judges = joined(l, &names)).to_string())
                        }
                    }
                    " " (td_string!(l, analysis.without_what))
                }
                details class="disclosure" open[names.len() == list.len() || list.len() <= 8] {
                    summary { (td_string!(l, analysis.without_each)) }
                    table class="table table-stacked" role="table" {
                        caption class="visually-hidden" { (td_string!(l, analysis.without)) }
                        (head(&columns))
                        tbody role="rowgroup" {
                            @for (name, out) in list { (row(l, name, out)) }
                        }
                    }
                }
            }
        }
    }
}

fn row(l: Locale, name: &str, out: &WithoutJudge) -> Markup {
    let furthest = out.furthest.as_ref().map(|(title, from, to)| {
        let to = to.map_or_else(|| td_string!(l, analysis.no_place).to_owned(), |to| to.to_string());
        td_string!(l, analysis.way, title = format!("\u{2068}{title}\u{2069}"), from = from, to = to).to_string()
    });
    let prizes = html! {
        @if out.unrankable { p { (td_string!(l, analysis.no_ranking)) } }
        @if out.prizes.is_empty() && !out.unrankable { span class="small muted" { (td_string!(l, analysis.no_change)) } }
        @for change in &out.prizes {
            @if !change.lost.is_empty() {
                p { (td_string!(l, analysis.prize_lost, line = isolated(change.line), titles = joined(l, &change.lost)).to_string()) }
            }
            @if !change.gained.is_empty() {
                p { (td_string!(l, analysis.prize_gained, line = isolated(change.line), titles = joined(l, &change.gained)).to_string()) }
            }
        }
    };
    html! {
        tr role="row" {
            th scope="row" role="rowheader" { bdi { (name) } }
            (figure(td_string!(l, analysis.moved), out.moved))
            (cell(td_string!(l, analysis.furthest), &html! { (furthest.unwrap_or_else(|| "–".to_owned())) }))
            (cell(td_string!(l, analysis.prizes), &prizes))
        }
    }
}

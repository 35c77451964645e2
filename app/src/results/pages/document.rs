//! The published document as a page shows it: the same view in the organisers' preview and on the public page, so that
//! what was approved is what is read. Plain markup, escaped by maud: this is the page that most people load.

use super::{method::method, prizes::passed_text, tie_text};
use crate::{
    country,
    i18n::{Locale, td_string},
    results::model::{GivenAward, PlaceDoubt, PublishedPlacement, ResultsDocument, RubricLine, TrackResults},
    ui::interval,
};
use maud::{Markup, html};

/// Everything that was approved. `entries`: the address of the gallery, below which each entry has its page.
pub(super) fn document_view(l: Locale, document: &ResultsDocument, entries: &str) -> Markup {
    html! {
        div id="results" class="stack-wide" {
            @if !document.theme.is_empty() {
                p class="lead" { bdi { (document.theme) } }
            }
            @if document.tracks.len() > 1 {
                nav class="tabs" aria-label=(td_string!(l, results.tracks)) {
                    ul {
                        @for track in &document.tracks {
                            li {
                                a href={ "#" (anchor(track)) } {
                                    bdi { (track.name) } " " span class="tab-count" { (track.placements.len()) }
                                }
                            }
                        }
                    }
                }
            }
            @for track in &document.tracks { (track_view(l, track, entries)) }
            (method(l, document))
        }
    }
}

fn anchor(track: &TrackResults) -> String {
    format!("track-{}", track.key)
}

fn track_view(l: Locale, track: &TrackResults, entries: &str) -> Markup {
    let listed = track.placements.len();
    let partly = u32::try_from(listed).unwrap_or(u32::MAX) < track.ranked;
    let aside = if partly {
        td_string!(l, results.listed, listed = listed, number = track.ranked).to_string()
    } else {
        td_string!(l, results.ranked, number = track.ranked).to_string()
    };
    let none = if track.ranked == 0 { td_string!(l, results.none) } else { td_string!(l, results.none_won) };
    let id = anchor(track);
    html! {
        section class="section" aria-labelledby=(id) {
            div class="section-heading" {
                h2 id=(id) { bdi { (track.name) } }
                p class="small muted" { (aside) }
            }
            @if listed == 0 {
                div class="empty-state" {
                    h3 { (td_string!(l, results.none_title)) }
                    p { (none) }
                }
            } @else {
                div class="card card-flush" {
                    ol class="results-list" role="list" { (rows(l, track, entries)) }
                }
            }
            (rubric(l, td_string!(l, results.rubric), &track.rubric))
            @for round in track.rounds.iter().filter(|round| !round.rubric.is_empty()) {
                (rubric(l, &td_string!(l, results.rubric_of_round, round = round.name.clone()).to_string(), &round.rubric))
            }
        }
    }
}

/// Placements in their order, and between two of the same score what settled it.
fn rows(l: Locale, track: &TrackResults, entries: &str) -> Markup {
    let before = std::iter::once(None).chain(track.placements.iter().map(|placement| Some(placement.place)));
    html! {
        @for (index, (placement, before)) in track.placements.iter().zip(before).enumerate() {
            @if let Some((note, before)) = placement.settled.as_ref().zip(before) {
                @let same = td_string!(l, results.same_score, before = before, after = placement.place).to_string();
                li class="result-note" { p { (same) " " (tie_text::settled(l, note, |key| label(track, key))) } }
            }
            @if let Some((first, last)) = band(&track.placements, index) {
                li class="result-note" { p { (td_string!(l, results.too_close, first = first, last = last).to_string()) } }
            }
            (row(l, placement, track.ranked, entries))
        }
    }
}

fn row(l: Locale, at: &PublishedPlacement, ranked: u32, entries: &str) -> Markup {
    let class = if at.awards.is_empty() { "result" } else { "result result-awarded" };
    html! {
        li class=(class) {
            span class="result-place" {
                span class="visually-hidden" { (td_string!(l, results.place)) " " }
                (at.place)
            }
            h3 class="result-title" { a href={ (entries) "/" (at.key) } { bdi { (at.title) } } }
            @if let Some(score) = &at.score {
                p class="result-score" {
                    span class="visually-hidden" { (td_string!(l, results.score)) " " }
                    data value=(score) { (score) }
                }
            }
            p class="result-about" {
                // A minor in it may not be shown, and the name may be theirs.
                @if at.team.is_empty() {
                    span { (td_string!(l, results.team_withheld)) }
                } @else {
                    bdi { (at.team) }
                }
                @for (index, code) in at.countries.iter().enumerate() {
                    @if index == 0 { " · " } @else { (td_string!(l, results.comma)) }
                    (country::name(l, code))
                }
                @if !at.pitch.is_empty() { br; bdi { (at.pitch) } }
            }
            div class="result-certainty" {
                @if let Some(doubt) = &at.doubt {
                    span class="cluster" { (interval(l, at.place, (doubt.low, doubt.high), ranked)) (could_be(l, doubt)) }
                }
                @if let Some(raw) = &at.raw_mean { span { (td_string!(l, results.raw_mean, mean = raw.clone()).to_string()) } }
                span { (td_string!(l, results.reviews, number = at.scorecards).to_string()) }
                @if let Some(round) = &at.round { span { bdi { (round) } } }
                @if at.shared { span { (td_string!(l, results.shared_place)) } }
            }
            @if !at.awards.is_empty() {
                div class="result-award stack-tight" {
                    @for given in &at.awards { (award(l, given)) }
                }
            }
            @for gone in &at.passed {
                p class="small muted" { bdi { (gone.name) } " – " (passed_text(l, gone.how)) }
            }
        }
    }
}

/// The places of the band that a placement begins, when there are several. Bands follow each other, as places do.
fn band(placements: &[PublishedPlacement], index: usize) -> Option<(u32, u32)> {
    let of = |placement: &PublishedPlacement| placement.doubt.map(|doubt| doubt.band);
    let (before, from) = placements.split_at(index);
    let first = from.first()?;
    let band = of(first).filter(|band| before.last().and_then(of) != Some(*band))?;
    let last = from.iter().take_while(|other| of(other) == Some(band)).last()?;
    (last.place > first.place).then_some((first.place, last.place))
}

/// What else the place could be, in words.
pub(super) fn could_be(l: Locale, doubt: &PlaceDoubt) -> String {
    if doubt.low == doubt.high {
        td_string!(l, results.sure).to_owned()
    } else {
        td_string!(l, results.could_be, low = doubt.low, high = doubt.high).to_string()
    }
}

fn award(l: Locale, given: &GivenAward) -> Markup {
    html! {
        p {
            span class="badge badge-award" { bdi { (award_text(l, given)) } }
            @if !given.reason.is_empty() { " " bdi class="small" { (given.reason) } }
        }
    }
}

/// An award and what is won; while something is to be checked, that it is provisional.
pub(super) fn award_text(l: Locale, given: &GivenAward) -> String {
    let text = if given.prize.is_empty() { given.name.clone() } else { format!("{}: {}", given.name, given.prize) };
    with_provisional(l, given, text)
}

/// The name of an award; while something is to be checked, that it is provisional.
pub(super) fn award_name(l: Locale, given: &GivenAward) -> String {
    with_provisional(l, given, given.name.clone())
}

fn with_provisional(l: Locale, given: &GivenAward, text: String) -> String {
    if given.provisional { td_string!(l, prizes.provisional_award, award = text).to_string() } else { text }
}

/// The name of a criterion.
pub(super) fn label(track: &TrackResults, key: &str) -> String {
    track.rubric.iter().find(|line| line.key == key).map_or_else(|| key.to_owned(), |line| line.label.clone())
}

fn rubric(l: Locale, title: &str, lines: &[RubricLine]) -> Markup {
    html! {
        details class="disclosure" {
            summary { bdi { (title) } }
            table class="table" {
                thead {
                    tr {
                        th scope="col" { (td_string!(l, results.criterion)) }
                        th scope="col" { (td_string!(l, results.question)) }
                        th scope="col" class="number" { (td_string!(l, results.weight)) }
                    }
                }
                tbody {
                    @for line in lines {
                        tr {
                            th scope="row" { bdi { (line.label) } }
                            td { bdi { (line.question) } }
                            td class="number" { (line.weight) }
                        }
                    }
                }
            }
        }
    }
}

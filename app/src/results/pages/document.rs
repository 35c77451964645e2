//! The published document as a page shows it: the same view in the organisers' preview and on the public page, so that
//! what was approved is what is read. Plain markup: this is the page that most people load.

use super::{method::method, tie_text};
use crate::{
    country,
    i18n::{Locale, td_string},
    results::model::{GivenAward, PublishedPlacement, ResultsDocument, TrackResults},
};
use leptos::prelude::*;

/// Everything that was approved.
pub(super) fn document_view(l: Locale, document: &ResultsDocument) -> impl IntoView + use<> {
    let tabs = (document.tracks.len() > 1).then(|| {
        let links: Vec<_> = document
            .tracks
            .iter()
            .map(|track| {
                let at = format!("#{}", anchor(track));
                view! { <li><a href=at><bdi>{track.name.clone()}</bdi> " " <span class="tab-count">{track.placements.len()}</span></a></li> }
            })
            .collect();
        view! { <nav class="tabs" aria-label=td_string!(l, results.tracks)><ul>{links}</ul></nav> }
    });
    let tracks: Vec<_> = document.tracks.iter().map(|track| track_view(l, track)).collect();
    let lead = (!document.theme.is_empty()).then(|| view! { <p class="lead"><bdi>{document.theme.clone()}</bdi></p> });
    view! {
        <div id="results" class="stack-wide">
            {lead}
            {tabs}
            {tracks}
            {method(l, document)}
        </div>
    }
}

fn anchor(track: &TrackResults) -> String {
    format!("track-{}", track.key)
}

fn track_view(l: Locale, track: &TrackResults) -> impl IntoView + use<> {
    let label = |key: &str| label(track, key);
    let mut before: Option<u32> = None;
    let rows: Vec<_> = track
        .placements
        .iter()
        .map(|placement| {
            let note = placement.settled.as_ref().zip(before).map(|(note, before)| {
                let same = td_string!(l, results.same_score, before = before, after = placement.place).to_string();
                let settled = tie_text::settled(l, note, label);
                view! { <li class="result-note"><p>{format!("{same} {settled}")}</p></li> }
            });
            before = Some(placement.place);
            (note, row(l, placement))
        })
        .collect();
    let listed = track.placements.len();
    let partly = u32::try_from(listed).unwrap_or(u32::MAX) < track.ranked;
    let aside = if partly {
        td_string!(l, results.listed, listed = listed, number = track.ranked).to_string()
    } else {
        td_string!(l, results.ranked, number = track.ranked).to_string()
    };
    let none = if track.ranked == 0 { td_string!(l, results.none) } else { td_string!(l, results.none_won) };
    let list = if listed == 0 {
        leptos::either::Either::Left(view! {
            <div class="empty-state"><h3>{td_string!(l, results.none_title)}</h3><p>{none}</p></div>
        })
    } else {
        leptos::either::Either::Right(view! {
            <div class="card card-flush"><ol class="results-list" role="list">{rows}</ol></div>
        })
    };
    let id = anchor(track);
    let heading = id.clone();
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section-heading">
                <h2 id=heading><bdi>{track.name.clone()}</bdi></h2>
                <p class="small muted">{aside}</p>
            </div>
            {list}
            {rubric(l, track)}
        </section>
    }
}

fn row(l: Locale, at: &PublishedPlacement) -> impl IntoView + use<> {
    let class = if at.awards.is_empty() { "result" } else { "result result-awarded" };
    let score = at.score.clone().map(|score| {
        view! {
            <p class="result-score">
                <span class="visually-hidden">{td_string!(l, results.score)} " "</span>
                <data value=score.clone()>{score.clone()}</data>
            </p>
        }
    });
    let countries: Vec<String> = at.countries.iter().map(|code| country::name(l, code)).collect();
    let countries = (!countries.is_empty()).then(|| format!(" · {}", countries.join(td_string!(l, results.comma))));
    let pitch = (!at.pitch.is_empty()).then(|| view! { <br/> <bdi>{at.pitch.clone()}</bdi> });
    let shared = at.shared.then(|| view! { <span>{td_string!(l, results.shared_place)}</span> });
    let awards = (!at.awards.is_empty()).then(|| {
        let awards: Vec<_> = at.awards.iter().map(award).collect();
        view! { <div class="result-award stack-tight">{awards}</div> }
    });
    view! {
        <li class=class>
            <span class="result-place"><span class="visually-hidden">{td_string!(l, results.place)} " "</span>{at.place}</span>
            <h3 class="result-title"><bdi>{at.title.clone()}</bdi></h3>
            {score}
            <p class="result-about"><bdi>{at.team.clone()}</bdi>{countries}{pitch}</p>
            <div class="result-certainty">
                <span>{td_string!(l, results.reviews, number = at.scorecards).to_string()}</span>
                {shared}
            </div>
            {awards}
        </li>
    }
}

fn award(given: &GivenAward) -> impl IntoView + use<> {
    let text = award_text(given);
    let reason = (!given.reason.is_empty()).then(|| view! { " " <bdi class="small">{given.reason.clone()}</bdi> });
    view! { <p><span class="badge badge-award"><bdi>{text}</bdi></span>{reason}</p> }
}

/// An award and what is won.
pub(super) fn award_text(given: &GivenAward) -> String {
    if given.prize.is_empty() { given.name.clone() } else { format!("{}: {}", given.name, given.prize) }
}

/// The name of a criterion.
pub(super) fn label(track: &TrackResults, key: &str) -> String {
    track.rubric.iter().find(|line| line.key == key).map_or_else(|| key.to_owned(), |line| line.label.clone())
}

fn rubric(l: Locale, track: &TrackResults) -> impl IntoView + use<> {
    let lines: Vec<_> = track
        .rubric
        .iter()
        .map(|line| {
            view! {
                <tr>
                    <th scope="row"><bdi>{line.label.clone()}</bdi></th>
                    <td><bdi>{line.question.clone()}</bdi></td>
                    <td class="number">{line.weight.clone()}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <details class="disclosure">
            <summary>{td_string!(l, results.rubric)}</summary>
            <table class="table">
                <thead><tr>
                    <th scope="col">{td_string!(l, results.criterion)}</th>
                    <th scope="col">{td_string!(l, results.question)}</th>
                    <th scope="col" class="number">{td_string!(l, results.weight)}</th>
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </details>
    }
}

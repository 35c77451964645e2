//! How it was judged: so that results can be trusted, and worked out again.

use super::{document::label, tie_text};
use crate::{
    i18n::{Locale, td_string},
    results::model::{ResultsDocument, TrackResults},
};
use leptos::prelude::*;

/// Numbers, method and tie order.
pub(super) fn method(l: Locale, document: &ResultsDocument) -> impl IntoView + use<> {
    let entries = td_string!(
        l,
        results.fact_entries_text,
        submitted = document.entries_submitted,
        countries = document.countries,
        judged = document.entries_judged
    )
    .to_string();
    let reviews = td_string!(
        l,
        results.fact_reviews_text,
        scorecards = document.scorecards,
        judges = document.judges,
        promised = document.reviews_per_entry
    )
    .to_string();
    let fields = (!document.fields.is_empty()).then(|| {
        view! { <div><dt>{td_string!(l, results.fact_fields)}</dt><dd><bdi>{document.fields.join(", ")}</bdi></dd></div> }
    });
    let ties: Vec<_> = orders(l, document)
        .into_iter()
        .map(|(tracks, order)| {
            let steps: Vec<_> = order.into_iter().map(|step| view! { <li>{step}</li> }).collect();
            let tracks = (!tracks.is_empty()).then(|| view! { <p><bdi>{tracks}</bdi></p> });
            view! { {tracks} <ol>{steps}</ol> }
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="how">
            <h2 id="how">{td_string!(l, results.how)}</h2>
            <dl class="facts facts-wide">
                <div><dt>{td_string!(l, results.fact_entries)}</dt><dd>{entries}</dd></div>
                <div><dt>{td_string!(l, results.fact_reviews)}</dt><dd>{reviews}</dd></div>
                {fields}
                <div><dt>{td_string!(l, results.fact_score)}</dt><dd>{td_string!(l, results.fact_score_text)}</dd></div>
                <div><dt>{td_string!(l, results.fact_ties)}</dt><dd>{ties}</dd></div>
            </dl>
        </section>
    }
}

/// The tie orders in words, each with the names of its tracks; no names when all tracks have the same.
fn orders(l: Locale, document: &ResultsDocument) -> Vec<(String, Vec<String>)> {
    let order = |track: &TrackResults| -> Vec<String> {
        let steps = track.tie_order.iter().map(|step| tie_text::step(l, step, |key| label(track, key)));
        steps.chain([td_string!(l, results.order_shared).to_string()]).collect()
    };
    let mut orders: Vec<(String, Vec<String>)> = Vec::new();
    for track in &document.tracks {
        let steps = order(track);
        match orders.iter_mut().find(|(_, known)| *known == steps) {
            Some((names, _)) => *names = format!("{names}, {}", track.name),
            None => orders.push((track.name.clone(), steps)),
        }
    }
    if let [(names, _)] = orders.as_mut_slice() {
        names.clear();
    }
    orders
}

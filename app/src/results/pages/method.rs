//! How it was judged: so that results can be trusted, and worked out again.

use super::{document::label, tie_text};
use crate::{
    competition::{
        model::{MethodKind, RoundRule},
        pages::{decimals_text, method_name, method_text, round_rule},
    },
    i18n::{Locale, td_string},
    results::model::{PublishedDeparture, ResultsDocument, TrackResults},
};
use maud::{Markup, html};

/// Numbers, method and tie order.
pub(super) fn method(l: Locale, document: &ResultsDocument) -> Markup {
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
    html! {
        section class="section" aria-labelledby="how" {
            h2 id="how" { (td_string!(l, results.how)) }
            dl class="facts facts-wide" {
                div { dt { (td_string!(l, results.fact_entries)) } dd { (entries) } }
                div { dt { (td_string!(l, results.fact_reviews)) } dd { (reviews) } }
                @if !document.fields.is_empty() {
                    div { dt { (td_string!(l, results.fact_fields)) } dd { bdi { (document.fields.join(", ")) } } }
                }
                div { dt { (td_string!(l, results.fact_score)) } dd { (score(l, document)) } }
                @if let Some(departure) = &document.departure {
                    div { dt { (td_string!(l, publication.departure)) } dd { (departed(l, document, departure)) } }
                }
                @if let Some(seed) = &document.lottery_seed {
                    div { dt { (td_string!(l, publication.lottery)) } dd { code class="code-box" dir="ltr" { (seed) } } }
                }
                @let rounds = rounds(l, document);
                @if !rounds.is_empty() {
                    div {
                        dt { (td_string!(l, rounds.public_title)) }
                        dd {
                            @for (name, rule) in rounds { p { bdi { (name) } ": " (rule) } }
                            p { (td_string!(l, rounds.order)) }
                        }
                    }
                }
                div {
                    dt { (td_string!(l, results.fact_ties)) }
                    dd {
                        @for (tracks, order) in orders(l, document) {
                            @if !tracks.is_empty() { p { bdi { (tracks) } } }
                            ol { @for step in order { li { (step) } } }
                        }
                    }
                }
            }
        }
    }
}

/// How totals become scores.
fn score(l: Locale, document: &ResultsDocument) -> String {
    let kind = document.method.parse().unwrap_or(MethodKind::Mean);
    match (kind, document.decimals) {
        (MethodKind::Mean, None) => td_string!(l, results.fact_score_text).to_owned(),
        (kind, decimals) => {
            format!("{} {}: {}.", method_text(l, kind), td_string!(l, method.decimals), decimals_text(l, decimals))
        }
    }
}

fn departed(l: Locale, document: &ResultsDocument, departure: &PublishedDeparture) -> Markup {
    let name = |word: &str| word.parse().map_or_else(|_| word.to_owned(), |kind| method_name(l, kind).to_owned());
    let text = td_string!(
        l,
        publication.departure_text,
        sealed = name(&departure.sealed),
        method = name(&document.method),
        names = departure.names.clone(),
        reason = departure.reason.clone()
    );
    html! { bdi { (text.to_string()) } }
}

/// The further rounds that count in any track, each with what its rule means.
fn rounds(l: Locale, document: &ResultsDocument) -> Vec<(&str, &'static str)> {
    let mut rounds: Vec<(&str, &'static str)> = Vec::new();
    for round in document.tracks.iter().flat_map(|track| &track.rounds) {
        if let Some(rule) = RoundRule::parse(&round.rule)
            && !rounds.iter().any(|(name, _)| *name == round.name)
        {
            rounds.push((&round.name, round_rule(l, rule)));
        }
    }
    rounds
}

/// The tie orders in words, each with the names of its tracks; no names when all tracks have the same.
fn orders(l: Locale, document: &ResultsDocument) -> Vec<(String, Vec<String>)> {
    let order = |track: &TrackResults| -> Vec<String> {
        let steps = track.tie_order.iter().map(|step| tie_text::step(l, step, |key| label(track, key)));
        // A lottery leaves nothing to share.
        let drawn = track.tie_order.last().is_some_and(|step| step == "lottery");
        let shared = (!drawn).then(|| td_string!(l, results.order_shared).to_string());
        steps.chain(shared).collect()
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

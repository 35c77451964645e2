//! The rounds of judging after the first, as everybody may read them.

use crate::{
    competition::model::{RoundLine, RoundRule, RoundWeights, Track},
    i18n::{Locale, td_string},
    ui::DateTime,
};
use leptos::prelude::*;

/// What a rule means, in a sentence.
pub fn round_rule(l: Locale, rule: RoundRule) -> &'static str {
    match rule {
        RoundRule::Carried => td_string!(l, rounds.carried),
        RoundRule::Fresh => td_string!(l, rounds.fresh),
    }
}

/// The rubric of a round that has its own, a line for each track where it is another.
fn own_rubric(l: Locale, weights: &RoundWeights, tracks: &[Track]) -> Option<AnyView> {
    let line = |track: &Track| {
        let criteria: Vec<_> = weights
            .rubric(track)
            .into_iter()
            .map(|line| view! { <li><bdi>{line.label}</bdi> " " <bdi dir="ltr">{line.weight.to_string()}</bdi></li> })
            .collect();
        view! { <div><dt><bdi>{track.name.clone()}</bdi></dt> <dd><ul class="plain cluster">{criteria}</ul></dd></div> }
    };
    (!weights.is_empty()).then(|| {
        view! {
            <div class="small">
                <p>{td_string!(l, rounds.own_rubric)}</p>
                <dl class="facts facts-wide">{tracks.iter().filter(|track| weights.rubric(track) != track.criteria).map(line).collect::<Vec<_>>()}</dl>
            </div>
        }
        .into_any()
    })
}

/// Each round with its numbers, its close, its rule and its rubric.
pub fn rounds_list(l: Locale, rounds: &[RoundLine], zone: &str, tracks: &[Track]) -> AnyView {
    let lines: Vec<_> = rounds
        .iter()
        .map(|round| {
            let numbers = td_string!(l, rounds.numbers, entries = round.entries, judges = round.judges).to_string();
            let zone = zone.to_owned();
            let closes = round.closes_at.map(|at| {
                view! { <span>{td_string!(l, rounds.closes)} " " <DateTime at=at zone=zone/></span> }
            });
            view! {
                <li>
                    <strong><bdi>{round.name.clone()}</bdi></strong> " – " {numbers} " " {closes}
                    <div class="small muted">{round_rule(l, round.rule)}</div>
                    {own_rubric(l, &round.weights, tracks)}
                </li>
            }
        })
        .collect();
    view! { <ol class="stack">{lines}</ol> }.into_any()
}

/// The part of the call that tells of them; nothing where there is one round only.
pub fn call_part(l: Locale, rounds: &[RoundLine], zone: &str, tracks: &[Track]) -> Option<AnyView> {
    (!rounds.is_empty()).then(|| {
        view! {
            <div class="stack" id="rounds">
                <h3>{td_string!(l, rounds.public_title)}</h3>
                {rounds_list(l, rounds, zone, tracks)}
                <p class="small muted">{td_string!(l, rounds.order)}</p>
            </div>
        }
        .into_any()
    })
}

//! The rounds of judging after the first, as everybody may read them.

use crate::{
    competition::model::{RoundLine, RoundRule},
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

/// Each round with its numbers, its close and its rule.
pub fn rounds_list(l: Locale, rounds: &[RoundLine], zone: &str) -> AnyView {
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
                </li>
            }
        })
        .collect();
    view! { <ol class="stack">{lines}</ol> }.into_any()
}

/// The part of the call that tells of them; nothing where there is one round only.
pub fn call_part(l: Locale, rounds: &[RoundLine], zone: &str) -> Option<AnyView> {
    (!rounds.is_empty()).then(|| {
        view! {
            <div class="stack" id="rounds">
                <h3>{td_string!(l, rounds.public_title)}</h3>
                {rounds_list(l, rounds, zone)}
                <p class="small muted">{td_string!(l, rounds.order)}</p>
            </div>
        }
        .into_any()
    })
}

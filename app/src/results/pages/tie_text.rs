//! What settled a tie, in words.

use crate::{
    i18n::{Locale, td_string},
    results::{model::TieNote, ranking::TieStep},
    ui::layout::direction,
};

/// People's words inside ours: kept from turning the numbers beside them around, where they could.
fn isolated(l: Locale, words: String) -> String {
    if words.is_ascii() && direction(l) == "ltr" { words } else { format!("\u{2068}{words}\u{2069}") }
}

/// The step that put one entry before another. `label` names a criterion by its key.
pub(super) fn settled(l: Locale, note: &TieNote, label: impl Fn(&str) -> String) -> String {
    let numbers = note.before.clone().zip(note.after.clone());
    match (note.step.parse(), numbers) {
        (Ok(TieStep::Criterion(key)), Some((before, after))) => td_string!(
            l,
            results.tie_criterion_means,
            criterion = isolated(l, label(&key)),
            before = before,
            after = after
        )
        .to_string(),
        (Ok(TieStep::Criterion(key)), None) => {
            td_string!(l, results.tie_criterion, criterion = isolated(l, label(&key))).to_string()
        }
        (Ok(TieStep::JudgePreference), _) => td_string!(l, results.tie_judges).to_string(),
        (Ok(TieStep::Lottery), _) => td_string!(l, results.tie_lottery).to_string(),
        (Ok(TieStep::PanelVote), Some((before, after))) => {
            td_string!(l, results.tie_vote_counts, before = before, after = after).to_string()
        }
        (Ok(TieStep::PanelVote), None) => td_string!(l, results.tie_vote).to_string(),
        (Err(_), _) => note.step.clone(),
    }
}

/// A step of the declared order.
pub(super) fn step(l: Locale, step: &str, label: impl Fn(&str) -> String) -> String {
    match step.parse() {
        Ok(TieStep::Criterion(key)) => {
            td_string!(l, results.order_criterion, criterion = isolated(l, label(&key))).to_string()
        }
        Ok(TieStep::JudgePreference) => td_string!(l, results.order_judges).to_string(),
        Ok(TieStep::PanelVote) => td_string!(l, results.order_vote).to_string(),
        Ok(TieStep::Lottery) => td_string!(l, results.order_lottery).to_string(),
        Err(_) => step.to_owned(),
    }
}

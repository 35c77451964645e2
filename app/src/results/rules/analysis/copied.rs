//! The same words on several scorecards.

use super::Surroundings;
use crate::{
    ids::{EntryId, JudgeId},
    results::{model::analysis::CopiedSign, rules::Evidence},
    scores::model::ScorecardState,
    text,
};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer words than these are said by anybody.
const FEWEST_WORDS: usize = 6;
/// So many characters of a text are shown.
const SHOWN: usize = 200;
/// So many texts at most.
const MOST: usize = 30;

/// Scorecards by their judges and entries.
type Cards = BTreeSet<(JudgeId, EntryId)>;

/// Letters and figures alone, in lower case: what a changed comma or capital does not hide.
fn bare(comment: &str) -> String {
    let lower = comment.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn shown(comment: &str) -> String {
    let short: String = comment.chars().take(SHOWN).collect();
    if short.len() < comment.len() { format!("{short}…") } else { short }
}

/// Comments of at least six words that are on more than one scorecard: those of several judges first, then those on most
/// scorecards. A text twice on one scorecard is no sign, nor is one that a judge wrote of an entry again in a further round.
pub(super) fn texts(evidence: &Evidence, around: &Surroundings) -> Vec<CopiedSign> {
    let titles: BTreeMap<EntryId, &str> =
        evidence.entries.iter().map(|entry| (entry.id, entry.title.as_str())).collect();
    let mut found: BTreeMap<String, (&str, Cards)> = BTreeMap::new();
    for card in evidence.scorecards.iter().filter(|card| card.state == ScorecardState::Submitted) {
        for score in &card.scores {
            if text::words(&score.comment) >= FEWEST_WORDS {
                let known = found.entry(bare(&score.comment)).or_insert_with(|| (&score.comment, BTreeSet::new()));
                known.1.insert((card.judge, card.entry));
            }
        }
    }
    let sign = |(written, cards): (&str, Cards)| {
        let judges: BTreeSet<JudgeId> = cards.iter().map(|(judge, _)| *judge).collect();
        let entries: BTreeSet<EntryId> = cards.iter().map(|(_, entry)| *entry).collect();
        CopiedSign {
            text: shown(written.trim()),
            judges: judges.iter().map(|judge| around.names.get(judge).cloned().unwrap_or_default()).collect(),
            entries: entries.iter().filter_map(|entry| titles.get(entry).map(|title| (*title).to_owned())).collect(),
            scorecards: u32::try_from(cards.len()).unwrap_or(u32::MAX),
        }
    };
    let mut signs: Vec<CopiedSign> = found.into_values().filter(|(_, cards)| cards.len() > 1).map(sign).collect();
    signs.sort_by_key(|sign| (sign.judges.len() < 2, std::cmp::Reverse(sign.scorecards), sign.text.clone()));
    signs.truncate(MOST);
    signs
}

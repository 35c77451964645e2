//! Ties: what settled them, in numbers, and which are left to a vote.

use super::standing::Standing;
use crate::{
    number::Exact,
    results::{
        model::TieNote,
        ranking::{Placement, RankingInput, TieStep, rank, rank_by_mean},
    },
};
use std::collections::BTreeMap;

/// Why the second comes after the first, when both have the same score; the first is the one placed right before.
pub(super) fn note(standing: &Standing<'_>, before: &Placement, after: &Placement) -> Option<TieNote> {
    tie_note(&standing.input, before, after)
}

/// As [`note`], from a ranking's input.
pub(in crate::results) fn tie_note(input: &RankingInput, before: &Placement, after: &Placement) -> Option<TieNote> {
    let step = after.settled_by.as_ref().filter(|_| before.place != after.place)?;
    let (before, after) = match step {
        TieStep::Criterion(key) => {
            let line = input.criteria.iter().position(|line| line.key == *key)?;
            let mean = |at: &Placement| at.criterion_means.get(line).and_then(Clone::clone);
            told_apart(mean(before), mean(after))
        }
        TieStep::JudgePreference | TieStep::Lottery => (None, None),
        TieStep::PanelVote => {
            let votes = |at: &Placement| input.votes.get(&at.entry).map(ToString::to_string);
            (votes(before), votes(after))
        }
    };
    Some(TieNote { step: step.to_string(), before, after })
}

/// Two means with two decimals, or as many more as it takes to see that they differ.
fn told_apart(before: Option<Exact>, after: Option<Exact>) -> (Option<String>, Option<String>) {
    let shown = |decimals| {
        let text = |mean: &Option<Exact>| mean.as_ref().map(|mean| mean.rounded(decimals));
        (text(&before), text(&after))
    };
    (2..=6).map(shown).find(|(before, after)| before != after).unwrap_or_else(|| shown(6))
}

/// The groups of entries that nothing parts but a vote of the panel, as numbers of the input.
pub fn tied_groups(standing: &Standing<'_>) -> Vec<Vec<usize>> {
    if !standing.input.tie_order.contains(&TieStep::PanelVote) {
        return Vec::new();
    }
    // A lottery would part them before anybody voted.
    let order = standing.input.tie_order.iter().filter(|step| **step != TieStep::Lottery).cloned().collect();
    let unvoted = RankingInput { votes: BTreeMap::new(), tie_order: order, ..(*standing.input).clone() };
    // What was sound with votes is sound without them.
    let Ok(unvoted) = unvoted.checked() else { return Vec::new() };
    let ranking = rank(&unvoted, &standing.ranking.method).unwrap_or_else(|_| rank_by_mean(&unvoted));
    ranking
        .placements
        .chunk_by(|first, second| first.place == second.place)
        .filter(|group| group.len() > 1)
        .map(|group| group.iter().map(|at| at.entry).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_get_as_many_decimals_as_tell_them_apart() {
        let third = Exact::from_ratio(1, 3);
        assert_eq!(
            told_apart(Exact::from_ratio(13, 3), Exact::from_ratio(4, 1)),
            (Some("4.33".into()), Some("4.00".into()))
        );
        assert_eq!(told_apart(third.clone(), Exact::from_ratio(333, 1000)).0.as_deref(), Some("0.3333"));
        assert_eq!(told_apart(third, None), (Some("0.33".into()), None));
    }
}

//! The plain method: the mean of the judges' totals.

use super::facts::Facts;
use super::{CheckedInput, Method, Ranking, order};
use crate::number::Exact;

/// The mean of each entry, rounded when decimals are declared.
pub(super) fn scores(facts: &Facts, decimals: Option<u32>) -> Vec<Option<Exact>> {
    let rounded = |mean: &Exact| decimals.map_or_else(|| mean.clone(), |decimals| mean.round(decimals));
    facts.means.iter().map(|(mean, _)| mean.as_ref().map(rounded)).collect()
}

/// Ranks by the mean of the judges' totals, unrounded: [`super::rank`] under [`Method::MEAN`], which nothing refuses.
#[must_use]
pub fn rank_by_mean(input: &CheckedInput) -> Ranking {
    let facts = Facts::of(input);
    let (placements, unranked) = order::placed(input, &facts, &scores(&facts, None));
    Ranking { method: Method::MEAN, placements, unranked, components: facts.components, mean: facts.mean, fit: None }
}

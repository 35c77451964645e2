//! What is tried, in order, until every entry has its reviews.

use super::{Basis, BasisJudge, Bounds, ProposeError, experts::Counted};
use crate::assignment::{GroupRow, Options, Problem, ProblemError, QuotaRow, Solution, solve};
use app::panel::model::Proposal;
use std::collections::BTreeMap;

/// One way to look for an assignment.
#[derive(Clone, Copy, Debug)]
struct Way {
    bounds: Bounds,
    /// At most one judge of an organisation for each entry.
    apart: bool,
    /// Nobody is shown what they asked not to be.
    spared: bool,
}

impl Basis {
    /// The first way that leaves the fewest reviews missing: nobody is shown what they asked not to be, with at most one
    /// judge of an organisation for each entry, within the first and then the wider bounds; then without the one, and at
    /// last without the other.
    pub(super) fn best(
        &self,
        first: Bounds,
        wider: Option<Bounds>,
        options: &Options,
        seed: u64,
    ) -> Result<Proposal, ProposeError> {
        let houses = self.organisations();
        let mut best: Option<(Problem, Solution)> = None;
        for way in self.ways(first, wider, houses.is_empty()) {
            if best.as_ref().is_some_and(|(_, solution)| solution.missing.is_empty()) {
                break;
            }
            let next = self.solved(way, &houses, options)?;
            let fewer = |best: &(Problem, Solution)| next.1.missing_reviews() < best.1.missing_reviews();
            if best.as_ref().is_none_or(fewer) {
                best = Some(next);
            }
        }
        match best {
            Some((problem, solution)) => self.proposal(&problem, &solution, first == Bounds::Repair, seed),
            None => Ok(Proposal::default()),
        }
    }

    /// What is tried, in order.
    fn ways(&self, first: Bounds, wider: Option<Bounds>, no_houses: bool) -> Vec<Way> {
        let mut ways = Vec::new();
        for spared in [true, false] {
            for apart in [true, false] {
                for bounds in [Some(first), wider].into_iter().flatten() {
                    let same = !spared && self.comfort.is_empty() || !apart && no_houses;
                    if !same {
                        ways.push(Way { bounds, apart, spared });
                    }
                }
            }
        }
        ways
    }

    /// The best in one way. Where not every expert counts for the wish for one, the answer that wishes for nothing is
    /// looked at too.
    fn solved(
        &self,
        way: Way,
        houses: &BTreeMap<&str, Vec<&BasisJudge>>,
        options: &Options,
    ) -> Result<(Problem, Solution), ProposeError> {
        let none = BTreeMap::new();
        let houses = if way.apart { houses } else { &none };
        let (experts, fewer) = self.counted(houses);
        let solved = |experts: &[Counted<'_>]| {
            let problem = self.with_groups(self.problem(way.bounds, way.spared)?, way.bounds, houses, experts)?;
            let solution = solve(&problem, options)?;
            Ok::<_, ProposeError>((problem, solution))
        };
        let wished = solved(&experts)?;
        if !fewer || self.lacking(&wished.0, &wished.1) == 0 {
            return Ok(wished);
        }
        let plain = solved(&[])?;
        let better = self.lacking(&plain.0, &plain.1) < self.lacking(&wished.0, &wished.1);
        Ok(if better { plain } else { wished })
    }

    fn with_groups(
        &self,
        problem: Problem,
        bounds: Bounds,
        houses: &BTreeMap<&str, Vec<&BasisJudge>>,
        experts: &[Counted<'_>],
    ) -> Result<Problem, ProblemError> {
        let keys = |judges: &[&BasisJudge]| judges.iter().map(|judge| judge.key.clone()).collect::<Vec<_>>();
        let members: Vec<(&str, Vec<String>)> = houses.iter().map(|(name, judges)| (*name, keys(judges))).collect();
        let houses_apart = self.one_of_a_house(houses, bounds);
        let groups =
            members.iter().map(|(name, judges)| GroupRow { name, judges: judges.iter().map(String::as_str).collect() });
        let wishes = experts.iter().map(|group| GroupRow { name: &group.name, judges: group.judges.clone() });
        let quotas = houses_apart.iter().map(|quota| QuotaRow {
            entry: quota.entry,
            group: quota.group,
            at_least: 0,
            at_most: Some(quota.most),
        });
        let at_least =
            experts.iter().map(|group| QuotaRow { entry: group.entry, group: &group.name, at_least: 1, at_most: None });
        let (groups, quotas): (Vec<_>, Vec<_>) = (groups.chain(wishes).collect(), quotas.chain(at_least).collect());
        problem.with_wishes(&groups, &quotas)
    }
}

//! At most one judge of an organisation for each entry.

use super::{Basis, BasisJudge, Bounds, many};
use crate::assignment::{GroupRow, Problem, ProblemError, QuotaRow, Solution};
use app::ids::{EntryId, JudgeId};
use std::collections::{BTreeMap, BTreeSet};

impl Basis {
    /// Judges of one organisation, where there is more than one.
    fn organisations(&self) -> BTreeMap<&str, Vec<&BasisJudge>> {
        let mut all: BTreeMap<&str, Vec<&BasisJudge>> = BTreeMap::new();
        for judge in self.judges.iter().filter(|judge| !judge.organisation.is_empty()) {
            all.entry(&judge.organisation).or_default().push(judge);
        }
        all.retain(|_, judges| judges.len() > 1);
        all
    }

    /// At most one judge of an organisation for each entry, but for those who are there already and stay.
    pub(super) fn organisations_apart(&self, problem: Problem, bounds: Bounds) -> Result<Problem, ProblemError> {
        let stay: BTreeSet<(JudgeId, EntryId)> = match bounds {
            Bounds::Repair => self.kept().chain(self.present.iter().copied()).collect(),
            Bounds::Even | Bounds::Own => self.kept().collect(),
        };
        let organisations = self.organisations();
        let groups: Vec<GroupRow<'_>> = organisations
            .iter()
            .map(|(name, judges)| GroupRow { name, judges: judges.iter().map(|judge| judge.key.as_str()).collect() })
            .collect();
        let mut quotas = Vec::new();
        for entry in &self.entries {
            for (group, judges) in &organisations {
                let there = many(judges.iter().filter(|judge| stay.contains(&(judge.id, entry.id))).count());
                quotas.push(QuotaRow { entry: &entry.key, group, at_least: 0, at_most: Some(there.max(1)) });
            }
        }
        problem.with_quotas(&groups, &quotas)
    }

    /// Entries with more than one judge of an organisation.
    pub(super) fn same_organisation(&self, problem: &Problem, solution: &Solution) -> u32 {
        let organisation: BTreeMap<&str, &str> =
            self.judges.iter().map(|judge| (judge.key.as_str(), judge.organisation.as_str())).collect();
        let mut seen: BTreeMap<(usize, &str), u32> = BTreeMap::new();
        for &(entry, judge) in &solution.pairs {
            let of = problem.judges().get(judge).and_then(|judge| organisation.get(judge.key.as_str()));
            if let Some(of) = of.filter(|of| !of.is_empty()) {
                *seen.entry((entry, of)).or_default() += 1;
            }
        }
        let twice: BTreeSet<usize> =
            seen.into_iter().filter(|(_, count)| *count > 1).map(|((entry, _), _)| entry).collect();
        many(twice.len())
    }
}

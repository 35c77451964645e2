//! At most one judge of an organisation, or of a partner, for each entry.

use super::{Basis, BasisJudge, Bounds, many};
use crate::assignment::{Problem, Solution};
use app::ids::{EntryId, JudgeId};
use std::collections::{BTreeMap, BTreeSet};

/// At most so many judges of a group for an entry, by keys.
pub(super) struct AtMost<'b> {
    pub entry: &'b str,
    pub group: &'b str,
    pub most: u32,
}

impl Basis {
    /// The house of each judge, named by the least key in it. Judges who share an organisation or the partner that
    /// employs them are of one house, and so is who shares either with one of them: groups that overlap would be no flow,
    /// and who works for the partner whose people sit in an organisation is not apart from the others there.
    pub(super) fn houses(&self) -> BTreeMap<JudgeId, &str> {
        let mut house: BTreeMap<JudgeId, &str> =
            self.judges.iter().map(|judge| (judge.id, judge.key.as_str())).collect();
        // Who was the first of an organisation, and of a partner. The two have names of their own.
        let mut first: BTreeMap<(bool, &str), JudgeId> = BTreeMap::new();
        for judge in &self.judges {
            let of = [(false, judge.organisation.as_str()), (true, judge.partner.as_str())];
            for name in of.into_iter().filter(|(_, name)| !name.is_empty()) {
                let other = *first.entry(name).or_insert(judge.id);
                let (one, other) = (house.get(&judge.id).copied(), house.get(&other).copied());
                if let (Some(one), Some(other)) = (one, other)
                    && one != other
                {
                    let (stays, goes) = (one.min(other), one.max(other));
                    house.values_mut().filter(|name| **name == goes).for_each(|name| *name = stays);
                }
            }
        }
        house
    }

    /// The judges of each house in which there is more than one.
    pub(super) fn organisations(&self) -> BTreeMap<&str, Vec<&BasisJudge>> {
        let houses = self.houses();
        let mut all: BTreeMap<&str, Vec<&BasisJudge>> = BTreeMap::new();
        for judge in &self.judges {
            if let Some(house) = houses.get(&judge.id) {
                all.entry(house).or_default().push(judge);
            }
        }
        all.retain(|_, judges| judges.len() > 1);
        all
    }

    /// At most one judge of a house for each entry, but for those who are there already and stay.
    pub(super) fn one_of_a_house<'b>(
        &'b self,
        houses: &BTreeMap<&'b str, Vec<&'b BasisJudge>>,
        bounds: Bounds,
    ) -> Vec<AtMost<'b>> {
        let repair = bounds == Bounds::Repair;
        let mut stay: BTreeSet<(JudgeId, EntryId)> = self.kept(repair).collect();
        if repair {
            stay.extend(self.present.iter().copied());
        }
        let mut list = Vec::new();
        for entry in &self.entries {
            for (group, judges) in houses {
                let there = many(judges.iter().filter(|judge| stay.contains(&(judge.id, entry.id))).count());
                list.push(AtMost { entry: &entry.key, group, most: there.max(1) });
            }
        }
        list
    }

    /// Entries with more than one judge of a house.
    pub(super) fn same_organisation(&self, problem: &Problem, solution: &Solution) -> u32 {
        let houses = self.houses();
        let of: BTreeMap<&str, &str> =
            self.judges.iter().filter_map(|judge| Some((judge.key.as_str(), *houses.get(&judge.id)?))).collect();
        let mut seen: BTreeMap<(usize, &str), u32> = BTreeMap::new();
        for &(entry, judge) in &solution.pairs {
            if let Some(house) = problem.judges().get(judge).and_then(|judge| of.get(judge.key.as_str())) {
                *seen.entry((entry, house)).or_default() += 1;
            }
        }
        let twice: BTreeSet<usize> =
            seen.into_iter().filter(|(_, count)| *count > 1).map(|((entry, _), _)| entry).collect();
        many(twice.len())
    }
}

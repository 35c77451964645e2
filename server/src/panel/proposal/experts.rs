//! At least one judge for each entry who knows what the organisers ask for.
//!
//! A wish below languages and devices ([`Problem::with_wishes`]), so that it costs no entry a review or a reader. It is
//! exact where what is asked for is nested in, or apart from, the houses that bind for an entry and whatever else is asked
//! for. Elsewhere it is no flow (`assignment/forest.rs`), and fewer judges are counted than there are experts: not those
//! of a house in which others know nothing of it, nor those who count for what is asked first. What comes out is compared
//! with the answer that wishes for nothing, and told by all experts, so that it is never worse than without the wish.

use super::{Basis, BasisEntry, BasisJudge};
use crate::assignment::{Problem, Solution};
use app::ids::{EntryId, JudgeId};
use std::collections::{BTreeMap, BTreeSet};

/// The judges who count for one entry and one field.
pub(super) struct Counted<'b> {
    pub entry: &'b str,
    pub name: String,
    pub judges: Vec<&'b str>,
}

impl Basis {
    /// Who counts for each entry and each field that is asked for, and whether these are fewer than the experts.
    pub(super) fn counted<'b>(&'b self, houses: &BTreeMap<&str, Vec<&'b BasisJudge>>) -> (Vec<Counted<'b>>, bool) {
        let (mut list, mut fewer) = (Vec::new(), false);
        if self.expertise.is_empty() {
            return (list, fewer);
        }
        for entry in &self.entries {
            let may = |judge: &BasisJudge| !self.barred(&(judge.id, entry.id));
            let binding: Vec<Vec<JudgeId>> = houses
                .values()
                .map(|judges| judges.iter().filter(|judge| may(judge)).map(|judge| judge.id).collect())
                .filter(|judges: &Vec<JudgeId>| judges.len() > 1)
                .collect();
            let mut known: Vec<BTreeSet<JudgeId>> = Vec::new();
            for field in &self.expertise {
                let experts: BTreeSet<JudgeId> =
                    self.judges.iter().filter(|judge| may(judge) && judge.knows(field)).map(|judge| judge.id).collect();
                let counts = laminar(&experts, &binding, &known);
                fewer |= counts.len() < experts.len();
                list.push(self.named(entry, field, &counts));
                known.push(counts);
            }
        }
        (list, fewer)
    }

    fn named<'b>(&'b self, entry: &'b BasisEntry, field: &str, counts: &BTreeSet<JudgeId>) -> Counted<'b> {
        let judges = self.judges.iter().filter(|judge| counts.contains(&judge.id));
        // No key of a house has a line end in it.
        let name = format!("{}\n{field}", entry.key);
        Counted { entry: &entry.key, name, judges: judges.map(|judge| judge.key.as_str()).collect() }
    }

    /// The entries without a judge who knows a field, for each that is asked for.
    pub(super) fn without_expert(&self, pairs: &BTreeSet<(JudgeId, EntryId)>) -> Vec<(String, Vec<EntryId>)> {
        let lacking = |field: &String| {
            let experts: Vec<JudgeId> =
                self.judges.iter().filter(|judge| judge.knows(field)).map(|judge| judge.id).collect();
            let lacks = |entry: &&BasisEntry| !experts.iter().any(|judge| pairs.contains(&(*judge, entry.id)));
            (field.clone(), self.entries.iter().filter(lacks).map(|entry| entry.id).collect::<Vec<_>>())
        };
        self.expertise.iter().map(lacking).filter(|(_, entries)| !entries.is_empty()).collect()
    }

    /// How many entries lack an expert in a solution, all fields together.
    pub(super) fn lacking(&self, problem: &Problem, solution: &Solution) -> usize {
        self.without_expert(&self.pairs_of(problem, solution)).iter().map(|(_, entries)| entries.len()).sum()
    }
}

impl BasisJudge {
    fn knows(&self, field: &str) -> bool {
        self.expertise.iter().any(|known| known == field)
    }
}

/// Of the experts as many as lie in houses as a whole, and nest with what counts already or are apart from it.
fn laminar(experts: &BTreeSet<JudgeId>, houses: &[Vec<JudgeId>], known: &[BTreeSet<JudgeId>]) -> BTreeSet<JudgeId> {
    let mut counts = experts.clone();
    for house in houses {
        if !house.iter().all(|judge| experts.contains(judge)) {
            counts.retain(|judge| !house.contains(judge));
        }
    }
    for other in known {
        let apart = counts.is_disjoint(other) || counts.is_subset(other) || counts.is_superset(other);
        if !apart {
            counts.retain(|judge| !other.contains(judge));
        }
    }
    counts
}

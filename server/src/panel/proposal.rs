//! From what a proposal rests on to the proposal: pure, and the same for the same basis and seed.

use crate::assignment::{
    self, EntryNeed, JudgeLimits, Options, PairRow, PairTerms, Problem, ProblemError, Progress, Seed, Solution,
    SolveError, bottlenecks, remedies, shortages, solve,
};
use app::{
    ids::{EntryId, JudgeId},
    panel::{
        model::{Bottleneck, Helps, Proposal, ProposedPair, Remedy, Shortage},
        rules::{load_bounds, runs_on, share_language},
    },
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

mod further;
mod organisations;
#[cfg(test)]
mod tests;

/// An entry that may be judged.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BasisEntry {
    /// Its id.
    pub id: EntryId,
    /// Its short name, by which entries are put in order.
    pub key: String,
    /// Languages it can be played in.
    pub languages: Vec<String>,
    /// What it runs on.
    #[serde(default)]
    pub platforms: Vec<String>,
    /// Reviews it has from judges who are not ready any more.
    pub settled: u32,
}

/// A judge who is ready.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BasisJudge {
    /// Its id.
    pub id: JudgeId,
    /// Its short name, by which judges are put in order.
    pub key: String,
    /// Language tags the judge reads.
    pub languages: Vec<String>,
    /// What the judge can run.
    #[serde(default)]
    pub devices: Vec<String>,
    /// The judge's organisation, written as all who belong to it would be; empty for none.
    #[serde(default)]
    pub organisation: String,
    /// The most entries the judge takes.
    pub max_load: Option<u32>,
}

/// All that a proposal rests on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Basis {
    /// Reviews each entry gets.
    pub reviews_per_entry: u32,
    /// Entries that may be judged.
    pub entries: Vec<BasisEntry>,
    /// Judges who are ready.
    pub judges: Vec<BasisJudge>,
    /// Pairs that a conflict bars.
    pub hard: BTreeSet<(JudgeId, EntryId)>,
    /// Pairs with a conflict to be avoided.
    pub soft: BTreeSet<(JudgeId, EntryId)>,
    /// Pairs that organisers keep apart.
    #[serde(default)]
    pub forbidden: BTreeSet<(JudgeId, EntryId)>,
    /// Pairs that stay: made by hand, or their review has begun. They are apart from the fingerprint, since a judge
    /// who begins a review that the proposal keeps anyhow changes nothing.
    #[serde(skip)]
    pub pinned: BTreeSet<(JudgeId, EntryId)>,
    /// Pairs that are, whether they must stay or not. They are apart from the fingerprint for the same reason.
    #[serde(skip)]
    pub present: BTreeSet<(JudgeId, EntryId)>,
}

/// All that a run was made from, as it is kept with the run: with the seed it gives the same pairs again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Inputs {
    basis: Basis,
    pinned: BTreeSet<(JudgeId, EntryId)>,
    present: BTreeSet<(JudgeId, EntryId)>,
    repair: bool,
}

impl Inputs {
    /// What a proposal, or a repair, is made from.
    pub fn of(basis: Basis, repair: bool) -> Self {
        let (pinned, present) = (basis.pinned.clone(), basis.present.clone());
        Self { basis, pinned, present, repair }
    }

    /// Proposes. The seed is the first of the digits that were committed to.
    ///
    /// # Errors
    /// [`ProposeError`].
    pub fn propose(&self, seed: &str) -> Result<Proposal, ProposeError> {
        let digits = seed.get(..16).unwrap_or(seed);
        let seed = u64::from_str_radix(digits, 16).map_err(ProposeError::Seed)?;
        let basis = Basis { pinned: self.pinned.clone(), present: self.present.clone(), ..self.basis.clone() };
        if self.repair { basis.propose_repair(seed) } else { basis.propose(seed) }
    }
}

/// Entries that share too few judges.
type Cut = Bottleneck<EntryId, JudgeId>;
/// What would help them.
type Help = Remedy<EntryId, JudgeId>;

/// What bounds the loads of judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bounds {
    /// Equal shares, as far as judges take them.
    Even,
    /// The judges' own limits, and equal shares as a wish.
    Own,
    /// The judges' own limits; what is now stays if it can.
    Repair,
}

/// Why no proposal could be made; both are mistakes of ours, since too few judges are no error.
#[derive(Debug, thiserror::Error)]
pub enum ProposeError {
    /// The problem contradicts itself.
    #[error(transparent)]
    Problem(#[from] ProblemError),
    /// It could not be solved.
    #[error(transparent)]
    Solve(#[from] SolveError),
    /// The basis could not be written down.
    #[error(transparent)]
    Fingerprint(#[from] serde_json::Error),
    /// What ties are settled by is no number.
    #[error("the seed is not hexadecimal")]
    Seed(#[source] std::num::ParseIntError),
}

impl Basis {
    /// SHA-256 of everything but the pins, in hexadecimal.
    ///
    /// # Errors
    /// Never in practice.
    pub fn fingerprint(&self) -> Result<String, serde_json::Error> {
        Ok(hex::encode(Sha256::digest(serde_json::to_vec(self)?)))
    }

    /// Whether a proposal that was made before could still have been made now, and keeps what must be kept.
    ///
    /// # Errors
    /// Never in practice.
    pub fn holds(&self, proposal: &Proposal) -> Result<bool, serde_json::Error> {
        let pairs: BTreeSet<(JudgeId, EntryId)> = proposal.pairs.iter().map(|pair| (pair.judge, pair.entry)).collect();
        Ok(self.fingerprint()? == proposal.basis && self.kept().all(|pin| pairs.contains(&pin)))
    }

    fn barred(&self, pair: &(JudgeId, EntryId)) -> bool {
        self.hard.contains(pair) || self.forbidden.contains(pair)
    }

    /// Pins among the entries and judges that can be chosen.
    fn kept(&self) -> impl Iterator<Item = (JudgeId, EntryId)> {
        let judges: BTreeSet<JudgeId> = self.judges.iter().map(|judge| judge.id).collect();
        let entries: BTreeSet<EntryId> = self.entries.iter().map(|entry| entry.id).collect();
        let free = |pair: &(JudgeId, EntryId)| !self.barred(pair);
        let kept: Vec<_> = self.pinned.iter().copied().filter(free).collect();
        kept.into_iter().filter(move |(judge, entry)| judges.contains(judge) && entries.contains(entry))
    }

    /// Proposes. Loads are shared equally as far as judges take them; if entries are short of judges that way, loads
    /// may be uneven up to the judges' own limits, where that helps.
    ///
    /// # Errors
    /// [`ProposeError`].
    pub fn propose(&self, seed: u64) -> Result<Proposal, ProposeError> {
        let options = Options::new(Seed::from(seed));
        self.best(Bounds::Even, Some(Bounds::Own), &options, seed)
    }

    /// The first way that leaves the fewest reviews missing: with at most one judge of an organisation for each entry,
    /// within the first and then the wider bounds; then without that.
    fn best(
        &self,
        first: Bounds,
        wider: Option<Bounds>,
        options: &Options,
        seed: u64,
    ) -> Result<Proposal, ProposeError> {
        let solved = |bounds: Bounds, apart: bool| {
            let problem = self.problem(bounds)?;
            let problem = if apart { self.organisations_apart(problem, bounds)? } else { problem };
            let solution = solve(&problem, options)?;
            Ok::<_, ProposeError>((problem, solution))
        };
        let mut best = solved(first, true)?;
        let ways = [wider.map(|bounds| (bounds, true)), Some((first, false)), wider.map(|bounds| (bounds, false))];
        for (bounds, apart) in ways.into_iter().flatten() {
            if best.1.missing.is_empty() {
                break;
            }
            let next = solved(bounds, apart)?;
            if next.1.missing_reviews() < best.1.missing_reviews() {
                best = next;
            }
        }
        self.proposal(&best.0, &best.1, seed)
    }

    /// Proposes the least change that gives every entry as many of its reviews as can be: what is now goes only where
    /// something comes of it. Loads are bounded by the judges' own limits only, since equal shares of fewer judges, or of
    /// more, would move entries for nothing. Not connected by exchanges either, for the same reason.
    ///
    /// # Errors
    /// [`ProposeError`].
    pub fn propose_repair(&self, seed: u64) -> Result<Proposal, ProposeError> {
        let options = Options { connect: false, ..Options::new(Seed::from(seed)) };
        Ok(Proposal { repair: true, ..self.best(Bounds::Repair, None, &options, seed)? })
    }

    fn problem(&self, bounds: Bounds) -> Result<Problem, ProblemError> {
        let pins: BTreeSet<(JudgeId, EntryId)> = self.kept().collect();
        let pins_of =
            |wanted: &dyn Fn(&(JudgeId, EntryId)) -> bool| many(pins.iter().filter(|pin| wanted(pin)).count());
        let needs: Vec<EntryNeed> = self
            .entries
            .iter()
            .map(|entry| EntryNeed {
                key: entry.key.clone(),
                reviews: self.reviews_per_entry.saturating_sub(entry.settled).max(pins_of(&|pin| pin.1 == entry.id)),
            })
            .collect();
        let reviews = needs.iter().map(|need| need.reviews).sum();
        let limits: Vec<Option<u32>> = self.judges.iter().map(|judge| judge.max_load).collect();
        let judges: Vec<JudgeLimits> = self
            .judges
            .iter()
            .zip(load_bounds(reviews, &limits))
            .map(|(judge, share)| {
                let own = judge.max_load.unwrap_or(many(self.entries.len()));
                let (least, most) = match bounds {
                    Bounds::Even => (share.min, share.max),
                    Bounds::Own => (share.min, own),
                    Bounds::Repair => (0, own),
                };
                let max_load = most.max(pins_of(&|pin| pin.0 == judge.id));
                JudgeLimits { key: judge.key.clone(), min_load: least.min(max_load), max_load }
            })
            .collect();
        // A proposal from the start owes nothing to what is now, but what is pinned.
        let nothing = BTreeSet::new();
        let present = if bounds == Bounds::Repair { &self.present } else { &nothing };
        let rows = self.entries.iter().flat_map(|entry| {
            let pins = &pins;
            self.judges.iter().filter_map(move |judge| {
                let pair = (judge.id, entry.id);
                (!self.barred(&pair)).then(|| PairRow {
                    entry: &entry.key,
                    judge: &judge.key,
                    terms: PairTerms {
                        soft_conflict: self.soft.contains(&pair),
                        language_mismatch: !share_language(&judge.languages, &entry.languages),
                        device_mismatch: !runs_on(&judge.devices, &entry.platforms),
                        affinity: 0,
                        pinned: pins.contains(&pair),
                        present: present.contains(&pair).then_some(Progress::Unopened),
                    },
                })
            })
        });
        Problem::new(needs, judges, rows)
    }

    fn proposal(&self, problem: &Problem, solution: &Solution, seed: u64) -> Result<Proposal, ProposeError> {
        let entries: BTreeMap<&str, EntryId> =
            self.entries.iter().map(|entry| (entry.key.as_str(), entry.id)).collect();
        let judges: BTreeMap<&str, JudgeId> = self.judges.iter().map(|judge| (judge.key.as_str(), judge.id)).collect();
        let entry_at =
            |place: usize| problem.entries().get(place).and_then(|entry| entries.get(entry.key.as_str())).copied();
        let judge_at =
            |place: usize| problem.judges().get(place).and_then(|judge| judges.get(judge.key.as_str())).copied();
        let pairs = solution.pairs.iter().filter_map(|&(entry, judge)| {
            let terms = problem.pairs().find(entry, judge)?.terms;
            Some(ProposedPair {
                judge: judge_at(judge)?,
                entry: entry_at(entry)?,
                language: !terms.language_mismatch,
                no_device: terms.device_mismatch,
                soft_conflict: terms.soft_conflict,
            })
        });
        let short = shortages(problem, solution).into_iter().filter_map(|shortage| {
            Some(Shortage {
                entry: entry_at(shortage.entry)?,
                missing: shortage.missing,
                eligible: many(shortage.eligible),
            })
        });
        let (bottlenecks, remedies) = self.what_is_short(solution)?;
        Ok(Proposal {
            reviews_per_entry: self.reviews_per_entry,
            seed,
            pairs: pairs.collect(),
            short: short.collect(),
            language_mismatches: solution.language_mismatches,
            device_mismatches: solution.device_mismatches,
            same_organisation: self.same_organisation(problem, solution),
            soft_conflicts: solution.soft_conflicts,
            components: many(solution.components),
            conflicts_avoided: many(self.hard.len()),
            basis: self.fingerprint()?,
            repair: false,
            bottlenecks,
            remedies,
        })
    }

    /// Why reviews find no judge, and what would help, within the judges' own limits. Nothing where none is missing.
    fn what_is_short(&self, solution: &Solution) -> Result<(Vec<Cut>, Vec<Help>), ProposeError> {
        if solution.missing.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let problem = self.problem(Bounds::Own)?;
        let entries = |places: &[usize]| places.iter().filter_map(|place| self.entry(&problem, *place)).collect();
        let judges = |places: &[usize]| places.iter().filter_map(|place| self.judge(&problem, *place)).collect();
        let cut = |cut: assignment::Bottleneck| Bottleneck {
            entries: entries(&cut.entries),
            judges: judges(&cut.judges),
            needed: cut.needed,
            capacity: cut.capacity,
        };
        let help = |tried: assignment::Tried| {
            let change = match tried.remedy {
                assignment::Remedy::HigherLimit { judge } => Helps::HigherLimit(self.judge(&problem, judge)?),
                assignment::Remedy::Unpin { entry, judge } => {
                    Helps::Unpin(self.judge(&problem, judge)?, self.entry(&problem, entry)?)
                }
                assignment::Remedy::AnotherJudge { entries: list, .. } => Helps::AnotherJudge(entries(&list)),
                assignment::Remedy::FewerReviews { entries: list } => Helps::FewerReviews(entries(&list)),
            };
            Some(Remedy { change, left: tried.left.reviews })
        };
        let cuts = bottlenecks(&problem)?.into_iter().map(cut).collect();
        Ok((cuts, remedies(&problem)?.into_iter().filter_map(help).collect()))
    }

    /// The entry at a place of a problem's list.
    fn entry(&self, problem: &Problem, place: usize) -> Option<EntryId> {
        let key = &problem.entries().get(place)?.key;
        self.entries.iter().find(|entry| entry.key == *key).map(|entry| entry.id)
    }

    /// The judge at a place of a problem's list.
    fn judge(&self, problem: &Problem, place: usize) -> Option<JudgeId> {
        let key = &problem.judges().get(place)?.key;
        self.judges.iter().find(|judge| judge.key == *key).map(|judge| judge.id)
    }
}

fn many(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

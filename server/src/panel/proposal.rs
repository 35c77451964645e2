//! From what a proposal rests on to the proposal: pure, and the same for the same basis and seed.

use crate::assignment::{
    self, EntryNeed, JudgeLimits, Options, PairRow, PairTerms, Problem, ProblemError, Progress, Seed, Solution,
    SolveError, bottlenecks, remedies, shortages,
};
use app::{
    ids::{EntryId, JudgeId},
    panel::{
        model::{Bottleneck, Days, Helps, Proposal, ProposedPair, Remedy, Shortage},
        rules::{load_bounds, load_within, runs_on, share_language},
    },
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

mod experts;
mod further;
mod organisations;
#[cfg(test)]
mod tests;
mod ways;

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
    /// The partner that employs the judge, written in the same way.
    #[serde(default)]
    pub partner: String,
    /// What the judge knows, of the organisers' list.
    #[serde(default)]
    pub expertise: Vec<String>,
    /// Of the days that are left, those on which the judge is there; nothing for who is there on all of them.
    #[serde(default)]
    pub days: Option<Days>,
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
    /// Pairs in which the entry has what the judge asked not to be shown. Which of it that is, is not kept here.
    #[serde(default)]
    pub comfort: BTreeSet<(JudgeId, EntryId)>,
    /// What one judge of each entry should know, the most important first.
    #[serde(default)]
    pub expertise: Vec<String>,
    /// Pairs that stay: made by hand, or handed in. They are apart from the fingerprint, since a judge who hands in a
    /// review that the proposal keeps anyhow changes nothing.
    #[serde(skip)]
    pub pinned: BTreeSet<(JudgeId, EntryId)>,
    /// Other pairs whose review has begun. They stay too, but a repair may move them where nothing else helps.
    #[serde(skip)]
    pub begun: BTreeSet<(JudgeId, EntryId)>,
    /// Pairs that are, whether they must stay or not. They are apart from the fingerprint for the same reason.
    #[serde(skip)]
    pub present: BTreeSet<(JudgeId, EntryId)>,
}

/// All that a run was made from, as it is kept with the run: with the seed it gives the same pairs again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Inputs {
    basis: Basis,
    pinned: BTreeSet<(JudgeId, EntryId)>,
    #[serde(default)]
    begun: BTreeSet<(JudgeId, EntryId)>,
    present: BTreeSet<(JudgeId, EntryId)>,
    repair: bool,
}

impl Inputs {
    /// What a proposal, or a repair, is made from.
    pub fn of(basis: Basis, repair: bool) -> Self {
        let (pinned, begun, present) = (basis.pinned.clone(), basis.begun.clone(), basis.present.clone());
        Self { basis, pinned, begun, present, repair }
    }

    /// Proposes. The seed is the first of the digits that were committed to.
    ///
    /// # Errors
    /// [`ProposeError`].
    pub fn propose(&self, seed: &str) -> Result<Proposal, ProposeError> {
        let digits = seed.get(..16).unwrap_or(seed);
        let seed = u64::from_str_radix(digits, 16).map_err(ProposeError::Seed)?;
        let (pinned, begun, present) = (self.pinned.clone(), self.begun.clone(), self.present.clone());
        let basis = Basis { pinned, begun, present, ..self.basis.clone() };
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
        let known = |pair: &(JudgeId, EntryId)| proposal.repair && proposal.moved.contains(pair);
        let kept = self.kept(false).all(|pin| pairs.contains(&pin) || !self.pinned.contains(&pin) && known(&pin));
        Ok(self.fingerprint()? == proposal.basis && kept)
    }

    fn barred(&self, pair: &(JudgeId, EntryId)) -> bool {
        self.hard.contains(pair) || self.forbidden.contains(pair)
    }

    /// What must stay, among the entries and judges that can be chosen: what has begun too, but for a repair.
    fn kept(&self, repair: bool) -> impl Iterator<Item = (JudgeId, EntryId)> {
        let judges: BTreeSet<JudgeId> = self.judges.iter().map(|judge| judge.id).collect();
        let entries: BTreeSet<EntryId> = self.entries.iter().map(|entry| entry.id).collect();
        let free = |pair: &(JudgeId, EntryId)| !self.barred(pair);
        let begun = self.begun.iter().filter(|_| !repair);
        let kept: BTreeSet<_> = self.pinned.iter().chain(begun).copied().filter(free).collect();
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

    /// Proposes the least change that gives every entry as many of its reviews as can be: what is now goes only where
    /// something comes of it. Loads are bounded by the judges' own limits only, since equal shares of fewer judges, or of
    /// more, would move entries for nothing. Not connected by exchanges either, for the same reason.
    ///
    /// # Errors
    /// [`ProposeError`].
    pub fn propose_repair(&self, seed: u64) -> Result<Proposal, ProposeError> {
        let options = Options { connect: false, ..Options::new(Seed::from(seed)) };
        self.best(Bounds::Repair, None, &options, seed)
    }

    /// `spared`: pairs in which a judge would be shown what they asked not to be are left out, but for those that are.
    fn problem(&self, bounds: Bounds, spared: bool) -> Result<Problem, ProblemError> {
        let repair = bounds == Bounds::Repair;
        let pins: BTreeSet<(JudgeId, EntryId)> = self.kept(repair).collect();
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
        let reviews: u32 = needs.iter().map(|need| need.reviews).sum();
        let limits: Vec<Option<u32>> = self.judges.iter().map(|judge| self.limit(judge, reviews, repair)).collect();
        let judges: Vec<JudgeLimits> = self
            .judges
            .iter()
            .zip(load_bounds(reviews, &limits))
            .zip(&limits)
            .map(|((judge, share), limit)| {
                let own = limit.unwrap_or(many(self.entries.len()));
                let (least, most) = match bounds {
                    Bounds::Even => (share.min, share.max),
                    Bounds::Own => (share.min, own),
                    Bounds::Repair => (0, own),
                };
                let max_load = most.max(pins_of(&|pin| pin.0 == judge.id));
                JudgeLimits { key: judge.key.clone(), min_load: least.min(max_load), max_load }
            })
            .collect();
        let rows = self.entries.iter().flat_map(|entry| {
            let pins = &pins;
            self.judges.iter().filter_map(move |judge| {
                let pair = (judge.id, entry.id);
                let (pinned, begun) = (pins.contains(&pair), self.begun.contains(&pair));
                let against_comfort = self.comfort.contains(&pair);
                let left_out = self.barred(&pair) || spared && against_comfort && !pinned && !begun;
                let progress = if begun { Progress::Opened } else { Progress::Unopened };
                (!left_out).then(|| PairRow {
                    entry: &entry.key,
                    judge: &judge.key,
                    terms: PairTerms {
                        soft_conflict: self.soft.contains(&pair),
                        language_mismatch: !share_language(&judge.languages, &entry.languages),
                        device_mismatch: !runs_on(&judge.devices, &entry.platforms),
                        against_comfort,
                        affinity: 0,
                        pinned,
                        // A proposal from the start owes nothing to what is now, but what has begun.
                        present: (repair && self.present.contains(&pair)).then_some(progress),
                    },
                })
            })
        });
        Problem::new(needs, judges, rows)
    }

    /// The most a judge takes: by their own limit, and by the days on which they are there. What they have begun stays
    /// theirs, and a repair takes nothing from them while they are there on any day.
    fn limit(&self, judge: &BasisJudge, reviews: u32, repair: bool) -> Option<u32> {
        let Some(days) = judge.days else { return judge.max_load };
        let share = reviews.div_ceil(many(self.judges.len()).max(1));
        let of = |pairs: &BTreeSet<(JudgeId, EntryId)>| many(pairs.iter().filter(|pair| pair.0 == judge.id).count());
        let begun = of(&self.pinned.union(&self.begun).copied().collect());
        let stays = if repair && days.available > 0 { begun.max(of(&self.present)) } else { begun };
        let within = load_within(share, days, stays);
        Some(judge.max_load.map_or(within, |own| own.min(within)))
    }

    /// Judges and entries of a solution, by their ids.
    fn pairs_of(&self, problem: &Problem, solution: &Solution) -> BTreeSet<(JudgeId, EntryId)> {
        let ids = |&(entry, judge): &(usize, usize)| Some((self.judge(problem, judge)?, self.entry(problem, entry)?));
        solution.pairs.iter().filter_map(ids).collect()
    }

    fn proposal(
        &self,
        problem: &Problem,
        solution: &Solution,
        repair: bool,
        seed: u64,
    ) -> Result<Proposal, ProposeError> {
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
                comfort: terms.against_comfort,
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
        let now = self.pairs_of(problem, solution);
        let among: BTreeSet<_> = self.kept(false).collect();
        let moved = self.begun.iter().filter(|pair| repair && among.contains(pair) && !now.contains(pair));
        Ok(Proposal {
            reviews_per_entry: self.reviews_per_entry,
            seed,
            pairs: pairs.collect(),
            short: short.collect(),
            language_mismatches: solution.language_mismatches,
            device_mismatches: solution.device_mismatches,
            same_organisation: self.same_organisation(problem, solution),
            against_comfort: solution.against_comfort,
            without_expert: self.without_expert(&now),
            moved: moved.copied().collect(),
            soft_conflicts: solution.soft_conflicts,
            components: many(solution.components),
            conflicts_avoided: many(self.hard.len()),
            basis: self.fingerprint()?,
            repair,
            bottlenecks,
            remedies,
        })
    }

    /// Why reviews find no judge, and what would help, within the judges' own limits. Nothing where none is missing.
    fn what_is_short(&self, solution: &Solution) -> Result<(Vec<Cut>, Vec<Help>), ProposeError> {
        if solution.missing.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let problem = self.problem(Bounds::Own, false)?;
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

//! What would help where reviews or quotas go short: small changes, each tried.

use serde::{Deserialize, Serialize};

use super::bottleneck::bottlenecks;
use super::error::SolveError;
use super::levels::Levels;
use super::network;
use super::problem::Problem;
use super::solution::Solution;

/// A small change of the problem. Positions are those of the problem.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// This judge takes one entry more.
    HigherLimit {
        /// The judge.
        judge: usize,
    },
    /// This pair is no longer pinned.
    Unpin {
        /// The entry.
        entry: usize,
        /// The judge.
        judge: usize,
    },
    /// One more judge who may review these entries, and takes as many as the judge of the highest limit.
    AnotherJudge {
        /// The entries.
        entries: Vec<usize>,
        /// The group that the judge belongs to, if it has to be one.
        group: Option<usize>,
    },
    /// Each of these entries needs one review less.
    FewerReviews {
        /// The entries.
        entries: Vec<usize>,
    },
}

/// A remedy that was tried: the problem was solved again with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// What was changed.
    pub remedy: Remedy,
    /// How much is short with it.
    pub left: Short,
}

/// How much is short at least, whatever the other goals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Short {
    /// Reviews without a judge.
    pub reviews: u64,
    /// Judges of some group that entries lack.
    pub quotas: u64,
}

/// How many changes of one kind are tried for one bottleneck: a list for people, not a search.
const TRIED: usize = 8;

/// How many remedies are handed back.
const MOST: usize = 12;

/// The remedies that help, best first: those that leave least short, and among these the kinds in the order of
/// [`Remedy`]. None when nothing is short.
///
/// # Errors
/// When the network is refused: see [`SolveError`].
pub fn remedies(problem: &Problem) -> Result<Vec<Tried>, SolveError> {
    let now = coverage(problem)?;
    if short(&now) == Short::default() {
        return Ok(Vec::new());
    }
    let mut helpful = Vec::new();
    for remedy in candidates(problem, &now)? {
        let left = short(&coverage(&problem.with_remedy(&remedy))?);
        if left < short(&now) {
            helpful.push(Tried { remedy, left });
        }
    }
    helpful.sort_by(|one, other| (one.left, &one.remedy).cmp(&(other.left, &other.remedy)));
    helpful.truncate(MOST);
    Ok(helpful)
}

fn short(solution: &Solution) -> Short {
    Short { reviews: solution.missing_reviews(), quotas: solution.reviews_below_quota() }
}

/// An assignment with the fewest missing reviews and then the fewest unfilled quotas, with no other goal.
fn coverage(problem: &Problem) -> Result<Solution, SolveError> {
    let pairs = problem.pairs().as_slice();
    let amounts = network::build(problem, &Levels::coverage(problem), &vec![0; pairs.len()]).solve()?;
    let chosen = pairs.iter().zip(amounts).filter(|&(_, amount)| amount > 0);
    Ok(Solution::of(problem, chosen.map(|(pair, _)| *pair)))
}

fn candidates(problem: &Problem, now: &Solution) -> Result<Vec<Remedy>, SolveError> {
    let mut found = Vec::new();
    for cut in bottlenecks(problem)? {
        found.extend(cut.judges.iter().take(TRIED).map(|&judge| Remedy::HigherLimit { judge }));
        let lacking = now.missing.iter().map(|short| short.0).filter(|entry| cut.entries.contains(entry)).collect();
        found.push(Remedy::FewerReviews { entries: lacking });
        let pinned = problem.pairs().as_slice().iter().filter(|pair| pair.terms.pinned);
        let concerned = pinned.filter(|pair| cut.entries.contains(&pair.entry) || cut.judges.contains(&pair.judge));
        found.extend(concerned.take(TRIED).map(|pair| Remedy::Unpin { entry: pair.entry, judge: pair.judge }));
        found.push(Remedy::AnotherJudge { entries: cut.entries, group: None });
    }
    for group in 0..problem.quotas().groups().len() {
        let unfilled = now.below_quota.iter().filter(|below| below.group == group);
        let entries: Vec<usize> = unfilled.map(|below| below.entry).collect();
        if !entries.is_empty() {
            let members = problem.quotas().groups()[group].judges.iter();
            let full = members.copied().filter(|&judge| now.is_at_limit(problem, judge));
            found.extend(full.take(TRIED).map(|judge| Remedy::HigherLimit { judge }));
            found.push(Remedy::AnotherJudge { entries, group: Some(group) });
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

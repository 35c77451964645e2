//! Which judge reviews which entry: an exact optimum, the same for everyone who runs it with the same seed.
//!
//! This module is pure: no clock, no database, no randomness but the seed it is given. It takes a [`Problem`] (what
//! each entry needs, what each judge can carry, which pairs are allowed and on what terms) and hands back a
//! [`Solution`], with a [`Reason`] for each pair and a [`Shortage`] for each entry that could not be served.
//!
//! How: one minimum-cost flow `entry -> judge -> sink` ([`flow`]). Its costs carry the wishes in strict order of
//! importance, so that no amount of a lesser wish ever outweighs a single unit of a greater one:
//!
//! 1. fewest missing reviews
//! 2. fewest reviews short of the judges' minimum loads (maximum loads are never exceeded)
//! 3. fewest soft conflicts
//! 4. fewest language mismatches
//! 5. most even loads (may stand below affinity, or be left out: [`Balance`])
//! 6. most affinity
//! 7. the seed, among answers that are equal in everything above
//!
//! Why a flow and not a heuristic: it is exact, so "could this have been better?" has the answer no, and it runs in
//! well under a second for hundreds of entries and judges.
#![forbid(unsafe_code)]

mod bounds;
mod components;
mod error;
pub mod flow;
mod levels;
mod network;
mod options;
mod pairs;
mod perturbation;
mod problem;
mod reason;
mod shortage;
mod solution;
mod solve;
#[cfg(test)]
mod tests;

pub use error::{ProblemError, SolveError};
pub use options::{Balance, Options};
pub use pairs::{Pair, PairTerms, Pairs};
pub use perturbation::Seed;
pub use problem::{EntryNeed, JudgeLimits, PairRow, Problem};
pub use reason::{Reason, reasons};
pub use shortage::{Shortage, shortages};
pub use solution::Solution;
pub use solve::solve;

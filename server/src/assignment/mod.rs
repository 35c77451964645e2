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
//! 2. fewest judges short of what quotas ask for ([`QuotaRow`]; their maximums are never exceeded)
//! 3. fewest present pairs taken away whose review has begun
//! 4. fewest pairs in which the entry has what the judge asked not to be shown
//! 5. fewest other present pairs taken away ([`Progress`]): a repair is the same problem with the present pairs marked
//! 6. fewest reviews short of the judges' minimum loads (maximum loads are never exceeded)
//! 7. fewest soft conflicts
//! 8. fewest language mismatches, then
//! 9. fewest device mismatches
//! 10. fewest judges short of what quotas wish for, where they are wishes ([`Problem::with_wishes`]) and not in place 2
//! 11. most even loads (may stand below affinity, or be left out: [`Balance`])
//! 12. most affinity
//! 13. the seed, among answers that are equal in everything above
//!
//! Then, if asked for ([`Options::connect`]), parts that share no judge are connected by exchanges at the least cost.
//! Where reviews go short, [`bottlenecks`] says who shares too few judges and [`remedies`] what would help.
//!
//! Why a flow and not a heuristic: it is exact, so "could this have been better?" has the answer no, and it runs in
//! well under a second for hundreds of entries and judges.
#![forbid(unsafe_code)]

mod bottleneck;
mod bounds;
mod change;
mod components;
mod connect;
mod error;
pub mod flow;
mod forest;
mod goals;
mod levels;
mod network;
mod options;
mod pairs;
mod perturbation;
mod problem;
mod quotas;
mod reason;
mod remedy;
mod shortage;
mod solution;
mod solve;
#[cfg(test)]
mod tests;

pub use bottleneck::{Bottleneck, bottlenecks};
pub use change::{Change, Removed};
pub use connect::{Connection, Exchange};
pub use error::{ProblemError, SolveError};
pub use goals::Goals;
pub use options::{Balance, Options};
pub use pairs::{Pair, PairTerms, Pairs, Progress};
pub use perturbation::Seed;
pub use problem::{BarredRow, EntryNeed, JudgeLimits, PairRow, Problem};
pub use quotas::{Group, GroupRow, Quota, QuotaRow, Quotas};
pub use reason::{NextBest, Reason, reasons};
pub use remedy::{Remedy, Short, Tried, remedies};
pub use shortage::{Shortage, shortages};
pub use solution::{BelowQuota, Solution};
pub use solve::solve;

//! From the problem to the best solution.

use super::error::SolveError;
use super::levels::Levels;
use super::options::Options;
use super::problem::Problem;
use super::solution::Solution;
use super::{network, perturbation};

/// Finds the best assignment: exact, and the same for the same problem and options on every machine.
///
/// # Errors
/// Only when the problem is too large for exact arithmetic. Reviews that find no judge are part of the solution.
pub fn solve(problem: &Problem, options: &Options) -> Result<Solution, SolveError> {
    let levels = Levels::of(problem, options.balance)?;
    let pairs = problem.pairs().as_slice();
    let perturbation = perturbation::draw(options.seed, pairs.len(), levels.perturbation_bits);
    let amounts = network::build(problem, &levels, &perturbation).solve()?;
    let chosen = pairs.iter().zip(amounts).filter(|&(_, amount)| amount > 0);
    Ok(Solution::of(problem, chosen.map(|(pair, _)| *pair)))
}

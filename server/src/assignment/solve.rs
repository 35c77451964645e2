//! From the problem to the best solution.

use super::connect::connect;
use super::error::SolveError;
use super::levels::Levels;
use super::options::Options;
use super::problem::Problem;
use super::solution::Solution;
use super::{network, perturbation};

/// Finds the best assignment: exact, and the same for the same problem and options on every machine. With
/// [`Options::connect`] it is connected afterwards, as far as that can be; what that costs is in the solution.
///
/// # Errors
/// Only when the problem is too large for exact arithmetic. Reviews that find no judge are part of the solution.
pub fn solve(problem: &Problem, options: &Options) -> Result<Solution, SolveError> {
    let levels = Levels::of(problem, options.balance)?;
    let pairs = problem.pairs().as_slice();
    let perturbation = perturbation::draw(options.seed, pairs.len(), levels.perturbation_bits);
    let amounts = network::build(problem, &levels, &perturbation).solve()?;
    let mut chosen: Vec<usize> = (0..pairs.len()).filter(|&pair| amounts[pair] > 0).collect();
    let solution = |chosen: &[usize]| Solution::of(problem, chosen.iter().map(|&pair| pairs[pair]));
    let best = solution(&chosen);
    if !options.connect || best.components < 2 {
        return Ok(best);
    }
    let exchanges = connect(problem, &mut chosen, &perturbation);
    let mut connected = solution(&chosen);
    connected.connection.before = best.components;
    connected.connection.exchanges = exchanges;
    Ok(connected)
}

//! The problem as a flow network.
//!
//! A unit of flow is one review. It starts at its entry and goes to the sink either through a judge, over an arc of
//! capacity one per allowed pair, or over the entry's overflow arc, which stands for a missing review. So there always
//! is a feasible flow, and a panel that is too small is reported instead of refused. The judges of a quota are reached
//! through a node of their group.

use super::flow::{Arc, Network};
use super::levels::Levels;
use super::problem::Problem;

/// Where the nodes of each kind begin: entries, then groups within entries, then judges, then the sink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Places {
    pub branches: usize,
    pub judges: usize,
    pub sink: usize,
}

impl Places {
    pub(super) fn of(problem: &Problem) -> Self {
        let branches = problem.entries().len();
        let judges = branches + problem.forest().branches.len();
        Self { branches, judges, sink: judges + problem.judges().len() }
    }
}

/// The most that each judge could get: limited by the maximum load and by the entries in need the judge may review.
pub(super) fn useful_load(problem: &Problem) -> Vec<u32> {
    let mut loads = vec![0; problem.judges().len()];
    for pair in problem.pairs().as_slice() {
        loads[pair.judge] += u32::from(problem.entries()[pair.entry].reviews > 0);
    }
    for (load, judge) in loads.iter_mut().zip(problem.judges()) {
        *load = judge.max_load.min(*load);
    }
    loads
}

/// Builds the network. Its first arcs are the allowed pairs, in their order.
pub(super) fn build(problem: &Problem, levels: &Levels, perturbation: &[u32]) -> Network {
    let entries = problem.entries();
    let forest = problem.forest();
    let places = Places::of(problem);
    let mut supplies: Vec<i64> = entries.iter().map(|entry| i64::from(entry.reviews)).collect();
    let reviews: i64 = supplies.iter().sum();
    supplies.resize(places.sink, 0);
    supplies.push(-reviews);
    let mut network = Network::new(supplies);
    for (position, (pair, &perturbation)) in problem.pairs().as_slice().iter().zip(perturbation).enumerate() {
        let branch = forest.of_pair(position);
        let minimums = branch.map_or(0, |branch| forest.branches[branch].minimums);
        network.add_arc(Arc {
            from: branch.map_or(pair.entry, |branch| places.branches + branch),
            to: places.judges + pair.judge,
            lower: u32::from(pair.terms.fixed()),
            upper: 1,
            cost: levels.pair_cost(pair, minimums, perturbation),
        });
    }
    for (from, entry) in entries.iter().enumerate() {
        let cost = levels.missing;
        network.add_arc(Arc { from, to: places.sink, lower: 0, upper: entry.reviews, cost });
    }
    add_branches(&mut network, problem, levels, places);
    for ((judge, limits), load) in problem.judges().iter().enumerate().zip(useful_load(problem)) {
        add_load(&mut network, places.judges + judge, places.sink, limits.min_load, load, levels);
    }
    network
}

/// The arcs into each group. Reviews above the minimum cost as much as reviews outside: only those that fill it are
/// free.
fn add_branches(network: &mut Network, problem: &Problem, levels: &Levels, places: Places) {
    let forest = problem.forest();
    for (position, (branch, &entry)) in forest.branches.iter().zip(&forest.entry).enumerate() {
        let from = branch.parent.map_or(entry, |parent| places.branches + parent);
        let to = places.branches + position;
        let filled = branch.at_least.min(branch.at_most);
        let cost = if branch.at_least > 0 { levels.below_quota } else { 0 };
        network.add_arc(Arc { from, to, lower: 0, upper: filled, cost: 0 });
        network.add_arc(Arc { from, to, lower: 0, upper: branch.at_most - filled, cost });
    }
}

/// The arcs from a judge to the sink: what the judge's load costs.
///
/// The minimum load is a cost on what lies *above* it. With the number of missing reviews settled by the greatest goal,
/// the loads have a fixed total, so the reviews above the minimum loads and those short of them differ by a constant:
/// the fewest of the one are the fewest of the other, and no cost is negative.
///
/// An even load is the least sum of squares. A convex cost is a bundle of arcs of capacity one with rising costs
/// (Ahuja, Magnanti and Orlin, Network Flows, section 14.3), here 1, 3, 5, ..., whose sums are the squares.
fn add_load(network: &mut Network, from: usize, to: usize, minimum: u32, load: u32, levels: &Levels) {
    let above = |unit: u32| {
        if unit > minimum { levels.below_minimum } else { 0 }
    };
    if levels.balance == 0 {
        let below = minimum.min(load);
        network.add_arc(Arc { from, to, lower: 0, upper: below, cost: 0 });
        network.add_arc(Arc { from, to, lower: 0, upper: load - below, cost: levels.below_minimum });
        return;
    }
    for unit in 1..=load {
        let cost = above(unit) + levels.balance * (2 * i128::from(unit) - 1);
        network.add_arc(Arc { from, to, lower: 0, upper: 1, cost });
    }
}

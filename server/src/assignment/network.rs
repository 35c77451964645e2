//! The problem as a flow network.
//!
//! A unit of flow is one review. It starts at its entry and goes to the sink either through a judge, over an arc of
//! capacity one per allowed pair, or over the entry's overflow arc, which stands for a missing review. So there always
//! is a feasible flow, and a panel that is too small is reported instead of refused.

use super::flow::{Arc, Network};
use super::levels::Levels;
use super::problem::Problem;

/// Entries, then judges, then the sink.
pub(super) fn node_count(problem: &Problem) -> usize {
    problem.entries().len() + problem.judges().len() + 1
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
    let sink = node_count(problem) - 1;
    let mut supplies: Vec<i64> = entries.iter().map(|entry| i64::from(entry.reviews)).collect();
    let reviews: i64 = supplies.iter().sum();
    supplies.resize(sink, 0);
    supplies.push(-reviews);
    let mut network = Network::new(supplies);
    for (pair, &perturbation) in problem.pairs().as_slice().iter().zip(perturbation) {
        network.add_arc(Arc {
            from: pair.entry,
            to: entries.len() + pair.judge,
            lower: u32::from(pair.terms.pinned),
            upper: 1,
            cost: levels.pair_cost(pair, perturbation),
        });
    }
    for (from, entry) in entries.iter().enumerate() {
        let cost = levels.missing;
        network.add_arc(Arc { from, to: sink, lower: 0, upper: entry.reviews, cost });
    }
    for ((judge, limits), load) in problem.judges().iter().enumerate().zip(useful_load(problem)) {
        add_load(&mut network, entries.len() + judge, sink, limits.min_load, load, levels);
    }
    network
}

/// The arcs from a judge to the sink: what the judge's load costs.
///
/// The minimum load is a cost on what lies *above* it. With the number of missing reviews settled by the greater goal,
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

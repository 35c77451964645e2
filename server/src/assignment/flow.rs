//! Minimum-cost flow, exact, with lower bounds on arcs.
//!
//! Source: Ahuja, Magnanti and Orlin, Network Flows (1993). The algorithm is that of successive shortest paths
//! (section 9.7): start from flows that are optimal but do not yet carry all supply; again and again take a node with
//! excess, find the cheapest path of the residual network to a node in deficit, and send along it what fits. Each step
//! keeps the flow optimal for what it carries, so the last one is optimal for all.
//!
//! Two transformations (section 2.4) bring a network into the form that the algorithm starts from:
//!
//! * A lower bound `l` on an arc is met at once: `l` units move from its tail to its head, and its capacity shrinks by
//!   as much.
//! * An arc of negative cost is filled at once, which leaves only its reversal, of positive cost. So no cost of the
//!   residual network is negative at the start, cycles of negative cost need no special care, and Dijkstra's algorithm
//!   serves throughout; that of Bellman and Ford is not needed.

mod residual;
mod search;

use thiserror::Error;

use residual::Residual;
use search::Search;

/// An arc, with the bounds of its flow and the cost of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// The node it leaves.
    pub from: usize,
    /// The node it enters.
    pub to: usize,
    /// The least flow.
    pub lower: u32,
    /// The most flow.
    pub upper: u32,
    /// What one unit costs; may be negative.
    pub cost: i128,
}

/// Nodes with their supplies, and arcs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    supplies: Vec<i64>,
    arcs: Vec<Arc>,
}

/// Why a network has no flow.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FlowError {
    /// An arc names a node that does not exist.
    #[error("arc {arc} of the network names an unknown node")]
    UnknownNode {
        /// Position of the arc.
        arc: usize,
    },
    /// An arc's lower bound is above its upper bound.
    #[error("arc {arc} of the network has a lower bound above its upper bound")]
    LowerAboveUpper {
        /// Position of the arc.
        arc: usize,
    },
    /// The supplies and demands of the nodes do not add up to nothing.
    #[error("the supplies of the network do not balance")]
    Unbalanced,
    /// There are too many nodes or arcs, or a cost is too large for exact arithmetic.
    #[error("the network is too large for exact arithmetic")]
    TooLarge,
    /// No flow meets all supplies and bounds.
    #[error("no flow meets all supplies and bounds of the network")]
    Infeasible {
        /// A set of nodes that holds more supply than can leave it.
        cut: Vec<usize>,
    },
}

impl Network {
    /// A network without arcs. A node's supply is what it sends out beyond what it receives; a demand is negative.
    #[must_use]
    pub fn new(supplies: Vec<i64>) -> Self {
        Self { supplies, arcs: Vec::new() }
    }

    /// Adds an arc. The answer of [`Network::solve`] speaks of arcs in the order in which they were added.
    pub fn add_arc(&mut self, arc: Arc) {
        self.arcs.push(arc);
    }

    /// The largest size of a cost in a network of so many nodes.
    ///
    /// With `n` nodes and costs up to `C`, a path without a cycle costs at most `n C` either way. Potentials stay
    /// within `2 n C` (see `search`), so a distance in reduced costs is at most `5 n C`; eight leaves room.
    #[must_use]
    pub fn largest_cost(nodes: usize) -> i128 {
        i128::MAX / 8 / i128::try_from(nodes).map_or(i128::MAX, |nodes| nodes.max(1))
    }

    /// The flow of least cost: the units on each arc.
    ///
    /// # Errors
    /// When the network is not well formed, too large, or has no flow: see [`FlowError`].
    pub fn solve(&self) -> Result<Vec<u32>, FlowError> {
        self.check()?;
        let mut residual = Residual::of(&self.supplies, &self.arcs).ok_or(FlowError::TooLarge)?;
        let mut search = Search::new(self.supplies.len());
        for source in 0..self.supplies.len() {
            while residual.imbalance[source] > 0 {
                let Some(target) = search.cheapest_path(&residual, source) else {
                    return Err(FlowError::Infeasible { cut: search.reached() });
                };
                residual.send(source, target, search.path());
            }
        }
        Ok(residual.flow_on(&self.arcs))
    }

    /// The nodes that more flow from `start` could reach without passing `barrier`, given the amounts of a flow; sorted.
    #[must_use]
    pub fn reachable(&self, amounts: &[u32], start: usize, barrier: usize) -> Vec<usize> {
        let mut next = vec![Vec::new(); self.supplies.len()];
        for (arc, &amount) in self.arcs.iter().zip(amounts) {
            if amount < arc.upper {
                next[arc.from].push(arc.to);
            }
            if amount > arc.lower {
                next[arc.to].push(arc.from);
            }
        }
        let mut reached = vec![false; next.len()];
        reached[barrier] = true;
        let mut waiting = vec![start];
        while let Some(node) = waiting.pop() {
            if !std::mem::replace(&mut reached[node], true) {
                waiting.extend(next[node].iter().copied().filter(|&node| !reached[node]));
            }
        }
        (0..reached.len()).filter(|&node| reached[node] && node != barrier).collect()
    }

    fn check(&self) -> Result<(), FlowError> {
        let nodes = self.supplies.len();
        let largest = Self::largest_cost(nodes).unsigned_abs();
        for (position, arc) in self.arcs.iter().enumerate() {
            if arc.from >= nodes || arc.to >= nodes {
                return Err(FlowError::UnknownNode { arc: position });
            }
            if arc.lower > arc.upper {
                return Err(FlowError::LowerAboveUpper { arc: position });
            }
            if arc.cost.unsigned_abs() > largest {
                return Err(FlowError::TooLarge);
            }
        }
        let total: i128 = self.supplies.iter().map(|&supply| i128::from(supply)).sum();
        if total == 0 { Ok(()) } else { Err(FlowError::Unbalanced) }
    }
}

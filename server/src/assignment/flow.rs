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

mod blocking;
mod cost;
mod residual;
mod search;

use std::cmp::Ordering;
use std::collections::BTreeSet;

use thiserror::Error;

use blocking::Blocking;
use cost::Cost;
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
    longest_path: Option<i128>,
    ties: bool,
}

/// How far the lengths of paths stay below the largest number.
pub(super) const HEADROOM: i128 = 16;

/// A flow of least cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// The units on each arc.
    pub amounts: Vec<u32>,
    /// A price for each node that proves it: no direction with room left has a negative reduced cost.
    potentials: Vec<i128>,
}

/// The directions of a residual network that have room, without their costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    next: Vec<Vec<usize>>,
}

impl Reach {
    /// The nodes that more flow from a node could reach, itself included.
    #[must_use]
    pub fn from(&self, start: usize) -> BTreeSet<usize> {
        let mut reached = BTreeSet::from([start]);
        let mut waiting = vec![start];
        while let Some(node) = waiting.pop() {
            waiting.extend(self.next[node].iter().copied().filter(|&next| reached.insert(next)));
        }
        reached
    }
}

/// Where on an arc the flows of least cost lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// At the lower bound.
    Lower,
    /// Anywhere between.
    Free,
    /// At the upper bound.
    Upper,
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
        Self { supplies, arcs: Vec::new(), longest_path: None, ties: false }
    }

    /// Adds an arc. The answer of [`Network::solve`] speaks of arcs in the order in which they were added.
    pub fn add_arc(&mut self, arc: Arc) {
        self.arcs.push(arc);
    }

    /// Says how much a simple path of the residual network costs at most, either way. Without it the sum of the largest
    /// costs is assumed, and larger numbers may be used than needed.
    #[must_use]
    pub fn with_longest_path(mut self, cost: i128) -> Self {
        self.longest_path = Some(cost);
        self
    }

    /// Says that costs have few different sizes, so that many paths are equally short. That changes how the flow is
    /// found, not what it costs.
    #[must_use]
    pub fn with_ties(mut self) -> Self {
        self.ties = true;
        self
    }

    /// The largest length of paths that a solution can be found for. A label is the difference of two paths and two
    /// potentials, each of which is within a few path lengths of zero; sixteen leaves room.
    #[must_use]
    pub fn longest_path() -> i128 {
        i128::MAX / HEADROOM
    }

    /// The flow of least cost.
    ///
    /// # Errors
    /// When the network is not well formed, too large, or has no flow: see [`FlowError`].
    pub fn solve(&self) -> Result<Flow, FlowError> {
        let longest = self.check()?;
        if longest <= i128::from(i64::MAX) / HEADROOM { self.solve_with::<i64>() } else { self.solve_with::<i128>() }
    }

    fn solve_with<C: Cost>(&self) -> Result<Flow, FlowError> {
        let nodes = self.supplies.len();
        let mut residual = Residual::<C>::of(&self.supplies, &self.arcs).ok_or(FlowError::TooLarge)?;
        let mut search = Search::new(nodes);
        if self.ties && !Blocking::new(nodes).send_all(&mut residual, &mut search) {
            return Err(FlowError::Infeasible { cut: search.reached() });
        }
        for source in 0..nodes {
            while residual.imbalance[source] > 0 {
                let Some(target) = search.cheapest_path(&residual, &[source]) else {
                    return Err(FlowError::Infeasible { cut: search.reached() });
                };
                residual.send(source, target, search.path());
            }
        }
        let potentials = search.potentials().iter().map(|potential| potential.wide()).collect();
        Ok(Flow { amounts: residual.flow_on(&self.arcs), potentials })
    }

    /// What every flow of the same cost has in common, for each arc (complementary slackness; Ahuja, Magnanti and
    /// Orlin, theorem 9.4): an arc of positive reduced cost is never used beyond its lower bound, one of negative
    /// reduced cost always in full.
    #[must_use]
    pub fn faces(&self, flow: &Flow) -> Vec<Face> {
        let face = |arc: &Arc| {
            let reduced = arc.cost + flow.potentials[arc.from] - flow.potentials[arc.to];
            match reduced.cmp(&0) {
                Ordering::Greater => Face::Lower,
                Ordering::Equal => Face::Free,
                Ordering::Less => Face::Upper,
            }
        };
        self.arcs.iter().map(face).collect()
    }

    /// Leaves only the flows of a face: those that were best for other costs on the same arcs.
    pub fn restrict(&mut self, faces: &[Face]) {
        for (arc, face) in self.arcs.iter_mut().zip(faces) {
            match face {
                Face::Lower => arc.upper = arc.lower,
                Face::Free => {}
                Face::Upper => arc.lower = arc.upper,
            }
        }
    }

    /// Where more flow could go, given the amounts of a flow, without passing `barrier`.
    #[must_use]
    pub fn reach(&self, amounts: &[u32], barrier: usize) -> Reach {
        let mut next = vec![Vec::new(); self.supplies.len()];
        for (arc, &amount) in self.arcs.iter().zip(amounts) {
            if amount < arc.upper && arc.to != barrier {
                next[arc.from].push(arc.to);
            }
            if amount > arc.lower && arc.from != barrier {
                next[arc.to].push(arc.from);
            }
        }
        Reach { next }
    }

    /// Checks the network; the answer is how much a simple path costs at most.
    fn check(&self) -> Result<i128, FlowError> {
        let nodes = self.supplies.len();
        let mut largest = 0_i128;
        for (position, arc) in self.arcs.iter().enumerate() {
            if arc.from >= nodes || arc.to >= nodes {
                return Err(FlowError::UnknownNode { arc: position });
            }
            if arc.lower > arc.upper {
                return Err(FlowError::LowerAboveUpper { arc: position });
            }
            largest = largest.max(arc.cost.checked_abs().ok_or(FlowError::TooLarge)?);
        }
        let total: i128 = self.supplies.iter().map(|&supply| i128::from(supply)).sum();
        if total != 0 {
            return Err(FlowError::Unbalanced);
        }
        let any_path = || largest.checked_mul(i128::try_from(nodes).ok()?);
        let longest = self.longest_path.or_else(any_path).ok_or(FlowError::TooLarge)?;
        if longest > Self::longest_path() { Err(FlowError::TooLarge) } else { Ok(longest) }
    }
}

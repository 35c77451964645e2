//! The cheapest path from a node with excess to a node in deficit.
//!
//! Dijkstra's algorithm on reduced costs: a potential per node is kept such that `cost + potential of tail - potential
//! of head` is never negative in the residual network (Ahuja, Magnanti and Orlin, sections 9.3 and 9.7). The search
//! ends as soon as the nearest node in deficit is final. Only the potentials of nodes nearer than it change: each falls
//! by how much nearer it is.
//!
//! The potentials are what makes it fast: they keep a search from wandering through everything that was settled before,
//! which costs ten times as much on a few hundred entries and judges.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::cost::Cost;
use super::residual::{Open, Residual};

/// The potentials, and the working memory of one search after the other.
pub(super) struct Search<C> {
    potential: Vec<C>,
    /// The cost of the best path found to each node, from the source's potential on. Less the node's own potential it
    /// is the distance in reduced costs; kept in this form, comparing two paths needs no potential.
    label: Vec<C>,
    /// By which direction of which arc each node was reached.
    reached_by: Vec<u32>,
    touched: Vec<usize>,
    settled: Vec<usize>,
    /// Nodes at the distance that the search has come to: among many that are equally near, the last one found leads
    /// on at once, as in a search in depth.
    level: Vec<usize>,
    /// By distance, then node, so that equal distances are always taken in the same order.
    queue: BinaryHeap<Reverse<(C, usize)>>,
    path: Vec<u32>,
}

impl<C: Cost> Search<C> {
    /// Ready for a residual network of so many nodes without negative costs: zero potentials will do.
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            potential: vec![C::ZERO; nodes],
            label: vec![C::UNREACHED; nodes],
            reached_by: vec![0; nodes],
            touched: Vec::new(),
            settled: Vec::new(),
            level: Vec::new(),
            queue: BinaryHeap::new(),
            path: Vec::new(),
        }
    }

    /// Finds the node in deficit that is nearest to any of these nodes, and keeps the path to it.
    pub(super) fn cheapest_path(&mut self, residual: &Residual<C>, sources: &[usize]) -> Option<usize> {
        let target = self.nearest_deficit(residual, sources)?;
        let distance = self.label[target] - self.potential[target];
        for &node in &self.settled {
            self.potential[node] = self.label[node] - distance;
        }
        self.path.clear();
        let mut node = target;
        while !sources.contains(&node) {
            let half = self.reached_by[node];
            self.path.push(half);
            node = residual.tail(half);
        }
        Some(target)
    }

    /// The path of the last search: positions of directions, from the target back to the source.
    pub(super) fn path(&self) -> &[u32] {
        &self.path
    }

    /// The potentials so far: no reduced cost of the residual network is negative.
    pub(super) fn potentials(&self) -> &[C] {
        &self.potential
    }

    /// The nodes that the last search reached for good, sorted.
    pub(super) fn reached(&self) -> Vec<usize> {
        let mut reached = self.settled.clone();
        reached.sort_unstable();
        reached
    }

    fn nearest_deficit(&mut self, residual: &Residual<C>, sources: &[usize]) -> Option<usize> {
        self.forget();
        for &source in sources {
            self.touched.push(source);
            self.label[source] = self.potential[source];
            self.level.push(source);
        }
        let mut distance = C::ZERO;
        // No node at this distance or beyond can matter: a node in deficit is known to be that near.
        let mut horizon = C::UNREACHED;
        loop {
            while let Some(node) = self.level.pop() {
                self.settled.push(node);
                if let Some(target) = self.look_from(residual, node, distance, &mut horizon) {
                    return Some(target);
                }
            }
            let Reverse((next, node)) = self.queue.pop()?;
            if next > self.label[node] - self.potential[node] {
                continue;
            }
            if residual.imbalance[node] < 0 {
                return Some(node);
            }
            distance = next;
            self.level.push(node);
        }
    }

    /// Looks at all that a node leads to; hands back a node in deficit that is as near as the node itself.
    fn look_from(&mut self, residual: &Residual<C>, node: usize, distance: C, horizon: &mut C) -> Option<usize> {
        let label = self.label[node];
        for &Open { head, half, cost } in residual.leaving(node) {
            let head = head as usize;
            let through = label + cost;
            if through >= self.label[head] {
                continue;
            }
            let reached = through - self.potential[head];
            if reached >= *horizon {
                continue;
            }
            if self.label[head] == C::UNREACHED {
                self.touched.push(head);
            }
            self.label[head] = through;
            self.reached_by[head] = half;
            if residual.imbalance[head] < 0 {
                *horizon = reached;
                if reached == distance {
                    return Some(head);
                }
            }
            if reached == distance {
                self.level.push(head);
            } else {
                self.queue.push(Reverse((reached, head)));
            }
        }
        None
    }

    /// Clears what the last search left behind.
    fn forget(&mut self) {
        for node in self.touched.drain(..) {
            self.label[node] = C::UNREACHED;
        }
        self.settled.clear();
        self.level.clear();
        self.queue.clear();
    }
}

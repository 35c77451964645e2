//! The cheapest path from a node with excess to a node in deficit.
//!
//! Dijkstra's algorithm on reduced costs: a potential per node is kept such that `cost + potential of tail - potential
//! of head` is never negative in the residual network (Ahuja, Magnanti and Orlin, sections 9.3 and 9.7). The search
//! ends as soon as the nearest node in deficit is final. Only the potentials of nodes nearer than it change: each falls
//! by how much nearer it is.
//!
//! The potentials are what makes it fast: they keep a search from wandering through everything that was settled before,
//! which costs ten times as much on a few hundred entries and judges.
//!
//! Potentials stay within two path lengths of zero: a node in deficit is never nearer than the nearest, so its
//! potential is still zero, and any other potential was last set to the difference of the lengths of two paths, to that
//! node and to the node in deficit.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::residual::{Open, Residual};

const UNREACHED: i128 = i128::MAX;

/// The potentials, and the working memory of one search after the other.
pub(super) struct Search {
    potential: Vec<i128>,
    /// The cost of the best path found to each node, from the source's potential on. Less the node's own potential it
    /// is the distance in reduced costs; kept in this form, comparing two paths needs no potential.
    label: Vec<i128>,
    /// By which direction of which arc each node was reached.
    reached_by: Vec<u32>,
    touched: Vec<usize>,
    settled: Vec<usize>,
    /// By distance, then node, so that equal distances are always taken in the same order.
    queue: BinaryHeap<Reverse<(i128, usize)>>,
    path: Vec<u32>,
}

impl Search {
    /// Ready for a residual network of so many nodes without negative costs: zero potentials will do.
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            potential: vec![0; nodes],
            label: vec![UNREACHED; nodes],
            reached_by: vec![0; nodes],
            touched: Vec::new(),
            settled: Vec::new(),
            queue: BinaryHeap::new(),
            path: Vec::new(),
        }
    }

    /// Finds the nearest node in deficit and keeps the path to it.
    pub(super) fn cheapest_path(&mut self, residual: &Residual, source: usize) -> Option<usize> {
        let target = self.nearest_deficit(residual, source)?;
        // The target's potential is zero, so its label is its distance.
        for &node in &self.settled {
            self.potential[node] = self.label[node] - self.label[target];
        }
        self.path.clear();
        let mut node = target;
        while node != source {
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

    /// The nodes that the last search reached for good, sorted.
    pub(super) fn reached(&self) -> Vec<usize> {
        let mut reached = self.settled.clone();
        reached.sort_unstable();
        reached
    }

    fn nearest_deficit(&mut self, residual: &Residual, source: usize) -> Option<usize> {
        self.forget();
        self.reach(source, self.potential[source]);
        // No node at this distance or beyond can matter: a node in deficit is known to be that near.
        let mut horizon = UNREACHED;
        while let Some(Reverse((distance, node))) = self.queue.pop() {
            let label = self.label[node];
            if distance > label - self.potential[node] {
                continue;
            }
            if residual.imbalance[node] < 0 {
                return Some(node);
            }
            self.settled.push(node);
            for &Open { head, half, cost } in residual.leaving(node) {
                let head = head as usize;
                let through = label + cost;
                if through < self.label[head] && through - self.potential[head] < horizon {
                    self.reach(head, through);
                    self.reached_by[head] = half;
                    if residual.imbalance[head] < 0 {
                        horizon = through - self.potential[head];
                    }
                }
            }
        }
        None
    }

    fn reach(&mut self, node: usize, label: i128) {
        if self.label[node] == UNREACHED {
            self.touched.push(node);
        }
        self.label[node] = label;
        self.queue.push(Reverse((label - self.potential[node], node)));
    }

    /// Clears what the last search left behind.
    fn forget(&mut self) {
        for node in self.touched.drain(..) {
            self.label[node] = UNREACHED;
        }
        self.settled.clear();
        self.queue.clear();
    }
}

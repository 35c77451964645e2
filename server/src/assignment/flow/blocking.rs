//! Many paths for one search, where many are equally short.
//!
//! The primal-dual algorithm (Ahuja, Magnanti and Orlin, section 9.8): one search from all nodes with excess at once
//! gives the distance of the nearest node in deficit; then flow is sent along paths of reduced cost zero as long as a
//! search in depth finds one, where a node that led nowhere is not entered again. Costs of few different sizes have
//! few different distances, so there are few searches.

use super::cost::Cost;
use super::residual::{Open, Residual};
use super::search::Search;

/// The marks and the path of the searches in depth.
pub(super) struct Blocking {
    /// Nodes that are on the path, or led nowhere in this round.
    entered: Vec<bool>,
    /// The directions of the path, and how many of each node's were looked at.
    path: Vec<u32>,
    nodes: Vec<(usize, usize)>,
}

impl Blocking {
    pub(super) fn new(nodes: usize) -> Self {
        Self { entered: vec![false; nodes], path: Vec::new(), nodes: Vec::new() }
    }

    /// Sends all excess; false when some of it cannot leave.
    pub(super) fn send_all<C: Cost>(&mut self, residual: &mut Residual<C>, search: &mut Search<C>) -> bool {
        loop {
            let sources: Vec<usize> =
                (0..residual.imbalance.len()).filter(|&node| residual.imbalance[node] > 0).collect();
            if sources.is_empty() {
                return true;
            }
            if search.cheapest_path(residual, &sources).is_none() {
                return false;
            }
            self.entered.fill(false);
            for &source in &sources {
                while residual.imbalance[source] > 0 && self.send_from(residual, search.potentials(), source) {}
            }
        }
    }

    /// Finds a path of reduced cost zero and sends along it; false when there is none.
    fn send_from<C: Cost>(&mut self, residual: &mut Residual<C>, potentials: &[C], source: usize) -> bool {
        if std::mem::replace(&mut self.entered[source], true) {
            return false;
        }
        self.path.clear();
        self.nodes.clear();
        self.nodes.push((source, 0));
        while let Some((node, looked_at)) = self.nodes.last_mut() {
            let (node, open) = (*node, &residual.leaving(*node)[*looked_at..]);
            let leads = |open: &Open<C>| {
                !self.entered[open.head as usize] && open.cost + potentials[node] == potentials[open.head as usize]
            };
            let Some(offset) = open.iter().position(leads) else {
                self.nodes.pop();
                self.path.pop();
                continue;
            };
            let Open { head, half, .. } = open[offset];
            *looked_at += offset + 1;
            let head = head as usize;
            self.path.push(half);
            if residual.imbalance[head] < 0 {
                residual.send(source, head, &self.path);
                for &(node, _) in &self.nodes {
                    self.entered[node] = false;
                }
                return true;
            }
            self.entered[head] = true;
            self.nodes.push((head, 0));
        }
        false
    }
}

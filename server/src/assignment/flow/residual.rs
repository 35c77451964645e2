//! The residual network: how much more each arc can carry, and how much can be taken back.

use super::Arc;
use super::cost::Cost;

/// One direction of an arc. Every arc has two: onwards what it can still carry, backwards what can be taken back.
#[derive(Debug, Clone, Copy)]
pub(super) struct HalfArc<C> {
    pub head: u32,
    /// Position of the other direction.
    pub twin: u32,
    pub capacity: u32,
    pub cost: C,
}

/// A direction with room, in the list of the node that it leaves. Head and cost are repeated here, so that a search
/// reads one list from front to back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open<C> {
    pub head: u32,
    pub half: u32,
    pub cost: C,
}

/// The residual network of a flow. The directions that leave a node lie side by side in memory.
pub(super) struct Residual<C> {
    pub halves: Vec<HalfArc<C>>,
    /// For each node the leaving directions that have room. Most directions back from a judge have none, so that
    /// searching only these is several times faster than looking at all.
    open: Vec<Vec<Open<C>>>,
    /// Where each direction stands in its node's open list, if it is there.
    place: Vec<u32>,
    /// Position of the onward direction of each arc.
    onward: Vec<u32>,
    /// What each node still has to send out; negative when it still waits for flow.
    pub imbalance: Vec<i64>,
}

impl<C: Cost> Residual<C> {
    /// The residual network with lower bounds met and arcs of negative cost filled; nothing when it is too large.
    pub(super) fn of(supplies: &[i64], arcs: &[Arc]) -> Option<Self> {
        u32::try_from(arcs.len()).ok()?.checked_mul(2)?;
        let mut free = first_positions(supplies.len(), arcs);
        let empty = HalfArc { head: 0, twin: 0, capacity: 0, cost: C::ZERO };
        let mut residual = Self {
            halves: vec![empty; 2 * arcs.len()],
            open: vec![Vec::new(); supplies.len()],
            place: vec![0; 2 * arcs.len()],
            onward: Vec::with_capacity(arcs.len()),
            imbalance: supplies.to_vec(),
        };
        for arc in arcs {
            residual.add(arc, &mut free)?;
        }
        Some(residual)
    }

    /// Puts both directions of an arc at the next free positions of its nodes.
    fn add(&mut self, arc: &Arc, free: &mut [u32]) -> Option<()> {
        let onward = free[arc.from];
        free[arc.from] += 1;
        let backward = free[arc.to];
        free[arc.to] += 1;
        let (tail, head) = (u32::try_from(arc.from).ok()?, u32::try_from(arc.to).ok()?);
        let room = arc.upper - arc.lower;
        let filled = if arc.cost < 0 { room } else { 0 };
        let cost = C::of(arc.cost);
        self.halves[onward as usize] = HalfArc { head, twin: backward, capacity: room - filled, cost };
        self.halves[backward as usize] = HalfArc { head: tail, twin: onward, capacity: filled, cost: -cost };
        if room > filled {
            self.open(onward, arc.from);
        }
        if filled > 0 {
            self.open(backward, arc.to);
        }
        self.onward.push(onward);
        let moved = i64::from(arc.lower) + i64::from(filled);
        self.imbalance[arc.from] = self.imbalance[arc.from].checked_sub(moved)?;
        self.imbalance[arc.to] = self.imbalance[arc.to].checked_add(moved)?;
        Some(())
    }

    /// The directions with room that leave a node.
    pub(super) fn leaving(&self, node: usize) -> &[Open<C>] {
        &self.open[node]
    }

    /// The node that a direction leaves.
    pub(super) fn tail(&self, half: u32) -> usize {
        self.halves[self.halves[half as usize].twin as usize].head as usize
    }

    /// Sends as much as source, target and every direction of the path allow.
    pub(super) fn send(&mut self, source: usize, target: usize, path: &[u32]) {
        let wanted = self.imbalance[source].min(-self.imbalance[target]);
        let room = path.iter().map(|&half| i64::from(self.halves[half as usize].capacity));
        let units = room.fold(wanted, i64::min);
        // A path has at least one direction, so the units are within a capacity.
        let amount = u32::try_from(units).unwrap_or(u32::MAX);
        for &half in path {
            self.shift(half, amount);
        }
        self.imbalance[source] -= units;
        self.imbalance[target] += units;
    }

    /// Moves capacity from a direction to its twin.
    fn shift(&mut self, half: u32, amount: u32) {
        let twin = self.halves[half as usize].twin;
        self.halves[half as usize].capacity -= amount;
        if self.halves[half as usize].capacity == 0 {
            self.close(half);
        }
        if self.halves[twin as usize].capacity == 0 {
            self.open(twin, self.tail(twin));
        }
        self.halves[twin as usize].capacity += amount;
    }

    /// Adds a direction to the open list of the node that it leaves.
    fn open(&mut self, half: u32, tail: usize) {
        // An open list is no longer than the list of all directions, whose positions fit in a u32.
        self.place[half as usize] = u32::try_from(self.open[tail].len()).unwrap_or(u32::MAX);
        let HalfArc { head, cost, .. } = self.halves[half as usize];
        self.open[tail].push(Open { head, half, cost });
    }

    /// Takes a direction out of the open list of the node that it leaves; the last of the list takes its place.
    fn close(&mut self, half: u32) {
        let tail = self.tail(half);
        let place = self.place[half as usize];
        self.open[tail].swap_remove(place as usize);
        if let Some(&moved) = self.open[tail].get(place as usize) {
            self.place[moved.half as usize] = place;
        }
    }

    /// The flow of the original arcs.
    pub(super) fn flow_on(&self, arcs: &[Arc]) -> Vec<u32> {
        let unused = self.onward.iter().map(|&half| self.halves[half as usize].capacity);
        arcs.iter().zip(unused).map(|(arc, unused)| arc.upper - unused).collect()
    }
}

/// Where the directions of each node begin. The arcs are few enough for a u32.
fn first_positions(nodes: usize, arcs: &[Arc]) -> Vec<u32> {
    let mut counts = vec![0; nodes];
    for arc in arcs {
        counts[arc.from] += 1;
        counts[arc.to] += 1;
    }
    let mut next = 0;
    for count in &mut counts {
        next += std::mem::replace(count, next);
    }
    counts
}

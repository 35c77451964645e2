//! Into how many parts an assignment falls, and which pairs hold a part together.

/// Sets of nodes that are joined step by step (Tarjan 1975, with path halving; sizes decide which root stays).
struct Sets {
    parent: Vec<usize>,
    size: Vec<usize>,
}

impl Sets {
    fn new(nodes: usize) -> Self {
        Self { parent: (0..nodes).collect(), size: vec![1; nodes] }
    }

    fn root(&mut self, mut node: usize) -> usize {
        while self.parent[node] != node {
            self.parent[node] = self.parent[self.parent[node]];
            node = self.parent[node];
        }
        node
    }

    /// Joins the sets of two nodes; false when they were one already.
    fn join(&mut self, one: usize, other: usize) -> bool {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return false;
        }
        let (kept, lost) = if self.size[one] < self.size[other] { (other, one) } else { (one, other) };
        self.parent[lost] = kept;
        self.size[kept] += self.size[lost];
        true
    }
}

/// The number of connected parts of the graph of assigned pairs. Entries and judges without a pair are not counted.
pub(super) fn count_components(entries: usize, judges: usize, pairs: &[(usize, usize)]) -> usize {
    let mut sets = Sets::new(entries + judges);
    let mut has_pair = vec![false; entries + judges];
    let mut joins = 0;
    for &(entry, judge) in pairs {
        has_pair[entry] = true;
        has_pair[entries + judge] = true;
        joins += usize::from(sets.join(entry, entries + judge));
    }
    has_pair.into_iter().filter(|&has_pair| has_pair).count() - joins
}

/// The part of each pair, by a number of no meaning of its own.
pub(super) fn parts(entries: usize, judges: usize, pairs: &[(usize, usize)]) -> Vec<usize> {
    let mut sets = Sets::new(entries + judges);
    for &(entry, judge) in pairs {
        sets.join(entry, entries + judge);
    }
    pairs.iter().map(|&(entry, _)| sets.root(entry)).collect()
}

/// Which pairs are bridges: without one of them its part falls in two. Tarjan 1974, with a stack of its own instead of
/// recursion, which a long chain of pairs would exhaust.
pub(super) fn bridges(entries: usize, judges: usize, pairs: &[(usize, usize)]) -> Vec<bool> {
    let mut neighbours = vec![Vec::new(); entries + judges];
    for (pair, &(entry, judge)) in pairs.iter().enumerate() {
        neighbours[entry].push((entries + judge, pair));
        neighbours[entries + judge].push((entry, pair));
    }
    let mut walk = Walk { order: vec![0; neighbours.len()], lowest: vec![0; neighbours.len()], seen: 0 };
    let mut bridges = vec![false; pairs.len()];
    for start in 0..entries {
        if walk.order[start] == 0 {
            walk.from(start, &neighbours, &mut bridges);
        }
    }
    bridges
}

/// A depth-first walk: when each node was met, and the earliest node that it or what lies behind it leads back to.
struct Walk {
    order: Vec<usize>,
    lowest: Vec<usize>,
    seen: usize,
}

impl Walk {
    fn meet(&mut self, node: usize) {
        self.seen += 1;
        self.order[node] = self.seen;
        self.lowest[node] = self.seen;
    }

    fn from(&mut self, start: usize, neighbours: &[Vec<(usize, usize)>], bridges: &mut [bool]) {
        self.meet(start);
        // Node, the pair by which it was met, and how many of its neighbours were looked at.
        let mut stack = vec![(start, usize::MAX, 0)];
        while let Some((node, by, looked_at)) = stack.last_mut() {
            let (node, by) = (*node, *by);
            if let Some(&(next, pair)) = neighbours[node].get(*looked_at) {
                *looked_at += 1;
                if pair == by {
                    continue;
                }
                if self.order[next] == 0 {
                    self.meet(next);
                    stack.push((next, pair, 0));
                } else {
                    self.lowest[node] = self.lowest[node].min(self.order[next]);
                }
                continue;
            }
            stack.pop();
            if let Some(&(before, ..)) = stack.last() {
                self.lowest[before] = self.lowest[before].min(self.lowest[node]);
                bridges[by] = self.lowest[node] > self.order[before];
            }
        }
    }
}

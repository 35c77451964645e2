//! Into how many parts an assignment falls: union-find over entries and judges.

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

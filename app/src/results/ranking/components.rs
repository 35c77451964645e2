//! Which entries can be compared through common judges.

/// Counts the connected parts of the graph in which each pair (entry, judge) is an edge; nodes without an edge are not
/// counted.
pub(super) fn count(entries: usize, judges: usize, pairs: &[(usize, usize)]) -> usize {
    let mut parents: Vec<usize> = (0..entries + judges).collect();
    let mut parts = 0;
    let mut met = vec![false; entries + judges];
    for &(entry, judge) in pairs {
        for node in [entry, entries + judge] {
            if !std::mem::replace(&mut met[node], true) {
                parts += 1;
            }
        }
        let (first, second) = (root(&mut parents, entry), root(&mut parents, entries + judge));
        if first != second {
            parents[first] = second;
            parts -= 1;
        }
    }
    parts
}

/// The node that stands for the part of `node`; shortens the way there for the next one who asks.
fn root(parents: &mut [usize], mut node: usize) -> usize {
    while parents[node] != node {
        parents[node] = parents[parents[node]];
        node = parents[node];
    }
    node
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_parts_that_share_no_judge() {
        assert_eq!(count(3, 3, &[]), 0);
        assert_eq!(count(3, 3, &[(0, 0), (1, 1)]), 2);
        assert_eq!(count(3, 3, &[(0, 0), (1, 1), (1, 0)]), 1);
        assert_eq!(count(3, 3, &[(0, 0), (1, 1), (2, 1), (2, 0)]), 1);
    }
}

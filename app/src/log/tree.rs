//! The Merkle tree of RFC 6962, section 2.1: whoever holds its root can be shown that something is in the log, and that a
//! later log only grew.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The hash of a leaf, whose bytes are these parts one after the other.
pub fn leaf(parts: &[&[u8]]) -> Hash {
    let mut hash = Sha256::new_with_prefix([0]);
    parts.iter().for_each(|part| hash.update(part));
    hash.finalize().into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new_with_prefix([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The largest power of two below the number of leaves, of which there are two or more.
const fn split(leaves: usize) -> usize {
    1 << (usize::BITS - 1 - (leaves - 1).leading_zeros())
}

/// The root over leaves (their hashes).
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest([]).into(),
        [one] => *one,
        more => {
            let (left, right) = more.split_at(split(more.len()));
            node(&root(left), &root(right))
        }
    }
}

/// The path that shows that a leaf is in the tree over these: the siblings from the leaf up. `None` when there is no such
/// leaf.
pub fn inclusion(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    let mut subtree = leaves;
    let mut index = index;
    while subtree.len() > 1 {
        let (left, right) = subtree.split_at(split(subtree.len()));
        let in_left = index < left.len();
        path.push(root(if in_left { right } else { left }));
        (subtree, index) = if in_left { (left, index) } else { (right, index - left.len()) };
    }
    path.reverse();
    Some(path)
}

/// The hashes of every level of a tree, for many paths through the same leaves: a node without a sibling goes up as it is,
/// which gives the tree of the definition.
pub struct Paths(Vec<Vec<Hash>>);

impl Paths {
    /// Those over leaves.
    pub fn new(leaves: &[Hash]) -> Self {
        let mut levels = vec![leaves.to_vec()];
        while let Some(below) = levels.last().filter(|below| below.len() > 1) {
            let above = below.chunks(2).map(|pair| match pair {
                [left, right] => node(left, right),
                alone => alone.first().copied().unwrap_or_default(),
            });
            levels.push(above.collect());
        }
        Self(levels)
    }

    /// As [`inclusion`].
    pub fn inclusion(&self, index: usize) -> Option<Vec<Hash>> {
        self.0.first().filter(|leaves| index < leaves.len())?;
        let sibling = |(level, hashes): (usize, &Vec<Hash>)| hashes.get((index >> level) ^ 1).copied();
        Some(self.0.iter().enumerate().filter_map(sibling).collect())
    }
}

/// The path that shows that the tree over the first `old` of these leaves grew into the tree over all of them. `None` when
/// there are not so many.
pub fn consistency(leaves: &[Hash], old: usize) -> Option<Vec<Hash>> {
    if old > leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    if old == 0 || old == leaves.len() {
        return Some(path);
    }
    let (mut subtree, mut old, mut known) = (leaves, old, true);
    while old < subtree.len() {
        let (left, right) = subtree.split_at(split(subtree.len()));
        if old <= left.len() {
            path.push(root(right));
            subtree = left;
        } else {
            path.push(root(left));
            (subtree, old, known) = (right, old - left.len(), false);
        }
    }
    if !known {
        path.push(root(subtree));
    }
    path.reverse();
    Some(path)
}

/// Whether a path shows that a leaf is at `index` in a tree of `size` leaves with this root (RFC 9162, section 2.1.3.2).
pub fn includes(leaf: &Hash, index: u64, size: u64, path: &[Hash], expected: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            hash = node(sibling, &hash);
            while at % 2 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            hash = node(&hash, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && hash == *expected
}

/// Whether a path shows that a tree of `old` leaves grew into one of `size` leaves (RFC 9162, section 2.1.4.2). Everything grew
/// from the empty tree, which needs no path.
pub fn grew((old, old_root): (u64, &Hash), (size, new_root): (u64, &Hash), path: &[Hash]) -> bool {
    if old > size {
        return false;
    }
    if old == 0 {
        return path.is_empty() && *old_root == root(&[]);
    }
    if old == size {
        return path.is_empty() && old_root == new_root;
    }
    let whole = old.is_power_of_two();
    let mut steps = path.iter();
    let Some(first) = (if whole { Some(old_root) } else { steps.next() }) else { return false };
    let (mut at, mut last) = (old - 1, size - 1);
    while at % 2 == 1 {
        (at, last) = (at >> 1, last >> 1);
    }
    let (mut before, mut now) = (*first, *first);
    for step in steps {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            (before, now) = (node(step, &before), node(step, &now));
            while at % 2 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            now = node(&now, step);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && before == *old_root && now == *new_root
}

#[cfg(test)]
mod tests;

use super::*;
use proptest::prelude::*;

/// The leaves and roots that implementations of Certificate Transparency test themselves with.
const LEAVES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|number| leaf(&[&number.to_be_bytes()])).collect()
}

fn number(count: usize) -> u64 {
    count as u64
}

#[test]
fn the_roots_are_those_of_certificate_transparency() {
    let leaves: Vec<Hash> = LEAVES.iter().map(|data| leaf(&[&hex::decode(data).expect("hex")])).collect();
    for (count, expected) in ROOTS.iter().enumerate() {
        assert_eq!(hex::encode(root(&leaves[..=count])), *expected, "{count}");
    }
    assert_eq!(hex::encode(root(&[])), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[test]
fn every_leaf_of_every_small_tree_is_shown_at_its_place_and_nowhere_else() {
    for size in 1..=40 {
        let leaves = leaves(size);
        let whole = root(&leaves);
        for index in 0..size {
            let path = inclusion(&leaves, index).expect("a leaf");
            for claimed in 0..size + 2 {
                let shown = includes(&leaves[index], number(claimed), number(size), &path, &whole);
                assert_eq!(shown, claimed == index, "{index} as {claimed} of {size}");
            }
            assert!(!includes(&leaf(&[b"other"]), number(index), number(size), &path, &whole));
        }
        assert_eq!(inclusion(&leaves, size), None);
    }
}

#[test]
fn every_growth_of_every_small_tree_is_shown() {
    for size in 0..=40 {
        let leaves = leaves(size);
        let whole = root(&leaves);
        for old in 0..=size {
            let path = consistency(&leaves, old).expect("so many leaves");
            let before = root(&leaves[..old]);
            assert!(grew((number(old), &before), (number(size), &whole), &path), "{old} to {size}");
            let other = leaf(&[b"another history"]);
            assert!(!grew((number(old), &other), (number(size), &whole), &path), "{old} to {size}");
            assert!(old == 0 || !grew((number(old), &before), (number(size), &other), &path), "{old} to {size}");
        }
        assert_eq!(consistency(&leaves, size + 1), None);
    }
}

proptest! {
    #[test]
    fn a_changed_path_shows_nothing(size in 2_usize..300, index: prop::sample::Index, at: prop::sample::Index, bit in 0_usize..256) {
        let leaves = leaves(size);
        let (index, whole) = (index.index(size), root(&leaves));
        let mut path = inclusion(&leaves, index).expect("a leaf");
        let at = at.index(path.len());
        path[at][bit / 8] ^= 1 << (bit % 8);
        prop_assert!(!includes(&leaves[index], number(index), number(size), &path, &whole));
        path[at][bit / 8] ^= 1 << (bit % 8);
        prop_assert!(includes(&leaves[index], number(index), number(size), &path, &whole));
        path.remove(at);
        prop_assert!(!includes(&leaves[index], number(index), number(size), &path, &whole));
    }

    #[test]
    fn a_changed_growth_shows_nothing(size in 2_usize..300, old: prop::sample::Index, at: prop::sample::Index, bit in 0_usize..256) {
        let leaves = leaves(size);
        let old = 1 + old.index(size - 1);
        let (before, whole) = (root(&leaves[..old]), root(&leaves));
        let mut path = consistency(&leaves, old).expect("so many leaves");
        prop_assert!(grew((number(old), &before), (number(size), &whole), &path));
        let at = at.index(path.len());
        path[at][bit / 8] ^= 1 << (bit % 8);
        prop_assert!(!grew((number(old), &before), (number(size), &whole), &path));
    }
}

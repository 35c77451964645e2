//! The seed: the same draw for ever, and a fair one.

use super::super::{Balance, Seed, perturbation};
use super::{Draft, solved};

/// The numbers were also made with an own ChaCha8 in another language.
#[test]
fn the_draw_of_a_seed_never_changes() {
    assert_eq!(perturbation::draw(Seed::from(7), 4, 20), [567_693, 209_041, 568_397, 87_185]);
}

#[test]
fn the_seed_decides_between_equals() {
    let draft = Draft::new(&[("x", 1)], &[("a", 0, 1), ("b", 0, 1)]).fit("x", "a", 5).fit("x", "b", 5);
    let problem = draft.problem();
    let wins = (0..200).filter(|&seed| solved(&problem, Balance::Ignored, seed).has(0, 0)).count();
    assert!((70..=130).contains(&wins), "{wins} of 200");
}

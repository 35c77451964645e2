//! How far down is published.

use super::{
    rounds::{TWO, further, rounds},
    *,
};
use crate::competition::model::RoundRule;

fn shown(evidence: &Evidence) -> Vec<String> {
    made(evidence).tracks.remove(0).placements.into_iter().map(|at| at.key).collect()
}

fn to(depth: PublishDepth, mut evidence: Evidence) -> Evidence {
    evidence.competition.publish_depth = depth;
    evidence
}

#[test]
fn a_shortlist_has_the_first_places_and_who_wins_something() {
    // 2 and 3 share the second place.
    let cards = [(1, 1, 5, 5), (2, 2, 4, 4), (3, 3, 4, 4), (4, 1, 3, 3), (5, 1, 2, 2)];
    let listed = |places| to(PublishDepth::Shortlist(places), evidence(&cards));
    assert_eq!(shown(&listed(1)), ["entry-1"]);
    assert_eq!(shown(&listed(2)), ["entry-1", "entry-2", "entry-3"], "who shares the last place is on it");
    assert_eq!(shown(&listed(9)).len(), 5);
    let mut given = listed(1);
    given.decisions = vec![Decision { award: id(2), entry: id(5), reason: "Brave".to_owned() }];
    assert_eq!(shown(&given), ["entry-1", "entry-5"]);
    let standings = standings(&given).expect("sound");
    assert_eq!(shown_entries(&given, &standings), [id(1), id(5)].into());
    let text = json(&made(&given)).expect("JSON");
    for hidden in ["ntry-2", "ntry 2", "Team 2", "ntry-4", "ntry 4", "Team 4"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
}

#[test]
fn where_there_is_a_further_round_it_makes_the_shortlist() {
    let final_round = || rounds(&TWO, vec![further(2, RoundRule::Carried, &[1, 2])]);
    assert_eq!(shown(&to(PublishDepth::All, final_round())).len(), 3);
    assert_eq!(shown(&to(PublishDepth::Shortlist(99), final_round())), ["entry-2", "entry-1"]);
    assert_eq!(shown(&to(PublishDepth::Shortlist(1), final_round())), ["entry-2", "entry-1"]);
    assert_eq!(shown(&to(PublishDepth::Winners, final_round())), ["entry-2"]);
}

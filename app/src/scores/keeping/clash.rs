//! Two who changed the same scorecard: what one of them changed is taken over, what both changed is shown.

use super::Fields;
use std::collections::BTreeSet;

/// What came of two changes of one scorecard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// What the form says now: one's own words wherever one wrote.
    pub fields: Fields,
    /// What the other wrote where both did.
    pub clashes: Fields,
    /// Whether something of the other's was taken over.
    pub taken: bool,
}

/// Joins what is written here with what is stored, both made from `base`, field by field. A field is taken over whole or
/// not at all: two sentences woven into each other are nobody's.
///
/// `open` are clashes from before. There one's own text stays one's own, also where the other went back to `base`.
pub fn join(base: &Fields, mine: &Fields, theirs: &Fields, open: &Fields) -> Joined {
    let names: BTreeSet<&String> = base.keys().chain(mine.keys()).chain(theirs.keys()).chain(open.keys()).collect();
    let said = |fields: &Fields, name: &String| fields.get(name).cloned().unwrap_or_default();
    let mut joined = Joined::default();
    for name in names {
        let (was, here, there) = (said(base, name), said(mine, name), said(theirs, name));
        let own = open.contains_key(name) || here != was;
        if own && here != there && (open.contains_key(name) || there != was) {
            joined.clashes.insert(name.clone(), there.clone());
        }
        joined.taken |= !own && there != was;
        let keeps = if own { here } else { there };
        if !keeps.is_empty() {
            joined.fields.insert(name.clone(), keeps);
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn say(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn one_sided_changes_are_taken_over_and_two_sided_ones_are_shown() {
        let base = say(&[("a", "1"), ("b", "1"), ("c", "1"), ("d", "1")]);
        let mine = say(&[("a", "2"), ("b", "1"), ("c", "2"), ("d", "2")]);
        let theirs = say(&[("a", "1"), ("b", "3"), ("c", "3"), ("d", "2")]);
        let joined = join(&base, &mine, &theirs, &Fields::new());
        assert_eq!(joined.fields, say(&[("a", "2"), ("b", "3"), ("c", "2"), ("d", "2")]));
        assert_eq!(joined.clashes, say(&[("c", "3")]));
        assert!(joined.taken);
    }

    #[test]
    fn an_emptied_field_is_a_change_like_any_other() {
        let base = say(&[("a", "1"), ("b", "1")]);
        let joined = join(&base, &say(&[("b", "1")]), &say(&[("a", "2"), ("b", "1")]), &Fields::new());
        assert_eq!((joined.fields, joined.clashes), (say(&[("b", "1")]), say(&[("a", "2")])));
        let taken = join(&base, &base, &say(&[("a", "1")]), &Fields::new());
        assert_eq!((taken.fields, taken.taken), (say(&[("a", "1")]), true));
    }

    #[test]
    fn a_clash_stays_one_until_both_say_the_same() {
        let base = say(&[("a", "theirs")]);
        let (mine, open) = (say(&[("a", "mine")]), say(&[("a", "theirs")]));
        assert_eq!(join(&base, &mine, &base, &open).clashes, open);
        assert_eq!(join(&base, &mine, &say(&[("a", "newer")]), &open).clashes, say(&[("a", "newer")]));
        assert_eq!(join(&base, &mine, &mine, &open).clashes, Fields::new());
    }

    fn any() -> impl Strategy<Value = Fields> {
        prop::collection::btree_map("[a-d]", "[x-z]", 0..5)
    }

    proptest! {
        #[test]
        fn every_changed_word_is_in_the_form_or_beside_it(base in any(), mine in any(), theirs in any()) {
            let joined = join(&base, &mine, &theirs, &Fields::new());
            for name in ["a", "b", "c", "d"] {
                let of = |fields: &Fields| fields.get(name).cloned();
                if of(&mine) != of(&base) {
                    prop_assert_eq!(of(&joined.fields), of(&mine));
                }
                if of(&theirs) != of(&base) && of(&theirs) != of(&joined.fields) {
                    prop_assert_eq!(of(&joined.clashes).unwrap_or_default(), of(&theirs).unwrap_or_default());
                }
            }
        }
    }
}

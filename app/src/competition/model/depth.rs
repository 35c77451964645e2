//! How far down a ranking is published.

use serde::{Deserialize, Serialize};

/// How far down the public ranking goes. What is below it is in nothing that is public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublishDepth {
    /// Only entries that win a prize or distinction.
    Winners,
    /// These, and who came to a further round; in a track without one the first places, as many as this.
    Shortlist(u32),
    /// Every ranked entry.
    All,
}

impl PublishDepth {
    /// The most places of a shortlist.
    pub const MOST_PLACES: u32 = 99;
    /// The places that the form offers first.
    pub const USUAL_PLACES: u32 = 10;

    /// The word used in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Winners => "winners",
            Self::Shortlist(_) => "shortlist",
            Self::All => "all",
        }
    }

    /// The places of a shortlist; nought of others.
    pub const fn places(self) -> u32 {
        match self {
            Self::Shortlist(places) => places,
            Self::Winners | Self::All => 0,
        }
    }

    /// The word used in storage, beside the places: whoever knows no shortlist shows winners only.
    pub const fn stored(self) -> &'static str {
        match self {
            Self::Winners | Self::Shortlist(_) => "winners",
            Self::All => "all",
        }
    }

    /// Reads what is stored.
    pub fn parse(word: &str, places: u32) -> Option<Self> {
        match (word, places) {
            ("winners", 0) => Some(Self::Winners),
            ("winners", places) => Some(Self::Shortlist(places)),
            ("all", _) => Some(Self::All),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_again() {
        for depth in [PublishDepth::Winners, PublishDepth::Shortlist(12), PublishDepth::All] {
            assert_eq!(PublishDepth::parse(depth.stored(), depth.places()), Some(depth));
        }
        assert_eq!(PublishDepth::parse("shortlist", 3), None);
    }
}

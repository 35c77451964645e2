//! Numbers of entries that say nothing of single people.

use crate::competition::model::Competition;

/// By what entries are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Countries of the adults in the team. An entry counts in each of them.
    Country,
    /// Languages it can be played in. An entry counts in each of them.
    Language,
    /// Its track.
    Track,
    /// Whether it was made for the competition.
    Kind,
}

impl Dimension {
    /// All of them, as they are shown.
    pub const ALL: [Self; 4] = [Self::Country, Self::Language, Self::Track, Self::Kind];

    /// The word in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Language => "language",
            Self::Track => "track",
            Self::Kind => "kind",
        }
    }
}

/// How many entries there are of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Of what: a code, or the name of a track.
    pub of: String,
    /// How many.
    pub count: u32,
}

/// The counts of one dimension as they may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeTable {
    /// What is large enough, most first.
    pub cells: Vec<Cell>,
    /// All others together, if there are any.
    pub others: Option<u32>,
}

/// How many minors take part, as far as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// At least so many.
    pub from: u32,
    /// At most so many; nothing for no bound.
    pub to: Option<u32>,
}

/// What is known of one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Countries of the adults in its team, each once.
    pub countries: Vec<String>,
    /// Its languages, each once.
    pub languages: Vec<String>,
    /// The name of its track.
    pub track: String,
    /// The word of its kind.
    pub kind: String,
}

/// The numbers of a competition.
#[derive(Clone, Debug)]
pub struct Statistics {
    /// Where.
    pub competition: Competition,
    /// How many entries were counted; nothing when they are too few to be told.
    pub entries: Option<u32>,
    /// Each dimension; none when there are too few entries.
    pub tables: Vec<(Dimension, SafeTable)>,
    /// Minors in their teams; nothing when there are too few entries.
    pub minors: Option<Band>,
}

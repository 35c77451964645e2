//! A list of judges that is looked at before it is brought in.

use crate::competition::model::Competition;

/// One judge of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedJudge {
    /// The name.
    pub name: String,
    /// Where the invitation goes.
    pub email: String,
    /// Who the judge works for.
    pub organisation: String,
    /// What the judge knows.
    pub field: String,
    /// Language tags.
    pub languages: Vec<String>,
    /// Of [`super::DEVICES`].
    pub devices: Vec<String>,
    /// Of the organisers' list.
    pub expertise: Vec<String>,
    /// One of [`super::REGIONS`], or nothing.
    pub region: String,
    /// The most entries.
    pub max_load: Option<u32>,
    /// Whether for the reserve.
    pub reserve: bool,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListProblem {
    /// There is no line, or none but the header.
    Empty,
    /// The header lacks this column.
    MissingColumn,
    /// The header has a column that is not known.
    UnknownColumn,
    /// The header has a column twice.
    RepeatedColumn,
    /// The line has so many cells, the header so many.
    Cells {
        /// Of the line.
        found: usize,
        /// Of the header.
        expected: usize,
    },
    /// A quotation mark is not closed.
    OpenQuote,
    /// No text in UTF-8.
    NotUtf8,
    /// The cell must be filled in.
    Required,
    /// The same address as on another line.
    Repeated {
        /// The other line.
        line: u64,
    },
    /// Whoever has this address is on the panel already.
    OnPanel,
    /// No address.
    Address,
    /// No whole number from 1 to 500.
    Number,
    /// No code of a language.
    Language,
    /// Not one of these words.
    Choice {
        /// What may be written.
        allowed: String,
    },
    /// Too long, or with control characters.
    Text,
    /// More lines than are taken at once.
    TooMany {
        /// How many are taken.
        most: usize,
    },
}

/// Where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineProblem {
    /// The line, from 1.
    pub line: u64,
    /// The column, if it is in one.
    pub column: String,
    /// What was written there, shortened.
    pub value: String,
    /// What is wrong.
    pub problem: ListProblem,
}

/// A list as it would be brought in.
#[derive(Clone, Debug)]
pub struct JudgeList {
    /// Where.
    pub competition: Competition,
    /// The text that was given, if any.
    pub text: Option<String>,
    /// SHA-256 of it: what was looked at is what is brought in.
    pub digest: String,
    /// Who would be invited; nobody while something is wrong.
    pub judges: Vec<ListedJudge>,
    /// What is wrong.
    pub problems: Vec<LineProblem>,
    /// What the organisers ask about.
    pub expertise: Vec<String>,
}

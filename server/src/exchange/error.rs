//! What is wrong with a file, where, and what to do about it.

use std::fmt;

use app::number::DecimalError;

/// How many errors of a file are kept: enough to mend it in one go, few enough to read.
pub const MOST_ERRORS: usize = 20;

/// One error of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// The file as the caller named it.
    pub file: String,
    /// The line on which the row begins, from 1; 0 when the error is the file itself.
    pub line: u64,
    /// The name of the column, when the error is in one.
    pub column: Option<String>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong. Every text says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A required file is not there.
    #[error("there is no such file; add it")]
    MissingFile,
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
    /// Not even a header.
    #[error("the file is empty; its first line must name the columns {0}")]
    Empty(String),
    /// A required column is missing.
    #[error("the header lacks this column; the columns are {0}")]
    MissingColumn(String),
    /// A column that the format does not have.
    #[error("the header has an unknown column; remove or rename it; the columns are {0}")]
    UnknownColumn(String),
    /// A column twice.
    #[error("the header has this column twice; keep one")]
    RepeatedColumn,
    /// Too few or too many cells.
    #[error("the row has {found} cells, the header {expected}; put cells that hold a comma into quotation marks")]
    CellCount {
        /// Cells of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// Quotation marks do not pair up.
    #[error("a quotation mark is not closed; inside a quoted cell write it twice")]
    OpenQuote,
    /// Bytes that are no text.
    #[error("the cell is not UTF-8; save the file as CSV in UTF-8")]
    NotUtf8,
    /// A NUL character, which no database keeps in a text.
    #[error("the cell holds a NUL character; remove it")]
    Nul,
    /// A required cell is empty.
    #[error("the cell is empty; fill it in")]
    EmptyCell,
    /// The same key twice.
    #[error("line {first_line} has the same {key}; keep one of the two")]
    Repeated {
        /// The columns of the key.
        key: String,
        /// Where it was first.
        first_line: u64,
    },
    /// Not a number.
    #[error("\"{value}\" is not a number here: {reason}")]
    NotANumber {
        /// The cell.
        value: String,
        /// What the number breaks.
        reason: DecimalError,
    },
    /// Not a whole number from 0 up.
    #[error("\"{0}\" is not a whole number from 0 to 4294967295; write digits only")]
    NotACount(String),
    /// Not one of the words allowed.
    #[error("\"{value}\" is not allowed; write {allowed}")]
    NotAllowed {
        /// The cell.
        value: String,
        /// The words.
        allowed: &'static str,
    },
    /// Not a language tag.
    #[error("\"{0}\" is no language tag; write BCP 47 tags such as en or zh-Hant, with ; between them")]
    NotALanguage(String),
    /// A number that makes no sense in its place.
    #[error("{value} is not possible; {rule}")]
    Senseless {
        /// The cell.
        value: String,
        /// The rule.
        rule: &'static str,
    },
    /// A score that the rubric does not allow.
    #[error("{value} is off the scale; the rubric allows {min} to {max} in steps of {step}")]
    OffScale {
        /// The score.
        value: String,
        /// Lowest mark.
        min: String,
        /// Highest mark.
        max: String,
        /// Distance of marks.
        step: String,
    },
    /// It does not fit the rest of the competition.
    #[error("{0}")]
    Disagrees(String),
    /// A key that another file does not have.
    #[error("\"{value}\" is not in {list}; correct it here or add it there")]
    Unknown {
        /// The key.
        value: String,
        /// Where it should be.
        list: String,
    },
}

/// All errors of a file, at least one, of which the first twenty are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileErrors {
    /// The errors in the order of the file.
    pub errors: Vec<FileError>,
    /// How many more there were.
    pub more: u64,
}

impl FileErrors {
    /// Keeps an error, or counts it.
    pub fn push(&mut self, error: FileError) {
        if self.errors.len() < MOST_ERRORS {
            self.errors.push(error);
        } else {
            self.more += 1;
        }
    }

    /// The value, or the errors when there are any.
    ///
    /// # Errors
    /// Itself, when it holds one.
    pub fn or<T>(self, value: T) -> Result<T, FileErrors> {
        if self.errors.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl From<FileError> for FileErrors {
    fn from(error: FileError) -> FileErrors {
        FileErrors { errors: vec![error], more: 0 }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if self.line > 0 {
            write!(formatter, ", line {}", self.line)?;
        }
        if let Some(column) = &self.column {
            write!(formatter, ", column {}", shortened(column))?;
        }
        write!(formatter, ": {}", self.problem)
    }
}

impl fmt::Display for FileErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.errors.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(formatter, "{separator}{error}")?;
        }
        if self.more > 0 {
            write!(formatter, "\nand {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for FileError {}
impl std::error::Error for FileErrors {}

/// A cell for a message: its beginning, on one line, without control characters that a terminal would obey.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

//! What is wrong with a form, field by field.

use super::AppError;
use serde::{Deserialize, Serialize};

/// An error at a field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The name of the form's field.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

impl FieldError {
    /// An error at a field.
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        Self { field: field.into(), problem }
    }
}

/// What can be wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was given.
    Required,
    /// More characters than allowed.
    TooManyCharacters {
        /// The most that is allowed.
        max: usize,
    },
    /// Fewer characters than needed.
    TooFewCharacters {
        /// The least that is needed.
        min: usize,
    },
    /// More words than allowed.
    TooManyWords {
        /// The most that is allowed.
        max: usize,
    },
    /// Control characters.
    ControlCharacters,
    /// Not an address of mail.
    Email,
    /// Not an http or https address.
    Link,
    /// Not a number of this kind.
    Number,
    /// Outside its bounds.
    OutOfRange {
        /// The least, as shown.
        min: String,
        /// The most, as shown.
        max: String,
    },
    /// Not on the scale.
    OffScale {
        /// The lowest mark, as shown.
        min: String,
        /// The highest mark, as shown.
        max: String,
        /// The distance between marks, as shown.
        step: String,
    },
    /// Nothing at all could be assessed.
    NothingAssessed,
    /// Not one of the choices.
    Choice,
    /// The fix that was asked for is not about this.
    OutsideFix,
    /// Not a date and time.
    DateTime,
    /// Not a time zone that is known.
    TimeZone,
    /// Not a language tag.
    Language,
    /// Only small letters, digits and hyphens.
    Slug,
    /// In use already.
    Taken,
    /// A password that is commonly used or holds obvious words.
    CommonPassword,
    /// The weights do not total 100.
    WeightsTotal {
        /// What they total, as shown.
        total: String,
    },
    /// A comment is required at this score.
    CommentRequired,
    /// It has to come after another date.
    NotAfter,
    /// It has to come before another date.
    NotBefore,
    /// The date has to be in the future.
    Past,
    /// A reason has to be given.
    ReasonRequired,
    /// The method of ranking has to round.
    RoundingRequired,
    /// Nobody has an account with this address.
    NoAccount,
    /// Not the password of the account.
    WrongPassword,
    /// Not the word that was asked for.
    Confirmation,
    /// None of those who were chosen may judge one of the entries.
    NobodyFree,
    /// A name of a file that could mislead.
    FileName,
    /// A file of another type than is taken here.
    FileType,
    /// A file that does not hold what its name says, or is damaged.
    FileContent,
    /// A file with something else in it besides.
    FileExtra,
    /// A picture of too many points.
    ImageTooLarge {
        /// The most points along each side.
        side: u32,
    },
    /// An archive that could do harm when it is opened.
    ArchiveUnsafe,
    /// The same file is there already.
    FileTwice,
    /// No more files.
    TooManyFiles {
        /// The most there may be.
        max: usize,
    },
    /// The files are too large together.
    FilesTotal {
        /// The most they may have, in mebibytes.
        mebibytes: u64,
    },
    /// Too few or too many options of a question.
    Options {
        /// The fewest.
        min: usize,
        /// The most.
        max: usize,
    },
    /// An option that entries have chosen would be gone.
    OptionChosen {
        /// Its label, or its short name where the site has the words.
        option: String,
    },
    /// A placeholder that this message does not know.
    UnknownPlaceholder {
        /// What stands in braces.
        name: String,
    },
}

/// Collects the errors of a form, so that all fields are judged at once.
#[derive(Debug, Default)]
pub struct FormCheck {
    errors: Vec<FieldError>,
}

impl FormCheck {
    /// Takes the value of a field, or notes its problem.
    pub fn take<T>(&mut self, field: &str, result: Result<T, Problem>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(problem) => {
                self.note(field, problem);
                None
            }
        }
    }

    /// Notes a problem.
    pub fn note(&mut self, field: &str, problem: Problem) {
        self.errors.push(FieldError::new(field, problem));
    }

    /// `Ok` when no field had a problem.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with every problem that was noted.
    pub fn finish(self) -> Result<(), AppError> {
        if self.errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(self.errors)) }
    }
}

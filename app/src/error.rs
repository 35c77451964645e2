//! The only error on the wire. It says what kind of refusal it is, never how the server works;
//! the words are in the locale files (`ui::error_text`).

use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// Why a request was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// It does not exist, or it is not the caller's: both give the same answer.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in.
    #[error("sign in first")]
    SignIn,
    /// A rule or the present state forbids it.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Fields of the form have errors.
    #[error("invalid: {0:?}")]
    Invalid(Vec<FieldError>),
    /// Somebody saved a newer version in between.
    #[error("a newer version exists")]
    Stale,
    /// The request could not be read at all (arguments missing or of the wrong kind).
    #[error("malformed request")]
    Malformed,
    /// More text than a request may carry.
    #[error("too large")]
    TooLarge,
    /// A file with more bytes than one of its kind may have.
    #[error("the file is larger than {mebibytes} MiB")]
    FileTooLarge {
        /// The most it may have, in mebibytes.
        mebibytes: u64,
    },
    /// The disk has no room for it.
    #[error("no space")]
    NoSpace,
    /// Too much to do at this moment; nothing was changed, trying again is safe.
    #[error("busy")]
    Busy,
    /// Our fault. Whether it was stored is unknown; trying again with the same form is safe.
    #[error("internal")]
    Internal,
}

impl AppError {
    /// The HTTP status, in one place for all operations.
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound | Self::Refused(Refusal::NotYet) => 404,
            Self::SignIn => 401,
            Self::Refused(Refusal::TooManyAttempts { .. }) => 429,
            Self::Refused(_) | Self::Stale => 409,
            Self::Invalid(_) => 422,
            Self::Malformed => 400,
            Self::TooLarge | Self::FileTooLarge { .. } => 413,
            Self::NoSpace => 507,
            Self::Busy => 503,
            Self::Internal => 500,
        }
    }

    /// An error at one field.
    pub fn field(field: &str, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError { field: field.to_owned(), problem }])
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What the state or a rule forbids, each with a text of its own that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// E-mail and password do not belong together.
    WrongCredentials,
    /// Too many failed attempts for this account.
    TooManyAttempts {
        /// Seconds until the next attempt is heard.
        seconds: i64,
    },
    /// The one-time link was used before.
    LinkUsed,
    /// The one-time link is too old.
    LinkExpired,
    /// The one-time link was made for somebody else's account.
    LinkForAnother,
    /// An idempotency key came again with different contents.
    KeyReused,
    /// The competition is not in a state that allows this.
    WrongState,
    /// The state cannot follow the present one.
    NoSuchTransition,
    /// Something has to be there before this state: see the list.
    NotReady(Vec<Missing>),
    /// The time for entries is over.
    EntriesClosed,
    /// The time for entries has not begun.
    EntriesNotOpen,
    /// The time to put this right is over.
    CureOver,
    /// The fix that was asked for is not about this part.
    OutsideFix {
        /// Which part.
        part: ClosedPart,
    },
    /// The entry has, or had, a later deadline already.
    ExceptionGiven,
    /// The deadline for entries has not passed yet.
    EntriesStillOpen,
    /// The rubric is locked since the first submitted scorecard.
    RubricLocked,
    /// The round is closed.
    RoundClosed,
    /// A guardian's consent is missing.
    ConsentMissing,
    /// The conflicts of interest have not been declared yet.
    ConflictsNotDeclared,
    /// Conduct and confidentiality are not signed, or not as they read now.
    ConductNotSigned {
        /// The competition's short name, for the way to where it is done.
        slug: String,
    },
    /// A judge on reserve has nothing to do before being called in.
    OnReserve,
    /// There is a conflict of interest between this judge and this entry.
    ConflictOfInterest,
    /// Organisers keep this judge and this entry apart.
    PairForbidden,
    /// The judge is assigned to this entry already.
    AlreadyAssigned,
    /// The judge is on this panel already.
    AlreadyOnPanel,
    /// The team may not enter more in this track.
    EntryLimit,
    /// The entry is not eligible for judging.
    NotEligible,
    /// What a proposal of assignments rests on has changed, or it took effect before.
    ProposalOutdated,
    /// The judge has handed in a scorecard of the entry.
    HasScorecard,
    /// What was previewed is not what would be published now.
    PreviewChanged,
    /// The award was given to an entry already.
    AwardGiven,
    /// Nobody who can sign in would be left in the team.
    LastMember,
    /// Somebody who signs in changes this by themselves.
    TheirOwn,
    /// Only the contact of the team may.
    NotContact,
    /// Nobody would organise a competition that is running.
    LastOrganiser,
    /// Somebody with this address organises already, or is invited to.
    AlreadyOrganises,
    /// The track has entries.
    TrackInUse,
    /// Another organiser has to agree.
    SecondOrganiser,
    /// The guardian was asked less than a day ago.
    AskedLately,
    /// So many questions of this person wait for an answer already.
    TooManyInquiries {
        /// The most that may.
        max: u32,
    },
    /// There is nothing to do this with.
    NothingThere,
    /// The results are not out.
    NotYet,
}

/// A part of an entry that stays as it was handed in while a defect is cured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosedPart {
    /// What is written.
    Words,
    /// Screenshots.
    Screenshots,
    /// Documents.
    Documents,
    /// The build.
    Builds,
    /// The team.
    Team,
}

/// What a competition lacks before it may change its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// At least one track.
    Track,
    /// A rubric of weights totalling 100 in every track.
    Rubric,
    /// A closing date in the future.
    ClosingDate,
    /// Rules with a version.
    Rules,
    /// At least one eligible entry.
    EligibleEntry,
    /// Every submitted entry checked.
    UncheckedEntries,
    /// At least one assignment.
    Assignment,
    /// At least one submitted scorecard.
    Scorecard,
    /// Entries with fewer valid scorecards than the rules promise.
    Reviews,
}

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
    /// Nobody has an account with this address.
    NoAccount,
    /// Not the password of the account.
    WrongPassword,
    /// Not the word that was asked for.
    Confirmation,
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
    /// A placeholder that this message does not know.
    UnknownPlaceholder {
        /// What stands in braces.
        name: String,
    },
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Malformed
            }
            _ => Self::Internal,
        }
    }
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

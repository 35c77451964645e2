//! The only error on the wire. It says what kind of refusal it is, never how the server works;
//! the words are in the locale files (`ui::error_text`).

mod form;
mod refusal;

pub use form::{FieldError, FormCheck, Problem};
pub use refusal::{ClosedPart, Missing, Refusal};

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
            Self::NotFound | Self::Refused(Refusal::NotYet | Refusal::NoPack) => 404,
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

/// What is no id names nothing.
impl From<uuid::Error> for AppError {
    fn from(_: uuid::Error) -> Self {
        Self::NotFound
    }
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

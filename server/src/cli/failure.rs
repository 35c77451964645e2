//! Why a command was not done, and the exit code that says so.

use crate::{
    db::{DbError, OpenError},
    exchange::{FileErrors, WriteError},
    files::PlaceError,
    operator::service::accounts::OperatorError,
};
use std::process::ExitCode;

/// Why a command was not done.
#[derive(Debug)]
pub enum Failure {
    /// The data or the machine say no: exit code 1.
    No(String),
    /// Wrong use: exit code 2.
    Usage(String),
    /// The answer itself says no, and has been given: exit code 1, nothing more to say than this.
    Answered(String),
}

impl Failure {
    /// The exit code.
    pub fn code(&self) -> ExitCode {
        match self {
            Self::No(_) | Self::Answered(_) => ExitCode::from(1),
            Self::Usage(_) => ExitCode::from(2),
        }
    }

    /// The data or the machine say no.
    pub fn no(reason: impl Into<String>) -> Self {
        Self::No(reason.into())
    }

    /// Wrong use.
    pub fn usage(reason: impl Into<String>) -> Self {
        Self::Usage(reason.into())
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::No(reason) | Self::Usage(reason) | Self::Answered(reason) => f.write_str(reason),
        }
    }
}

macro_rules! no {
    ($($error:ty),+ $(,)?) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self { Self::No(error.to_string()) }
        }
    )+};
}

no!(std::io::Error, OpenError, DbError, FileErrors, WriteError, OperatorError, PlaceError);

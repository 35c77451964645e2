//! What the server says to a save, as far as a device has to understand it: less than all errors and all that can be done,
//! which would be a tenth of what the browser loads.

use serde::{Deserialize, de::IgnoredAny};

/// Where a save leads to: a [`crate::next::Next`].
#[derive(Deserialize)]
pub(super) struct Lead {
    /// A path without its language.
    pub to: String,
    /// What was done.
    pub done: Option<String>,
}

/// Why nothing was saved: a [`crate::error::AppError`].
#[derive(Deserialize)]
enum Said {
    SignIn,
    Stale,
    Busy,
    Internal,
    NoSpace,
    NotFound,
    Malformed,
    TooLarge,
    Refused(IgnoredAny),
    Invalid(IgnoredAny),
    FileTooLarge(IgnoredAny),
}

/// What it means for a scorecard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    SignedOut,
    Stale,
    /// It may be taken later, or somebody in between answered.
    Later,
    Refused,
}

/// Reads an answer that is no success.
pub(super) fn meaning(text: &str) -> Meaning {
    match serde_json::from_str::<Said>(text) {
        Ok(Said::SignIn) => Meaning::SignedOut,
        Ok(Said::Stale) => Meaning::Stale,
        Ok(Said::Busy | Said::Internal | Said::NoSpace) | Err(_) => Meaning::Later,
        Ok(
            Said::NotFound
            | Said::Malformed
            | Said::TooLarge
            | Said::Refused(_)
            | Said::Invalid(_)
            | Said::FileTooLarge(_),
        ) => Meaning::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        error::{AppError, Problem, Refusal},
        next::{Done, Next},
    };

    #[test]
    fn every_error_has_its_meaning() {
        let said = |error: AppError| meaning(&serde_json::to_string(&error).expect("written"));
        assert_eq!(said(AppError::SignIn), Meaning::SignedOut);
        assert_eq!(said(AppError::Stale), Meaning::Stale);
        for error in [AppError::Busy, AppError::Internal, AppError::NoSpace] {
            assert_eq!(said(error), Meaning::Later);
        }
        for error in [
            AppError::NotFound,
            AppError::Malformed,
            AppError::TooLarge,
            AppError::FileTooLarge { mebibytes: 1 },
            AppError::field("note", Problem::ReasonRequired),
            Refusal::WrongState.into(),
            Refusal::ConductNotSigned { slug: "peace".into() }.into(),
        ] {
            assert_eq!(said(error.clone()), Meaning::Refused, "{error:?}");
        }
        for other in ["<h1>Bad Gateway</h1>", "", "{\"error\":\"hotel\"}"] {
            assert_eq!(meaning(other), Meaning::Later, "{other}");
        }
    }

    #[test]
    fn where_a_save_leads_is_read_as_it_is_written() {
        let next = serde_json::to_string(&Next::done("/x", Done::ScorecardLate)).expect("written");
        let lead: Lead = serde_json::from_str(&next).expect("read");
        assert_eq!((lead.to.as_str(), lead.done.as_deref()), ("/x", Some(Done::ScorecardLate.as_str())));
    }
}

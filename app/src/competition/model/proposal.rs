//! What one organiser alone may not do.

use crate::{ids::ProposalId, time::Moment};
use serde::{Deserialize, Serialize};

/// What is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalKind {
    /// To publish results, or a further version of them.
    Publish,
    /// To rank by another method than the sealed one.
    Method,
    /// To go back to a state that was over.
    Reopen,
}

impl ProposalKind {
    /// The word used in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Method => "method",
            Self::Reopen => "reopen",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Publish, Self::Method, Self::Reopen].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What an organiser proposed, waiting for another one to confirm it, or confirmed and waiting for its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// What.
    pub kind: ProposalKind,
    /// What exactly: the digest of a document, the JSON of ranking rules, a state.
    pub payload: String,
    /// Why; for a publication what is said of a further version.
    pub reason: String,
    /// When a publication is to come out; at once without.
    pub release_at: Option<Moment>,
    /// Who proposed it; nobody when the account is gone.
    pub proposed_by: Option<String>,
    /// When.
    pub proposed_at: Moment,
    /// Whether it was the reader.
    pub own: bool,
    /// Who confirmed it, and when.
    pub confirmed: Option<(Option<String>, Moment)>,
}

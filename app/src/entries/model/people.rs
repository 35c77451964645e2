//! Who enters: teams, their members, and what guardians said.

use crate::ids::{CompetitionId, MemberId, TeamId};
use serde::{Deserialize, Serialize};

/// A person of a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its id.
    pub id: MemberId,
    /// The name shown to judges and the public: real or a pseudonym, as the person wishes.
    pub public_name: String,
    /// ISO 3166 code of where the person lives.
    pub country: String,
    /// What the person does in the team.
    pub role: String,
    /// Whether the person is a minor where they live.
    pub minor: bool,
    /// The guardian's consent; `None` where none is needed.
    pub consent: Option<ConsentState>,
    /// The guardian's consent to being shown in what is published; `None` where nobody was asked.
    pub publication: Option<PublicationConsent>,
    /// Whether the person signs in.
    pub has_account: bool,
    /// Whether the team says that the person has no account and needs none.
    pub without_account: bool,
}

impl Member {
    /// Whether the person has confirmed to belong to the team, or is known to have no account to do so with.
    pub const fn is_confirmed(&self) -> bool {
        self.has_account || self.without_account
    }
}

/// A guardian's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentState {
    /// Asked.
    Pending,
    /// Given.
    Given,
    /// Refused.
    Refused,
    /// Given once, and taken back.
    Withdrawn,
}

impl ConsentState {
    /// The word used in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Given => "given",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Pending, Self::Given, Self::Refused, Self::Withdrawn].into_iter().find(|state| state.as_str() == word)
    }

    /// Whether a guardian may say this after that. Agreeing is always possible, to a newer version of the rules too;
    /// what was not given cannot be taken back.
    pub const fn may_follow(self, before: Self) -> bool {
        match self {
            Self::Pending => false,
            Self::Given => true,
            Self::Refused => matches!(before, Self::Pending | Self::Refused),
            Self::Withdrawn => matches!(before, Self::Given | Self::Withdrawn),
        }
    }
}

/// A guardian's answer to the second question: whether a minor's part may be shown in what is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicationConsent {
    /// Asked.
    Pending,
    /// Given.
    Given,
    /// Refused.
    Refused,
}

impl PublicationConsent {
    /// The word used in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Given => "given",
            Self::Refused => "refused",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Pending, Self::Given, Self::Refused].into_iter().find(|state| state.as_str() == word)
    }
}

/// Who enters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// The competition it enters.
    pub competition: CompetitionId,
    /// Its name.
    pub name: String,
    /// An organisation behind it, if any.
    pub organisation: String,
    /// Its members.
    pub members: Vec<Member>,
    /// The member who speaks for it; nobody when nobody can sign in.
    pub contact: Option<MemberId>,
    /// Who takes over when the contact leaves.
    pub second_contact: Option<MemberId>,
}

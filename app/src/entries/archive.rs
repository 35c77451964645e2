//! A whole entry in a file, so that what is exported can be imported again. What belongs to accounts (who signs in,
//! links, passwords) is not in it.

use super::model::{
    ConsentState, CurePart, DeadlineException, EligibilityCheck, EntryContent, EntryState, PublicationConsent,
    Translation,
};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// One entry with its team, its checks and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryArchive {
    /// Its short name, unique in its competition.
    pub key: String,
    /// The key of its track.
    pub track: String,
    /// Who enters it.
    pub team: TeamArchive,
    /// Where it stands.
    pub state: EntryState,
    /// What the team wrote last.
    pub content: EntryContent,
    /// What is judged, where it differs from what the team wrote last: while a defect is being cured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judged: Option<EntryContent>,
    /// When it was handed in last.
    #[serde(default)]
    pub submitted_at: Option<Moment>,
    /// The version of the rules that was accepted.
    #[serde(default)]
    pub rules_version: Option<i64>,
    /// Until when a defect may be cured.
    #[serde(default)]
    pub cure_until: Option<Moment>,
    /// What may be changed meanwhile, where that is not all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cure_parts: Option<Vec<CurePart>>,
    /// Its own later deadline, if organisers gave it one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<DeadlineException>,
    /// Checks made of it, newest first.
    #[serde(default)]
    pub checks: Vec<EligibilityCheck>,
    /// Its texts in other languages, for judges.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Translation>,
}

/// A team in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamArchive {
    /// Its name.
    pub name: String,
    /// An organisation behind it, if any.
    #[serde(default)]
    pub organisation: String,
    /// Its members, in the order they joined.
    #[serde(default)]
    pub members: Vec<MemberArchive>,
}

/// A person of a team in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberArchive {
    /// The name shown to judges and the public.
    pub public_name: String,
    /// ISO 3166 code of where the person lives.
    #[serde(default)]
    pub country: String,
    /// What the person does in the team.
    #[serde(default)]
    pub role: String,
    /// Whether the person is a minor where they live.
    #[serde(default)]
    pub minor: bool,
    /// The guardian's consent; `None` where none is needed.
    #[serde(default)]
    pub consent: Option<ConsentArchive>,
}

/// A guardian's consent in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentArchive {
    /// Who answers for the minor.
    pub guardian: String,
    /// The answer.
    pub state: ConsentState,
    /// The version of the rules it was given to.
    #[serde(default)]
    pub rules_version: Option<i64>,
    /// When it was given.
    #[serde(default)]
    pub answered_at: Option<Moment>,
    /// The answer to the question before publication; `None` where it was not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publication: Option<PublicationConsent>,
    /// When that was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publication_at: Option<Moment>,
}

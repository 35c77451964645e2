//! Identifiers: one newtype per kind of thing, so that an entry can never be
//! looked up with a judge's id. All are UUIDv7, made by the server.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps an id that was read from storage or freshly made.
            pub const fn new(id: Uuid) -> Self { Self(id) }
            /// The bare id, for storage.
            pub const fn uuid(self) -> Uuid { self.0 }
        }
        impl From<Uuid> for $name { fn from(id: Uuid) -> Self { Self(id) } }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { Uuid::parse_str(text).map(Self) }
        }
    )+};
}

ids! {
    /// A person who can sign in.
    AccountId,
    /// One edition.
    CompetitionId,
    /// Entries that compete with each other.
    TrackId,
    /// A line of a track's rubric.
    CriterionId,
    /// A prize or distinction.
    AwardId,
    /// An invitation to organise that is not answered.
    OrganiserInvitationId,
    /// What one organiser proposes and another confirms.
    ProposalId,
    /// A round of judging.
    RoundId,
    /// Who enters.
    TeamId,
    /// A person in a team, with or without an account.
    MemberId,
    /// What is entered.
    EntryId,
    /// The frozen copy that is judged.
    SnapshotId,
    /// A member of the panel of one competition.
    JudgeId,
    /// Judge x entry x round.
    AssignmentId,
    /// One run of the assigner, proposed or applied.
    RunId,
    /// What one judge says of one entry in one round.
    ScorecardId,
    /// A scorecard that came after its round had closed.
    LateScorecardId,
    /// Something said in the room of an entry.
    PostId,
    /// A scorecard changed in deliberation.
    RevisionId,
    /// A question that the panel votes on.
    VoteId,
    /// What can be chosen in one.
    VoteOptionId,
    /// One release of results.
    PublicationId,
    /// A question about a competition.
    InquiryId,
    /// A message to somebody.
    MailId,
    /// A link that works once.
    LinkId,
    /// A file of an entry.
    AttachmentId,
    /// A worry about an entry.
    ConcernId,
    /// What a judge tells organisers of an entry.
    ReportId,
    /// A sample entry.
    SampleId,
    /// What a team says is wrong in its results.
    AppealId,
}

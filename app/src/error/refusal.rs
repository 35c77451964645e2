//! What a rule or the present state forbids.

use crate::time::Moment;
use serde::{Deserialize, Serialize};

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
    /// The method of ranking is sealed, and what it rests on with it.
    MethodSealed,
    /// The round is closed.
    RoundClosed,
    /// It was written for another round of judging than the one that is open to the judge.
    OtherRound,
    /// The newest round of judging has not closed yet.
    RoundStillOpen,
    /// There are as many rounds of judging as there may be.
    RoundsUsed,
    /// Nothing of the entry was opened here before its scorecard was handed in; asked once.
    NotTried,
    /// The judge is to hand in all samples before a first scorecard of a real entry.
    SamplesFirst,
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
    /// The organiser has a conflict of interest with this entry, or with one that this is about: another one has to act.
    OwnConflict,
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
    /// The panel's room is closed.
    RoomClosed,
    /// The vote is closed.
    VoteClosed,
    /// So many posts of this person within an hour, or on this entry.
    TooManyPosts,
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
    /// One organiser alone opens no phase again that is over.
    ReopeningTakesTwo,
    /// The guardian was asked less than a day ago.
    AskedLately,
    /// So many questions of this person wait for an answer already.
    TooManyInquiries {
        /// The most that may.
        max: u32,
    },
    /// Everybody who is behind was reminded less than a day ago.
    RemindedLately {
        /// When the first of them may be reminded again.
        until: Moment,
        /// The zone of the competition.
        zone: String,
    },
    /// There is nothing to do this with.
    NothingThere,
    /// The results are not out.
    NotYet,
    /// The time to appeal is over, or there is none.
    AppealsOver,
    /// The team has appealed against this version of the results already.
    Appealed,
    /// The scores are not published, and so there is no result pack.
    NoPack,
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
    /// A judge who links the parts of the panel.
    LinkedPanel,
    /// Every comment read by organisers.
    CommentsRead,
}

//! What becomes of prizes after they are decided: checked, offered, answered, passed on, delivered.

use super::{GivenAward, MinorConsents, NamedEntry};
use crate::{
    competition::model::Competition,
    entries::model::FindingKind,
    ids::{AwardId, EntryId, JudgeId},
    panel::model::ConflictKind,
    time::Moment,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

words! {
    /// What is looked at again before a prize is more than provisional.
    PrizeCheck {
        /// Who the team is, and whether it may be paid and travel.
        Diligence = "diligence",
        /// Whether a judge who scored the entry is tied to its team, compared anew.
        Conflicts = "conflicts",
        /// Whether the guardians of its minors agree to publication. Done by itself when all do.
        Guardians = "guardians",
    }
}

words! {
    /// Where a prize stands between organisers and team.
    PrizeState {
        /// The team was not asked.
        Open = "open",
        /// The team is asked whether it accepts.
        Asked = "asked",
        /// The team accepts.
        Accepted = "accepted",
        /// The team declines.
        Declined = "declined",
        /// Organisers do not give it.
        NotGiven = "not_given",
        /// The results no longer give it to this entry.
        Lapsed = "lapsed",
    }
}

words! {
    /// Why a prize passed an entry by, as far as it is public.
    PassedHow {
        /// The team declined.
        Declined = "declined",
        /// Organisers did not give it.
        NotGiven = "not_given",
    }
}

words! {
    /// How far what is won has got to the team.
    Delivery {
        /// Nothing was done yet.
        ToDo = "to_do",
        /// It is on its way.
        UnderWay = "under_way",
        /// The team has it.
        Delivered = "delivered",
    }
}

impl PrizeState {
    /// What of it takes the prize from the entry.
    pub const fn passed(self) -> Option<PassedHow> {
        match self {
            Self::Declined => Some(PassedHow::Declined),
            Self::NotGiven => Some(PassedHow::NotGiven),
            Self::Open | Self::Asked | Self::Accepted | Self::Lapsed => None,
        }
    }
}

/// What of prizes decides the results: nothing of it is about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrizeFacts {
    /// Prizes that passed an entry by.
    pub passed: BTreeMap<(AwardId, EntryId), PassedHow>,
    /// What organisers ticked of each entry.
    pub checked: BTreeMap<EntryId, BTreeSet<PrizeCheck>>,
}

/// A prize that passed an entry by, on the results page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedAward {
    /// Its name.
    pub name: String,
    /// How.
    pub how: PassedHow,
}

/// What is kept of one prize of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrizeRecord {
    /// The award.
    pub award: AwardId,
    /// The entry.
    pub entry: EntryId,
    /// Where it stands.
    pub state: PrizeState,
    /// When the team was asked.
    pub asked_at: Option<Moment>,
    /// When the team answered, or organisers decided not to give it.
    pub answered_at: Option<Moment>,
    /// Who travels, in the team's words.
    pub travels: String,
    /// What organisers need to deliver it, in the team's words.
    pub needs: String,
    /// Why it is not given, for organisers.
    pub reason: String,
    /// How far it has got.
    pub delivery: Delivery,
    /// What organisers noted of that.
    pub delivery_note: String,
}

/// A check that organisers ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckDone {
    /// Which.
    pub check: PrizeCheck,
    /// What was looked at, in the organiser's words.
    pub note: String,
    /// Of conflicts: the digest of what the comparison found then.
    pub seen: String,
    /// Who ticked it.
    pub by: Option<String>,
    /// When.
    pub at: Moment,
}

/// How a judge who scored an entry is tied to its team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieKind {
    /// A conflict of interest that is in force.
    Conflict(ConflictKind),
    /// Found by comparing.
    Found(FindingKind),
}

/// A tie between a judge who scored an entry and its team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WinnerTie {
    /// Who.
    pub judge: JudgeId,
    /// The judge's name.
    pub name: String,
    /// Of what kind.
    pub kind: TieKind,
    /// What it rests on.
    pub detail: String,
    /// Whether organisers looked at it before and set it aside.
    pub aside: bool,
}

/// What a comparison of the judges who scored an entry with its team finds now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Judges whose scorecards were compared.
    pub judges: usize,
    /// What was found, by judge.
    pub ties: Vec<WinnerTie>,
    /// SHA-256 of it: what an organiser has seen.
    pub digest: String,
}

/// An award of an entry as it would come out now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WonPrize {
    /// The award.
    pub award: AwardId,
    /// As it would be published.
    pub given: GivenAward,
    /// Whether it is here because another entry did not take it.
    pub passed_on: bool,
    /// What is kept of it.
    pub record: Option<PrizeRecord>,
}

/// An entry that wins something, for organisers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Winner {
    /// Who.
    pub name: NamedEntry,
    /// The track's name.
    pub track: String,
    /// Its place, which no answer changes.
    pub place: u32,
    /// What guardians said about its minors being shown.
    pub minors: MinorConsents,
    /// What is ticked.
    pub done: Vec<CheckDone>,
    /// What is missing before its awards are more than provisional.
    pub open: Vec<PrizeCheck>,
    /// Judges compared with the team.
    pub compared: Compared,
    /// What it wins.
    pub prizes: Vec<WonPrize>,
}

/// A prize that its entry does not get, for organisers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedPrize {
    /// Who.
    pub name: NamedEntry,
    /// The track's name.
    pub track: String,
    /// The award's name.
    pub award: String,
    /// What is kept of it.
    pub record: PrizeRecord,
}

/// The organisers' page of prizes.
#[derive(Clone, Debug, PartialEq)]
pub struct PrizeDesk {
    /// The competition.
    pub competition: Competition,
    /// Winning entries, by track and place.
    pub winners: Vec<Winner>,
    /// Prizes that passed an entry by.
    pub passed: Vec<PassedPrize>,
    /// Teams' words and organisers' notes are shown: to those who may write them.
    pub whole: bool,
}

impl PrizeDesk {
    /// Prizes whose teams were not asked.
    pub fn unasked(&self) -> usize {
        let unasked = |prize: &&WonPrize| {
            prize.record.as_ref().is_none_or(|record| matches!(record.state, PrizeState::Open | PrizeState::Lapsed))
        };
        self.winners.iter().flat_map(|winner| &winner.prizes).filter(unasked).count()
    }
}

/// A prize as its team sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPrize {
    /// The award's name.
    pub name: String,
    /// What is won.
    pub prize: String,
    /// What is kept of it.
    pub record: PrizeRecord,
}

/// The prizes of an entry, for its team.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryPrizes {
    /// The competition.
    pub competition: Competition,
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Whether the reader speaks for the team.
    pub contact: bool,
    /// What the team was asked about, in the order of the track's awards.
    pub prizes: Vec<OwnPrize>,
}

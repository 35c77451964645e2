//! The panel's room: what is on the shortlist, what is said, which scores changed, and what was voted on.

mod vote;

pub use vote::{
    Ballot, Choice, Counted, CountedDissent, Decider, Outcome, PanelVote, ShownVote, Tally, TieDecider, VoteForms,
    VoteKind, VoteLine, VoteOption, VotePage, VoteResult, VoteState,
};

use crate::{
    competition::model::{Competition, Criterion},
    ids::{EntryId, JudgeId, PostId},
    scores::model::Score,
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// How members of the panel are called in the room. Organisers read their names in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamesInRoom {
    /// By their names.
    Shown,
    /// By letters, in an order that nobody knows.
    Letters,
}

impl NamesInRoom {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Shown, Self::Letters];

    /// The word used in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Letters => "letters",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|names| names.as_str() == word)
    }
}

/// What organisers set when they open a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomSettings {
    /// Entries of each track on the shortlist; `None`: three times the track's prizes.
    pub cut: Option<u32>,
    /// How judges are called.
    pub names: NamesInRoom,
    /// The last second something may be said; `None`: until an organiser closes it.
    pub closes_at: Option<Moment>,
}

/// A room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// What organisers set.
    pub settings: RoomSettings,
    /// Whether no organiser has closed it.
    pub open: bool,
    /// When it was opened, the last time.
    pub opened_at: Moment,
    /// When an organiser closed it.
    pub closed_at: Option<Moment>,
}

/// As whom somebody is in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoomSide {
    /// A member of the panel.
    Judge,
    /// An organiser.
    Organise,
}

impl RoomSide {
    /// The part of the address, and the field of forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Judge => "judge",
            Self::Organise => "organise",
        }
    }

    /// Reads the word; whoever says nothing is a judge, which is less.
    pub fn parse(word: &str) -> Self {
        if word == Self::Organise.as_str() { Self::Organise } else { Self::Judge }
    }

    /// Where the room is, without the language.
    pub fn room(self, slug: &str) -> String {
        format!("/c/{slug}/{}/deliberation", self.as_str())
    }
}

/// How somebody is called in the room.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Called {
    /// A judge by name.
    Name(String),
    /// A judge by letter.
    Letter(String),
    /// An organiser; without a name if the account is gone.
    Organiser(Option<String>),
    /// A judge who is not on the panel any more.
    Gone,
}

/// What everybody in the room sees around every page of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomFrame {
    /// The competition.
    pub competition: Competition,
    /// The room; `None` before it is opened for the first time.
    pub room: Option<Room>,
    /// Whether something may be said now.
    pub is_open: bool,
    /// As whom the reader is here.
    pub side: RoomSide,
    /// Entries that are kept from the reader.
    pub kept: Vec<String>,
}

/// The room itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomPage {
    /// What is around it.
    pub frame: RoomFrame,
    /// The shortlist of each track.
    pub tracks: Vec<Shortlist>,
    /// The questions that were opened, the newest first.
    pub votes: Vec<VoteLine>,
}

/// The shortlist of a track.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortlist {
    /// The track's name.
    pub track: String,
    /// Its entries, by place.
    pub entries: Vec<Shortlisted>,
    /// Whether the last of them and the first that is not on it are too near to tell apart.
    pub near_at_the_cut: bool,
}

/// An entry of the shortlist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortlisted {
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Its team.
    pub team: String,
    /// Its place among what the reader sees; `None` when it is not ranked any more.
    pub place: Option<u32>,
    /// Whether another entry has the same place.
    pub shared: bool,
    /// Its score, one decimal.
    pub score: String,
    /// The highest less the lowest total, one decimal.
    pub spread: String,
    /// Whether that is over the limit of the competition.
    pub wide: bool,
    /// Scorecards that count.
    pub scorecards: u32,
    /// Whether it and the next one are too near to tell apart.
    pub near_next: bool,
    /// Posts that were not taken back.
    pub posts: u32,
    /// Scorecards that were changed here.
    pub revisions: u32,
}

/// The room of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRoom {
    /// What is around it.
    pub frame: RoomFrame,
    /// What is known of its standing.
    pub entry: Shortlisted,
    /// Its track.
    pub track: String,
    /// The rubric that it is ranked by, and after it what else the scorecards have marks on, without weight.
    pub criteria: Vec<Criterion>,
    /// The rubric of the reader's own scorecard: that of its round.
    pub own_criteria: Vec<Criterion>,
    /// Whether the cards of others wait until the reader's own is handed in.
    pub withheld: bool,
    /// The scorecards that count, the reader's own first.
    pub cards: Vec<PanelCard>,
    /// What was said, in its order.
    pub posts: Vec<Post>,
    /// Languages the reader may have written in, the likeliest first.
    pub languages: Vec<String>,
    /// The version of the reader's own scorecard, if it may be changed here.
    pub revisable: Option<i64>,
}

/// A judge's scorecard, for the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelCard {
    /// Whose it is.
    pub judge: Called,
    /// Whether it is the reader's.
    pub own: bool,
    /// Its total, one decimal; `None` when nothing could be assessed.
    pub total: Option<String>,
    /// One for each criterion, in the order of the rubric.
    pub scores: Vec<Score>,
    /// What is said to the panel.
    pub note: String,
    /// What was changed here, the oldest first.
    pub revisions: Vec<Revision>,
}

/// A change of a scorecard in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: String,
    /// Each criterion that changed, by key: what was, what is.
    pub changes: Vec<(String, Score, Score)>,
}

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// Who said it.
    pub author: Called,
    /// Whether it was the reader.
    pub own: bool,
    /// The language it is in.
    pub language: String,
    /// What was said; `None` when it was taken back.
    pub text: Option<String>,
    /// When.
    pub at: Moment,
    /// When it was taken back.
    pub withdrawn_at: Option<Moment>,
}

/// A post to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPost {
    /// The language it is in.
    pub language: String,
    /// What is said.
    pub text: String,
}

/// A scorecard changed in the room, with its judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgeRevision {
    /// Whose it is.
    pub judge: JudgeId,
    /// What changed.
    pub revision: Revision,
}

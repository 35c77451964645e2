//! Questions that the panel votes on.

use super::{Called, RoomFrame};
use crate::{
    ids::{EntryId, JudgeId, VoteId, VoteOptionId},
    time::Moment,
};
use serde::{Deserialize, Serialize};

words! {
    /// What a question is about.
    VoteKind {
        /// The order of entries that nothing else parts.
        Tie = "tie",
        /// Who gets a distinction: a special award, an honourable mention.
        Award = "award",
        /// Anything else.
        Free = "free",
    }

    /// Where a question stands.
    VoteState {
        /// Judges vote.
        Open = "open",
        /// It is counted.
        Closed = "closed",
        /// An organiser took it back.
        Cancelled = "cancelled",
    }

    /// Who decides when the most votes are for several options.
    TieDecider {
        /// The chair of the panel: the option that the chair voted for.
        Chair = "chair",
        /// Organisers, with a reason.
        Organisers = "organisers",
    }
}

/// What a judge may be asked to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteOption {
    /// Its id.
    pub id: VoteOptionId,
    /// The entry, if it is one.
    pub entry: Option<EntryId>,
    /// Its words: the entry's title, or what organisers wrote.
    pub words: String,
}

/// What a judge chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// An option.
    Option(VoteOptionId),
    /// None of these.
    None,
    /// Present, and for nothing.
    Abstain,
}

/// A judge's vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// What was chosen.
    pub choice: Choice,
    /// Why the judge dissents, whatever comes out; empty where not.
    pub dissent: String,
}

/// A question as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelVote {
    /// Its id.
    pub id: VoteId,
    /// What it is about.
    pub kind: VoteKind,
    /// The distinction, with its name.
    pub award: Option<(crate::ids::AwardId, String)>,
    /// What is asked.
    pub question: String,
    /// Its options, in order.
    pub options: Vec<VoteOption>,
    /// Whether "none of these" can be chosen.
    pub none_option: bool,
    /// The share of those entitled who have to vote, in percent; who abstains has voted.
    pub quorum: u32,
    /// Who decides a tie of the vote.
    pub tie_decider: TieDecider,
    /// When it was opened.
    pub opened_at: Moment,
    /// The last second of it; `None`: until an organiser closes it.
    pub closes_at: Option<Moment>,
    /// Where it stands.
    pub state: VoteState,
    /// When it was closed or taken back.
    pub closed_at: Option<Moment>,
    /// What was counted, once it is closed.
    pub tally: Option<Tally>,
    /// The option that organisers decided for, where the vote was tied.
    pub decided_option: Option<VoteOptionId>,
    /// Why it was taken back, or decided so.
    pub reason: String,
    /// When its decision was put into effect.
    pub applied_at: Option<Moment>,
}

impl PanelVote {
    /// The entries among its options.
    pub fn entries(&self) -> impl Iterator<Item = EntryId> {
        self.options.iter().filter_map(|option| option.entry)
    }
}

/// Votes of one option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The option.
    pub option: VoteOptionId,
    /// Its votes.
    pub votes: u32,
}

/// A dissent of somebody who was entitled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedDissent {
    /// Whose.
    pub judge: JudgeId,
    /// Why.
    pub text: String,
}

/// What a vote came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Too few voted.
    NoQuorum,
    /// Nobody chose anything: all abstained.
    NoChoice,
    /// Most chose "none of these".
    NoneOfThese,
    /// These have the same number of votes, and no chair's vote among them.
    Tied(Vec<VoteOptionId>),
    /// It is decided.
    Decided {
        /// For which option.
        option: VoteOptionId,
        /// By whom.
        by: Decider,
    },
}

/// Who decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// More voted for it than for any other.
    Votes,
    /// Of those with the same number of votes, the one that the chair voted for.
    Chair,
    /// Of those with the same number of votes, the one that organisers chose.
    Organisers,
}

/// A vote, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Judges who could vote.
    pub entitled: u32,
    /// Judges of the panel who could not, because of a conflict of interest with an option.
    pub counted_out: u32,
    /// How many voted, with those who abstained.
    pub cast: u32,
    /// How many abstained.
    pub abstained: u32,
    /// How many chose "none of these".
    pub none: u32,
    /// The votes of every option, in the options' order.
    pub counts: Vec<Counted>,
    /// Dissents of those who were entitled.
    pub dissents: Vec<CountedDissent>,
    /// What it came to.
    pub outcome: Outcome,
}

/// A question in the list of the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteLine {
    /// Its id.
    pub id: VoteId,
    /// What it is about.
    pub kind: VoteKind,
    /// Where it stands.
    pub state: VoteState,
    /// What is asked; `None` when one of its options is kept from the reader.
    pub question: Option<String>,
    /// When it was opened.
    pub opened_at: Moment,
    /// Whether the reader is entitled to vote on it, and has.
    pub voted: Option<bool>,
}

/// A question as its readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownVote {
    /// The question, without what was counted.
    pub vote: PanelVote,
    /// What the reader voted.
    pub ballot: Option<Ballot>,
    /// Whether the reader may vote on it now.
    pub may_vote: bool,
    /// What came of it, once it is closed.
    pub result: Option<VoteResult>,
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteResult {
    /// The count.
    pub tally: Tally,
    /// The outcome, with what organisers decided.
    pub outcome: Outcome,
    /// Who dissents, as the room calls them, and why.
    pub dissents: Vec<(Called, String)>,
}

/// The page of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VotePage {
    /// What is around it.
    pub frame: RoomFrame,
    /// What it is about.
    pub kind: VoteKind,
    /// Where it stands.
    pub state: VoteState,
    /// The rest of it; `None` when one of its options is kept from the reader.
    pub shown: Option<ShownVote>,
}

/// What can be asked: the page on which a question is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteForms {
    /// What is around it.
    pub frame: RoomFrame,
    /// Groups of entries that only a vote can part, by the first entry: their track and titles.
    pub ties: Vec<(EntryId, String, Vec<String>)>,
    /// Distinctions by id, with their track and the entries of its shortlist.
    pub awards: Vec<(crate::ids::AwardId, String)>,
    /// Entries on the shortlist: id, track and title.
    pub entries: Vec<(EntryId, String, String)>,
    /// Whether the panel has a chair.
    pub chair: bool,
}

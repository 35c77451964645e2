//! The jury of a competition, its conflicts of interest, and who judges what.

use crate::{
    ids::{AssignmentId, CompetitionId, EntryId, JudgeId, RoundId, RunId},
    time::Moment,
};
use serde::{Deserialize, Serialize};

mod assigning;
mod assignment_board;
mod balance;
mod bottleneck;
mod conduct;
mod conflict;
mod declaration;
mod invitation;
mod jury;
mod list;
mod panel_board;
mod seat;
mod settings;
mod work_back;

pub use assigning::{CommittedSeed, ForbiddenPair, PairFacts, PairPage, PlanningPage};
pub use assignment_board::{
    AssignedJudge, AssignmentBoard, BoardEntry, BoardJudge, Preview, PreviewJudge, PreviewLine, PreviewLoad, Work,
};
pub use balance::{Balance, BalanceDesk, GENDER_AT_LEAST, LanguageNeed, Share};
pub use bottleneck::{Bottleneck, Helps, Remedy};
pub use conduct::{Conduct, ConductDesk, Signature};
pub use conflict::{
    ClaimRow, ClaimState, ConflictCategory, ConflictClaim, ConflictCounts, ConflictFilter, ConflictList,
    ConflictSource, ConflictsOverview, ConflictsView, Ended, EntryConflicts, FoundTie, JudgeConflicts,
};
pub use declaration::{DeclarableEntry, Declaration, DeclarationFilter, DeclaredTie};
pub use invitation::{InvitationStanding, InvitationView};
pub use jury::{JuryMember, JuryPage, PublicProfile};
pub use list::{JudgeList, LineProblem, ListProblem, ListedJudge};
pub use panel_board::{PanelBoard, PanelMemberRow, Readiness};
pub use seat::{Away, COMFORT, DEVICES, Invited, JudgeDesk, JudgeProfile, OpenWork, REGIONS};
pub use settings::{DEFAULT_EXPERTISE, DEFAULT_MINUTES, PanelSettings, PanelSettingsDesk};
pub use work_back::{NeedsJudges, Released};

/// Where a judge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JudgeState {
    /// Was sent a link.
    Invited,
    /// Accepted; has not declared conflicts yet and sees no entry.
    Accepted,
    /// Declared conflicts over the whole list of entries; may be assigned.
    Ready,
    /// Said no.
    Declined,
    /// Left the panel.
    Left,
    /// Accepted, and waits to be called in; sees no entry.
    Reserve,
    /// Left by their own will.
    SteppedDown,
}

impl JudgeState {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Invited, Self::Accepted, Self::Ready, Self::Declined, Self::Left, Self::Reserve, Self::SteppedDown];

    /// The word used in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Accepted => "accepted",
            Self::Ready => "ready",
            Self::Declined => "declined",
            Self::Left => "left",
            Self::Reserve => "reserve",
            Self::SteppedDown => "stepped_down",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// A member of a panel, as organisers see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judge {
    /// Its id.
    pub id: JudgeId,
    /// Its short name in files, unique in its competition.
    pub key: String,
    /// The competition.
    pub competition: CompetitionId,
    /// The name.
    pub name: String,
    /// Where the invitation goes; empty for imported judges without one.
    pub email: String,
    /// Who the judge works for.
    pub affiliation: String,
    /// What the judge knows.
    pub field: String,
    /// Language tags the judge reads.
    pub languages: Vec<String>,
    /// The most entries the judge takes; `None`: as many as needed.
    pub max_load: Option<u32>,
    /// Where the judge stands.
    pub state: JudgeState,
}

/// Whether a conflict bars or is only to be avoided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// Bars.
    Hard,
    /// To be avoided.
    Soft,
}

impl ConflictKind {
    /// The word used in storage and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hard => "hard",
            Self::Soft => "soft",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Hard, Self::Soft].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A tie between a judge and an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The judge.
    pub judge: JudgeId,
    /// The entry.
    pub entry: EntryId,
    /// Whether it bars.
    pub kind: ConflictKind,
    /// What tie it is, in the judge's words.
    pub reason: String,
    /// When it was declared.
    pub at: Moment,
}

/// One judge, one entry, one round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Its id.
    pub id: AssignmentId,
    /// The judge.
    pub judge: JudgeId,
    /// The entry.
    pub entry: EntryId,
    /// The round.
    pub round: RoundId,
    /// Whether a person, not the assigner, made it.
    pub by_hand: bool,
}

/// A run of the assigner: what it found, before or after it took effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentRun {
    /// Its id.
    pub id: RunId,
    /// When it was made.
    pub at: Moment,
    /// Whether it took effect.
    pub applied: bool,
    /// What it proposes.
    pub proposal: Proposal,
}

/// What the assigner proposes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Reviews each entry was to get.
    pub reviews_per_entry: u32,
    /// What ties were settled by.
    pub seed: u64,
    /// Who judges what.
    pub pairs: Vec<ProposedPair>,
    /// Entries that did not get enough judges.
    pub short: Vec<Shortage>,
    /// Pairs in which the judge reads none of the entry's languages.
    pub language_mismatches: u32,
    /// Pairs in which the judge has no device that the entry runs on.
    #[serde(default)]
    pub device_mismatches: u32,
    /// Entries that have more than one judge of an organisation, because too few others could take them.
    #[serde(default)]
    pub same_organisation: u32,
    /// Pairs with a conflict to be avoided.
    pub soft_conflicts: u32,
    /// Parts of the panel that share no entry with each other; 1 when scores can be compared.
    pub components: u32,
    /// Pairs that a conflict bars, among the judges and entries it chose from.
    #[serde(default)]
    pub conflicts_avoided: u32,
    /// SHA-256 of what it rests on, in hexadecimal: while that is the same, it may take effect.
    #[serde(default)]
    pub basis: String,
    /// It changes as little as possible of what is.
    #[serde(default)]
    pub repair: bool,
    /// Why entries are short.
    #[serde(default)]
    pub bottlenecks: Vec<Bottleneck<EntryId, JudgeId>>,
    /// What would help, the best first.
    #[serde(default)]
    pub remedies: Vec<Remedy<EntryId, JudgeId>>,
}

/// One pair of a proposal, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedPair {
    /// The judge.
    pub judge: JudgeId,
    /// The entry.
    pub entry: EntryId,
    /// The judge reads a language of the entry.
    pub language: bool,
    /// The judge has no device that the entry runs on.
    #[serde(default)]
    pub no_device: bool,
    /// A conflict to be avoided was accepted.
    pub soft_conflict: bool,
}

/// An entry that did not get enough judges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortage {
    /// The entry.
    pub entry: EntryId,
    /// Reviews it lacks.
    pub missing: u32,
    /// Judges who could take it at all.
    pub eligible: u32,
}

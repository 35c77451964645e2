//! Conflicts of interest with where they come from, as organisers see them.

use super::ConflictKind;
use crate::{
    competition::model::Competition,
    entries::model::FindingKind,
    ids::{EntryId, JudgeId},
    time::Moment,
};

words! {
    /// What tie it is. The last two are not for judges to choose: of a team they are asked nothing.
    ConflictCategory {
        /// Kin, partner or household.
        Family = "family",
        /// A close friend, or the opposite.
        Friend = "friend",
        /// One works for the other, or did lately.
        Employer = "employer",
        /// Both belong to one organisation.
        Organisation = "organisation",
        /// One gave the other money.
        Funded = "funded",
        /// One teaches or advises the other.
        Mentor = "mentor",
        /// They compete with each other.
        Competitor = "competitor",
        /// Something else, said in words.
        Other = "other",
        /// The judge is or was of the team.
        Team = "team",
    }
}

impl ConflictCategory {
    /// What people choose from.
    pub fn choices() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|category| *category != Self::Team)
    }
}

words! {
    /// Who says so.
    ConflictSource {
        /// The judge.
        Declared = "declared",
        /// The comparison of people, addresses and organisations.
        Detected = "detected",
        /// An organiser.
        Organiser = "organiser",
    }
}

words! {
    /// Where a claim stands.
    ClaimState {
        /// It takes effect.
        Counts = "counts",
        /// It takes effect; one organiser has proposed to set it aside, and another has to agree.
        Leaving = "leaving",
        /// It was set aside.
        Aside = "aside",
    }
}

words! {
    /// What a page of conflicts lists.
    ConflictsView {
        /// Ties that were found and wait for an organiser.
        Found = "found",
        /// Claims.
        Claims = "claims",
        /// Entries, with how many judges each has left.
        Entries = "entries",
        /// Judges.
        Judges = "judges",
    }
}

/// What a page of conflicts is limited to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConflictFilter {
    /// What it lists; `None`: what waits for an organiser, if anything does.
    pub view: Option<ConflictsView>,
    /// Only claims that bar, or only those that do not.
    pub kind: Option<ConflictKind>,
    /// Only claims of this source.
    pub source: Option<ConflictSource>,
    /// Only of this judge.
    pub judge: Option<JudgeId>,
    /// Only of this entry.
    pub entry: Option<EntryId>,
    /// Only entries that have too few judges left.
    pub few: bool,
    /// Words in a title, a team or a judge's name.
    pub text: String,
    /// The page, from 1.
    pub page: usize,
}

/// What somebody says of a judge and an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictClaim {
    /// The judge.
    pub judge: JudgeId,
    /// The entry.
    pub entry: EntryId,
    /// Who says so.
    pub source: ConflictSource,
    /// Whether it bars.
    pub kind: ConflictKind,
    /// What tie it is.
    pub category: ConflictCategory,
    /// In words, for organisers only.
    pub reason: String,
    /// Where it stands.
    pub state: ClaimState,
    /// The name of the organiser who made or confirmed it.
    pub made_by: Option<String>,
    /// Since when.
    pub at: Moment,
    /// Why it was, or is to be, set aside.
    pub aside_reason: String,
    /// The name of the organiser who set it aside or proposed to.
    pub aside_by: Option<String>,
    /// Whether that is the reader.
    pub aside_own: bool,
    /// The name of the organiser who agreed.
    pub seconded_by: Option<String>,
    /// What it ended.
    pub ended: Ended,
}

/// What became of the scorecard of a pair with a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// There is none, or it goes on.
    Nothing,
    /// A draft is closed.
    Draft,
    /// A scorecard that was handed in counts no more.
    Scorecard,
}

/// A claim with the names of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    /// The claim.
    pub claim: ConflictClaim,
    /// The judge's name.
    pub judge: String,
    /// The judge's organisation.
    pub affiliation: String,
    /// The entry's title.
    pub title: String,
    /// Its team's name.
    pub team: String,
}

/// A tie that was found (trust.md K-01) and that no organiser has weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundTie {
    /// The judge.
    pub judge: JudgeId,
    /// The judge's name.
    pub name: String,
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Its team's name.
    pub team: String,
    /// Which finding of the entry.
    pub finding: String,
    /// What tie it is.
    pub kind: FindingKind,
    /// What shows it.
    pub detail: String,
    /// The member it is about.
    pub member: Option<String>,
}

/// An entry, its conflicts, and who may still judge it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryConflicts {
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Its team's name.
    pub team: String,
    /// Judges who are barred.
    pub hard: u32,
    /// Judges with a tie to be weighed.
    pub soft: u32,
    /// Ready judges who were asked about it and are not barred.
    pub able: u32,
    /// Reviews it needs, and one to spare: with fewer judges left, one more conflict leaves it short.
    pub few: bool,
}

/// A judge and the judge's conflicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgeConflicts {
    /// The judge.
    pub judge: JudgeId,
    /// The name.
    pub name: String,
    /// Who the judge works for.
    pub affiliation: String,
    /// Entries that are barred.
    pub hard: u32,
    /// Entries with a tie to be weighed.
    pub soft: u32,
    /// Entries the judge is yet to say something of.
    pub unanswered: u32,
}

/// What a page of conflicts lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConflictList {
    /// See [`ConflictsView::Found`].
    Found(Vec<FoundTie>),
    /// See [`ConflictsView::Claims`].
    Claims(Vec<ClaimRow>),
    /// See [`ConflictsView::Entries`].
    Entries(Vec<EntryConflicts>),
    /// See [`ConflictsView::Judges`].
    Judges(Vec<JudgeConflicts>),
}

/// How many there are of each, whatever the page is limited to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConflictCounts {
    /// Ties that were found and wait.
    pub found: u32,
    /// Pairs that are barred.
    pub hard: u32,
    /// Pairs with a tie to be weighed.
    pub soft: u32,
    /// Entries with too few judges left.
    pub few: u32,
    /// Claims that wait for a second organiser.
    pub leaving: u32,
}

/// The conflicts of a competition, for its organisers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictsOverview {
    /// The competition.
    pub competition: Competition,
    /// How many there are.
    pub counts: ConflictCounts,
    /// What is listed.
    pub list: ConflictList,
    /// How many lines the list has on all its pages.
    pub lines: usize,
    /// When ties were looked for last.
    pub compared_at: Option<Moment>,
    /// Judges by name, to choose from.
    pub judges: Vec<(JudgeId, String)>,
    /// The entry that the page is limited to, with its title.
    pub entry: Option<(EntryId, String)>,
    /// Whether anything can be changed in the present state.
    pub open: bool,
}

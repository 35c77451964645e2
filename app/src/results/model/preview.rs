//! The results for organisers, before and after they are published.

use super::{GivenAward, PrizeCheck, PublicationFacts, ResultsDocument, TieNote};
use crate::{
    competition::model::{Award, Competition, Proposal, Track},
    ids::EntryId,
    number::Exact,
    results::ranking::EntryDoubt,
    time::Moment,
};

/// The results as they would come out now, for organisers.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The competition.
    pub competition: Competition,
    /// The ranking of each track, with everything that is not published.
    pub tracks: Vec<TrackPreview>,
    /// What would be published.
    pub document: ResultsDocument,
    /// SHA-256 of its JSON: what is approved. Empty for an organiser from whom an entry is kept: it is not the whole.
    pub digest: String,
    /// What is published already, the newest first.
    pub publications: Vec<PublicationFacts>,
    /// What waits for a second organiser, or for its time.
    pub proposals: Vec<Proposal>,
    /// When a publication that was confirmed did not come out, because what was approved had changed.
    pub failed: Option<Moment>,
}

/// The ranking of one track, for organisers.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackPreview {
    /// The track.
    pub track: Track,
    /// The ranked entries, in order.
    pub ranked: Vec<RankedEntry>,
    /// Eligible entries without a scorecard that counts.
    pub unranked: Vec<NamedEntry>,
    /// Parts of the panel without a common judge: above 1, scores of different parts cannot be compared.
    pub parts: usize,
    /// Whether the method gives no ranking, because no judge links the parts; then it is that by the mean.
    pub unrankable: bool,
    /// Groups of entries that only a vote of the panel can part.
    pub ties: Vec<Vec<TiedEntry>>,
    /// Its distinctions and who has them.
    pub distinctions: Vec<Distinction>,
}

/// An entry by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedEntry {
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Its team.
    pub team: String,
}

/// The minors of a team by what their guardians said about publication. Who has agreed is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MinorConsents {
    /// Whose guardians were not asked.
    pub unasked: u32,
    /// Whose guardians have not answered.
    pub pending: u32,
    /// Whose guardians refused.
    pub refused: u32,
}

impl MinorConsents {
    /// Whether the team is shown without its name, which may be a minor's, because one of its minors may not be shown.
    pub const fn withheld(self) -> bool {
        self.unasked + self.pending + self.refused > 0
    }
}

/// One place, for organisers.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedEntry {
    /// Who.
    pub name: NamedEntry,
    /// What guardians said about its minors being shown.
    pub minors: MinorConsents,
    /// 1 for the best; shared places repeat it.
    pub place: u32,
    /// Whether another entry has the same place.
    pub shared: bool,
    /// The score, as it gave the place.
    pub score: Exact,
    /// The mean of the judges' totals.
    pub raw_mean: Exact,
    /// What else may be true; nothing where there is nothing to compare.
    pub doubt: Option<EntryDoubt>,
    /// The highest less the lowest total of a judge.
    pub spread: Exact,
    /// Whether the spread is over the limit of the competition.
    pub wide: bool,
    /// Scorecards that count.
    pub scorecards: u32,
    /// Whether these are fewer than the rules promise.
    pub short: bool,
    /// Why it comes after the one before, when both have the same score.
    pub settled: Option<TieNote>,
    /// What it wins.
    pub awards: Vec<GivenAward>,
    /// What is missing before that is more than provisional; of who wins something.
    pub open: Vec<PrizeCheck>,
}

/// An entry of a tie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TiedEntry {
    /// Who.
    pub name: NamedEntry,
    /// The votes recorded for it.
    pub votes: Option<u32>,
}

/// A distinction and who has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distinction {
    /// The award.
    pub award: Award,
    /// The entries it was given to, with the reason.
    pub given: Vec<(NamedEntry, String)>,
}

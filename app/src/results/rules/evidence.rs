//! What results are computed from.

use crate::{
    competition::model::{Competition, Criterion, FurtherRound, RankingChoice, RankingRules, Track},
    entries::model::EntryState,
    ids::{AwardId, EntryId, JudgeId, RoundId, TrackId},
    results::model::{MinorConsents, PrizeCheck, PrizeFacts, PublicEntry},
    scores::model::Scorecard,
    time::Moment,
};
use std::collections::{BTreeMap, BTreeSet};

/// Everything stored of one competition that decides its results.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The competition.
    pub competition: Competition,
    /// How its entries are ranked, and the seal of it.
    pub ranking: RankingChoice,
    /// What two organisers agreed to rank by instead.
    pub departure: Option<Departure>,
    /// The seed of the lottery, in hexadecimal, if there is one.
    pub lottery: Option<String>,
    /// Its tracks with rubric and awards.
    pub tracks: Vec<Track>,
    /// Its rounds, in order.
    pub rounds: Vec<RoundId>,
    /// Those of them that entries went on to, in order.
    pub further: Vec<FurtherRound>,
    /// Its entries in every state.
    pub entries: Vec<JudgedEntry>,
    /// The field each judge works in.
    pub fields: BTreeMap<JudgeId, String>,
    /// Its scorecards in every state.
    pub scorecards: Vec<Scorecard>,
    /// The panel's votes on ties.
    pub votes: BTreeMap<EntryId, u32>,
    /// Distinctions that were given.
    pub decisions: Vec<Decision>,
    /// What became of prizes.
    pub prizes: PrizeFacts,
}

impl Evidence {
    /// How entries are ranked now.
    pub fn rules(&self) -> RankingRules {
        self.departure.as_ref().map_or(self.ranking.rules, |departure| departure.rules)
    }

    /// The rubric of a track in a round.
    pub fn rubric(&self, track: &Track, round: RoundId) -> Vec<Criterion> {
        let further = self.further.iter().find(|further| further.round == round);
        further.map_or_else(|| track.criteria.clone(), |further| further.weights.rubric(track))
    }

    /// Without entries that are kept from a reader: what is ranked is ranked among the others. For showing only, never for
    /// what is published.
    #[must_use]
    pub fn without(mut self, kept: &BTreeSet<EntryId>) -> Self {
        self.entries.retain(|entry| !kept.contains(&entry.id));
        self.scorecards.retain(|card| !kept.contains(&card.entry));
        self.votes.retain(|entry, _| !kept.contains(entry));
        self.decisions.retain(|given| !kept.contains(&given.entry));
        self
    }

    /// What is missing before the awards of an entry are more than provisional. Guardians who all agree need no tick; where one
    /// does not, an organiser says how it was settled.
    pub fn open_checks(&self, entry: &JudgedEntry) -> Vec<PrizeCheck> {
        let ticked = self.prizes.checked.get(&entry.id);
        let open = |check: &&PrizeCheck| match check {
            PrizeCheck::Guardians if !entry.minors.withheld() => false,
            check => !ticked.is_some_and(|ticked| ticked.contains(check)),
        };
        PrizeCheck::ALL.iter().filter(open).copied().collect()
    }
}

/// A departure from the sealed method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// What is ranked by instead.
    pub rules: RankingRules,
    /// Why.
    pub reason: String,
    /// The two organisers.
    pub names: String,
    /// When it took effect.
    pub at: Moment,
}

/// An entry, as far as results need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedEntry {
    /// Its id.
    pub id: EntryId,
    /// Its short name in files.
    pub key: String,
    /// Its track.
    pub track: TrackId,
    /// Where it stands.
    pub state: EntryState,
    /// Its title, as judged.
    pub title: String,
    /// One line, as judged.
    pub pitch: String,
    /// Its team.
    pub team: String,
    /// Countries of its members that may be shown, sorted.
    pub countries: Vec<String>,
    /// What guardians said about its minors being shown.
    pub minors: MinorConsents,
    /// What everybody may know of it, of what was frozen; nothing of one that never was.
    pub about: Option<PublicEntry>,
}

/// A distinction given to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The award.
    pub award: AwardId,
    /// The entry.
    pub entry: EntryId,
    /// Why.
    pub reason: String,
}

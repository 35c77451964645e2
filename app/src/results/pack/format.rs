//! What is in the file. Numbers are whole or written as text, so that no reader turns one into a float; the order of the
//! fields here is their order in the file, without which the digest would be another.

use crate::{
    number::Decimal,
    results::{
        model::{PassedHow, ResultsDocument},
        ranking::Method,
    },
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The form that is written here.
pub const FORMAT: &str = "peaceapp-result-pack/1";

/// The file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// [`FORMAT`].
    pub format: String,
    /// What was published, and from what. The log states its digest.
    pub content: Content,
    /// That the log has it.
    pub proofs: Proofs,
}

/// Everything but proofs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The version of the program that wrote it.
    pub program: String,
    /// The log's key: `name+id+key`.
    pub key: String,
    /// The competition's id.
    pub competition: String,
    /// The publication's version, from 1.
    pub version: i64,
    /// How totals became scores.
    pub method: Method,
    /// What the log states of the method as it was fixed before; nothing where it was not.
    pub sealed: Option<Salted>,
    /// The published document, byte for byte: JSON.
    pub document: String,
    /// What was judged, by what, and who won what.
    pub tracks: Vec<PackTrack>,
    /// What the log states of each scorecard that counts, in the order of their bodies.
    pub scorecards: Vec<Salted>,
    /// The signed checkpoints before the publication, from the oldest.
    pub checkpoints: Vec<Checkpointed>,
}

impl Content {
    /// The document that was published; `None` when it is none.
    pub fn results(&self) -> Option<ResultsDocument> {
        serde_json::from_str(&self.document).ok()
    }

    /// The seed of the lottery that settles the last ties, in hexadecimal.
    pub(super) fn lottery_seed(&self) -> Option<String> {
        self.results().and_then(|document| document.lottery_seed)
    }
}

/// A statement of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Salted {
    /// What kept others from guessing it until now, in hexadecimal.
    pub salt: String,
    /// What is stated: JSON, byte for byte.
    pub body: String,
}

/// A checkpoint and why it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpointed {
    /// `opening`, `close_of_judging`, `proposal`, ...
    pub occasion: String,
    /// The signed note.
    pub note: String,
}

/// A track.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackTrack {
    /// Its short name.
    pub key: String,
    /// Its rubric.
    pub criteria: Vec<PackCriterion>,
    /// The further rounds that count in it, of each level from 1 on.
    pub rounds: Vec<PackRound>,
    /// What decides between equal scores, in this order.
    pub tie_order: Vec<String>,
    /// The ranked entries, by their short names.
    pub entries: Vec<PackEntry>,
    /// Its awards.
    pub awards: Vec<PackAward>,
    /// The distinctions that were given to ranked entries.
    pub decisions: Vec<Given>,
    /// Prizes that passed a ranked entry by, in the order of awards and then of entries; not there when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed: Vec<Passed>,
    /// The entries, by their short names, whose awards are provisional; not there when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provisional: Vec<String>,
    /// What the scores of `adjusted` rest on; nothing of the other methods.
    pub fit: Option<PackFit>,
}

/// What the scores of `adjusted` rest on, so that others compute from it and see that it is the best fit. Numbers are floating
/// point, as short as they can be written and still be read as the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackFit {
    /// The variance between entries, in points squared.
    pub entry: String,
    /// That between judges.
    pub judge: String,
    /// That of the rest.
    pub residual: String,
    /// By what the scorecards of each judge weigh more or less than others; empty when they weigh the same.
    pub judge_weights: Vec<JudgeWeight>,
}

/// By what the scorecards of a judge weigh more or less.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JudgeWeight {
    /// The judge, as scorecards name them.
    pub judge: String,
    /// The factor.
    pub weight: String,
}

/// A line of a rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackCriterion {
    /// Its short name.
    pub key: String,
    /// Points out of 100.
    pub weight: Decimal,
    /// The lowest mark.
    pub min: Decimal,
    /// The highest mark.
    pub max: Decimal,
    /// From one mark to the next.
    pub step: Decimal,
}

/// A further round of judging.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackRound {
    /// Its id, which scorecards name.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// `carried` or `fresh`.
    pub rule: String,
    /// What the criteria weigh in it, in their order, where it has a rubric of its own.
    pub weights: Option<Vec<Decimal>>,
}

/// A ranked entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackEntry {
    /// Its id, which scorecards name.
    pub id: String,
    /// Its short name, as in the document.
    pub key: String,
    /// Through how many further rounds it went.
    pub level: u32,
    /// The panel's votes for it in a tie.
    pub votes: Option<u32>,
}

/// An award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackAward {
    /// Its name.
    pub name: String,
    /// What is won.
    pub prize: String,
    /// Whether it follows from the place.
    pub by_place: bool,
    /// How many of it there are.
    pub count: u32,
}

/// A distinction that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// The number of the award in its track, from 0.
    pub award: usize,
    /// The entry's short name.
    pub entry: String,
    /// The jury's reason.
    pub reason: String,
}

/// A prize that its entry did not take or was not given; why is nobody's business but theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passed {
    /// The number of the award in its track, from 0.
    pub award: usize,
    /// The entry's short name.
    pub entry: String,
    /// `declined` or `not_given`.
    pub how: PassedHow,
}

/// That the log has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proofs {
    /// The signed checkpoint made at the publication.
    pub checkpoint: String,
    /// The hashes of all leaves below it, one after the other, in base64.
    pub leaves: String,
    /// Of each checkpoint of the content, the path to the next, the last of them to that of the publication (RFC 6962,
    /// section 2.1.2), in base64.
    pub consistency: Vec<Vec<String>>,
    /// What the log states of the content.
    pub statement: PackStatement,
    /// What it states of the sealed method.
    pub sealed: Option<Inclusion>,
    /// What it states of each scorecard, in the order of the content.
    pub scorecards: Vec<Inclusion>,
}

/// The place of what the log states of the content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackStatement {
    /// Its salt, in hexadecimal.
    pub salt: String,
    /// Its leaf's number, from 0.
    pub index: u64,
    /// The path from the leaf up.
    pub path: Vec<String>,
}

/// The place of a leaf, and the path to the root of the publication's checkpoint (RFC 6962, section 2.1.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inclusion {
    /// The leaf's number, from 0.
    pub index: u64,
    /// The siblings from the leaf up, in base64.
    pub path: Vec<String>,
}

/// A scorecard's marks by criterion.
pub(super) type Marks = BTreeMap<String, Option<Decimal>>;

/// The one form of the file or a part of it as text.
///
/// # Errors
/// None that its types allow.
pub fn json(part: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(part)
}

/// What the log states of the content of a pack with this digest.
pub fn pack_statement(competition: &str, version: i64, content: &str) -> String {
    format!("{{\"pack\":1,\"competition\":\"{competition}\",\"version\":{version},\"content\":\"{content}\"}}")
}

/// What the log states of a method that is fixed before scores are seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedMethod {
    /// The form of this: 1.
    pub sealed_method: u8,
    /// Where.
    pub competition: String,
    /// What was fixed: JSON, byte for byte, with the method as `rules.method` and the digest of the lottery's seed as `lottery`.
    pub text: String,
}

impl SealedMethod {
    /// That this was fixed.
    pub const fn new(competition: String, text: String) -> Self {
        Self { sealed_method: 1, competition, text }
    }
}

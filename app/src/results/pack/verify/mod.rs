//! Whether a pack holds: step by step, ending at the first that does not, since what comes after it would rest on it.

mod log;
mod method;
mod outside;
mod results;
mod rubric;
mod scorecards;

use super::format::{FORMAT, Pack, json};
use serde::Serialize;

/// Whether 64 bytes are the Ed25519 signature (RFC 8032) of a text by a public key.
pub type Signed = fn(&[u8; 32], &[u8], &[u8; 64]) -> bool;

/// What somebody has who did not get it from the pack.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    /// The log's key, in one line.
    pub key: Option<String>,
    /// Receipts of judges.
    pub receipts: Vec<String>,
    /// Checkpoints that were kept: signed notes, with an empty line between them.
    pub checkpoints: Option<String>,
}

/// The steps, in the order they are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepName {
    /// The file is a pack, in the one form a pack has.
    Format,
    /// Its key is read, and is the one that is known from elsewhere.
    Key,
    /// Every checkpoint is signed with it.
    Signatures,
    /// Each checkpoint's log grew from the one before.
    Consistency,
    /// The leaves give the roots of all checkpoints.
    Leaves,
    /// The log states the digest of everything in the pack that is no proof.
    Statement,
    /// The method was fixed before scores were seen.
    Method,
    /// The log states each scorecard; none is there twice; each is of an entry and a round in which it counts.
    Scorecards,
    /// The published rubric is the one that is counted on, and all marks are on its scales.
    Rubric,
    /// Scores and places come out as published.
    Ranking,
    /// What parted equal scores is what was published.
    Ties,
    /// Awards by place follow from places, and distinctions are those that were given.
    Awards,
    /// Numbers of entries, judges and scorecards are the published ones.
    Counts,
    /// How sure places are comes out again from the same draws.
    Doubt,
    /// The log is the one that kept checkpoints and receipts are from, and the receipts' scorecards count.
    Outside,
}

impl StepName {
    /// All of them, in order.
    pub const ALL: [Self; 15] = [
        Self::Format,
        Self::Key,
        Self::Signatures,
        Self::Consistency,
        Self::Leaves,
        Self::Statement,
        Self::Method,
        Self::Scorecards,
        Self::Rubric,
        Self::Ranking,
        Self::Ties,
        Self::Awards,
        Self::Counts,
        Self::Doubt,
        Self::Outside,
    ];

    /// The word for it, in every verifier.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Key => "key",
            Self::Signatures => "signatures",
            Self::Consistency => "consistency",
            Self::Leaves => "leaves",
            Self::Statement => "statement",
            Self::Method => "method",
            Self::Scorecards => "scorecards",
            Self::Rubric => "rubric",
            Self::Ranking => "ranking",
            Self::Ties => "ties",
            Self::Awards => "awards",
            Self::Counts => "counts",
            Self::Doubt => "doubt",
            Self::Outside => "outside",
        }
    }
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It holds.
    Passed,
    /// Nothing contradicts it, and something that would show it is missing: the detail says what.
    Noted,
    /// It does not hold.
    Failed,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Which.
    pub name: StepName,
    /// What came of it.
    pub outcome: Outcome,
    /// In words, in English.
    pub detail: String,
}

/// The steps that were taken: all of them, or those up to the first that failed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// In order.
    pub steps: Vec<Step>,
}

impl Report {
    /// Whether everything holds.
    pub fn verified(&self) -> bool {
        self.failed().is_none() && self.steps.len() == StepName::ALL.len()
    }

    /// The step that failed.
    pub fn failed(&self) -> Option<&Step> {
        self.steps.iter().find(|step| step.outcome == Outcome::Failed)
    }

    fn take<T>(&mut self, name: StepName, checked: Checked<T>) -> Option<T> {
        let (value, outcome, detail) = match checked {
            Ok((value, outcome, detail)) => (Some(value), outcome, detail),
            Err(detail) => (None, Outcome::Failed, detail),
        };
        self.steps.push(Step { name, outcome, detail });
        value
    }
}

/// What a step found, how sure it is, and in words; or why it failed.
type Checked<T> = Result<(T, Outcome, String), String>;

fn passed<T>(value: T, detail: String) -> Checked<T> {
    Ok((value, Outcome::Passed, detail))
}

fn noted<T>(value: T, detail: String) -> Checked<T> {
    Ok((value, Outcome::Noted, detail))
}

/// Takes the steps. Who signed is known only where a key was given from outside.
pub fn verify(file: &[u8], outside: &Outside, signed: Signed) -> Report {
    let mut report = Report::default();
    steps(file, outside, signed, &mut report);
    report
}

fn steps(file: &[u8], outside: &Outside, signed: Signed, report: &mut Report) -> Option<()> {
    let pack = report.take(StepName::Format, read(file))?;
    let content = &pack.content;
    let key = report.take(StepName::Key, log::key(content, outside.key.as_deref()))?;
    let checkpoints = report.take(StepName::Signatures, log::signatures(&pack, &key, signed))?;
    report.take(StepName::Consistency, log::consistency(&pack, &checkpoints))?;
    let log = report.take(StepName::Leaves, log::leaves(&pack, checkpoints))?;
    report.take(StepName::Statement, log::statement(&pack, &log))?;
    report.take(StepName::Method, method::method(&pack, &log))?;
    let cards = report.take(StepName::Scorecards, scorecards::scorecards(&pack, &log))?;
    let document = report.take(StepName::Rubric, rubric::rubric(content, &cards))?;
    let ranked = report.take(StepName::Ranking, results::ranking(content, &cards, &document))?;
    report.take(StepName::Ties, results::ties(content, &ranked, &document))?;
    report.take(StepName::Awards, results::awards(content, &ranked, &document))?;
    report.take(StepName::Counts, results::counts(&cards, &ranked, &document))?;
    report.take(StepName::Doubt, results::doubt(content, &ranked, &document))?;
    report.take(StepName::Outside, outside::outside(&log, &key, &cards, outside, signed))
}

fn read(file: &[u8]) -> Checked<Pack> {
    let text = std::str::from_utf8(file).map_err(|error| error.to_string())?;
    let pack: Pack = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if pack.format != FORMAT {
        return Err(format!("this is {:?}, not {FORMAT:?}", pack.format));
    }
    if json(&pack).map_err(|error| error.to_string())? != text {
        return Err("it is not written in the one form a pack has".to_owned());
    }
    let version = pack.content.version;
    passed(pack, format!("{FORMAT}, version {version} of the publication, {} bytes", file.len()))
}

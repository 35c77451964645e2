//! Whether the files of a competition fit together.

use super::parcel::Document;
use crate::exchange::{
    FileError, FileErrors, Located, Problem,
    conflicts::{ConflictKind, ConflictRecord},
    judges::JudgeRecord,
    scores::ScoreRecord,
};
use app::{
    competition::{
        model::{NewCriterion, NewTrack},
        rules::check_competition,
    },
    error::{AppError, FieldError, Problem as FieldProblem},
    number::Decimal,
};
use std::collections::{HashMap, HashSet};

/// The tables, with their names in messages.
pub struct Tables<'t> {
    /// The name of `competition.json`.
    pub document_file: &'t str,
    /// The name of `judges.csv`.
    pub judges_file: &'t str,
    /// `judges.csv`.
    pub judges: &'t [Located<JudgeRecord>],
    /// The name of `conflicts.csv`.
    pub conflicts_file: &'t str,
    /// `conflicts.csv`.
    pub conflicts: &'t [Located<ConflictRecord>],
    /// The name of `scores.csv`.
    pub scores_file: &'t str,
    /// `scores.csv`.
    pub scores: &'t [Located<ScoreRecord>],
}

/// Checks that everything names what is there, that marks are on their scales and nobody scored against a conflict.
///
/// # Errors
/// Everything that is wrong.
pub fn check(document: &Document, tables: &Tables<'_>) -> Result<(), FileErrors> {
    let mut check = Check { errors: FileErrors::default() };
    settings(document, tables, &mut check);
    references(document, tables, &mut check);
    emails(tables, &mut check);
    let entries: HashMap<&str, &str> =
        document.entries.iter().map(|entry| (entry.key.as_str(), entry.track.as_str())).collect();
    let judges: HashSet<&str> = tables.judges.iter().map(|row| row.record.judge.as_str()).collect();
    let hard = conflicts(&entries, &judges, tables, &mut check);
    let rubrics: HashMap<&str, &NewTrack> =
        document.competition.tracks.iter().map(|track| (track.key.as_str(), track)).collect();
    let mut cards = HashSet::new();
    for Located { line, record } in tables.scores {
        let file = tables.scores_file;
        let pair = (record.entry.as_str(), record.judge.as_str());
        cards.insert(pair);
        let Some(track) = entries.get(pair.0).and_then(|track| rubrics.get(track)) else {
            check.unknown(file, *line, "entry", pair.0, "entries.csv");
            continue;
        };
        if !judges.contains(pair.1) {
            check.unknown(file, *line, "judge", pair.1, "judges.csv");
        }
        match track.criteria.iter().find(|criterion| criterion.key == record.criterion) {
            None => check.unknown(file, *line, "criterion", &record.criterion, "the rubric of the entry's track"),
            Some(criterion) => {
                if let Some(mark) = record.score.filter(|mark| !is_on_scale(criterion, *mark)) {
                    check.column(file, *line, "score", off_scale(criterion, mark));
                }
            }
        }
        if hard.contains(&pair) {
            let rule = "conflicts.csv says that a hard conflict bars this judge from this entry";
            check.column(file, *line, "judge", Problem::Senseless { value: record.judge.clone(), rule });
        }
    }
    unscored(document, tables, &cards, &mut check);
    check.errors.or(())
}

struct Check {
    errors: FileErrors,
}

impl Check {
    fn column(&mut self, file: &str, line: u64, column: &str, problem: Problem) {
        self.errors.push(FileError { file: file.to_owned(), line, column: Some(column.to_owned()), problem });
    }

    fn unknown(&mut self, file: &str, line: u64, column: &str, value: &str, list: &str) {
        self.column(file, line, column, Problem::Unknown { value: value.to_owned(), list: list.to_owned() });
    }
}

fn is_on_scale(criterion: &NewCriterion, mark: Decimal) -> bool {
    let steps = i128::from(mark.micros()) - i128::from(criterion.min.micros());
    (criterion.min..=criterion.max).contains(&mark) && steps.checked_rem(i128::from(criterion.step.micros())) == Some(0)
}

fn off_scale(criterion: &NewCriterion, mark: Decimal) -> Problem {
    let NewCriterion { min, max, step, .. } = criterion;
    Problem::OffScale { value: mark.to_string(), min: min.to_string(), max: max.to_string(), step: step.to_string() }
}

/// The settings keep to the rules of the forms, but that words may be missing and weights be relative to each other:
/// tables bring such.
fn settings(document: &Document, tables: &Tables<'_>, check: &mut Check) {
    let Err(AppError::Invalid(errors)) = check_competition(&document.competition) else { return };
    for FieldError { field, problem } in errors {
        if !matches!(problem, FieldProblem::WeightsTotal { .. } | FieldProblem::Required) {
            let problem = Problem::Disagrees(format!("the settings break a rule: {problem:?}"));
            check.column(tables.document_file, 0, &field, problem);
        }
    }
}

/// Everything in `competition.json` names what is there.
fn references(document: &Document, tables: &Tables<'_>, check: &mut Check) {
    let file = tables.document_file;
    let mut entries = HashSet::new();
    for entry in &document.entries {
        if !entries.insert(entry.key.as_str()) {
            let rule = "another entry has the same key";
            check.column(file, 0, "entries.key", Problem::Senseless { value: entry.key.clone(), rule });
        }
        if document.track(&entry.track).is_none() {
            check.unknown(file, 0, "entries.track", &entry.track, "the tracks");
        }
    }
    let further = document.further_rounds.iter();
    let judges: HashSet<&str> = tables.judges.iter().map(|row| row.record.judge.as_str()).collect();
    let named_entries = (document.assignments.iter().map(|of| ("assignments.entry", &of.entry)))
        .chain(document.scorecards.iter().map(|of| ("scorecards.entry", &of.entry)))
        .chain(document.tie_votes.iter().map(|of| ("tie_votes.entry", &of.entry)))
        .chain(document.given_awards.iter().map(|of| ("given_awards.entry", &of.entry)))
        .chain(document.prizes.prizes.iter().map(|of| ("prizes.prizes.entry", &of.entry)))
        .chain(document.prizes.checks.iter().map(|of| ("prizes.checks.entry", &of.entry)))
        .chain(further.clone().flat_map(|of| of.entries.iter().map(|entry| ("further_rounds.entries", entry))));
    for (at, entry) in named_entries.filter(|(_, entry)| !entries.contains(entry.as_str())) {
        check.unknown(file, 0, at, entry, "the entries");
    }
    let named_judges = (document.judges.iter().map(|of| ("judges.judge", &of.judge)))
        .chain(document.assignments.iter().map(|of| ("assignments.judge", &of.judge)))
        .chain(document.scorecards.iter().map(|of| ("scorecards.judge", &of.judge)))
        .chain(further.clone().flat_map(|of| of.judges.iter().map(|judge| ("further_rounds.judges", judge))));
    for (at, judge) in named_judges.filter(|(_, judge)| !judges.contains(judge.as_str())) {
        check.unknown(file, 0, at, judge, "judges.csv");
    }
    let rounds: HashSet<&str> = document.competition.rounds.iter().map(|round| round.key.as_str()).collect();
    let named_rounds = (document.assignments.iter().map(|of| ("assignments.round", &of.round)))
        .chain(document.scorecards.iter().map(|of| ("scorecards.round", &of.round)))
        .chain(further.clone().map(|of| ("further_rounds.round", &of.round)));
    for (at, round) in named_rounds.filter(|(_, round)| !rounds.contains(round.as_str())) {
        check.unknown(file, 0, at, round, "the rounds");
    }
    for weight in further.flat_map(|of| &of.weights) {
        let track = document.track(&weight.track);
        if !track.is_some_and(|track| track.criteria.iter().any(|line| line.key == weight.criterion)) {
            check.unknown(file, 0, "further_rounds.weights", &weight.criterion, "the rubric of this track");
        }
        if weight.weight <= Decimal::ZERO {
            let rule = "a criterion that is not in the rubric of a round is left out";
            let value = weight.weight.to_string();
            check.column(file, 0, "further_rounds.weights", Problem::Senseless { value, rule });
        }
    }
    let given = document.given_awards.iter().map(|of| ("given_awards.award", &of.track, &of.award));
    let prizes = document.prizes.prizes.iter().map(|of| ("prizes.prizes.award", &of.track, &of.award));
    for (at, track, award) in given.chain(prizes) {
        if !document.track(track).is_some_and(|track| track.awards.iter().any(|known| known.key == *award)) {
            check.unknown(file, 0, at, award, "the awards of this track");
        }
    }
    let rubrics: HashMap<&str, &NewTrack> =
        document.entries.iter().filter_map(|entry| Some((entry.key.as_str(), document.track(&entry.track)?))).collect();
    for card in &document.scorecards {
        let Some(track) = rubrics.get(card.entry.as_str()) else { continue };
        for score in &card.scores {
            match track.criteria.iter().find(|criterion| criterion.key == score.criterion) {
                None => check.unknown(file, 0, "scorecards.criterion", &score.criterion, "the rubric"),
                Some(criterion) => {
                    if let Some(mark) = score.mark.filter(|mark| !is_on_scale(criterion, *mark)) {
                        check.column(file, 0, "scorecards.mark", off_scale(criterion, mark));
                    }
                }
            }
        }
    }
}

fn emails(tables: &Tables<'_>, check: &mut Check) {
    let mut seen = HashSet::new();
    for Located { line, record } in tables.judges {
        if let Some(email) = &record.email
            && !seen.insert(email.to_lowercase())
        {
            let rule = "another judge has the same address";
            check.column(tables.judges_file, *line, "email", Problem::Senseless { value: email.clone(), rule });
        }
    }
}

/// Checks the conflicts; gives the pairs that a hard one bars.
fn conflicts<'t>(
    entries: &HashMap<&str, &str>,
    judges: &HashSet<&str>,
    tables: &Tables<'t>,
    check: &mut Check,
) -> HashSet<(&'t str, &'t str)> {
    for Located { line, record } in tables.conflicts {
        if !entries.contains_key(record.entry.as_str()) {
            check.unknown(tables.conflicts_file, *line, "entry", &record.entry, "entries.csv");
        }
        if !judges.contains(record.judge.as_str()) {
            check.unknown(tables.conflicts_file, *line, "judge", &record.judge, "judges.csv");
        }
    }
    tables
        .conflicts
        .iter()
        .filter(|row| row.record.kind == ConflictKind::Hard)
        .map(|row| (row.record.entry.as_str(), row.record.judge.as_str()))
        .collect()
}

/// A submitted scorecard of the first round has its marks in `scores.csv`.
fn unscored(document: &Document, tables: &Tables<'_>, cards: &HashSet<(&str, &str)>, check: &mut Check) {
    use app::scores::model::ScorecardState::Submitted;
    for card in &document.scorecards {
        let counts = card.state == Submitted && card.round == document.first_round();
        if counts && !cards.contains(&(card.entry.as_str(), card.judge.as_str())) {
            let rule = "the scorecard is submitted, so its marks must be in scores.csv";
            let value = format!("{} by {}", card.entry, card.judge);
            check.column(tables.document_file, 0, "scorecards", Problem::Senseless { value, rule });
        }
    }
}

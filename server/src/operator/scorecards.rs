//! Scorecards in two files: their marks, as far as they count, in `scores.csv`, the rest in `competition.json`.

use super::parcel::{Document, ScoreArchive, ScorecardArchive};
use crate::exchange::{Located, scores::ScoreRecord};
use app::scores::model::ScorecardState;
use std::collections::{BTreeMap, HashMap};

/// Whether the marks of a scorecard are in `scores.csv`.
fn in_table(card: &ScorecardArchive, first_round: &str) -> bool {
    card.state == ScorecardState::Submitted && card.round == first_round
}

/// Takes the marks that belong into the table out of the scorecards.
pub fn split(document: &mut Document) -> Vec<ScoreRecord> {
    let first = document.first_round().to_owned();
    let mut rows = Vec::new();
    for card in document.scorecards.iter_mut().filter(|card| in_table(card, &first)) {
        for score in &mut card.scores {
            rows.push(ScoreRecord {
                entry: card.entry.clone(),
                judge: card.judge.clone(),
                criterion: score.criterion.clone(),
                score: score.mark.take(),
            });
            score.could_not_assess = false;
        }
        card.scores.retain(|score| !score.comment.is_empty());
    }
    rows
}

/// Puts the marks of the table into the scorecards, making those that are not there. A criterion without a row could
/// not be assessed.
pub fn merge(document: &mut Document, rows: &[Located<ScoreRecord>]) {
    let first = document.first_round().to_owned();
    let mut by_card: BTreeMap<(String, String), Vec<&ScoreRecord>> = BTreeMap::new();
    for row in rows {
        by_card.entry((row.record.entry.clone(), row.record.judge.clone())).or_default().push(&row.record);
    }
    let rubrics: HashMap<String, Vec<String>> = document
        .entries
        .iter()
        .map(|entry| {
            let criteria = document.track(&entry.track).map(|track| track.criteria.as_slice()).unwrap_or_default();
            (entry.key.clone(), criteria.iter().map(|criterion| criterion.key.clone()).collect())
        })
        .collect();
    let whole = |entry: &str, rows: &[&ScoreRecord], said: &[ScoreArchive]| -> Vec<ScoreArchive> {
        let criteria = rubrics.get(entry).map(Vec::as_slice).unwrap_or_default();
        let comment = |key: &str| said.iter().find(|score| score.criterion == key).map(|score| score.comment.clone());
        criteria
            .iter()
            .map(|key| {
                let mark = rows.iter().find(|row| row.criterion == *key).and_then(|row| row.score);
                ScoreArchive {
                    criterion: key.clone(),
                    mark,
                    could_not_assess: mark.is_none(),
                    comment: comment(key).unwrap_or_default(),
                }
            })
            .collect()
    };
    for card in document.scorecards.iter_mut().filter(|card| in_table(card, &first)) {
        if let Some(rows) = by_card.remove(&(card.entry.clone(), card.judge.clone())) {
            card.scores = whole(&card.entry, &rows, &card.scores);
        }
    }
    for ((entry, judge), rows) in by_card {
        let scores = whole(&entry, &rows, &[]);
        document.scorecards.push(ScorecardArchive {
            round: first.clone(),
            entry,
            judge,
            state: ScorecardState::Submitted,
            note: String::new(),
            saved_at: None,
            scores,
        });
    }
}

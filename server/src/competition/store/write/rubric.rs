//! Writing tracks, rubrics and awards. What is in the form and in storage under one key is changed in place, so that
//! ids, and with them drafts of scorecards, stay.

use crate::{
    auth::permits::Editor,
    db::{DbError, Tx},
    execute,
};
use app::{
    competition::{
        model::{Criterion, NewAward, NewCriterion, Track},
        rules::TrackSettings,
    },
    ids::{AwardId, CompetitionId, CriterionId, TrackId},
};

/// Saves a track's words and tie order.
///
/// # Errors
/// The database's.
pub async fn save_track(tx: &mut Tx, by: &Editor, track: TrackId, settings: &TrackSettings) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE track SET name = $3, description = $4, tie_criteria = $5 WHERE id = $1 AND competition_id = $2",
        track.uuid(),
        by.competition().uuid(),
        settings.name.as_str(),
        settings.description.as_str(),
        settings.tie_criteria.join(";"),
    )
    .map(drop)
}

/// Saves the rubric of a track. Criteria that are left out go, also from its tie order; scores of drafts go with them,
/// and marks of drafts whose scale changed are emptied.
///
/// # Errors
/// [`DbError::Check`] when the rubric is locked.
pub async fn save_rubric(tx: &mut Tx, by: &Editor, track: &Track, criteria: &[NewCriterion]) -> Result<(), DbError> {
    for old in track.criteria.iter().filter(|old| !criteria.iter().any(|new| new.key == old.key)) {
        execute!(tx, "DELETE FROM score WHERE criterion_id = $1", old.id.uuid())?;
        execute!(tx, "DELETE FROM criterion WHERE id = $1", old.id.uuid())?;
    }
    for (new, position) in criteria.iter().zip(0_i64..) {
        match track.criterion(&new.key) {
            Some(old) => update_criterion(tx, old, new, position).await?,
            None => insert_criterion(tx, by.competition(), track.id, new, position).await?,
        }
    }
    let tie_criteria: Vec<&str> = track
        .tie_criteria
        .iter()
        .map(String::as_str)
        .filter(|key| criteria.iter().any(|criterion| criterion.key == *key))
        .collect();
    execute!(tx, "UPDATE track SET tie_criteria = $2 WHERE id = $1", track.id.uuid(), tie_criteria.join(";")).map(drop)
}

async fn update_criterion(tx: &mut Tx, old: &Criterion, new: &NewCriterion, position: i64) -> Result<(), DbError> {
    if (old.scale.min, old.scale.max, old.scale.step) != (new.min, new.max, new.step) {
        execute!(tx, "UPDATE score SET mark = NULL WHERE criterion_id = $1", old.id.uuid())?;
    }
    execute!(
        tx,
        "UPDATE criterion SET label = $2, question = $3, weight = $4, min_mark = $5, max_mark = $6, step = $7, position = $8 WHERE id = $1",
        old.id.uuid(),
        new.label.as_str(),
        new.question.as_str(),
        new.weight.micros(),
        new.min.micros(),
        new.max.micros(),
        new.step.micros(),
        position,
    )?;
    execute!(tx, "DELETE FROM level WHERE criterion_id = $1", old.id.uuid())?;
    insert_levels(tx, old.id, new).await
}

/// Inserts a criterion with its levels.
pub(super) async fn insert_criterion(
    tx: &mut Tx,
    competition: CompetitionId,
    track: TrackId,
    new: &NewCriterion,
    position: i64,
) -> Result<(), DbError> {
    let id: CriterionId = tx.ambient().id();
    execute!(
        tx,
        "INSERT INTO criterion (id, competition_id, track_id, key, label, question, weight, min_mark, max_mark, step, position)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id.uuid(),
        competition.uuid(),
        track.uuid(),
        new.key.as_str(),
        new.label.as_str(),
        new.question.as_str(),
        new.weight.micros(),
        new.min.micros(),
        new.max.micros(),
        new.step.micros(),
        position,
    )?;
    insert_levels(tx, id, new).await
}

async fn insert_levels(tx: &mut Tx, criterion: CriterionId, new: &NewCriterion) -> Result<(), DbError> {
    for level in &new.levels {
        execute!(
            tx,
            "INSERT INTO level (criterion_id, mark, text) VALUES ($1, $2, $3)",
            criterion.uuid(),
            level.mark.micros(),
            level.text.as_str(),
        )?;
    }
    Ok(())
}

/// Saves the awards of a track. False, and nothing may be kept, when one is left out that was given to an entry.
///
/// # Errors
/// The database's.
pub async fn save_awards(tx: &mut Tx, by: &Editor, track: &Track, awards: &[NewAward]) -> Result<bool, DbError> {
    for old in track.awards.iter().filter(|old| !awards.iter().any(|new| new.key == old.key)) {
        let gone = execute!(
            tx,
            "DELETE FROM award WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM given_award g WHERE g.award_id = $1)",
            old.id.uuid(),
        )?;
        if gone == 0 {
            return Ok(false);
        }
    }
    for (new, position) in awards.iter().zip(0_i64..) {
        let Some(old) = track.awards.iter().find(|old| old.key == new.key) else {
            insert_award(tx, by.competition(), track.id, new, position).await?;
            continue;
        };
        execute!(
            tx,
            "UPDATE award SET name = $2, prize = $3, kind = $4, count = $5, position = $6 WHERE id = $1",
            old.id.uuid(),
            new.name.as_str(),
            new.prize.as_str(),
            new.kind.as_str(),
            i64::from(new.count),
            position,
        )?;
    }
    Ok(true)
}

/// Inserts an award.
pub(super) async fn insert_award(
    tx: &mut Tx,
    competition: CompetitionId,
    track: TrackId,
    new: &NewAward,
    position: i64,
) -> Result<(), DbError> {
    let id: AwardId = tx.ambient().id();
    execute!(
        tx,
        "INSERT INTO award (id, competition_id, track_id, key, name, prize, kind, count, position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id.uuid(),
        competition.uuid(),
        track.uuid(),
        new.key.as_str(),
        new.name.as_str(),
        new.prize.as_str(),
        new.kind.as_str(),
        i64::from(new.count),
        position,
    )
    .map(drop)
}

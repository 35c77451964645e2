//! Assignments and runs of the assigner.

use crate::{
    auth::permits::{About, Editor},
    db::{DbError, Tx},
    execute,
};
use app::{
    ids::{AssignmentId, CompetitionId, EntryId, JudgeId, RoundId, RunId},
    panel::model::{Assignment, AssignmentRun},
};
use uuid::Uuid;

/// Lets changes of who judges what, and of what bars it, happen one after the other in a competition: until the end of
/// the transaction, no other that asks for the same goes on. SQLite writes one at a time anyhow.
///
/// # Errors
/// The database's.
pub async fn one_at_a_time(tx: &mut Tx, competition: CompetitionId) -> Result<(), DbError> {
    execute!(tx, "UPDATE round SET position = position WHERE competition_id = $1", competition.uuid()).map(drop)
}

/// Assigns as a whole assignment wants it; what is decided about one entry goes by [`assign_by_hand`]. False when the judge has the entry already. Judge, entry and round must be of the organiser's competition.
///
/// # Errors
/// [`DbError::Check`] against a hard conflict.
pub async fn insert_assignment(
    tx: &mut Tx,
    by: &Editor,
    round: RoundId,
    judge: JudgeId,
    entry: EntryId,
    by_hand: bool,
) -> Result<bool, DbError> {
    let id: AssignmentId = tx.ambient().id();
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "INSERT INTO assignment (id, competition_id, round_id, judge_id, entry_id, by_hand, created_at)
         SELECT $1, j.competition_id, r.id, j.id, e.id, $6, $7 FROM judge j
         JOIN entry e ON e.competition_id = j.competition_id JOIN round r ON r.competition_id = j.competition_id
         WHERE j.competition_id = $2 AND r.id = $3 AND j.id = $4 AND e.id = $5
         ON CONFLICT (judge_id, entry_id, round_id) DO NOTHING",
        id.uuid(),
        by.competition().uuid(),
        round.uuid(),
        judge.uuid(),
        entry.uuid(),
        by_hand,
        now,
    )?;
    Ok(changed == 1)
}

/// Assigns a judge to one entry, as an organiser decides it; false when the judge has it already.
///
/// # Errors
/// [`DbError::Check`] against a hard conflict.
pub async fn assign_by_hand(tx: &mut Tx, by: &About<Editor>, round: RoundId, judge: JudgeId) -> Result<bool, DbError> {
    insert_assignment(tx, by, round, judge, by.entry(), true).await
}

/// Brings in an assignment as an import has it; its id is made anew.
///
/// # Errors
/// [`DbError::Check`] against a hard conflict.
pub async fn insert_imported_assignment(tx: &mut Tx, by: &Editor, assignment: &Assignment) -> Result<bool, DbError> {
    let Assignment { judge, entry, round, by_hand, .. } = *assignment;
    insert_assignment(tx, by, round, judge, entry, by_hand).await
}

/// Takes one assignment back, as a whole assignment wants it.
///
/// # Errors
/// The database's.
pub async fn delete_assignment(tx: &mut Tx, by: &Editor, id: AssignmentId) -> Result<(), DbError> {
    execute!(tx, "DELETE FROM assignment WHERE id = $1 AND competition_id = $2", id.uuid(), by.competition().uuid())
        .map(drop)
}

/// Takes one assignment of an entry back, as an organiser decides it.
///
/// # Errors
/// The database's.
pub async fn unassign(tx: &mut Tx, by: &About<Editor>, id: AssignmentId) -> Result<(), DbError> {
    execute!(
        tx,
        "DELETE FROM assignment WHERE id = $1 AND competition_id = $2 AND entry_id = $3",
        id.uuid(),
        by.competition().uuid(),
        by.entry().uuid(),
    )
    .map(drop)
}

/// Takes back what a judge has not handed in.
///
/// # Errors
/// The database's.
pub async fn delete_open_assignments_of(tx: &mut Tx, by: &Editor, judge: JudgeId) -> Result<u64, DbError> {
    execute!(
        tx,
        "DELETE FROM assignment WHERE judge_id = $1 AND competition_id = $2 AND NOT EXISTS
         (SELECT 1 FROM scorecard k WHERE k.judge_id = assignment.judge_id AND k.entry_id = assignment.entry_id
          AND k.round_id = assignment.round_id AND k.state = 'submitted')",
        judge.uuid(),
        by.competition().uuid(),
    )
}

/// Takes back the assignments of a round that nobody made by hand and no review has begun of.
///
/// # Errors
/// The database's.
pub async fn delete_unpinned_assignments(tx: &mut Tx, by: &Editor, round: RoundId) -> Result<u64, DbError> {
    execute!(
        tx,
        "DELETE FROM assignment WHERE competition_id = $1 AND round_id = $2 AND by_hand = $3 AND NOT EXISTS
         (SELECT 1 FROM scorecard k WHERE k.judge_id = assignment.judge_id AND k.entry_id = assignment.entry_id
          AND k.round_id = assignment.round_id AND k.state IN ('draft', 'submitted'))",
        by.competition().uuid(),
        round.uuid(),
        false,
    )
}

/// Keeps a run of the assigner, not applied, with the row of the number that it was made by and what it was made from.
///
/// # Errors
/// The database's.
pub async fn insert_run(
    tx: &mut Tx,
    by: &Editor,
    round: RoundId,
    run: &AssignmentRun,
    seed: Uuid,
    basis: &str,
) -> Result<(), DbError> {
    let proposal =
        serde_json::to_string(&run.proposal).map_err(|error| DbError::corrupt("assignment_run", "proposal", error))?;
    execute!(
        tx,
        "INSERT INTO assignment_run (id, competition_id, round_id, proposal, made_at, seed_id, basis)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        run.id.uuid(),
        by.competition().uuid(),
        round.uuid(),
        proposal.as_str(),
        run.at.micros(),
        seed,
        basis,
    )
    .map(drop)
}

/// Marks a run as applied; false when it was before.
///
/// # Errors
/// The database's.
pub async fn mark_applied(tx: &mut Tx, by: &Editor, run: RunId) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "UPDATE assignment_run SET applied_at = $3 WHERE id = $1 AND competition_id = $2 AND applied_at IS NULL",
        run.uuid(),
        by.competition().uuid(),
        now,
    )?;
    Ok(changed == 1)
}

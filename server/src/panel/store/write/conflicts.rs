//! Conflicts of interest. A hard one takes the assignment away and voids the scorecard: the schema sees to it.

use crate::{
    auth::permits::{Editor, PanelMember},
    db::{DbError, Tx},
    execute,
};
use app::{
    ids::{CompetitionId, EntryId, JudgeId},
    panel::model::{Conflict, ConflictKind},
};

async fn upsert(
    tx: &mut Tx,
    competition: CompetitionId,
    judge: JudgeId,
    entry: EntryId,
    kind: ConflictKind,
    reason: &str,
    at: i64,
) -> Result<(), DbError> {
    // Only a judge and an entry of this competition: what is of another inserts nothing.
    execute!(
        tx,
        "INSERT INTO conflict (judge_id, entry_id, competition_id, kind, reason, at)
         SELECT j.id, e.id, j.competition_id, $4, $5, $6 FROM judge j JOIN entry e ON e.competition_id = j.competition_id
         WHERE j.id = $1 AND e.id = $2 AND j.competition_id = $3
         ON CONFLICT (judge_id, entry_id) DO UPDATE SET kind = excluded.kind, reason = excluded.reason, at = excluded.at",
        judge.uuid(),
        entry.uuid(),
        competition.uuid(),
        kind.as_str(),
        reason,
        at,
    )
    .map(drop)
}

/// Declares a conflict, or declares it anew.
///
/// # Errors
/// The database's.
pub async fn put_conflict(
    tx: &mut Tx,
    member: &PanelMember,
    entry: EntryId,
    kind: ConflictKind,
    reason: &str,
) -> Result<(), DbError> {
    let now = tx.now().micros();
    upsert(tx, member.competition(), member.judge(), entry, kind, reason, now).await
}

/// Takes a conflict back. What it ended stays ended.
///
/// # Errors
/// The database's.
pub async fn delete_conflict(tx: &mut Tx, member: &PanelMember, entry: EntryId) -> Result<(), DbError> {
    execute!(
        tx,
        "DELETE FROM conflict WHERE judge_id = $1 AND entry_id = $2 AND competition_id = $3",
        member.judge().uuid(),
        entry.uuid(),
        member.competition().uuid(),
    )
    .map(drop)
}

/// Brings in a conflict as an import has it.
///
/// # Errors
/// The database's.
pub async fn insert_imported_conflict(tx: &mut Tx, by: &Editor, conflict: &Conflict) -> Result<(), DbError> {
    let (judge, entry, at) = (conflict.judge, conflict.entry, conflict.at.micros());
    upsert(tx, by.competition(), judge, entry, conflict.kind, &conflict.reason, at).await
}

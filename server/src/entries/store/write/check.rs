//! Eligibility checks.

use crate::{
    auth::permits::{About, Checker},
    db::{DbError, Tx},
    execute,
};
use app::{
    entries::{
        model::{CheckOutcome, EntryState},
        rules::Verdict,
    },
    ids::AccountId,
    time::Moment,
};
use uuid::Uuid;

/// Records a check of the version that was looked at, and moves the entry on. False when it was changed in between, the
/// competition has moved on, or consent is missing for a pass; then nothing was written.
///
/// # Errors
/// The database's.
pub async fn record_check(
    tx: &mut Tx,
    by: &About<Checker>,
    version: i64,
    from: EntryState,
    verdict: &Verdict,
) -> Result<bool, DbError> {
    let now = tx.now();
    let changed = execute!(
        tx,
        "UPDATE entry SET state = $5, cure_until = $6 WHERE id = $1 AND competition_id = $2 AND version = $3 AND state = $4
         AND EXISTS (SELECT 1 FROM competition c WHERE c.id = entry.competition_id AND c.state IN ('screening', 'judging'))
         AND ($5 <> 'eligible' OR NOT EXISTS (
           SELECT 1 FROM member m LEFT JOIN guardian_consent g ON g.member_id = m.id
           WHERE m.team_id = entry.team_id AND m.minor AND COALESCE(g.state, 'pending') <> 'given'))",
        by.entry().uuid(),
        by.competition().uuid(),
        version,
        from.as_str(),
        verdict.state().as_str(),
        verdict.cure_until(now).map(Moment::micros),
    )?;
    if changed == 0 {
        return Ok(false);
    }
    let id: Uuid = tx.ambient().id();
    insert_check_row(tx, by, id, verdict, now).await?;
    Ok(true)
}

async fn insert_check_row(
    tx: &mut Tx,
    by: &About<Checker>,
    id: Uuid,
    verdict: &Verdict,
    at: Moment,
) -> Result<(), DbError> {
    let outcome: CheckOutcome = verdict.outcome;
    execute!(
        tx,
        "INSERT INTO eligibility_check (id, competition_id, entry_id, outcome, reason, text, checked_by, at, snapshot_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8,
           (SELECT s.id FROM snapshot s WHERE s.entry_id = $3 ORDER BY s.version DESC LIMIT 1))",
        id,
        by.competition().uuid(),
        by.entry().uuid(),
        outcome.as_str(),
        verdict.reason.as_str(),
        verdict.text.as_str(),
        by.account().map(AccountId::uuid),
        at.micros(),
    )
    .map(drop)
}

//! Rejections, which one organiser proposes and another settles.

use crate::{
    auth::permits::{About, Checker, Observer},
    db::{Conn, DbError, Tx},
    execute, fetch_optional, row,
};
use app::{
    entries::{model::CheckReason, rules::Verdict, views::ProposedRejection},
    ids::AccountId,
    time::Moment,
};
use uuid::Uuid;

row! {
    struct RejectionRow {
        version: i64,
        reason: String,
        text: String,
        proposed_by: Option<Uuid>,
        at: i64,
    }
}

/// Puts a rejection in the place of one that was proposed before.
///
/// # Errors
/// The database's.
pub async fn propose(tx: &mut Tx, by: &About<Checker>, version: i64, verdict: &Verdict) -> Result<(), DbError> {
    withdraw(tx, by).await?;
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO rejection (entry_id, competition_id, version, reason, text, proposed_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        by.entry().uuid(),
        by.competition().uuid(),
        version,
        verdict.reason.as_str(),
        verdict.text.as_str(),
        by.account().map(AccountId::uuid),
        now,
    )
    .map(drop)
}

/// Takes a proposed rejection away; false when there was none.
///
/// # Errors
/// The database's.
pub async fn withdraw(tx: &mut Tx, by: &About<Checker>) -> Result<bool, DbError> {
    let gone = execute!(
        tx,
        "DELETE FROM rejection WHERE entry_id = $1 AND competition_id = $2",
        by.entry().uuid(),
        by.competition().uuid(),
    )?;
    Ok(gone == 1)
}

/// The rejection that is proposed for an entry. The reader's own proposal is marked as such.
///
/// # Errors
/// The database's.
pub async fn of_entry(conn: &mut Conn, by: &About<Observer>) -> Result<Option<ProposedRejection>, DbError> {
    let row: Option<RejectionRow> = fetch_optional!(
        conn,
        RejectionRow,
        "SELECT version, reason, text, proposed_by, at FROM rejection WHERE entry_id = $1",
        by.entry().uuid(),
    )?;
    row.map(|row| {
        Ok(ProposedRejection {
            version: row.version,
            reason: CheckReason::parse(&row.reason)
                .ok_or_else(|| DbError::corrupt("rejection", "reason", &row.reason))?,
            text: row.text,
            at: Moment::from_micros(row.at),
            own: row.proposed_by.is_some() && row.proposed_by == by.account().map(AccountId::uuid),
        })
    })
    .transpose()
}

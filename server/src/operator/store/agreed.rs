//! What two organisers agreed on, out and in.

use super::super::parcel::{DepartureArchive, ReopenedArchive};
use crate::{
    auth::permits::Owner,
    db::{Conn, DbError, Tx},
    execute, fetch_all, row,
};
use app::{
    competition::model::ProposalKind,
    ids::{CompetitionId, ProposalId},
    time::Moment,
};
use serde::Serialize;

row! {
    struct ReopenedRow {
        payload: String,
        reason: String,
        names: String,
        ended_at: i64,
    }
}

/// Phases that were opened again, oldest first.
pub(in crate::operator) async fn reopened(
    conn: &mut Conn,
    competition: CompetitionId,
) -> Result<Vec<ReopenedArchive>, DbError> {
    let rows: Vec<ReopenedRow> = fetch_all!(
        conn,
        ReopenedRow,
        "SELECT payload, reason, names, ended_at FROM proposal
         WHERE competition_id = $1 AND kind = 'reopen' AND outcome = 'done' ORDER BY ended_at, id",
        competition.uuid(),
    )?;
    rows.into_iter()
        .map(|row| {
            let what =
                serde_json::from_str(&row.payload).map_err(|error| DbError::corrupt("proposal", "payload", error))?;
            Ok(ReopenedArchive { what, reason: row.reason, names: row.names, at: Moment::from_micros(row.ended_at) })
        })
        .collect()
}

/// Brings in a phase that was opened again, as it was.
pub(in crate::operator) async fn insert_reopened(tx: &mut Tx, by: &Owner, of: &ReopenedArchive) -> Result<(), DbError> {
    insert(tx, by, ProposalKind::Reopen, &of.what, (&of.reason, &of.names, of.at)).await
}

/// Brings in a departure from the sealed method as it was.
pub(in crate::operator) async fn insert_departure(
    tx: &mut Tx,
    by: &Owner,
    of: &DepartureArchive,
) -> Result<(), DbError> {
    insert(tx, by, ProposalKind::Method, &of.rules, (&of.reason, &of.names, of.at)).await
}

async fn insert(
    tx: &mut Tx,
    by: &Owner,
    kind: ProposalKind,
    what: &impl Serialize,
    (reason, names, at): (&str, &str, Moment),
) -> Result<(), DbError> {
    let id: ProposalId = tx.ambient().id();
    let payload = serde_json::to_string(what).map_err(|error| DbError::corrupt("proposal", "payload", error))?;
    execute!(
        tx,
        "INSERT INTO proposal (id, competition_id, kind, payload, reason, proposed_at, confirmed_at, names, outcome, ended_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $7, 'done', $6)",
        id.uuid(),
        by.competition().uuid(),
        kind.as_str(),
        payload,
        reason,
        at.micros(),
        names,
    )
    .map(drop)
}

//! What one organiser proposes and another confirms.

use crate::{
    auth::permits::{Editor, Observer, Owner},
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional, row,
};
use app::{
    competition::model::{Proposal, ProposalKind, Reopened},
    ids::{AccountId, CompetitionId, ProposalId},
    time::Moment,
};
use uuid::Uuid;

row! {
    struct ProposalRow {
        id: Uuid,
        kind: String,
        payload: String,
        reason: String,
        release_at: Option<i64>,
        proposed_by: Option<Uuid>,
        proposer: Option<String>,
        proposed_at: i64,
        confirmer: Option<String>,
        confirmed_at: Option<i64>,
    }
}

fn read(row: ProposalRow, reader: Option<AccountId>) -> Result<Proposal, DbError> {
    let kind = ProposalKind::parse(&row.kind).ok_or_else(|| DbError::corrupt("proposal", "kind", &row.kind))?;
    Ok(Proposal {
        id: row.id.into(),
        kind,
        payload: row.payload,
        reason: row.reason,
        release_at: row.release_at.map(Moment::from_micros),
        own: reader.is_some() && row.proposed_by.map(AccountId::from) == reader,
        proposed_by: row.proposer,
        proposed_at: Moment::from_micros(row.proposed_at),
        confirmed: row.confirmed_at.map(|at| (row.confirmer, Moment::from_micros(at))),
    })
}

/// What waits in a competition, as one of its organisers sees it.
///
/// # Errors
/// The database's.
pub async fn waiting(
    conn: &mut Conn,
    competition: CompetitionId,
    reader: Option<AccountId>,
) -> Result<Vec<Proposal>, DbError> {
    let rows: Vec<ProposalRow> = fetch_all!(
        conn,
        ProposalRow,
        "SELECT p.id, p.kind, p.payload, p.reason, p.release_at, p.proposed_by, a.name AS proposer, p.proposed_at,
           b.name AS confirmer, p.confirmed_at FROM proposal p LEFT JOIN account a ON a.id = p.proposed_by
         LEFT JOIN account b ON b.id = p.confirmed_by WHERE p.competition_id = $1 AND p.outcome IS NULL ORDER BY p.kind",
        competition.uuid(),
    )?;
    rows.into_iter().map(|row| read(row, reader)).collect()
}

/// What waits under an id.
///
/// # Errors
/// The database's.
pub async fn waiting_one(conn: &mut Conn, by: &Observer, id: ProposalId) -> Result<Option<Proposal>, DbError> {
    Ok(waiting(conn, by.competition(), by.account()).await?.into_iter().find(|one| one.id == id))
}

/// What is proposed.
#[derive(Clone, Debug)]
pub struct NewProposal {
    /// What.
    pub kind: ProposalKind,
    /// What exactly.
    pub payload: String,
    /// Why.
    pub reason: String,
    /// When it is to take effect; at once without.
    pub release_at: Option<Moment>,
}

/// Proposes, in the place of what waited of the same kind.
///
/// # Errors
/// The database's.
pub async fn propose(tx: &mut Tx, by: &Editor, new: &NewProposal) -> Result<ProposalId, DbError> {
    let (id, now): (ProposalId, _) = (tx.ambient().id(), tx.now().micros());
    execute!(
        tx,
        "UPDATE proposal SET outcome = 'withdrawn', ended_at = $3 WHERE competition_id = $1 AND kind = $2 AND outcome IS NULL",
        by.competition().uuid(),
        new.kind.as_str(),
        now,
    )?;
    execute!(
        tx,
        "INSERT INTO proposal (id, competition_id, kind, payload, reason, release_at, proposed_by, proposed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id.uuid(),
        by.competition().uuid(),
        new.kind.as_str(),
        new.payload.as_str(),
        new.reason.as_str(),
        new.release_at.map(Moment::micros),
        by.account().map(AccountId::uuid),
        now,
    )?;
    Ok(id)
}

/// Confirms what somebody else proposed; false when it does not wait any more, or the caller proposed it. The names of both
/// are kept with it: people may go, and what they answer for stays.
///
/// # Errors
/// The database's.
pub async fn confirm(tx: &mut Tx, by: &Owner, id: ProposalId) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let confirmed = execute!(
        tx,
        "UPDATE proposal SET confirmed_by = $3, confirmed_at = $4,
           names = (SELECT a.name FROM account a WHERE a.id = proposed_by) || '; ' || (SELECT b.name FROM account b WHERE b.id = $3)
         WHERE id = $1 AND competition_id = $2 AND outcome IS NULL AND confirmed_at IS NULL AND proposed_by <> $3",
        id.uuid(),
        by.competition().uuid(),
        by.account().map(AccountId::uuid),
        now,
    )?;
    Ok(confirmed == 1)
}

/// Takes back what waits; false when it does not.
///
/// # Errors
/// The database's.
pub async fn withdraw(tx: &mut Tx, by: &Editor, id: ProposalId) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let ended = execute!(
        tx,
        "UPDATE proposal SET outcome = 'withdrawn', ended_at = $3 WHERE id = $1 AND competition_id = $2 AND outcome IS NULL",
        id.uuid(),
        by.competition().uuid(),
        now,
    )?;
    Ok(ended == 1)
}

/// Ends what was confirmed: done, or outdated because what it was about is not what it was any more.
///
/// # Errors
/// The database's.
pub async fn end(tx: &mut Tx, competition: CompetitionId, id: ProposalId, done: bool) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let ended = execute!(
        tx,
        "UPDATE proposal SET outcome = $3, ended_at = $4
         WHERE id = $1 AND competition_id = $2 AND outcome IS NULL AND confirmed_at IS NOT NULL",
        id.uuid(),
        competition.uuid(),
        if done { "done" } else { "outdated" },
        now,
    )?;
    Ok(ended == 1)
}

/// Publications that were confirmed and whose time has come, the earliest first.
///
/// # Errors
/// The database's.
pub async fn due(conn: &mut Conn, now: Moment) -> Result<Vec<(CompetitionId, ProposalId)>, DbError> {
    let rows: Vec<(Uuid, Uuid)> = fetch_all!(
        conn,
        (Uuid, Uuid),
        "SELECT competition_id, id FROM proposal WHERE kind = 'publish' AND outcome IS NULL AND confirmed_at IS NOT NULL
         AND release_at <= $1 ORDER BY release_at, id",
        now.micros(),
    )?;
    Ok(rows.into_iter().map(|(competition, id)| (competition.into(), id.into())).collect())
}

/// A publication that was confirmed for a time and did not come out, because what it was about had changed: the newest, unless
/// something was proposed since.
///
/// # Errors
/// The database's.
pub async fn failed(conn: &mut Conn, competition: CompetitionId) -> Result<Option<Moment>, DbError> {
    let row: Option<(Option<String>, Option<i64>)> = fetch_optional!(
        conn,
        (Option<String>, Option<i64>),
        "SELECT outcome, ended_at FROM proposal WHERE competition_id = $1 AND kind = 'publish'
         ORDER BY proposed_at DESC, id DESC LIMIT 1",
        competition.uuid(),
    )?;
    let failed = row.filter(|(outcome, _)| outcome.as_deref() == Some("outdated"));
    Ok(failed.and_then(|(_, at)| at).map(Moment::from_micros))
}

row! {
    struct DepartureRow {
        payload: String,
        reason: String,
        names: String,
        ended_at: Option<i64>,
    }
}

/// A departure from the sealed method that two organisers agreed on: the newest. Its rules as JSON, the reason, the two names
/// and when.
///
/// # Errors
/// The database's.
pub async fn departure(
    conn: &mut Conn,
    competition: CompetitionId,
) -> Result<Option<(String, String, String, Moment)>, DbError> {
    let row: Option<DepartureRow> = fetch_optional!(
        conn,
        DepartureRow,
        "SELECT payload, reason, names, ended_at FROM proposal WHERE competition_id = $1 AND kind = 'method' AND outcome = 'done'
         ORDER BY ended_at DESC, id DESC LIMIT 1",
        competition.uuid(),
    )?;
    Ok(row.map(|row| (row.payload, row.reason, row.names, Moment::from_micros(row.ended_at.unwrap_or_default()))))
}

/// Phases that two organisers opened again, the newest first.
///
/// # Errors
/// The database's.
pub async fn reopened(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Reopened>, DbError> {
    let rows: Vec<(String, String, Option<i64>)> = fetch_all!(
        conn,
        (String, String, Option<i64>),
        "SELECT payload, reason, ended_at FROM proposal WHERE competition_id = $1 AND kind = 'reopen' AND outcome = 'done'
         ORDER BY ended_at DESC, id DESC",
        competition.uuid(),
    )?;
    rows.into_iter()
        .map(|(payload, reason, at)| {
            let what =
                serde_json::from_str(&payload).map_err(|error| DbError::corrupt("proposal", "payload", error))?;
            Ok(Reopened { what, reason, at: Moment::from_micros(at.unwrap_or_default()) })
        })
        .collect()
}

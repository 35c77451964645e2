//! Organisers' own conflicts of interest. What is kept from whom is the view `kept_entry`, which permits are made from.

use crate::{
    auth::permits::{Editor, Observer, Owner},
    db::{Conn, DbError, Tx},
    execute, fetch_all, row,
};
use app::{
    ids::{AccountId, CompetitionId, EntryId},
    panel::model::{ConflictCategory, ConflictSource, DeclaredTie, OwnConflict},
    time::Moment,
};
use std::collections::BTreeSet;
use uuid::Uuid;

row! {
    struct Row {
        account_id: Uuid,
        name: String,
        entry_id: Uuid,
        title: String,
        team: String,
        source: String,
        category: String,
        reason: String,
        at: Option<i64>,
        aside: bool,
        aside_by: Option<String>,
        aside_reason: String,
    }
}

/// Every conflict of a competition's organisers, by organiser and title: what was said or found, and those who are or were
/// of a team.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<OwnConflict>, DbError> {
    let rows: Vec<Row> = fetch_all!(
        conn,
        Row,
        "SELECT p.account_id, p.name, p.entry_id, p.title, p.team, p.source, p.category, p.reason, p.at, p.aside, p.aside_by, p.aside_reason
         FROM (
           SELECT c.account_id, a.name, e.id AS entry_id, e.title, t.name AS team, c.source, c.category, c.reason, c.at,
                  (c.state = 'aside') AS aside, b.name AS aside_by, c.aside_reason
           FROM organiser_conflict c JOIN role r ON r.account_id = c.account_id AND r.competition_id = c.competition_id AND r.role = 'organiser'
           JOIN account a ON a.id = c.account_id JOIN entry e ON e.id = c.entry_id JOIN team t ON t.id = e.team_id
           LEFT JOIN account b ON b.id = c.aside_by WHERE c.competition_id = $1
           UNION ALL
           SELECT m.account_id, a.name, e.id, e.title, t.name, 'detected', 'team', '', CAST(NULL AS BIGINT), (1 = 0), CAST(NULL AS TEXT), ''
           FROM (SELECT account_id, team_id FROM member WHERE competition_id = $1
                 UNION SELECT account_id, team_id FROM former_member WHERE competition_id = $1) m
           JOIN role r ON r.account_id = m.account_id AND r.competition_id = $1 AND r.role = 'organiser'
           JOIN account a ON a.id = m.account_id JOIN entry e ON e.team_id = m.team_id JOIN team t ON t.id = e.team_id
         ) p ORDER BY p.name, p.account_id, p.title, p.entry_id, p.source, p.at",
        competition.uuid(),
    )?;
    rows.into_iter()
        .map(|row| {
            let corrupt = |column, word: &str| DbError::corrupt("organiser_conflict", column, word);
            Ok(OwnConflict {
                account: row.account_id.into(),
                name: row.name,
                entry: row.entry_id.into(),
                title: row.title,
                team: row.team,
                source: ConflictSource::parse(&row.source).ok_or_else(|| corrupt("source", &row.source))?,
                category: ConflictCategory::parse(&row.category).ok_or_else(|| corrupt("category", &row.category))?,
                reason: row.reason,
                at: row.at.map(Moment::from_micros),
                aside: row.aside.then_some((row.aside_by, row.aside_reason)),
            })
        })
        .collect()
}

/// The people from whom an entry is kept.
///
/// # Errors
/// The database's.
pub async fn kept_from(conn: &mut Conn, entry: EntryId) -> Result<BTreeSet<AccountId>, DbError> {
    let rows: Vec<(Uuid,)> =
        fetch_all!(conn, (Uuid,), "SELECT DISTINCT account_id FROM kept_entry WHERE entry_id = $1", entry.uuid())?;
    Ok(rows.into_iter().map(|(account,)| account.into()).collect())
}

/// Writes what one source says of an organiser and an entry, in the place of what it said before, also of what was set
/// aside. False when the entry is of another competition.
async fn put(
    tx: &mut Tx,
    by: &Observer,
    (account, entry): (AccountId, EntryId),
    source: ConflictSource,
    tie: &DeclaredTie,
) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "INSERT INTO organiser_conflict (account_id, entry_id, source, competition_id, category, reason, state, made_by, at)
         SELECT a.id, e.id, $4, e.competition_id, $5, $6, 'counts', $7, $8 FROM entry e JOIN account a ON a.id = $1
         WHERE e.id = $2 AND e.competition_id = $3
         ON CONFLICT (account_id, entry_id, source) DO UPDATE SET category = excluded.category, reason = excluded.reason,
           state = excluded.state, made_by = excluded.made_by, at = excluded.at, aside_reason = '',
           aside_by = excluded.aside_by, aside_at = excluded.aside_at",
        account.uuid(),
        entry.uuid(),
        by.competition().uuid(),
        source.as_str(),
        tie.category.as_str(),
        tie.reason.as_str(),
        by.account().map(AccountId::uuid),
        now,
    )?;
    Ok(changed == 1)
}

/// An organiser declares a conflict; false when the entry is of another competition, or nobody declares.
///
/// # Errors
/// The database's.
pub async fn declare(tx: &mut Tx, by: &Observer, entry: EntryId, tie: &DeclaredTie) -> Result<bool, DbError> {
    match by.account() {
        Some(account) => put(tx, by, (account, entry), ConflictSource::Declared, tie).await,
        None => Ok(false),
    }
}

/// An organiser records a conflict of another one; false when the entry is of another competition.
///
/// # Errors
/// The database's.
pub async fn record(tx: &mut Tx, by: &Editor, pair: (AccountId, EntryId), tie: &DeclaredTie) -> Result<bool, DbError> {
    put(tx, by, pair, ConflictSource::Organiser, tie).await
}

/// Sets a conflict of an organiser aside; false when it did not count.
///
/// # Errors
/// The database's.
pub async fn set_aside(
    tx: &mut Tx,
    by: &Owner,
    (account, entry, source): (AccountId, EntryId, ConflictSource),
    reason: &str,
) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "UPDATE organiser_conflict SET state = 'aside', aside_reason = $5, aside_by = $6, aside_at = $7
         WHERE account_id = $1 AND entry_id = $2 AND source = $3 AND competition_id = $4 AND state = 'counts'",
        account.uuid(),
        entry.uuid(),
        source.as_str(),
        by.competition().uuid(),
        reason,
        by.account().map(AccountId::uuid),
        now,
    )?;
    Ok(changed == 1)
}

//! Lists of judges that organisers look at before they are brought in.

use crate::{
    auth::permits::Editor,
    db::{Conn, DbError, Tx},
    execute, fetch_optional,
};
use app::ids::{AccountId, CompetitionId};

/// A list is forgotten after a day.
const SECONDS: i64 = 24 * 3600;

/// Keeps a list in the place of the organiser's one before.
///
/// # Errors
/// The database's.
pub async fn keep(tx: &mut Tx, by: &Editor, account: AccountId, text: &str) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO judge_import (competition_id, account_id, text, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (competition_id, account_id) DO UPDATE SET text = excluded.text, at = excluded.at",
        by.competition().uuid(),
        account.uuid(),
        text,
        now,
    )
    .map(drop)
}

/// An organiser's list.
///
/// # Errors
/// The database's.
pub async fn kept(conn: &mut Conn, competition: CompetitionId, account: AccountId) -> Result<Option<String>, DbError> {
    let row: Option<(String,)> = fetch_optional!(
        conn,
        (String,),
        "SELECT text FROM judge_import WHERE competition_id = $1 AND account_id = $2",
        competition.uuid(),
        account.uuid(),
    )?;
    Ok(row.map(|row| row.0))
}

/// Forgets it.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Tx, by: &Editor, account: AccountId) -> Result<(), DbError> {
    execute!(
        tx,
        "DELETE FROM judge_import WHERE competition_id = $1 AND account_id = $2",
        by.competition().uuid(),
        account.uuid(),
    )
    .map(drop)
}

/// Forgets lists that nobody brought in for a day.
///
/// # Errors
/// The database's.
pub async fn forget_old(tx: &mut Tx) -> Result<(), DbError> {
    let before = tx.now().plus_seconds(-SECONDS).micros();
    execute!(tx, "DELETE FROM judge_import WHERE at < $1", before).map(drop)
}

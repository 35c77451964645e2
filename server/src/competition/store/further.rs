//! What is announced of further reviews.

use super::read::count;
use crate::{
    auth::permits::Editor,
    db::{Conn, DbError, Tx},
    execute, fetch_optional,
};
use app::{competition::model::FurtherRule, ids::CompetitionId, number::Decimal, time::Moment};

/// What is announced of further reviews, if anything ever was.
///
/// # Errors
/// The database's.
pub async fn announced(conn: &mut Conn, competition: CompetitionId) -> Result<Option<FurtherRule>, DbError> {
    let row: Option<(i64, i64, i64)> = fetch_optional!(
        conn,
        (i64, i64, i64),
        "SELECT budget, damping, announced_at FROM further_rule WHERE competition_id = $1",
        competition.uuid(),
    )?;
    Ok(row.map(|(budget, damping, at)| FurtherRule {
        budget: count(budget),
        damping: Decimal::from_micros(damping),
        announced_at: Moment::from_micros(at),
    }))
}

/// Announces it, in the place of what was announced before; false when judging has begun, also if it was taken back
/// since: somebody may have seen scores.
///
/// # Errors
/// The database's.
pub async fn announce(tx: &mut Tx, by: &Editor, budget: u32, damping: Decimal) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "INSERT INTO further_rule (competition_id, budget, damping, announced_at)
         SELECT c.id, $2, $3, $4 FROM competition c
         WHERE c.id = $1 AND c.state IN ('setup', 'open', 'screening')
         AND NOT EXISTS (SELECT 1 FROM scorecard k WHERE k.competition_id = c.id)
         ON CONFLICT (competition_id) DO UPDATE SET budget = $2, damping = $3, announced_at = $4",
        by.competition().uuid(),
        i64::from(budget),
        damping.micros(),
        now,
    )?;
    Ok(changed == 1)
}

//! Whether something happened in a competition since one looked.

use crate::{
    db::{Conn, DbError},
    fetch_one,
};
use app::ids::CompetitionId;

/// Where the log of a competition stands: the last number, and how many of the latest numbers there are. Both, because on
/// PostgreSQL an event may come with a lower number than one that was there before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    last: i64,
    latest: i64,
}

/// Numbers among which a later event with a lower number is looked for: far more than transactions that run at once.
const LATEST: i64 = 1_000;

/// Where the log of a competition stands now.
///
/// # Errors
/// The database's.
pub async fn mark(conn: &mut Conn, competition: CompetitionId) -> Result<Mark, DbError> {
    let (last, latest): (i64, i64) = fetch_one!(
        conn,
        (i64, i64),
        "SELECT COALESCE(MAX(e.seq), 0), CAST(COUNT(*) AS BIGINT) FROM audit_event e
         WHERE e.competition_id = $1 AND e.seq >
           (SELECT COALESCE(MAX(l.seq), 0) - $2 FROM audit_event l WHERE l.competition_id = $1)",
        competition.uuid(),
        LATEST,
    )?;
    Ok(Mark { last, latest })
}

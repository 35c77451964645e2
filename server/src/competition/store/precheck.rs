//! The checks that people make for themselves, and the examples of tracks beside them.

use crate::{
    auth::permits::Editor,
    db::{Conn, DbError, Tx},
    execute, fetch_all,
};
use app::{
    competition::model::{Effect, Precheck},
    ids::{CompetitionId, TrackId},
};

/// The checks of a competition, in order.
///
/// # Errors
/// The database's.
pub async fn of_competition(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Precheck>, DbError> {
    let rows: Vec<(String, bool, String, String)> = fetch_all!(
        conn,
        (String, bool, String, String),
        "SELECT text, needed, effect, otherwise FROM precheck WHERE competition_id = $1 ORDER BY position",
        competition.uuid(),
    )?;
    rows.into_iter()
        .map(|(text, needed, effect, otherwise)| {
            let effect = Effect::parse(&effect).ok_or_else(|| DbError::corrupt("precheck", "effect", &effect))?;
            Ok(Precheck { text, needed, effect, otherwise })
        })
        .collect()
}

/// Puts these checks in the place of the competition's.
///
/// # Errors
/// The database's.
pub async fn save(tx: &mut Tx, by: &Editor, prechecks: &[Precheck]) -> Result<(), DbError> {
    let competition = by.competition();
    execute!(tx, "DELETE FROM precheck WHERE competition_id = $1", competition.uuid())?;
    insert(tx, competition, prechecks).await
}

/// Inserts the checks of a competition that has none.
pub(super) async fn insert(tx: &mut Tx, competition: CompetitionId, prechecks: &[Precheck]) -> Result<(), DbError> {
    for (precheck, position) in prechecks.iter().zip(0_i64..) {
        execute!(
            tx,
            "INSERT INTO precheck (competition_id, position, text, needed, effect, otherwise) VALUES ($1, $2, $3, $4, $5, $6)",
            competition.uuid(),
            position,
            precheck.text.as_str(),
            precheck.needed,
            precheck.effect.as_str(),
            precheck.otherwise.as_str(),
        )?;
    }
    Ok(())
}

/// Says what belongs in a track, for instance.
///
/// # Errors
/// The database's.
pub async fn save_examples(tx: &mut Tx, by: &Editor, track: TrackId, examples: &str) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE track SET examples = $3 WHERE id = $1 AND competition_id = $2",
        track.uuid(),
        by.competition().uuid(),
        examples,
    )
    .map(drop)
}

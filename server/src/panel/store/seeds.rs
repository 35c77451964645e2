//! Numbers that settle ties between assignments: fixed and public by their digests first, shown when they were used.

use crate::{
    auth::permits::Editor,
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional, row,
};
use app::{
    ids::{CompetitionId, RoundId, RunId},
    panel::model::CommittedSeed,
    time::Moment,
};
use uuid::Uuid;

/// A number that nobody has seen yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenSeed {
    /// Its row.
    pub id: Uuid,
    /// 64 hexadecimal digits.
    pub seed: String,
    /// Their SHA-256, in hexadecimal.
    pub digest: String,
}

/// The number that the next run of a round is made by, if one is fixed. For the assigner, never for a page.
///
/// # Errors
/// The database's.
pub async fn hidden(conn: &mut Conn, round: RoundId) -> Result<Option<HiddenSeed>, DbError> {
    let row: Option<(Uuid, String, String)> = fetch_optional!(
        conn,
        (Uuid, String, String),
        "SELECT id, seed, digest FROM assignment_seed WHERE round_id = $1 AND revealed_at IS NULL",
        round.uuid(),
    )?;
    Ok(row.map(|(id, seed, digest)| HiddenSeed { id, seed, digest }))
}

/// Fixes a number for a round; false when one is fixed already, which stays.
///
/// # Errors
/// The database's.
pub async fn commit(tx: &mut Tx, by: &Editor, round: RoundId, seed: &HiddenSeed) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "INSERT INTO assignment_seed (id, competition_id, round_id, seed, digest, committed_at)
         SELECT $1, r.competition_id, r.id, $4, $5, $6 FROM round r WHERE r.id = $3 AND r.competition_id = $2
         ON CONFLICT (round_id) WHERE revealed_at IS NULL DO NOTHING",
        seed.id,
        by.competition().uuid(),
        round.uuid(),
        seed.seed.as_str(),
        seed.digest.as_str(),
        now,
    )?;
    Ok(changed == 1)
}

/// Shows the number that a run was made by; false when it was shown before, so that a run that takes effect was made
/// by a number that nobody had seen.
///
/// # Errors
/// The database's.
pub async fn reveal(tx: &mut Tx, by: &Editor, run: RunId) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "UPDATE assignment_seed SET revealed_at = $3 WHERE competition_id = $2 AND revealed_at IS NULL
         AND id = (SELECT seed_id FROM assignment_run WHERE id = $1 AND competition_id = $2)",
        run.uuid(),
        by.competition().uuid(),
        now,
    )?;
    Ok(changed == 1)
}

row! {
    struct SeedRow {
        digest: String,
        committed_at: i64,
        seed: Option<String>,
        revealed_at: Option<i64>,
    }
}

/// All numbers of a competition as everybody may see them, the newest first. The statement does not read what is hidden.
///
/// # Errors
/// The database's.
pub async fn committed(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<CommittedSeed>, DbError> {
    let rows: Vec<SeedRow> = fetch_all!(
        conn,
        SeedRow,
        "SELECT digest, committed_at, CASE WHEN revealed_at IS NULL THEN NULL ELSE seed END AS seed, revealed_at
         FROM assignment_seed WHERE competition_id = $1 ORDER BY committed_at DESC, id DESC",
        competition.uuid(),
    )?;
    let shown = |row: SeedRow| CommittedSeed {
        digest: row.digest,
        at: Moment::from_micros(row.committed_at),
        revealed: row.seed.zip(row.revealed_at.map(Moment::from_micros)),
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// What a run rested on, as it was written down, and the number it was made by: with both anybody can make it again.
///
/// # Errors
/// The database's.
pub async fn inputs(
    conn: &mut Conn,
    competition: CompetitionId,
    run: RunId,
) -> Result<Option<(String, String)>, DbError> {
    fetch_optional!(
        conn,
        (String, String),
        "SELECT r.basis, s.seed FROM assignment_run r JOIN assignment_seed s ON s.id = r.seed_id
         WHERE r.competition_id = $1 AND r.id = $2",
        competition.uuid(),
        run.uuid(),
    )
}

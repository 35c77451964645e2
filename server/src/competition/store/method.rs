//! How a competition ranks: the choice, and its seal.

use crate::{
    auth::permits::{Editor, Owner},
    db::{Conn, DbError, Tx},
    execute, fetch_optional, row,
};
use app::{
    competition::model::{MethodSeal, RankingChoice, RankingRules, SealedMethod},
    ids::CompetitionId,
    time::Moment,
};

/// The form in which a choice is stored.
pub(super) fn json(rules: &RankingRules) -> String {
    serde_json::to_string(rules).unwrap_or_default()
}

row! {
    struct ChoiceRow {
        ranking_rules: String,
        text: Option<String>,
        digest: Option<String>,
        sealed_at: Option<i64>,
    }
}

/// The choice in force and its seal.
///
/// # Errors
/// The database's.
pub async fn choice(conn: &mut Conn, competition: CompetitionId) -> Result<RankingChoice, DbError> {
    let row: Option<ChoiceRow> = fetch_optional!(
        conn,
        ChoiceRow,
        "SELECT c.ranking_rules, s.text, s.digest, s.sealed_at FROM competition c
         LEFT JOIN sealed_method s ON s.competition_id = c.id WHERE c.id = $1",
        competition.uuid(),
    )?;
    let Some(row) = row else { return Ok(RankingChoice::default()) };
    let corrupt = |error: serde_json::Error| DbError::corrupt("competition", "ranking_rules", error);
    let Some(((text, digest), at)) = row.text.zip(row.digest).zip(row.sealed_at) else {
        return Ok(RankingChoice { rules: serde_json::from_str(&row.ranking_rules).map_err(corrupt)?, seal: None });
    };
    let sealed: SealedMethod =
        serde_json::from_str(&text).map_err(|error| DbError::corrupt("sealed_method", "text", error))?;
    let seal = MethodSeal { at: Moment::from_micros(at), digest, text };
    Ok(RankingChoice { rules: sealed.rules, seal: Some(seal) })
}

/// The seed of the lottery, in hexadecimal; secret until results are out.
///
/// # Errors
/// The database's.
pub async fn lottery_seed(conn: &mut Conn, competition: CompetitionId) -> Result<Option<String>, DbError> {
    let row: Option<(Option<Vec<u8>>,)> = fetch_optional!(
        conn,
        (Option<Vec<u8>>,),
        "SELECT lottery_seed FROM sealed_method WHERE competition_id = $1",
        competition.uuid(),
    )?;
    Ok(row.and_then(|row| row.0).map(hex::encode))
}

/// Changes the choice; false when it is sealed, or judging has begun.
///
/// # Errors
/// The database's.
pub async fn choose(tx: &mut Tx, by: &Editor, rules: &RankingRules) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "UPDATE competition SET ranking_rules = $2 WHERE id = $1 AND state IN ('setup', 'open', 'screening')
         AND NOT EXISTS (SELECT 1 FROM sealed_method s WHERE s.competition_id = $1)",
        by.competition().uuid(),
        json(rules),
    )?;
    Ok(changed == 1)
}

/// Seals; false when it is sealed already.
///
/// # Errors
/// The database's.
pub async fn seal(
    tx: &mut Tx,
    by: &Editor,
    text: &str,
    digest: &str,
    lottery_seed: Option<&[u8]>,
) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let sealed = execute!(
        tx,
        "INSERT INTO sealed_method (competition_id, text, digest, lottery_seed, sealed_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (competition_id) DO NOTHING",
        by.competition().uuid(),
        text,
        digest,
        lottery_seed,
        now,
    )?;
    Ok(sealed == 1)
}

/// Brings in what was sealed elsewhere, as it was. The seed is secret, and in hexadecimal.
///
/// # Errors
/// The database's.
pub async fn insert_sealed(tx: &mut Tx, by: &Owner, seal: &MethodSeal, seed: Option<&str>) -> Result<(), DbError> {
    let seed = seed.map(hex::decode).transpose();
    let seed = seed.map_err(|error| DbError::corrupt("sealed_method", "lottery_seed", error))?;
    execute!(
        tx,
        "INSERT INTO sealed_method (competition_id, text, digest, lottery_seed, sealed_at) VALUES ($1, $2, $3, $4, $5)",
        by.competition().uuid(),
        seal.text.as_str(),
        seal.digest.as_str(),
        seed,
        seal.at.micros(),
    )
    .map(drop)
}

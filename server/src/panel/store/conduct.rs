//! What judges sign, and that they did.

use crate::{
    auth::permits::{Editor, Seat},
    competition::store::read::count,
    db::{Conn, DbError, Tx},
    execute, fetch_one, fetch_optional,
};
use app::{
    competition::model::message::languages,
    i18n::Locale,
    ids::{CompetitionId, JudgeId},
    panel::{
        conduct_text::default_conduct,
        model::{Conduct, Signature},
    },
    time::Moment,
};

/// The version in force; 1 before organisers wrote a text of their own.
///
/// # Errors
/// The database's.
pub async fn version(conn: &mut Conn, competition: CompetitionId) -> Result<i64, DbError> {
    let (version,): (i64,) = fetch_one!(
        conn,
        (i64,),
        "SELECT CAST(COALESCE(MAX(version), 1) AS BIGINT) FROM conduct_text WHERE competition_id = $1",
        competition.uuid(),
    )?;
    Ok(version)
}

/// The text in force in a language.
///
/// # Errors
/// The database's.
pub async fn in_force(conn: &mut Conn, competition: CompetitionId, l: Locale) -> Result<Conduct, DbError> {
    let version = version(conn, competition).await?;
    let row: Option<(String,)> = fetch_optional!(
        conn,
        (String,),
        "SELECT text FROM conduct_text WHERE competition_id = $1 AND version = $2 AND locale = $3",
        competition.uuid(),
        version,
        l.to_string(),
    )?;
    Ok(Conduct { version, text: row.map_or_else(|| default_conduct(l).to_owned(), |row| row.0) })
}

/// Keeps the default as the first version where nothing is stored: once it was signed, or a next one follows, it must
/// not change with the program.
async fn keep_default(tx: &mut Tx, competition: CompetitionId) -> Result<(), DbError> {
    let now = tx.now().micros();
    for l in languages() {
        execute!(
            tx,
            "INSERT INTO conduct_text (competition_id, version, locale, text, since) VALUES ($1, 1, $2, $3, $4)
             ON CONFLICT (competition_id, version, locale) DO NOTHING",
            competition.uuid(),
            l.to_string(),
            default_conduct(*l),
            now,
        )?;
    }
    Ok(())
}

/// Puts a next version in force; gives its number.
///
/// # Errors
/// [`DbError::Unique`] when another organiser did at the same time.
pub async fn publish(tx: &mut Tx, by: &Editor, texts: &[(Locale, String)]) -> Result<i64, DbError> {
    keep_default(tx, by.competition()).await?;
    let next = version(tx, by.competition()).await? + 1;
    let now = tx.now().micros();
    for (l, text) in texts {
        execute!(
            tx,
            "INSERT INTO conduct_text (competition_id, version, locale, text, since) VALUES ($1, $2, $3, $4, $5)",
            by.competition().uuid(),
            next,
            l.to_string(),
            text.as_str(),
            now,
        )?;
    }
    Ok(next)
}

/// Signs a version, in a language; `digest` is of the text as it was shown. Signing it again changes nothing.
///
/// # Errors
/// The database's.
pub async fn sign(tx: &mut Tx, seat: &Seat, version: i64, l: Locale, digest: &[u8]) -> Result<(), DbError> {
    keep_default(tx, seat.competition()).await?;
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO conduct_signature (judge_id, version, competition_id, locale, digest, signed_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (judge_id, version) DO NOTHING",
        seat.judge().uuid(),
        version,
        seat.competition().uuid(),
        l.to_string(),
        digest,
        now,
    )
    .map(drop)
}

/// Forgets what was signed on a seat before somebody accepts it, perhaps somebody else.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Tx, seat: &Seat) -> Result<(), DbError> {
    execute!(tx, "DELETE FROM conduct_signature WHERE judge_id = $1", seat.judge().uuid()).map(drop)
}

/// The newest version that a judge signed.
///
/// # Errors
/// The database's.
pub async fn signed(conn: &mut Conn, judge: JudgeId) -> Result<Option<Signature>, DbError> {
    let row: Option<(i64, Vec<u8>, i64)> = fetch_optional!(
        conn,
        (i64, Vec<u8>, i64),
        "SELECT version, digest, signed_at FROM conduct_signature WHERE judge_id = $1 ORDER BY version DESC LIMIT 1",
        judge.uuid(),
    )?;
    Ok(row.map(|(version, digest, at)| Signature { version, digest: hex::encode(digest), at: Moment::from_micros(at) }))
}

/// How many judges signed the version in force, and how many there are.
///
/// # Errors
/// The database's.
pub async fn progress(conn: &mut Conn, competition: CompetitionId) -> Result<(u32, u32), DbError> {
    let version = version(conn, competition).await?;
    let (signed, all): (i64, i64) = fetch_one!(
        conn,
        (i64, i64),
        "SELECT CAST(COUNT(s.judge_id) AS BIGINT), CAST(COUNT(*) AS BIGINT) FROM judge j
         LEFT JOIN conduct_signature s ON s.judge_id = j.id AND s.version = $2
         WHERE j.competition_id = $1 AND j.state IN ('accepted', 'ready')",
        competition.uuid(),
        version,
    )?;
    Ok((count(signed), count(all)))
}

//! What everybody may know of the jury. Only who is on the panel and agreed to be named is read here.

use crate::{
    auth::permits::Seat,
    competition::store::read::count,
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_one,
};
use app::{
    ids::CompetitionId,
    panel::model::{JuryMember, PublicProfile},
};

/// The judges who agreed to be named, by name.
///
/// # Errors
/// The database's.
pub async fn named(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<JuryMember>, DbError> {
    let rows: Vec<(String, String, String, String, String)> = fetch_all!(
        conn,
        (String, String, String, String, String),
        "SELECT name, affiliation, field, country, about FROM judge
         WHERE competition_id = $1 AND named = $2 AND standing = 'member' AND state IN ('accepted', 'ready') ORDER BY name, id",
        competition.uuid(),
        true,
    )?;
    let line = |(name, affiliation, field, country, about)| JuryMember { name, affiliation, field, country, about };
    Ok(rows.into_iter().map(line).collect())
}

/// How many judges there are, named or not.
///
/// # Errors
/// The database's.
pub async fn judges(conn: &mut Conn, competition: CompetitionId) -> Result<u32, DbError> {
    let (judges,): (i64,) = fetch_one!(
        conn,
        (i64,),
        "SELECT CAST(COUNT(*) AS BIGINT) FROM judge WHERE competition_id = $1 AND standing = 'member'
         AND state IN ('accepted', 'ready')",
        competition.uuid(),
    )?;
    Ok(count(judges))
}

/// What a judge lets others see.
///
/// # Errors
/// The database's.
pub async fn own(conn: &mut Conn, seat: &Seat) -> Result<PublicProfile, DbError> {
    let (country, about, named): (String, String, bool) = fetch_one!(
        conn,
        (String, String, bool),
        "SELECT country, about, named FROM judge WHERE id = $1",
        seat.judge().uuid(),
    )?;
    Ok(PublicProfile { country, about, named })
}

/// Changes it.
///
/// # Errors
/// The database's.
pub async fn save(tx: &mut Tx, seat: &Seat, profile: &PublicProfile) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE judge SET country = $2, about = $3, named = $4 WHERE id = $1",
        seat.judge().uuid(),
        profile.country.as_str(),
        profile.about.as_str(),
        profile.named,
    )
    .map(drop)
}

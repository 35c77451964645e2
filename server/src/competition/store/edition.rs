//! Statements about copies of editions, and about tracks that come, move and go.

use super::write::insert_track;
use crate::{
    auth::permits::{Editor, Owner},
    db::{Conn, DbError, Tx},
    execute, fetch_one,
};
use app::{
    competition::model::NewTrack,
    ids::{CompetitionId, TrackId},
};

/// Copies what a competition has beside what creating one inserts: the texts of messages, settings that only have a
/// default at the beginning, those of the panel, and what its judges sign.
///
/// # Errors
/// The database's.
pub async fn copy_rest(tx: &mut Tx, from: &Owner, to: CompetitionId) -> Result<(), DbError> {
    let now = tx.now().micros();
    let (from, to) = (from.competition().uuid(), to.uuid());
    execute!(
        tx,
        "UPDATE competition SET
           build_mebibytes = (SELECT o.build_mebibytes FROM competition o WHERE o.id = $1),
           retention_days = (SELECT o.retention_days FROM competition o WHERE o.id = $1)
         WHERE id = $2",
        from,
        to,
    )?;
    execute!(
        tx,
        "INSERT INTO panel_settings (competition_id, minutes_per_entry, expertise, required)
         SELECT $2, minutes_per_entry, expertise, required FROM panel_settings WHERE competition_id = $1",
        from,
        to,
    )?;
    execute!(
        tx,
        "INSERT INTO feedback_settings (competition_id, shows, with_publication)
         SELECT $2, shows, with_publication FROM feedback_settings WHERE competition_id = $1",
        from,
        to,
    )?;
    execute!(
        tx,
        "INSERT INTO appeal_settings (competition_id, days, answer_days)
         SELECT $2, days, answer_days FROM appeal_settings WHERE competition_id = $1",
        from,
        to,
    )?;
    // Nobody signed the text in force of the new edition yet: it is its first.
    execute!(
        tx,
        "INSERT INTO conduct_text (competition_id, version, locale, text, since)
         SELECT $2, 1, t.locale, t.text, $3 FROM conduct_text t WHERE t.competition_id = $1
         AND t.version = (SELECT MAX(n.version) FROM conduct_text n WHERE n.competition_id = $1)",
        from,
        to,
        now,
    )?;
    execute!(
        tx,
        "INSERT INTO message_template (competition_id, template, locale, subject, body, version, changed_at)
         SELECT $2, template, locale, subject, body, 1, $3 FROM message_template WHERE competition_id = $1",
        from,
        to,
        now,
    )
    .map(drop)
}

/// Adds a track after the others.
///
/// # Errors
/// [`DbError::Unique`] when its short name is taken.
pub async fn add_track(tx: &mut Tx, by: &Editor, track: &NewTrack) -> Result<(), DbError> {
    let (last,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "SELECT CAST(COALESCE(MAX(position), -1) AS BIGINT) FROM track WHERE competition_id = $1",
        by.competition().uuid(),
    )?;
    insert_track(tx, by.competition(), track, last + 1).await
}

/// Puts tracks in this order.
///
/// # Errors
/// The database's.
pub async fn order_tracks(tx: &mut Tx, by: &Editor, keys: &[String]) -> Result<(), DbError> {
    for (key, position) in keys.iter().zip(0_i64..) {
        execute!(
            tx,
            "UPDATE track SET position = $3 WHERE competition_id = $1 AND key = $2",
            by.competition().uuid(),
            key.as_str(),
            position,
        )?;
    }
    Ok(())
}

/// How many entries a track has, drafts among them.
///
/// # Errors
/// The database's.
pub async fn entries_of_track(conn: &mut Conn, track: TrackId) -> Result<u32, DbError> {
    let (found,): (i64,) =
        fetch_one!(conn, (i64,), "SELECT CAST(COUNT(*) AS BIGINT) FROM entry WHERE track_id = $1", track.uuid())?;
    Ok(super::read::count(found))
}

/// Removes a track with its rubric, awards and questions; false when somebody entered in it.
///
/// # Errors
/// The database's.
pub async fn remove_track(tx: &mut Tx, by: &Editor, track: TrackId) -> Result<bool, DbError> {
    let gone = execute!(
        tx,
        "DELETE FROM track WHERE id = $1 AND competition_id = $2 AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.track_id = $1)",
        track.uuid(),
        by.competition().uuid(),
    )?;
    Ok(gone == 1)
}

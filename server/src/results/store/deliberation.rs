//! The panel's room. What may be written there, the schema decides too: an open room, no conflict of interest, a vote that is
//! open. Everything written holds the competition's row first, so that nothing comes between a publication's computing and
//! its commit.

pub mod archive;
pub mod posts;
pub mod revisions;
pub mod votes;

use crate::{
    auth::permits::{Editor, InRoom},
    competition::store::read::count,
    db::{Conn, DbError, Tx},
    execute, execute_rows, fetch_all, fetch_optional, row,
};
use app::{
    ids::{CompetitionId, EntryId},
    results::model::deliberation::{NamesInRoom, Room, RoomSettings},
    time::Moment,
};
use std::collections::BTreeMap;
use uuid::Uuid;

row! {
    struct RoomRow {
        state: String,
        cut: Option<i64>,
        names: String,
        seed: String,
        opened_at: i64,
        closes_at: Option<i64>,
        closed_at: Option<i64>,
    }
}

/// The room of a competition, with the seed of its letters.
///
/// # Errors
/// The database's.
pub async fn room(conn: &mut Conn, competition: CompetitionId) -> Result<Option<(Room, String)>, DbError> {
    let row: Option<RoomRow> = fetch_optional!(
        conn,
        RoomRow,
        "SELECT state, cut, names, seed, opened_at, closes_at, closed_at FROM room WHERE competition_id = $1",
        competition.uuid(),
    )?;
    row.map(|row| {
        let names = NamesInRoom::parse(&row.names).ok_or_else(|| DbError::corrupt("room", "names", &row.names))?;
        let closes_at = row.closes_at.map(Moment::from_micros);
        let room = Room {
            settings: RoomSettings { cut: row.cut.map(count), names, closes_at },
            open: row.state == "open",
            opened_at: Moment::from_micros(row.opened_at),
            closed_at: row.closed_at.map(Moment::from_micros),
        };
        Ok((room, row.seed))
    })
    .transpose()
}

/// Holds the competition and its open room until the end of the transaction; `false` when the room is closed, by an
/// organiser or by its time, or the competition is not in deliberation.
///
/// # Errors
/// The database's.
pub async fn hold_open(tx: &mut Tx, by: &impl InRoom) -> Result<bool, DbError> {
    let (competition, now) = (by.place().uuid(), tx.now().micros());
    let held = execute!(
        tx,
        "UPDATE competition SET state = 'deliberation' WHERE id = $1 AND state = 'deliberation'",
        competition,
    )?;
    if held == 0 {
        return Ok(false);
    }
    let open = execute!(
        tx,
        "UPDATE room SET state = 'open' WHERE competition_id = $1 AND state = 'open'
         AND (closes_at IS NULL OR $2 / 1000000 <= closes_at / 1000000)",
        competition,
        now,
    )?;
    Ok(open == 1)
}

/// Opens the room with these settings, changes them, or opens it again.
///
/// # Errors
/// The database's.
pub async fn open(tx: &mut Tx, by: &Editor, settings: &RoomSettings) -> Result<(), DbError> {
    let (now, seed) = (tx.now().micros(), tx.ambient().unguessable().to_string());
    execute!(
        tx,
        "INSERT INTO room (competition_id, state, cut, names, seed, opened_at, closes_at) VALUES ($1, 'open', $2, $3, $4, $5, $6)
         ON CONFLICT (competition_id) DO UPDATE SET state = 'open', cut = $2, names = $3, closes_at = $6, closed_at = NULL,
           opened_at = CASE WHEN room.state = 'open' THEN room.opened_at ELSE $5 END",
        by.competition().uuid(),
        settings.cut.map(i64::from),
        settings.names.as_str(),
        seed.as_str(),
        now,
        settings.closes_at.map(Moment::micros),
    )
    .map(drop)
}

/// Closes the room; `false` when it is not open.
///
/// # Errors
/// The database's.
pub async fn close(tx: &mut Tx, by: &Editor) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let closed = execute!(
        tx,
        "UPDATE room SET state = 'closed', closed_at = $2 WHERE competition_id = $1 AND state = 'open'",
        by.competition().uuid(),
        now,
    )?;
    Ok(closed == 1)
}

/// Puts entries onto the shortlist, with their places; those that are on it stay as they are.
///
/// # Errors
/// The database's.
pub async fn shortlist(tx: &mut Tx, by: &Editor, entries: &[(EntryId, u32)]) -> Result<(), DbError> {
    let (competition, now) = (by.competition().uuid(), tx.now().micros());
    execute_rows!(
        tx,
        "INSERT INTO shortlisted_entry (entry_id, competition_id, place, at) VALUES",
        entries,
        |row| [row.0.uuid(), competition, i64::from(row.1), now],
        "ON CONFLICT (entry_id) DO NOTHING",
    )?;
    Ok(())
}

/// The shortlist: each entry with its place when it came onto it.
///
/// # Errors
/// The database's.
pub async fn shortlisted(conn: &mut Conn, competition: CompetitionId) -> Result<BTreeMap<EntryId, u32>, DbError> {
    let rows: Vec<(Uuid, i64)> = fetch_all!(
        conn,
        (Uuid, i64),
        "SELECT entry_id, place FROM shortlisted_entry WHERE competition_id = $1",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(entry, place)| (entry.into(), count(place))).collect())
}

/// The entries that bar members of the panel: judge and entry, by conflicts of interest and as people of the team.
///
/// # Errors
/// The database's.
pub async fn barred(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<(Uuid, EntryId)>, DbError> {
    let rows: Vec<(Uuid, Uuid)> = fetch_all!(
        conn,
        (Uuid, Uuid),
        "SELECT c.judge_id, c.entry_id FROM conflict c WHERE c.competition_id = $1 AND c.kind = 'hard'
         UNION SELECT j.id, k.entry_id FROM judge j JOIN kept_entry k ON k.account_id = j.account_id AND k.competition_id = j.competition_id
         WHERE j.competition_id = $1",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(judge, entry)| (judge, entry.into())).collect())
}

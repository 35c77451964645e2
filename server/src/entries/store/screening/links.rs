//! Addresses of entries that organisers have asked, and what came back.

use crate::{
    auth::permits::{About, Checker, Observer},
    db::{Conn, DbError, Tx},
    execute, execute_rows, fetch_all, row,
};
use app::{
    entries::model::{LinkAnswer, LinkOutcome},
    ids::{CompetitionId, EntryId},
    time::Moment,
};
use uuid::Uuid;

/// What is stored of an address.
#[derive(Clone, Debug)]
pub struct StoredLink {
    /// The address.
    pub address: String,
    /// Whether it waits to be asked.
    pub waiting: bool,
    /// What came back.
    pub answer: Option<LinkAnswer>,
}

row! {
    struct LinkRow {
        address: String,
        outcome: Option<String>,
        status: Option<i64>,
        final_address: String,
        media_type: String,
        checked_at: Option<i64>,
        waiting: bool,
    }
}

/// Addresses of an entry that were asked or wait for it.
///
/// # Errors
/// The database's.
pub async fn of_entry(conn: &mut Conn, by: &About<Observer>) -> Result<Vec<StoredLink>, DbError> {
    let rows: Vec<LinkRow> = fetch_all!(
        conn,
        LinkRow,
        "SELECT address, outcome, status, final_address, media_type, checked_at, (asked_at IS NOT NULL) AS waiting
         FROM link_check WHERE entry_id = $1 ORDER BY address",
        by.entry().uuid(),
    )?;
    rows.into_iter()
        .map(|row| {
            let outcome = row
                .outcome
                .map(|word| LinkOutcome::parse(&word).ok_or_else(|| DbError::corrupt("link_check", "outcome", &word)));
            let answer = outcome.transpose()?.zip(row.checked_at).map(|(outcome, at)| LinkAnswer {
                outcome,
                status: row.status.and_then(|status| u16::try_from(status).ok()),
                final_address: row.final_address,
                media_type: row.media_type,
                at: Moment::from_micros(at),
            });
            Ok(StoredLink { address: row.address, waiting: row.waiting, answer })
        })
        .collect()
}

/// The contents of eligible entries as they are judged, with their tracks: a piece behind an id.
///
/// # Errors
/// The database's.
pub async fn eligible(
    conn: &mut Conn,
    competition: CompetitionId,
    behind: Uuid,
    most: i64,
) -> Result<Vec<(Uuid, Uuid, String)>, DbError> {
    fetch_all!(
        conn,
        (Uuid, Uuid, String),
        "SELECT e.id, e.track_id, s.content FROM entry e
         JOIN snapshot s ON s.entry_id = e.id AND s.version = (SELECT MAX(n.version) FROM snapshot n WHERE n.entry_id = e.id)
         WHERE e.competition_id = $1 AND e.state = 'eligible' AND e.id > $2 ORDER BY e.id LIMIT $3",
        competition.uuid(),
        behind,
        most,
    )
}

/// Has addresses asked. What waits already goes on waiting.
///
/// # Errors
/// The database's.
pub async fn enqueue(tx: &mut Tx, by: &Checker, links: &[(EntryId, String)]) -> Result<(), DbError> {
    let now = tx.now().micros();
    let competition = by.competition().uuid();
    execute_rows!(
        tx,
        "INSERT INTO link_check (entry_id, address, competition_id, final_address, media_type, asked_at) VALUES",
        links,
        |link| [link.0.uuid(), link.1.as_str(), competition, "", "", now],
        "ON CONFLICT (entry_id, address) DO UPDATE SET asked_at = COALESCE(link_check.asked_at, excluded.asked_at)",
    )?;
    Ok(())
}

row! {
    /// An address that waits, and since when.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct WaitingLink {
        /// The entry.
        pub entry_id: Uuid,
        /// The address.
        pub address: String,
        /// Since when, in microseconds.
        pub asked_at: i64,
    }
}

/// Addresses that wait, the longest waiting first. None is asked twice at once: one server asks, and of several each result
/// is only stored by the one that was first.
///
/// # Errors
/// The database's.
pub async fn waiting(conn: &mut Conn, most: i64) -> Result<Vec<WaitingLink>, DbError> {
    fetch_all!(
        conn,
        WaitingLink,
        "SELECT entry_id, address, asked_at FROM link_check WHERE asked_at IS NOT NULL ORDER BY asked_at, entry_id, address LIMIT $1",
        most,
    )
}

/// Notes what came back; false when it does not wait any more.
///
/// # Errors
/// The database's.
pub async fn answered(tx: &mut Tx, link: &WaitingLink, answer: &LinkAnswer) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "UPDATE link_check SET outcome = $4, status = $5, final_address = $6, media_type = $7, checked_at = $8, asked_at = $9
         WHERE entry_id = $1 AND address = $2 AND asked_at = $3",
        link.entry_id,
        link.address.as_str(),
        link.asked_at,
        answer.outcome.as_str(),
        answer.status.map(i64::from),
        answer.final_address.as_str(),
        answer.media_type.as_str(),
        answer.at.micros(),
        None::<i64>,
    )?;
    Ok(changed == 1)
}

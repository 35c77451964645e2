//! Guardians who were asked and have not answered.

use crate::{
    auth::permits::{About, Checker},
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional, row,
};
use app::{
    entries::views::PendingConsent,
    ids::{CompetitionId, MemberId},
    time::Moment,
};
use uuid::Uuid;

row! {
    struct PendingRow {
        member_id: Uuid,
        public_name: String,
        team: String,
        entry_id: Uuid,
        title: String,
        has_address: bool,
        asked_at: i64,
        chased_at: Option<i64>,
    }
}

/// Minors of a competition whose guardians have not answered, those who have waited longest first. Teams without an entry
/// that counts are left out.
///
/// # Errors
/// The database's.
pub async fn pending(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<PendingConsent>, DbError> {
    let rows: Vec<PendingRow> = fetch_all!(
        conn,
        PendingRow,
        "SELECT m.id AS member_id, m.public_name, t.name AS team, e.id AS entry_id, e.title, (g.guardian_email <> '') AS has_address,
                COALESCE(g.asked_at, m.created_at) AS asked_at, g.chased_at
         FROM guardian_consent g JOIN member m ON m.id = g.member_id JOIN team t ON t.id = m.team_id
         JOIN entry e ON e.id = (SELECT f.id FROM entry f WHERE f.team_id = t.id AND f.state NOT IN ('rejected', 'withdrawn')
                                 ORDER BY f.created_at DESC, f.id LIMIT 1)
         WHERE m.competition_id = $1 AND m.minor AND g.state = 'pending' ORDER BY asked_at, m.id",
        competition.uuid(),
    )?;
    let pending = |row: PendingRow| PendingConsent {
        member: row.member_id.into(),
        name: row.public_name,
        team: row.team,
        entry: row.entry_id.into(),
        title: row.title,
        has_address: row.has_address,
        asked_at: Moment::from_micros(row.asked_at),
        chased_at: row.chased_at.map(Moment::from_micros),
    };
    Ok(rows.into_iter().map(pending).collect())
}

/// The competition of a minor.
///
/// # Errors
/// The database's.
pub async fn competition_of(conn: &mut Conn, member: MemberId) -> Result<Option<CompetitionId>, DbError> {
    let row: Option<(Uuid,)> =
        fetch_optional!(conn, (Uuid,), "SELECT competition_id FROM member WHERE id = $1", member.uuid())?;
    Ok(row.map(|(id,)| id.into()))
}

/// Where and in which language a minor's guardian is asked; nothing where no address is known.
///
/// # Errors
/// The database's.
pub async fn address(conn: &mut Conn, member: MemberId) -> Result<Option<(String, String)>, DbError> {
    let row: Option<(String, String)> = fetch_optional!(
        conn,
        (String, String),
        "SELECT guardian_email, guardian_locale FROM guardian_consent WHERE member_id = $1 AND guardian_email <> ''",
        member.uuid()
    )?;
    Ok(row)
}

/// Notes that a guardian was asked, and where. Asking under another address or in another language counts from now on; who
/// is asked again without an address is asked where they were before. Part of the asking: the permit was shown for that.
///
/// # Errors
/// The database's.
pub async fn asked(tx: &mut Tx, member: MemberId, to: Option<(&str, &str)>) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "UPDATE guardian_consent SET asked_at = COALESCE(asked_at, $2) WHERE member_id = $1",
        member.uuid(),
        now,
    )?;
    if let Some((address, locale)) = to {
        execute!(
            tx,
            "UPDATE guardian_consent SET guardian_email = $2, guardian_locale = $3 WHERE member_id = $1",
            member.uuid(),
            address,
            locale,
        )?;
    }
    Ok(())
}

/// Notes that a guardian who has not answered is asked again now; false when that was done after `since`. Of two organisers
/// who chase at once one does. The minor is of the team of the permit's entry.
///
/// # Errors
/// The database's.
pub async fn chase(tx: &mut Tx, by: &About<Checker>, member: MemberId, since: Moment) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "UPDATE guardian_consent SET chased_at = $3 WHERE member_id = $1 AND state = 'pending'
         AND (chased_at IS NULL OR chased_at <= $4)
         AND EXISTS (SELECT 1 FROM member m JOIN entry e ON e.team_id = m.team_id
                     WHERE m.id = guardian_consent.member_id AND m.competition_id = $2 AND e.id = $5)",
        member.uuid(),
        by.competition().uuid(),
        now,
        since.micros(),
        by.entry().uuid(),
    )?;
    Ok(changed == 1)
}

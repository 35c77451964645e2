//! Decisions and publications.

use crate::{
    auth::permits::{About, Editor, Release},
    db::{DbError, Tx},
    execute, fetch_all, fetch_one,
};
use app::ids::{AwardId, EntryId, MemberId, PublicationId};
use uuid::Uuid;

/// Holds the competition in deliberation until the end of the transaction; `false` when it is in another state.
///
/// # Errors
/// The database's.
pub async fn hold_in_deliberation(tx: &mut Tx, by: &Editor) -> Result<bool, DbError> {
    let held = execute!(
        tx,
        "UPDATE competition SET state = 'deliberation' WHERE id = $1 AND state = 'deliberation'",
        by.competition().uuid(),
    )?;
    Ok(held == 1)
}

/// Holds the competition, in deliberation or published, until the end of the transaction, so that a decision and a
/// publication come one after the other; `false` when it is in another state.
///
/// # Errors
/// The database's.
pub async fn hold(tx: &mut Tx, by: &Editor) -> Result<bool, DbError> {
    let held = execute!(
        tx,
        "UPDATE competition SET state = state WHERE id = $1 AND state IN ('deliberation', 'published')",
        by.competition().uuid(),
    )?;
    Ok(held == 1)
}

/// Ends deliberation, or holds what is published for a further version; `false` when the competition is in another state.
///
/// # Errors
/// The database's.
pub async fn end_deliberation(tx: &mut Tx, by: &Release) -> Result<bool, DbError> {
    let ended = execute!(
        tx,
        "UPDATE competition SET state = 'published' WHERE id = $1 AND state IN ('deliberation', 'published')",
        by.competition().uuid(),
    )?;
    Ok(ended == 1)
}

/// Asks the guardians of an entry's minors about publication, those who were not asked yet. Gives the minors.
///
/// # Errors
/// The database's.
pub async fn ask_publication(tx: &mut Tx, by: &Editor, entry: EntryId) -> Result<Vec<MemberId>, DbError> {
    let rows: Vec<(Uuid,)> = fetch_all!(
        tx,
        (Uuid,),
        "UPDATE guardian_consent SET publication = 'pending' WHERE publication IS NULL AND member_id IN (
           SELECT m.id FROM member m JOIN entry e ON e.team_id = m.team_id
           WHERE e.id = $1 AND e.competition_id = $2 AND m.minor) RETURNING member_id",
        entry.uuid(),
        by.competition().uuid(),
    )?;
    Ok(rows.into_iter().map(|row| row.0.into()).collect())
}

/// Keeps the document as the competition's next publication; gives its version.
///
/// # Errors
/// The database's.
pub async fn insert_publication(tx: &mut Tx, by: &Release, id: PublicationId, document: &str) -> Result<i64, DbError> {
    let now = tx.now().micros();
    let (version,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "INSERT INTO publication (id, competition_id, version, document, digest, published_at, note, proposal_id)
         SELECT $1, $2, COALESCE(MAX(version), 0) + 1, $3, $4, $5, $6, $7 FROM publication WHERE competition_id = $2
         RETURNING version",
        id.uuid(),
        by.competition().uuid(),
        document,
        by.digest(),
        now,
        by.note(),
        by.proposal().uuid(),
    )?;
    Ok(version)
}

/// Gives a distinction to an entry, or gives it for another reason; `more_reason`: why more are given than were planned. The award and the entry are of the organiser's
/// competition.
///
/// # Errors
/// The database's.
pub async fn give_award(
    tx: &mut Tx,
    by: &About<Editor>,
    award: AwardId,
    (reason, more_reason): (&str, &str),
) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO given_award (award_id, entry_id, competition_id, reason, at, more_reason) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (award_id, entry_id) DO UPDATE SET reason = $4, at = $5, more_reason = $6",
        award.uuid(),
        by.entry().uuid(),
        by.competition().uuid(),
        reason,
        now,
        more_reason,
    )
    .map(drop)
}

/// Takes a distinction back; `false` when the entry did not have it.
///
/// # Errors
/// The database's.
pub async fn take_award(tx: &mut Tx, by: &About<Editor>, award: AwardId) -> Result<bool, DbError> {
    let taken = execute!(
        tx,
        "DELETE FROM given_award WHERE award_id = $1 AND entry_id = $2 AND competition_id = $3",
        award.uuid(),
        by.entry().uuid(),
        by.competition().uuid(),
    )?;
    Ok(taken == 1)
}

/// Records the votes for an entry in a tie, in place of earlier ones. The entry is of the organiser's competition.
///
/// # Errors
/// The database's.
pub async fn set_votes(tx: &mut Tx, by: &About<Editor>, votes: u32, reason: &str) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO tie_vote (entry_id, competition_id, votes, reason, at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (entry_id) DO UPDATE SET votes = $3, reason = $4, at = $5",
        by.entry().uuid(),
        by.competition().uuid(),
        i64::from(votes),
        reason,
        now,
    )
    .map(drop)
}

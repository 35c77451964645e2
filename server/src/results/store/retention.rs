//! Erasing what is known of people, some time after the results are out.

use crate::{
    audit,
    db::{Conn, DbError, Tx},
    execute, fetch_all,
};
use app::{ids::CompetitionId, results::model::ResultsDocument, time::Moment};
use serde::Serialize;
use std::collections::BTreeSet;
use uuid::Uuid;

const DAY_MICROS: i64 = 86_400 * 1_000_000;

/// How much was erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Erased {
    /// Guardians who have no name any more.
    pub guardians: u64,
    /// Members of works that the results do not show, who have no name any more.
    pub members: u64,
    /// Drafts that were never handed in.
    pub drafts: u64,
}

/// Competitions whose time is over at a moment and of which nothing was erased yet.
///
/// # Errors
/// The database's.
pub async fn due(conn: &mut Conn, now: Moment) -> Result<Vec<CompetitionId>, DbError> {
    let rows: Vec<(Uuid,)> = fetch_all!(
        conn,
        (Uuid,),
        "SELECT c.id FROM competition c WHERE c.state = 'published' AND c.erased_at IS NULL
         AND (SELECT MAX(p.published_at) FROM publication p WHERE p.competition_id = c.id) < $1 - c.retention_days * $2
         ORDER BY c.id",
        now.micros(),
        DAY_MICROS,
    )?;
    Ok(rows.into_iter().map(|row| row.0.into()).collect())
}

/// Erases it. `None` when it was done before: of two servers one does it. What guardians answered stays, as the reason
/// why a minor was shown; who they are goes.
///
/// # Errors
/// The database's.
pub async fn erase(tx: &mut Tx, competition: CompetitionId) -> Result<Option<Erased>, DbError> {
    let id = competition.uuid();
    let now = tx.now().micros();
    if execute!(tx, "UPDATE competition SET erased_at = $2 WHERE id = $1 AND erased_at IS NULL", id, now)? == 0 {
        return Ok(None);
    }
    let guardians = execute!(
        tx,
        "UPDATE guardian_consent SET guardian_name = '', guardian_email = '' WHERE (guardian_name <> '' OR guardian_email <> '')
         AND member_id IN (SELECT m.id FROM member m WHERE m.competition_id = $1)",
        id,
    )?;
    // What organisers found and wrote about people served to let them in.
    execute!(tx, "DELETE FROM finding WHERE competition_id = $1", id)?;
    execute!(tx, "UPDATE finding_aside SET reason = '' WHERE competition_id = $1", id)?;
    execute!(tx, "UPDATE concern SET text = '', reason = '' WHERE competition_id = $1", id)?;
    execute!(tx, "DELETE FROM organiser_invitation WHERE competition_id = $1", id)?;
    // What judges told served to find entries for them, and why they could not judge is their own affair.
    execute!(
        tx,
        "UPDATE judge SET devices = '', expertise = '', comfort = '', region = '', gender = '', partner = '', away = '',
           reason = '' WHERE competition_id = $1",
        id,
    )?;
    execute!(tx, "UPDATE released_assignment SET reason = '' WHERE competition_id = $1", id)?;
    execute!(tx, "DELETE FROM play WHERE competition_id = $1", id)?;
    execute!(tx, "UPDATE report SET text = '', answer = '' WHERE competition_id = $1", id)?;
    // Why a comment was held back, and what was said of an appeal, served to decide; what was decided stays.
    execute!(tx, "UPDATE comment_review SET reason = '' WHERE competition_id = $1", id)?;
    execute!(tx, "UPDATE appeal SET text = '', question = '', reply = '', reason = '' WHERE competition_id = $1", id)?;
    // Prizes are with their teams by then; who took them stays.
    execute!(
        tx,
        "UPDATE prize SET travels = '', needs = '', reason = '', delivery_note = '' WHERE competition_id = $1",
        id,
    )?;
    execute!(tx, "UPDATE prize_check SET note = '' WHERE competition_id = $1", id)?;
    // What the panel said served to decide; what was decided stays.
    execute!(tx, "UPDATE deliberation_post SET text = '' WHERE competition_id = $1", id)?;
    execute!(tx, "DELETE FROM judge_import WHERE competition_id = $1", id)?;
    forget_inquiries(tx, id).await?;
    let drafts = execute!(tx, "DELETE FROM entry WHERE competition_id = $1 AND state = 'draft'", id)?;
    let shown = shown(tx, id).await?;
    let entries: Vec<(Uuid, String)> = fetch_all!(
        tx,
        (Uuid, String),
        "SELECT team_id, key FROM entry WHERE competition_id = $1 ORDER BY team_id",
        id,
    )?;
    let teams: BTreeSet<Uuid> =
        entries.into_iter().filter(|(_, key)| shown.contains(key)).map(|(team, _)| team).collect();
    let all: Vec<(Uuid,)> = fetch_all!(tx, (Uuid,), "SELECT id FROM team WHERE competition_id = $1 ORDER BY id", id)?;
    let mut members = 0;
    for (team,) in all.into_iter().filter(|(team,)| !teams.contains(team)) {
        members += execute!(tx, "UPDATE member SET public_name = '' WHERE team_id = $1 AND public_name <> ''", team)?;
    }
    execute!(tx, "UPDATE member SET role = '' WHERE competition_id = $1", id)?;
    execute!(
        tx,
        "DELETE FROM team WHERE competition_id = $1 AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.team_id = team.id)",
        id,
    )?;
    Ok(Some(Erased { guardians, members, drafts }))
}

/// What was asked and not published, who asked the rest, and what the log and messages say of it.
async fn forget_inquiries(tx: &mut Tx, competition: Uuid) -> Result<(), DbError> {
    let asked: Vec<(Uuid,)> =
        fetch_all!(tx, (Uuid,), "SELECT id FROM inquiry WHERE competition_id = $1 ORDER BY id", competition)?;
    for (inquiry,) in &asked {
        audit::erase_about(tx, &inquiry.to_string()).await?;
    }
    execute!(
        tx,
        "DELETE FROM outbox_mail WHERE competition_id = $1 AND template = 'inquiry_answered' AND state <> 'queued'",
        competition,
    )?;
    execute!(tx, "DELETE FROM inquiry WHERE competition_id = $1 AND state <> 'published'", competition)?;
    execute!(
        tx,
        "UPDATE inquiry SET text = public_text, account_id = $2 WHERE competition_id = $1",
        competition,
        None::<Uuid>,
    )
    .map(drop)
}

/// The entries that the newest publication shows, by key.
async fn shown(conn: &mut Conn, competition: Uuid) -> Result<BTreeSet<String>, DbError> {
    let rows: Vec<(String,)> = fetch_all!(
        conn,
        (String,),
        "SELECT document FROM publication WHERE competition_id = $1 ORDER BY version DESC LIMIT 1",
        competition,
    )?;
    let mut keys = BTreeSet::new();
    for (document,) in rows {
        let document: ResultsDocument =
            serde_json::from_str(&document).map_err(|error| DbError::corrupt("publication", "document", error))?;
        keys.extend(document.tracks.into_iter().flat_map(|track| track.placements).map(|at| at.key));
    }
    Ok(keys)
}

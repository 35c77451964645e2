//! What organisers' pages count and list.

use super::read::count;
use crate::{
    auth::permits::Observer,
    db::{Conn, DbError},
    fetch_all, fetch_one, row,
};
use app::{
    competition::model::{Facts, LoggedEvent, Rules},
    ids::{AccountId, CompetitionId, TrackId},
    time::Moment,
};
use uuid::Uuid;

row! {
    struct FactsRow {
        tracks: i64,
        tracks_with_rubric: i64,
        rules: i64,
        entries_close_at: Option<i64>,
        round_closes_at: Option<i64>,
        drafts: i64,
        unchecked: i64,
        fix_needed: i64,
        eligible: i64,
        rejected: i64,
        judges: i64,
        ready_judges: i64,
        assignments: i64,
        scorecards: i64,
    }
}

/// What the states rest on, in one read, so that it is of one moment. It counts tables of later stages, because what a
/// state needs is what those have done.
///
/// # Errors
/// The database's.
pub async fn facts(conn: &mut Conn, competition: CompetitionId, now: Moment) -> Result<Facts, DbError> {
    let row: FactsRow = fetch_one!(
        conn,
        FactsRow,
        "SELECT
           (SELECT CAST(COUNT(*) AS BIGINT) FROM track t WHERE t.competition_id = c.id) AS tracks,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM track t WHERE t.competition_id = c.id
              AND (SELECT SUM(k.weight) FROM criterion k WHERE k.track_id = t.id) = 100000000) AS tracks_with_rubric,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM rules_version v WHERE v.competition_id = c.id) AS rules,
           c.entries_close_at,
           (SELECT r.closes_at FROM round r WHERE r.competition_id = c.id ORDER BY r.position DESC, r.id DESC LIMIT 1) AS round_closes_at,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM entry e WHERE e.competition_id = c.id AND e.state = 'draft') AS drafts,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM entry e WHERE e.competition_id = c.id AND e.state = 'submitted') AS unchecked,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM entry e WHERE e.competition_id = c.id AND e.state = 'fix_needed') AS fix_needed,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM entry e WHERE e.competition_id = c.id AND e.state = 'eligible') AS eligible,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM entry e WHERE e.competition_id = c.id AND e.state = 'rejected') AS rejected,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM judge j WHERE j.competition_id = c.id AND j.state IN ('invited', 'accepted', 'ready')) AS judges,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM judge j WHERE j.competition_id = c.id AND j.state = 'ready' AND j.standing = 'member') AS ready_judges,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM assignment a WHERE a.competition_id = c.id) AS assignments,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard s WHERE s.competition_id = c.id AND s.state = 'submitted') AS scorecards
         FROM competition c WHERE c.id = $1",
        competition.uuid(),
    )?;
    Ok(Facts {
        now,
        tracks: count(row.tracks),
        tracks_with_rubric: count(row.tracks_with_rubric),
        rules: count(row.rules),
        entries_close_at: row.entries_close_at.map(Moment::from_micros),
        round_closes_at: row.round_closes_at.map(Moment::from_micros),
        drafts: count(row.drafts),
        unchecked: count(row.unchecked),
        fix_needed: count(row.fix_needed),
        eligible: count(row.eligible),
        rejected: count(row.rejected),
        judges: count(row.judges),
        ready_judges: count(row.ready_judges),
        assignments: count(row.assignments),
        scorecards: count(row.scorecards),
    })
}

/// Whether a scorecard was ever submitted in a track, counting or void, or a further round has a rubric made of its own,
/// or the method is sealed: then rubric and tie order stand.
///
/// # Errors
/// The database's.
pub async fn is_locked(conn: &mut Conn, track: TrackId) -> Result<bool, DbError> {
    let (found,): (bool,) = fetch_one!(
        conn,
        (bool,),
        "SELECT (EXISTS (SELECT 1 FROM scorecard s JOIN entry e ON e.id = s.entry_id
           WHERE e.track_id = $1 AND (s.state = 'submitted' OR s.submitted_at IS NOT NULL))
         OR EXISTS (SELECT 1 FROM round_criterion w JOIN criterion c ON c.id = w.criterion_id WHERE c.track_id = $1)
         OR EXISTS (SELECT 1 FROM sealed_method m JOIN track t ON t.competition_id = m.competition_id WHERE t.id = $1))",
        track.uuid(),
    )?;
    Ok(found)
}

/// The most mebibytes that a build of an entry may have.
///
/// # Errors
/// The database's.
pub async fn build_limit(conn: &mut Conn, competition: CompetitionId) -> Result<u32, DbError> {
    let (mebibytes,): (i64,) =
        fetch_one!(conn, (i64,), "SELECT build_mebibytes FROM competition WHERE id = $1", competition.uuid(),)?;
    Ok(count(mebibytes))
}

/// Every version of the rules, oldest first.
///
/// # Errors
/// The database's.
pub async fn rules_versions(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Rules>, DbError> {
    let rows: Vec<(i64, String, i64)> = fetch_all!(
        conn,
        (i64, String, i64),
        "SELECT version, text, since FROM rules_version WHERE competition_id = $1 ORDER BY version",
        competition.uuid(),
    )?;
    Ok(rows
        .into_iter()
        .map(|(version, text, since)| Rules { version, text, since: Moment::from_micros(since) })
        .collect())
}

/// The numbers of all versions of the rules and when each was published, oldest first.
///
/// # Errors
/// The database's.
pub async fn rules_dates(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<(i64, Moment)>, DbError> {
    let rows: Vec<(i64, i64)> = fetch_all!(
        conn,
        (i64, i64),
        "SELECT version, since FROM rules_version WHERE competition_id = $1 ORDER BY version",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(version, since)| (version, Moment::from_micros(since))).collect())
}

row! {
    struct EventRow {
        seq: i64,
        at: i64,
        actor: Option<String>,
        action: String,
        subject: String,
        payload: Option<String>,
    }
}

/// Events of a competition below this number, newest first.
///
/// # Errors
/// The database's.
pub async fn events(
    conn: &mut Conn,
    competition: CompetitionId,
    before: i64,
    most: i64,
) -> Result<Vec<LoggedEvent>, DbError> {
    let rows: Vec<EventRow> = fetch_all!(
        conn,
        EventRow,
        "SELECT e.seq, e.at, a.name AS actor, e.action, e.subject, e.payload
         FROM audit_event e LEFT JOIN account a ON a.id = e.actor
         WHERE e.competition_id = $1 AND e.seq < $2 ORDER BY e.seq DESC LIMIT $3",
        competition.uuid(),
        before,
        most,
    )?;
    Ok(rows
        .into_iter()
        .map(|row| LoggedEvent {
            seq: row.seq,
            at: Moment::from_micros(row.at),
            actor: row.actor,
            action: row.action,
            subject: row.subject,
            payload: row.payload,
        })
        .collect())
}

/// The ids by which the log and messages name what is kept from an organiser.
///
/// # Errors
/// The database's.
pub async fn kept_subjects(conn: &mut Conn, by: &Observer) -> Result<Vec<String>, DbError> {
    if by.kept().is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(Uuid,)> = fetch_all!(
        conn,
        (Uuid,),
        "SELECT DISTINCT id FROM kept_subject WHERE account_id = $1 AND competition_id = $2",
        by.account().map(AccountId::uuid),
        by.competition().uuid(),
    )?;
    Ok(rows.into_iter().map(|(id,)| id.to_string()).collect())
}

/// How many assignments and handed in scorecards there are of entries that are kept from an organiser.
///
/// # Errors
/// The database's.
pub async fn work_kept(conn: &mut Conn, by: &Observer) -> Result<(u32, u32), DbError> {
    if by.kept().is_empty() {
        return Ok((0, 0));
    }
    let (assignments, scorecards): (i64, i64) = fetch_one!(
        conn,
        (i64, i64),
        "SELECT
           (SELECT CAST(COUNT(*) AS BIGINT) FROM assignment a WHERE a.competition_id = $2
              AND a.entry_id IN (SELECT k.entry_id FROM kept_entry k WHERE k.account_id = $1 AND k.competition_id = $2)),
           (SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard s WHERE s.competition_id = $2 AND s.state = 'submitted'
              AND s.entry_id IN (SELECT k.entry_id FROM kept_entry k WHERE k.account_id = $1 AND k.competition_id = $2))",
        by.account().map(AccountId::uuid),
        by.competition().uuid(),
    )?;
    Ok((count(assignments), count(scorecards)))
}

/// How many events a competition has.
///
/// # Errors
/// The database's.
pub async fn event_count(conn: &mut Conn, competition: CompetitionId) -> Result<i64, DbError> {
    let (number,): (i64,) = fetch_one!(
        conn,
        (i64,),
        "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE competition_id = $1",
        competition.uuid(),
    )?;
    Ok(number)
}

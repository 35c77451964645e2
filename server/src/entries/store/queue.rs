//! The entries of a competition, a page at a time.

use crate::{
    competition::store::read::{count, split},
    db::{Conn, DbError},
    fetch_all,
};
use app::{
    entries::{
        model::{EntryState, EntrySummary},
        views::{QUEUE_PAGE, QueueFilter, TrackName},
    },
    ids::{CompetitionId, TrackId},
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct PageRow {
    id: Uuid,
    key: String,
    track_id: Uuid,
    title: String,
    team_id: Uuid,
    team: String,
    languages: String,
    state: String,
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    team_id: Uuid,
    country: String,
    consent_missing: bool,
}

fn state(word: &str) -> Result<EntryState, DbError> {
    EntryState::parse(word).ok_or_else(|| DbError::corrupt("entry", "state", word))
}

/// One page of a filtered list, by title.
///
/// # Errors
/// The database's.
pub async fn page(
    conn: &mut Conn,
    competition: CompetitionId,
    filter: QueueFilter,
) -> Result<Vec<EntrySummary>, DbError> {
    let (only, track) = (filter.state.map_or("", EntryState::as_str), filter.track.map(TrackId::uuid));
    let offset = i64::from(filter.page.max(1) - 1) * i64::from(QUEUE_PAGE);
    let rows: Vec<PageRow> = fetch_all!(
        conn,
        PageRow,
        "SELECT e.id, e.key, e.track_id, e.title, e.team_id, t.name AS team, e.languages, e.state
         FROM entry e JOIN team t ON t.id = e.team_id
         WHERE e.competition_id = $1 AND ($2 = '' OR e.state = $2) AND ($3 IS NULL OR e.track_id = $3)
         ORDER BY e.title, e.id LIMIT $4 OFFSET $5",
        competition.uuid(),
        only,
        track,
        i64::from(QUEUE_PAGE),
        offset,
    )?;
    let members: Vec<MemberRow> = fetch_all!(
        conn,
        MemberRow,
        "SELECT m.team_id, m.country, (m.minor AND COALESCE(g.state, 'pending') <> 'given') AS consent_missing
         FROM member m LEFT JOIN guardian_consent g ON g.member_id = m.id
         WHERE m.team_id IN (
           SELECT p.team_id FROM (
             SELECT e.team_id FROM entry e
             WHERE e.competition_id = $1 AND ($2 = '' OR e.state = $2) AND ($3 IS NULL OR e.track_id = $3)
             ORDER BY e.title, e.id LIMIT $4 OFFSET $5) p)",
        competition.uuid(),
        only,
        track,
        i64::from(QUEUE_PAGE),
        offset,
    )?;
    let mut teams: BTreeMap<Uuid, (BTreeSet<String>, bool)> = BTreeMap::new();
    for member in members {
        let team = teams.entry(member.team_id).or_default();
        if !member.country.is_empty() {
            team.0.insert(member.country);
        }
        team.1 |= member.consent_missing;
    }
    rows.into_iter()
        .map(|row| {
            let (countries, consent_missing) = teams.get(&row.team_id).cloned().unwrap_or_default();
            Ok(EntrySummary {
                id: row.id.into(),
                key: row.key,
                track: row.track_id.into(),
                title: row.title,
                team: row.team,
                countries: countries.into_iter().collect(),
                languages: split(&row.languages),
                state: state(&row.state)?,
                consent_missing,
            })
        })
        .collect()
}

/// How many entries there are, by state and track.
///
/// # Errors
/// The database's.
pub async fn counts(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<(EntryState, TrackId, u32)>, DbError> {
    let rows: Vec<(String, Uuid, i64)> = fetch_all!(
        conn,
        (String, Uuid, i64),
        "SELECT state, track_id, CAST(COUNT(*) AS BIGINT) FROM entry WHERE competition_id = $1
         GROUP BY state, track_id ORDER BY state, track_id",
        competition.uuid(),
    )?;
    rows.into_iter().map(|(word, track, n)| Ok((state(&word)?, track.into(), count(n)))).collect()
}

/// The tracks of a competition by name, in order.
///
/// # Errors
/// The database's.
pub async fn tracks(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<TrackName>, DbError> {
    let rows: Vec<(Uuid, String, String)> = fetch_all!(
        conn,
        (Uuid, String, String),
        "SELECT id, name, description FROM track WHERE competition_id = $1 ORDER BY position, id",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(id, name, description)| TrackName { id: id.into(), name, description }).collect())
}

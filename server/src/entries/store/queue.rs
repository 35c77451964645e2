//! The entries of a competition, a page at a time, and counted by all that they are filtered by. An index holds what these
//! statements read (`entry_queue`, `entry_counted`, `entry_of_team`): contents are not touched.

use crate::{
    auth::permits::Observer,
    competition::store::read::{count, split},
    db::{Conn, DbError},
    fetch_all, fetch_optional, row,
};
use app::{
    entries::{
        model::{EntryKind, EntryState},
        views::{QUEUE_PAGE, QueueEntry, QueueFilter, QueueSort, TrackName},
    },
    ids::{AccountId, CompetitionId, TrackId},
    time::Moment,
};
use uuid::Uuid;

/// The entry is not kept from the reader, whose number comes last: what is kept is listed, and nothing is told of it.
macro_rules! told {
    ($entry:literal) => {
        concat!(
            $entry,
            " NOT IN (SELECT k.entry_id FROM kept_entry k WHERE k.account_id = $12 AND k.competition_id = $1)"
        )
    };
}

/// A minor of the entry's team lacks a guardian's consent. One list of teams, not a question for each entry.
macro_rules! consent_missing {
    () => {
        concat!(
            "(e.team_id IN (SELECT m.team_id FROM member m LEFT JOIN guardian_consent g ON g.member_id = m.id
                           WHERE m.competition_id = $1 AND m.minor AND COALESCE(g.state, 'pending') <> 'given') AND ",
            told!("e.id"),
            ")"
        )
    };
}

/// A concern about the entry is open.
macro_rules! concern {
    () => {
        concat!(
            "e.id IN (SELECT c.entry_id FROM concern c WHERE c.competition_id = $1 AND c.settled_at IS NULL AND ",
            told!("c.entry_id"),
            ")"
        )
    };
}

/// Something was found of the entry that is not set aside.
macro_rules! finding {
    () => {
        concat!(
            "e.id IN (SELECT f.entry_id FROM finding f WHERE f.competition_id = $1 AND ",
            told!("f.entry_id"),
            " AND NOT EXISTS (SELECT 1 FROM finding_aside a WHERE a.entry_id = f.entry_id AND a.finding = f.finding))"
        )
    };
}

/// What was typed occurs in the title or the team's name. `$2`: a pattern in small letters, `$3`: as typed if it has other
/// than ASCII letters, because SQLite makes small letters of those only.
macro_rules! text {
    () => {
        "($2 = '' OR LOWER(e.title) LIKE $2 ESCAPE '\\' OR ($3 <> '' AND e.title LIKE $3 ESCAPE '\\')
          OR e.team_id IN (SELECT t.id FROM team t WHERE t.competition_id = $1
                           AND (LOWER(t.name) LIKE $2 ESCAPE '\\' OR ($3 <> '' AND t.name LIKE $3 ESCAPE '\\'))))"
    };
}

/// Somebody of the team is from a country.
macro_rules! country {
    () => {
        "($4 = '' OR e.team_id IN (SELECT m.team_id FROM member m WHERE m.competition_id = $1 AND m.country = $4))"
    };
}

/// The rest of the filter, from `$5` on.
macro_rules! rest {
    () => {
        concat!(
            "($5 = '' OR e.state = $5) AND ($6 IS NULL OR e.track_id = $6) AND ($7 = '' OR e.kind = $7)
             AND ($8 = '' OR ';' || e.languages || ';' LIKE '%;' || $8 || ';%')
             AND (NOT $9 OR ",
            consent_missing!(),
            ") AND (NOT $10 OR ",
            concern!(),
            ") AND (NOT $11 OR ",
            finding!(),
            ")"
        )
    };
}

// Behind the pieces of statements, which it has in common with the list.
mod counts;

pub use counts::{cells, countries, countries_by_state};

/// A filter as statements take it.
struct Bound {
    pattern: String,
    typed: String,
    country: String,
    state: &'static str,
    track: Option<Uuid>,
    kind: &'static str,
    language: String,
}

impl Bound {
    fn of(filter: &QueueFilter) -> Self {
        let mut literal = filter.text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        if !literal.is_empty() {
            literal = format!("%{literal}%");
        }
        Self {
            pattern: literal.to_lowercase(),
            typed: if literal.is_ascii() { String::new() } else { literal },
            country: filter.country.clone(),
            state: filter.state.map_or("", EntryState::as_str),
            track: filter.track.map(TrackId::uuid),
            kind: filter.kind.map_or("", EntryKind::as_str),
            language: filter.language.clone(),
        }
    }
}

fn state(word: &str) -> Result<EntryState, DbError> {
    EntryState::parse(word).ok_or_else(|| DbError::corrupt("entry", "state", word))
}

row! {
    struct PageRow {
        id: Uuid,
        track_id: Uuid,
        title: String,
        team: String,
        countries: Option<String>,
        state: String,
        consent_missing: bool,
        concern: bool,
        findings: i64,
    }
}

/// The statement for one page, sorted by `$place`, then title. The entries are chosen first, in the order of an index where
/// there is one, and what is shown of them is looked up for these only.
macro_rules! page {
    ($place:literal) => {
        concat!(
            "SELECT e.id, e.track_id, e.title, t.name AS team, e.state, ",
            consent_missing!(),
            " AS consent_missing, ",
            concern!(),
            " AS concern,
              (SELECT CAST(COUNT(*) AS BIGINT) FROM finding f WHERE f.entry_id = e.id AND NOT EXISTS
                 (SELECT 1 FROM finding_aside a WHERE a.entry_id = f.entry_id AND a.finding = f.finding)) AS findings,
              (SELECT string_agg(p.country, ';') FROM
                 (SELECT DISTINCT m.country FROM member m WHERE m.team_id = e.team_id AND m.country <> '') p) AS countries
             FROM (SELECT e.id, e.track_id, e.title, e.state, e.team_id, e.created_at, e.submitted_at
                   FROM entry e WHERE e.competition_id = $1 AND ",
            text!(),
            " AND ",
            country!(),
            " AND ",
            rest!(),
            " ORDER BY ",
            $place,
            "e.title, e.id LIMIT $13 OFFSET $14) e
             JOIN team t ON t.id = e.team_id ORDER BY ",
            $place,
            "e.title, e.id"
        )
    };
}

/// One page of a filtered list.
///
/// # Errors
/// The database's.
pub async fn page(conn: &mut Conn, by: &Observer, filter: &QueueFilter) -> Result<Vec<QueueEntry>, DbError> {
    let bound = Bound::of(filter);
    let offset = i64::from(filter.page.max(1) - 1) * i64::from(QUEUE_PAGE);
    let rows: Vec<PageRow> = fetch_all!(
        conn,
        PageRow,
        match filter.sort {
            QueueSort::Title => page!(""),
            QueueSort::Newest => page!("e.created_at DESC, "),
            QueueSort::Waiting => page!("COALESCE(e.submitted_at, 9223372036854775807), "),
        },
        by.competition().uuid(),
        bound.pattern.as_str(),
        bound.typed.as_str(),
        bound.country.as_str(),
        bound.state,
        bound.track,
        bound.kind,
        bound.language.as_str(),
        filter.consent_missing,
        filter.concern,
        filter.finding,
        by.account().map(AccountId::uuid),
        i64::from(QUEUE_PAGE),
        offset,
    )?;
    rows.into_iter()
        .map(|row| {
            let mut countries = split(&row.countries.unwrap_or_default());
            countries.sort();
            let kept = by.kept_from(row.id.into());
            Ok(QueueEntry {
                id: row.id.into(),
                kept,
                track: row.track_id.into(),
                title: row.title,
                team: row.team,
                countries,
                state: state(&row.state)?,
                consent_missing: row.consent_missing,
                concern: row.concern,
                findings: if kept { 0 } else { count(row.findings) },
            })
        })
        .collect()
}

/// A piece of the drafts behind one, in the order of their ids: id, track and contents.
///
/// # Errors
/// The database's.
pub async fn drafts(
    conn: &mut Conn,
    competition: CompetitionId,
    behind: Uuid,
    most: i64,
) -> Result<Vec<(Uuid, Uuid, String)>, DbError> {
    fetch_all!(
        conn,
        (Uuid, Uuid, String),
        "SELECT id, track_id, content FROM entry WHERE competition_id = $1 AND state = 'draft' AND id > $2 ORDER BY id LIMIT $3",
        competition.uuid(),
        behind,
        most,
    )
}

/// When look-alikes and ties were looked for last.
///
/// # Errors
/// The database's.
pub async fn compared_at(conn: &mut Conn, competition: CompetitionId) -> Result<Option<Moment>, DbError> {
    let row: Option<(i64,)> =
        fetch_optional!(conn, (i64,), "SELECT at FROM comparison WHERE competition_id = $1", competition.uuid())?;
    Ok(row.map(|(at,)| Moment::from_micros(at)))
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

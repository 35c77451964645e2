//! How many entries there are of everything.

use super::{Bound, state};
use crate::{
    auth::permits::Observer,
    competition::store::read::{count, split},
    db::{Conn, DbError},
    fetch_all, row,
};
use app::{
    entries::{
        model::{EntryKind, EntryState},
        views::{QueueCell, QueueFilter},
    },
    ids::{AccountId, CompetitionId},
};
use uuid::Uuid;

row! {
    struct CellRow {
        state: String,
        track_id: Uuid,
        kind: String,
        languages: String,
        consent_missing: i64,
        concern: i64,
        finding: i64,
        entries: i64,
    }
}

impl CellRow {
    fn cell(self) -> Result<QueueCell, DbError> {
        Ok(QueueCell {
            state: state(&self.state)?,
            track: self.track_id.into(),
            kind: EntryKind::parse(&self.kind).ok_or_else(|| DbError::corrupt("entry", "kind", &self.kind))?,
            languages: split(&self.languages),
            consent_missing: self.consent_missing > 0,
            concern: self.concern > 0,
            finding: self.finding > 0,
            count: count(self.entries),
        })
    }
}

/// All entries that text and country of a filter let through, counted by everything else. The few that need a look are
/// counted by themselves, and the rest is what is left.
///
/// # Errors
/// The database's.
pub async fn cells(conn: &mut Conn, by: &Observer, filter: &QueueFilter) -> Result<Vec<QueueCell>, DbError> {
    let competition = by.competition();
    let bound = Bound::of(filter);
    let all: Vec<CellRow> = fetch_all!(
        conn,
        CellRow,
        concat!(
            "SELECT e.state, e.track_id, e.kind, e.languages, CAST(0 AS BIGINT) AS consent_missing, CAST(0 AS BIGINT) AS concern,
                    CAST(0 AS BIGINT) AS finding, CAST(COUNT(*) AS BIGINT) AS entries
             FROM entry e WHERE e.competition_id = $1 AND ",
            text!(),
            " AND ",
            country!(),
            " GROUP BY e.state, e.track_id, e.kind, e.languages ORDER BY e.state, e.track_id, e.kind, e.languages"
        ),
        competition.uuid(),
        bound.pattern.as_str(),
        bound.typed.as_str(),
        bound.country.as_str(),
    )?;
    let noted: Vec<CellRow> = fetch_all!(
        conn,
        CellRow,
        concat!(
            "SELECT e.state, e.track_id, e.kind, e.languages, y.consent_missing, y.concern, y.finding, CAST(COUNT(*) AS BIGINT) AS entries
             FROM (SELECT x.entry_id, MAX(x.consent_missing) AS consent_missing, MAX(x.concern) AS concern, MAX(x.finding) AS finding
                   FROM (SELECT e.id AS entry_id, CAST(1 AS BIGINT) AS consent_missing, CAST(0 AS BIGINT) AS concern, CAST(0 AS BIGINT) AS finding
                         FROM member m JOIN entry e ON e.team_id = m.team_id LEFT JOIN guardian_consent g ON g.member_id = m.id
                         WHERE m.competition_id = $1 AND m.minor AND COALESCE(g.state, 'pending') <> 'given'
                         UNION ALL
                         SELECT c.entry_id, 0, 1, 0 FROM concern c WHERE c.competition_id = $1 AND c.settled_at IS NULL
                         UNION ALL
                         SELECT f.entry_id, 0, 0, 1 FROM finding f WHERE f.competition_id = $1 AND NOT EXISTS
                           (SELECT 1 FROM finding_aside a WHERE a.entry_id = f.entry_id AND a.finding = f.finding)) x
                   WHERE x.entry_id NOT IN (SELECT k.entry_id FROM kept_entry k WHERE k.account_id = $5 AND k.competition_id = $1)
                   GROUP BY x.entry_id) y
             JOIN entry e ON e.id = y.entry_id WHERE e.competition_id = $1 AND ",
            text!(),
            " AND ",
            country!(),
            " GROUP BY e.state, e.track_id, e.kind, e.languages, y.consent_missing, y.concern, y.finding
             ORDER BY e.state, e.track_id, e.kind, e.languages, y.consent_missing, y.concern, y.finding"
        ),
        competition.uuid(),
        bound.pattern.as_str(),
        bound.typed.as_str(),
        bound.country.as_str(),
        by.account().map(AccountId::uuid),
    )?;
    let mut cells = Vec::with_capacity(all.len() + noted.len());
    for mut row in all {
        let alike = |other: &&CellRow| {
            (&other.state, other.track_id, &other.kind, &other.languages)
                == (&row.state, row.track_id, &row.kind, &row.languages)
        };
        row.entries -= noted.iter().filter(alike).map(|other| other.entries).sum::<i64>();
        cells.extend((row.entries > 0).then(|| row.cell()).transpose()?);
    }
    for row in noted {
        cells.push(row.cell()?);
    }
    Ok(cells)
}

/// The countries of entries that all of a filter but its country lets through, each with how many have somebody from there.
///
/// # Errors
/// The database's.
pub async fn countries(conn: &mut Conn, by: &Observer, filter: &QueueFilter) -> Result<Vec<(String, u32)>, DbError> {
    let competition = by.competition();
    let bound = Bound::of(filter);
    if (QueueFilter { country: String::new(), ..filter.clone() }).is_empty() {
        // Each entry has a team of its own: an index says it all.
        let rows: Vec<(String, i64)> = fetch_all!(
            conn,
            (String, i64),
            "SELECT m.country, CAST(COUNT(DISTINCT m.team_id) AS BIGINT) FROM member m
             WHERE m.competition_id = $1 AND m.country <> '' GROUP BY m.country ORDER BY m.country",
            competition.uuid(),
        )?;
        return Ok(rows.into_iter().map(|(country, entries)| (country, count(entries))).collect());
    }
    let rows: Vec<(String, i64)> = fetch_all!(
        conn,
        (String, i64),
        // CROSS JOIN: from the entries that are left to their members, and not the other way round.
        concat!(
            "SELECT p.country, CAST(COUNT(*) AS BIGINT) FROM
               (SELECT DISTINCT m.country, e.id FROM entry e CROSS JOIN member m
                WHERE m.team_id = e.team_id AND m.country <> '' AND e.competition_id = $1 AND $4 = $4 AND ",
            text!(),
            " AND ",
            rest!(),
            ") p GROUP BY p.country ORDER BY p.country"
        ),
        competition.uuid(),
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
    )?;
    Ok(rows.into_iter().map(|(country, entries)| (country, count(entries))).collect())
}

/// How many entries of each state have somebody from a country.
///
/// # Errors
/// The database's.
pub async fn countries_by_state(
    conn: &mut Conn,
    competition: CompetitionId,
) -> Result<Vec<(String, EntryState, u32)>, DbError> {
    let rows: Vec<(String, String, i64)> = fetch_all!(
        conn,
        (String, String, i64),
        "SELECT p.country, e.state, CAST(COUNT(*) AS BIGINT) FROM
           (SELECT DISTINCT m.country, m.team_id FROM member m WHERE m.competition_id = $1 AND m.country <> '') p
         JOIN entry e ON e.team_id = p.team_id AND e.competition_id = $1
         GROUP BY p.country, e.state ORDER BY p.country, e.state",
        competition.uuid(),
    )?;
    rows.into_iter().map(|(country, word, entries)| Ok((country, state(&word)?, count(entries)))).collect()
}

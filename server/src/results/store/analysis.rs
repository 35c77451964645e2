//! What the analysis looks at besides what decides results.

use crate::{
    db::{Conn, DbError, row},
    fetch_all,
};
use app::{
    ids::{CompetitionId, EntryId, JudgeId},
    results::rules::analysis::HandedIn,
    time::Moment,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A judge as the analysis knows them.
#[derive(Clone, Debug)]
pub struct KnownJudge {
    /// Which.
    pub id: JudgeId,
    /// The name.
    pub name: String,
    /// Who the judge works for, and the partner or sponsor that employs them; each may be empty.
    pub organisations: [String; 2],
    /// Where from, as a code; may be empty.
    pub country: String,
}

/// The judges of a competition.
///
/// # Errors
/// The database's.
pub async fn judges(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<KnownJudge>, DbError> {
    let rows: Vec<(Uuid, String, String, String, String)> = fetch_all!(
        conn,
        (Uuid, String, String, String, String),
        "SELECT id, name, affiliation, partner, country FROM judge WHERE competition_id = $1 ORDER BY id",
        competition.uuid(),
    )?;
    let judge = |(id, name, affiliation, partner, country): (Uuid, String, String, String, String)| KnownJudge {
        id: id.into(),
        name,
        organisations: [affiliation, partner],
        country,
    };
    Ok(rows.into_iter().map(judge).collect())
}

/// The organisation of each entry's team, where it told one.
///
/// # Errors
/// The database's.
pub async fn organisations(conn: &mut Conn, competition: CompetitionId) -> Result<BTreeMap<EntryId, String>, DbError> {
    let rows: Vec<(Uuid, String)> = fetch_all!(
        conn,
        (Uuid, String),
        "SELECT e.id, t.organisation FROM entry e JOIN team t ON t.id = e.team_id
         WHERE e.competition_id = $1 AND t.organisation <> '' ORDER BY e.id",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(entry, organisation)| (entry.into(), organisation)).collect())
}

/// Judges with the entries that they have a conflict of interest with, and those whose teams they are or were of.
///
/// # Errors
/// The database's.
pub async fn close(conn: &mut Conn, competition: CompetitionId) -> Result<BTreeSet<(JudgeId, EntryId)>, DbError> {
    let rows: Vec<(Uuid, Uuid)> = fetch_all!(
        conn,
        (Uuid, Uuid),
        "SELECT c.judge_id, c.entry_id FROM conflict c WHERE c.competition_id = $1
         UNION SELECT j.id, e.id FROM judge j JOIN member m ON m.account_id = j.account_id
           JOIN entry e ON e.team_id = m.team_id WHERE j.competition_id = $1 AND e.competition_id = $1
         UNION SELECT j.id, e.id FROM judge j JOIN former_member m ON m.account_id = j.account_id
           JOIN entry e ON e.team_id = m.team_id WHERE j.competition_id = $1 AND e.competition_id = $1
         ORDER BY 1, 2",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(judge, entry)| (judge.into(), entry.into())).collect())
}

row! {
    struct HandedInRow {
        judge: Uuid,
        entry: Uuid,
        at: i64,
        spent: Option<i64>,
    }
}

/// When scorecards that count were handed in and the time that is known to have been spent on their entries, in the order of
/// judges and times.
///
/// # Errors
/// The database's.
pub async fn handed_in(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<HandedIn>, DbError> {
    let rows: Vec<HandedInRow> = fetch_all!(
        conn,
        HandedInRow,
        "SELECT k.judge_id AS judge, k.entry_id AS entry, COALESCE(k.submitted_at, k.saved_at) AS at, p.spent FROM scorecard k
         LEFT JOIN play p ON p.judge_id = k.judge_id AND p.entry_id = k.entry_id AND p.round_id = k.round_id
         WHERE k.competition_id = $1 AND k.state = 'submitted'
         ORDER BY k.judge_id, COALESCE(k.submitted_at, k.saved_at), k.id",
        competition.uuid(),
    )?;
    let one = |row: HandedInRow| HandedIn {
        judge: row.judge.into(),
        entry: row.entry.into(),
        at: Moment::from_micros(row.at),
        spent: row.spent.map(|spent| u32::try_from(spent / 1_000_000).unwrap_or(u32::MAX)),
    };
    Ok(rows.into_iter().map(one).collect())
}

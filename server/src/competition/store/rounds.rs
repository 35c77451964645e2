//! Rounds of judging after the first.

use super::read::count;
use crate::{
    auth::permits::Editor,
    db::{Conn, DbError, Tx},
    execute, fetch_all, row,
};
use app::{
    competition::model::{EarlierShown, FurtherRound, NewFurtherRound, RoundLine, RoundRule, RoundWeights},
    ids::{CompetitionId, EntryId, JudgeId, RoundId},
    number::Decimal,
    time::Moment,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

row! {
    struct LineRow {
        round_id: Uuid,
        name: String,
        rule: String,
        shows: String,
        closes_at: Option<i64>,
        entries: i64,
        judges: i64,
    }
}

/// The further rounds of a competition, in order: what anybody may know of them.
///
/// # Errors
/// The database's.
pub async fn lines(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<RoundLine>, DbError> {
    let rows: Vec<LineRow> = fetch_all!(
        conn,
        LineRow,
        "SELECT f.round_id, f.name, f.rule, f.shows, r.closes_at,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM round_entry e WHERE e.round_id = r.id) AS entries,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM round_judge j WHERE j.round_id = r.id) AS judges
         FROM further_round f JOIN round r ON r.id = f.round_id
         WHERE f.competition_id = $1 ORDER BY r.position, r.id",
        competition.uuid(),
    )?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut weights = weights_of(conn, competition).await?;
    let line = |row: LineRow| {
        Ok(RoundLine {
            weights: weights.remove(&row.round_id).unwrap_or_default(),
            rule: RoundRule::parse(&row.rule)
                .ok_or_else(|| DbError::corrupt("further_round", "rule", row.rule.as_str()))?,
            shows: EarlierShown::parse(&row.shows)
                .ok_or_else(|| DbError::corrupt("further_round", "shows", row.shows.as_str()))?,
            round: row.round_id.into(),
            name: row.name,
            entries: count(row.entries),
            judges: count(row.judges),
            closes_at: row.closes_at.map(Moment::from_micros),
        })
    };
    rows.into_iter().map(line).collect()
}

/// The rubrics of the rounds of a competition that have their own.
async fn weights_of(conn: &mut Conn, competition: CompetitionId) -> Result<BTreeMap<Uuid, RoundWeights>, DbError> {
    let rows: Vec<(Uuid, Uuid, i64)> = fetch_all!(
        conn,
        (Uuid, Uuid, i64),
        "SELECT w.round_id, w.criterion_id, w.weight FROM round_criterion w JOIN further_round f ON f.round_id = w.round_id
         WHERE f.competition_id = $1",
        competition.uuid(),
    )?;
    let mut weights: BTreeMap<Uuid, RoundWeights> = BTreeMap::new();
    for (round, criterion, weight) in rows {
        weights.entry(round).or_default().0.insert(criterion.into(), Decimal::from_micros(weight));
    }
    Ok(weights)
}

/// The rubric of a round; empty where those of the tracks hold.
///
/// # Errors
/// The database's.
pub async fn weights(conn: &mut Conn, round: RoundId) -> Result<RoundWeights, DbError> {
    let rows: Vec<(Uuid, i64)> = fetch_all!(
        conn,
        (Uuid, i64),
        "SELECT criterion_id, weight FROM round_criterion WHERE round_id = $1",
        round.uuid(),
    )?;
    Ok(RoundWeights(rows.into_iter().map(|(line, weight)| (line.into(), Decimal::from_micros(weight))).collect()))
}

/// The further rounds of a competition, in order, with the entries that went on to each.
///
/// # Errors
/// The database's.
pub async fn further(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<FurtherRound>, DbError> {
    let lines = lines(conn, competition).await?;
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(Uuid, Uuid)> = fetch_all!(
        conn,
        (Uuid, Uuid),
        "SELECT e.round_id, e.entry_id FROM round_entry e JOIN further_round f ON f.round_id = e.round_id
         WHERE f.competition_id = $1 ORDER BY e.round_id, e.entry_id",
        competition.uuid(),
    )?;
    let mut entries: BTreeMap<RoundId, BTreeSet<EntryId>> = BTreeMap::new();
    for (round, entry) in rows {
        entries.entry(round.into()).or_default().insert(entry.into());
    }
    let further = |line: RoundLine| FurtherRound {
        entries: entries.remove(&line.round).unwrap_or_default(),
        round: line.round,
        name: line.name,
        rule: line.rule,
        weights: line.weights,
    };
    Ok(lines.into_iter().map(further).collect())
}

/// Who sits in a further round.
///
/// # Errors
/// The database's.
pub async fn judges(conn: &mut Conn, round: RoundId) -> Result<BTreeSet<JudgeId>, DbError> {
    let rows: Vec<(Uuid,)> = fetch_all!(
        conn,
        (Uuid,),
        "SELECT judge_id FROM round_judge WHERE round_id = $1 ORDER BY judge_id",
        round.uuid()
    )?;
    Ok(rows.into_iter().map(|(judge,)| judge.into()).collect())
}

/// Makes a further round, which opens now and comes after all others. `number`: which one it is, from 2; of two that are
/// made at the same time one meets the other's key. Entries, judges and criteria are of the organiser's competition, or are not put in.
///
/// # Errors
/// [`DbError::Unique`] when there is one with this number.
pub async fn add(tx: &mut Tx, by: &Editor, number: usize, new: &NewFurtherRound) -> Result<RoundId, DbError> {
    let (competition, round) = (by.competition().uuid(), tx.ambient().id::<RoundId>());
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO round (id, competition_id, key, closes_at, position, opened_at)
         SELECT $1, $2, $3, $4, CAST(COALESCE(MAX(r.position), 0) AS BIGINT) + 1, $5 FROM round r WHERE r.competition_id = $2",
        round.uuid(),
        competition,
        format!("round-{number}"),
        new.closes_at.micros(),
        now,
    )?;
    let further = FurtherRound {
        round,
        name: new.name.clone(),
        rule: new.rule,
        entries: new.entries.clone(),
        weights: new.weights.clone(),
    };
    describe(tx, by, &further, new.shows, &new.judges).await?;
    Ok(round)
}

/// Makes a round that is there a further one. Entries, judges and criteria are of the organiser's competition, or are not put
/// in.
///
/// # Errors
/// [`DbError::Unique`] when it is one already.
pub async fn describe(
    tx: &mut Tx,
    by: &Editor,
    further: &FurtherRound,
    shows: EarlierShown,
    judges: &BTreeSet<JudgeId>,
) -> Result<(), DbError> {
    let (competition, round) = (by.competition().uuid(), further.round);
    execute!(
        tx,
        "INSERT INTO further_round (round_id, competition_id, name, rule, shows) VALUES ($1, $2, $3, $4, $5)",
        round.uuid(),
        competition,
        further.name.as_str(),
        further.rule.as_str(),
        shows.as_str(),
    )?;
    for entry in &further.entries {
        execute!(
            tx,
            "INSERT INTO round_entry (round_id, entry_id) SELECT $1, e.id FROM entry e WHERE e.id = $2 AND e.competition_id = $3",
            round.uuid(),
            entry.uuid(),
            competition,
        )?;
    }
    for judge in judges {
        execute!(
            tx,
            "INSERT INTO round_judge (round_id, judge_id) SELECT $1, j.id FROM judge j WHERE j.id = $2 AND j.competition_id = $3",
            round.uuid(),
            judge.uuid(),
            competition,
        )?;
    }
    for (criterion, weight) in &further.weights.0 {
        execute!(
            tx,
            "INSERT INTO round_criterion (round_id, criterion_id, weight)
             SELECT $1, c.id, $4 FROM criterion c WHERE c.id = $2 AND c.competition_id = $3",
            round.uuid(),
            criterion.uuid(),
            competition,
            weight.micros(),
        )?;
    }
    Ok(())
}

//! Scorecards that their judges changed in the room.

use crate::{
    auth::permits::AssignedJudge,
    competition::store::read::count,
    db::{Conn, DbError, Tx},
    execute, execute_rows, fetch_all, fetch_optional, row,
};
use app::{
    ids::{CompetitionId, CriterionId, EntryId, JudgeId, RevisionId, RoundId},
    number::Decimal,
    results::model::deliberation::{JudgeRevision, Revision},
    scores::model::Score,
    time::Moment,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A scorecard that is changed.
#[derive(Clone, Copy, Debug)]
pub struct Change<'c> {
    /// The version that is replaced.
    pub from_version: i64,
    /// Why.
    pub reason: &'c str,
    /// The criteria whose marks change: what was, what is.
    pub scores: &'c [(CriterionId, Score, Score)],
}

/// Notes that a judge changes their scorecard in this transaction. The schema lets a closed round be written by such a change
/// only, in the same moment. `None` when the judge has no scorecard of this version that was handed in.
///
/// # Errors
/// [`DbError::Check`] where the room is closed.
pub async fn insert(tx: &mut Tx, by: &AssignedJudge, change: Change<'_>) -> Result<Option<RevisionId>, DbError> {
    let (id, now): (RevisionId, i64) = (tx.ambient().id(), tx.now().micros());
    let card: Option<(Uuid,)> = fetch_optional!(
        tx,
        (Uuid,),
        "SELECT id FROM scorecard WHERE judge_id = $1 AND entry_id = $2 AND round_id = $3 AND version = $4 AND state = 'submitted'",
        by.judge().uuid(),
        by.entry().uuid(),
        by.round().uuid(),
        change.from_version,
    )?;
    let Some((card,)) = card else { return Ok(None) };
    execute!(
        tx,
        "INSERT INTO scorecard_revision (id, competition_id, scorecard_id, from_version, reason, at) VALUES ($1, $2, $3, $4, $5, $6)",
        id.uuid(),
        by.competition().uuid(),
        card,
        change.from_version,
        change.reason,
        now,
    )?;
    execute_rows!(
        tx,
        "INSERT INTO revised_score (revision_id, criterion_id, old_mark, old_not_assessed, new_mark, new_not_assessed) VALUES",
        change.scores,
        |row| [
            id.uuid(),
            row.0.uuid(),
            row.1.mark.map(Decimal::micros),
            row.1.could_not_assess,
            row.2.mark.map(Decimal::micros),
            row.2.could_not_assess
        ],
        "",
    )?;
    Ok(Some(id))
}

row! {
    struct RevisedRow {
        id: Uuid,
        judge_id: Uuid,
        reason: String,
        at: i64,
        criterion: String,
        old_mark: Option<i64>,
        old_not_assessed: bool,
        new_mark: Option<i64>,
        new_not_assessed: bool,
    }
}

/// What was changed of an entry's scorecards, the oldest first.
///
/// # Errors
/// The database's.
pub async fn of_entry(conn: &mut Conn, entry: EntryId) -> Result<Vec<JudgeRevision>, DbError> {
    let rows: Vec<RevisedRow> = fetch_all!(
        conn,
        RevisedRow,
        "SELECT v.id, k.judge_id, v.reason, v.at, c.key AS criterion, s.old_mark, s.old_not_assessed, s.new_mark, s.new_not_assessed
         FROM scorecard_revision v JOIN scorecard k ON k.id = v.scorecard_id JOIN revised_score s ON s.revision_id = v.id
         JOIN criterion c ON c.id = s.criterion_id WHERE k.entry_id = $1 AND k.state <> 'void' ORDER BY v.at, v.id, c.position, c.id",
        entry.uuid(),
    )?;
    let score = |criterion: &str, mark: Option<i64>, could_not_assess: bool| Score {
        criterion: criterion.to_owned(),
        mark: mark.map(Decimal::from_micros),
        could_not_assess,
        comment: String::new(),
    };
    let mut all: Vec<(Uuid, JudgeRevision)> = Vec::new();
    for row in rows {
        let change = (
            row.criterion.clone(),
            score(&row.criterion, row.old_mark, row.old_not_assessed),
            score(&row.criterion, row.new_mark, row.new_not_assessed),
        );
        match all.last_mut() {
            Some((id, known)) if *id == row.id => known.revision.changes.push(change),
            _ => {
                let revision = Revision { at: Moment::from_micros(row.at), reason: row.reason, changes: vec![change] };
                all.push((row.id, JudgeRevision { judge: JudgeId::from(row.judge_id), revision }));
            }
        }
    }
    Ok(all.into_iter().map(|(_, revision)| revision).collect())
}

/// How many changes there are of each entry's scorecards.
///
/// # Errors
/// The database's.
pub async fn counts(conn: &mut Conn, competition: CompetitionId) -> Result<BTreeMap<EntryId, u32>, DbError> {
    let rows: Vec<(Uuid, i64)> = fetch_all!(
        conn,
        (Uuid, i64),
        "SELECT k.entry_id, CAST(COUNT(*) AS BIGINT) FROM scorecard_revision v JOIN scorecard k ON k.id = v.scorecard_id
         WHERE v.competition_id = $1 AND k.state <> 'void' GROUP BY k.entry_id",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(entry, changes)| (entry.into(), count(changes))).collect())
}

/// What a judge was assigned, by entry, in its latest round.
///
/// # Errors
/// The database's.
pub async fn own_cards(conn: &mut Conn, judge: JudgeId) -> Result<BTreeMap<EntryId, OwnCard>, DbError> {
    let rows: Vec<(Uuid, Uuid, Option<i64>, Option<i64>)> = fetch_all!(
        conn,
        (Uuid, Uuid, Option<i64>, Option<i64>),
        "SELECT a.entry_id, r.id, r.closes_at, k.version FROM assignment a JOIN round r ON r.id = a.round_id
         LEFT JOIN scorecard k ON k.judge_id = a.judge_id AND k.entry_id = a.entry_id AND k.round_id = a.round_id AND k.state = 'submitted'
         WHERE a.judge_id = $1 ORDER BY r.position, r.id DESC",
        judge.uuid(),
    )?;
    let card = |(entry, round, closes, handed_in): (Uuid, Uuid, Option<i64>, Option<i64>)| {
        (entry.into(), OwnCard { round: round.into(), closes_at: closes.map(Moment::from_micros), handed_in })
    };
    // Of several rounds the last row counts.
    Ok(rows.into_iter().map(card).collect())
}

/// An assignment of a judge, as far as the room needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnCard {
    /// Its round.
    pub round: RoundId,
    /// The announced close of its round.
    pub closes_at: Option<Moment>,
    /// The version of the scorecard, if it was handed in.
    pub handed_in: Option<i64>,
}

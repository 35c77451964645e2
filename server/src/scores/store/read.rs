//! Scorecards as they are.

use crate::{
    competition,
    db::{Conn, DbError},
    fetch_all, fetch_optional, row,
};
use app::{
    competition::model::Criterion,
    ids::{CompetitionId, EntryId, JudgeId, RoundId, ScorecardId},
    number::Decimal,
    scores::model::{Score, Scorecard, ScorecardState},
    time::Moment,
};
use std::collections::BTreeMap;
use uuid::Uuid;

row! {
    struct ScorecardRow {
        id: Uuid,
        judge_id: Uuid,
        entry_id: Uuid,
        round_id: Uuid,
        state: String,
        note: String,
        version: i64,
        saved_at: i64,
    }
}

row! {
    struct ScoreRow {
        scorecard_id: Uuid,
        criterion: String,
        mark: Option<i64>,
        could_not_assess: bool,
        comment: String,
    }
}

fn assemble(cards: Vec<ScorecardRow>, scores: Vec<ScoreRow>) -> Result<Vec<Scorecard>, DbError> {
    let mut by_card: BTreeMap<Uuid, Vec<Score>> = BTreeMap::new();
    for row in scores {
        by_card.entry(row.scorecard_id).or_default().push(Score {
            criterion: row.criterion,
            mark: row.mark.map(Decimal::from_micros),
            could_not_assess: row.could_not_assess,
            comment: row.comment,
        });
    }
    cards
        .into_iter()
        .map(|row| {
            Ok(Scorecard {
                id: ScorecardId::from(row.id),
                judge: row.judge_id.into(),
                entry: row.entry_id.into(),
                round: row.round_id.into(),
                state: ScorecardState::parse(&row.state)
                    .ok_or_else(|| DbError::corrupt("scorecard", "state", &row.state))?,
                scores: by_card.remove(&row.id).unwrap_or_default(),
                note: row.note,
                version: row.version,
                saved_at: Moment::from_micros(row.saved_at),
            })
        })
        .collect()
}

/// Every scorecard of a competition, void ones too, by entry and judge.
///
/// # Errors
/// The database's.
pub async fn of_competition(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Scorecard>, DbError> {
    let cards: Vec<ScorecardRow> = fetch_all!(
        conn,
        ScorecardRow,
        "SELECT id, judge_id, entry_id, round_id, state, note, version, saved_at FROM scorecard WHERE competition_id = $1 ORDER BY entry_id, judge_id",
        competition.uuid(),
    )?;
    let scores: Vec<ScoreRow> = fetch_all!(
        conn,
        ScoreRow,
        "SELECT s.scorecard_id, c.key AS criterion, s.mark, s.could_not_assess, s.comment FROM score s
         JOIN scorecard k ON k.id = s.scorecard_id JOIN criterion c ON c.id = s.criterion_id
         WHERE k.competition_id = $1 ORDER BY s.scorecard_id, c.position, c.id",
        competition.uuid(),
    )?;
    assemble(cards, scores)
}

/// One judge's scorecard of one entry in one round.
///
/// # Errors
/// The database's.
pub async fn one(
    conn: &mut Conn,
    judge: JudgeId,
    entry: EntryId,
    round: RoundId,
) -> Result<Option<Scorecard>, DbError> {
    let cards: Vec<ScorecardRow> = fetch_all!(
        conn,
        ScorecardRow,
        "SELECT id, judge_id, entry_id, round_id, state, note, version, saved_at FROM scorecard WHERE judge_id = $1 AND entry_id = $2 AND round_id = $3",
        judge.uuid(),
        entry.uuid(),
        round.uuid(),
    )?;
    let scores: Vec<ScoreRow> = fetch_all!(
        conn,
        ScoreRow,
        "SELECT s.scorecard_id, c.key AS criterion, s.mark, s.could_not_assess, s.comment FROM score s
         JOIN scorecard k ON k.id = s.scorecard_id JOIN criterion c ON c.id = s.criterion_id
         WHERE k.judge_id = $1 AND k.entry_id = $2 AND k.round_id = $3 ORDER BY c.position, c.id",
        judge.uuid(),
        entry.uuid(),
        round.uuid(),
    )?;
    Ok(assemble(cards, scores)?.into_iter().next())
}

/// The rubric by which an entry is judged in a round: the round's own, or that of the entry's track.
///
/// # Errors
/// The database's.
pub async fn rubric_of_entry(conn: &mut Conn, entry: EntryId, round: RoundId) -> Result<Vec<Criterion>, DbError> {
    let row: Option<(Uuid, Uuid)> =
        fetch_optional!(conn, (Uuid, Uuid), "SELECT competition_id, track_id FROM entry WHERE id = $1", entry.uuid())?;
    let Some((competition, track)) = row else { return Ok(Vec::new()) };
    let tracks = competition::store::read::tracks(conn, competition.into()).await?;
    let weights = competition::store::rounds::weights(conn, round).await?;
    Ok(tracks.iter().find(|known| known.id.uuid() == track).map(|track| weights.rubric(track)).unwrap_or_default())
}

//! Judges' scorecards of samples.

use crate::{
    auth::permits::{Observer, PanelMember},
    db::{Conn, DbError, Tx},
    fetch_all, fetch_optional, row,
    scores::store::write::put_scores,
};
use app::{
    ids::{SampleId, ScorecardId},
    number::Decimal,
    scores::model::{OwnCard, RubricLine, Score, ScorecardState},
    time::Moment,
};
use std::collections::BTreeMap;
use uuid::Uuid;

row! {
    struct CardRow {
        id: Uuid,
        state: String,
        note: String,
        version: i64,
        saved_at: i64,
    }
}

fn state(word: &str) -> Result<ScorecardState, DbError> {
    ScorecardState::parse(word).ok_or_else(|| DbError::corrupt("sample_scorecard", "state", word))
}

/// What a judge stored of a sample.
///
/// # Errors
/// The database's.
pub async fn own(conn: &mut Conn, by: &PanelMember, sample: SampleId) -> Result<Option<OwnCard>, DbError> {
    let row: Option<CardRow> = fetch_optional!(
        conn,
        CardRow,
        "SELECT id, state, note, version, saved_at FROM sample_scorecard WHERE judge_id = $1 AND sample_id = $2",
        by.judge().uuid(),
        sample.uuid(),
    )?;
    let Some(row) = row else { return Ok(None) };
    let scores: Vec<(String, Option<i64>, bool, String)> = fetch_all!(
        conn,
        (String, Option<i64>, bool, String),
        "SELECT c.key, s.mark, s.could_not_assess, s.comment FROM sample_score s JOIN criterion c ON c.id = s.criterion_id
         WHERE s.scorecard_id = $1 ORDER BY c.position, c.id",
        row.id,
    )?;
    let score = |(criterion, mark, could_not_assess, comment): (String, Option<i64>, bool, String)| Score {
        criterion,
        mark: mark.map(Decimal::from_micros),
        could_not_assess,
        comment,
    };
    Ok(Some(OwnCard {
        state: state(&row.state)?,
        scores: scores.into_iter().map(score).collect(),
        note: row.note,
        version: row.version,
        saved_at: Moment::from_micros(row.saved_at),
    }))
}

/// Where a judge's scorecards of samples stand.
///
/// # Errors
/// The database's.
pub async fn states(conn: &mut Conn, by: &PanelMember) -> Result<BTreeMap<SampleId, ScorecardState>, DbError> {
    let rows: Vec<(Uuid, String)> = fetch_all!(
        conn,
        (Uuid, String),
        "SELECT sample_id, state FROM sample_scorecard WHERE judge_id = $1 ORDER BY sample_id",
        by.judge().uuid(),
    )?;
    rows.into_iter().map(|(sample, word)| Ok((sample.into(), state(&word)?))).collect()
}

/// How many judges handed in each sample of a competition.
///
/// # Errors
/// The database's.
pub async fn submitted(conn: &mut Conn, by: &Observer) -> Result<BTreeMap<SampleId, usize>, DbError> {
    let rows: Vec<(Uuid, i64)> = fetch_all!(
        conn,
        (Uuid, i64),
        "SELECT sample_id, CAST(COUNT(*) AS BIGINT) FROM sample_scorecard WHERE competition_id = $1 AND state = 'submitted'
         GROUP BY sample_id ORDER BY sample_id",
        by.competition().uuid(),
    )?;
    Ok(rows.into_iter().map(|(sample, count)| (sample.into(), usize::try_from(count).unwrap_or_default())).collect())
}

/// A scorecard of a sample to be stored.
#[derive(Clone, Copy, Debug)]
pub struct SaveSample<'s> {
    /// The sample.
    pub sample: SampleId,
    /// What it is to be.
    pub state: ScorecardState,
    /// The version that the form was based on; 0 when nothing was stored.
    pub based_on: i64,
    /// The rubric.
    pub rubric: &'s [RubricLine],
    /// One for each line of the rubric, in its order.
    pub scores: &'s [Score],
    /// The note to the panel.
    pub note: &'s str,
}

/// Stores a judge's scorecard of a sample whole. `None` when what is stored is not what the form was based on, or was
/// handed in, after which it stays. The sample is one that this judge scores; the caller has made sure of it.
///
/// # Errors
/// [`DbError::Check`] where the schema refuses it: off the scale.
pub async fn save(tx: &mut Tx, by: &PanelMember, card: SaveSample<'_>) -> Result<Option<(ScorecardId, i64)>, DbError> {
    let (fresh, now): (ScorecardId, i64) = (tx.ambient().id(), tx.now().micros());
    let submitted_at = (card.state == ScorecardState::Submitted).then_some(now);
    let row: Option<(Uuid, i64)> = fetch_optional!(
        tx,
        (Uuid, i64),
        "INSERT INTO sample_scorecard (id, competition_id, sample_id, judge_id, state, note, version, saved_at, submitted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7 + 1, $8, $9)
         ON CONFLICT (judge_id, sample_id) DO UPDATE SET state = excluded.state, note = excluded.note,
           version = excluded.version, saved_at = excluded.saved_at, submitted_at = excluded.submitted_at
         WHERE sample_scorecard.version = $7 AND sample_scorecard.state = 'draft'
         RETURNING id, version",
        fresh.uuid(),
        by.competition().uuid(),
        card.sample.uuid(),
        by.judge().uuid(),
        card.state.as_str(),
        card.note,
        card.based_on,
        now,
        submitted_at,
    )?;
    let Some((id, version)) = row else { return Ok(None) };
    let insert = "INSERT INTO sample_score (scorecard_id, criterion_id, mark, could_not_assess, comment) VALUES";
    put_scores(tx, insert, id, (card.rubric, card.scores)).await?;
    Ok(Some((id.into(), version)))
}

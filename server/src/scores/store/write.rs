//! Scorecards being written: two statements for one, however many criteria it has, because everybody's submissions
//! pass through here in the last hour before a round closes.

use super::{late::LateRow, stored::StoredCard};
use crate::{
    auth::permits::{AssignedJudge, Editor},
    db::{DbError, Tx},
    execute, execute_rows,
};
use app::{
    ids::{CompetitionId, CriterionId, EntryId, JudgeId, RoundId, ScorecardId},
    number::Decimal,
    scores::model::{RubricLine, Score, ScorecardState},
    time::Moment,
};
use uuid::Uuid;

/// A scorecard to be stored.
#[derive(Clone, Copy, Debug)]
pub struct Save<'s> {
    /// What it is to be: a draft, or submitted.
    pub state: ScorecardState,
    /// What the form was based on; `None` when nothing was stored.
    pub based_on: Option<StoredCard>,
    /// The rubric.
    pub rubric: &'s [RubricLine],
    /// One for each line of the rubric, in its order.
    pub scores: &'s [Score],
    /// The note to the panel.
    pub note: &'s str,
}

/// Stores a judge's scorecard whole. `None` when the judge is not assigned any more, or what is stored is not what the form
/// was based on: somebody saved a newer version, or a conflict of interest made it void meanwhile.
///
/// # Errors
/// [`DbError::Check`] where the schema refuses it: off the scale, after the close of the round, against a conflict.
pub async fn save(tx: &mut Tx, permit: &AssignedJudge, card: Save<'_>) -> Result<Option<(ScorecardId, i64)>, DbError> {
    let place = Place {
        competition: permit.competition(),
        round: permit.round(),
        judge: permit.judge(),
        entry: permit.entry(),
    };
    put(tx, place, card).await
}

/// Whose scorecard of what.
#[derive(Clone, Copy)]
struct Place {
    competition: CompetitionId,
    round: RoundId,
    judge: JudgeId,
    entry: EntryId,
}

/// Stores a judge's scorecard that came late and that an organiser accepted in this transaction. As [`save`].
///
/// # Errors
/// [`DbError::Check`] as [`save`], and when it was not accepted just now.
pub async fn save_late(
    tx: &mut Tx,
    permit: &Editor,
    late: &LateRow,
    card: Save<'_>,
) -> Result<Option<(ScorecardId, i64)>, DbError> {
    let place = Place { competition: permit.competition(), round: late.round, judge: late.judge, entry: late.entry };
    put(tx, place, card).await
}

async fn put(tx: &mut Tx, place: Place, card: Save<'_>) -> Result<Option<(ScorecardId, i64)>, DbError> {
    let now = tx.now().micros();
    let fresh: ScorecardId = tx.ambient().id();
    let (id, was, version) = card.based_on.map_or((fresh, "", 0), |card| (card.id, card.state.as_str(), card.version));
    let submitted_at = (card.state == ScorecardState::Submitted).then_some(now);
    let rows = execute!(
        tx,
        "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at, submitted_at)
         SELECT $1, $2, a.round_id, a.judge_id, a.entry_id, $6, $7, $8 + 1, $9, $10
         FROM assignment a WHERE a.judge_id = $4 AND a.entry_id = $5 AND a.round_id = $3 AND hold_assignment(a.id)
         ON CONFLICT (judge_id, entry_id, round_id) DO UPDATE SET state = excluded.state, note = excluded.note,
           version = excluded.version, saved_at = excluded.saved_at,
           submitted_at = COALESCE(scorecard.submitted_at, excluded.submitted_at)
         WHERE scorecard.version = $8 AND scorecard.state = $11",
        fresh.uuid(), place.competition.uuid(), place.round.uuid(), place.judge.uuid(), place.entry.uuid(),
        card.state.as_str(), card.note, version, now, submitted_at, was,
    )?;
    if rows == 0 {
        return Ok(None);
    }
    put_scores(
        tx,
        "INSERT INTO score (scorecard_id, criterion_id, mark, could_not_assess, comment) VALUES",
        id.uuid(),
        (card.rubric, card.scores),
    )
    .await?;
    Ok(Some((id, version + 1)))
}

/// Stores the scores of a scorecard, or of one of a sample: `insert` says in which table.
pub(in crate::scores::store) async fn put_scores(
    tx: &mut Tx,
    insert: &'static str,
    card: Uuid,
    (rubric, scores): (&[RubricLine], &[Score]),
) -> Result<(), DbError> {
    let rows: Vec<(&RubricLine, &Score)> = rubric.iter().zip(scores).collect();
    execute_rows!(
        tx,
        insert,
        rows.as_slice(),
        |row| [card, row.0.id.uuid(), row.1.mark.map(Decimal::micros), row.1.could_not_assess, row.1.comment.as_str()],
        "ON CONFLICT (scorecard_id, criterion_id) DO UPDATE SET mark = excluded.mark,
           could_not_assess = excluded.could_not_assess, comment = excluded.comment",
    )
    .map(drop)
}

/// One line of an imported scorecard.
#[derive(Clone, Debug)]
pub struct ImportedScore {
    /// The criterion.
    pub criterion: CriterionId,
    /// The mark, if one was given.
    pub mark: Option<Decimal>,
    /// The judge could not assess it.
    pub could_not_assess: bool,
    /// What the judge says to the team.
    pub comment: String,
}

/// A scorecard from elsewhere.
#[derive(Clone, Debug)]
pub struct ImportedScorecard {
    /// The judge.
    pub judge: JudgeId,
    /// The entry.
    pub entry: EntryId,
    /// The round.
    pub round: RoundId,
    /// Where it stands.
    pub state: ScorecardState,
    /// When it was last saved; in time for its round.
    pub saved_at: Moment,
    /// One for each criterion.
    pub scores: Vec<ImportedScore>,
    /// The note to the panel.
    pub note: String,
}

/// Brings in scorecards, in the order given; gives their ids in that order. Judges, entries and round are of the organiser's competition; the caller has made sure of it.
///
/// # Errors
/// [`DbError::Unique`] when one of them is there already, or twice in the list; [`DbError::Check`] as [`save`].
pub async fn import(tx: &mut Tx, permit: &Editor, cards: &[ImportedScorecard]) -> Result<Vec<ScorecardId>, DbError> {
    let competition = permit.competition().uuid();
    let ids: Vec<ScorecardId> = cards.iter().map(|_| tx.ambient().id()).collect();
    let rows: Vec<(Uuid, &ImportedScorecard)> = ids.iter().map(|id| id.uuid()).zip(cards).collect();
    execute_rows!(
        tx,
        "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at, submitted_at) VALUES",
        rows,
        |row| [
            row.0,
            competition,
            row.1.round.uuid(),
            row.1.judge.uuid(),
            row.1.entry.uuid(),
            row.1.state.as_str(),
            row.1.note.as_str(),
            1_i64,
            row.1.saved_at.micros(),
            (row.1.state != ScorecardState::Draft).then_some(row.1.saved_at.micros()),
        ],
        "",
    )?;
    let scores: Vec<(Uuid, &ImportedScore)> =
        rows.iter().flat_map(|(id, card)| card.scores.iter().map(move |score| (*id, score))).collect();
    execute_rows!(
        tx,
        "INSERT INTO score (scorecard_id, criterion_id, mark, could_not_assess, comment) VALUES",
        scores,
        |row| [
            row.0,
            row.1.criterion.uuid(),
            row.1.mark.map(Decimal::micros),
            row.1.could_not_assess,
            row.1.comment.as_str()
        ],
        "",
    )?;
    Ok(ids)
}

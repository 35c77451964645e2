//! What a save starts from: rubric, deadline, the stored scorecard and what is known of having played, in one statement.

use crate::{
    auth::permits::AssignedJudge,
    db::{Conn, DbError},
    fetch_all, row,
};
use app::{
    competition::model::{CompetitionState, Scale},
    ids::{EntryId, JudgeId, RoundId, ScorecardId},
    number::Decimal,
    scores::model::{Played, RubricLine, Score, ScorecardState},
    time::Moment,
};
use uuid::Uuid;

row! {
    struct StoredRow {
        id: Uuid,
        key: String,
        weight: i64,
        min_mark: i64,
        max_mark: i64,
        step: i64,
        described: bool,
        competition_state: String,
        slug: String,
        closes_at: Option<i64>,
        card_id: Option<Uuid>,
        card_state: Option<String>,
        card_version: Option<i64>,
        card_note: Option<String>,
        mark: Option<i64>,
        could_not_assess: Option<bool>,
        comment: Option<String>,
        opened_at: Option<i64>,
        played_at: Option<i64>,
        watched_at: Option<i64>,
        fetched_at: Option<i64>,
        seen_at: Option<i64>,
        spent: Option<i64>,
    }
}

/// A scorecard that is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredCard {
    /// Its id.
    pub id: ScorecardId,
    /// Where it stands.
    pub state: ScorecardState,
    /// How often it was saved.
    pub version: i64,
}

/// What a save starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The competition's short name.
    pub slug: String,
    /// Where the competition stands.
    pub state: CompetitionState,
    /// The last second a scorecard is accepted.
    pub closes_at: Option<Moment>,
    /// The rubric: the round's own, or that of the entry's track.
    pub rubric: Vec<RubricLine>,
    /// The stored scorecard; `None` before the first save.
    pub card: Option<StoredCard>,
    /// What is stored, one for each criterion.
    pub scores: Vec<Score>,
    /// The stored note.
    pub note: String,
    /// What is known of the judge's having played; `None` before the entry was opened.
    pub played: Option<Played>,
}

/// What a save of this judge's scorecard starts from; `None` when the track has no rubric.
///
/// # Errors
/// The database's.
pub async fn stored(conn: &mut Conn, permit: &AssignedJudge) -> Result<Option<Stored>, DbError> {
    stored_of(conn, permit.judge(), permit.entry(), permit.round()).await
}

/// The same, of anybody's. The scores' scorecard is said by its key, and not as `k.id`: PostgreSQL may plan while there are no
/// scores yet, and would go on reading all of them when there are many.
///
/// # Errors
/// The database's.
pub async fn stored_of(
    conn: &mut Conn,
    judge: JudgeId,
    entry: EntryId,
    round: RoundId,
) -> Result<Option<Stored>, DbError> {
    let rows: Vec<StoredRow> = fetch_all!(
        conn, StoredRow,
        "SELECT c.id, c.key, COALESCE(w.weight, c.weight) AS weight, c.min_mark, c.max_mark, c.step,
                (EXISTS (SELECT 1 FROM level l WHERE l.criterion_id = c.id)) AS described,
                p.state AS competition_state, p.slug, r.closes_at,
                k.id AS card_id, k.state AS card_state, k.version AS card_version, k.note AS card_note, s.mark, s.could_not_assess, s.comment,
                y.opened_at, y.played_at, y.watched_at, y.fetched_at, y.seen_at, y.spent
         FROM entry e
         JOIN competition p ON p.id = e.competition_id
         JOIN round r ON r.id = $3
         JOIN criterion c ON c.track_id = e.track_id
         LEFT JOIN round_criterion w ON w.round_id = $3 AND w.criterion_id = c.id
         LEFT JOIN scorecard k ON k.judge_id = $2 AND k.entry_id = e.id AND k.round_id = r.id
         LEFT JOIN score s ON s.criterion_id = c.id AND s.scorecard_id =
           (SELECT d.id FROM scorecard d WHERE d.judge_id = $2 AND d.entry_id = $1 AND d.round_id = $3)
         LEFT JOIN play y ON y.judge_id = $2 AND y.entry_id = e.id AND y.round_id = r.id
         WHERE e.id = $1 AND (w.weight IS NOT NULL OR NOT EXISTS (SELECT 1 FROM round_criterion o WHERE o.round_id = $3))
         ORDER BY c.position, c.id",
        entry.uuid(), judge.uuid(), round.uuid(),
    )?;
    let Some(first) = rows.first() else { return Ok(None) };
    let card = match (first.card_id, &first.card_state, first.card_version) {
        (Some(id), Some(word), Some(version)) => {
            let state = ScorecardState::parse(word).ok_or_else(|| DbError::corrupt("scorecard", "state", word))?;
            Some(StoredCard { id: id.into(), state, version })
        }
        _ => None,
    };
    Ok(Some(Stored {
        slug: first.slug.clone(),
        state: CompetitionState::parse(&first.competition_state)
            .ok_or_else(|| DbError::corrupt("competition", "state", &first.competition_state))?,
        closes_at: first.closes_at.map(Moment::from_micros),
        card,
        note: first.card_note.clone().unwrap_or_default(),
        played: played(first),
        rubric: rows.iter().map(line).collect(),
        scores: rows.into_iter().map(score).collect(),
    }))
}

fn played(row: &StoredRow) -> Option<Played> {
    let signs = [row.played_at, row.watched_at, row.fetched_at];
    Some(super::played::played((row.opened_at?, row.seen_at?, row.spent?), signs))
}

fn line(row: &StoredRow) -> RubricLine {
    RubricLine {
        id: row.id.into(),
        key: row.key.clone(),
        weight: Decimal::from_micros(row.weight),
        scale: Scale {
            min: Decimal::from_micros(row.min_mark),
            max: Decimal::from_micros(row.max_mark),
            step: Decimal::from_micros(row.step),
        },
        described: row.described,
    }
}

fn score(row: StoredRow) -> Score {
    Score {
        criterion: row.key,
        mark: row.mark.map(Decimal::from_micros),
        could_not_assess: row.could_not_assess.unwrap_or_default(),
        comment: row.comment.unwrap_or_default(),
    }
}

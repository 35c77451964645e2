//! Assignments with how far their reviews have come.

use crate::{
    db::{Conn, DbError},
    fetch_all, row,
};
use app::{
    ids::{AssignmentId, CompetitionId, EntryId, JudgeId, RoundId},
    panel::model::Work,
};
use uuid::Uuid;

/// An assignment and its review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignmentWork {
    /// The assignment.
    pub id: AssignmentId,
    /// The judge.
    pub judge: JudgeId,
    /// The entry.
    pub entry: EntryId,
    /// Whether a person made it.
    pub by_hand: bool,
    /// How far the review has come.
    pub work: Work,
}

impl AssignmentWork {
    /// Whether a proposal must keep it: a person decided it, or its review has begun. A repair may move what has only
    /// begun, and says so.
    pub fn pinned(&self) -> bool {
        self.by_hand || self.work != Work::None
    }
}

row! {
    struct WorkRow {
        id: Uuid,
        judge_id: Uuid,
        entry_id: Uuid,
        by_hand: bool,
        scorecard: Option<String>,
    }
}

/// The assignments of a round with how far each has come, by entry and judge.
///
/// # Errors
/// The database's.
pub async fn work(conn: &mut Conn, competition: CompetitionId, round: RoundId) -> Result<Vec<AssignmentWork>, DbError> {
    let rows: Vec<WorkRow> = fetch_all!(
        conn,
        WorkRow,
        "SELECT a.id, a.judge_id, a.entry_id, a.by_hand, k.state AS scorecard FROM assignment a
         LEFT JOIN scorecard k ON k.judge_id = a.judge_id AND k.entry_id = a.entry_id AND k.round_id = a.round_id
         WHERE a.competition_id = $1 AND a.round_id = $2 ORDER BY a.entry_id, a.judge_id",
        competition.uuid(),
        round.uuid(),
    )?;
    Ok(rows
        .into_iter()
        .map(|row| AssignmentWork {
            id: row.id.into(),
            judge: row.judge_id.into(),
            entry: row.entry_id.into(),
            by_hand: row.by_hand,
            work: match row.scorecard.as_deref() {
                Some("draft") => Work::Begun,
                Some("submitted") => Work::Submitted,
                _ => Work::None,
            },
        })
        .collect())
}

//! What is held of samples that a person scored as a judge.

use super::judging::{ScoreRow, cards};
use crate::{
    db::{Conn, DbError},
    fetch_all,
};
use serde_json::Value;
use uuid::Uuid;

pub(super) async fn scorecards(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<ScoreRow> = fetch_all!(
        conn,
        ScoreRow,
        "SELECT k.id AS scorecard, c.slug, m.title AS subject, k.state, k.note, k.saved_at, k.submitted_at,
           r.key AS criterion, s.mark, s.could_not_assess, s.comment
         FROM sample_scorecard k JOIN judge j ON j.id = k.judge_id JOIN sample m ON m.id = k.sample_id
         JOIN competition c ON c.id = k.competition_id LEFT JOIN sample_score s ON s.scorecard_id = k.id
         LEFT JOIN criterion r ON r.id = s.criterion_id WHERE j.account_id = $1 ORDER BY k.id, r.position, r.id",
        account,
    )?;
    Ok(cards("sample", &rows))
}

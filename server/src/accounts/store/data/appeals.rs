//! What a person said is wrong in results.

use super::{optional_time, time};
use crate::{
    db::{Conn, DbError},
    fetch_all, row,
};
use serde_json::{Value, json};
use uuid::Uuid;

row! {
    struct AppealRow {
        slug: String,
        entry: String,
        about: String,
        text: String,
        filed_at: i64,
        question: String,
        reply: String,
        outcome: Option<String>,
        reason: String,
        decided_at: Option<i64>,
    }
}

/// The appeals that the person filed for a team, and what became of them.
pub(super) async fn appeals(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<AppealRow> = fetch_all!(
        conn,
        AppealRow,
        "SELECT c.slug, e.key AS entry, p.about, p.text, p.filed_at, p.question, p.reply, p.outcome, p.reason, p.decided_at
         FROM appeal p JOIN entry e ON e.id = p.entry_id JOIN competition c ON c.id = p.competition_id
         WHERE p.filed_by = $1 ORDER BY p.filed_at, p.id",
        account,
    )?;
    let line = |row: AppealRow| {
        json!({
            "competition": row.slug, "entry": row.entry, "about": row.about, "text": row.text, "filed": time(row.filed_at),
            "question": row.question, "reply": row.reply, "outcome": row.outcome, "reason": row.reason,
            "decided": optional_time(row.decided_at),
        })
    };
    Ok(rows.into_iter().map(line).collect())
}

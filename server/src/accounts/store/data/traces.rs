//! What judging leaves behind besides what a judge says: keys taken, devices heard, statements in the log.

use super::{optional_time, time};
use crate::{
    db::{Conn, DbError},
    fetch_all, row,
};
use serde_json::{Value, json};
use uuid::Uuid;

row! {
    struct KeyRow {
        slug: String,
        entry: String,
        handed_at: Option<i64>,
        broken_at: Option<i64>,
        broken_words: String,
    }
}

/// Keys that were handed to the person: that they were, and never what they are. A key is the team's, and whoever reads
/// this file later may be somebody else.
pub(super) async fn keys(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<KeyRow> = fetch_all!(
        conn,
        KeyRow,
        "SELECT c.slug, e.key AS entry, a.handed_at, a.broken_at, a.broken_words FROM access_key a
         JOIN judge j ON j.id = a.judge_id JOIN entry e ON e.id = a.entry_id JOIN competition c ON c.id = a.competition_id
         WHERE j.account_id = $1 ORDER BY a.handed_at, a.id",
        account,
    )?;
    let line = |row: KeyRow| {
        json!({
            "competition": row.slug, "entry": row.entry, "taken": optional_time(row.handed_at),
            "broken": optional_time(row.broken_at), "what_happened": row.broken_words,
        })
    };
    Ok(rows.into_iter().map(line).collect())
}

/// How much each of the person's devices had not sent when it was last heard.
pub(super) async fn unsent(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(String, String, i64, i64)> = fetch_all!(
        conn,
        (String, String, i64, i64),
        "SELECT c.slug, u.device, u.items, u.heard_at FROM unsent_work u JOIN judge j ON j.id = u.judge_id
         JOIN competition c ON c.id = j.competition_id WHERE j.account_id = $1 ORDER BY c.slug, u.device",
        account,
    )?;
    let line = |(slug, device, items, heard): (String, String, i64, i64)| json!({ "competition": slug, "device": device, "scorecards": items, "last_heard": time(heard) });
    Ok(rows.into_iter().map(line).collect())
}

/// What the log states of the person's scorecards, by the leaf under which anybody finds it there. The version is read out of
/// the statement, since the scorecard has only its last one.
pub(super) async fn statements(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<(String, String, String, Vec<u8>)> = fetch_all!(
        conn,
        (String, String, String, Vec<u8>),
        "SELECT c.slug, e.key, s.body, s.leaf FROM log_statement s JOIN scorecard k ON k.id = s.subject
         JOIN judge j ON j.id = k.judge_id JOIN entry e ON e.id = k.entry_id JOIN competition c ON c.id = s.competition_id
         WHERE j.account_id = $1 ORDER BY s.seq",
        account,
    )?;
    let version =
        |body: &str| serde_json::from_str::<Value>(body).ok().and_then(|stated| stated.get("version").cloned());
    let line = |(slug, entry, body, leaf): (String, String, String, Vec<u8>)| json!({ "competition": slug, "entry": entry, "version": version(&body), "leaf": hex::encode(leaf) });
    Ok(rows.into_iter().map(line).collect())
}

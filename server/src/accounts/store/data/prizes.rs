//! What a person's teams were offered, and said of it.

use super::{optional_time, time};
use crate::{
    db::{Conn, DbError},
    fetch_all, row,
};
use serde_json::{Value, json};
use uuid::Uuid;

row! {
    struct OfferRow {
        entry: String,
        award: String,
        state: String,
        asked_at: i64,
        answered_at: Option<i64>,
        travels: String,
        needs: String,
    }
}

pub(super) async fn offers(conn: &mut Conn, account: Uuid) -> Result<Vec<Value>, DbError> {
    let rows: Vec<OfferRow> = fetch_all!(
        conn,
        OfferRow,
        "SELECT e.title AS entry, a.name AS award, p.state, p.asked_at, p.answered_at, p.travels, p.needs
         FROM prize p JOIN entry e ON e.id = p.entry_id JOIN member m ON m.team_id = e.team_id JOIN award a ON a.id = p.award_id
         WHERE m.account_id = $1 AND p.asked_at IS NOT NULL ORDER BY p.asked_at, p.award_id, p.entry_id",
        account,
    )?;
    let line = |row: OfferRow| {
        json!({
            "entry": row.entry, "award": row.award, "state": row.state, "asked": time(row.asked_at),
            "answered": optional_time(row.answered_at), "travels": row.travels, "needs": row.needs,
        })
    };
    Ok(rows.into_iter().map(line).collect())
}

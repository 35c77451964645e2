//! Statements about refused forms.

use crate::{
    db::{Conn, DbError, Tx},
    execute, fetch_optional, row,
};
use app::time::Moment;
use uuid::Uuid;

row! {
    /// A refused form as stored.
    pub(super) struct KeptRow {
        pub path: String,
        pub fields: String,
        pub error: String,
    }
}

pub(super) async fn insert_kept(tx: &mut Tx, id: Uuid, path: &str, fields: &str, error: &str) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO kept_post (id, path, fields, error, created_at) VALUES ($1, $2, $3, $4, $5)",
        id,
        path,
        fields,
        error,
        now,
    )
    .map(drop)
}

pub(super) async fn kept(conn: &mut Conn, id: Uuid) -> Result<Option<KeptRow>, DbError> {
    fetch_optional!(conn, KeptRow, "SELECT path, fields, error FROM kept_post WHERE id = $1", id)
}

pub(super) async fn delete_kept_before(tx: &mut Tx, before: Moment) -> Result<(), DbError> {
    execute!(tx, "DELETE FROM kept_post WHERE created_at < $1", before.micros()).map(drop)
}

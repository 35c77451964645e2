//! Refused forms, kept for a few minutes under a random id, so that the page comes back with every word.

use crate::{
    db::{Conn, Db, DbError},
    execute, fetch_optional,
};
use app::{error::AppError, services::KeptForm};
use uuid::Uuid;

/// The cookie that names a kept form.
pub const COOKIE: &str = "__Host-kept";
/// Long enough to come back by a slow network, short enough not to pile up.
const SECONDS: i64 = 600;

/// Never kept: what must not be stored in clear, and the key, which is spent.
fn is_kept(field: &str) -> bool {
    !matches!(field, "password" | "key")
}

/// Keeps a form; gives its id.
///
/// # Errors
/// The database's.
pub async fn keep(
    db: &Db,
    id: Uuid,
    action: String,
    fields: Vec<(String, String)>,
    error: &AppError,
) -> Result<(), DbError> {
    let kept: Vec<_> = fields.into_iter().filter(|(name, _)| is_kept(name)).collect();
    let fields = serde_json::to_string(&kept).unwrap_or_default();
    let error = serde_json::to_string(error).unwrap_or_default();
    db.write(move |tx| {
        Box::pin(async move {
            let now = tx.now();
            execute!(tx, "DELETE FROM kept_post WHERE created_at < $1", now.plus_seconds(-SECONDS).micros())?;
            execute!(
                tx,
                "INSERT INTO kept_post (id, path, fields, error, created_at) VALUES ($1, $2, $3, $4, $5)",
                id,
                action.as_str(),
                fields.as_str(),
                error.as_str(),
                now.micros(),
            )?;
            Ok(())
        })
    })
    .await
}

/// The form a cookie names, if it is still there. It stays until it is too old: a reload shows it again only as long as
/// the browser has the cookie, which the page takes away.
///
/// # Errors
/// The database's.
pub async fn find(conn: &mut Conn, id: Uuid) -> Result<Option<KeptForm>, DbError> {
    let row: Option<(String, String, String)> =
        fetch_optional!(conn, (String, String, String), "SELECT path, fields, error FROM kept_post WHERE id = $1", id)?;
    Ok(row.and_then(|(action, fields, error)| {
        Some(KeptForm {
            action,
            fields: serde_json::from_str(&fields).ok()?,
            error: serde_json::from_str(&error).ok()?,
        })
    }))
}

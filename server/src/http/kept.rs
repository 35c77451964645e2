//! Refused forms, kept for a few minutes under a random id, so that the page comes back with every word.

use super::store;
use crate::db::{Conn, Db, DbError, Tx};
use app::{error::AppError, services::KeptForm};
use uuid::Uuid;

/// The cookie that names a kept form.
pub const COOKIE: &str = "__Host-kept";
/// Long enough to come back by a slow network, short enough not to pile up.
const SECONDS: i64 = 600;

/// Never kept: what must not be stored in clear, and the key, which is spent.
fn is_kept(field: &str) -> bool {
    !matches!(field, "password" | "old_password" | "new_password" | "key")
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
            forget_old(tx).await?;
            store::insert_kept(tx, id, &action, &fields, &error).await?;
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
    Ok(store::kept(conn, id).await?.and_then(|row| {
        Some(KeptForm {
            action: row.path,
            fields: serde_json::from_str(&row.fields).ok()?,
            error: serde_json::from_str(&row.error).ok()?,
        })
    }))
}

/// Forgets the forms nobody came back for.
///
/// # Errors
/// The database's.
pub async fn forget_old(tx: &mut Tx) -> Result<(), DbError> {
    let before = tx.now().plus_seconds(-SECONDS);
    store::delete_kept_before(tx, before).await
}

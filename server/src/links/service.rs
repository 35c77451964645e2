//! The write of the worker.

use crate::{
    db::{Db, DbError},
    entries::store::screening::links::{self, WaitingLink},
};
use app::entries::model::LinkAnswer;

/// Notes what came back; false when it was asked anew meanwhile.
///
/// # Errors
/// The database's.
pub async fn answered(db: &Db, link: WaitingLink, answer: LinkAnswer) -> Result<bool, DbError> {
    db.write(move |tx| Box::pin(async move { links::answered(tx, &link, &answer).await })).await
}

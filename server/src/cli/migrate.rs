//! `peaceapp migrate`: brings the tables up to date and ends. Opening a database does it.

use super::{Failure, storage::Storage};
use crate::clock::Ambient;

/// Opens and closes.
///
/// # Errors
/// With what to do about it.
pub async fn run(storage: &Storage, ambient: Ambient) -> Result<(), Failure> {
    let db = storage.open(ambient).await?;
    db.close().await;
    eprintln!("the tables are up to date");
    Ok(())
}

//! Published entries, one by one.

use crate::{
    error::AppError,
    results::model::{Certificate, ShownEntry},
};
use async_trait::async_trait;

/// The port; the server implements it for one caller.
#[async_trait]
pub trait Gallery: Send + Sync {
    /// A published entry by its key, for everybody: from the publication in force, with the names of those who made it
    /// and may be named today.
    ///
    /// # Errors
    /// As [`super::Results::published`]; [`AppError::NotFound`] too for an entry that is not among what was published.
    async fn entry(&self, slug: String, key: String) -> Result<ShownEntry, AppError>;

    /// What the code on a certificate stands for, in whichever publication; for everybody.
    ///
    /// # Errors
    /// As [`super::Results::published`]; `NothingThere` when no publication has an entry with this code.
    async fn certificate(&self, slug: String, code: String) -> Result<Certificate, AppError>;
}

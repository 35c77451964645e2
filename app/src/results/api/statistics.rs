//! Numbers of entries that say nothing of single people.

use crate::{error::AppError, results::model::Statistics as StatisticsView};
use async_trait::async_trait;

/// The port; the server implements it for one caller.
#[async_trait]
pub trait Statistics: Send + Sync {
    /// Of the entries that were judged, for everybody.
    ///
    /// # Errors
    /// `NotYet` before publication, whatever is stored; [`AppError::NotFound`] when there is no such competition, or it is
    /// still being set up.
    async fn public_statistics(&self, slug: String) -> Result<StatisticsView, AppError>;

    /// Of the entries that were handed in, for organisers.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn statistics(&self, slug: String) -> Result<StatisticsView, AppError>;
}

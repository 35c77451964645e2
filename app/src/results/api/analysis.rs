//! What organisers see of the panel and of the order.

use crate::{error::AppError, results::model::analysis::AnalysisPage};
use async_trait::async_trait;

/// The port; the server implements it for one caller.
#[async_trait]
pub trait Analyses: Send + Sync {
    /// How sure the order is, how each judge scored and what is worth a look, for organisers. Nothing of it for one from whom
    /// an entry is kept, nor, while judges score, for one who judges here.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; `WrongState` before judging.
    async fn analysis(&self, slug: String) -> Result<AnalysisPage, AppError>;
}

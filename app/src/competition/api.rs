//! What this stage offers to pages and browsers.

use async_trait::async_trait;

/// The port; the server implements it for one caller.
#[async_trait]
pub trait Competitions: Send + Sync {}

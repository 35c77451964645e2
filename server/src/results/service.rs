//! This stage's port, for one caller: permit, rules, transaction, audit.

use crate::request::Request;
use app::results::api::Results;
use async_trait::async_trait;

/// The port bound to a request.
#[derive(Clone)]
pub struct ResultsService(pub Request);

#[async_trait]
impl Results for ResultsService {}

//! This stage's port, for one caller: permit, rules, transaction, audit.

use crate::request::Request;
use app::competition::api::Competitions;
use async_trait::async_trait;

/// The port bound to a request.
#[derive(Clone)]
pub struct CompetitionService(pub Request);

#[async_trait]
impl Competitions for CompetitionService {}

//! This stage's port, for one caller: permit, rules, transaction, audit.

use crate::request::Request;
use app::scores::api::Scores;
use async_trait::async_trait;

/// The port bound to a request.
#[derive(Clone)]
pub struct ScoresService(pub Request);

#[async_trait]
impl Scores for ScoresService {}

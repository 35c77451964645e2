//! This stage's port, for one caller: permit, rules, transaction, audit.

use crate::request::Request;
use app::entries::api::Entries;
use async_trait::async_trait;

/// The port bound to a request.
#[derive(Clone)]
pub struct EntriesService(pub Request);

#[async_trait]
impl Entries for EntriesService {}

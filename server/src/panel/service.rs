//! This stage's port, for one caller: permit, rules, transaction, audit.

use crate::request::Request;
use app::panel::api::Panel;
use async_trait::async_trait;

/// The port bound to a request.
#[derive(Clone)]
pub struct PanelService(pub Request);

#[async_trait]
impl Panel for PanelService {}

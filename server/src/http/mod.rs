//! From a socket to a service and back: one place each for assets, pages, forms, headers and errors.

mod api;
mod assets;
mod body;
mod conflicts;
pub(crate) mod context;
pub(crate) mod cookies;
mod deliberation;
mod events;
mod files;
pub(crate) mod headers;
mod health;
pub(crate) mod kept;
mod links;
pub mod live;
pub(crate) mod locale;
mod page;
mod prizes;
mod published;
mod receipt;
pub(crate) mod refusal;
pub mod router;
mod server;
pub mod site;
mod statistics;
mod store;
mod upload;
mod worker;

pub use server::serve;

use crate::{clock::Ambient, config::Config, db::Db};
use assets::Assets;
use live::Live;
use published::Published;
use std::sync::Arc;

/// What every handler needs.
#[derive(Clone)]
pub struct State {
    pub(crate) db: Db,
    pub(crate) ambient: Ambient,
    pub(crate) config: Config,
    pub(crate) assets: Arc<Assets>,
    pub(crate) live: Live,
    pub(crate) published: Published,
}

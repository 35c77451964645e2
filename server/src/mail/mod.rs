//! What people are told by mail. A message is written into the outbox in the transaction of what it tells of, so that
//! there is none without the other; a worker sends it later, outside any transaction. Without a mail server messages are
//! kept, for organisers to read.

mod assignments;
mod message;
pub mod service;
pub mod smtp;
pub mod store;
pub mod worker;
mod write;

pub use assignments::assignments_changed;
pub use message::MailError;
pub use write::{Link, News, tell};

use std::sync::Arc;

/// What writing messages needs to know.
#[derive(Clone, Debug)]
pub struct Post {
    /// What links begin with.
    pub origin: Arc<str>,
    /// Whether somebody sends: else messages are kept.
    pub sends: bool,
}

//! Asking the addresses that teams wrote, when organisers want it (trust.md W-08). Nothing here is done for anybody else, and
//! nothing by itself.
//!
//! An address is somebody's words, so it may lead anywhere: to this machine, to its network, to the tables of a cloud. A name
//! is therefore resolved here, once for each step; all that it resolves to must be public; and the connection goes to the
//! very address that was looked at, so that no second answer of a name server can lead it elsewhere.

mod fetch;
mod public;
mod resolve;
pub mod service;
mod worker;

pub use fetch::{Fetcher, LIMIT_BYTES, Limits, REDIRECTS};
pub use public::is_public;
pub use resolve::{Resolver, SystemResolver};
pub use worker::Worker;

//! Who is asking, and what they may do. Only this module makes a [`Caller`] or a permit.

mod caller;
pub mod link;
pub mod password;
pub mod permits;
pub mod session;
mod store;

pub use caller::Caller;

//! Who is asking, and what they may do. Only this module makes a [`Caller`] or a permit.

mod caller;
pub mod link;
pub mod password;
pub mod permits;
pub mod session;
pub mod signing;
mod store;
pub mod vault;

pub use caller::Caller;

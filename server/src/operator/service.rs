//! Permit, transaction, audit, as everywhere; the permits are the operator's.

pub mod accounts;
pub mod demo;
pub mod export;
pub mod import;

//! PEACEapp's server: everything that touches a database, a socket, a clock or a secret. It renders the pages of `app`
//! and implements its ports.

pub mod accounts;
pub mod competition;
pub mod entries;
pub mod panel;
pub mod results;
pub mod scores;

pub mod assignment;
pub mod audit;
pub mod auth;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod exchange;
pub mod files;
pub mod housekeeping;
pub mod http;
pub mod links;
pub mod mail;
pub mod operator;
pub mod request;
pub mod runtime;

pub use http::router::{build, build_live};

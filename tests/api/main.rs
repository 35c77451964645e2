//! Operations and pages through HTTP, as browsers and scripts use them.

mod accounts;
mod entries;
mod competition;
mod competition;
mod http;
mod panel;
mod results;
mod scores;

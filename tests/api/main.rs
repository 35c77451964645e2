//! Operations and pages through HTTP, as browsers and scripts use them.

mod accounts;
mod results;
mod competition;
mod http;
mod scores;

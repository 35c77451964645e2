//! Operations and pages through HTTP, as browsers and scripts use them.

mod accounts;
mod competition;
mod http;
mod results;
mod scores;

//! Operations and pages through HTTP, as browsers and scripts use them.

mod accounts;
mod call;
mod competition;
mod demo;
mod entries;
mod http;
mod messages;
mod organisers;
mod own_account;
mod panel;
mod results;
mod scores;

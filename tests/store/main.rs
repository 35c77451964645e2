//! Every statement, on both engines.

mod accounts;
mod audit;
mod call;
mod competition;
mod entries;
mod housekeeping;
mod mail;
mod organisers;
mod panel;
mod results;
mod scores;
mod transactions;

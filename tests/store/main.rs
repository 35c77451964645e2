//! Every statement, on both engines.

mod audit;
mod competition;
mod housekeeping;
mod panel;
mod results;
mod entries;
mod scores;
mod transactions;

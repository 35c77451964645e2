//! Every statement, on both engines.

mod audit;
mod housekeeping;
mod panel;
mod scores;
mod competition;
mod results;
mod competition;
mod scores;
mod transactions;

//! Every statement, on both engines.

mod audit;
mod competition;
mod panel;
mod scores;
mod transactions;

//! Every statement, on both engines.

mod audit;
mod panel;
mod competition;
mod scores;
mod transactions;

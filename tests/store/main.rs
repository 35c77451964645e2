//! Every statement, on both engines.

mod audit;
mod panel;
mod scores;
mod transactions;

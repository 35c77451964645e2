//! Every statement, on both engines.

mod audit;
mod scores;
mod transactions;

//! Every statement, on both engines.

mod audit;
mod competition;
mod scores;
mod transactions;

//! Every statement, on both engines.

mod audit;
mod results;
mod competition;
mod scores;
mod transactions;

//! Every statement, on both engines.

mod audit;
mod competition;
mod results;
mod scores;
mod transactions;

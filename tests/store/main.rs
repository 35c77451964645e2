//! Every statement, on both engines.

mod audit;
mod competition;
mod entries;
mod scores;
mod transactions;

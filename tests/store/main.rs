//! Every statement, on both engines.

mod audit;
mod transactions;

//! Every statement, on both engines.

mod audit;
mod results;
mod transactions;

//! Every statement, on both engines.

mod audit;
mod housekeeping;
mod scores;
mod competition;
mod transactions;

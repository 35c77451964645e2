//! The program as an operator runs it: what it says on which stream, and with which exit code.

mod account;
mod assign;
mod import;
mod postgres;
mod program;
mod rank;
mod serve;
mod verify;

//! The command line: `peaceapp serve`, and what an operator does without a browser. One file for each subcommand.
//!
//! Answers go to standard output, everything else to standard error. Exit code 0: done; 1: the data or the machine
//! say no; 2: wrong use.

mod account;
mod assign;
pub mod demo;
mod export;
mod failure;
pub mod import;
mod migrate;
mod rank;
mod receipt;
mod serve;
mod storage;
pub mod verify;

pub use failure::Failure;

use crate::{clock::Ambient, runtime};
use clap::{Parser, Subcommand};
use std::process::ExitCode;
use storage::Storage;

/// Judging for competitions of games for peace.
#[derive(Debug, Parser)]
#[command(name = "peaceapp", version)]
struct Arguments {
    #[command(flatten)]
    storage: Storage,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the site.
    Serve(serve::Serve),
    /// Fills an empty database with a judged competition, an open one, and somebody to sign in as for each role.
    Demo,
    /// Brings the tables up to date and ends.
    Migrate,
    /// Makes accounts of organisers; nobody else can.
    #[command(subcommand)]
    Account(account::Account),
    Import(import::Import),
    Export(export::Export),
    /// Solves an assignment from files, without a database.
    Assign(assign::Assign),
    /// Ranks scores from files, without a database.
    Rank(rank::Rank),
    /// Checks a judge's receipt, without a database.
    Receipt(receipt::Receipt),
    /// Recomputes a published result pack, without a database; says which step fails.
    Verify(verify::Verify),
}

/// Does what the command line says.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("PEACEAPP_LOG").unwrap_or_else(|_| "warn".into()))
        .init();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("peaceapp: {failure}");
            failure.code()
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Failure> {
    let storage = &arguments.storage;
    match arguments.command {
        Command::Assign(assign) => assign.run(),
        Command::Rank(rank) => rank.run(),
        Command::Receipt(receipt) => receipt.run(),
        Command::Verify(verify) => verify.run(),
        Command::Serve(serve) => in_runtime(|ambient| serve.run(storage, ambient)),
        Command::Demo => in_runtime(|ambient| demo::run(storage, ambient)),
        Command::Migrate => in_runtime(|ambient| migrate::run(storage, ambient)),
        Command::Import(import) => in_runtime(|ambient| import.run(storage, ambient)),
        Command::Export(export) => in_runtime(|ambient| export.run(storage, ambient)),
        Command::Account(account) => in_runtime(|ambient| account.run(storage, ambient)),
    }
}

fn in_runtime<F>(command: impl FnOnce(Ambient) -> F) -> Result<(), Failure>
where
    F: Future<Output = Result<(), Failure>>,
{
    let ambient = Ambient::system()?;
    runtime::start()?.block_on(command(ambient))
}

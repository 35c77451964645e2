//! The threads that everything runs on.

use crate::db::READERS;
use std::{io, num::NonZero, thread};
use tokio::runtime::{Builder, Runtime};

/// A runtime for the program. Reading from SQLite holds a thread up: with all readers at it, there is still one for each
/// core.
///
/// # Errors
/// No threads can be had.
pub fn start() -> io::Result<Runtime> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    Builder::new_multi_thread().worker_threads(cores + READERS).enable_all().build()
}

//! The program `peaceapp`. What it can do is in [`server::cli`].

use std::process::ExitCode;

// Drawing a page is a thousand small allocations; glibc's allocator spends a third of the time of a page on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::cli::main()
}

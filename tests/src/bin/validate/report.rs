//! What was checked, what is known and what was found.

use std::{fmt::Debug, process::ExitCode};

/// The checks so far.
#[derive(Default)]
pub struct Report {
    checks: usize,
    failed: usize,
}

impl Report {
    /// One check: says on its line whether the answer is the known one.
    pub fn same<T: PartialEq + Debug>(&mut self, what: &str, known: &T, found: &T) {
        let verdict = if known == found { "ok" } else { "WRONG" };
        println!("{verdict:<6} {what}: {}", short(found));
        self.checks += 1;
        if known != found {
            println!("       known: {}", short(known));
            self.failed += 1;
        }
    }

    /// One check of a number that may be off by so much.
    pub fn near(&mut self, what: &str, known: f64, found: f64, tolerance: f64) {
        let right = (found - known).abs() <= tolerance;
        println!("{} {what}: {found}", if right { "ok    " } else { "WRONG " });
        self.checks += 1;
        if !right {
            println!("       known: {known}, within {tolerance}");
            self.failed += 1;
        }
    }

    /// Something to know that is no check.
    pub fn say(what: &str) {
        println!("       {what}");
    }

    /// The exit code: 0 when every answer is the known one.
    pub fn end(self) -> ExitCode {
        println!("{} checks, {} wrong", self.checks, self.failed);
        ExitCode::from(u8::from(self.failed > 0))
    }
}

fn short(value: &impl Debug) -> String {
    let text = format!("{value:?}");
    if text.chars().count() > 200 { text.chars().take(200).chain("..".chars()).collect() } else { text }
}

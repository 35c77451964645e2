//! The built program, asked as others ask it.

use serde_json::Value;
use std::{ffi::OsStr, path::PathBuf, process::Command};

/// Where the program is.
pub struct Program(pub PathBuf);

impl Program {
    /// Runs a command and reads its answer.
    ///
    /// # Panics
    /// When it refuses, with what it said.
    pub fn ask<A: AsRef<OsStr>>(&self, args: &[A]) -> Value {
        let out = Command::new(&self.0).args(args).output().expect("the program starts");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        serde_json::from_slice(&out.stdout).expect("an answer in JSON")
    }
}

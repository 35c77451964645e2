//! Running the program.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

/// What came of one run.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The program without the environment's settings.
pub fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_peaceapp"));
    command.args(args).env_clear().stdin(Stdio::null());
    command
}

/// Runs it to its end.
pub fn run(args: &[&str]) -> Run {
    let Output { status, stdout, stderr } = command(args).output().expect("the program runs");
    Run {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8(stdout).expect("text"),
        err: String::from_utf8(stderr).expect("text"),
    }
}

/// Runs it on a data folder.
pub fn run_on(data: &Path, args: &[&str]) -> Run {
    run(&[args, &["--data", data.to_str().expect("a path")]].concat())
}

/// A server that is killed when it goes out of scope.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub origin: String,
}

impl Server {
    /// Starts one and waits until it listens.
    pub fn start(args: &[&str]) -> Self {
        let args = [&["serve", "--addr", "127.0.0.1:0"], args].concat();
        let mut child = command(&args).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("the program runs");
        let stderr = child.stderr.take().expect("standard error");
        let line = BufReader::new(stderr).lines().map_while(Result::ok).find(|line| line.contains("listening on"));
        let line = line.expect("it listens");
        Self { child, origin: line.trim_start_matches("listening on ").to_owned() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("ended");
    }
}

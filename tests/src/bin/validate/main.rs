//! `make validate DATA=dir`: the built program and the site against public data with known answers. What is missing in
//! the folder is a failure.

mod assignment;
mod coverage;
mod lme4;
mod program;
mod report;
mod skating;
mod worlds;

use report::Report;
use std::{path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(program), Some(data)) = (args.next(), args.next()) else {
        eprintln!("validate PROGRAM DATA");
        return ExitCode::from(2);
    };
    let program = program::Program(program);
    let mut report = Report::default();
    skating::check(&program, &data.join("skating"), &mut report);
    assignment::check(&program, &data.join("assignment"), &mut report);
    lme4::check(&program, &data, &mut report);
    coverage::check(&mut report);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(worlds::check(&data.join("skating/worlds-2017-men-free"), &mut report));
    report.end()
}

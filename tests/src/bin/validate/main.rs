//! `make validate DATA=dir`: the built program and the site against public data with known answers. What is missing in
//! the folder is a failure.

mod assignment;
mod coverage;
mod lme4;
mod packs;
mod program;
mod report;
mod skating;
mod worlds;

use report::Report;
use std::{path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (first, second) = (args.next(), args.next());
    if first.as_ref().is_some_and(|first| first.as_os_str() == "packs") && second.is_none() {
        let mut report = Report::default();
        packs::check(&mut report);
        return report.end();
    }
    let (Some(program), Some(data)) = (first, second) else {
        eprintln!("validate PROGRAM DATA | validate packs");
        return ExitCode::from(2);
    };
    let program = program::Program(program);
    let mut report = Report::default();
    skating::check(&program, &data.join("skating"), &mut report);
    assignment::check(&program, &data.join("assignment"), &mut report);
    lme4::check(&program, &data, &mut report);
    coverage::check(&mut report);
    packs::check(&mut report);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(worlds::check(&data.join("skating/worlds-2017-men-free"), &mut report));
    report.end()
}

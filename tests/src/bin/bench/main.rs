//! `make bench`: speed and scale on this machine, against targets, next to what the machine itself can do in the same
//! minute. The load comes from the same two or more cores that serve, over real sockets.

mod assignment;
#[cfg(feature = "load")]
mod board;
mod client;
mod drafts;
#[cfg(feature = "load")]
mod evening;
mod judging;
mod load;
mod machine;
mod pages;
mod published;
mod queue;
mod ranking;
mod report;
mod scale;
mod site;
mod upload;

use report::{Report, Row};
use std::path::PathBuf;
use tests::Engine;

// The program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How long each measurement of requests runs.
const SECONDS: u64 = 4;

fn main() {
    let mut args = std::env::args_os().skip(1);
    let first = args.next();
    // The part whose memory is measured runs as a process of its own: this program again.
    if first.as_deref().is_some_and(|word| word == scale::CHILD) {
        let data = args.next().map(PathBuf::from).expect("a data folder");
        return runtime().block_on(scale::child(data));
    }
    let mut report = Report::default();
    // One part by itself: `bench files`.
    if first.as_deref().is_some_and(|word| word == "files") {
        runtime().block_on(upload::run()).into_iter().for_each(|row| report.row(row));
        return report.print();
    }
    if first.as_deref().is_some_and(|word| word == "assignment") {
        assignment::run().into_iter().for_each(|row| report.row(row));
        return report.print();
    }
    if first.as_deref().is_some_and(|word| word == "ranking") {
        ranking::run().into_iter().for_each(|row| report.row(row));
        return report.print();
    }
    if first.as_deref().is_some_and(|word| word == "published") {
        runtime().block_on(published::run()).into_iter().for_each(|row| report.row(row));
        return report.print();
    }
    if first.as_deref().is_some_and(|word| word == "entries") {
        runtime().block_on(entries(&mut report));
        return report.print();
    }
    #[cfg(feature = "load")]
    if first.as_deref().is_some_and(|word| word == "evening") {
        runtime().block_on(evening::run(&mut report));
        return report.print();
    }
    if first.as_deref().is_some_and(|word| word == "scorecards") {
        runtime().block_on(scorecards(&mut report));
        return report.print();
    }
    runtime().block_on(measure(first.map(PathBuf::from), &mut report));
    report.print();
}

/// What judges do: `bench scorecards`.
async fn scorecards(report: &mut Report) {
    let bare = machine::durable_rows();
    report.row(Row::new("bare SQLite, FULL, one row each", "-", format!("{bare:.0}/s")));
    let mut engines = vec![(Engine::Sqlite, "SQLite")];
    if tests::has_postgres() {
        engines.push((Engine::Postgres, "PostgreSQL"));
    } else {
        report.say("PostgreSQL is not measured: run it through tests/with-postgres.sh".to_owned());
    }
    for (engine, name) in engines {
        for (judges, target) in [(16, "3,000/s, p99 20 ms"), (64, "4,000/s")] {
            let judging = judging::run(engine, judges).await;
            let what = format!("scorecards submitted, {judges} judges, {name}");
            report.row(Row::rate(&what, target, &judging.load).of(judging.load.rate / bare, "bare rows"));
            report.row(Row::new("rows afterwards", "one each", judging.rows));
        }
    }
}

/// What teams and organisers do with entries: `bench entries`.
async fn entries(report: &mut Report) {
    let disk = machine::fsync();
    let (saving, kept) = drafts::run(32).await;
    report.row(Row::rate("drafts saved, 32 teams", "p95 25 ms", &saving).versus_disk(&saving, &disk));
    report.row(Row::new("saves afterwards", "all of them", kept));
    queue::run().await.into_iter().for_each(|row| report.row(row));
}

fn runtime() -> tokio::runtime::Runtime {
    server::runtime::start().expect("a runtime")
}

async fn measure(scores: Option<PathBuf>, report: &mut Report) {
    report.say(format!("{} cores", std::thread::available_parallelism().map_or(1, std::num::NonZero::get)));
    let disk = machine::fsync();
    report.row(Row::new("fsync of 4 KB", "-", format!("{:.0} us, p99 {:.0} us", disk.p50, disk.p99)));

    let bare = load::bare(32).await;
    report.row(Row::rate("bare route, 32 connections", "-", &bare));
    let site = site::demo().await;
    let page = load::drawn(&site, "/en/c/peaceapp-demo/results", 32).await;
    report.row(
        Row::rate("results page, drawn each time, 32 connections", "8,000/s, p99 15 ms", &page).against(&page, &bare),
    );
    published::run().await.into_iter().for_each(|row| report.row(row));
    let style = load::get(&site, &pages::stylesheet(&site).await, 32).await;
    report.row(Row::rate("stylesheet, 32 connections", "50,000/s", &style).against(&style, &bare));
    for page in pages::weights(&site).await {
        report.row(Row::new(format!("first load of {}", page.path), "60 KB", page.figure()));
    }

    scorecards(report).await;
    entries(report).await;

    assignment::run().into_iter().for_each(|row| report.row(row));
    ranking::run().into_iter().for_each(|row| report.row(row));
    report.row(Row::new("rank of 77,630 generated scores", "0.5 s", ranking::generated()));
    if let Some(path) = scores {
        report.row(Row::new(format!("rank of {}", path.display()), "0.5 s", ranking::file(&path)));
    }
    for row in scale::run().await.into_iter().chain(upload::run().await) {
        report.row(row);
    }
}

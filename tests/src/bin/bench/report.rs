//! The table at the end.

use crate::{load::Load, machine::Latency};

/// One line of it.
pub struct Row {
    what: String,
    target: String,
    figure: String,
    ratio: String,
    others: String,
}

impl Row {
    /// A figure by itself.
    pub fn new(what: impl Into<String>, target: impl Into<String>, figure: impl Into<String>) -> Self {
        let nothing = || "-".to_owned();
        Self { what: what.into(), target: target.into(), figure: figure.into(), ratio: nothing(), others: nothing() }
    }

    /// Requests in a time.
    pub fn rate(what: &str, target: &str, load: &Load) -> Self {
        let Latency { p50, p95, p99 } = load.latency;
        let figure = format!("{:.0}/s, p50 {:.1}, p95 {:.1}, p99 {:.1} ms", load.rate, p50 / 1e3, p95 / 1e3, p99 / 1e3);
        Self { others: format!("{:.0}%", load.others), ..Self::new(what, target, figure) }
    }

    /// Next to the bare route of the same run.
    pub fn against(self, load: &Load, bare: &Load) -> Self {
        Self { ratio: format!("{:.3} of bare", load.rate / bare.rate), ..self }
    }

    /// Next to something else that was measured in the same run.
    pub fn of(self, ratio: f64, other: &str) -> Self {
        Self { ratio: format!("{ratio:.2} of {other}"), ..self }
    }

    /// Next to one write to the disk at a time, each waited for.
    pub fn versus_disk(self, load: &Load, disk: &Latency) -> Self {
        Self { ratio: format!("{:.2} of 1/fsync", load.rate / (1e6 / disk.p50.max(1.0))), ..self }
    }
}

/// The table, and what is said above it.
#[derive(Default)]
pub struct Report {
    above: Vec<String>,
    rows: Vec<Row>,
}

impl Report {
    /// A line above the table.
    pub fn say(&mut self, line: String) {
        self.above.push(line);
    }

    /// A line of the table; said at once on standard error, so that one sees it is going on.
    pub fn row(&mut self, row: Row) {
        eprintln!("{}: {}", row.what, row.figure);
        self.rows.push(row);
    }

    /// Prints it as Markdown.
    pub fn print(&self) {
        println!("{}\n", self.above.join("\n"));
        println!("| what | target | figure | ratio | other CPU |\n|---|---|---|---|---|");
        for Row { what, target, figure, ratio, others } in &self.rows {
            println!("| {what} | {target} | {figure} | {ratio} | {others} |");
        }
    }
}

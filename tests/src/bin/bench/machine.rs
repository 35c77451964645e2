//! What the machine does: its disk, its processors, our part of them.

use std::{
    fs,
    io::Write,
    time::{Duration, Instant},
};

/// Now, on a clock that only goes forward.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures the machine's time")]
pub fn now() -> Instant {
    Instant::now()
}

/// Latencies in microseconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Latency {
    /// Half are below it.
    pub p50: f64,
    /// 95 of 100 are below it.
    pub p95: f64,
    /// 99 of 100 are below it.
    pub p99: f64,
}

impl Latency {
    /// Of measured durations.
    pub fn of(mut all: Vec<Duration>) -> Self {
        all.sort_unstable();
        let at = |share: f64| {
            let index = (all.len() as f64 * share) as usize;
            all.get(index.min(all.len().saturating_sub(1))).map_or(0.0, |latency| latency.as_secs_f64() * 1e6)
        };
        Self { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
    }
}

/// How long the disk takes to keep 4 KB.
pub fn fsync() -> Latency {
    let folder = tempfile::tempdir().expect("a folder");
    let mut file = fs::File::create(folder.path().join("probe")).expect("a file");
    let all = (0..400)
        .map(|_| {
            let begin = now();
            file.write_all(&[7; 4096]).expect("written");
            file.sync_data().expect("kept");
            begin.elapsed()
        })
        .collect();
    Latency::of(all)
}

/// Rows a second that SQLite keeps, one durable commit each: the limit of whoever commits each write by itself.
pub fn durable_rows() -> f64 {
    let folder = crate::site::data();
    let conn = rusqlite::Connection::open(folder.path().join("bare.sqlite")).expect("a database");
    conn.pragma_update(None, "journal_mode", "WAL").expect("a log");
    conn.pragma_update(None, "synchronous", "FULL").expect("durable");
    conn.execute_batch("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT").expect("a table");
    let mut insert = conn.prepare("INSERT INTO row (text) VALUES (?1)").expect("a statement");
    let (begin, mut rows) = (now(), 0);
    while begin.elapsed() < Duration::from_secs(2) {
        insert.execute(["a scorecard's worth of words, more or less, to be kept"]).expect("kept");
        rows += 1;
    }
    f64::from(rows) / begin.elapsed().as_secs_f64()
}

/// Processor time so far, in ticks: all that was used on the machine, all there was, and what this process used.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ticks {
    busy: u64,
    all: u64,
    own: u64,
}

impl Ticks {
    /// Read now; noughts where there is no `/proc`.
    pub fn read() -> Self {
        let numbers =
            |text: &str| -> Vec<u64> { text.split_whitespace().filter_map(|word| word.parse().ok()).collect() };
        let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
        let total = numbers(stat.lines().next().unwrap_or_default().trim_start_matches("cpu"));
        let all = total.iter().take(8).sum();
        let idle: u64 = total.iter().skip(3).take(2).sum();
        let own = fs::read_to_string("/proc/self/stat").unwrap_or_default();
        let own = own
            .rsplit(')')
            .next()
            .map(|rest| rest.split_whitespace().skip(11).take(2).filter_map(|word| word.parse::<u64>().ok()).sum());
        Self { busy: all - idle, all, own: own.unwrap_or_default() }
    }

    /// The share of the machine that others used since, of 100.
    pub fn others_since(self, before: Self) -> f64 {
        let all = (self.all - before.all).max(1) as f64;
        100.0 * (self.busy - before.busy).saturating_sub(self.own - before.own) as f64 / all
    }
}

/// The memory of a process, in megabytes.
pub fn resident(process: u32) -> f64 {
    memory(&process.to_string(), "VmRSS:")
}

/// What is done, and the most memory, in megabytes, that this process had meanwhile.
pub fn peak<T>(done: impl FnOnce() -> T) -> (T, f64) {
    // The kernel forgets the most there was until now (proc(5)).
    let _ = fs::write("/proc/self/clear_refs", "5");
    (done(), memory("self", "VmHWM:"))
}

fn memory(process: &str, which: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(which));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}

//! Large competitions, and the memory of a server that holds one.

use crate::{
    client::{self, Connection},
    machine::{now, resident},
    report::Row,
    site,
};
use app::{competition::model::CompetitionState, number::Decimal, time::Moment};
use server::operator::{
    folder::Folder,
    parcel::{AssignmentArchive, Parcel},
    reading,
    service::import,
};
use std::{
    fmt::Write as _,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// The word by which this program knows that it is to serve.
pub const CHILD: &str = "--serve";
const ENTRIES: usize = 10_000;
const JUDGES: usize = 200;

/// A competition of tables in which every entry has three reviews, or none.
pub fn tables(entries: usize, judges: usize, scored: bool) -> Parcel {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).expect("written");
    let mut text = String::from("entry,title,summary,country,languages\n");
    for entry in 0..entries {
        // Titles differ as they do: what is near is one in a hundred.
        let title = (entry / 100 * 100 + entry % 99).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        writeln!(text, "e{entry},{title:x} number {},What it is in a sentence of usual length,KE,en;fr", entry % 100)
            .expect("a string");
    }
    write("entries.csv", text);
    let mut text = String::from("judge,name,languages\n");
    for judge in 0..judges {
        writeln!(text, "j{judge},Judge {judge},en;fr").expect("a string");
    }
    write("judges.csv", text);
    let mut text = String::from("criterion,weight,min,max,step,label\n");
    for (criterion, weight) in [25, 25, 15, 15, 10, 10].iter().enumerate() {
        writeln!(text, "c{criterion},{weight},1,5,1,Criterion {criterion}").expect("a string");
    }
    write("rubric.csv", text);
    if scored {
        let mut text = String::from("entry,judge,criterion,score\n");
        for entry in 0..entries {
            for review in 0..3 {
                for criterion in 0..6 {
                    let judge = (entry * 3 + review) % judges;
                    writeln!(text, "e{entry},j{judge},c{criterion},{}", (entry + review + criterion) % 5 + 1)
                        .expect("a string");
                }
            }
        }
        write("scores.csv", text);
    }
    let now = Moment::from_seconds(1_772_366_400);
    reading::read(&Folder::Disk(folder.path().to_owned()), "large", now).expect("a parcel").parcel
}

/// A competition in its round of judging, everybody assigned to everything.
pub fn judging(entries: usize, judges: usize) -> Parcel {
    let mut parcel = tables(entries, judges, false);
    debug_assert!(
        parcel.document.competition.tracks.iter().all(|t| t.criteria.iter().all(|c| c.weight > Decimal::ZERO))
    );
    parcel.document.competition.state = CompetitionState::Judging;
    let pairs = (0..entries).flat_map(|entry| (0..judges).map(move |judge| (entry, judge)));
    parcel.document.assignments = pairs
        .map(|(entry, judge)| AssignmentArchive {
            round: "first".to_owned(),
            entry: format!("e{entry}"),
            judge: format!("j{judge}"),
            by_hand: false,
        })
        .collect();
    parcel
}

/// Imports a large competition and looks at the memory of a server on it, before and after pages are asked for.
pub async fn run() -> Vec<Row> {
    let data = site::data();
    let begin = now();
    let parcel = tables(ENTRIES, JUDGES, true);
    let (db, _) = site::open(data.path()).await;
    let (_, counts) = import::import(&db, parcel).await.expect("imported");
    db.close().await;
    drop(db);
    let took = begin.elapsed().as_secs_f64();
    let import = Row::new("import of 10,000 entries", "-", format!("{took:.1} s, {counts}"));

    let server = Server::start(data.path());
    let idle = resident(server.id());
    let mut connection = Connection::open(server.addr).await;
    for _ in 0..50 {
        connection.send(&client::get("/en/c/large", "")).await;
        connection.send(&client::get("/en", "")).await;
    }
    let busy = resident(server.id());
    drop(server);
    let memory = format!("{idle:.0} MB at start, {busy:.0} MB after 100 pages");
    vec![import, Row::new("memory with 10,000 entries", "80 MB", memory)]
}

/// A server in a process of its own; it ends with this value.
pub struct Server {
    /// Where it listens.
    pub addr: SocketAddr,
    child: Child,
}

impl Server {
    /// This program again, on the data in a folder.
    pub fn start(data: &Path) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.arg(CHILD).arg(data).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("a server");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output");
        std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line).expect("an address");
        Self { addr: line.trim().parse().expect("an address"), child }
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It ends with its input.
        drop(self.child.stdin.take());
        self.child.wait().expect("ended");
    }
}

/// The server whose memory is looked at: says where it listens, ends with its input.
pub async fn child(data: PathBuf) {
    let (db, ambient) = site::open(&data).await;
    let running = site::start(site::site(db, ambient, &data)).await;
    println!("{}", running.addr);
    let until_input_ends = || std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
    tokio::task::spawn_blocking(until_input_ends).await.expect("a thread").expect("input");
}

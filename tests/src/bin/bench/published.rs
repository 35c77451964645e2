//! The published results page next to nginx, which gives the same bytes from a file: the same client (`wrk`), one after the
//! other, twice.

use crate::{
    client::{self, Connection},
    report::Row,
    site::{self, Running},
};
use std::{
    fs, io,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tokio::net::TcpStream;

const PATH: &str = "/en/c/peaceapp-demo/results";
const PACKED: &str = "accept-encoding: br";
/// How often both are asked in turn; the better run of each counts.
const ROUNDS: u32 = 2;

/// Rows of the table: `bench published`.
pub async fn run() -> Vec<Row> {
    match compared().await {
        Ok(rows) => rows,
        Err(error) => vec![Row::new("results page next to nginx", "-", format!("not measured: {error}"))],
    }
}

async fn compared() -> io::Result<Vec<Row>> {
    let ours = site::demo().await;
    let bytes = page(&ours).await;
    let folder = tempfile::tempdir()?;
    let nginx = Nginx::start(folder.path(), &bytes).await?;
    let (mut own, mut theirs) = (0.0_f64, 0.0_f64);
    for _ in 0..ROUNDS {
        own = own.max(asked(ours.addr).await?);
        theirs = theirs.max(asked(nginx.addr).await?);
    }
    let name = |who: &str| format!("{who}, {} bytes, 32 connections of wrk", bytes.len());
    Ok(vec![
        Row::new(name("results page"), "60,000/s, .5 of nginx", format!("{own:.0}/s")).of(own / theirs, "nginx"),
        Row::new(name("nginx, the same bytes from a file"), "-", format!("{theirs:.0}/s")),
    ])
}

/// The page as a browser gets it.
async fn page(site: &Running) -> Vec<u8> {
    let mut connection = Connection::open(site.addr).await;
    let reply = connection.send(&client::get(PATH, &format!("{PACKED}\r\n"))).await;
    assert!(reply.status == 200 && reply.head.contains("content-encoding: br"), "{}", reply.head);
    reply.body
}

/// Requests in a second.
async fn asked(addr: SocketAddr) -> io::Result<f64> {
    let url = format!("http://{addr}{PATH}");
    let wrk = ["--threads", "2", "--connections", "32", "--duration", "5s", "--header", PACKED];
    let out = tokio::task::spawn_blocking(move || Command::new("wrk").args(wrk).arg(url).output()).await??;
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    let refused = || io::Error::other(format!("wrk: {said}{}", String::from_utf8_lossy(&out.stderr)));
    if said.contains("Non-2xx") || said.contains("Socket errors") {
        return Err(refused());
    }
    let rate = said.lines().find_map(|line| line.trim().strip_prefix("Requests/sec:")?.trim().parse().ok());
    rate.ok_or_else(refused)
}

/// An nginx with one file, on a port of its own; ends with this.
struct Nginx {
    addr: SocketAddr,
    process: Child,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // The master, told so, ends its workers.
        let told = Command::new("kill").arg("-TERM").arg(self.process.id().to_string()).status();
        if told.is_ok_and(|status| status.success()) {
            let _ = self.process.wait();
        }
    }
}

impl Nginx {
    async fn start(folder: &Path, bytes: &[u8]) -> io::Result<Self> {
        let addr = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let file = folder.join("files").join(PATH.trim_start_matches('/'));
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        fs::write(file, bytes)?;
        fs::write(folder.join("nginx.conf"), conf(folder, addr))?;
        let process = Command::new("nginx")
            .arg("-p")
            .arg(folder)
            .arg("-c")
            .arg(folder.join("nginx.conf"))
            .stderr(Stdio::null())
            .spawn()?;
        let nginx = Self { addr, process };
        for _ in 0..100 {
            if TcpStream::connect(addr).await.is_ok() {
                return Ok(nginx);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(io::Error::other("nginx does not listen"))
    }
}

/// As its manual advises for a file that is asked for often; nothing is logged.
fn conf(folder: &Path, addr: SocketAddr) -> String {
    let folder = folder.display();
    format!(
        "daemon off; user root; worker_processes auto; pid {folder}/pid; error_log stderr crit;\n\
         events {{ worker_connections 256; }}\n\
         http {{\n  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;\n  \
         open_file_cache max=16 inactive=60s;\n  default_type 'text/html; charset=utf-8';\n  \
         server {{ listen {addr}; root {folder}/files; add_header content-encoding br; add_header vary accept-encoding; }}\n}}\n"
    )
}

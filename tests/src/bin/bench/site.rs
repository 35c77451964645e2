//! The site, on a port of its own.

use crate::client::{self, Connection};
use axum::Router;
use server::{
    auth::{link::LinkKey, password::Passwords},
    cli::demo,
    clock::Ambient,
    config::Config,
    db::{Db, READERS, SqliteSettings},
    files::{Files, Place},
};
use std::{net::SocketAddr, path::Path};
use tempfile::TempDir;
use tokio::{net::TcpListener, task::JoinHandle};

/// A server in this process.
pub struct Running {
    /// Where it listens.
    pub addr: SocketAddr,
    task: JoinHandle<()>,
    _data: Option<TempDir>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Serves a router.
pub async fn start(router: Router) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let addr = listener.local_addr().expect("an address");
    let task = tokio::spawn(server::http::serve(listener, router, std::future::pending()));
    Running { addr, task, _data: None }
}

/// A database in a folder, as `serve` opens it.
pub async fn open(data: &Path) -> (Db, Ambient) {
    let ambient = Ambient::system().expect("randomness");
    let settings = SqliteSettings { folder: data.to_owned(), readers: READERS };
    (Db::open_sqlite(&settings, ambient.clone()).await.expect("a database"), ambient)
}

/// The whole site on a database.
pub fn site(db: Db, ambient: Ambient, data: &Path) -> Router {
    let config = Config {
        origin: "http://localhost".into(),
        link_key: LinkKey::new([1; 32]),
        passwords: Passwords::weak(2),
        files: Files::open(data, &Place::Folder, 2).expect("folders for files"),
        sends_mail: false,
        offline: true,
    };
    server::build(db, ambient, config)
}

/// A folder on the disk that data would be on, not in memory.
pub fn data() -> TempDir {
    std::fs::create_dir_all("target").expect("a folder");
    tempfile::tempdir_in("target").expect("a folder")
}

/// The site with the demo, published.
pub async fn demo() -> Running {
    let data = data();
    let (db, ambient) = open(data.path()).await;
    let password = demo::load(&db, &ambient, &Passwords::weak(2)).await.ok().flatten().expect("the demo");
    let mut running = start(site(db, ambient, data.path())).await;
    running._data = Some(data);
    publish(running.addr, &password).await;
    running
}

/// Signs in; gives the header line of the session's cookie.
pub async fn sign_in(addr: SocketAddr, email: &str, password: &str) -> String {
    let mut connection = Connection::open(addr).await;
    let form = format!("email={email}&password={password}&next=&key=bench-1");
    let reply = connection.send(&client::post("accounts/sign_in", "", &form)).await;
    let cookie = reply.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")?.split(';').next());
    format!("cookie: {}\r\n", cookie.expect("a session").replace("__host-", "__Host-"))
}

/// Signs in as the organiser and publishes what the preview shows.
async fn publish(addr: SocketAddr, password: &str) {
    let cookie = sign_in(addr, "organiser%40demo.example", password).await;
    let mut connection = Connection::open(addr).await;
    let preview = connection.send(&client::get("/en/c/peaceapp-demo/organise/results", &cookie)).await;
    let page = String::from_utf8_lossy(&preview.body).into_owned();
    let digest = page
        .split("name=\"digest\"")
        .nth(1)
        .and_then(|rest| rest.split("value=\"").nth(1))
        .and_then(|rest| rest.split('"').next())
        .unwrap_or_else(|| panic!("no digest: {} {page}", preview.status));
    let form = format!("slug=peaceapp-demo&digest={digest}&key=bench-2");
    let reply = connection.send(&client::post("results/propose", &cookie, &form)).await;
    assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
    // Who proposes cannot confirm.
    let cookie = sign_in(addr, "second%40demo.example", password).await;
    let preview = connection.send(&client::get("/en/c/peaceapp-demo/organise/results", &cookie)).await;
    let page = String::from_utf8_lossy(&preview.body).into_owned();
    let (_, rest) = page.split_once("name=\"proposal\" value=\"").expect("something that waits");
    let proposal = rest.split('"').next().unwrap_or_default();
    let form = format!("slug=peaceapp-demo&proposal={proposal}&key=bench-3");
    let reply = connection.send(&client::post("results/confirm", &cookie, &form)).await;
    assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
}

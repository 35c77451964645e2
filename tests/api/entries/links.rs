//! Links are asked by this server when an organiser wants it, and lead nowhere but into the public web (trust.md W-08).

use super::*;
use app::entries::model::LinkOutcome;
use async_trait::async_trait;
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use server::links::{Fetcher, LIMIT_BYTES, Limits, Resolver, Worker};
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tests::{Engine, Fixture, Site};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

/// Names and what they resolve to, one answer after the other; the last one stays.
#[derive(Default)]
struct Names {
    answers: Mutex<HashMap<String, Vec<Vec<IpAddr>>>>,
    asked: AtomicUsize,
}

#[async_trait]
impl Resolver for Names {
    async fn resolve(&self, name: &str) -> std::io::Result<Vec<IpAddr>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mut answers = self.answers.lock().expect("a lock");
        let Some(list) = answers.get_mut(name) else { return Err(std::io::Error::other("no such name")) };
        Ok(if list.len() > 1 { list.remove(0) } else { list[0].clone() })
    }
}

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A web server on this machine, which counts what it is asked.
struct Web {
    place: SocketAddr,
    requests: Arc<AtomicUsize>,
    names: Arc<Names>,
}

impl Web {
    async fn serving(router: Router) -> Self {
        let listener = TcpListener::bind((HERE, 0)).await.expect("a port");
        let place = listener.local_addr().expect("an address");
        let requests = Arc::new(AtomicUsize::new(0));
        let count = requests.clone();
        let router = router.layer(axum::middleware::from_fn(move |request, next: axum::middleware::Next| {
            count.fetch_add(1, Ordering::SeqCst);
            next.run(request)
        }));
        tokio::spawn(server::http::serve(listener, router, std::future::pending()));
        Self::at_place(place, requests)
    }

    fn at_place(place: SocketAddr, requests: Arc<AtomicUsize>) -> Self {
        let web = Self { place, requests, names: Arc::new(Names::default()) };
        web.name("play.example", &[&[HERE]]);
        web
    }

    fn name(&self, name: &str, answers: &[&[IpAddr]]) {
        let answers = answers.iter().map(|addresses| addresses.to_vec()).collect();
        self.names.answers.lock().expect("a lock").insert(name.to_owned(), answers);
    }

    fn fetcher(&self) -> Fetcher {
        let limits = Limits { patience: Duration::from_secs(2), also: vec![self.place] };
        Fetcher::new(self.names.clone(), limits).expect("TLS")
    }

    fn at(&self, path: &str) -> String {
        format!("http://play.example:{}{path}", self.place.port())
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

fn to(location: String) -> Response {
    (StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
}

#[tokio::test]
async fn what_comes_back_is_told_in_a_word() {
    let page = || async { ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], "<p>Play</p>") };
    let router = Router::new()
        .route("/game", get(page))
        .route("/locked", get(|| async { StatusCode::UNAUTHORIZED }))
        .route("/private", get(|| async { StatusCode::FORBIDDEN }))
        .route("/gone", get(|| async { StatusCode::GONE }))
        .route("/broken", get(|| async { StatusCode::BAD_GATEWAY }))
        .route("/moved", get(|| async { to("/game?from=moved".into()) }));
    let web = Web::serving(router).await;
    let fetcher = web.fetcher();
    for (path, outcome, status) in [
        ("/game", LinkOutcome::Answers, Some(200)),
        ("/locked", LinkOutcome::Locked, Some(401)),
        ("/private", LinkOutcome::Locked, Some(403)),
        ("/gone", LinkOutcome::Gone, Some(410)),
        ("/nothing", LinkOutcome::Gone, Some(404)),
        ("/broken", LinkOutcome::Failing, Some(502)),
        ("/moved", LinkOutcome::Answers, Some(200)),
    ] {
        let reply = fetcher.ask(&web.at(path)).await;
        assert_eq!((reply.outcome, reply.status), (outcome, status), "{path}");
    }
    let game = fetcher.ask(&web.at("/game")).await;
    assert_eq!((game.media_type.as_str(), game.final_address.as_str()), ("text/html", ""));
    let moved = fetcher.ask(&web.at("/moved")).await;
    assert_eq!(moved.final_address, web.at("/game?from=moved"));
    web.name("nobody.example", &[&[]]);
    for unknown in ["http://nobody.example/", "http://no-such-name.example/"] {
        assert_eq!(fetcher.ask(unknown).await.outcome, LinkOutcome::Unreachable, "{unknown}");
    }
}

#[tokio::test]
async fn nothing_says_who_asks_and_nothing_is_kept_between_questions() {
    let seen: Arc<Mutex<Vec<HeaderMap>>> = Arc::default();
    let noted = seen.clone();
    let router = Router::new().route(
        "/",
        get(move |headers: HeaderMap| {
            noted.lock().expect("a lock").push(headers);
            async { [(header::SET_COOKIE, "known=1; Path=/")] }
        }),
    );
    let web = Web::serving(router).await;
    let fetcher = web.fetcher();
    fetcher.ask(&web.at("/")).await;
    fetcher.ask(&web.at("/")).await;
    let seen = seen.lock().expect("a lock");
    assert_eq!(seen.len(), 2);
    for headers in seen.iter() {
        let names: Vec<&str> = headers.keys().map(|name| name.as_str()).collect();
        assert_eq!(names, ["host", "user-agent", "accept", "connection"]);
        assert_eq!(headers["host"], format!("play.example:{}", web.place.port()));
    }
}

/// Ways to write addresses that are not of the public web.
const INSIDE: [&str; 44] = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://127.0.0.1./",
    "http://①②⑦.0.0.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://167772161/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://0xC0A80101/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/",
    "http://0xA9FEA9FE/",
    "http://0251.0376.0251.0376/",
    "http://100.64.0.1/",
    "http://198.18.0.1/",
    "http://192.0.2.1/",
    "http://198.51.100.1/",
    "http://203.0.113.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::]/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[64:ff9b::10.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:db8::1]/",
    "http://[fc00::1]/",
    "http://[fe80::1]/",
    "http://[ff02::1]/",
    "https://127.0.0.1/",
    "http://8.8.8.8:22/",
    "http://8.8.8.8:8080/",
    "ftp://8.8.8.8/",
    "http://user:word@8.8.8.8/",
];

#[tokio::test]
async fn an_address_that_is_not_public_is_not_asked_however_it_is_written() {
    let web = Web::serving(Router::new().route("/", get(|| async { "secret" }))).await;
    let fetcher = web.fetcher();
    for inside in INSIDE {
        let reply = fetcher.ask(inside).await;
        assert_eq!((reply.outcome, reply.status), (LinkOutcome::Refused, None), "{inside}");
    }
    assert_eq!((web.requests(), web.names.asked.load(Ordering::SeqCst)), (0, 0));
}

#[tokio::test]
async fn a_name_is_refused_when_any_of_its_addresses_is_not_public() {
    let web = Web::serving(Router::new()).await;
    let fetcher = web.fetcher();
    let public: IpAddr = "93.184.215.14".parse().expect("an address");
    for inside in ["10.0.0.1", "169.254.169.254", "127.0.0.2", "::1", "fe80::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"] {
        let inside: IpAddr = inside.parse().expect("an address");
        web.name("both.example", &[&[public, inside]]);
        assert_eq!(fetcher.ask("http://both.example/").await.outcome, LinkOutcome::Refused, "{inside}");
    }
    // A server on this machine at a port that is not the test's own.
    web.name("local.example", &[&[HERE]]);
    assert_eq!(fetcher.ask("http://local.example/").await.outcome, LinkOutcome::Refused);
}

#[tokio::test]
async fn a_name_that_changes_its_address_leads_nowhere_else() {
    let router =
        Router::new().route("/once", get(|| async { "public" })).route("/again", get(|| async { to("/once".into()) }));
    let web = Web::serving(router).await;
    let fetcher = web.fetcher();
    let inside: IpAddr = "10.0.0.1".parse().expect("an address");
    // Asked once, connected to what was looked at: the second answer is never asked for.
    web.name("rebind.example", &[&[HERE], &[inside]]);
    let once = fetcher.ask(&format!("http://rebind.example:{}/once", web.place.port())).await;
    assert_eq!((once.outcome, web.names.asked.load(Ordering::SeqCst)), (LinkOutcome::Answers, 1));
    // A redirect to the same name is a step of its own, looked at anew.
    web.name("rebind.example", &[&[HERE], &[inside]]);
    let again = fetcher.ask(&format!("http://rebind.example:{}/again", web.place.port())).await;
    assert_eq!((again.outcome, again.status), (LinkOutcome::Refused, None));
    assert_eq!(web.requests(), 2);
}

#[tokio::test]
async fn redirects_are_few_and_each_is_looked_at() {
    let hop = |path: axum::extract::Path<u8>| async move { to(format!("/hop/{}", path.0 + 1)) };
    let router = Router::new()
        .route("/hop/{n}", get(hop))
        .route("/three", get(|| async { to("/two".into()) }))
        .route("/two", get(|| async { to("/one".into()) }))
        .route("/one", get(|| async { to("/there".into()) }))
        .route("/there", get(|| async { "there" }))
        .route("/inside/{n}", get(|n: axum::extract::Path<usize>| async move { to(INSIDE[n.0].to_owned()) }))
        .route("/script", get(|| async { to("javascript:alert(1)".into()) }));
    let web = Web::serving(router).await;
    let fetcher = web.fetcher();
    assert_eq!(fetcher.ask(&web.at("/three")).await.outcome, LinkOutcome::Answers);
    let before = web.requests();
    assert_eq!(fetcher.ask(&web.at("/hop/0")).await.outcome, LinkOutcome::Failing);
    assert_eq!(web.requests() - before, 4, "the first and three more");
    for (n, inside) in INSIDE.iter().enumerate().filter(|(_, inside)| inside.is_ascii()) {
        let reply = fetcher.ask(&web.at(&format!("/inside/{n}"))).await;
        assert_eq!((reply.outcome, reply.status), (LinkOutcome::Refused, None), "{inside}");
    }
    assert_eq!(fetcher.ask(&web.at("/script")).await.outcome, LinkOutcome::Refused);
}

#[tokio::test]
async fn what_is_huge_is_read_to_the_limit_only() {
    let sent = Arc::new(AtomicUsize::new(0));
    let count = sent.clone();
    let router = Router::new().route(
        "/",
        get(move || {
            let count = count.clone();
            let pieces = futures::stream::unfold(0, move |n: usize| {
                count.fetch_add(16 * 1024, Ordering::SeqCst);
                async move { (n < 4096).then(|| (Ok::<_, std::io::Error>(vec![b'x'; 16 * 1024]), n + 1)) }
            });
            async { Body::from_stream(pieces) }
        }),
    );
    let web = Web::serving(router).await;
    let reply = web.fetcher().ask(&web.at("/")).await;
    assert_eq!((reply.outcome, reply.status), (LinkOutcome::Answers, Some(200)));
    // What was under way in buffers of the machine was sent, but not the 64 MiB there are.
    let sent = sent.load(Ordering::SeqCst);
    assert!((LIMIT_BYTES..32 * 1024 * 1024).contains(&sent), "{sent}");
}

/// A server that reads a request and writes these pieces, with a pause after each.
async fn slow(pieces: &'static [&'static str], pause: Duration) -> Web {
    let listener = TcpListener::bind((HERE, 0)).await.expect("a port");
    let place = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.expect("a connection");
            tokio::spawn(async move {
                let mut request = [0; 1024];
                drop(stream.read(&mut request).await);
                for piece in pieces {
                    if stream.write_all(piece.as_bytes()).await.is_err() {
                        return;
                    }
                    tokio::time::sleep(pause).await;
                }
            });
        }
    });
    Web::at_place(place, Arc::default())
}

#[tokio::test]
async fn what_is_slow_is_given_up() {
    let minute = Duration::from_secs(60);
    let silent = slow(&[""], minute).await;
    let reply = silent.fetcher().ask(&silent.at("/")).await;
    assert_eq!((reply.outcome, reply.status), (LinkOutcome::Unreachable, None));
    let dripping = slow(&["HTTP/1.1 200 OK\r\n", "content-length: 10\r\n"], minute).await;
    assert_eq!(dripping.fetcher().ask(&dripping.at("/")).await.outcome, LinkOutcome::Unreachable);
    // The head is an answer; the rest may take as long as it likes.
    let head = slow(&["HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 10\r\n\r\n"], minute).await;
    let reply = head.fetcher().ask(&head.at("/")).await;
    assert_eq!((reply.outcome, reply.media_type.as_str()), (LinkOutcome::Answers, "text/html"));
    let noise = slow(&["no web server at all\r\n\r\n"], minute).await;
    assert_eq!(noise.fetcher().ask(&noise.at("/")).await.outcome, LinkOutcome::Unreachable);
}

async fn an_organiser_has_links_checked(engine: Engine) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "judging").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let (mut ann, anns) = site.person_with_account("Ann").await;
    let web = Web::serving(Router::new().route("/game", get(|| async { "play" }))).await;
    let worker = Worker::new(site.db.clone(), site.ambient.clone(), web.fetcher());
    let none = olga.call("entries/check_all_links", &[("slug", "peace")]).await;
    assert!(none.status == 409 && none.body.contains("nothing_there"), "{}", none.body);
    let (entry, _) = fixture.entry(&site.db, "game", "eligible", Some(anns)).await;
    let (gone, _) = fixture.entry(&site.db, "gone", "eligible", None).await;
    // The addresses of the fixture lead to the test's own server.
    for (id, path) in [(entry, "/game"), (gone, "/gone")] {
        let content = format!("{{\"title\":\"T\",\"play_url\":\"{}\"}}", web.at(path));
        let sql = "INSERT INTO snapshot (id, competition_id, entry_id, version, content, content_hash, at)
                   SELECT team_id, competition_id, id, 2, $2, '01', created_at FROM entry WHERE id = $1";
        site.db
            .write(move |tx| Box::pin(async move { execute!(tx, sql, id.uuid(), content.as_str()) }))
            .await
            .expect("written");
    }
    let review = format!("/en/c/peace/organise/entries/{entry}");
    assert!(olga.get(&review).await.body.contains("Not checked yet"));
    assert_eq!((worker.round().await.expect("a round"), web.requests()), (0, 0), "nothing is asked by itself");

    let reply = olga.post("entries/check_links", &[("entry", &entry.to_string())]).await;
    let page = olga.follow(&reply).await;
    assert!(page.body.contains("Is being checked") && web.requests() == 0, "{}", page.body);
    assert_eq!(worker.round().await.expect("a round"), 1);
    let page = olga.get(&review).await.body;
    assert!(page.contains("Answers") && !page.contains("Is being checked"), "{page}");
    assert_eq!(worker.round().await.expect("a round"), 0, "once");

    let reply = olga.post("entries/check_all_links", &[("slug", "peace")]).await;
    assert_eq!(reply.location.as_deref(), Some("/en/c/peace/organise/entries?done=links-queued"));
    assert_eq!(worker.round().await.expect("a round"), 2);
    let page = olga.get(&format!("/en/c/peace/organise/entries/{gone}")).await.body;
    assert!(page.contains("Not found") && page.contains("404"), "{page}");
    let desk = ann.get(&format!("/en/entries/{entry}")).await.body;
    assert!(!desk.contains("Not checked yet") && !desk.contains("check_links"), "{desk}");
}

#[tokio::test]
async fn links_are_checked_when_an_organiser_wants_it_on_sqlite() {
    an_organiser_has_links_checked(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_are_checked_when_an_organiser_wants_it_on_postgres() {
    an_organiser_has_links_checked(Engine::Postgres).await;
}

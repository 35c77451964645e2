//! The board while it is looked at: how fast it goes, who is behind and is reminded, and what its stream tells.

use super::*;
use axum::{
    body::{Body, BodyDataStream},
    http::{Response, header},
};
use futures::StreamExt;
use server::http::live::{Live, STREAMS};
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    time::{Instant, timeout},
};

const BOARD: &str = "/en/c/peace/organise/scores";
const EVENTS: &str = "/c/peace/organise/scores/events";
const REMIND: &str = "scores/remind";
const PATIENCE: Duration = Duration::from_secs(5);

impl Scene {
    /// Judging has gone on for ten days of twenty, and everything was opened on its first day.
    async fn half_way(&self) {
        let day = |days: i64| NOON.plus_seconds(days * 86_400).micros();
        let done: Result<(), DbError> = self
            .site
            .db
            .write(move |tx| {
                Box::pin(async move {
                    execute!(tx, "UPDATE round SET opened_at = $1, closes_at = $2", day(-10), day(10))?;
                    execute!(tx, "UPDATE assignment SET created_at = $1", day(-12))?;
                    execute!(tx, "UPDATE play SET opened_at = $1, seen_at = $1", day(-9)).map(drop)
                })
            })
            .await;
        done.expect("dates");
    }

    async fn board_text(&mut self) -> String {
        self.organiser.get(BOARD).await.body
    }

    async fn reminders(&self) -> Vec<(String, String)> {
        let mut conn = self.site.db.read().await.expect("a reader");
        let sql = "SELECT to_name, subject || body FROM outbox_mail WHERE template = 'judging_reminder' ORDER BY to_name, created_at";
        fetch_all!(&mut conn, (String, String), sql).expect("messages")
    }
}

#[tokio::test]
async fn the_board_says_how_fast_it_goes_and_who_is_behind() {
    let mut scene = scene("judging").await;
    scene.half_way().await;
    let board = scene.board_text().await;
    for words in ["Nothing was handed in lately", "Judges behind: 2", "No sign for 9 days", "Remind those behind: 2"] {
        assert!(board.contains(words), "{words}: {board}");
    }
    assert!(board.contains("handed in 0 of 2, an even pace would be 1"), "{board}");
    // One scorecard, handed in now: a seventh of one a day, and two are left.
    scene.ada.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("5", "5").fields()).await;
    let board = scene.board_text().await;
    for words in ["Not by the close: at this pace 1 would be missing", "0.1 a day", "Judges behind: 1", "11 March 2026"]
    {
        assert!(board.contains(words), "{words}: {board}");
    }
    assert!(board.contains("An even pace would be at 1."), "half of three: {board}");
    scene.ada.call(SAVE, &Form::new(scene.doors, 0, "submit").marks("5", "5").fields()).await;
    let board = scene.board_text().await;
    assert!(board.contains("At this pace done on 5 March 2026, 6 days before the close."), "{board}");
    let arabic = scene.organiser.get("/ar/c/peace/organise/scores").await.body;
    assert!(arabic.contains("بهذه الوتيرة يكتمل التقييم في 5 مارس 2026"), "{arabic}");
}

#[tokio::test]
async fn nobody_is_behind_before_or_after_judging_nor_with_an_entry_that_cannot_be_run() {
    let mut scene = scene("judging").await;
    scene.half_way().await;
    let bob = ("entry", scene.walk.to_string());
    let report = [(bob.0, bob.1.as_str()), ("report_kind", "key"), ("report_text", "Used up")];
    assert_eq!(scene.bob.call("scores/report", &report).await.status, 200);
    let board = scene.board_text().await;
    assert!(board.contains("Judges behind: 1"), "Bob waits for the organisers: {board}");
    for state in ["screening", "deliberation"] {
        scene.fixture.set_state(&scene.site.db, state).await;
        let board = scene.board_text().await;
        assert!(!board.contains("Judges behind") && !board.contains(REMIND), "{state}: {board}");
        assert_eq!(board.contains("The round is closed. Missing scorecards: 3."), state == "deliberation", "{board}");
        let refused = scene.organiser.call(REMIND, &[("slug", "peace")]).await;
        assert!(refused.status == 409 && refused.body.contains("wrong_state"), "{state}: {}", refused.body);
    }
}

async fn reminded(engine: Engine) {
    let mut scene = scene_on(engine, "judging").await;
    scene.half_way().await;
    let form = [("slug", "peace")];
    let reply = scene.organiser.post_with_key(REMIND, "once", &form).await;
    assert_eq!(reply.location.as_deref(), Some("/en/c/peace/organise/scores?done=reminders-written"), "{}", reply.body);
    scene.organiser.post_with_key(REMIND, "once", &form).await;
    let told = scene.reminders().await;
    assert_eq!(told.iter().map(|told| told.0.as_str()).collect::<Vec<_>>(), ["Ada", "Bob"]);
    for (_, text) in &told {
        assert!(text.contains("11 March 2026") && text.contains("/en/c/peace/judge"), "{text}");
        assert!(!text.contains("walk") && !text.contains("doors"), "no entries: {text}");
    }
    let again = scene.organiser.call(REMIND, &form).await;
    assert!(again.status == 409 && again.body.contains("reminded_lately"), "{}", again.body);
    scene.organiser.get(BOARD).await;
    let refused = scene.organiser.post(REMIND, &form).await;
    assert_eq!(refused.status, 303);
    let board = scene.board_text().await;
    assert!(
        board.contains("The next reminder can be sent from") && board.contains("2 March 2026, 12:00 UTC"),
        "{board}"
    );
    // Ada's was a day ago; Bob's was not.
    scene.sql("UPDATE outbox_mail SET created_at = created_at - 86400000000 WHERE to_name = 'Ada'").await;
    assert_eq!(scene.organiser.call(REMIND, &form).await.status, 200);
    let told = scene.reminders().await;
    assert_eq!(told.iter().map(|told| told.0.as_str()).collect::<Vec<_>>(), ["Ada", "Ada", "Bob"]);
    let events = scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'scores.remind'").await;
    assert_eq!(events, 2, "each time that somebody was reminded, once");
    // Who is done is not reminded.
    for entry in [scene.walk, scene.doors] {
        scene.ada.call(SAVE, &Form::new(entry, 0, "submit").marks("5", "5").fields()).await;
    }
    scene.bob.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("5", "5").fields()).await;
    let nobody = scene.organiser.call(REMIND, &form).await;
    assert!(nobody.status == 409 && nobody.body.contains("nothing_there"), "{}", nobody.body);
}

#[tokio::test]
async fn those_behind_are_reminded_once_a_day_on_sqlite() {
    reminded(Engine::Sqlite).await;
}

#[tokio::test]
async fn those_behind_are_reminded_once_a_day_on_postgres() {
    reminded(Engine::Postgres).await;
}

#[tokio::test]
async fn who_is_kept_from_an_entry_learns_nothing_of_it_from_reminders() {
    let mut scene = scene("judging").await;
    scene.half_way().await;
    let (mut kept, account) = scene.site.person_with_account("Kasia").await;
    scene.fixture.organiser(&scene.site.db, account).await;
    let entry = scene.walk.to_string();
    let fields = [("slug", "peace"), ("entry", entry.as_str()), ("category", "family"), ("reason", "")];
    assert_eq!(kept.post("panel/declare_own_conflict", &fields).await.status, 303);
    let board = kept.get(BOARD).await.body;
    assert!(board.contains("Judge a") && !board.contains("Judge b"), "Bob has the kept entry only: {board}");
    assert_eq!(scene.organiser.call(REMIND, &[("slug", "peace")]).await.status, 200);
    assert_eq!(scene.reminders().await.len(), 2);
    let path = "/en/c/peace/organise/messages";
    assert!(scene.organiser.get(path).await.body.contains("bob@example.org"));
    let log = kept.get(path).await.body;
    assert!(!log.contains("bob@example.org"), "that Bob has work left says whose it is: {log}");
}

#[tokio::test]
async fn an_entry_that_lacks_a_judge_leads_to_where_one_is_added() {
    let mut scene = scene("judging").await;
    let board = scene.board_text().await;
    let path = format!("/en/c/peace/organise/assignment?entry={}", scene.doors);
    assert!(board.contains(&format!("{path}#by-hand")), "{board}");
    let form = scene.organiser.get(&path).await.body;
    assert!(form.contains(&format!("value=\"{}\" selected", scene.doors)), "{form}");
    let (mut observer, account) = scene.site.person_with_account("Otto").await;
    scene.fixture.organiser_with(&scene.site.db, account, "observer").await;
    assert!(!observer.get(BOARD).await.body.contains("#by-hand"), "who may not is not led there");
}

#[tokio::test]
async fn a_page_reloads_itself_only_for_whoever_asked() {
    let mut scene = scene("judging").await;
    let plain = scene.organiser.get(BOARD).await;
    assert!(plain.body.contains("?refresh=60") && plain.body.contains("LiveBoard"), "{}", plain.body);
    assert!(!plain.headers.contains("refresh:"), "{}", plain.headers);
    let wished = scene.organiser.get(&format!("{BOARD}?refresh=60")).await;
    assert!(wished.headers.contains("refresh: 60\n"), "{}", wished.headers);
    assert!(!wished.body.contains("LiveBoard"), "in one way at a time: {}", wished.body);
    for other in ["0", "1", "", "600000"] {
        let reply = scene.organiser.get(&format!("{BOARD}?refresh={other}")).await;
        assert!(reply.status == 200 && !reply.headers.contains("refresh:"), "{other}: {}", reply.headers);
    }
}

/// What comes of a stream.
struct Stream(BodyDataStream);

impl Stream {
    fn of(response: Response<Body>) -> Self {
        assert_eq!(response.status(), 200);
        Self(response.into_body().into_data_stream())
    }

    /// The next piece; `None` at its end.
    async fn next(&mut self) -> Option<String> {
        let piece = timeout(PATIENCE, self.0.next()).await.expect("in time")?;
        Some(String::from_utf8(piece.expect("no fault").to_vec()).expect("text"))
    }

    async fn event(&mut self) -> String {
        let piece = self.next().await.expect("an event");
        let data = piece.lines().find_map(|line| line.strip_prefix("data: ")).expect("data").to_owned();
        assert!(data.parse::<u64>().is_ok(), "a number and nothing else: {piece}");
        assert!(
            piece.lines().all(|line| line.is_empty() || line.starts_with("data: ") || line.starts_with("retry: ")),
            "{piece}"
        );
        data
    }
}

async fn heard(engine: Engine) {
    let mut scene = scene_on(engine, "judging").await;
    let response = scene.organiser.open(EVENTS).await;
    let headers = response.headers();
    assert_eq!(headers[header::CONTENT_TYPE], "text/event-stream");
    assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    assert!(!headers.contains_key(header::CONTENT_ENCODING), "what is packed is held back");
    let mut stream = Stream::of(response);
    assert_eq!(stream.event().await, "0", "at once, for what happened since the page was drawn");
    // Another server of the same database hears of it too.
    let other = server::build(scene.site.db.clone(), scene.site.ambient.clone(), scene.site.config.clone());
    let mut elsewhere = Stream::of(scene.organiser.on_server(other).open(EVENTS).await);
    assert_eq!(elsewhere.event().await, "0");
    let before = Instant::now();
    scene.ada.call(SAVE, &Form::new(scene.walk, 0, "draft").marks("3", "").fields()).await;
    assert_eq!(stream.event().await, "1");
    assert_eq!(elsewhere.event().await, "1");
    assert!(before.elapsed() < Duration::from_secs(2), "{:?}", before.elapsed());
}

#[tokio::test]
async fn a_save_is_heard_of_within_two_seconds_by_every_server_on_sqlite() {
    heard(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_save_is_heard_of_within_two_seconds_by_every_server_on_postgres() {
    heard(Engine::Postgres).await;
}

#[tokio::test]
async fn only_organisers_hear_and_only_as_long_as_they_are() {
    let mut scene = scene("judging").await;
    assert_eq!(scene.site.visitor().get(EVENTS).await.status, 401);
    assert_eq!(scene.ada.get(EVENTS).await.status, 404);
    assert_eq!(scene.organiser.get("/c/nothing/organise/scores/events").await.status, 404);
    let (observer, account) = scene.site.person_with_account("Otto").await;
    scene.fixture.organiser_with(&scene.site.db, account, "observer").await;
    let mut stream = Stream::of(observer.open(EVENTS).await);
    let mut staying = Stream::of(scene.organiser.open(EVENTS).await);
    assert_eq!((stream.event().await, staying.event().await), ("0".to_owned(), "0".to_owned()));
    scene.sql("DELETE FROM role WHERE rights = 'observer'").await;
    scene.ada.call(SAVE, &Form::new(scene.walk, 0, "draft").marks("3", "").fields()).await;
    assert_eq!(stream.next().await, None, "the role is gone before the event");
    assert_eq!(staying.event().await, "1");
    assert_eq!(observer.open(EVENTS).await.status(), 404, "and there is no way back");
    // The same with a session that ends.
    scene.sql("DELETE FROM session").await;
    scene.site.clock.set(NOON.plus_seconds(1));
    let (mut bystander, _) = scene.site.person_with_account("Zoe").await;
    bystander.post("competition/ask", &[("slug", "peace"), ("text", "May I enter?")]).await;
    assert_eq!(staying.next().await, None);
}

#[tokio::test]
async fn streams_are_bounded_and_the_log_is_asked_only_while_somebody_listens() {
    let mut scene = scene("judging").await;
    assert!(!scene.site.live.is_looking());
    let mut open = Vec::new();
    for _ in 0..STREAMS {
        open.push(scene.organiser.open(EVENTS).await);
    }
    assert_eq!(scene.organiser.get(EVENTS).await.status, 429, "of one account");
    assert_eq!(scene.site.live.streams(), STREAMS);
    assert!(scene.site.live.is_looking());
    open.pop();
    open.push(scene.organiser.open(EVENTS).await);
    assert!(open.iter().all(|response| response.status() == 200), "what is closed gives its place back");
    drop(open);
    assert_eq!(scene.site.live.streams(), 0);
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert!(!scene.site.live.is_looking());
    assert_eq!(Stream::of(scene.organiser.open(EVENTS).await).event().await, "0", "and again");
}

#[tokio::test]
async fn a_server_that_stops_does_not_wait_for_open_streams() {
    let scene = scene("judging").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let place = listener.local_addr().expect("an address");
    let live = Live::default();
    let router =
        server::build_live(scene.site.db.clone(), scene.site.ambient.clone(), scene.site.config.clone(), live.clone());
    let (stop, stopped) = oneshot::channel::<()>();
    let ended = async move {
        drop(stopped.await);
        live.end();
    };
    let serving = tokio::spawn(server::http::serve(listener, router, ended));
    let mut connection = TcpStream::connect(place).await.expect("connected");
    let head = format!("GET {EVENTS} HTTP/1.1\r\nhost: judging.test\r\ncookie: {}\r\n\r\n", scene.organiser.cookies());
    connection.write_all(head.as_bytes()).await.expect("asked");
    let mut seen = String::new();
    while !seen.contains("data: 0") {
        let mut piece = [0; 2048];
        let length = timeout(PATIENCE, connection.read(&mut piece)).await.expect("in time").expect("a reply");
        assert!(length > 0, "{seen}");
        seen.push_str(&String::from_utf8_lossy(&piece[..length]));
    }
    let before = Instant::now();
    stop.send(()).expect("told");
    timeout(PATIENCE, serving).await.expect("it stops").expect("well");
    assert!(before.elapsed() < Duration::from_secs(2), "{:?}", before.elapsed());
}

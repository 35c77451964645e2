//! The worker against a mail server.

use super::*;
use server::mail::{smtp::Smtp, worker::Worker};
use tests::{Mood, NOON, SmtpServer};

/// Somebody's receipt in the outbox of a site that sends, and a worker for a mail server on this port.
async fn queued(engine: Engine, port: u16) -> (Scene, Worker) {
    let mut scene = on(Site::sending(engine).await).await;
    assert_eq!(scene.submit("1").await.status, 200);
    assert_eq!(one(&scene).await.state, "queued");
    let worker = worker(&scene.site, port);
    (scene, worker)
}

fn worker(site: &Site, port: u16) -> Worker {
    let smtp =
        Smtp::new(&format!("smtp://127.0.0.1:{port}"), None, "The office <office@peace.example>").expect("settings");
    let config = &site.config;
    Worker::new(site.db.clone(), site.ambient.clone(), config.link_key.clone(), config.origin.clone(), smtp)
        .expect("a worker")
}

async fn round(worker: &Worker) -> usize {
    worker.round().await.expect("the database")
}

async fn one(scene: &Scene) -> Mail {
    let mut mails = mails(&scene.site.db).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    mails.remove(0)
}

async fn it_is_sent_once(engine: Engine) {
    let server = SmtpServer::start(Mood::Takes).await;
    let (scene, worker) = queued(engine, server.port).await;
    assert_eq!((round(&worker).await, round(&worker).await), (1, 0));
    let received = server.received();
    assert_eq!((received.len(), received[0].to.as_str()), (1, "ann@example.org"));
    let mail = one(&scene).await;
    assert_eq!((mail.state.as_str(), mail.attempts), ("sent", 1));
    for header in [
        "From: \"The office\" <office@peace.example>",
        "To: Ann <ann@example.org>",
        "Subject: Received: Ballot Walk",
        &format!("Message-ID: <{}@peace.example>", mail.id),
        "Content-Type: text/plain; charset=utf-8",
        "Date: Sun, 01 Mar 2026 12:00:00 +0000",
    ] {
        assert!(received[0].text.contains(header), "{header} in {}", received[0].text);
    }
    assert!(received[0].text.contains("your entry Ballot Walk of the team Team kura"), "{}", received[0].text);
}

#[tokio::test]
async fn it_is_sent_once_on_sqlite() {
    it_is_sent_once(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_sent_once_on_postgres() {
    it_is_sent_once(Engine::Postgres).await;
}

#[tokio::test]
async fn later_is_tried_later_and_less_and_less_often() {
    let server = SmtpServer::start(Mood::Later).await;
    let (scene, worker) = queued(Engine::Sqlite, server.port).await;
    let mut now = NOON;
    for (attempt, delay) in [(1, 60), (2, 120), (3, 240)] {
        assert_eq!((round(&worker).await, round(&worker).await), (1, 0), "attempt {attempt}");
        let mail = one(&scene).await;
        assert_eq!((mail.state.as_str(), mail.attempts), ("queued", attempt));
        assert_eq!(mail.last_error.as_deref(), Some("later 451"), "the server's words are not kept");
        assert_eq!(mail.next_attempt_at, now.plus_seconds(delay).micros());
        now = now.plus_seconds(delay);
        scene.site.clock.set(now);
    }
    server.set(Mood::Takes);
    assert_eq!(round(&worker).await, 1);
    let mail = one(&scene).await;
    assert_eq!((mail.state.as_str(), mail.attempts, mail.last_error), ("sent", 4, None));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_refusal_is_final_and_organisers_see_it() {
    let server = SmtpServer::start(Mood::Refuses).await;
    let (mut scene, worker) = queued(Engine::Sqlite, server.port).await;
    assert_eq!(round(&worker).await, 1);
    let mail = one(&scene).await;
    assert_eq!((mail.state.as_str(), mail.last_error.as_deref()), ("failed", Some("refused 550")));
    scene.site.clock.set(NOON.plus_seconds(3600));
    assert_eq!(round(&worker).await, 0);
    let page = scene.olga.get("/en/c/peace/organise/messages?state=failed").await.body;
    assert!(page.contains("The mail server refused it (550)."), "{page}");
}

#[tokio::test]
async fn a_server_that_is_down_loses_nothing() {
    // A port on which nobody listens any more.
    let port = SmtpServer::start(Mood::Takes).await.port;
    let (scene, _) = queued(Engine::Sqlite, port).await;
    let free =
        tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("an address").port();
    let down = worker(&scene.site, free);
    assert_eq!(round(&down).await, 1);
    let mail = one(&scene).await;
    assert_eq!((mail.state.as_str(), mail.last_error.as_deref()), ("queued", Some("unreachable")));
    let server = SmtpServer::start(Mood::Takes).await;
    scene.site.clock.set(NOON.plus_seconds(60));
    assert_eq!(round(&worker(&scene.site, server.port)).await, 1);
    assert_eq!(one(&scene).await.state, "sent");
}

#[tokio::test]
async fn a_lost_answer_means_the_same_message_again() {
    let server = SmtpServer::start(Mood::HangsUp).await;
    let (scene, worker) = queued(Engine::Sqlite, server.port).await;
    assert_eq!(round(&worker).await, 1);
    assert_eq!(one(&scene).await.state, "queued");
    server.set(Mood::Takes);
    scene.site.clock.set(NOON.plus_seconds(60));
    assert_eq!(round(&worker).await, 1);
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].text, received[1].text, "so that a receiver knows it is the same");
}

#[tokio::test]
async fn a_worker_that_dies_with_mail_in_hand_leaves_it_to_the_next() {
    let server = SmtpServer::start(Mood::Takes).await;
    let (scene, first) = queued(Engine::Sqlite, server.port).await;
    let due = {
        let mut conn = scene.site.db.read().await.expect("a reader");
        server::mail::store::due(&mut conn, NOON, 10).await.expect("due").remove(0)
    };
    // The first takes it and ends here, before it has sent anything.
    assert!(server::mail::service::take(&scene.site.db, &due).await.expect("taken"));
    assert!(!server::mail::service::take(&scene.site.db, &due).await.expect("asked"), "one worker has it");
    drop(first);
    let second = worker(&scene.site, server.port);
    assert_eq!(round(&second).await, 0, "not while it may still be under way");
    scene.site.clock.set(NOON.plus_seconds(300));
    assert_eq!(round(&second).await, 1);
    assert_eq!((server.received().len(), one(&scene).await.state.as_str()), (1, "sent"));
}

#[tokio::test]
async fn a_link_is_made_whole_when_it_is_sent_and_only_while_it_works() {
    let server = SmtpServer::start(Mood::Takes).await;
    let mut scene = on(Site::sending(Engine::Sqlite).await).await;
    let worker = worker(&scene.site, server.port);
    for email in ["first@example.org", "second@example.org"] {
        scene.ann.call("entries/invite", &[("entry", &scene.entry), ("email", email)]).await;
    }
    let page = scene.ann.get(&format!("/en/entries/{}/team", scene.entry)).await.body;
    let token =
        page.split("https://judging.test/en/join/").nth(1).and_then(|rest| rest.split('<').next()).expect("a link");
    assert_eq!(round(&worker).await, 1, "the first link was replaced");
    let received = server.received();
    assert_eq!(received[0].to, "second@example.org");
    let text = received[0].text.replace("=\n", "");
    assert!(text.contains(&format!("https://judging.test/en/join/{token}")), "{text}");
    let old = mails(&scene.site.db).await.into_iter().find(|mail| mail.state == "failed").expect("the first");
    assert_eq!((old.to_address.as_str(), old.last_error.as_deref()), ("", Some("link_over")));
}

//! Setting a competition up, opening it, moving it on; who may, and what strangers see.

use server::execute;
use tests::{Client, Engine, Fixture, NOON, Site};

mod method;
mod pages;
mod reopening;
mod retention;
mod rubric;
mod transitions;

/// A site with a host.
async fn hosted() -> (Site, Client) {
    let site = Site::empty(Engine::Sqlite).await;
    let (host, account) = site.person_with_account("Hana Host").await;
    site.db
        .write(move |tx| {
            Box::pin(async move { execute!(tx, "UPDATE account SET host = $2 WHERE id = $1", account, true) })
        })
        .await
        .expect("a host");
    (site, host)
}

/// A site with a host and a competition being prepared, `peace-2026`.
async fn prepared() -> (Site, Client) {
    let (site, mut host) = hosted().await;
    let reply = create(&mut host, "peace-2026").await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    (site, host)
}

async fn create(client: &mut Client, slug: &str) -> tests::Reply {
    client.call("competition/create", &[("name", "Peace 2026"), ("slug", slug), ("time_zone", "Africa/Nairobi")]).await
}

const SETTINGS: [(&str, &str); 8] = [
    ("name", "Peace games"),
    ("theme", "Dialogue"),
    ("description", "About"),
    ("languages", "en, ar"),
    ("reviews_per_entry", "4"),
    ("disparity_points", "30"),
    ("publish_depth", "all"),
    ("publish_scores", "on"),
];

fn with<'a>(first: &[(&'a str, &'a str)], rest: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [first, rest].concat()
}

#[tokio::test]
async fn a_host_creates_a_competition_from_the_template() {
    let (site, mut host) = hosted().await;
    host.get("/en/new").await;
    let reply = host
        .post(
            "competition/create",
            &[("name", "Peace <2026>"), ("slug", "peace-2026"), ("time_zone", "africa/nairobi")],
        )
        .await;
    assert_eq!(reply.location.as_deref(), Some("/en/c/peace-2026/organise?done=competition-created"));
    let page = host.follow(&reply).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Peace &lt;2026&gt;"), "{}", page.body);
    assert!(page.body.contains("Open the call"), "everything is there: {}", page.body);
    for path in
        ["", "/organise/settings", "/organise/tracks/functioning", "/organise/tracks/development", "/organise/log"]
    {
        for language in ["en", "ar"] {
            let page = host.get(&format!("/{language}/c/peace-2026{path}")).await;
            assert_eq!(page.status, 200, "{language} {path}: {}", page.body);
        }
    }
    assert!(host.get("/en/work").await.body.contains("/en/c/peace-2026/organise"));
    // Until it opens it exists for its organisers only.
    let (mut visitor, mut ann) = (site.visitor(), site.person("Ann").await);
    for client in [&mut visitor, &mut ann] {
        assert_eq!(client.get("/en/c/peace-2026").await.status, 404);
        assert!(!client.get("/en").await.body.contains("peace-2026"));
    }
}

#[tokio::test]
async fn only_hosts_create() {
    let (site, mut host) = hosted().await;
    let mut ann = site.person("Ann").await;
    assert_eq!(ann.get("/en/new").await.status, 404);
    assert_eq!(site.visitor().get("/en/new").await.status, 401);
    assert_eq!(create(&mut ann, "mine").await.status, 404);
    assert_eq!(create(&mut site.visitor(), "mine").await.status, 401);
    assert_eq!(host.get("/en/new").await.status, 200);
}

#[tokio::test]
async fn creating_twice_by_one_form_makes_one_and_a_name_is_taken_once() {
    let (_, mut host) = hosted().await;
    let fields = [("name", "Peace"), ("slug", "peace-2026"), ("time_zone", "UTC")];
    let first = host.post_with_key("competition/create", "one", &fields).await;
    let second = host.post_with_key("competition/create", "one", &fields).await;
    assert_eq!((first.status, &first.location), (second.status, &second.location));
    let third = create(&mut host, "peace-2026").await;
    assert_eq!((third.status, third.body.contains("taken")), (422, true), "{}", third.body);
}

#[tokio::test]
async fn bad_input_comes_back_at_its_field() {
    let (_, mut host) = hosted().await;
    host.get("/en/new").await;
    let reply =
        host.post("competition/create", &[("name", ""), ("slug", "Peace 2026"), ("time_zone", "Mars/Base")]).await;
    let page = host.follow(&reply).await;
    for field in ["name", "slug", "time_zone"] {
        assert!(page.body.contains(&format!("id=\"{field}-error\"")), "{field}: {}", page.body);
    }
    assert!(page.body.contains("Mars/Base"), "what was typed is kept");
}

#[tokio::test]
async fn settings_are_saved_once_per_version() {
    let (_, mut host) = prepared().await;
    let form = with(&[("slug", "peace-2026"), ("version", "1")], &SETTINGS);
    let reply = host.call("competition/save_settings", &form).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let page = host.get("/en/c/peace-2026/organise/settings").await.body;
    assert!(page.contains("Peace games") && page.contains("en, ar"), "{page}");
    let stale = host.call("competition/save_settings", &form).await;
    assert_eq!((stale.status, stale.body.contains("Stale")), (409, true), "{}", stale.body);
    let bad = with(&[("slug", "peace-2026"), ("version", "2"), ("languages", "klingon!")], &SETTINGS);
    let bad: Vec<_> = bad.into_iter().filter(|field| *field != ("languages", "en, ar")).collect();
    let bad = host.call("competition/save_settings", &bad).await;
    assert_eq!((bad.status, bad.body.contains("languages")), (422, true), "{}", bad.body);
}

#[tokio::test]
async fn what_is_not_yours_does_not_exist() {
    let (site, mut host) = prepared().await;
    Fixture::with_slug(&site.db, "open", "other").await;
    let (mut ann, account) = site.person_with_account("Ann").await;
    Fixture::with_slug(&site.db, "open", "hers").await.organiser(&site.db, account).await;
    let operations: [(&str, Vec<(&str, &str)>); 8] = [
        ("competition/save_settings", with(&[("version", "1")], &SETTINGS)),
        ("competition/save_track", vec![("track", "functioning"), ("version", "1"), ("name", "X")]),
        ("competition/save_rubric", vec![("track", "functioning"), ("version", "1")]),
        ("competition/save_awards", vec![("track", "functioning"), ("version", "1")]),
        (
            "competition/move_date",
            vec![("version", "1"), ("date", "results_at"), ("value", "2027-01-01T10:00"), ("reason", "R")],
        ),
        ("competition/publish_rules", vec![("version", "1"), ("text", "New")]),
        ("competition/transition", vec![("to", "open")]),
        ("competition/invite_organiser", vec![("name", "Ann"), ("email", "ann@example.org"), ("rights", "owner")]),
    ];
    for (operation, fields) in &operations {
        let mut answers = Vec::new();
        for slug in ["peace-2026", "other", "nothing-here"] {
            let reply = ann.call(operation, &with(&[("slug", slug)], fields)).await;
            answers.push((reply.status, reply.body));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0] && answer.0 == 404), "{operation}: {answers:?}");
        let stranger = site.visitor().call(operation, &with(&[("slug", "peace-2026")], fields)).await;
        assert_eq!(stranger.status, 401, "{operation}");
    }
    for page in ["", "/settings", "/tracks/functioning", "/log"] {
        assert_eq!(ann.get(&format!("/en/c/other/organise{page}")).await.status, 404, "{page}");
        assert_eq!(site.visitor().get(&format!("/en/c/other/organise{page}")).await.status, 401, "{page}");
        assert_eq!(ann.get(&format!("/en/c/hers/organise{page}")).await.status, 200, "{page}");
        assert_eq!(host.get(&format!("/en/c/other/organise{page}")).await.status, 200, "a host runs all: {page}");
    }
    assert_eq!(host.get("/en/c/other/organise/tracks/nothing").await.status, 404);
}

#[tokio::test]
async fn new_rules_get_a_number_and_the_same_text_does_not() {
    let (_, mut host) = prepared().await;
    let publish = |version, text| [("slug", "peace-2026"), ("version", version), ("text", text)];
    let kind = "## Kindness\nBe kind.\n- Listen\n- Answer\n\n<script>alert(1)</script>";
    assert_eq!(host.call("competition/publish_rules", &publish("1", "")).await.status, 422);
    assert_eq!(host.call("competition/publish_rules", &publish("1", kind)).await.status, 200);
    assert_eq!(host.call("competition/publish_rules", &publish("2", kind)).await.status, 200);
    let page = host.get("/en/c/peace-2026").await.body;
    assert!(page.contains("Version 2, since"), "{page}");
    assert!(page.contains("Kindness</h3>") && page.contains("Listen</li>"), "{page}");
    assert!(!page.contains("<script>alert"), "{page}");
}

#[tokio::test]
async fn dates_move_in_their_zone_with_a_reason_that_is_shown() {
    let (site, mut host) = prepared().await;
    let shift = |version, date, value, reason| {
        [("slug", "peace-2026"), ("version", version), ("date", date), ("value", value), ("reason", reason)]
    };
    let quiet = host.call("competition/move_date", &shift("1", "entries_close_at", "2026-05-01T23:59", "")).await;
    assert_eq!(quiet.status, 200, "no reason while it is prepared: {}", quiet.body);
    site.clock.set(NOON.plus_seconds(60));
    assert_eq!(host.call("competition/transition", &[("slug", "peace-2026"), ("to", "open")]).await.status, 200);
    let mute = host.call("competition/move_date", &shift("3", "entries_close_at", "2026-05-08T23:59", " ")).await;
    assert_eq!((mute.status, mute.body.contains("reason_required")), (422, true), "{}", mute.body);
    let past = host.call("competition/move_date", &shift("3", "entries_close_at", "2026-02-01T10:00", "R")).await;
    assert_eq!((past.status, past.body.contains("past")), (422, true), "{}", past.body);
    let late = host.call("competition/move_date", &shift("3", "entries_close_at", "2027-01-01T10:00", "R")).await;
    assert_eq!((late.status, late.body.contains("not_before")), (422, true), "{}", late.body);
    let none = host.call("competition/move_date", &shift("3", "birthday", "2026-05-08T23:59", "R")).await;
    assert_eq!(none.status, 422, "{}", none.body);
    host.get("/en/c/peace-2026/organise/settings").await;
    let reply =
        host.post("competition/move_date", &shift("3", "entries_close_at", "2026-05-08T23:59", "Power cuts <b>")).await;
    assert_eq!(reply.location.as_deref(), Some("/en/c/peace-2026/organise/settings?done=date-moved"));
    let call = site.visitor().get("/en/c/peace-2026").await.body;
    assert!(call.contains("8 May 2026, 23:59 EAT"), "{call}");
    assert!(call.contains("1 May 2026, 23:59 EAT"), "the old one stays: {call}");
    assert!(call.contains("Power cuts &lt;b&gt;"), "{call}");
    assert!(!call.contains("20 May 2026"), "what moved before the call opened was never announced: {call}");
    let opened = host.call("competition/move_date", &shift("4", "entries_open_at", "2026-05-08T23:59", "R")).await;
    assert_eq!(opened.status, 409, "{}", opened.body);
}

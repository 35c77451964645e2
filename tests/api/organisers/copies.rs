//! A new edition from one that is there.

use super::*;
use tests::Seed;

const COPY: [(&str, &str); 4] =
    [("slug", "peaceapp"), ("name", "Peace 2027"), ("new_slug", "peace-2027"), ("years", "1")];

/// The seed competition, published, with its results; Olga owns it and Ed edits.
async fn published() -> (Site, Client, Uuid, Uuid) {
    let site = Site::empty(Engine::Sqlite).await;
    let seed = Seed::new(&site.db, "published").await;
    let (olga, owner) = site.person_with_account("Olga").await;
    let (_, editor) = site.person_with_account("Ed").await;
    let competition = seed.competition.uuid();
    for (account, rights) in [(owner, "owner"), (editor, "editor")] {
        site.db
            .write(move |tx| {
                Box::pin(async move {
                    server::execute!(
                        tx,
                        "INSERT INTO role (account_id, competition_id, role, rights, created_at) VALUES ($1, $2, 'organiser', $3, 0)",
                        account,
                        competition,
                        rights
                    )
                })
            })
            .await
            .expect("an organiser");
    }
    (site, olga, owner, editor)
}

async fn number(db: &Db, sql: &'static str) -> i64 {
    let mut conn = db.read().await.expect("a reader");
    fetch_one!(&mut conn, (i64,), sql).expect("a number").0
}

#[tokio::test]
async fn a_copy_has_the_setup_and_no_person() {
    let (site, mut olga, owner, editor) = published().await;
    let page = olga.get("/en/c/peaceapp/organise/copy").await;
    assert_eq!(page.status, 200, "{}", page.body);
    let reply = olga.post("competition/copy_edition", &COPY).await;
    assert_eq!(reply.location.as_deref(), Some("/en/c/peace-2027/organise?done=edition-copied"));
    let board = olga.follow(&reply).await;
    assert!(board.body.contains("Peace 2027") && board.body.contains("In preparation"), "{}", board.body);
    assert_eq!(site.visitor().get("/en/c/peace-2027").await.status, 404, "nobody else knows of it");
    let call = olga.get("/en/c/peace-2027").await.body;
    assert!(call.contains("1 March 2027"), "dates are a year later: {call}");
    assert_eq!((rights(&site.db, owner).await.len(), rights(&site.db, editor).await.len()), (2, 1));
    assert_eq!(logged(&site.db, "competition.copy_edition").await, 1);
    assert_eq!(logged(&site.db, "competition.begin_as_copy").await, 1);
    // The old one stays as it was, at its address, and is listed as earlier.
    let home = site.visitor().get("/en").await.body;
    assert!(home.contains("id=\"earlier\"") && home.contains("/c/peaceapp/results"), "{home}");
    assert_eq!(site.visitor().get("/en/c/peaceapp").await.status, 200);
    for table in ["team", "entry", "judge", "scorecard", "publication"] {
        let sql = match table {
            "team" => {
                "SELECT CAST(COUNT(*) AS BIGINT) FROM team t JOIN competition c ON c.id = t.competition_id WHERE c.slug = 'peace-2027'"
            }
            "entry" => {
                "SELECT CAST(COUNT(*) AS BIGINT) FROM entry t JOIN competition c ON c.id = t.competition_id WHERE c.slug = 'peace-2027'"
            }
            "judge" => {
                "SELECT CAST(COUNT(*) AS BIGINT) FROM judge t JOIN competition c ON c.id = t.competition_id WHERE c.slug = 'peace-2027'"
            }
            "scorecard" => {
                "SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard t JOIN competition c ON c.id = t.competition_id WHERE c.slug = 'peace-2027'"
            }
            _ => {
                "SELECT CAST(COUNT(*) AS BIGINT) FROM publication t JOIN competition c ON c.id = t.competition_id WHERE c.slug = 'peace-2027'"
            }
        };
        assert_eq!(number(&site.db, sql).await, 0, "{table}");
    }
}

#[tokio::test]
async fn organisers_come_by_choice_and_dates_by_a_day() {
    let (site, mut olga, owner, editor) = published().await;
    let fields = [
        ("slug", "peaceapp"),
        ("name", "Peace 2028"),
        ("new_slug", "peace-2028"),
        ("years", "1"),
        ("first_day", "2028-05-10"),
        ("organisers", "on"),
    ];
    for _ in 0..2 {
        assert_eq!(olga.post_with_key("competition/copy_edition", "copy-once", &fields).await.status, 303);
    }
    assert_eq!(number(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM competition").await, 2, "once");
    assert_eq!((rights(&site.db, owner).await.len(), rights(&site.db, editor).await.len()), (2, 2));
    let call = olga.get("/en/c/peace-2028").await.body;
    assert!(call.contains("10 May 2028, 12:00"), "{call}");
}

#[tokio::test]
async fn refusals_are_at_their_fields_and_leave_nothing() {
    let (site, mut olga, ..) = published().await;
    let with = |field: &'static str, value: &'static str| {
        COPY.iter().map(|(name, old)| (*name, if *name == field { value } else { *old })).collect::<Vec<_>>()
    };
    for (field, value) in [("name", " "), ("new_slug", "peaceapp"), ("new_slug", "A B"), ("years", "0")] {
        let reply = olga.call("competition/copy_edition", &with(field, value)).await;
        assert_eq!(
            (reply.status, reply.body.contains(&format!("\"{field}\""))),
            (422, true),
            "{field}: {}",
            reply.body
        );
    }
    let day = [&COPY[..], &[("first_day", "2027-02-30")]].concat();
    let reply = olga.call("competition/copy_edition", &day).await;
    assert_eq!((reply.status, reply.body.contains("\"first_day\"")), (422, true), "{}", reply.body);
    assert_eq!(number(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM competition").await, 1);
}

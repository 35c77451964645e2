//! What a server forgets, and what it keeps.

use app::results::model::{PublishedPlacement, ResultsDocument, TrackResults};
use server::{db::DbError, execute, fetch_all, fetch_one, housekeeping};
use tests::{Fixture, NOON, ambient, on_both_engines};
use uuid::Uuid;

const DAY: i64 = 86_400;

on_both_engines!(what_is_old_goes_and_what_is_not_stays, |db| async move {
    db.write(|tx| Box::pin(async move {
        // More than one piece of old replies.
        for n in 0..700 {
            let key = format!("old-{n}");
            execute!(tx, "INSERT INTO idempotency_key (caller, key, request_hash, reply, created_at) VALUES ('a', $1, $2, '{}', $3)",
                key, [0_u8].as_slice(), NOON.plus_seconds(-8 * DAY).micros())?;
        }
        execute!(tx, "INSERT INTO idempotency_key (caller, key, request_hash, reply, created_at) VALUES ('a', 'new', $1, '{}', $2)",
            [0_u8].as_slice(), NOON.plus_seconds(-6 * DAY).micros())?;
        for (id, age) in [(1, 700), (2, 500)] {
            execute!(tx, "INSERT INTO kept_post (id, path, fields, error, created_at) VALUES ($1, '/x', '[]', '{}', $2)",
                Uuid::from_u128(id), NOON.plus_seconds(-age).micros())?;
        }
        execute!(tx, "INSERT INTO account (id, email, name, host, created_at) VALUES ($1, 'a@b.org', 'A', $2, 0)", Uuid::nil(), false)?;
        for (token, left) in [([1_u8], -1), ([2], 1)] {
            execute!(tx, "INSERT INTO session (token_hash, account_id, created_at, seen_at, expires_at) VALUES ($1, $2, 0, 0, $3)",
                token.as_slice(), Uuid::nil(), NOON.plus_seconds(left).micros())?;
        }
        Ok::<_, DbError>(())
    })).await.expect("rows");

    housekeeping::forget_old(&db, &ambient()).await.expect("forgotten");

    let mut conn = db.read().await.expect("a connection");
    let keys: Vec<(String,)> = fetch_all!(&mut conn, (String,), "SELECT key FROM idempotency_key").expect("keys");
    assert_eq!(keys, [("new".to_owned(),)]);
    let kept: Vec<(Uuid,)> = fetch_all!(&mut conn, (Uuid,), "SELECT id FROM kept_post").expect("forms");
    assert_eq!(kept, [(Uuid::from_u128(2),)]);
    let sessions: Vec<(Vec<u8>,)> =
        fetch_all!(&mut conn, (Vec<u8>,), "SELECT token_hash FROM session").expect("sessions");
    assert_eq!(sessions, [(vec![2],)]);
});

on_both_engines!(data_of_people_are_erased_when_their_time_is_over_and_not_before, |db| async move {
    let fixture = Fixture::new(&db, "published").await;
    let other = Fixture::with_slug(&db, "judging", "other").await;
    let (_, shown) = fixture.entry(&db, "shown", "eligible", None).await;
    fixture.entry(&db, "unshown", "eligible", None).await;
    fixture.entry(&db, "draft", "draft", None).await;
    other.entry(&db, "draft", "draft", None).await;
    fixture.minor(&db, shown).await;
    let document = document(&["shown"]);
    let id = fixture.competition.uuid();
    db.write(move |tx| {
        Box::pin(async move {
            execute!(
                tx,
                "INSERT INTO publication (id, competition_id, version, document, digest, published_at) VALUES ($1, $1, 1, $2, '', $3)",
                id,
                document.as_str(),
                NOON.plus_seconds(-730 * DAY).micros()
            )
        })
    })
    .await
    .expect("published");
    let names = || {
        let db = db.clone();
        async move {
            let mut conn = db.read().await.expect("a reader");
            let rows: Vec<(String,)> =
                fetch_all!(&mut conn, (String,), "SELECT public_name FROM member WHERE competition_id = $1", id)
                    .expect("names");
            let mut names: Vec<String> = rows.into_iter().map(|row| row.0).collect();
            names.sort();
            names
        }
    };
    housekeeping::erase_people(&db, &ambient()).await.expect("looked");
    assert_eq!(names().await, ["Member of draft", "Member of shown", "Member of unshown", "Second member"], "not yet");

    db.write(move |tx| {
        Box::pin(async move { execute!(tx, "UPDATE competition SET retention_days = 729 WHERE id = $1", id) })
    })
    .await
    .expect("shortened");
    for _ in 0..2 {
        housekeeping::erase_people(&db, &ambient()).await.expect("erased, once");
    }
    assert_eq!(names().await, ["", "Member of shown", "Second member"]);
    let mut conn = db.read().await.expect("a reader");
    let guardians: Vec<(String, String)> =
        fetch_all!(&mut conn, (String, String), "SELECT guardian_name, state FROM guardian_consent")
            .expect("guardians");
    assert_eq!(guardians, [(String::new(), "pending".to_owned())], "the answer stays");
    let (entries,): (i64,) =
        fetch_one!(&mut conn, (i64,), "SELECT CAST(COUNT(*) AS BIGINT) FROM entry").expect("a count");
    assert_eq!(entries, 3, "the draft of a competition that goes on stays");
    let logged: Vec<(String,)> =
        fetch_all!(&mut conn, (String,), "SELECT payload FROM audit_event WHERE action = 'competition.erase_people'")
            .expect("the log");
    assert_eq!(logged, [("{\"drafts\":1,\"guardians\":1,\"members\":2}".to_owned(),)]);
});

/// A publication that shows entries.
fn document(keys: &[&str]) -> String {
    let placement = |key: &&str| PublishedPlacement {
        raw_mean: None,
        doubt: None,
        round: None,
        key: (*key).to_owned(),
        place: 1,
        shared: false,
        title: String::new(),
        pitch: String::new(),
        team: String::new(),
        countries: Vec::new(),
        score: None,
        scorecards: 2,
        tie_broken_by: None,
        settled: None,
        awards: Vec::new(),
        passed: Vec::new(),
        about: None,
    };
    let track = TrackResults {
        doubt: None,
        rounds: Vec::new(),
        key: "functioning".to_owned(),
        name: String::new(),
        ranked: 2,
        placements: keys.iter().map(placement).collect(),
        rubric: Vec::new(),
        tie_order: Vec::new(),
    };
    let document = ResultsDocument {
        competition: String::new(),
        theme: String::new(),
        time_zone: "UTC".to_owned(),
        method: "mean".to_owned(),
        decimals: None,
        seal: None,
        departure: None,
        lottery_seed: None,
        entries_submitted: 2,
        entries_judged: 2,
        countries: 1,
        judges: 2,
        scorecards: 4,
        reviews_per_entry: 2,
        fields: Vec::new(),
        tracks: vec![track],
    };
    serde_json::to_string(&document).expect("JSON")
}

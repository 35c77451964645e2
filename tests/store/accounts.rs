//! An account in its owner's hands, statement by statement.

use app::ids::AccountId;
use server::{
    accounts::store::{self, data, erase, own},
    auth::{
        Caller,
        permits::{self, SignedIn},
        session,
    },
    db::{Db, DbError},
    execute, fetch_one,
};
use tests::{Fixture, NOON, ambient, on_both_engines};

/// Somebody with an account of this address and so many sessions.
async fn person(db: &Db, email: &'static str, sessions: usize) -> Caller {
    let token = db
        .write(move |tx| {
            Box::pin(async move {
                let account: AccountId = tx.ambient().id();
                store::insert(tx, account, email, "Ann", Some("old")).await?;
                let mut token = String::new();
                for _ in 0..sessions {
                    token = session::begin(tx, account).await?;
                }
                Ok::<_, DbError>(token)
            })
        })
        .await
        .expect("a session");
    session::caller(db, &ambient(), &token).await.expect("the database").expect("a caller")
}

fn signed_in(caller: &Caller) -> SignedIn {
    permits::signed_in(Some(caller)).expect("signed in")
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    fetch_one!(&mut db.read().await.expect("a reader"), (i64,), sql).expect("a count").0
}

on_both_engines!(a_profile_is_changed_and_a_password_only_from_the_proved_one, |db| async move {
    let ann = person(&db, "ann@example.org", 1).await;
    person(&db, "ben@example.org", 1).await;
    let who = signed_in(&ann);
    let change = |from: &'static str, to: &'static str| {
        let (db, who) = (db.clone(), who.clone());
        async move {
            db.write(move |tx| Box::pin(async move { own::change_password(tx, &who, from, to).await }))
                .await
                .expect("the database")
        }
    };
    assert!(!change("another", "new").await);
    assert!(change("old", "new").await);
    let mut conn = db.read().await.expect("a reader");
    let found = own::credentials_of(&mut conn, &who).await.expect("read").expect("an account");
    assert_eq!(found.password_hash.as_deref(), Some("new"));
    let by = who.clone();
    db.write(move |tx| Box::pin(async move { own::update_profile(tx, &by, "آن", "ar").await })).await.expect("saved");
    let profile = own::profile(&mut conn, &who).await.expect("read").expect("an account");
    assert_eq!(
        (profile.name.as_str(), profile.locale.as_str(), profile.email.as_str()),
        ("آن", "ar", "ann@example.org")
    );
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM account WHERE name = 'Ann'").await, 1, "nobody else's");
});

on_both_engines!(live_sessions_are_listed, |db| async move {
    let ann = person(&db, "ann@example.org", 3).await;
    person(&db, "ben@example.org", 2).await;
    let mut conn = db.read().await.expect("a reader");
    let list = session::list(&mut conn, &ann, NOON).await.expect("read");
    assert_eq!((list.len(), list.iter().filter(|session| session.here).count()), (3, 1));
    assert!(session::list(&mut conn, &ann, NOON.plus_seconds(5 * 3600)).await.expect("read").is_empty(), "idle");
});

on_both_engines!(who_organises_alone_is_told_where, |db| async move {
    let (ann, ben) = (person(&db, "ann@example.org", 1).await, person(&db, "ben@example.org", 1).await);
    let fixture = Fixture::new(&db, "judging").await;
    fixture.organiser(&db, ann.account().uuid()).await;
    let alone = |who: SignedIn| {
        let db = db.clone();
        async move { db.write(move |tx| Box::pin(async move { own::organised_alone(tx, &who).await })).await.expect("read") }
    };
    assert_eq!(alone(signed_in(&ann)).await, ["Peace games"]);
    assert!(alone(signed_in(&ben)).await.is_empty());
    fixture.organiser(&db, ben.account().uuid()).await;
    assert!(alone(signed_in(&ann)).await.is_empty(), "there are two");
});

on_both_engines!(drafts_go_only_with_the_last_who_can_write_on_them, |db| async move {
    let ann = person(&db, "ann@example.org", 1).await;
    let ben = person(&db, "ben@example.org", 1).await;
    let fixture = Fixture::new(&db, "open").await;
    fixture.entry(&db, "alone", "draft", Some(ann.account().uuid())).await;
    let (_, shared) = fixture.entry(&db, "shared", "draft", Some(ann.account().uuid())).await;
    fixture.entry(&db, "handed-in", "submitted", Some(ann.account().uuid())).await;
    let second = fixture.member(&db, shared).await;
    let account = ben.account().uuid();
    db.write(move |tx| {
        Box::pin(async move { execute!(tx, "UPDATE member SET account_id = $2 WHERE id = $1", second.uuid(), account) })
    })
    .await
    .expect("joined");
    let who = signed_in(&ann);
    let erased =
        db.write(move |tx| Box::pin(async move { erase::erase(tx, &who, false).await })).await.expect("erased");
    assert_eq!(erased, erase::Erased { drafts: 1, memberships: 2, judges: 0 });
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM entry").await, 2);
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM team").await, 2, "an empty team goes too");
    let former = "SELECT CAST(COUNT(*) AS BIGINT) FROM member WHERE public_name = '' AND account_id IS NULL";
    assert_eq!(count(&db, former).await, 2);
});

on_both_engines!(what_is_held_is_one_document, |db| async move {
    let ann = person(&db, "ann@example.org", 1).await;
    let fixture = Fixture::new(&db, "judging").await;
    let (entry, _) = fixture.entry(&db, "game", "eligible", Some(ann.account().uuid())).await;
    fixture.entry(&db, "another", "eligible", None).await;
    let judge = fixture.judge(&db, "a", "ready", Some(ann.account().uuid())).await;
    fixture.conflict(&db, judge, entry).await;
    let held = data::everything(&mut db.read().await.expect("a reader"), &signed_in(&ann)).await.expect("read");
    assert_eq!(held["account"]["email"], "ann@example.org");
    assert_eq!(held["memberships"][0]["public_name"], "Member of game");
    assert_eq!(held["entries"].as_array().map(Vec::len), Some(1), "no entry of others");
    assert_eq!(held["entries"][0]["content"]["pitch"], "A pitch");
    assert_eq!((&held["judge"][0]["key"], &held["conflicts"][0]["reason"]), (&"a".into(), &"kin".into()));
    assert_eq!(held["sessions"][0]["begun"], "2026-03-01T12:00:00Z");
});

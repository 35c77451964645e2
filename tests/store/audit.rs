//! The log of who did what.

use app::ids::AccountId;
use serde_json::json;
use server::{
    audit::{self, Event},
    db::DbError,
    execute, fetch_all,
};
use tests::on_both_engines;

fn event(subject: &str) -> Event {
    Event {
        competition: None,
        actor: Some(AccountId::new(uuid::Uuid::nil())),
        action: "test.write",
        subject: subject.to_owned(),
        payload: json!({ "a": 1 }),
    }
}

on_both_engines!(events_hold_and_are_sealed, |db| async move {
    for n in 0..5 {
        db.write(move |tx| Box::pin(async move { audit::append(tx, event(&n.to_string())).await }))
            .await
            .expect("appended");
    }
    db.seal().await.expect("sealed");
    db.seal().await.expect("sealing again changes nothing");
    assert_eq!(audit::verify(&mut db.read().await.expect("a reader")).await.expect("it holds"), 5);
});

on_both_engines!(events_cannot_be_changed_or_deleted, |db| async move {
    db.write(|tx| Box::pin(async move { audit::append(tx, event("x")).await })).await.expect("appended");
    for statement in
        ["UPDATE audit_event SET subject = 'y'", "DELETE FROM audit_event", "UPDATE audit_event SET payload = 'z'"]
    {
        let result: Result<u64, DbError> = db.write(move |tx| Box::pin(async move { execute!(tx, statement) })).await;
        assert!(result.is_err(), "{statement}");
    }
    let erased: Result<u64, DbError> = db
        .write(|tx| Box::pin(async move { execute!(tx, "UPDATE audit_event SET payload = NULL, salt = NULL") }))
        .await;
    assert_eq!(erased.expect("a payload may be erased"), 1);
    audit::verify(&mut db.read().await.expect("a reader")).await.expect("and the log still holds");
});

on_both_engines!(what_names_somebody_is_erased_and_nothing_else, |db| async move {
    let payloads = [
        ("a", json!({ "email": "ann_b@example.org" })),
        ("b", json!({ "text": "write to ann_b@example.org, please" })),
        ("c", json!({ "email": "annxb@example.org" })),
        ("d", json!({ "name": "Ann \"Quote\" %" })),
        ("e", json!({ "text": "Ann \"Quote\" % is a word of this sentence" })),
        ("f", json!({ "n": 1 })),
    ];
    for (subject, payload) in payloads {
        db.write(move |tx| Box::pin(async move { audit::append(tx, Event { payload, ..event(subject) }).await }))
            .await
            .expect("appended");
    }
    db.write(|tx| {
        Box::pin(async move {
            audit::erase_naming(tx, "ann_b@example.org").await?;
            audit::erase_value(tx, "Ann \"Quote\" %").await?;
            audit::erase_about(tx, "f").await
        })
    })
    .await
    .expect("erased");
    db.seal().await.expect("sealed");
    let mut conn = db.read().await.expect("a reader");
    let left: Vec<(String,)> =
        fetch_all!(&mut conn, (String,), "SELECT subject FROM audit_event WHERE payload IS NOT NULL ORDER BY seq")
            .expect("read");
    assert_eq!(left, [("c".to_owned(),), ("e".to_owned(),)]);
    assert_eq!(audit::verify(&mut conn).await.expect("it holds"), 6);
});

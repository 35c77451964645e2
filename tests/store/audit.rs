//! The log of who did what.

use app::ids::AccountId;
use serde_json::json;
use server::{
    audit::{self, Event},
    db::DbError,
    execute,
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

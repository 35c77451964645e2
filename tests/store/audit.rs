//! The log of who did what.

use app::{
    ids::{AccountId, CompetitionId},
    log::tree,
};
use serde_json::json;
use server::{
    audit::{self, Event, Statement, leaves},
    db::{Db, DbError},
    execute, fetch_all,
};
use tests::{on_both_engines, sealed};
use uuid::Uuid;

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

fn stated(competition: CompetitionId, number: u128) -> Statement {
    Statement { competition, subject: Uuid::from_u128(number), body: format!("{{\"canary\":{number}}}") }
}

on_both_engines!(each_competition_has_a_tree_of_its_own, |db| async move {
    let fixture = tests::Fixture::new(&db, "judging").await;
    let competition = fixture.competition;
    let other: CompetitionId = Uuid::from_u128(99).into();
    for (number, place) in [(1, Some(competition)), (2, Some(other)), (3, None), (4, Some(competition))] {
        db.write(move |tx| {
            Box::pin(async move {
                let event = Event { competition: place, ..event("x") };
                match number {
                    4 => audit::state(tx, event, stated(competition, 7)).await,
                    _ => audit::append(tx, event).await,
                }
            })
        })
        .await
        .expect("appended");
    }
    sealed(&db).await;
    let conn = &mut db.read().await.expect("a reader");
    audit::verify(conn).await.expect("it holds");
    let own = leaves::all(conn, competition).await.expect("leaves");
    let before: usize = own.len() - 3;
    assert_eq!(leaves::all(conn, other).await.expect("leaves").len(), 1);
    assert_eq!(leaves::size(conn, competition).await.expect("a size"), own.len() as u64);
    let found = leaves::newest(conn, Uuid::from_u128(7)).await.expect("read").expect("stated");
    assert_eq!(found.position, Some((before + 2) as u64), "after its event");
    assert_eq!(found.leaf, own[before + 2]);
    assert_eq!(tree::leaf(&[&found.salt, found.body.as_bytes()]), found.leaf);
    assert_ne!(tree::leaf(&[found.body.as_bytes()]), found.leaf, "nobody finds it by guessing what it says");
    assert_eq!(leaves::newest(conn, Uuid::from_u128(8)).await.expect("read"), None);
    // What is undone leaves no leaf.
    let undone: Result<(), DbError> = db
        .write(move |tx| {
            Box::pin(async move {
                audit::append(tx, Event { competition: Some(competition), ..event("y") }).await?;
                Err(DbError::Busy)
            })
        })
        .await;
    assert!(undone.is_err());
    sealed(&db).await;
    assert_eq!(leaves::size(conn, competition).await.expect("a size"), own.len() as u64);
});

on_both_engines!(leaves_cannot_be_changed_and_none_is_missing, |db| async move {
    let competition = tests::Fixture::new(&db, "judging").await.competition;
    for number in 0..3 {
        db.write(move |tx| {
            Box::pin(async move {
                let event = Event { competition: Some(competition), ..event("x") };
                audit::state(tx, event, stated(competition, number)).await
            })
        })
        .await
        .expect("appended");
    }
    sealed(&db).await;
    for statement in ["UPDATE log_leaf SET leaf = leaf", "DELETE FROM log_leaf", "UPDATE log_statement SET body = '{}'"]
    {
        let result: Result<u64, DbError> = db.write(move |tx| Box::pin(async move { execute!(tx, statement) })).await;
        assert!(result.is_err(), "{statement}");
    }
    // Two leaves at once, taken from a later place: what verifies says so.
    let forged: Result<u64, DbError> = db
        .write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO log_leaf (competition_id, position, seq, leaf)
                     SELECT competition_id, position + 100, seq, leaf FROM log_leaf WHERE competition_id = $1 AND position = 0",
                    competition.uuid(),
                )
            })
        })
        .await;
    forged.expect("nothing but the check knows");
    let found = audit::verify(&mut db.read().await.expect("a reader")).await;
    assert!(matches!(found, Err(DbError::Corrupt(ref what)) if what.contains("log_leaf")), "{found:?}");
});

on_both_engines!(events_from_before_there_were_leaves_get_theirs, |db| async move {
    let competition = tests::Fixture::new(&db, "judging").await.competition;
    for _ in 0..3 {
        db.write(move |tx| {
            Box::pin(async move { audit::append(tx, Event { competition: Some(competition), ..event("x") }).await })
        })
        .await
        .expect("appended");
    }
    sealed(&db).await;
    let before = leaves::all(&mut db.read().await.expect("a reader"), competition).await.expect("leaves");
    let sqlite = matches!(db, Db::Sqlite(_));
    db.write(move |tx| {
        Box::pin(async move {
            // As it was before the migration.
            let gone =
                if sqlite { "DROP TRIGGER log_leaf_stays" } else { "DROP TRIGGER log_leaf_is_append_only ON log_leaf" };
            execute!(tx, gone)?;
            execute!(tx, "DELETE FROM log_leaf")?;
            for _ in 0..2 {
                audit::fill(tx).await?;
            }
            Ok::<_, DbError>(())
        })
    })
    .await
    .expect("filled");
    let conn = &mut db.read().await.expect("a reader");
    assert_eq!(leaves::all(conn, competition).await.expect("leaves"), before);
    audit::verify(conn).await.expect("it holds");
});

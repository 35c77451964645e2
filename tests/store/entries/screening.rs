//! What organisers find out about entries, statement by statement.

mod findings;
mod guardians;
mod queue;

use super::*;
use app::{
    entries::{
        model::{ConcernKind, EntryKind, Finding, FindingKind, LinkAnswer, LinkOutcome},
        rules::screening::NewConcern,
        views::{QueueFilter, QueueSort},
    },
    ids::MemberId,
    time::Moment,
};
use server::{entries::store::screening, execute};
use tests::NOON;
use uuid::Uuid;

async fn put(db: &Db, sql: &'static str, id: Uuid, value: &'static str) {
    db.write(move |tx| Box::pin(async move { execute!(tx, sql, id, value) })).await.expect("changed");
}

fn found(entry: EntryId, digest: &str) -> Finding {
    Finding {
        entry,
        kind: FindingKind::Declared,
        detail: "A cousin".into(),
        likeness: 100,
        other: None,
        member: None,
        account: None,
        judge: None,
        digest: digest.into(),
    }
}

async fn replace(db: &Db, competition: CompetitionId, findings: Vec<Finding>) {
    let by = organiser(competition);
    db.write(move |tx| Box::pin(async move { screening::findings::replace(tx, &by, &findings).await }))
        .await
        .expect("stored");
}

on_both_engines!(a_concern_is_settled_once, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let other = Fixture::with_slug(&db, "screening", "other").await;
    let (entry, _) = fixture.entry(&db, "game", "submitted", None).await;
    let raise = |kind: ConcernKind| {
        let (db, by) = (db.clone(), organiser(fixture.competition));
        async move {
            db.write(move |tx| {
                Box::pin(async move {
                    screening::concerns::raise(tx, &at(&by, entry), &NewConcern { kind, text: "Look".into() }).await
                })
            })
            .await
            .expect("raised")
        }
    };
    let first = raise(ConcernKind::Harm).await;
    let second = raise(ConcernKind::Rights).await;
    let settle = |by: Owner| {
        let db = db.clone();
        async move {
            db.write(move |tx| {
                Box::pin(async move { screening::concerns::settle(tx, &at(&by, entry), first, "Talked").await })
            })
            .await
            .expect("the database")
        }
    };
    assert!(!settle(organiser(other.competition)).await, "not of theirs");
    assert!(settle(organiser(fixture.competition)).await);
    assert!(!settle(organiser(fixture.competition)).await, "once");
    let by = organiser(fixture.competition);
    let rest = db
        .write(move |tx| Box::pin(async move { screening::concerns::settle_all(tx, &at(&by, entry), "Passed").await }))
        .await
        .expect("settled");
    assert_eq!(rest, [second]);
    let mut conn = db.read().await.expect("a reader");
    let all =
        screening::concerns::of_entry(&mut conn, &at(&organiser(fixture.competition), entry)).await.expect("read");
    let reasons: Vec<_> = all.iter().filter_map(|one| one.settled.as_ref()).map(|how| how.reason.as_str()).collect();
    assert_eq!(reasons.len(), 2);
    assert!(reasons.contains(&"Talked") && reasons.contains(&"Passed"));
    let place = screening::concerns::place(&mut conn, first).await.expect("read");
    assert_eq!(place, Some((fixture.competition, entry)));
});

on_both_engines!(an_address_waits_until_it_is_answered, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let (entry, _) = fixture.entry(&db, "game", "eligible", None).await;
    fixture.entry(&db, "waiting", "submitted", None).await;
    let enqueue = || {
        let (db, by) = (db.clone(), organiser(fixture.competition));
        async move {
            let links = vec![(entry, "https://play.example/game".to_owned())];
            db.write(move |tx| Box::pin(async move { screening::links::enqueue(tx, &by, &links).await }))
                .await
                .expect("queued");
        }
    };
    enqueue().await;
    enqueue().await;
    let waiting = {
        let mut conn = db.read().await.expect("a reader");
        screening::links::waiting(&mut conn, 10).await.expect("read")
    };
    assert_eq!(waiting.len(), 1, "what waits already goes on waiting");
    let answer = LinkAnswer {
        outcome: LinkOutcome::Gone,
        status: Some(404),
        final_address: "https://play.example/else".into(),
        media_type: "text/html".into(),
        at: NOON,
    };
    let note = || {
        let (db, link, answer) = (db.clone(), waiting[0].clone(), answer.clone());
        async move {
            db.write(move |tx| Box::pin(async move { screening::links::answered(tx, &link, &answer).await }))
                .await
                .expect("the database")
        }
    };
    assert!(note().await);
    assert!(!note().await, "once");
    let mut conn = db.read().await.expect("a reader");
    let stored =
        screening::links::of_entry(&mut conn, &at(&organiser(fixture.competition), entry)).await.expect("read");
    assert_eq!((stored[0].waiting, stored[0].answer.clone()), (false, Some(answer)));
    let eligible = screening::links::eligible(&mut conn, fixture.competition, Uuid::nil(), 10).await.expect("read");
    assert_eq!(eligible.iter().map(|(id, ..)| *id).collect::<Vec<_>>(), [entry.uuid()]);
});

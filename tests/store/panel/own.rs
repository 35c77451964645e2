//! Organisers' own conflicts: what is kept from whom, by which way, and until when.

use super::*;
use app::panel::model::ConflictSource;
use server::{
    auth::{Caller, permits::Checker},
    panel::store::own,
};
use std::collections::BTreeSet;

fn tie() -> DeclaredTie {
    DeclaredTie { kind: ConflictKind::Hard, category: ConflictCategory::Employer, reason: "Paid me".to_owned() }
}

/// An organiser with these rights.
async fn organises(db: &Db, fixture: &Fixture, n: u128, rights: &'static str) -> (AccountId, Caller) {
    let (account, caller) = caller(db, n).await;
    fixture.organiser_with(db, account.uuid(), rights).await;
    (account, caller)
}

/// What the organiser's permit keeps from them.
async fn kept(db: &Db, fixture: &Fixture, caller: &Caller) -> BTreeSet<EntryId> {
    let mut conn = db.read().await.expect("a reader");
    let by: permits::Observer =
        permits::organiser(&mut conn, Some(caller), fixture.competition).await.expect("a permit");
    by.kept().clone()
}

async fn put_finding(db: &Db, fixture: &Fixture, entry: EntryId, account: AccountId, kind: &'static str) {
    let competition = fixture.competition.uuid();
    db.write(move |tx| {
        Box::pin(async move {
            execute!(
                tx,
                "INSERT INTO finding (entry_id, finding, competition_id, kind, detail, likeness, party_account) VALUES ($1, $2, $3, $2, 'kura.example', 100, $4)",
                entry.uuid(),
                kind,
                competition,
                account.uuid(),
            )
        })
    })
    .await
    .expect("found");
}

on_both_engines!(a_declared_conflict_keeps_an_entry_until_an_owner_sets_it_aside, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let other = Fixture::with_slug(&db, "judging", "other").await;
    let (entry, _) = fixture.entry(&db, "one", "eligible", None).await;
    let (second, _) = fixture.entry(&db, "two", "eligible", None).await;
    let (foreign, _) = other.entry(&db, "one", "eligible", None).await;
    let (account, caller) = organises(&db, &fixture, 1, "checker").await;
    assert!(kept(&db, &fixture, &caller).await.is_empty());
    let (asks, competition) = (caller.clone(), fixture.competition);
    let declared = db
        .write(move |tx| {
            Box::pin(async move {
                let by: Checker = permits::organiser(tx, Some(&asks), competition).await.expect("a permit");
                Ok::<_, DbError>([
                    own::declare(tx, &by, entry, &tie()).await?,
                    own::declare(tx, &by, foreign, &tie()).await?,
                ])
            })
        })
        .await
        .expect("declared");
    assert_eq!(declared, [true, false], "an entry of another competition is none of theirs");
    assert_eq!(kept(&db, &fixture, &caller).await, [entry].into());
    {
        let mut conn = db.read().await.expect("a reader");
        let by: Checker = permits::organiser(&mut conn, Some(&caller), competition).await.expect("a permit");
        assert!(by.about::<Checker>(entry).is_err() && by.impartial().is_err());
        assert_eq!(by.about::<Checker>(second).expect("not kept").entry(), second);
        assert_eq!(own::kept_from(&mut conn, entry).await.expect("read"), [account].into());
    }
    let (by, foreign_owner) = (organiser(&fixture), organiser(&other));
    let of = (account, entry, ConflictSource::Declared);
    let gone = db
        .write(move |tx| {
            Box::pin(async move {
                Ok::<_, DbError>([
                    own::set_aside(tx, &foreign_owner, of, "A slip").await?,
                    own::set_aside(tx, &by, of, "A slip").await?,
                    own::set_aside(tx, &by, of, "A slip").await?,
                ])
            })
        })
        .await
        .expect("set aside");
    assert_eq!(gone, [false, true, false]);
    assert!(kept(&db, &fixture, &caller).await.is_empty());
    let mut conn = db.read().await.expect("a reader");
    let all = own::all(&mut conn, competition).await.expect("read");
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].aside, Some((None, "A slip".to_owned())), "it stays on the list");
    assert!(own::all(&mut conn, other.competition).await.expect("read").is_empty());
});

on_both_engines!(who_is_or_was_of_the_team_is_kept_from_its_entry, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let (account, caller) = organises(&db, &fixture, 1, "owner").await;
    let (entry, team) = fixture.entry(&db, "one", "eligible", Some(account.uuid())).await;
    fixture.entry(&db, "two", "eligible", None).await;
    assert_eq!(kept(&db, &fixture, &caller).await, [entry].into());
    db.write(move |tx| Box::pin(async move { execute!(tx, "DELETE FROM member WHERE team_id = $1", team.uuid()) }))
        .await
        .expect("left");
    assert_eq!(kept(&db, &fixture, &caller).await, [entry].into(), "who left has been of it");
    let mut conn = db.read().await.expect("a reader");
    let all = own::all(&mut conn, fixture.competition).await.expect("read");
    assert!(all.len() == 1 && all[0].of_the_team());
});

on_both_engines!(what_the_comparison_finds_counts_once_and_stays_set_aside, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let (account, caller) = organises(&db, &fixture, 1, "editor").await;
    let mut found = Vec::new();
    for (key, kind) in [("a", "domain"), ("b", "decides"), ("c", "declared"), ("d", "organisation")] {
        let (entry, _) = fixture.entry(&db, key, "submitted", None).await;
        put_finding(&db, &fixture, entry, account, kind).await;
        found.push(entry);
    }
    let (alike, _) = fixture.entry(&db, "e", "submitted", None).await;
    put_finding(&db, &fixture, alike, account, "person").await;
    assert_eq!(kept(&db, &fixture, &caller).await, found.iter().copied().collect(), "a name that is alike is no tie");
    let (by, first) = (organiser(&fixture), found[0]);
    db.write(move |tx| {
        Box::pin(async move {
            own::set_aside(tx, &by, (account, first, ConflictSource::Detected), "A large university").await?;
            execute!(tx, "DELETE FROM finding WHERE entry_id = $1", first.uuid())
        })
    })
    .await
    .expect("set aside");
    // Found again, and again set aside: nobody has to answer twice.
    put_finding(&db, &fixture, first, account, "domain").await;
    assert_eq!(kept(&db, &fixture, &caller).await, found[1..].iter().copied().collect());
});

on_both_engines!(an_editor_records_a_conflict_of_another, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let (entry, _) = fixture.entry(&db, "one", "eligible", None).await;
    let (account, caller) = organises(&db, &fixture, 1, "observer").await;
    let by = organiser(&fixture);
    let done = db
        .write(move |tx| Box::pin(async move { own::record(tx, &by, (account, entry), &tie()).await }))
        .await
        .expect("recorded");
    assert!(done);
    assert_eq!(kept(&db, &fixture, &caller).await, [entry].into());
    let mut conn = db.read().await.expect("a reader");
    let all = own::all(&mut conn, fixture.competition).await.expect("read");
    assert_eq!((all[0].source, all[0].reason.as_str()), (ConflictSource::Organiser, "Paid me"));
});

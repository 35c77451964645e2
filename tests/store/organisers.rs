//! Organisers, invitations, copies of editions and what statistics count, on both engines.

mod copy;
mod migration;

use app::{
    accounts::model::{LinkPurpose, Rights},
    competition::rules::NewOrganiser,
    ids::{AccountId, CompetitionId},
};
use server::{
    accounts::store as accounts,
    auth::{
        Caller,
        link::{self, LinkKey},
        permits::{self, Operator, Owner},
        session,
    },
    competition::store::{edition, organisers as store},
    db::{Db, DbError},
    execute, fetch_all, fetch_one,
};
use tests::{Fixture, ambient, on_both_engines};
use uuid::Uuid;

fn owner(competition: CompetitionId) -> Owner {
    Operator::at_the_command_line().owner(competition)
}

/// Somebody who is signed in.
async fn person(db: &Db, name: &'static str) -> Caller {
    let token = db
        .write(move |tx| {
            Box::pin(async move {
                let account: AccountId = tx.ambient().id();
                accounts::insert(tx, account, &format!("{name}@example.org"), name, None).await?;
                session::begin(tx, account).await
            })
        })
        .await
        .expect("a session");
    session::caller(db, &ambient(), &token).await.expect("the database").expect("a caller")
}

async fn account(db: &Db, name: &'static str) -> Uuid {
    person(db, name).await.account().uuid()
}

fn new(email: &str) -> NewOrganiser {
    NewOrganiser { name: "Amal".into(), email: email.into(), rights: Rights::Checker }
}

on_both_engines!(those_who_organised_before_own, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let ann = account(&db, "ann").await;
    // As a server of the release before writes it.
    fixture.organiser(&db, ann).await;
    let all = store::all(&mut db.read().await.expect("a reader"), fixture.competition).await.expect("organisers");
    assert_eq!(all.iter().map(|one| (one.name.as_str(), one.rights)).collect::<Vec<_>>(), [("ann", Rights::Owner)]);
});

on_both_engines!(rights_change_and_end, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (ann, bea) = (account(&db, "ann").await, account(&db, "bea").await);
    fixture.organiser(&db, ann).await;
    fixture.organiser_with(&db, bea, "observer").await;
    let other = Fixture::with_slug(&db, "open", "other").await;
    let by = owner(fixture.competition);
    let strange = owner(other.competition);
    db.write(move |tx| {
        Box::pin(async move {
            assert_eq!(store::hold(tx, &by).await?, 1, "owners");
            assert!(!store::set_rights(tx, &strange, bea.into(), Rights::Owner).await?, "another competition's");
            assert!(!store::remove(tx, &strange, bea.into()).await?);
            assert!(store::set_rights(tx, &by, bea.into(), Rights::Owner).await?);
            assert_eq!(store::hold(tx, &by).await?, 2);
            assert!(store::remove(tx, &by, ann.into()).await?);
            assert!(!store::remove(tx, &by, ann.into()).await?, "only once");
            Ok::<_, DbError>(())
        })
    })
    .await
    .expect("changed");
    let all = store::all(&mut db.read().await.expect("a reader"), fixture.competition).await.expect("organisers");
    assert_eq!(all.iter().map(|one| (one.name.as_str(), one.rights)).collect::<Vec<_>>(), [("bea", Rights::Owner)]);
});

on_both_engines!(words_that_are_no_rights_are_refused, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let ann = account(&db, "ann").await;
    fixture.organiser(&db, ann).await;
    let refused = db
        .write(move |tx| {
            Box::pin(async move { execute!(tx, "UPDATE role SET rights = 'king' WHERE account_id = $1", ann) })
        })
        .await;
    assert!(refused.is_err());
});

on_both_engines!(an_invitation_is_made_once_and_answered_once, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let other = Fixture::with_slug(&db, "open", "other").await;
    let caller = person(&db, "ann").await;
    let (by, strange) = (owner(fixture.competition), owner(other.competition));
    let place = fixture.competition;
    let first = by.clone();
    let id = db
        .write(move |tx| Box::pin(async move { store::invite(tx, &first, &new("amal@example.org")).await }))
        .await
        .expect("invited");
    let second = by.clone();
    let again =
        db.write(move |tx| Box::pin(async move { store::invite(tx, &second, &new("amal@example.org")).await })).await;
    assert!(matches!(again, Err(DbError::Unique(_))), "{again:?}");
    let key = LinkKey::new([3; 32]);
    db.write(move |tx| {
        Box::pin(async move {
            assert!(!store::stop(tx, &strange, id).await.expect("asked"), "another competition's");
            let (found, at) = store::invitation(tx, id.uuid()).await.expect("read").expect("there");
            assert_eq!((found.rights, found.email.as_str(), at), (Rights::Checker, "amal@example.org", place));
            let token = key.make(tx, LinkPurpose::OrganiserInvitation, None, Some(id.uuid())).await.expect("a link");
            let holder = link::redeem(tx, &token).await.expect("good");
            let who = permits::signed_in(Some(&caller)).expect("signed in");
            assert!(store::join(tx, &who, &holder, place, found.rights).await.expect("joined"));
            assert!(!store::join(tx, &who, &holder, place, Rights::Owner).await.expect("asked"), "organises already");
            assert!(store::invitations(tx, place).await.expect("read").is_empty());
            Ok::<_, DbError>(())
        })
    })
    .await
    .expect("answered");
    let all = store::all(&mut db.read().await.expect("a reader"), place).await.expect("organisers");
    assert_eq!(all.iter().map(|one| one.rights).collect::<Vec<_>>(), [Rights::Checker]);
});

on_both_engines!(a_track_goes_with_all_of_its_own_while_nobody_entered, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let ann = account(&db, "ann").await;
    let (by, track) = (owner(fixture.competition), fixture.track);
    let added = by.clone();
    let mut conn = db.read().await.expect("a reader");
    let tracks = server::competition::store::read::tracks(&mut conn, fixture.competition).await.expect("tracks");
    drop(conn);
    let mut second = app::competition::model::NewTrack::from(&tracks[0]);
    second.key = "second".into();
    db.write(move |tx| Box::pin(async move { edition::add_track(tx, &added, &second).await })).await.expect("added");
    let mut conn = db.read().await.expect("a reader");
    let tracks = server::competition::store::read::tracks(&mut conn, fixture.competition).await.expect("tracks");
    assert_eq!(tracks.iter().map(|track| track.key.as_str()).collect::<Vec<_>>(), ["functioning", "second"]);
    assert_eq!(tracks[0].criteria.len(), tracks[1].criteria.len());
    drop(conn);
    fixture.entry(&db, "draft", "draft", Some(ann)).await;
    let strange = owner(Fixture::with_slug(&db, "open", "other").await.competition);
    let other = tracks[1].id;
    db.write(move |tx| {
        Box::pin(async move {
            edition::order_tracks(tx, &by, &["second".to_owned(), "functioning".to_owned()]).await?;
            assert_eq!(edition::entries_of_track(tx, track).await?, 1);
            assert!(!edition::remove_track(tx, &by, track).await?, "somebody entered");
            assert!(!edition::remove_track(tx, &strange, other).await?, "another competition's");
            assert!(edition::remove_track(tx, &by, other).await?);
            let (left,): (i64,) = fetch_one!(
                tx,
                (i64,),
                "SELECT CAST(COUNT(*) AS BIGINT) FROM criterion WHERE track_id = $1",
                other.uuid()
            )?;
            assert_eq!(left, 0);
            Ok::<_, DbError>(())
        })
    })
    .await
    .expect("removed");
});

on_both_engines!(statistics_count_what_was_handed_in_and_no_minors_country, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let (ann, bea) = (account(&db, "ann").await, account(&db, "bea").await);
    let (_, team) = fixture.entry(&db, "one", "eligible", Some(ann)).await;
    fixture.entry(&db, "two", "rejected", Some(bea)).await;
    fixture.entry(&db, "three", "draft", Some(bea)).await;
    fixture.minor(&db, team).await;
    let mut conn = db.read().await.expect("a reader");
    let (judged, minors) =
        server::results::store::statistics::counted(&mut conn, fixture.competition, true).await.expect("counted");
    assert_eq!((judged.len(), minors), (1, 1));
    assert_eq!(judged[0].countries.len(), 1, "{judged:?}");
    let (handed_in, _) =
        server::results::store::statistics::counted(&mut conn, fixture.competition, false).await.expect("counted");
    assert_eq!(handed_in.len(), 2);
});

//! People of a team, statement by statement.

use super::*;
use app::{
    accounts::model::LinkPurpose,
    entries::model::{ConsentState, PublicationConsent},
    ids::MemberId,
    time::Moment,
};
use server::{
    auth::{
        link::{self, LinkKey},
        permits::LinkHolder,
    },
    db::Tx,
    entries::store::write::{LeftBehind, NewMember},
    execute,
};
use tests::NOON;

async fn holder(tx: &mut Tx, purpose: LinkPurpose, member: MemberId) -> LinkHolder {
    let key = LinkKey::new([7; 32]);
    let token = key.make(tx, purpose, None, Some(member.uuid())).await.expect("a link");
    link::look(tx, &token, NOON).await.expect("a good link")
}

async fn team(db: &Db, id: TeamId) -> app::entries::model::Team {
    store::read::team(&mut db.read().await.expect("a reader"), id).await.expect("read").expect("a team")
}

async fn add(db: &Db, by: &EntryEditor, details: MemberDetails) -> MemberId {
    let by = by.clone();
    db.write(move |tx| {
        Box::pin(async move {
            let id: MemberId = tx.ambient().id();
            store::write::insert_member(tx, &by, id, &details).await?;
            Ok::<_, DbError>(id)
        })
    })
    .await
    .expect("added")
}

on_both_engines!(a_contact_is_named_and_replaced_when_they_go, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (ann, ben) = (person(&db, "ann@example.org").await, person(&db, "ben@example.org").await);
    let (entry, id) = fixture.entry(&db, "game", "draft", Some(ann.account().uuid())).await;
    let by = editor(&fixture, entry, id);
    let (competition, joiner) = (fixture.competition, ben.clone());
    let bens = MemberId::new(entry.uuid());
    db.write(move |tx| {
        Box::pin(async move {
            let who = permits::signed_in(Some(&joiner)).expect("signed in");
            let new = NewMember { id: bens, competition, team: id, details: &adult("Ben") };
            store::write::insert_joiner(tx, &who, &new).await
        })
    })
    .await
    .expect("joined");
    let found = team(&db, id).await;
    let anns = found.members.iter().map(|member| member.id).find(|id| *id != bens).expect("Ann");
    assert_eq!((found.contact, found.second_contact), (Some(found.members[0].id), None));
    let named = by.clone();
    db.write(move |tx| Box::pin(async move { store::write::set_contacts(tx, &named, bens, Some(anns)).await }))
        .await
        .expect("named");
    let found = team(&db, id).await;
    assert_eq!((found.contact, found.second_contact), (Some(bens), Some(anns)));
    db.write(move |tx| Box::pin(async move { store::write::remove_member(tx, &by, bens).await })).await.expect("gone");
    let found = team(&db, id).await;
    assert_eq!((found.contact, found.second_contact), (Some(anns), None), "the second one takes over");
});

on_both_engines!(a_row_is_confirmed_or_taken_over_once, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let ann = person(&db, "ann@example.org").await;
    let (entry, id) = fixture.entry(&db, "game", "draft", None).await;
    let (_, other) = fixture.entry(&db, "other", "draft", None).await;
    let by = editor(&fixture, entry, id);
    let cem = add(&db, &by, adult("Cem")).await;
    assert_eq!(store::team::of_member(&mut db.read().await.expect("a reader"), cem).await.expect("read"), Some(id));
    let confirm = |by: EntryEditor| {
        let db = db.clone();
        async move {
            db.write(move |tx| Box::pin(async move { store::write::confirm_member(tx, &by, cem).await }))
                .await
                .expect("done")
        }
    };
    assert!(!confirm(editor(&fixture, entry, other)).await, "not of this team");
    assert!(confirm(by.clone()).await);
    assert!(team(&db, id).await.members.iter().any(|member| member.id == cem && member.is_confirmed()));
    let take = || {
        let (db, who, competition) = (db.clone(), ann.clone(), fixture.competition);
        async move {
            db.write(move |tx| {
                Box::pin(async move {
                    let holder = holder(tx, LinkPurpose::MemberInvitation, cem).await;
                    let who = permits::signed_in(Some(&who)).expect("signed in");
                    let new = NewMember { id: cem, competition, team: id, details: &minor("Djem") };
                    store::write::take_over(tx, &who, &holder, &new).await
                })
            })
            .await
            .expect("the database")
        }
    };
    assert_eq!(take().await, Some(Vec::new()));
    assert_eq!(take().await, None, "somebody has");
    let found = team(&db, id).await;
    let taken = found.members.iter().find(|member| member.id == cem).expect("the member");
    assert_eq!((taken.public_name.as_str(), taken.has_account, taken.without_account), ("Djem", true, false));
    assert_eq!(taken.consent, Some(ConsentState::Pending));
    assert!(!confirm(by).await, "who signs in is not somebody without an account");
});

on_both_engines!(a_removed_minor_leaves_a_team_that_goes_on_or_ends, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let ann = person(&db, "ann@example.org").await;
    let (entry, id) = fixture.entry(&db, "game", "eligible", Some(ann.account().uuid())).await;
    let (lone, alone) = fixture.entry(&db, "lone", "eligible", None).await;
    let competition = fixture.competition;
    let remove = |team: TeamId, member: MemberId| {
        let db = db.clone();
        async move {
            db.write(move |tx| {
                Box::pin(async move {
                    let holder = holder(tx, LinkPurpose::GuardianConsent, member).await;
                    store::write::remove_minor(tx, &holder, team, competition, member).await
                })
            })
            .await
            .expect("removed")
        }
    };
    let first = fixture.minor(&db, id).await;
    assert_eq!(remove(id, first).await, LeftBehind::default());
    assert_eq!(state(&db, entry).await, EntryState::Eligible);
    let second = fixture.minor(&db, alone).await;
    assert_eq!(remove(alone, second).await, LeftBehind { emptied: true, withdrawn: vec![lone] });
    assert_eq!((state(&db, lone).await, team(&db, alone).await.name), (EntryState::Withdrawn, String::new()));
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM guardian_consent").await, 0);
});

on_both_engines!(publication_is_answered_only_where_it_was_asked, |db| async move {
    let fixture = Fixture::new(&db, "deliberation").await;
    let (_, id) = fixture.entry(&db, "game", "eligible", None).await;
    let kid = fixture.minor(&db, id).await;
    let say = |answer: PublicationConsent| {
        let db = db.clone();
        async move {
            db.write(move |tx| {
                Box::pin(async move {
                    let holder = holder(tx, LinkPurpose::GuardianConsent, kid).await;
                    store::write::answer_publication(tx, &holder, kid, answer).await
                })
            })
            .await
            .expect("the database")
        }
    };
    assert!(!say(PublicationConsent::Given).await);
    db.write(|tx| Box::pin(async move { execute!(tx, "UPDATE guardian_consent SET publication = 'pending'") }))
        .await
        .expect("asked");
    assert!(say(PublicationConsent::Refused).await);
    let row = store::team::minor(&mut db.read().await.expect("a reader"), kid).await.expect("read").expect("a minor");
    let at: Option<Moment> = Some(NOON);
    assert_eq!(row.publication, Some((PublicationConsent::Refused, at)));
});

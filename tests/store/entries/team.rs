//! Members and guardians.

use super::*;
use app::{
    accounts::model::LinkPurpose,
    entries::model::{CheckReason, ConsentState},
    ids::MemberId,
};
use server::{
    auth::link::{self, LinkKey},
    entries::store::write::Removal,
};

async fn add(db: &Db, by: &EntryEditor, details: MemberDetails) -> (MemberId, Vec<EntryId>) {
    let by = by.clone();
    db.write(move |tx| {
        Box::pin(async move {
            let id: MemberId = tx.ambient().id();
            let waiting = store::write::insert_member(tx, &by, id, &details).await?;
            Ok::<_, DbError>((id, waiting))
        })
    })
    .await
    .expect("added")
}

async fn remove(db: &Db, by: &EntryEditor, member: MemberId) -> Removal {
    let by = by.clone();
    db.write(move |tx| Box::pin(async move { store::write::remove_member(tx, &by, member).await })).await.expect("done")
}

async fn consent_missing(db: &Db, team: TeamId) -> bool {
    store::team::consent_missing(&mut db.read().await.expect("a reader"), team).await.expect("read")
}

/// The guardian answers by a link.
async fn answer(db: &Db, member: MemberId, team: TeamId, answer: ConsentState) -> Vec<EntryId> {
    let key = LinkKey::new([7; 32]);
    db.write(move |tx| {
        Box::pin(async move {
            let token = key.make(tx, LinkPurpose::GuardianConsent, None, Some(member.uuid())).await?;
            let holder = link::redeem(tx, &token).await.expect("a good link");
            store::write::answer_consent(tx, &holder, member, team, answer, "Juma M.", Some(1)).await
        })
    })
    .await
    .expect("answered")
}

on_both_engines!(a_missing_consent_takes_an_eligible_entry_out, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let (entry, team) = fixture.entry(&db, "game", "eligible", None).await;
    let (other, _) = fixture.entry(&db, "other", "eligible", None).await;
    let by = editor(&fixture, entry, team);
    assert!(add(&db, &by, adult("Ben")).await.1.is_empty());
    let (kid, waiting) = add(&db, &by, minor("Kid")).await;
    assert_eq!(waiting, [entry]);
    let read =
        store::read::entry(&mut db.read().await.expect("a reader"), entry).await.expect("read").expect("an entry");
    assert_eq!((read.state, read.checks[0].reason), (EntryState::FixNeeded, CheckReason::Consent));
    assert!(read.cure_until.is_some() && consent_missing(&db, team).await);
    assert_eq!(state(&db, other).await, EntryState::Eligible);

    let pass = || {
        let (db, by) = (db.clone(), organiser(fixture.competition));
        async move {
            let write = db.write(move |tx| {
                Box::pin(async move {
                    store::write::record_check(
                        tx,
                        &at(&by, entry),
                        1,
                        EntryState::FixNeeded,
                        &verdict(("pass", "", "")),
                    )
                    .await
                })
            });
            write.await.expect("the database")
        }
    };
    assert!(!pass().await, "the statement itself refuses");
    assert!(answer(&db, kid, team, ConsentState::Given).await.is_empty());
    assert!(!consent_missing(&db, team).await && pass().await);
    assert_eq!(answer(&db, kid, team, ConsentState::Refused).await, [entry]);
    assert_eq!(state(&db, entry).await, EntryState::FixNeeded);
});

on_both_engines!(published_results_are_not_undone_by_an_answer, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let (entry, team) = fixture.entry(&db, "game", "submitted", None).await;
    let (kid, _) = add(&db, &editor(&fixture, entry, team), minor("Kid")).await;
    answer(&db, kid, team, ConsentState::Given).await;
    let by = organiser(fixture.competition);
    db.write(move |tx| {
        Box::pin(async move {
            store::write::record_check(tx, &at(&by, entry), 1, EntryState::Submitted, &verdict(("pass", "", ""))).await
        })
    })
    .await
    .expect("passed");
    fixture.set_state(&db, "published").await;
    assert!(answer(&db, kid, team, ConsentState::Refused).await.is_empty());
    assert_eq!(state(&db, entry).await, EntryState::Eligible);
});

on_both_engines!(another_guardian_has_not_answered_yet, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (entry, team) = fixture.entry(&db, "game", "draft", None).await;
    let by = editor(&fixture, entry, team);
    let (kid, _) = add(&db, &by, minor("Kid")).await;
    answer(&db, kid, team, ConsentState::Given).await;
    let update = |details: MemberDetails, id: MemberId| {
        let (db, by) = (db.clone(), by.clone());
        async move {
            db.write(move |tx| Box::pin(async move { store::write::update_member(tx, &by, id, &details).await }))
                .await
                .expect("the database")
        }
    };
    let named = |name: &str| MemberDetails { guardian: Some(name.into()), ..adult("Kid") };
    assert!(update(named("Juma M."), kid).await.is_some());
    assert!(!consent_missing(&db, team).await, "the same guardian");
    assert!(update(named("Wanjiru"), kid).await.is_some());
    assert!(consent_missing(&db, team).await, "another guardian");
    let guardians = store::team::guardians(&mut db.read().await.expect("a reader"), team).await.expect("read");
    assert_eq!(guardians, [(kid, "Wanjiru".to_owned())]);
    let row = store::team::minor(&mut db.read().await.expect("a reader"), kid).await.expect("read").expect("a minor");
    assert_eq!((row.public_name.as_str(), row.team, row.state), ("Kid", team, ConsentState::Pending));
    assert!(update(adult("Grown"), kid).await.is_some());
    assert!(!consent_missing(&db, team).await);
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM guardian_consent").await, 0);
    assert!(update(adult("Nobody"), MemberId::new(entry.uuid())).await.is_none(), "not of this team");
});

on_both_engines!(who_is_asked_again_has_not_answered, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (entry, team) = fixture.entry(&db, "game", "draft", None).await;
    let (_, other) = fixture.entry(&db, "other", "draft", None).await;
    let (kid, _) = add(&db, &editor(&fixture, entry, team), minor("Kid")).await;
    answer(&db, kid, team, ConsentState::Refused).await;
    let ask = |by: EntryEditor| {
        let db = db.clone();
        async move {
            db.write(move |tx| Box::pin(async move { store::write::ask_again(tx, &by, kid).await }))
                .await
                .expect("done")
        }
    };
    assert!(!ask(editor(&fixture, entry, other)).await, "not of this team");
    assert!(ask(editor(&fixture, entry, team)).await);
    answer(&db, kid, team, ConsentState::Given).await;
    assert!(!ask(editor(&fixture, entry, team)).await, "what is given stays");
});

on_both_engines!(somebody_who_can_sign_in_stays, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (ann, ben) = (person(&db, "ann@example.org").await, person(&db, "ben@example.org").await);
    let (entry, team) = fixture.entry(&db, "game", "draft", Some(ann.account().uuid())).await;
    let by = editor(&fixture, entry, team);
    let (without_account, _) = add(&db, &by, adult("Cem")).await;
    let own = |account: AccountId| {
        let db = db.clone();
        async move {
            store::team::member_of_account(&mut db.read().await.expect("a reader"), team, account).await.expect("read")
        }
    };
    let anns = own(ann.account()).await.expect("a member");
    assert_eq!(remove(&db, &by, anns).await, Removal::Last);
    assert_eq!(remove(&db, &by, without_account).await, Removal::Done);
    assert_eq!(remove(&db, &by, without_account).await, Removal::Unknown);

    let (competition, joiner) = (fixture.competition, ben.clone());
    let join = move |id: MemberId| {
        let (db, joiner) = (db.clone(), joiner.clone());
        async move {
            db.write(move |tx| {
                Box::pin(async move {
                    let who = permits::signed_in(Some(&joiner)).expect("signed in");
                    let new = store::write::NewMember { id, competition, team, details: &adult("Ben") };
                    store::write::insert_joiner(tx, &who, &new).await
                })
            })
            .await
        }
    };
    join(MemberId::new(entry.uuid())).await.expect("joined");
    assert!(matches!(join(MemberId::new(team.uuid())).await, Err(DbError::Unique(_))), "once is enough");
});

on_both_engines!(a_role_ends_with_the_last_team, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (ann, ben) = (person(&db, "ann@example.org").await, person(&db, "ben@example.org").await);
    let (entry, team) = fixture.entry(&db, "game", "draft", Some(ann.account().uuid())).await;
    let (competition, joiner) = (fixture.competition, ben.clone());
    let id = MemberId::new(entry.uuid());
    db.write(move |tx| {
        Box::pin(async move {
            let who = permits::signed_in(Some(&joiner)).expect("signed in");
            let new = store::write::NewMember { id, competition, team, details: &adult("Ben") };
            store::write::insert_joiner(tx, &who, &new).await
        })
    })
    .await
    .expect("joined");
    let roles = "SELECT CAST(COUNT(*) AS BIGINT) FROM role WHERE role = 'team_member'";
    assert_eq!(count(&db, roles).await, 2);
    assert_eq!(remove(&db, &editor(&fixture, entry, team), id).await, Removal::Done);
    assert_eq!(count(&db, roles).await, 1);
    let who = permits::signed_in(Some(&ann)).expect("signed in");
    let teams =
        store::team::of_account(&mut db.read().await.expect("a reader"), &who, competition).await.expect("read");
    assert_eq!(teams, [(team, "Team game".to_owned())]);
});

on_both_engines!(a_team_is_renamed, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (entry, team) = fixture.entry(&db, "game", "draft", None).await;
    let by = editor(&fixture, entry, team);
    db.write(move |tx| {
        Box::pin(async move {
            let details = app::entries::rules::team("قارب", "Nairobi").expect("a team");
            store::write::update_team(tx, &by, &details).await
        })
    })
    .await
    .expect("renamed");
    let read = store::read::team(&mut db.read().await.expect("a reader"), team).await.expect("read").expect("a team");
    assert_eq!((read.name.as_str(), read.organisation.as_str()), ("قارب", "Nairobi"));
});

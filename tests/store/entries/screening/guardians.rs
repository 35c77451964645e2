//! Guardians who are asked, chased and forgotten.

use super::*;

on_both_engines!(a_guardian_is_chased_once_in_a_while_and_forgotten_with_the_answer, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let other = Fixture::with_slug(&db, "screening", "other").await;
    let (entry, team) = fixture.entry(&db, "game", "submitted", None).await;
    let kid = fixture.minor(&db, team).await;
    db.write(move |tx| {
        Box::pin(async move {
            screening::consents::asked(tx, kid, Some(("juma@home.example", "ar"))).await?;
            // Asked again without an address: where they were asked before stands.
            screening::consents::asked(tx, kid, None).await
        })
    })
    .await
    .expect("noted");
    let chase = |by: Owner, since: Moment| {
        let db = db.clone();
        async move {
            db.write(move |tx| {
                Box::pin(async move { screening::consents::chase(tx, &at(&by, entry), kid, since).await })
            })
            .await
            .expect("the database")
        }
    };
    let yesterday = NOON.plus_seconds(-86_400);
    assert!(!chase(organiser(other.competition), yesterday).await, "not of theirs");
    assert!(chase(organiser(fixture.competition), yesterday).await);
    assert!(!chase(organiser(fixture.competition), yesterday).await, "not again on the same day");
    assert!(chase(organiser(fixture.competition), NOON).await);
    {
        let mut conn = db.read().await.expect("a reader");
        let address = screening::consents::address(&mut conn, kid).await.expect("read");
        assert_eq!(address, Some(("juma@home.example".to_owned(), "ar".to_owned())));
        let pending = screening::consents::pending(&mut conn, fixture.competition).await.expect("read");
        assert_eq!(pending.len(), 1);
        assert_eq!((pending[0].entry, pending[0].has_address, pending[0].asked_at), (entry, true, NOON));
        assert_eq!(pending[0].days(NOON.plus_seconds(3 * 86_400 - 1)), 2);
        assert!(screening::consents::pending(&mut conn, other.competition).await.expect("read").is_empty());
        assert_eq!(screening::consents::competition_of(&mut conn, kid).await.expect("read"), Some(fixture.competition));
    }
    let key = server::auth::link::LinkKey::new([7; 32]);
    db.write(move |tx| {
        Box::pin(async move {
            let purpose = app::accounts::model::LinkPurpose::GuardianConsent;
            let token = key.make(tx, purpose, None, Some(kid.uuid())).await?;
            let holder = server::auth::link::look(tx, &token, NOON).await.expect("a good link");
            let refused = app::entries::model::ConsentState::Refused;
            store::write::answer_consent(tx, &holder, kid, team, refused, "Juma", None).await
        })
    })
    .await
    .expect("answered");
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(
        screening::consents::address(&mut conn, kid).await.expect("read"),
        None,
        "a refusal removes the address"
    );
    drop(conn);
    assert!(!chase(organiser(fixture.competition), NOON.plus_seconds(1)).await, "who has answered is left alone");
});

on_both_engines!(another_guardian_has_another_address, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (entry, team) = fixture.entry(&db, "game", "draft", None).await;
    let by = editor(&fixture, entry, team);
    let kid: MemberId = db
        .write(move |tx| {
            Box::pin(async move {
                let id: MemberId = tx.ambient().id();
                store::write::insert_member(tx, &by, id, &minor("Kid")).await?;
                screening::consents::asked(tx, id, Some(("juma@home.example", "en"))).await?;
                Ok::<_, DbError>(id)
            })
        })
        .await
        .expect("added");
    let by = editor(&fixture, entry, team);
    db.write(move |tx| {
        Box::pin(async move {
            let details = MemberDetails { guardian: Some("Wanjiru".into()), ..adult("Kid") };
            store::write::update_member(tx, &by, kid, &details).await
        })
    })
    .await
    .expect("changed");
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(screening::consents::address(&mut conn, kid).await.expect("read"), None);
});

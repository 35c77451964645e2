//! What judges tell, how they came, what they sign and what they give back.

use super::*;
use app::{
    competition::model::message::MailState,
    i18n::Locale,
    panel::{
        conduct_text::default_conduct,
        model::{Away, JudgeProfile, PanelSettings},
    },
};
use server::panel::store::{conduct, lists, seats, settings};

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

fn told() -> JudgeProfile {
    JudgeProfile {
        devices: words(&["vr", "mac"]),
        expertise: words(&["بناء السلام", "law"]),
        comfort: words(&["gore"]),
        region: "africa".to_owned(),
        gender: "امرأة".to_owned(),
        partner: "Partner A".to_owned(),
        away: vec![Away { first: "2026-03-01".to_owned(), last: "2026-03-05".to_owned() }],
    }
}

on_both_engines!(a_profile_is_stored_as_it_is_and_only_in_its_competition, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let other = Fixture::with_slug(&db, "open", "other").await;
    let (permit, _) = member(&db, &fixture, "accepted").await;
    let (judge, seat) = (permit.judge(), permit.seat());
    db.write(move |tx| Box::pin(async move { seats::save(tx, &seat, &told()).await })).await.expect("saved");
    let foreign = organiser(&other);
    db.write(move |tx| Box::pin(async move { seats::save_for(tx, &foreign, judge, &JudgeProfile::default()).await }))
        .await
        .expect("nothing done");
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(seats::profile(&mut conn, judge).await.expect("read"), told());
    assert_eq!(seats::profiles(&mut conn, fixture.competition).await.expect("read").remove(&judge), Some(told()));
    drop(conn);
    let own = organiser(&fixture);
    db.write(move |tx| Box::pin(async move { seats::save_for(tx, &own, judge, &JudgeProfile::default()).await }))
        .await
        .expect("saved");
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(seats::profile(&mut conn, judge).await.expect("read"), JudgeProfile::default());
});

on_both_engines!(an_invitation_is_followed_from_mail_to_answer, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let one = judge(&fixture, 1, "a@b.org", JudgeState::Invited);
    let id = one.id;
    insert(&db, &fixture, one).await.expect("stored");
    let permit = organiser(&fixture);
    let ends = NOON.plus_seconds(86_400);
    db.write(move |tx| {
        Box::pin(async move {
            seats::mark_invited(tx, &permit, id, true).await?;
            LinkKey::new([3; 32]).make_id_until(tx, LinkPurpose::JudgeInvitation, id.uuid(), ends).await?;
            seats::mark_opened(tx, id).await?;
            execute!(
                tx,
                "INSERT INTO outbox_mail (id, competition_id, event, to_address, to_name, locale, template, subject, body, state, attempts,
                   next_attempt_at, created_at, about) VALUES ($1, $2, 'e', 'a@b.org', 'A', 'en', 'judge_invitation', 'S', 'B', 'sent', 1, 0, 0, $3)",
                Uuid::from_u128(9),
                permit.competition().uuid(),
                id.uuid(),
            )
        })
    })
    .await
    .expect("invited");
    let mut conn = db.read().await.expect("a reader");
    let told = seats::invitations(&mut conn, fixture.competition).await.expect("read").remove(&id).expect("one");
    assert_eq!((told.mail, told.reserve, told.expires_at), (Some(MailState::Sent), true, Some(ends)));
    assert!(told.at.is_some() && told.opened_at.is_some() && told.answered_at.is_none());
});

on_both_engines!(a_reserve_is_called_in_and_comes_back_as_it_was, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let id = fixture.judge(&db, "one", "ready", None).await;
    let foreign = organiser(&Fixture::with_slug(&db, "judging", "other").await);
    let own = organiser(&fixture);
    for (by, reserve, changed, state) in [
        (foreign, true, false, JudgeState::Ready),
        (own.clone(), true, true, JudgeState::Reserve),
        (own.clone(), true, false, JudgeState::Reserve),
        (own, false, true, JudgeState::Ready),
    ] {
        let done = db.write(move |tx| Box::pin(async move { seats::set_reserve(tx, &by, id, reserve).await })).await;
        assert_eq!(done.expect("tried"), changed);
        assert_eq!(state_of(&db, id).await, state);
    }
});

on_both_engines!(what_is_given_back_is_written_down_and_what_was_handed_in_stays, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let (permit, _) = member(&db, &fixture, "ready").await;
    let (judge, seat) = (permit.judge(), permit.seat());
    let mut entries = Vec::new();
    for key in ["one", "two", "three"] {
        let entry = fixture.entry(&db, key, "eligible", None).await.0;
        fixture.assign(&db, judge, entry).await;
        entries.push(entry);
    }
    let (c, r, first) = (fixture.competition.uuid(), fixture.round.uuid(), entries[0]);
    let second = entries[1];
    let (one, rest, again) = db
        .write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at, submitted_at)
                     VALUES ($1, $2, $3, $4, $5, 'submitted', '', 1, 0, 0)",
                    Uuid::from_u128(5),
                    c,
                    r,
                    judge.uuid(),
                    first.uuid(),
                )?;
                let none = seats::release(tx, &seat, Some(first), "x").await?;
                assert!(none.is_empty(), "what was handed in is not given back");
                let one = seats::release(tx, &seat, Some(second), "ill").await?;
                let rest = seats::release(tx, &seat, None, "").await?;
                let left = seats::step_down(tx, &seat, "ill").await?;
                assert!(left);
                Ok::<_, DbError>((one, rest, seats::step_down(tx, &seat, "again").await?))
            })
        })
        .await
        .expect("given back");
    assert_eq!((one, rest.len(), again), (vec![second], 1, false));
    assert_eq!(state_of(&db, judge).await, JudgeState::SteppedDown);
    let mut conn = db.read().await.expect("a reader");
    let released = seats::released(&mut conn, fixture.competition).await.expect("read");
    assert_eq!(released.len(), 2);
    assert!(released.iter().any(|back| back.entry == second && back.reason == "ill" && back.judge == judge));
    let left: Vec<EntryId> =
        read::assignments(&mut conn, fixture.competition).await.expect("read").iter().map(|had| had.entry).collect();
    assert_eq!(left, [first]);
    assert!(seats::open_work(&mut conn, judge).await.expect("read").is_empty());
});

on_both_engines!(a_next_version_of_conduct_is_signed_anew, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (permit, _) = member(&db, &fixture, "accepted").await;
    let (judge, seat, own) = (permit.judge(), permit.seat(), organiser(&fixture));
    let id = fixture.competition;
    let mut conn = db.read().await.expect("a reader");
    let first = conduct::in_force(&mut conn, id, Locale::ar).await.expect("read");
    assert_eq!((first.version, first.text.as_str()), (1, default_conduct(Locale::ar)));
    assert_eq!(conduct::progress(&mut conn, id).await.expect("read"), (1, 1), "the fixture signed the first");
    drop(conn);
    let texts = [(Locale::en, "Be fair".to_owned()), (Locale::ar, "كن عادلا".to_owned())];
    let version = db.write(move |tx| Box::pin(async move { conduct::publish(tx, &own, &texts).await })).await;
    assert_eq!(version.expect("published"), 2);
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(conduct::in_force(&mut conn, id, Locale::ar).await.expect("read").text, "كن عادلا");
    assert_eq!(conduct::progress(&mut conn, id).await.expect("read"), (0, 1));
    drop(conn);
    db.write(move |tx| {
        Box::pin(async move {
            conduct::sign(tx, &seat, 2, Locale::ar, &[7; 32]).await?;
            conduct::sign(tx, &seat, 2, Locale::en, &[8; 32]).await
        })
    })
    .await
    .expect("signed, and once more without effect");
    let mut conn = db.read().await.expect("a reader");
    let signed = conduct::signed(&mut conn, judge).await.expect("read").expect("signed");
    assert_eq!((signed.version, signed.digest), (2, "07".repeat(32)));
    assert_eq!(conduct::progress(&mut conn, id).await.expect("read"), (1, 1));
    drop(conn);
    let seat = permit.seat();
    db.write(move |tx| Box::pin(async move { conduct::forget(tx, &seat).await })).await.expect("forgotten");
    assert_eq!(conduct::signed(&mut db.read().await.expect("a reader"), judge).await.expect("read"), None);
});

on_both_engines!(settings_of_a_panel_have_defaults, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let id = fixture.competition;
    let read = |db: Db| async move { settings::of(&mut db.read().await.expect("a reader"), id).await.expect("read") };
    assert_eq!(read(db.clone()).await, PanelSettings::default());
    for minutes in [40, 15] {
        let own = organiser(&fixture);
        let new = PanelSettings { minutes_per_entry: minutes, expertise: words(&["law"]) };
        let stored = new.clone();
        db.write(move |tx| Box::pin(async move { settings::save(tx, &own, &stored).await })).await.expect("saved");
        assert_eq!(read(db.clone()).await, new);
    }
});

on_both_engines!(a_list_is_kept_for_its_organiser_and_for_a_day, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (account, _) = caller(&db, 5).await;
    let id = fixture.competition;
    let kept =
        |db: Db| async move { lists::kept(&mut db.read().await.expect("a reader"), id, account).await.expect("read") };
    for text in ["one", "two"] {
        let own = organiser(&fixture);
        db.write(move |tx| Box::pin(async move { lists::keep(tx, &own, account, text).await })).await.expect("kept");
        assert_eq!(kept(db.clone()).await.as_deref(), Some(text));
    }
    db.write(|tx| Box::pin(async move { lists::forget_old(tx).await })).await.expect("looked");
    assert!(kept(db.clone()).await.is_some(), "it is not a day old");
    db.write(|tx| Box::pin(async move { execute!(tx, "UPDATE judge_import SET at = 0").map(drop) }))
        .await
        .expect("old");
    db.write(|tx| Box::pin(async move { lists::forget_old(tx).await })).await.expect("forgotten");
    assert_eq!(kept(db.clone()).await, None);
    let own = organiser(&fixture);
    db.write(move |tx| Box::pin(async move { lists::keep(tx, &own, account, "x").await })).await.expect("kept");
    let own = organiser(&fixture);
    db.write(move |tx| Box::pin(async move { lists::forget(tx, &own, account).await })).await.expect("forgotten");
    assert_eq!(kept(db.clone()).await, None);
});

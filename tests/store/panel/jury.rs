//! The jury in public: who agreed to be named, while on the panel.

use super::*;
use app::panel::model::PublicProfile;
use server::auth::permits::Seat;
use server::{accounts::store::erase, auth::Caller, panel::store::jury};

/// A judge with an account who sits on the panel.
async fn seated(db: &Db, fixture: &Fixture, key: &'static str, n: u128) -> (Seat, Caller) {
    let (account, caller) = caller(db, n).await;
    fixture.judge(db, key, "ready", Some(account.uuid())).await;
    let mut conn = db.read().await.expect("a reader");
    let member = permits::seat(&mut conn, Some(&caller), fixture.competition).await.expect("seated");
    (member, caller)
}

async fn say(db: &Db, member: &Seat, named: bool) {
    let member = member.clone();
    let profile = PublicProfile { country: "KE".into(), about: "تتوسط بين الرعاة".into(), named };
    db.write(move |tx| Box::pin(async move { jury::save(tx, &member, &profile).await })).await.expect("saved");
}

async fn shown(db: &Db, fixture: &Fixture) -> (Vec<String>, u32) {
    let mut conn = db.read().await.expect("a reader");
    let named = jury::named(&mut conn, fixture.competition).await.expect("read");
    let judges = jury::judges(&mut conn, fixture.competition).await.expect("read");
    (named.into_iter().map(|member| member.name).collect(), judges)
}

on_both_engines!(who_agreed_is_named_while_on_the_panel, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (one, _) = seated(&db, &fixture, "one", 1).await;
    let (two, _) = seated(&db, &fixture, "two", 2).await;
    fixture.judge(&db, "asked", "invited", None).await;
    assert_eq!(shown(&db, &fixture).await, (vec![], 2), "nobody is named without having said so");
    say(&db, &one, true).await;
    say(&db, &two, false).await;
    assert_eq!(shown(&db, &fixture).await, (vec!["Judge one".to_owned()], 2));
    let own = jury::own(&mut db.read().await.expect("a reader"), &one).await.expect("read");
    assert_eq!((own.country.as_str(), own.about.as_str(), own.named), ("KE", "تتوسط بين الرعاة", true));
    let (permit, judge) = (organiser(&fixture), one.judge());
    db.write(move |tx| {
        Box::pin(async move { write::set_judge_state(tx, &permit, judge, JudgeState::Ready, JudgeState::Left).await })
    })
    .await
    .expect("left");
    assert_eq!(shown(&db, &fixture).await, (vec![], 1));
});

on_both_engines!(who_deletes_an_account_is_not_named, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (one, caller) = seated(&db, &fixture, "one", 1).await;
    say(&db, &one, true).await;
    let who = permits::signed_in(Some(&caller)).expect("signed in");
    db.write(move |tx| Box::pin(async move { erase::erase(tx, &who, true).await })).await.expect("erased");
    assert_eq!(shown(&db, &fixture).await, (vec![], 0));
    let (about, country, named): (String, String, bool) = fetch_one!(
        &mut db.read().await.expect("a reader"),
        (String, String, bool),
        "SELECT about, country, named FROM judge WHERE id = $1",
        one.judge().uuid()
    )
    .expect("a row");
    assert_eq!((about.as_str(), country.as_str(), named), ("", "", false));
});

on_both_engines!(who_accepts_anew_is_asked_anew, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (one, caller) = seated(&db, &fixture, "one", 1).await;
    say(&db, &one, true).await;
    let (judge, who) = (one.judge(), permits::signed_in(Some(&caller)).expect("signed in"));
    let key = LinkKey::new([3; 32]);
    db.write(move |tx| {
        Box::pin(async move {
            let nobody = None::<Uuid>;
            execute!(tx, "UPDATE judge SET state = 'invited', account_id = $2 WHERE id = $1", judge.uuid(), nobody)?;
            let token = key.make(tx, LinkPurpose::JudgeInvitation, None, Some(judge.uuid())).await?;
            let holder = link::redeem(tx, &token).await?;
            let accepted = Acceptance { languages: vec!["ar".to_owned()], max_load: None };
            assert!(write::bind_judge(tx, &holder, &who, &accepted).await?);
            Ok::<_, app::error::AppError>(())
        })
    })
    .await
    .expect("accepted again");
    assert_eq!(shown(&db, &fixture).await, (vec![], 1));
});

//! Reports of judges, as they are kept.

use super::*;
use app::scores::model::ReportKind;
use server::{
    auth::permits::{About, Checker, Organises},
    scores::store::reports,
};

on_both_engines!(who_waits_is_who_cannot_run_and_was_not_answered, |db| async move {
    let scene = scene(&db).await;
    let competition = scene.fixture.competition;
    let organiser: Checker = {
        let account: AccountId = Uuid::from_u128(77).into();
        scene.fixture.organiser_with(&db, account.uuid(), "checker").await;
        let token =
            db.write(move |tx| Box::pin(async move { session::begin(tx, account).await })).await.expect("a session");
        let caller = session::caller(&db, &ambient(), &token).await.expect("read").expect("a caller");
        let mut conn = db.read().await.expect("a reader");
        permits::organiser(&mut conn, Some(&caller), competition).await.expect("a permit")
    };
    let waiting = async || {
        let mut conn = db.read().await.expect("a reader");
        let pairs = reports::kept_from_playing(&mut conn, competition).await.expect("read");
        (reports::waiting(&mut conn, &organiser).await.expect("read"), pairs.into_iter().collect::<Vec<_>>())
    };
    let mut ids = Vec::new();
    for kind in [ReportKind::Safety, ReportKind::Device] {
        let permit = scene.permit.clone();
        let id = db
            .write(move |tx| Box::pin(async move { reports::insert(tx, &permit, kind, "Words").await }))
            .await
            .expect("kept");
        ids.push((id, kind));
    }
    assert_eq!(waiting().await, (2, vec![(scene.judge, scene.entry)]));
    for (id, _) in ids.clone() {
        for fresh in [true, false] {
            let by: About<Checker> = organiser.about(scene.entry).expect("not kept");
            let answered = db
                .write(move |tx| Box::pin(async move { reports::answer(tx, &by, id, "Seen").await }))
                .await
                .expect("answered");
            assert_eq!(answered, fresh, "once");
        }
    }
    assert_eq!(waiting().await, (0, Vec::new()));
    let mut conn = db.read().await.expect("a reader");
    let own = reports::own(&mut conn, &scene.permit).await.expect("read");
    let said: Vec<_> =
        own.iter().map(|report| (report.kind, report.answer.as_ref().map(|answer| answer.text.as_str()))).collect();
    assert!(
        said.contains(&(ReportKind::Safety, Some(""))) && said.contains(&(ReportKind::Device, Some("Seen"))),
        "{said:?}"
    );
    let all = reports::of_competition(&mut conn, &organiser).await.expect("read");
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(|line| line.report.answer.as_ref().is_some_and(|answer| answer.text == "Seen")));
    for (id, kind) in ids {
        assert_eq!(reports::place(&mut conn, id).await.expect("read"), Some((competition, scene.entry, kind)));
    }
});

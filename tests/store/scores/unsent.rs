//! What judges' devices say they have not sent.

use super::*;
use server::{auth::permits::PanelMember, scores::store::unsent};

/// The judge of the scene, as a member of the panel.
async fn member(db: &Db, scene: &Scene) -> PanelMember {
    let account: AccountId = Uuid::from_u128(77).into();
    let begun: Result<_, DbError> =
        db.write(move |tx| Box::pin(async move { session::begin(tx, account).await })).await;
    let caller = session::caller(db, &ambient(), &begun.expect("a session")).await.expect("read").expect("a caller");
    let mut conn = db.read().await.expect("a reader");
    permits::panel_member(&mut conn, Some(&caller), scene.fixture.competition).await.expect("on the panel")
}

async fn report(db: &Db, member: &PanelMember, device: &str, items: i64) {
    let (member, device) = (member.clone(), device.to_owned());
    let noted: Result<(), DbError> =
        db.write(move |tx| Box::pin(async move { unsent::report(tx, &member, &device, items).await })).await;
    noted.expect("noted");
}

async fn seen(db: &Db, scene: &Scene) -> Vec<i64> {
    let mut conn = db.read().await.expect("a reader");
    let all = unsent::of_competition(&mut conn, scene.fixture.competition).await.expect("read");
    assert!(all.iter().all(|one| one.heard_at == NOON), "{all:?}");
    let mut items: Vec<i64> = all.into_iter().map(|one| one.items).collect();
    items.sort_unstable();
    items
}

on_both_engines!(a_device_is_counted_once_and_until_it_has_sent_all, |db| async move {
    let scene = scene(&db).await;
    let member = member(&db, &scene).await;
    for (device, items) in [("one", 3), ("two", 1), ("one", 2)] {
        report(&db, &member, device, items).await;
    }
    assert_eq!(seen(&db, &scene).await, [1, 2]);
    report(&db, &member, "two", 0).await;
    assert_eq!(seen(&db, &scene).await, [2]);
    for number in 0..60 {
        report(&db, &member, &format!("d{number}"), 1).await;
    }
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM unsent_work").await, 50, "nobody fills the table");
});

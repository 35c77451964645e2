//! What is kept of prizes: taken along by exports and by the people it is about, and gone with them.

use super::*;
use tests::Archive;

/// A publication of which one prize is accepted and one declined, with a check and a delivery.
async fn answered() -> Scene {
    let mut scene = scene(Engine::Sqlite).await;
    scene.publish().await;
    let (entry, award, prize) = (scene.entry("ballot-walk"), scene.award(), scene.prize("ballot-walk"));
    assert_eq!(answer(&mut scene.tom, &entry, &award, "accepted").await.status, 200);
    let fields = [("prize", prize.as_str()), ("delivery", "under_way"), ("delivery_note", "Canary flight")];
    assert_eq!(scene.organise("results/deliver_prize", &fields).await.status, 200);
    let third = scene.prize("eight-doors");
    let fields = [("prize", third.as_str()), ("reason", "Rights")];
    assert_eq!(scene.organise("results/withhold_prize", &fields).await.status, 200);
    let of = format!("{entry}:diligence");
    let ticked = scene.organise("results/check_prize", &[("of", &of), ("note", "Canary identity")]).await;
    assert_eq!(ticked.status, 200, "{}", ticked.body);
    scene
}

#[tokio::test]
async fn an_export_takes_prizes_along_and_an_import_brings_them_back() {
    let scene = answered().await;
    let [parcel, copy] = tests::there_and_back(&scene.site.db, "peaceapp").await;
    let prizes = &parcel.document.prizes;
    assert_eq!((prizes.prizes.len(), prizes.checks.len()), (5, 1), "{prizes:?}");
    assert_eq!(&copy.document.prizes, prizes);
    let text = Archive::of(parcel.clone()).text("competition.json");
    assert!(text.contains("\"asked_at\": \"2026-"), "times are written as people write them: {text}");

    let mut wrong = parcel;
    wrong.document.prizes.prizes[0].award = "gold".to_owned();
    wrong.document.prizes.checks[0].entry = "nobody".to_owned();
    let errors = Archive::of(wrong).read("wrong").expect_err("refused");
    assert!(errors.contains("gold") && errors.contains("nobody"), "{errors}");
}

#[tokio::test]
async fn who_leaves_takes_along_what_the_team_wrote_and_leaves_none_of_it() {
    let mut scene = answered().await;
    let own = scene.tom.get("/account/data.json").await.body;
    assert!(own.contains("Canary Traveller") && own.contains("accepted"), "{own}");
    scene.tom.get("/en/account").await;
    let fields =
        [("confirmation", "tom@example.org"), ("password", "correct horse battery"), ("public_name", "remove")];
    let gone = scene.tom.post("accounts/delete", &fields).await;
    assert!(gone.location.as_deref().is_some_and(|to| to.ends_with("account-deleted")), "{:?}", gone.location);
    let mut conn = scene.site.db.read().await.expect("a reader");
    let (state, travels, needs): (String, String, String) = fetch_one!(
        &mut conn,
        (String, String, String),
        "SELECT p.state, p.travels, p.needs FROM prize p JOIN entry e ON e.id = p.entry_id WHERE e.key = 'ballot-walk'"
    )
    .expect("a prize");
    assert_eq!((state.as_str(), travels.as_str(), needs.as_str()), ("accepted", "", ""));
}

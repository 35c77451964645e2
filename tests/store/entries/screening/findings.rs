//! What comparing entries finds, and what it compares.

use super::*;

async fn set_aside(db: &Db, by: Owner, entry: EntryId, digest: &'static str, reason: &'static str) -> bool {
    db.write(move |tx| {
        Box::pin(async move { screening::findings::set_aside(tx, &at(&by, entry), digest, reason).await })
    })
    .await
    .expect("the database")
}

on_both_engines!(what_is_set_aside_stays_so_until_its_evidence_changes, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let other = Fixture::with_slug(&db, "screening", "other").await;
    let (entry, _) = fixture.entry(&db, "game", "submitted", None).await;
    let c = fixture.competition;
    replace(&db, c, vec![found(entry, "old"), found(entry, "kept")]).await;
    assert!(!set_aside(&db, organiser(other.competition), entry, "kept", "x").await, "not of theirs");
    assert!(!set_aside(&db, organiser(c), entry, "no such", "x").await);
    assert!(set_aside(&db, organiser(c), entry, "kept", "Two sisters").await);
    assert!(set_aside(&db, organiser(c), entry, "old", "Gone soon").await);
    // A member who went in between is not looked for.
    let gone = Finding { member: Some(MemberId::new(entry.uuid())), ..found(entry, "gone") };
    replace(&db, c, vec![found(entry, "kept"), found(entry, "new"), gone]).await;
    let mut conn = db.read().await.expect("a reader");
    let all =
        screening::findings::of_entry(&mut conn, &at(&organiser(fixture.competition), entry)).await.expect("read");
    let standing: Vec<_> = all
        .iter()
        .map(|one| (one.finding.digest.as_str(), one.aside.as_ref().map(|aside| aside.reason.as_str())))
        .collect();
    assert_eq!(standing, [("new", None), ("kept", Some("Two sisters"))]);
    assert_eq!(store::queue::compared_at(&mut conn, c).await.expect("read"), Some(NOON));
    assert_eq!(store::queue::compared_at(&mut conn, other.competition).await.expect("read"), None);
});

on_both_engines!(findings_go_with_the_people_they_are_about, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let (entry, team) = fixture.entry(&db, "game", "submitted", None).await;
    let (twin, _) = fixture.entry(&db, "twin", "submitted", None).await;
    let member = fixture.member(&db, team).await;
    let judge = fixture.judge(&db, "jo", "ready", None).await;
    let tied = Finding { member: Some(member), judge: Some(judge), ..found(entry, "tied") };
    let alike = Finding { other: Some(twin), ..found(entry, "alike") };
    replace(&db, fixture.competition, vec![tied, alike]).await;
    let names = {
        let mut conn = db.read().await.expect("a reader");
        screening::findings::of_entry(&mut conn, &at(&organiser(fixture.competition), entry)).await.expect("read")
    };
    let tied = names.iter().find(|one| one.finding.digest == "tied").expect("found");
    assert_eq!((tied.member.as_deref(), tied.party.as_deref()), (Some("Second member"), Some("Judge jo")));
    let alike = names.iter().find(|one| one.finding.digest == "alike").expect("found");
    assert_eq!(alike.other, Some(("twin".to_owned(), "Team twin".to_owned())));
    put(&db, "DELETE FROM member WHERE id = $1 AND public_name = $2", member.uuid(), "Second member").await;
    put(&db, "DELETE FROM entry WHERE id = $1 AND key = $2", twin.uuid(), "twin").await;
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM finding").await, 0);
});

on_both_engines!(material_is_what_was_handed_in, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let old = Fixture::with_slug(&db, "published", "old").await;
    old.entry(&db, "before", "eligible", None).await;
    let (entry, _) = fixture.entry(&db, "game", "submitted", None).await;
    fixture.entry(&db, "unfinished", "draft", None).await;
    let ann = person(&db, "ann@kura.example").await;
    fixture.organiser(&db, ann.account().uuid()).await;
    fixture.judge(&db, "jo", "ready", None).await;
    fixture.judge(&db, "gone", "left", None).await;
    // What the team writes while it cures a defect is not handed in.
    put(&db, "UPDATE entry SET content = $2 WHERE id = $1", entry.uuid(), "{\"title\":\"Secret\"}").await;
    let mut conn = db.read().await.expect("a reader");
    let questions = server::competition::store::question::all(&mut conn, fixture.competition).await.expect("questions");
    let material = screening::material::read(&mut conn, fixture.competition, &questions).await.expect("read");
    let works: Vec<_> = material.works.iter().map(|work| (work.title.as_str(), work.links.clone())).collect();
    assert_eq!(works, [("game", vec!["https://play.example/game".to_owned()])]);
    assert_eq!(material.deciders.len(), 2);
    assert!(material.deciders.iter().any(|decider| decider.address == "ann@kura.example" && decider.judge.is_none()));
    let earlier: Vec<_> = material.earlier.iter().map(|work| (work.title.as_str(), work.links.len())).collect();
    assert_eq!(earlier, [("before", 1)]);
    assert_eq!(material.people.len(), 2, "of drafts too: their teams may have handed in another work");
});

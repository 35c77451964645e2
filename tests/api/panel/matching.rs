//! What an assignment looks at beside languages: comfort limits, days away, experts, reviews that have begun; and the chair.

use super::{
    assignment::{apply, hard, later, propose},
    *,
};
use server::operator::{service::export, writing};

async fn preview(organiser: &mut Client) -> String {
    let reply = propose(organiser).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    organiser.get("/en/c/peace/organise/assignment").await.body
}

/// All files of an export as one text.
async fn exported(db: &Db) -> String {
    let parcel = export::export(db, "peace").await.expect("an export");
    let files = writing::files(parcel).expect("files");
    files.into_iter().map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

#[tokio::test]
async fn a_comfort_limit_keeps_an_entry_away_and_is_told_to_organisers_only_and_without_which() {
    let (site, fixture, mut organiser) = with_organiser("judging").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    let spared = fixture.judge(&site.db, "amina", "ready", Some(account)).await;
    let (mut other, account) = site.person_with_account("Ben").await;
    fixture.judge(&site.db, "ben", "ready", Some(account)).await;
    let third = judges(&site, &fixture, &["c"]).await[0];
    let (mut team, account) = site.person_with_account("Tom").await;
    let (entry, _) = fixture.entry(&site.db, "one", "eligible", Some(account)).await;
    entries(&site, &fixture, &["two", "three"]).await;
    let (id, judge) = (entry.uuid(), spared.uuid());
    put!(site.db, "UPDATE entry SET content_notes = 'motion;gore' WHERE id = $1", id);
    put!(site.db, "UPDATE judge SET comfort = 'gore' WHERE id = $1", judge);
    let page = preview(&mut organiser).await;
    assert!(!page.contains("comfort limit"), "{page}");
    assert_eq!(apply(&site, &mut organiser).await.status, 200);
    assert!(!pairs(&site.db).await.contains(&(spared, entry)), "the others are enough");
    // With two judges for two reviews there is no other way.
    let gone = third.to_string();
    organiser.post("panel/remove_judge", &[("slug", "peace"), ("judge", &gone)]).await;
    later(&site);
    let page = preview(&mut organiser).await;
    assert!(page.contains("Entries given to a judge against a comfort limit: 1"), "{page}");
    assert!(page.contains("· against a comfort limit"), "the pair says so: {page}");
    assert_eq!(apply(&site, &mut organiser).await.status, 200);
    assert!(pairs(&site.db).await.contains(&(spared, entry)));
    let mut conn = site.db.read().await.expect("a reader");
    let (pair,): (Uuid,) = fetch_one!(
        &mut conn,
        (Uuid,),
        "SELECT id FROM assignment WHERE judge_id = $1 AND entry_id = $2",
        spared.uuid(),
        entry.uuid()
    )
    .expect("the pair");
    drop(conn);
    let of_pair = organiser.get(&format!("/en/c/peace/organise/assignment/{pair}")).await.body;
    assert!(of_pair.contains(">against a comfort limit<"), "{of_pair}");
    let of_pair = format!("{page}{of_pair}");
    for word in ["gore", "Gore", "photosensitivity", "Flashing"] {
        assert!(!of_pair.contains(word), "which limit it is: {word}");
    }
    // Nobody else learns that there is a limit.
    let mut others = exported(&site.db).await;
    for path in ["", "/jury", "/rules"] {
        others.push_str(&site.visitor().get(&format!("/en/c/peace{path}")).await.body);
    }
    others.push_str(&team.get(&format!("/en/entries/{entry}")).await.body);
    others.push_str(&other.get("/en/c/peace/judge").await.body);
    others.push_str(&other.get(&format!("/en/judge/{entry}")).await.body);
    assert!(others.contains("two") && others.contains("Team one"), "these are the pages: {others}");
    for word in ["comfort", "gore", "Gore"] {
        assert!(!others.contains(word), "{word}: {others}");
    }
    assert!(amina.get("/en/c/peace/judge/profile").await.body.contains("Gore"), "the judge's own page");
}

#[tokio::test]
async fn days_away_bound_the_load_and_are_told() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    let away = fixture.judge(&site.db, "amina", "ready", Some(account)).await;
    judges(&site, &fixture, &["b", "c"]).await;
    entries(&site, &fixture, &["1", "2", "3", "4", "5", "6"]).await;
    let judge = away.uuid();
    put!(site.db, "UPDATE judge SET away = '2000-01-01/2199-01-01' WHERE id = $1", judge);
    let page = preview(&mut organiser).await;
    assert!(page.contains("0 of 30 days"), "from the close of entries to that of judging: {page}");
    assert!(page.contains("what their days are of all, rounded up"), "{page}");
    assert_eq!(apply(&site, &mut organiser).await.status, 200);
    assert!(pairs(&site.db).await.iter().all(|pair| pair.0 != away));
    assert_eq!(pairs(&site.db).await.len(), 12);
    let profile = amina.get("/en/c/peace/judge/profile").await.body;
    assert!(profile.contains("what your days are of all, rounded up"), "{profile}");
}

#[tokio::test]
async fn what_one_judge_should_know_is_set_and_told() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    let panel = judges(&site, &fixture, &["a", "b", "c", "d"]).await;
    entries(&site, &fixture, &["1", "2", "3", "4"]).await;
    let judge = panel[0].uuid();
    put!(site.db, "UPDATE judge SET expertise = 'law' WHERE id = $1", judge);
    let settings = [("slug", "peace"), ("minutes", "30"), ("expertise", "law\ngames"), ("required[]", "law")];
    assert_eq!(
        done(&organiser.post("panel/save_settings", &settings).await),
        "/en/c/peace/organise/panel/settings?done=saved"
    );
    let page = organiser.get("/en/c/peace/organise/panel/settings").await.body;
    assert!(page.contains("name=\"required[]\" value=\"law\" checked"), "{page}");
    assert!(page.contains("name=\"required[]\" value=\"games\"") && !page.contains("value=\"games\" checked"));
    let page = preview(&mut organiser).await;
    // Eight reviews of four judges: the one who knows has two entries, and no two reviews of one.
    assert!(page.contains("Entries without a judge who knows law: 2"), "{page}");
    // A field that is taken off the list is asked for no more.
    let settings = [("slug", "peace"), ("minutes", "30"), ("expertise", "games"), ("required[]", "law")];
    organiser.post("panel/save_settings", &settings).await;
    later(&site);
    assert!(!preview(&mut organiser).await.contains("Entries without a judge who knows"));
    let logged = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'panel.save_settings'";
    assert_eq!(count(&site.db, logged).await, 2);
}

#[tokio::test]
async fn a_repair_that_moves_a_begun_review_says_so_and_keeps_the_draft() {
    let (site, fixture, mut organiser) = with_organiser("judging").await;
    put!(site.db, "UPDATE competition SET reviews_per_entry = 1");
    let panel = judges(&site, &fixture, &["a", "b", "c"]).await;
    let list = entries(&site, &fixture, &["1", "2", "3"]).await;
    put!(site.db, "UPDATE judge SET max_load = 1");
    // The first entry can be taken by the first two judges only, and both have begun another.
    hard(&site, &fixture, panel[2], list[0]).await;
    for n in [0, 1] {
        fixture.assign(&site.db, panel[n], list[n + 1]).await;
        super::assignment::scorecard(&site, &fixture, panel[n], list[n + 1], "draft").await;
    }
    let reply = organiser.post("panel/propose_repair", &[("slug", "peace")]).await;
    let page = organiser.follow(&reply).await.body;
    assert!(page.contains("Begun reviews that would move to another judge: 1"), "{page}");
    assert_eq!(apply(&site, &mut organiser).await.status, 200);
    let after = pairs(&site.db).await;
    assert_eq!(after.len(), 3);
    assert!(after.iter().any(|pair| pair.1 == list[0]));
    let drafts = "SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard WHERE state = 'draft'";
    assert_eq!(count(&site.db, drafts).await, 2, "what was written stays");
    let mut conn = site.db.read().await.expect("a reader");
    let (payload,): (String,) =
        fetch_one!(&mut conn, (String,), "SELECT payload FROM audit_event WHERE action = 'panel.apply'")
            .expect("logged");
    let logged: serde_json::Value = serde_json::from_str(&payload).expect("JSON");
    let moved = logged["moved"].as_array().expect("what moved");
    assert_eq!(moved.len(), 1);
    assert!([0, 1].iter().any(|n| moved[0][0] == panel[*n].to_string() && moved[0][1] == list[n + 1].to_string()));
}

#[tokio::test]
async fn the_chair_is_named_to_everybody_who_may_see_the_judge_and_ends_with_the_seat() {
    let (site, fixture, mut organiser) = with_organiser("open").await;
    let judge = judges(&site, &fixture, &["ann"]).await[0];
    let id = judge.to_string();
    let fields = |chair| [("slug", "peace"), ("judge", id.as_str()), ("chair", chair)];
    assert!(organiser.call("panel/set_chair", &fields("false")).await.body.contains("nothing_there"));
    assert_eq!(
        done(&organiser.post("panel/set_chair", &fields("true")).await),
        "/en/c/peace/organise/panel?done=saved"
    );
    assert!(organiser.call("panel/set_chair", &fields("true")).await.body.contains("nothing_there"));
    assert!(organiser.get("/en/c/peace/organise/panel").await.body.contains("No longer chair"));
    assert!(!site.visitor().get("/en/c/peace/jury").await.body.contains("Chair"), "the judge is not named in public");
    let uuid = judge.uuid();
    put!(site.db, "UPDATE judge SET named = $2 WHERE id = $1", uuid, true);
    assert!(site.visitor().get("/en/c/peace/jury").await.body.contains("Chair"));
    assert!(exported(&site.db).await.contains("\"chair\": true"), "it is exported");
    organiser.post("panel/remove_judge", &[("slug", "peace"), ("judge", &id)]).await;
    assert!(!organiser.get("/en/c/peace/organise/panel").await.body.contains("No longer chair"));
    assert!(!exported(&site.db).await.contains("\"chair\""));
    assert!(organiser.call("panel/set_chair", &fields("true")).await.body.contains("nothing_there"));
    let other =
        Fixture::with_slug(&site.db, "open", "other").await.judge(&site.db, "x", "ready", None).await.to_string();
    let strange = organiser.call("panel/set_chair", &[("slug", "peace"), ("judge", &other), ("chair", "true")]).await;
    assert_eq!(strange.status, 404);
}

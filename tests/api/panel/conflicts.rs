//! What a judge sees before and after declaring, and what a conflict ends.

use super::*;

/// The fields of a declaration over these entries.
fn declaration(list: &[(EntryId, &str, &str)], confirmed: bool) -> Vec<(String, String)> {
    let mut fields = vec![("slug".to_owned(), "peace".to_owned())];
    for (entry, kind, reason) in list {
        fields.push((format!("kind[e{entry}]"), (*kind).to_owned()));
        fields.push((format!("reason[e{entry}]"), (*reason).to_owned()));
        if *kind != "none" && !reason.is_empty() {
            fields.push((format!("category[e{entry}]"), "family".to_owned()));
        }
    }
    if confirmed {
        fields.push(("confirmed".to_owned(), "on".to_owned()));
    }
    fields
}

async fn declare(client: &mut Client, list: &[(EntryId, &str, &str)], confirmed: bool) -> Reply {
    let fields = declaration(list, confirmed);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post("panel/declare_conflicts", &fields).await
}

#[tokio::test]
async fn a_judge_declares_over_the_whole_list_and_is_ready() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    fixture.judge(&site.db, "a", "accepted", Some(account)).await;
    let (one, _) = fixture.entry(&site.db, "one", "eligible", None).await;
    let (two, _) = fixture.entry(&site.db, "two", "submitted", None).await;
    let (three, _) = fixture.entry(&site.db, "three", "fix_needed", None).await;
    for (key, state) in [("draft", "draft"), ("out", "rejected"), ("gone", "withdrawn")] {
        fixture.entry(&site.db, key, state, None).await;
    }
    let page = amina.get("/en/c/peace/judge/conflicts").await;
    assert_eq!(page.status, 200);
    for word in ["one", "Team two", "Member of three", "Kenya"] {
        assert!(page.body.contains(word), "{word}: {}", page.body);
    }
    for word in ["Team draft", "Team out", "Team gone", "A pitch", "play.example", "Words"] {
        assert!(!page.body.contains(word), "{word} must not be seen before declaring");
    }

    // An answer that is none, a tie of no kind, nothing confirmed: everything typed comes back.
    let reply = declare(&mut amina, &[(one, "hard", ""), (two, "soft", "we met"), (three, "maybe", "")], false).await;
    let page = amina.follow(&reply).await;
    for id in [format!("category[e{one}]-error"), format!("kind[e{three}]-error"), "confirmed-error".to_owned()] {
        assert!(page.body.contains(&id), "{id}: {}", page.body);
    }
    assert!(page.body.contains("we met"));
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM conflict").await, 0);

    let reply =
        declare(&mut amina, &[(one, "hard", "my sister"), (two, "soft", "we met"), (three, "none", "")], true).await;
    assert_eq!(done(&reply), "/en/c/peace/judge?done=conflicts-declared");
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM judge WHERE state = 'ready'").await, 1);
    assert_eq!(
        count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM conflict WHERE kind = 'hard' AND reason = 'my sister'")
            .await,
        1
    );
    let page = amina.get("/en/c/peace/judge/conflicts").await;
    assert!(page.body.contains("my sister") && page.body.contains("panel/add_conflict"), "{}", page.body);
    let panel = organiser.get("/en/c/peace/organise/panel").await;
    assert!(panel.body.contains("1 bar · 1 to avoid"), "{}", panel.body);

    // Later: what does not bar is taken back, what bars is not.
    let reply = declare(&mut amina, &[(one, "none", ""), (two, "none", ""), (three, "none", "")], true).await;
    assert_eq!(reply.status, 303);
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM conflict").await, 1);
}

#[tokio::test]
async fn nothing_is_seen_or_declared_before_entries_close() {
    let (site, fixture, _) = with_organiser("open").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    fixture.judge(&site.db, "a", "accepted", Some(account)).await;
    let (one, _) = fixture.entry(&site.db, "one", "submitted", None).await;
    let page = amina.get("/en/c/peace/judge/conflicts").await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("Team one"), "{}", page.body);
    let reply = amina.call("panel/declare_conflicts", &[("slug", "peace"), ("confirmed", "on")]).await;
    assert!(reply.body.contains("wrong_state"), "{}", reply.body);
    let reply = amina
        .call(
            "panel/add_conflict",
            &[
                ("slug", "peace"),
                ("entry", &one.to_string()),
                ("kind", "hard"),
                ("category", "friend"),
                ("reason", "x"),
            ],
        )
        .await;
    assert!(reply.body.contains("wrong_state"), "{}", reply.body);
}

#[tokio::test]
async fn a_hundred_and_ten_entries_are_declared_in_one_form() {
    let (site, fixture, _) = with_organiser("screening").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    fixture.judge(&site.db, "a", "accepted", Some(account)).await;
    let mut list = Vec::new();
    for n in 0..110 {
        let key: &'static str = format!("entry-{n:03}").leak();
        list.push(fixture.entry(&site.db, key, "eligible", None).await.0);
    }
    let page = amina.get("/en/c/peace/judge/conflicts").await;
    assert_eq!(page.body.matches("type=\"radio\"").count(), 330);
    let fields: Vec<(EntryId, &str, &str)> = list
        .iter()
        .enumerate()
        .map(|(n, entry)| if n % 10 == 0 { (*entry, "hard", "colleague") } else { (*entry, "none", "") })
        .collect();
    assert!(done(&declare(&mut amina, &fields, true).await).contains("conflicts-declared"));
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM conflict").await, 11);
}

#[tokio::test]
async fn a_judge_who_declares_a_conflict_loses_access_at_once() {
    let (site, fixture, _) = with_organiser("judging").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    let judge = fixture.judge(&site.db, "a", "ready", Some(account)).await;
    let list = entries(&site, &fixture, &["one", "two"]).await;
    let (one, two) = (list[0], list[1]);
    for entry in &list {
        fixture.assign(&site.db, judge, *entry).await;
    }
    let (c, r) = (fixture.competition.uuid(), fixture.round.uuid());
    put!(
        site.db,
        "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at, submitted_at)
         VALUES ($1, $2, $3, $4, $5, 'submitted', '', 1, 0, 0)",
        Uuid::from_u128(5),
        c,
        r,
        judge.uuid(),
        one.uuid(),
    );
    assert_eq!(permit(&site, account, one).await, Ok(()));
    let id = one.to_string();
    let reply = amina
        .post(
            "panel/add_conflict",
            &[("slug", "peace"), ("entry", &id), ("kind", "hard"), ("category", "employer"), ("reason", "my employer")],
        )
        .await;
    assert_eq!(done(&reply), "/en/c/peace/judge/conflicts?done=conflicts-declared");
    assert_eq!(permit(&site, account, one).await, Err(AppError::NotFound));
    assert_eq!(permit(&site, account, two).await, Ok(()), "the other entry stays");
    assert_eq!(pairs(&site.db).await, [(judge, two)]);
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard WHERE state = 'void'").await, 1);

    // A later word does not bring access back.
    amina
        .post(
            "panel/add_conflict",
            &[("slug", "peace"), ("entry", &id), ("kind", "soft"), ("category", "friend"), ("reason", "a friend")],
        )
        .await;
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM conflict WHERE kind = 'hard'").await, 1);
    let mut conn = site.db.read().await.expect("a reader");
    let (payload,): (String,) = fetch_one!(
        &mut conn,
        (String,),
        "SELECT payload FROM audit_event WHERE action = 'panel.add_conflict' ORDER BY seq LIMIT 1"
    )
    .expect("an event");
    assert!(
        payload.contains("my employer") && payload.contains(&format!("\"assignments_ended\":[\"{one}\"]")),
        "{payload}"
    );
}

#[tokio::test]
async fn the_same_holds_for_the_whole_declaration() {
    let (site, fixture, _) = with_organiser("judging").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    let judge = fixture.judge(&site.db, "a", "ready", Some(account)).await;
    let one = entries(&site, &fixture, &["one"]).await[0];
    fixture.assign(&site.db, judge, one).await;
    declare(&mut amina, &[(one, "hard", "cousin")], true).await;
    assert_eq!(permit(&site, account, one).await, Err(AppError::NotFound));
    assert!(pairs(&site.db).await.is_empty());
}

#[tokio::test]
async fn a_bad_late_conflict_comes_back_at_its_fields() {
    let (site, fixture, _) = with_organiser("judging").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    fixture.judge(&site.db, "a", "ready", Some(account)).await;
    let one = entries(&site, &fixture, &["one"]).await[0].to_string();
    for (fields, error) in [
        ([("slug", "peace"), ("entry", ""), ("kind", "hard"), ("category", "friend"), ("reason", "x")], "entry-error"),
        (
            [("slug", "peace"), ("entry", &one), ("kind", "hard"), ("category", "other"), ("reason", " ")],
            "reason-error",
        ),
        ([("slug", "peace"), ("entry", &one), ("kind", "hard"), ("category", ""), ("reason", "x")], "category-error"),
    ] {
        amina.get("/en/c/peace/judge/conflicts").await;
        let reply = amina.post("panel/add_conflict", &fields).await;
        let page = amina.follow(&reply).await;
        assert!(page.body.contains(error), "{error}: {}", page.body);
    }
    let reply = amina
        .call(
            "panel/add_conflict",
            &[("slug", "peace"), ("entry", &one), ("kind", "none"), ("category", "friend"), ("reason", "x")],
        )
        .await;
    assert_eq!(reply.status, 422);
    let page = amina.get(&format!("/en/c/peace/judge/conflicts?entry={one}")).await;
    assert!(page.body.contains(&format!("<option value=\"{one}\" selected")), "{}", page.body);
}

#[tokio::test]
async fn an_own_entry_is_barred_without_being_declared() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    let judge = fixture.judge(&site.db, "a", "accepted", Some(account)).await;
    let (own, _) = fixture.entry(&site.db, "own", "eligible", Some(account)).await;
    assert!(amina.get("/en/c/peace/judge/conflicts").await.body.contains("You belong to this team"));
    declare(&mut amina, &[(own, "none", "")], true).await;
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM conflict WHERE kind = 'hard'").await, 1);
    put!(site.db, "DELETE FROM conflict");
    let reply = organiser
        .call("panel/assign", &[("slug", "peace"), ("judge", &judge.to_string()), ("entry", &own.to_string())])
        .await;
    assert!(reply.body.contains("conflict_of_interest"), "{}", reply.body);
}

#[tokio::test]
async fn a_minor_is_not_named_without_a_guardians_consent() {
    let (site, fixture, _) = with_organiser("screening").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    fixture.judge(&site.db, "a", "accepted", Some(account)).await;
    fixture.entry(&site.db, "kite", "submitted", None).await;
    put!(site.db, "UPDATE member SET minor = $1", true);
    let page = amina.get("/en/c/peace/judge/conflicts").await;
    assert!(page.body.contains("Team kite") && !page.body.contains("Member of kite"), "{}", page.body);
}

//! Organisers' own conflicts through their page: declared, recorded, found, set aside; and who is told nothing.

use super::*;

const PAGE: &str = "/en/c/peace/organise/conflicts/own";

async fn declare(client: &mut Client, entry: &str, category: &str, reason: &str) -> Reply {
    let fields = [("slug", "peace"), ("entry", entry), ("category", category), ("reason", reason)];
    client.call("panel/declare_own_conflict", &fields).await
}

async fn set_aside(client: &mut Client, account: Uuid, entry: EntryId, more: &[(&str, &str)]) -> Reply {
    let (account, entry) = (account.to_string(), entry.to_string());
    let fields =
        [("slug", "peace"), ("account", account.as_str()), ("entry", entry.as_str()), ("aside", "A large university")];
    client.call("panel/set_own_conflict_aside", &[&fields[..], more].concat()).await
}

#[tokio::test]
async fn an_organiser_declares_what_the_form_lets_them_and_once() {
    let (site, fixture, mut olga) = with_organiser("judging").await;
    let other = Fixture::with_slug(&site.db, "judging", "other").await;
    let (foreign, _) = other.entry(&site.db, "foreign", "eligible", None).await;
    let entry = entries(&site, &fixture, &["river"]).await[0].to_string();
    for (entry, category, reason, field) in [
        ("", "family", "", "entry"),
        ("x", "family", "", "entry"),
        (entry.as_str(), "", "", "category"),
        (entry.as_str(), "team", "", "category"),
        (entry.as_str(), "other", " ", "reason"),
    ] {
        let reply = declare(&mut olga, entry, category, reason).await;
        assert!(reply.status == 422 && reply.body.contains(field), "{field}: {}", reply.body);
    }
    assert_eq!(declare(&mut olga, &foreign.to_string(), "family", "").await.status, 404);
    assert!(olga.get(PAGE).await.body.contains("No conflict is known"));
    // A refused form comes back with its words.
    olga.get(PAGE).await;
    let refused =
        olga.post("panel/declare_own_conflict", &[("slug", "peace"), ("entry", ""), ("reason", "My aunt")]).await;
    assert!(olga.follow(&refused).await.body.contains("My aunt"));
    let fields = [("slug", "peace"), ("entry", entry.as_str()), ("category", "family"), ("reason", "My aunt")];
    for _ in 0..2 {
        let done = olga.post_with_key("panel/declare_own_conflict", "once", &fields).await;
        assert_eq!(super::done(&done), "/en/c/peace/organise/conflicts/own?done=conflict-weighed");
    }
    let events = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'panel.declare_own_conflict'";
    assert_eq!(count(&site.db, events).await, 1);
    let page = olga.get(PAGE).await.body;
    assert!(page.contains("My aunt") && page.contains("1 of the entries"), "{page}");
    // The only owner: nobody is left, and the page says what helps.
    assert!(page.contains("Nobody is left to decide") && page.contains("Nobody is left to publish"), "{page}");
    let (_, account) = site.person_with_account("Second").await;
    fixture.organiser(&site.db, account).await;
    assert!(!olga.get(PAGE).await.body.contains("Nobody is left"));
}

#[tokio::test]
async fn conflicts_of_others_are_recorded_by_editors_and_read_by_those_who_may() {
    let (site, fixture, mut olga) = with_organiser("screening").await;
    let (mut mira, mira_account) = site.person_with_account("Mira").await;
    fixture.organiser_with(&site.db, mira_account, "editor").await;
    let (mut owen, owen_account) = site.person_with_account("Owen").await;
    fixture.organiser_with(&site.db, owen_account, "observer").await;
    let (_, stranger) = site.person_with_account("Eve").await;
    let entry = entries(&site, &fixture, &["river"]).await[0];
    let record = |account: Uuid, category: &'static str| {
        let (account, entry) = (account.to_string(), entry.to_string());
        vec![
            ("slug", "peace".to_owned()),
            ("other", account),
            ("other_entry", entry),
            ("other_category", category.to_owned()),
            ("other_reason", "Paid by them".to_owned()),
        ]
    };
    async fn post(client: &mut Client, fields: Vec<(&'static str, String)>) -> Reply {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        client.call("panel/record_own_conflict", &fields).await
    }
    assert_eq!(post(&mut owen, record(mira_account, "funded")).await.status, 404, "observers only read");
    assert_eq!(post(&mut mira, record(stranger, "funded")).await.status, 404, "who does not organise");
    let wrong = post(&mut mira, record(owen_account, "")).await;
    assert!(wrong.status == 422 && wrong.body.contains("other_category"), "{}", wrong.body);
    assert_eq!(post(&mut mira, record(owen_account, "funded")).await.status, 200);
    assert!(olga.get(PAGE).await.body.contains("Paid by them"));
    assert!(owen.get(PAGE).await.body.contains("Paid by them"), "what is said of oneself one may read");
    assert_eq!(post(&mut mira, record(mira_account, "funded")).await.status, 200);
    assert_eq!(owen.get(PAGE).await.body.matches("Paid by them").count(), 1, "and not of others");
    assert_eq!(set_aside(&mut mira, owen_account, entry, &[("source", "organiser")]).await.status, 404);
    assert_eq!(
        set_aside(&mut olga, owen_account, entry, &[("source", "declared")]).await.status,
        409,
        "nobody declared"
    );
    assert_eq!(set_aside(&mut olga, owen_account, entry, &[("source", "organiser")]).await.status, 200);
    let page = owen.get(PAGE).await.body;
    assert!(page.contains("Set aside by Olga") && !page.contains("Kept from you because"), "{page}");
}

#[tokio::test]
async fn what_is_found_counts_at_once_and_is_set_aside_together() {
    let (site, fixture, mut olga) = with_organiser("screening").await;
    let (mut mira, account) = site.person_with_account("Mira Lind").await;
    fixture.organiser(&site.db, account).await;
    let (_, team) = site.person_with_account("Ann").await;
    let mut found = Vec::new();
    for key in ["river", "stone"] {
        found.push(fixture.entry(&site.db, key, "submitted", Some(team)).await.0);
    }
    assert_eq!(olga.call("entries/compare", &[("slug", "peace")]).await.status, 200);
    let page = mira.get(PAGE).await.body;
    assert!(page.contains("Found by comparing") && page.contains("2 of the entries"), "{page}");
    let check = [("entry", found[0].to_string()), ("version", "1".to_owned()), ("outcome", "pass".to_owned())];
    let check: Vec<(&str, &str)> = check.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(mira.call("entries/check", &check).await.status, 409);
    let all = [("source", "detected"), ("all", "on")];
    assert_eq!(set_aside(&mut olga, account, found[0], &all).await.status, 200);
    assert!(!mira.get(PAGE).await.body.contains("Kept from you because"));
    olga.call("entries/compare", &[("slug", "peace")]).await;
    assert!(!mira.get(PAGE).await.body.contains("Kept from you because"), "it stays set aside");
    assert!(olga.get(PAGE).await.body.contains("Kept from you because"), "of Olga nobody has set anything aside");
}

#[tokio::test]
async fn who_has_a_conflict_is_not_told_that_work_on_the_entry_came_back() {
    let (site, fixture, mut olga) = with_organiser("judging").await;
    let (_, second) = site.person_with_account("Second").await;
    fixture.organiser(&site.db, second).await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    let judge = fixture.judge(&site.db, "a", "ready", Some(account)).await;
    let list = entries(&site, &fixture, &["river", "stone"]).await;
    for entry in &list {
        fixture.assign(&site.db, judge, *entry).await;
    }
    assert_eq!(declare(&mut olga, &list[0].to_string(), "friend", "").await.status, 200);
    for entry in &list {
        let entry = entry.to_string();
        let fields = [("slug", "peace"), ("entry", entry.as_str()), ("reason", "Ill")];
        assert_eq!(amina.call("panel/give_back", &fields).await.status, 200);
    }
    let told =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail WHERE template = 'judge_stepped_down' AND to_address LIKE";
    assert_eq!(count(&site.db, format!("{told} 'olga@%'").leak()).await, 1, "of the other entry");
    assert_eq!(count(&site.db, format!("{told} 'second@%'").leak()).await, 2);
    let log = olga.get("/en/c/peace/organise/messages").await.body;
    assert_eq!(log.matches("second@example.org").count(), 1, "{log}");
}

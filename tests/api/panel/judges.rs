//! What judges sign, tell and give back; reserves; a panel taken together.

use super::*;

const PAGES: [&str; 3] = ["/en/c/peace/judge", "/en/c/peace/judge/conflicts", "/en/c/peace/judge/step-down"];

async fn next_conduct(organiser: &mut Client) {
    let fields = [("slug", "peace"), ("text_en", "Be fair and silent"), ("text_ar", "كن عادلا")];
    let reply = organiser.post("panel/publish_conduct", &fields).await;
    assert_eq!(done(&reply), "/en/c/peace/organise/panel/settings?done=saved");
}

#[tokio::test]
async fn nothing_of_entries_is_seen_before_conduct_is_signed_as_it_reads_now() {
    let (site, fixture, mut organiser) = with_organiser("judging").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    let judge = fixture.judge(&site.db, "a", "ready", Some(account)).await;
    let list = entries(&site, &fixture, &["secret-entry"]).await;
    let entry = *list.first().expect("an entry");
    fixture.assign(&site.db, judge, entry).await;
    let sheet = format!("/en/judge/entries/{entry}");
    let title = "secret-entry";
    assert!(amina.get(&sheet).await.body.contains(title), "else this finds nothing");
    next_conduct(&mut organiser).await;
    for page in PAGES.iter().copied().chain([sheet.as_str()]) {
        let shown = amina.get(page).await;
        assert!(!shown.body.contains(title), "{page}: {}", shown.body);
        let expected = if page.ends_with("step-down") { 200 } else { 409 };
        assert_eq!(shown.status, expected, "{page}");
        if expected == 409 {
            assert!(shown.body.contains("/en/c/peace/judge/conduct"), "{page} leads to where it is signed");
        }
    }
    let entry = entry.to_string();
    for (operation, fields) in [
        ("panel/declare_conflicts", vec![("slug", "peace"), ("confirmed", "on")]),
        ("panel/add_conflict", vec![("slug", "peace"), ("entry", &entry), ("kind", "soft"), ("reason", "x")]),
        ("panel/give_back", vec![("slug", "peace"), ("entry", &entry), ("reason", "")]),
        ("scores/save", vec![("entry", &entry), ("version", "0")]),
    ] {
        let reply = amina.call(operation, &fields).await;
        assert_eq!(reply.status, 409, "{operation}: {}", reply.body);
        assert!(reply.body.contains("conduct_not_signed"), "{operation}: {}", reply.body);
    }
    let page = amina.get("/en/c/peace/judge/conduct").await;
    assert!(page.body.contains("Be fair and silent"), "{}", page.body);
    let reply = amina.post("panel/sign_conduct", &[("slug", "peace"), ("version", "2")]).await;
    assert!(amina.follow(&reply).await.body.contains("agreed-error"));
    let old = amina.call("panel/sign_conduct", &[("slug", "peace"), ("version", "1"), ("agreed", "on")]).await;
    assert_eq!((old.status, old.body.contains("Stale")), (409, true), "{}", old.body);
    let reply = amina.post("panel/sign_conduct", &[("slug", "peace"), ("version", "2"), ("agreed", "on")]).await;
    assert_eq!(done(&reply), "/en/c/peace/judge?done=conduct-signed");
    assert!(amina.get(&sheet).await.body.contains(title));
    let mut conn = site.db.read().await.expect("a reader");
    let (digest,): (Vec<u8>,) =
        fetch_one!(&mut conn, (Vec<u8>,), "SELECT digest FROM conduct_signature WHERE version = 2").expect("signed");
    assert_eq!(digest, app::panel::conduct_text::digest("Be fair and silent"));
}

#[tokio::test]
async fn conduct_that_says_the_same_is_no_new_version() {
    let (_site, _, mut organiser) = with_organiser("open").await;
    next_conduct(&mut organiser).await;
    let fields = [("slug", "peace"), ("text_en", "Be fair and silent"), ("text_ar", "كن عادلا")];
    assert_eq!(organiser.call("panel/publish_conduct", &fields).await.status, 409);
    let empty = organiser.call("panel/publish_conduct", &[("slug", "peace"), ("text_en", " "), ("text_ar", "x")]).await;
    assert!(empty.status == 422 && empty.body.contains("text_en"), "{}", empty.body);
}

#[tokio::test]
async fn an_invitation_tells_the_work_in_hours_and_when_it_ends() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    entries(&site, &fixture, &["one", "two", "three"]).await;
    let set = [("slug", "peace"), ("minutes", "40"), ("expertise", "law")];
    assert_eq!(
        done(&organiser.post("panel/save_settings", &set).await),
        "/en/c/peace/organise/panel/settings?done=saved"
    );
    let fields = [
        ("slug", "peace"),
        ("name", "Amina"),
        ("email", "amina@example.org"),
        ("affiliation", ""),
        ("field", ""),
        ("languages", "en"),
        ("max_load", ""),
        ("until", "2026-03-20"),
    ];
    let past = fields.map(|(name, value)| if name == "until" { (name, "2020-01-01") } else { (name, value) });
    let refused = organiser.call("panel/invite", &past).await;
    assert!(refused.status == 422 && refused.body.contains("until"), "{}", refused.body);
    organiser.post("panel/invite", &fields).await;
    let token = invitations::token(&mut organiser).await;
    let before = organiser.get("/en/c/peace/organise/panel").await;
    assert!(before.body.contains("Link not opened"), "{}", before.body);
    let path = format!("/en/invitations/{token}");
    let page = site.visitor().get(&path).await;
    for words in ["40 minutes", "2 hours", "20 March 2026"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let after = organiser.get("/en/c/peace/organise/panel").await;
    assert!(after.body.contains("Link opened") && after.body.contains("20 March 2026"), "{}", after.body);
    site.clock.set(tests::NOON.plus_seconds(400 * 86_400));
    let late = site.visitor().get(&path).await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("This invitation has ended") && late.body.contains("Olga"), "{}", late.body);
    assert!(!late.body.contains("Amina"), "whoever finds an old link learns no name of a judge");
}

#[tokio::test]
async fn who_declined_may_change_their_mind_while_the_link_holds() {
    let (site, _, mut organiser) = with_organiser("open").await;
    organiser.post("panel/invite", &invitations::INVITE).await;
    let token = invitations::token(&mut organiser).await;
    let mut amina = site.person("Amina").await;
    amina.post("panel/decline", &[("token", &token), ("reason", "Too busy")]).await;
    let page = organiser.get("/en/c/peace/organise/panel?state=declined").await;
    assert!(page.body.contains("Too busy"), "{}", page.body);
    let page = organiser.get("/en/c/peace/organise/panel?state=ready").await;
    assert!(!page.body.contains("Too busy"), "a filter shows only its own");
    let accept = [("token", token.as_str()), ("languages", "en"), ("max_load", ""), ("conduct", "1")];
    assert_eq!(
        done(&amina.post("panel/accept", &accept).await),
        "/en/c/peace/judge/conflicts?done=invitation-accepted"
    );
}

#[tokio::test]
async fn a_reserve_sees_nothing_until_called_in() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    entries(&site, &fixture, &["secret"]).await;
    let mut fields = invitations::INVITE.to_vec();
    fields.push(("reserve", "on"));
    organiser.post("panel/invite", &fields).await;
    let token = invitations::token(&mut organiser).await;
    let mut amina = site.person("Amina").await;
    assert!(amina.get(&format!("/en/invitations/{token}")).await.body.contains("reserve list"));
    let accept = [("token", token.as_str()), ("languages", "en"), ("max_load", ""), ("conduct", "1")];
    assert_eq!(done(&amina.post("panel/accept", &accept).await), "/en/c/peace/judge/profile?done=invitation-accepted");
    for page in ["/en/c/peace/judge", "/en/c/peace/judge/conflicts"] {
        let shown = amina.get(page).await;
        assert!(shown.status == 409 && !shown.body.contains("secret"), "{page}: {}", shown.body);
    }
    assert_eq!(amina.get("/en/c/peace/judge/profile").await.status, 200);
    let mut conn = site.db.read().await.expect("a reader");
    let (judge,): (Uuid,) = fetch_one!(&mut conn, (Uuid,), "SELECT id FROM judge").expect("a judge");
    drop(conn);
    let judge = judge.to_string();
    let call_in = [("slug", "peace"), ("judge", judge.as_str()), ("reserve", "false")];
    let reply = organiser.post("panel/set_reserve", &call_in).await;
    assert_eq!(done(&reply), "/en/c/peace/organise/panel?done=reserve-changed");
    assert_eq!(organiser.call("panel/set_reserve", &call_in).await.status, 409, "they are called in already");
    let told = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail WHERE template = 'judge_called_in'";
    assert_eq!(count(&site.db, told).await, 1);
    assert!(amina.get("/en/c/peace/judge/conflicts").await.body.contains("secret"));
}

#[tokio::test]
async fn who_steps_down_loses_what_is_open_and_organisers_get_the_list() {
    let (site, fixture, mut organiser) = with_organiser("judging").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    let judge = fixture.judge(&site.db, "amina", "ready", Some(account)).await;
    let list = entries(&site, &fixture, &["handed-entry", "one-entry", "two-entry"]).await;
    for entry in &list {
        fixture.assign(&site.db, judge, *entry).await;
    }
    let (handed, one, two) = (list[0], list[1], list[2]);
    let (c, r) = (fixture.competition.uuid(), fixture.round.uuid());
    put!(
        site.db,
        "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at, submitted_at)
         VALUES ($1, $2, $3, $4, $5, 'submitted', '', 1, 0, 0)",
        Uuid::from_u128(5),
        c,
        r,
        judge.uuid(),
        handed.uuid(),
    );
    let page = amina.get("/en/c/peace/judge/step-down").await;
    assert!(page.body.contains("one-entry") && !page.body.contains("handed-entry"), "{}", page.body);
    let handed_in = handed.to_string();
    let refused = amina.call("panel/give_back", &[("slug", "peace"), ("entry", &handed_in), ("reason", "")]).await;
    assert_eq!(refused.status, 404, "what was handed in is not given back");
    let first = one.to_string();
    let reply = amina.post("panel/give_back", &[("slug", "peace"), ("entry", &first), ("reason", "VR is ill")]).await;
    assert_eq!(done(&reply), "/en/c/peace/judge/step-down?done=stepped-down");
    assert_eq!(amina.get(&format!("/en/judge/entries/{one}")).await.status, 404);
    assert_eq!(amina.get(&format!("/en/judge/entries/{two}")).await.status, 200);
    let reply = amina.post("panel/step_down", &[("slug", "peace"), ("reason", "No time")]).await;
    assert_eq!(done(&reply), "/en/work?done=stepped-down");
    for page in [format!("/en/judge/entries/{two}"), "/en/c/peace/judge".to_owned()] {
        assert_eq!(amina.get(&page).await.status, 404, "{page}");
    }
    assert_eq!(pairs(&site.db).await, [(judge, handed)]);
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard WHERE state = 'submitted'").await, 1);
    let board = organiser.get("/en/c/peace/organise/panel").await;
    for words in ["Needs new judges", "one-entry", "VR is ill", "two-entry", "Stepped down", "No time"] {
        assert!(board.body.contains(words), "{words}: {}", board.body);
    }
    let told = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail WHERE template = 'judge_stepped_down'";
    assert_eq!(count(&site.db, told).await, 2);
}

fn profile<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("slug", "peace"),
        ("name", "Amina"),
        ("affiliation", "Peace Lab"),
        ("field", "law"),
        ("languages", "en"),
        ("max_load", ""),
    ];
    fields.extend_from_slice(more);
    fields
}

#[tokio::test]
async fn a_profile_takes_devices_limits_and_days_away_and_keeps_gender_for_owners() {
    let (site, fixture, mut organiser) = with_organiser("open").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    let judge = fixture.judge(&site.db, "amina", "accepted", Some(account)).await.to_string();
    let path = "/en/c/peace/judge/profile";
    amina.get(path).await;
    let bad = profile(&[("devices[]", "toaster"), ("region", "moon"), ("away", "soon"), ("gender", "")]);
    let reply = amina.post("panel/save_profile", &bad).await;
    let page = amina.follow(&reply).await;
    for id in ["devices-error", "region-error", "away-error"] {
        assert!(page.body.contains(id), "{id}: {}", page.body);
    }
    let good = profile(&[
        ("devices[]", "vr"),
        ("devices[]", "mac"),
        ("expertise[]", "games"),
        ("comfort[]", "gore"),
        ("region", "africa"),
        ("gender", "nonbinary-Xyz"),
        ("partner", "Partner A"),
        ("away", "2026-03-05 to 2026-03-09"),
    ]);
    assert_eq!(done(&amina.post("panel/save_profile", &good).await), "/en/c/peace/judge/profile?done=saved");
    assert!(amina.get(path).await.body.contains("2026-03-05 – 2026-03-09"));
    let (mut editor, editing) = site.person_with_account("Edda").await;
    fixture.organiser_with(&site.db, editing, "editor").await;
    let theirs = format!("/en/c/peace/organise/panel/{judge}");
    assert!(organiser.get(&theirs).await.body.contains("nonbinary-Xyz"), "owners may read it");
    for page in [
        theirs.as_str(),
        "/en/c/peace/organise/panel",
        "/en/c/peace/organise/panel/balance",
        "/en/c/peace/organise/log",
    ] {
        let shown = editor.get(page).await;
        assert!(shown.status == 200 && !shown.body.contains("nonbinary-Xyz"), "{page}: {}", shown.body);
    }
    let log = organiser.get("/en/c/peace/organise/log").await;
    assert!(log.body.contains("panel.save_profile") && !log.body.contains("gore") && !log.body.contains("Xyz"));
    let mut fields = profile(&[("region", "europe"), ("gender", "taken")]);
    fields.push(("judge", &judge));
    assert_eq!(done(&editor.post("panel/save_profile_of", &fields).await), "/en/c/peace/organise/panel?done=saved");
    let mut conn = site.db.read().await.expect("a reader");
    let row: (String, String) =
        fetch_one!(&mut conn, (String, String), "SELECT gender, region FROM judge").expect("a judge");
    assert_eq!(row, ("nonbinary-Xyz".to_owned(), "europe".to_owned()), "an editor changes no gender");
    drop(conn);
    for page in ["/en/c/peace/jury", "/en/c/peace", "/en/c/peace/statistics"] {
        let shown = site.visitor().get(page).await;
        assert!(!shown.body.contains("Xyz") && !shown.body.contains("gore"), "{page}");
    }
    let mine = amina.get("/account/data.json").await;
    assert!(mine.body.contains("nonbinary-Xyz") && mine.body.contains("Partner A"), "{}", mine.body);
}

#[tokio::test]
async fn the_balance_warns_of_a_language_with_one_reader() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    judges(&site, &fixture, &["a", "b", "c"]).await;
    let list = entries(&site, &fixture, &["kite"]).await;
    let id = list.first().expect("an entry").uuid();
    put!(site.db, "UPDATE entry SET languages = 'ru' WHERE id = $1", id);
    put!(site.db, "UPDATE judge SET languages = 'en;ru', partner = 'Partner A' WHERE key = 'b'");
    let page = organiser.get("/en/c/peace/organise/panel/balance").await;
    assert_eq!(page.status, 200);
    for words in ["only one reader", "Русский", "Partner A", "peacebuilding"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
}

//! The jury in public: nobody is named who has not agreed.

use super::*;

const OPEN: [&str; 5] = ["", "/jury", "/questions", "/rules", "/eligibility"];

async fn public(site: &Site) -> String {
    let mut all = String::new();
    for path in OPEN {
        for language in ["en", "ar"] {
            let reply = site.visitor().get(&format!("/{language}/c/peace{path}")).await;
            assert_eq!(reply.status, 200, "{path}: {}", reply.body);
            all.push_str(&reply.body);
        }
    }
    all
}

#[tokio::test]
async fn a_judge_is_named_only_after_agreeing() {
    let (site, fixture, _) = with_organiser("open").await;
    let (mut jane, account) = site.person_with_account("Jane").await;
    let mut visitor = site.visitor();
    assert!(visitor.get("/en/c/peace/jury").await.body.contains("The jury is still being invited"));
    fixture.judge(&site.db, "secret", "ready", None).await;
    fixture.judge(&site.db, "asked", "invited", None).await;
    fixture.judge(&site.db, "jane", "accepted", Some(account)).await;
    let before = public(&site).await;
    assert!(before.contains("Judges: 2. Named here: 0") && !before.contains("Judge jane"), "{before}");

    let profile = jane.get("/en/c/peace/judge/profile").await.body;
    assert!(
        profile.contains("name=\"named\" value=\"on\"") && !profile.contains("name=\"named\" value=\"on\" checked")
    );
    let say = |named| {
        let mut form = vec![("slug", "peace"), ("country", "KE"), ("about", "Mediates between <herders>.")];
        form.extend(named);
        form
    };
    let quiet = jane.post("panel/save_public_profile", &say(None)).await;
    assert_eq!(done(&quiet), "/en/c/peace/judge/profile?done=saved");
    let page = public(&site).await;
    assert!(!page.contains("Judge jane") && !page.contains("Mediates"), "saved, not named: {page}");
    assert_eq!(jane.post("panel/save_public_profile", &say(Some(("named", "on")))).await.status, 303);
    let page = visitor.get("/en/c/peace/jury").await.body;
    for part in [
        "<bdi>Judge jane</bdi>",
        "peacebuilding",
        "Kenya",
        "Mediates between &lt;herders&gt;.",
        "Judges: 2. Named here: 1",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("<script") && !page.contains("<leptos-island"), "{page}");
    assert!(visitor.get("/ar/c/peace/jury").await.body.contains("كينيا"));
    let all = public(&site).await;
    for hidden in ["Judge secret", "Judge asked", "jane@example.org"] {
        assert!(!all.contains(hidden), "{hidden}");
    }
    assert_eq!(jane.post("panel/save_public_profile", &say(None)).await.status, 303);
    assert!(!public(&site).await.contains("Judge jane"), "it can be taken back");
}

#[tokio::test]
async fn what_is_done_about_conflicts_follows_from_the_settings() {
    let (site, fixture, mut olga) = with_organiser("open").await;
    let page = site.visitor().get("/en/c/peace/jury").await.body;
    assert!(page.contains("scored by 2 judges") && page.contains("more than 25 points apart"), "{page}");
    let id = fixture.competition.uuid();
    put!(site.db, "UPDATE competition SET reviews_per_entry = 4, disparity_points = 30 WHERE id = $1", id);
    let page = site.visitor().get("/en/c/peace/jury").await.body;
    assert!(page.contains("scored by 4 judges") && page.contains("more than 30 points apart"), "{page}");
    fixture.set_state(&site.db, "setup").await;
    assert_eq!(site.visitor().get("/en/c/peace/jury").await.status, 404);
    assert_eq!(site.person("Stranger").await.get("/en/c/peace/jury").await.status, 404);
    assert_eq!(olga.get("/en/c/peace/jury").await.status, 200);
    assert_eq!(olga.get("/en/c/nothing/jury").await.status, 404);
}

#[tokio::test]
async fn only_judges_say_what_is_shown_of_them() {
    let (site, fixture, mut olga) = with_organiser("open").await;
    let (mut jane, account) = site.person_with_account("Jane").await;
    fixture.judge(&site.db, "jane", "ready", Some(account)).await;
    let form = [("slug", "peace"), ("country", ""), ("about", "X"), ("named", "on")];
    assert_eq!(olga.call("panel/save_public_profile", &form).await.status, 404);
    assert_eq!(site.visitor().call("panel/save_public_profile", &form).await.status, 401);
    jane.get("/en/c/peace/judge/profile").await;
    let long = "Words that must not get lost. ".repeat(10);
    let reply = jane.post("panel/save_public_profile", &[("slug", "peace"), ("country", "XX"), ("about", &long)]).await;
    let page = jane.follow(&reply).await.body;
    assert!(page.contains("id=\"about-error\"") && page.contains("id=\"country-error\""), "{page}");
    assert!(page.contains(long.trim()), "{page}");
    assert!(!public(&site).await.contains("Judge jane"));
}

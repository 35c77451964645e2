//! What is not yours does not exist.

use super::*;
use tests::{Engine, Fixture, Site};

#[tokio::test]
async fn not_yours_and_not_there_are_the_same() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "screening").await;
    let (_, ann) = site.person_with_account("Ann").await;
    let (entry, _) = fixture.entry(&site.db, "kite-flyers", "submitted", Some(ann)).await;
    let (entry, nothing) = (entry.to_string(), fixture.round.to_string());
    let mut eve = site.person("Eve").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;

    let pages = ["/en/entries/{}", "/en/entries/{}/edit", "/en/entries/{}/team", "/en/c/peace/organise/entries/{}"];
    for pattern in pages {
        let theirs = eve.get(&pattern.replace("{}", &entry)).await;
        let nobodys = eve.get(&pattern.replace("{}", &nothing)).await;
        assert_eq!((theirs.status, nobodys.status), (404, 404), "{pattern}");
        assert!(!theirs.body.contains("kite-flyers"), "{pattern}: {}", theirs.body);
        assert_eq!(eve.get(&pattern.replace("{}", "nonsense")).await.status, 404, "{pattern}");
        let visitor = site.visitor().get(&pattern.replace("{}", &entry)).await;
        assert_eq!(visitor.status, 401, "{pattern}");
    }
    assert_eq!(eve.get("/en/c/peace/organise/entries").await.status, 404);
    // Organisers are not in the team either.
    for pattern in pages.iter().take(3) {
        assert_eq!(olga.get(&pattern.replace("{}", &entry)).await.status, 404, "{pattern}");
    }

    let member = nothing.clone();
    let form = [
        ("version", "1"),
        ("rules_version", "1"),
        ("accept_rules", "on"),
        ("team_name", "x"),
        ("organisation", ""),
        ("public_name", "x"),
        ("country", "KE"),
        ("member", member.as_str()),
        ("outcome", "pass"),
    ];
    for operation in [
        "save_draft",
        "submit",
        "withdraw",
        "edit_team",
        "add_member",
        "edit_member",
        "remove_member",
        "ask_consent",
        "invite",
        "stop_invitation",
        "check",
    ] {
        let mut replies = Vec::new();
        for id in [&entry, &nothing] {
            let fields = [form.as_slice(), &[("entry", id.as_str())]].concat();
            let reply = eve.call(&format!("entries/{operation}"), &fields).await;
            replies.push((reply.status, reply.body));
            let visitor = site.visitor().call(&format!("entries/{operation}"), &fields).await;
            assert_eq!(visitor.status, 401, "{operation}: {}", visitor.body);
        }
        assert_eq!(replies[0], replies[1], "{operation}");
        assert_eq!(replies[0].0, 404, "{operation}: {}", replies[0].1);
    }
    assert_eq!(state(&site.db, &entry).await, "submitted");
}

#[tokio::test]
async fn a_member_of_another_team_is_not_yours_either() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let track = fixture.track.to_string();
    let (mut ann, mut eve) = (site.person("Ann").await, site.person("Eve").await);
    let anns = draft(&mut ann, &track, "Ann's").await;
    let eves = draft(&mut eve, &track, "Eve's").await;
    let page = ann.get(&format!("/en/entries/{anns}/team")).await;
    let member = between(&page.body, "team?member=", "#").to_owned();
    let fields = [("entry", eves.as_str()), ("member", member.as_str()), ("public_name", "Stolen"), ("country", "KE")];
    for operation in ["edit_member", "remove_member", "ask_consent"] {
        let reply = eve.call(&format!("entries/{operation}"), &fields).await;
        assert_eq!(reply.status, 404, "{operation}: {}", reply.body);
    }
    assert!(ann.get(&format!("/en/entries/{anns}/team")).await.body.contains("Amina"));
    // Nor may an entry be begun in another's team.
    let team = text(&site.db, "SELECT CAST(public_name AS TEXT) FROM member WHERE id = $1", &member).await;
    assert_eq!(team, "Amina");
    let theirs = Uuid::parse_str(&anns).expect("an id");
    let mut conn = site.db.read().await.expect("a reader");
    let (team,): (Uuid,) =
        fetch_one!(&mut conn, (Uuid,), "SELECT team_id FROM entry WHERE id = $1", theirs).expect("a team");
    drop(conn);
    let team = team.to_string();
    let reply = eve.call("entries/create", &[("slug", "peace"), ("track", &track), ("team", &team)]).await;
    assert!(reply.status == 422 && reply.body.contains("\"field\":\"team\""), "{}", reply.body);
}

#[tokio::test]
async fn what_people_write_is_never_markup() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "<i>Kura</i>").await;
    let evil = "</title><script>alert(1)</script>";
    let changes = [("title", evil), ("answer[description]", evil), ("more_platforms", "<script>alert")];
    assert_eq!(submit(&mut ann, &entry, "1", &changes).await.status, 200);
    for path in ["", "/edit", "/team"] {
        let page = ann.get(&format!("/ar/entries/{entry}{path}")).await;
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains("dir=\"rtl\"") && !page.body.contains("<script>alert") && !page.body.contains("<i>Kura"),
            "{path}"
        );
    }
}

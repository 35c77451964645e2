//! Judges by list: looked at, then all or nobody.

use super::*;

const LIST: &str = "name,email,languages,devices,expertise,organisation,field,region,load_limit,reserve\n\
    Amina,Amina@example.org,en; ar,vr,games,Peace Lab,law,africa,12,no\n\
    \"Lee, Bo\",lee@example.org,zh-Hant,,,,,,,yes\n";

/// The digest of the list that is looked at.
async fn digest(organiser: &mut Client) -> String {
    let page = organiser.get("/en/c/peace/organise/panel/list").await;
    let start = "name=\"digest\" value=\"";
    let at = page.body.find(start).unwrap_or_else(|| panic!("no list: {}", page.body)) + start.len();
    page.body[at..].chars().take_while(char::is_ascii_hexdigit).collect()
}

#[tokio::test]
async fn a_list_is_looked_at_and_then_everybody_is_invited_once() {
    let (site, _, mut organiser) = with_organiser("open").await;
    let reply = organiser.post("panel/read_list", &[("slug", "peace"), ("text", LIST)]).await;
    assert_eq!(done(&reply), "/en/c/peace/organise/panel/list?done=list-read");
    let page = organiser.follow(&reply).await;
    for words in ["Lee, Bo", "amina@example.org", "VR headset", "Reserve", "Nothing has been sent yet"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM judge").await, 0, "nobody is invited by looking");
    let digest = digest(&mut organiser).await;
    let other = organiser.call("panel/bring_in", &[("slug", "peace"), ("digest", &"0".repeat(64))]).await;
    assert!(other.status == 409 && other.body.contains("preview_changed"), "{}", other.body);
    let fields = [("slug", "peace"), ("digest", digest.as_str())];
    let first = organiser.post_with_key("panel/bring_in", "once", &fields).await;
    assert_eq!(done(&first), "/en/c/peace/organise/panel?done=judges-invited");
    let again = organiser.post_with_key("panel/bring_in", "once", &fields).await;
    assert_eq!(done(&again), done(&first), "the same form twice does it once");
    assert_eq!(organiser.call("panel/bring_in", &fields).await.status, 409, "the list is gone");
    let mut conn = site.db.read().await.expect("a reader");
    let rows: Vec<(String, String, String, Option<i64>, String)> = fetch_all!(
        &mut conn,
        (String, String, String, Option<i64>, String),
        "SELECT name, languages, devices, max_load, standing FROM judge ORDER BY name"
    )
    .expect("judges");
    assert_eq!(
        rows,
        [
            ("Amina".to_owned(), "en;ar".to_owned(), "vr".to_owned(), Some(12), "member".to_owned()),
            ("Lee, Bo".to_owned(), "zh-hant".to_owned(), String::new(), None, "reserve".to_owned()),
        ]
    );
    drop(conn);
    let mails = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail WHERE template = 'judge_invitation'";
    assert_eq!(count(&site.db, mails).await, 2);
}

#[tokio::test]
async fn what_is_wrong_is_told_by_line_and_nobody_is_invited() {
    let (site, _, mut organiser) = with_organiser("open").await;
    for (text, words) in [
        ("name\nAnn", vec!["Line 1", "This column is missing"]),
        ("name,email,colour\nAnn,a@b.org,red", vec!["Line 1", "There is no such column"]),
        ("name,email\nAnn,a@b.org\nBo,a@b.org", vec!["Line 3", "The same address is on line 2"]),
        ("name,email\nAnn,nowhere", vec!["Line 2", "no e-mail address"]),
        ("name,email,load_limit\nAnn,a@b.org,many", vec!["Line 2", "many", "from 1 to 500"]),
        ("name,email,languages\nAnn,a@b.org,english language", vec!["Line 2", "no code of a language"]),
        ("name,email,devices\nAnn,a@b.org,toaster", vec!["Line 2", "toaster", "controller"]),
        ("name,email\nAnn", vec!["Line 2", "1 cells"]),
        ("name,email\n\"Ann,a@b.org", vec!["not closed"]),
        ("name,email\n", vec!["There is nobody on the list"]),
        ("name,email\n<b>x</b>,nowhere<i>", vec!["nowhere&lt;i&gt;"]),
    ] {
        let reply = organiser.post("panel/read_list", &[("slug", "peace"), ("text", text)]).await;
        let page = organiser.follow(&reply).await;
        for word in words {
            assert!(page.body.contains(word), "{text}: {word}: {}", page.body);
        }
        assert!(!page.body.contains("name=\"digest\""), "{text}: nothing to bring in");
    }
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM judge").await, 0);
    let empty = organiser.call("panel/read_list", &[("slug", "peace"), ("text", " ")]).await;
    assert!(empty.status == 422 && empty.body.contains("text"), "{}", empty.body);
    let mut long = "name,email\n".to_owned();
    long.push_str(&"x".repeat(200_000));
    let long = organiser.call("panel/read_list", &[("slug", "peace"), ("text", &long)]).await;
    assert!(matches!(long.status, 413 | 422), "{}", long.status);
}

#[tokio::test]
async fn a_list_that_does_not_fit_any_more_invites_nobody() {
    let (site, _, mut organiser) = with_organiser("open").await;
    organiser.post("panel/read_list", &[("slug", "peace"), ("text", LIST)]).await;
    let digest = digest(&mut organiser).await;
    let invite = [
        ("slug", "peace"),
        ("name", "Lee"),
        ("email", "lee@example.org"),
        ("affiliation", ""),
        ("field", ""),
        ("languages", ""),
        ("max_load", ""),
    ];
    organiser.post("panel/invite", &invite).await;
    let reply = organiser.call("panel/bring_in", &[("slug", "peace"), ("digest", &digest)]).await;
    assert!(reply.status == 409 && reply.body.contains("preview_changed"), "{}", reply.body);
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM judge").await, 1);
    let page = organiser.get("/en/c/peace/organise/panel/list").await;
    assert!(page.body.contains("Line 3") && page.body.contains("on the panel already"), "{}", page.body);
}

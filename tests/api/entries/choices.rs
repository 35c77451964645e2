//! Questions of the entry form that are answered by choosing.

use super::*;
use tests::{Engine, Fixture, Site};

/// Any number of the themes that the site has words for, and one of two sides, which only judges and organisers read.
const THEME: [(&str, &str); 4] = [
    ("question[r0][key]", "theme"),
    ("question[r0][kind]", "choices"),
    ("question[r0][audience]", "public"),
    ("question[r0][options]", "spaces\r\ncontact\r\nstories\r\nidentity"),
];
const SIDE: [(&str, &str); 5] = [
    ("question[r1][label]", "Which side?"),
    ("question[r1][kind]", "choice"),
    ("question[r1][audience]", "judges"),
    ("question[r1][required]", "on"),
    ("question[r1][options]", "North <b>bank</b>\r\nsouth: South bank\r\neast: East bank"),
];
const SIDE_KEY: &str = "answer[which-side]";

async fn ask(olga: &mut Client, version: &str, questions: &[(&str, &str)]) -> Reply {
    let head = [("slug", "peace"), ("track", "functioning"), ("version", version)];
    olga.call("competition/save_questions", &[head.as_slice(), questions].concat()).await
}

/// A site whose one track asks for themes and a side, its organiser, and a draft of Ann's.
async fn scene(engine: Engine) -> (Site, Fixture, Client, Client, String) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let saved = ask(&mut olga, "1", &[THEME.as_slice(), &SIDE].concat()).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    (site, fixture, olga, ann, entry)
}

fn ticked(value: &str) -> String {
    format!("value=\"{value}\" checked")
}

async fn chosen_from_form_to_judge(engine: Engine) {
    let (site, fixture, mut olga, mut ann, entry) = scene(engine).await;
    let edit = format!("/en/entries/{entry}/edit");
    let page = ann.get(&edit).await.body;
    for shown in [
        "<legend class=\"field-label\">Theme",
        "type=\"checkbox\" id=\"answer[theme]\" name=\"answer[theme][]\" value=\"spaces\"",
        "New spaces for dialogue and joint action",
        "type=\"radio\" id=\"answer[which-side]\" name=\"answer[which-side]\" value=\"north-b-bank-b\"",
        "North &lt;b&gt;bank&lt;/b&gt;",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(ann.get(&edit.replace("/en/", "/ar/")).await.body.contains("مساحات جديدة للحوار والعمل المشترك"));

    // By an ordinary form, in any order; it comes back ticked, and is stored in the order of the options.
    ann.get(&edit).await;
    let answers = [("answer[theme][]", "stories"), ("answer[theme][]", "spaces"), (SIDE_KEY, "south")];
    let head = [("entry", entry.as_str()), ("version", "1")];
    let saved = ann.post("entries/save_draft", &[&head, with(&answers).as_slice()].concat()).await;
    assert_eq!(saved.location.as_deref(), Some(format!("{edit}?done=saved").as_str()));
    let page = ann.follow(&saved).await.body;
    assert!(["spaces", "stories", "south"].into_iter().all(|key| page.contains(&ticked(key))), "{page}");
    assert!(!page.contains(&ticked("contact")) && !page.contains(&ticked("east")), "{page}");
    let stored = text(&site.db, "SELECT content FROM entry WHERE id = $1", &entry).await;
    assert!(stored.contains(r#""theme":"spaces\nstories""#) && stored.contains(r#""which-side":"south""#), "{stored}");

    // What is no option is refused at its field, and everything that was ticked comes back.
    let wrong = [("answer[theme][]", "contact"), ("answer[theme][]", "peace"), (SIDE_KEY, "west")];
    let head = [("entry", entry.as_str()), ("version", "2")];
    let refused = ann.post("entries/save_draft", &[&head, with(&wrong).as_slice()].concat()).await;
    assert_eq!(refused.location.as_deref(), Some(edit.as_str()));
    let page = ann.follow(&refused).await.body;
    for shown in ["id=\"answer[theme]-error\"", "id=\"answer[which-side]-error\"", &ticked("contact")] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!page.contains(&ticked("spaces")), "{page}");
    let missing = submit(&mut ann, &entry, "2", &[("answer[theme][]", "spaces")]).await;
    assert!(missing.status == 422 && missing.body.contains(SIDE_KEY), "{}", missing.body);
    let twice = [(SIDE_KEY, "south\neast")];
    assert_eq!(submit(&mut ann, &entry, "2", &twice).await.status, 422);

    let submitted = submit(&mut ann, &entry, "2", &answers).await;
    assert_eq!(submitted.status, 200, "{}", submitted.body);
    let desk = format!("/en/entries/{entry}");
    for (reader, side) in [("", true), ("?as=judges", true), ("?as=public", false)] {
        let seen = ann.get(&format!("{desk}{reader}")).await.body;
        assert!(seen.contains("<li><bdi>Sharing stories that build mutual respect</bdi></li>"), "{reader}: {seen}");
        assert_eq!(seen.contains("<li><bdi>South bank</bdi></li>"), side, "{reader}: {seen}");
    }

    fixture.set_state(&site.db, "judging").await;
    let id = Uuid::parse_str(&entry).expect("an id");
    change(&site.db, "UPDATE entry SET state = 'eligible' WHERE id = $1 AND version < $2", id, 99).await;
    let (mut judge, account) = site.person_with_account("Judge").await;
    let panel = fixture.judge(&site.db, "a", "ready", Some(account)).await;
    fixture.assign(&site.db, panel, id.into()).await;
    let sheet = judge.get(&format!("/en/judge/entries/{entry}")).await.body;
    for shown in ["<bdi>South bank<", "<bdi>New spaces for dialogue and joint action<"] {
        assert!(sheet.contains(shown), "{shown}: {sheet}");
    }
    let review = olga.get(&format!("/en/c/peace/organise/entries/{entry}")).await.body;
    assert!(review.contains("<bdi>South bank<"), "{review}");

    // What was asked stands: it is shown, and cannot be saved.
    let late = ask(&mut olga, "2", &[THEME.as_slice(), &SIDE].concat()).await;
    assert!(late.status == 409 && late.body.contains("wrong_state"), "{}", late.body);
    let page = olga.get("/en/c/peace/organise/tracks/functioning").await.body;
    assert!(page.contains("<li><bdi>East bank<") && !page.contains("question[r0][options]"), "{page}");
}

#[tokio::test]
async fn chosen_from_form_to_judge_on_sqlite() {
    chosen_from_form_to_judge(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chosen_from_form_to_judge_on_postgres() {
    chosen_from_form_to_judge(Engine::Postgres).await;
}

async fn what_was_chosen_stays_an_option(engine: Engine) {
    let (_site, _, mut olga, mut ann, entry) = scene(engine).await;
    let answers = [("answer[theme][]", "spaces"), (SIDE_KEY, "south")];
    assert_eq!(save(&mut ann, &entry, "1", &answers).await.status, 200);
    let at = "/en/c/peace/organise/tracks/functioning";
    let page = olga.get(at).await.body;
    for shown in
        ["spaces\ncontact\nstories\nidentity</textarea>", "north-b-bank-b: North &lt;b>bank&lt;/b>\nsouth: South"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let side = |change: (&'static str, &'static str)| {
        let mut fields = [THEME.as_slice(), &[("question[r1][key]", "which-side")], &SIDE].concat();
        fields.retain(|(name, _)| *name != change.0);
        fields.push(change);
        fields
    };
    // Gone, or under another short name, or asked in another way: refused at the field, with what was typed.
    for change in [
        ("question[r1][options]", "north: North\r\neast: East"),
        ("question[r1][options]", "North\r\nsouthern: South bank\r\nEast"),
        ("question[r1][kind]", "choices"),
        ("question[r1][kind]", "line"),
        ("question[r0][options]", "contact\r\nstories"),
    ] {
        let refused = ask(&mut olga, "2", &side(change)).await;
        let field =
            if change.0.starts_with("question[r0]") { "question[r0][options]" } else { "question[r1][options]" };
        assert!(refused.status == 422 && refused.body.contains("option_chosen"), "{change:?}: {}", refused.body);
        assert!(refused.body.contains(field), "{change:?}: {}", refused.body);
    }
    olga.get(at).await;
    let head = [("slug", "peace"), ("track", "functioning"), ("version", "2")];
    let wrong = side(("question[r1][options]", "north: North\r\neast: East"));
    let refused = olga.post("competition/save_questions", &[head.as_slice(), &wrong].concat()).await;
    let page = olga.follow(&refused).await.body.replace("\r\n", "\n");
    assert!(page.contains("id=\"question[r1][options]-error\"") && page.contains("“South bank”"), "{page}");
    assert!(page.contains("north: North\neast: East</textarea>"), "{page}");
    let short = ask(&mut olga, "2", &side(("question[r1][options]", "South bank"))).await;
    assert!(short.status == 422 && short.body.contains("question[r1][options]"), "{}", short.body);

    // Its label may change, what nobody chose may go, something may be added.
    let good = side(("question[r1][options]", "west: West bank\r\nsouth: Southern bank"));
    let saved = ask(&mut olga, "2", &good).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
    let page = ann.get(&format!("/en/entries/{entry}/edit")).await.body;
    assert!(page.contains("Southern bank") && page.contains(&ticked("south")) && page.contains("West bank"), "{page}");
    assert!(!page.contains("East bank"), "{page}");
    // A question goes with its answers, as any other does.
    assert_eq!(ask(&mut olga, "3", &THEME).await.status, 200);
}

#[tokio::test]
async fn what_was_chosen_stays_an_option_on_sqlite() {
    what_was_chosen_stays_an_option(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_chosen_stays_an_option_on_postgres() {
    what_was_chosen_stays_an_option(Engine::Postgres).await;
}

#[tokio::test]
async fn where_nothing_need_be_chosen_there_is_a_way_back() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let optional: Vec<_> = SIDE.into_iter().filter(|(name, _)| !name.ends_with("[required]")).collect();
    assert_eq!(ask(&mut olga, "1", &optional).await.status, 200);
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    let edit = format!("/en/entries/{entry}/edit");
    assert!(ann.get(&edit).await.body.contains("No answer"));
    assert_eq!(save(&mut ann, &entry, "1", &[(SIDE_KEY, "east")]).await.status, 200);
    assert!(ann.get(&edit).await.body.contains(&ticked("east")));
    assert_eq!(save(&mut ann, &entry, "2", &[(SIDE_KEY, "")]).await.status, 200);
    let page = ann.get(&edit).await.body;
    assert!(!page.contains(&ticked("east")) && page.contains(&ticked("")), "{page}");
}

//! The form follows what the organisers of a track ask, and answers go to those they are for.

use super::*;
use tests::{Engine, Fixture, Site};

/// Two questions of the site and one of the organisers' own, which only they read.
const QUESTIONS: [(&str, &str); 15] = [
    ("question[r0][key]", "description"),
    ("question[r0][kind]", "text"),
    ("question[r0][max_words]", "50"),
    ("question[r0][audience]", "public"),
    ("question[r0][required]", "on"),
    ("question[r1][key]", "instructions"),
    ("question[r1][kind]", "text"),
    ("question[r1][max_words]", "50"),
    ("question[r1][audience]", "judges"),
    ("question[r2][label]", "Who <b>paid</b> for it?"),
    ("question[r2][hint]", "Names and sums"),
    ("question[r2][kind]", "text"),
    ("question[r2][max_words]", "20"),
    ("question[r2][audience]", "organisers"),
    ("question[r2][required]", "on"),
];
const PAID: &str = "answer[who-b-paid-b-for-it]";

async fn ask(olga: &mut Client, version: &str, questions: &[(&str, &str)]) -> Reply {
    let head = [("slug", "peace"), ("track", "functioning"), ("version", version)];
    olga.call("competition/save_questions", &[head.as_slice(), questions].concat()).await
}

async fn answers_go_to_their_readers(engine: Engine) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let (mut judge, judge_account) = site.person_with_account("Judge").await;
    assert_eq!(ask(&mut olga, "1", &QUESTIONS).await.status, 200);

    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    let page = ann.get(&format!("/en/entries/{entry}/edit")).await.body;
    assert!(page.contains("Who &lt;b&gt;paid&lt;/b&gt; for it?") && page.contains("Names and sums"), "{page}");
    assert!(page.contains("For organisers only") && !page.contains("answer[dialogue]"), "{page}");

    let missing = submit(&mut ann, &entry, "1", &[]).await;
    assert!(missing.status == 422 && missing.body.contains(PAID), "{}", missing.body);
    let long = "word ".repeat(21);
    let long = save(&mut ann, &entry, "1", &[(PAID, long.as_str())]).await;
    assert!(long.status == 422 && long.body.contains("20"), "{}", long.body);
    let answers = [(PAID, "UNCLE-SAM-4711"), ("answer[instructions]", "KEY-0815")];
    assert_eq!(submit(&mut ann, &entry, "1", &answers).await.status, 200);
    let stored = text(&site.db, "SELECT content FROM snapshot WHERE entry_id = $1", &entry).await;
    assert!(stored.contains("UNCLE-SAM-4711") && !stored.contains("They have to ask"), "unasked is not kept: {stored}");

    let desk = format!("/en/entries/{entry}");
    for (reader, for_judges, for_organisers) in
        [("", true, true), ("?as=judges", true, false), ("?as=public", false, false)]
    {
        let seen = ann.get(&format!("{desk}{reader}")).await.body;
        assert_eq!(
            (seen.contains("KEY-0815"), seen.contains("UNCLE-SAM-4711")),
            (for_judges, for_organisers),
            "{reader}"
        );
    }

    fixture.set_state(&site.db, "judging").await;
    let id = Uuid::parse_str(&entry).expect("an id");
    change(&site.db, "UPDATE entry SET state = 'eligible' WHERE id = $1 AND version < $2", id, 99).await;
    let panel = fixture.judge(&site.db, "a", "ready", Some(judge_account)).await;
    fixture.assign(&site.db, panel, id.into()).await;
    let review = olga.get(&format!("/en/c/peace/organise/entries/{entry}")).await.body;
    assert!(review.contains("UNCLE-SAM-4711") && review.contains("KEY-0815"), "{review}");
    let sheet = judge.get(&format!("/en/judge/entries/{entry}")).await.body;
    assert!(sheet.contains("KEY-0815") && sheet.contains("Neighbours plan a walk."), "{sheet}");
    assert!(!sheet.contains("UNCLE-SAM-4711") && !sheet.contains("paid"), "{sheet}");

    let late = ask(&mut olga, "2", &QUESTIONS).await;
    assert!(late.status == 409 && late.body.contains("wrong_state"), "what was asked stands: {}", late.body);
}

#[tokio::test]
async fn answers_go_to_their_readers_on_sqlite() {
    answers_go_to_their_readers(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_go_to_their_readers_on_postgres() {
    answers_go_to_their_readers(Engine::Postgres).await;
}

#[tokio::test]
async fn questions_that_are_wrong_come_back_with_every_word() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let at = "/en/c/peace/organise/tracks/functioning";
    let page = olga.get(at).await.body;
    assert!(page.contains("How play creates dialogue") && page.contains("question[r7][label]"), "{page}");
    let wrong = [
        ("slug", "peace"),
        ("track", "functioning"),
        ("version", "1"),
        ("question[r0][label]", "Who tested it?"),
        ("question[r0][kind]", "text"),
        ("question[r0][max_words]", "9999"),
        ("question[r0][audience]", "judges"),
    ];
    let refused = olga.post("competition/save_questions", &wrong).await;
    assert_eq!(refused.location.as_deref(), Some(at));
    let page = olga.follow(&refused).await.body;
    assert!(page.contains("id=\"question[r0][max_words]-error\"") && page.contains("Who tested it?"), "{page}");
    let arabic = olga.get(&at.replace("/en/", "/ar/")).await.body;
    assert!(arabic.contains("كيف يصنع اللعب حوارا"), "{arabic}");
}

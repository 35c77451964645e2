//! Questions: nothing is public before an organiser answers it, and never who asked.

use super::*;
use server::{execute, fetch_all, fetch_one, housekeeping};

const QUESTION: &str = "We are from Kisumu, may a class enter?\n\n<script>hit()</script>";

/// The question of these words that waits.
async fn waiting(site: &Site, text: &str) -> String {
    let mut conn = site.db.read().await.expect("a reader");
    let sql = "SELECT id FROM inquiry WHERE state = 'open' AND text = $1";
    let (id,): (uuid::Uuid,) = fetch_one!(&mut conn, (uuid::Uuid,), sql, text).expect("a question");
    id.to_string()
}

async fn mails(site: &Site) -> Vec<(String, String, String)> {
    let mut conn = site.db.read().await.expect("a reader");
    fetch_all!(
        &mut conn,
        (String, String, String),
        "SELECT to_address, subject, body FROM outbox_mail WHERE template = 'inquiry_answered' ORDER BY created_at, id"
    )
    .expect("messages")
}

fn answer<'a>(
    inquiry: &'a str,
    version: &'a str,
    outcome: &'a str,
    public: &'a str,
    text: &'a str,
) -> [(&'a str, &'a str); 6] {
    [
        ("slug", "peace"),
        ("inquiry", inquiry),
        ("version", version),
        ("outcome", outcome),
        ("public_text", public),
        ("answer", text),
    ]
}

impl Scene {
    async fn ask(&mut self, text: &str) -> String {
        let reply = self.ann.call("competition/ask", &[("slug", "peace"), ("text", text)]).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        waiting(&self.site, text).await
    }

    /// Everything that people who do not run the competition can read of it.
    async fn public(&self) -> String {
        let mut all = String::new();
        let mut stranger = self.site.person("Stranger").await;
        for client in [&mut self.site.visitor(), &mut stranger] {
            for page in ["", "/questions", "/questions?search=may", "/rules", "/eligibility"] {
                for language in ["en", "ar"] {
                    let reply = client.get(&format!("/{language}/c/peace{page}")).await;
                    assert_eq!(reply.status, 200, "{page}: {}", reply.body);
                    all.push_str(&reply.body);
                }
            }
            all.push_str(&client.get("/en").await.body);
        }
        all
    }
}

async fn a_question_is_asked_answered_and_published(engine: Engine) {
    let mut s = scene(engine).await;
    assert!(s.ann.get("/en/c/peace/questions").await.body.contains("No question has been answered"));
    let form = [("slug", "peace"), ("text", QUESTION)];
    let mut reply = s.ann.post_with_key("competition/ask", "one", &form).await;
    for _ in 0..2 {
        assert_eq!(reply.location.as_deref(), Some("/en/c/peace/questions?done=inquiry-asked"), "{}", reply.body);
        reply = s.ann.post_with_key("competition/ask", "one", &form).await;
    }
    let own = s.ann.follow(&reply).await.body;
    assert_eq!(own.matches("We are from Kisumu").count(), 1, "the same form twice asks once: {own}");
    assert!(own.contains("Not answered yet") && !own.contains("<script>hit"), "{own}");
    assert!(!s.public().await.contains("Kisumu"), "nobody else reads it");

    let id = waiting(&s.site, QUESTION).await;
    let list = s.olga.get("/en/c/peace/organise/questions").await.body;
    assert!(list.contains("<bdi>Ann</bdi>") && list.contains("Kisumu") && list.contains(&id), "{list}");
    let page = s.olga.get(&format!("/en/c/peace/organise/questions/{id}")).await;
    assert!(page.body.contains("name=\"public_text\"") && !page.body.contains("<script>hit"), "{}", page.body);
    let given = answer(&id, "1", "published", "May a class of a school enter?", "Yes, **each pupil** as a member.");
    let reply = s.olga.post("competition/answer_inquiry", &given).await;
    assert_eq!(reply.location.as_deref(), Some("/en/c/peace/organise/questions?done=inquiry-answered"));

    let public = s.public().await;
    assert!(public.contains("May a class of a school enter?") && public.contains("<strong>each pupil</strong>"));
    assert!(!public.contains("Kisumu") && !public.contains("<bdi>Ann</bdi>") && !public.contains("ann@example.org"));
    assert!(!public.contains("<script") && !public.contains("<leptos-island"), "public pages carry no script");
    let told = mails(&s.site).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].0.as_str(), told[0].1.as_str()), ("ann@example.org", "Your question about Peace games"));
    for part in
        ["Dear Ann", "We are from Kisumu", "for everybody, without your name", "each pupil", "/en/c/peace/questions"]
    {
        assert!(told[0].2.contains(part), "{part} in {}", told[0].2);
    }
    let log = s.olga.get("/en/c/peace/organise/log").await.body;
    assert!(log.contains("competition.ask") && log.contains("competition.answer_inquiry"), "{log}");
}

#[tokio::test]
async fn a_question_is_asked_answered_and_published_on_sqlite() {
    a_question_is_asked_answered_and_published(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_asked_answered_and_published_on_postgres() {
    a_question_is_asked_answered_and_published(Engine::Postgres).await;
}

#[tokio::test]
async fn what_is_answered_to_the_asker_or_declined_stays_between_them() {
    let mut s = scene(Engine::Sqlite).await;
    for (outcome, text, state) in
        [("private", "Write to Musa.", "Answered to the asker"), ("declined", "It is about another team.", "Declined")]
    {
        let id = s.ask(QUESTION).await;
        // A public question that comes along is not kept, whoever posts it.
        let given = answer(&id, "1", outcome, "Kisumu in public?", text);
        assert_eq!(s.olga.call("competition/answer_inquiry", &given).await.status, 200);
        let own = s.ann.get("/en/c/peace/questions").await.body;
        assert!(own.contains(text) && own.contains(state), "{own}");
        let public = s.public().await;
        assert!(!public.contains("Kisumu") && !public.contains(text), "{outcome}");
    }
    let bodies: Vec<String> = mails(&s.site).await.into_iter().map(|(_, _, body)| body).collect();
    for parts in [["for you alone", "Write to Musa."], ["will not answer it", "another team"]] {
        assert!(bodies.iter().any(|body| parts.iter().all(|part| body.contains(part))), "{parts:?}: {bodies:?}");
    }
    // What was published can be taken back.
    let id = s.ask("Is there a fee?").await;
    for (version, outcome) in [("1", "published"), ("2", "private")] {
        let given = answer(&id, version, outcome, "Is there a fee?", "None at all.");
        assert_eq!(s.olga.call("competition/answer_inquiry", &given).await.status, 200);
        assert_eq!(s.public().await.contains("None at all."), outcome == "published");
    }
}

#[tokio::test]
async fn a_changed_answer_says_when() {
    let mut s = scene(Engine::Sqlite).await;
    let id = s.ask("Is there a fee?").await;
    let first = answer(&id, "1", "published", "Is there a fee?", "No.");
    assert_eq!(s.olga.call("competition/answer_inquiry", &first).await.status, 200);
    let before = s.site.visitor().get("/en/c/peace/questions").await.body;
    assert!(before.contains("1 March 2026, 12:00 UTC") && !before.contains("answer changed on"), "{before}");
    s.site.clock.set(tests::NOON.plus_seconds(3 * 3600));
    let stale = s.olga.call("competition/answer_inquiry", &first).await;
    assert_eq!((stale.status, stale.body.contains("Stale")), (409, true), "{}", stale.body);
    let second = answer(&id, "2", "published", "Is there a fee?", "No, and there never was.");
    assert_eq!(s.olga.call("competition/answer_inquiry", &second).await.status, 200);
    let after = s.site.visitor().get("/en/c/peace/questions").await.body;
    assert!(after.contains("1 March 2026, 12:00 UTC") && after.contains("never was"), "{after}");
    assert!(between(&after, "answer changed on", "</p>").contains("1 March 2026, 15:00 UTC"), "{after}");
    assert_eq!(mails(&s.site).await.len(), 2, "who asked is told of the change");
}

#[tokio::test]
async fn bad_questions_and_answers_come_back_with_every_word() {
    let mut s = scene(Engine::Sqlite).await;
    for (bad, problem) in [
        (" ".to_owned(), "required"),
        ("a\u{7}b".to_owned(), "control_characters"),
        ("word ".repeat(151), "too_many_words"),
    ] {
        let reply = s.ann.call("competition/ask", &[("slug", "peace"), ("text", &bad)]).await;
        assert!(reply.status == 422 && reply.body.contains(problem), "{problem}: {}", reply.body);
    }
    s.ann.get("/en/c/peace/questions").await;
    let long = "Words that must not get lost. ".repeat(40);
    let reply = s.ann.post("competition/ask", &[("slug", "peace"), ("text", &long)]).await;
    let page = s.ann.follow(&reply).await.body;
    assert!(page.contains("id=\"text-error\"") && page.contains(long.trim()), "{page}");

    let id = s.ask("May I?").await;
    s.olga.get(&format!("/en/c/peace/organise/questions/{id}")).await;
    let reply = s.olga.post("competition/answer_inquiry", &answer(&id, "1", "published", "", "A long answer")).await;
    let page = s.olga.follow(&reply).await.body;
    assert!(page.contains("id=\"public_text-error\"") && page.contains("A long answer"), "{page}");
    for (form, field) in [
        (answer(&id, "1", "", "Q", "A"), "outcome"),
        (answer(&id, "1", "open", "Q", "A"), "outcome"),
        (answer(&id, "1", "private", "", " "), "answer"),
    ] {
        let reply = s.olga.call("competition/answer_inquiry", &form).await;
        assert!(reply.status == 422 && reply.body.contains(&format!("\"{field}\"")), "{field}: {}", reply.body);
    }
    assert!(mails(&s.site).await.is_empty(), "refused forms tell nobody");
}

#[tokio::test]
async fn five_questions_wait_at_most() {
    let mut s = scene(Engine::Sqlite).await;
    let mut last = String::new();
    for number in 0..5 {
        last = s.ask(&format!("Question {number}?")).await;
    }
    s.ann.get("/en/c/peace/questions").await;
    let reply = s.ann.post("competition/ask", &[("slug", "peace"), ("text", "A sixth?")]).await;
    let page = s.ann.follow(&reply).await.body;
    assert!(page.contains("5 of your questions are waiting") && page.contains("A sixth?"), "{page}");
    let mut ben = s.site.person("Ben").await;
    assert_eq!(ben.call("competition/ask", &[("slug", "peace"), ("text", "Mine?")]).await.status, 200);
    assert_eq!(s.olga.call("competition/answer_inquiry", &answer(&last, "1", "private", "", "Yes.")).await.status, 200);
    s.ask("A sixth?").await;
}

#[tokio::test]
async fn a_search_looks_at_what_is_published() {
    let mut s = scene(Engine::Sqlite).await;
    for (public, text) in [("Is there a fee?", "No."), ("هل يمكن لمدرسة أن تشارك؟", "Oui, chaque ÉLÈVE est un membre.")]
    {
        let id = s.ask("a secret way to ask").await;
        assert_eq!(
            s.olga.call("competition/answer_inquiry", &answer(&id, "1", "published", public, text)).await.status,
            200
        );
    }
    let mut visitor = s.site.visitor();
    for (search, found) in [
        ("fee", 1),
        ("%C3%A9l%C3%A8ve+membre", 1),
        ("%D9%84%D9%85%D8%AF%D8%B1%D8%B3%D8%A9", 1),
        ("fee+membre", 0),
        ("secret", 0),
        ("", 2),
        ("%25", 0),
    ] {
        let page = visitor.get(&format!("/en/c/peace/questions?search={search}")).await.body;
        assert!(page.contains(&format!("Shown: {found} of 2")), "{search}: {page}");
    }
    let typed = visitor.get("/en/c/peace/questions?search=%22%3E%3Cscript%3Ehit()%3C/script%3E").await.body;
    assert!(!typed.contains("<script>hit"), "{typed}");
}

#[tokio::test]
async fn it_is_asked_while_the_competition_runs() {
    let mut s = scene(Engine::Sqlite).await;
    let ask = [("slug", "peace"), ("text", "May I?")];
    assert_eq!(s.site.visitor().call("competition/ask", &ask).await.status, 401);
    assert!(
        s.site.visitor().get("/en/c/peace/questions").await.body.contains("/sign-in?next=%2Fc%2Fpeace%2Fquestions")
    );
    let id = s.ask("Is there a fee?").await;
    assert_eq!(
        s.olga.call("competition/answer_inquiry", &answer(&id, "1", "published", "A fee?", "No.")).await.status,
        200
    );
    s.fixture.set_state(&s.site.db, "published").await;
    assert_eq!(s.ann.call("competition/ask", &ask).await.status, 409);
    let page = s.ann.get("/en/c/peace/questions").await.body;
    assert!(page.contains("A fee?") && !page.contains("api/competition/ask"), "what was answered stays: {page}");
    assert_eq!(
        s.olga.call("competition/answer_inquiry", &answer(&id, "2", "published", "A fee?", "None.")).await.status,
        200
    );
    // While it is prepared it exists for its organisers only.
    s.fixture.set_state(&s.site.db, "setup").await;
    for page in ["questions", "rules", "eligibility"] {
        for client in [&mut s.ann, &mut s.site.visitor()] {
            let reply = client.get(&format!("/en/c/peace/{page}")).await;
            assert_eq!((reply.status, reply.body.contains("Be kind.")), (404, false), "{page}");
        }
        assert_eq!(s.olga.get(&format!("/en/c/peace/{page}")).await.status, 200, "{page}");
    }
    assert_eq!(s.ann.call("competition/ask", &ask).await.status, 404);
}

#[tokio::test]
async fn what_was_asked_is_erased_when_the_time_is_over() {
    let mut s = scene(Engine::Sqlite).await;
    for outcome in ["published", "private"] {
        let id = s.ask(QUESTION).await;
        let given = answer(&id, "1", outcome, "May a class enter?", "Yes.");
        assert_eq!(s.olga.call("competition/answer_inquiry", &given).await.status, 200);
    }
    s.ask(QUESTION).await;
    s.fixture.set_state(&s.site.db, "published").await;
    let id = s.fixture.competition.uuid();
    s.site
        .db
        .write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO publication (id, competition_id, version, document, digest, published_at)
                     VALUES ($1, $1, 1, $2, '', 0)",
                    id,
                    "{\"competition\":\"\",\"theme\":\"\",\"time_zone\":\"UTC\",\"method\":\"mean\",\"entries_submitted\":0,\
                      \"entries_judged\":0,\"countries\":0,\"judges\":0,\"scorecards\":0,\"reviews_per_entry\":2,\"fields\":[],\"tracks\":[]}"
                )
            })
        })
        .await
        .expect("published long ago");
    assert!(tests::dump(&s.site.db).await.contains("Kisumu"));
    housekeeping::erase_people(&s.site.db, &s.site.ambient).await.expect("erased");
    assert!(!tests::dump(&s.site.db).await.contains("Kisumu"), "it is nowhere");
    assert!(s.site.visitor().get("/en/c/peace/questions").await.body.contains("May a class enter?"));
    assert!(s.olga.get("/en/c/peace/organise/log?check=1").await.body.contains("The log holds."));
}

#[tokio::test]
async fn questions_of_another_competition_do_not_exist() {
    let mut s = scene(Engine::Sqlite).await;
    let id = s.ask("May I?").await;
    let other = Fixture::with_slug(&s.site.db, "open", "other").await;
    let (mut omar, account) = s.site.person_with_account("Omar").await;
    other.organiser(&s.site.db, account).await;
    for slug in ["other", "peace", "nothing"] {
        let mut form = answer(&id, "1", "published", "Stolen?", "Yes.");
        form[0] = ("slug", slug);
        assert_eq!(omar.call("competition/answer_inquiry", &form).await.status, 404, "{slug}");
        assert_eq!(omar.get(&format!("/en/c/{slug}/organise/questions/{id}")).await.status, 404, "{slug}");
    }
    assert!(!omar.get("/en/c/other/organise/questions").await.body.contains("May I?"));
    assert_eq!(s.ann.get("/en/c/peace/organise/questions").await.status, 404);
    assert_eq!(s.site.visitor().get("/en/c/peace/organise/questions").await.status, 401);
    assert_eq!(s.olga.get("/en/c/peace/organise/questions/not-an-id").await.status, 404);
}

//! The list, the texts, reminders.

use super::*;
use tests::NOON;

const LIST: &str = "/en/c/peace/organise/messages";

#[tokio::test]
async fn organisers_see_what_was_sent_and_nobody_else_does() {
    let mut scene = scene(Engine::Sqlite).await;
    assert!(scene.olga.get(LIST).await.body.contains("No messages yet"));
    assert_eq!(scene.submit("1").await.status, 200);
    let page = scene.olga.get(LIST).await;
    assert!(page.body.contains("Received: Ballot Walk") && page.body.contains("ann@example.org"), "{}", page.body);
    assert!(page.body.contains("No mail server is set"), "{}", page.body);
    assert!(!scene.olga.get(&format!("{LIST}?state=sent")).await.body.contains("Received: Ballot Walk"));
    assert!(scene.olga.get(&format!("{LIST}?state=kept")).await.body.contains("Received: Ballot Walk"));
    let one = format!("{LIST}/{}", mails(&scene.site.db).await[0].id);
    let read = scene.olga.get(&one).await;
    assert!(read.body.contains("SHA-256 of the content") && read.body.contains("Dear Ann"), "{}", read.body);
    let other = Fixture::with_slug(&scene.site.db, "open", "other").await;
    let (mut otto, account) = scene.site.person_with_account("Otto").await;
    other.organiser(&scene.site.db, account).await;
    let moved = one.replace("/peace/", "/other/");
    for path in [LIST, &one, &moved, &format!("{LIST}/reminders"), &format!("{LIST}/texts/entry_passed")] {
        assert_eq!(scene.ann.get(path).await.status, 404, "{path}");
        assert_eq!(otto.get(path).await.status, 404, "{path}");
        assert_eq!(scene.site.visitor().get(path).await.status, 401, "{path}");
    }
}

#[tokio::test]
async fn texts_are_changed_in_each_language_with_a_preview() {
    let mut scene = scene(Engine::Sqlite).await;
    let path = format!("{LIST}/texts/entry_submitted?language=en");
    let page = scene.olga.get(&path).await;
    assert!(page.body.contains("This is the default text") && page.body.contains("{rules_version}"), "{}", page.body);
    let form = |version, subject, body| {
        [
            ("slug", "peace"),
            ("version", version),
            ("template", "entry_submitted"),
            ("language", "en"),
            ("subject", subject),
            ("body", body),
        ]
    };
    let refused =
        scene.olga.post("competition/save_message", &form("0", "Thanks {nmae}", "Got {title}, <b>{until}</b>")).await;
    let page = scene.olga.follow(&refused).await;
    assert!(page.body.contains("“nmae” is not known") && page.body.contains("“until” is not known"), "{}", page.body);
    assert!(page.body.contains("Got {title}, &lt;b>"), "every word comes back: {}", page.body);
    let saved = scene.olga.post("competition/save_message", &form("0", "Thanks, {name}", "Got {title}.")).await;
    let page = scene.olga.follow(&saved).await;
    assert!(page.body.contains("Thanks, Amina Otieno") && page.body.contains("Got Ballot Walk."), "{}", page.body);
    let stale = scene.olga.call("competition/save_message", &form("0", "Mine", "Mine")).await;
    assert_eq!(stale.status, 409, "{}", stale.body);
    let arabic = scene.olga.get(&path.replace("language=en", "language=ar")).await.body;
    assert!(arabic.contains("dir=\"rtl\"") && arabic.contains("وصلت مشاركتك"), "{arabic}");
    for nothing in ["entry_submitted?language=xx", "no_such?language=en"] {
        assert_eq!(scene.olga.get(&format!("{LIST}/texts/{nothing}")).await.status, 404);
    }
    assert_eq!(scene.submit("1").await.status, 200);
    let mail = mails(&scene.site.db).await.remove(0);
    assert_eq!(mail.subject, "Thanks, Ann");
    assert!(mail.body.starts_with("Got Ballot Walk.\n\n-- \nYou get this message because"), "{}", mail.body);
    let reset = [("slug", "peace"), ("template", "entry_submitted"), ("language", "en")];
    assert_eq!(scene.olga.call("competition/reset_message", &reset).await.status, 200);
    assert!(scene.olga.get(&path).await.body.contains("This is the default text"));
}

async fn reminders_go_only_to_those_behind(engine: Engine) {
    let mut scene = scene(engine).await;
    let (_, carl) = scene.site.person_with_account("Carl").await;
    scene.fixture.entry(&scene.site.db, "sent", "submitted", Some(carl)).await;
    let page = scene.olga.get(&format!("{LIST}/reminders")).await.body;
    assert!(page.contains("ann@example.org"), "{page}");
    for nobody in ["carl@", "bea@", "stranger@"] {
        assert!(!page.contains(nobody), "{nobody}");
    }
    assert!(mails(&scene.site.db).await.is_empty(), "looking sends nothing");
    let form = [("slug", "peace")];
    for _ in 0..2 {
        let reply = scene.olga.post_with_key("competition/remind_drafts", "one-key", &form).await;
        assert_eq!(reply.location.as_deref(), Some("/en/c/peace/organise/messages?done=reminders-written"));
    }
    assert_eq!(told(&scene.site.db).await, pairs(&[("draft_reminder", "ann@example.org")]));
    let again = scene.olga.call("competition/remind_drafts", &form).await;
    assert!(again.status == 409 && again.body.contains("nothing_there"), "not within three days: {}", again.body);
    assert!(scene.olga.get(&format!("{LIST}/reminders")).await.body.contains("Nobody to remind"));
    // A session lives 16 hours: the reminder is made older instead of moving the clock.
    let old = NOON.plus_seconds(-3 * 86_400).micros();
    let older = scene
        .site
        .db
        .write(move |tx| Box::pin(async move { server::execute!(tx, "UPDATE outbox_mail SET created_at = $1", old) }));
    older.await.expect("older");
    assert_eq!(scene.olga.call("competition/remind_drafts", &form).await.status, 200);
    assert_eq!(mails(&scene.site.db).await.len(), 2);
    scene.fixture.set_state(&scene.site.db, "screening").await;
    assert_eq!(scene.olga.call("competition/remind_drafts", &form).await.status, 409);
    assert_eq!(scene.ann.call("competition/remind_drafts", &form).await.status, 404);
}

#[tokio::test]
async fn reminders_go_only_to_those_behind_on_sqlite() {
    reminders_go_only_to_those_behind(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reminders_go_only_to_those_behind_on_postgres() {
    reminders_go_only_to_those_behind(Engine::Postgres).await;
}

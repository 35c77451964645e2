//! What judges tell organisers of an entry, and who reads it.

use super::*;

const REPORT: &str = "scores/report";
const ANSWER: &str = "scores/answer_report";
const PAGE: &str = "/en/c/peace/organise/scores/reports";

async fn report(client: &mut Client, entry: EntryId, kind: &str, text: &str) -> u16 {
    let fields = [("entry", entry.to_string()), ("report_kind", kind.to_owned()), ("report_text", text.to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    client.call(REPORT, &fields).await.status
}

/// The newest report.
async fn newest(scene: &Scene) -> String {
    let sql = "SELECT id FROM report ORDER BY at DESC, id DESC";
    let rows: Vec<(Uuid,)> =
        fetch_all!(&mut scene.site.db.read().await.expect("a reader"), (Uuid,), sql).expect("reports");
    rows[0].0.to_string()
}

#[tokio::test]
async fn what_cannot_be_run_waits_for_the_organisers_and_counts_for_nobody() {
    let mut scene = scene("judging").await;
    assert_eq!(report(&mut scene.ada, scene.walk, "crash", "canary-it-stops").await, 200);
    let desk = scene.ada.get("/en/c/peace/judge").await.body;
    let places = [">doors<", "Waiting for the organisers", ">walk<"].map(|part| desk.find(part).expect(part));
    assert!(places.is_sorted(), "{desk}");
    assert!(desk.contains("Score the first entry"), "goes on with the other");
    let progress = scene.organiser.get("/en/c/peace/organise/scores").await.body;
    assert!(progress.contains("Reports of judges: 1") && progress.contains("1 cannot be run"), "{progress}");
    let page = scene.organiser.get(PAGE).await.body;
    assert!(page.contains("canary-it-stops") && page.contains("It crashes or does not start"), "{page}");
    let id = newest(&scene).await;
    let answer = [("report", id.as_str()), ("report_answer", "canary-answer: take the second link")];
    assert_eq!(scene.organiser.call(ANSWER, &answer).await.status, 200);
    let again = scene.organiser.call(ANSWER, &answer).await;
    assert!(again.status == 409 && again.body.contains("nothing_there"), "answered once: {}", again.body);
    let own = scene.ada.get(&format!("/en/judge/entries/{}/report", scene.walk)).await.body;
    assert!(own.contains("canary-answer") && own.contains("Answered"), "{own}");
    assert!(!own.contains("Olga"), "who answered is not for judges");
    let desk = scene.ada.get("/en/c/peace/judge").await.body;
    assert!(!desk.contains("Waiting for the organisers"), "{desk}");
    assert_eq!(scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail").await, 0, "the team was not told");
}

#[tokio::test]
async fn a_team_is_told_what_happened_and_not_by_whom() {
    let mut scene = scene("judging").await;
    let (mut tess, account) = scene.site.person_with_account("Tess").await;
    let (entry, _) = scene.fixture.entry(&scene.site.db, "drum", "eligible", Some(account)).await;
    scene.fixture.assign(&scene.site.db, scene.ada_judge, entry).await;
    assert_eq!(report(&mut scene.ada, entry, "region", "canary-report").await, 200);
    let id = newest(&scene).await;
    let answer = [("report", id.as_str()), ("report_answer", "canary-answer"), ("tell_team", "on")];
    assert_eq!(scene.organiser.call(ANSWER, &answer).await.status, 200);
    let mut conn = scene.site.db.read().await.expect("a reader");
    let mails: Vec<(String, String, String)> =
        fetch_all!(&mut conn, (String, String, String), "SELECT template, subject, body FROM outbox_mail")
            .expect("mails");
    drop(conn);
    assert_eq!(mails.len(), 1, "{mails:?}");
    let (template, subject, body) = &mails[0];
    assert!(template == "cannot_run" && subject.contains("drum") && body.contains("canary-answer"), "{mails:?}");
    assert!(
        body.contains("It is not offered where I am") && !body.contains("Ada") && !body.contains("canary-report"),
        "{body}"
    );
    let desk = tess.get(&format!("/en/entries/{entry}")).await.body;
    assert!(!desk.contains("canary-report") && !desk.contains("Ada"), "{desk}");
}

#[tokio::test]
async fn a_suspicion_is_for_organisers_alone() {
    let mut scene = scene("judging").await;
    assert_eq!(report(&mut scene.ada, scene.walk, "plagiarism", "canary-copied").await, 200);
    let desk = scene.ada.get("/en/c/peace/judge").await.body;
    assert!(!desk.contains("Waiting for the organisers"), "it can be scored all the same");
    let id = newest(&scene).await;
    let answer = [("report", id.as_str()), ("report_answer", "canary-we-asked"), ("tell_team", "on")];
    assert_eq!(scene.organiser.call(ANSWER, &answer).await.status, 200);
    assert_eq!(scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail").await, 0, "the team is not told");
    let path = format!("/en/judge/entries/{}/report", scene.walk);
    let own = scene.ada.get(&path).await.body;
    assert!(own.contains("canary-copied") && own.contains("Answered") && !own.contains("canary-we-asked"), "{own}");
    // Neither another judge of the same entry, nor the log.
    let other = scene.bob.get(&path).await;
    assert!(other.status == 200 && !other.body.contains("canary"), "{}", other.body);
    for page in [PAGE, "/en/c/peace/organise/scores"] {
        assert_eq!(scene.bob.get(page).await.status, 404);
    }
    let logged = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE payload LIKE '%canary%'";
    assert_eq!(scene.number(logged).await, 0);
    let events =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action IN ('scores.report', 'scores.answer_report')";
    assert_eq!(scene.number(events).await, 2);
}

#[tokio::test]
async fn a_report_needs_a_kind_words_and_the_entry() {
    let mut scene = scene("judging").await;
    for (kind, text) in [("", "words"), ("void", "words"), ("crash", "  ")] {
        assert_eq!(report(&mut scene.ada, scene.walk, kind, text).await, 422, "{kind}");
    }
    assert_eq!(report(&mut scene.bob, scene.doors, "crash", "not mine").await, 404);
    assert_eq!(report(&mut scene.organiser, scene.walk, "crash", "no judge").await, 404);
    assert_eq!(scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM report").await, 0);
    assert!(scene.organiser.get(PAGE).await.body.contains("No reports"));
}

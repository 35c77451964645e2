//! What a team learns of its own entry.

use super::*;

/// Every comment is released as it is.
pub(super) const READ_ALL: &str =
    "INSERT INTO comment_review (scorecard_id, criterion_id, competition_id, entry_id, decision, original, decided_at)
     SELECT s.scorecard_id, s.criterion_id, k.competition_id, k.entry_id, 'released', s.comment, 0
     FROM score s JOIN scorecard k ON k.id = s.scorecard_id WHERE k.competition_id = $1";

#[tokio::test]
async fn a_team_reads_its_place_and_comments_after_publication_only() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    let (mut tess, account) = site.person_with_account("Tess").await;
    seed.join(&site.db, "rumour-line", account).await;
    let path = format!("/en/entries/{}/result", seed.entries["rumour-line"]);
    let before = tess.get(&path).await;
    assert_eq!(before.status, 404);
    assert!(before.body.contains("The results are not out yet"), "{}", before.body);
    publish(&site, &mut olga).await;
    let unread = tess.get(&path).await.body;
    assert!(unread.contains("Place 3 of 3") && unread.contains("Feedback is still to come"), "{unread}");
    assert!(!unread.contains("canary-comment") && !unread.contains("Mean mark"), "{unread}");
    seed.change(&site.db, READ_ALL).await;
    assert!(!tess.get(&path).await.body.contains("canary-comment"), "read by organisers is not released");
    assert_eq!(olga.call("results/release_feedback", &[("slug", "peaceapp")]).await.status, 200);
    let page = tess.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("Place 3 of 3") && page.body.contains("Mean mark 3.33 of 5"), "{}", page.body);
    assert!(!page.body.contains("canary-judge") && !page.body.contains("canary-note"), "no judge is named");
    for judge in ["b", "c", "d"] {
        assert!(page.body.contains(&format!("canary-comment-{judge}-rumour-line")));
    }
    assert!(!page.body.contains("ballot-walk") && !page.body.contains("Ballot Walk"), "nothing of others");
    let other = tess.get(&format!("/en/entries/{}/result", seed.entries["ballot-walk"])).await;
    let nowhere = tess.get(&format!("/en/entries/{}/result", seed.competition)).await;
    assert_eq!((other.status, nowhere.status), (404, 404));
    assert!(!other.body.contains("canary-comment"));
    assert_eq!(site.visitor().get(&path).await.status, 401);
}

#[tokio::test]
async fn a_team_below_the_published_depth_reads_feedback_without_a_place() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    seed.change(&site.db, "UPDATE competition SET publish_depth = 'winners' WHERE id = $1").await;
    let (mut tess, account) = site.person_with_account("Tess").await;
    seed.join(&site.db, "rumour-line", account).await;
    publish(&site, &mut olga).await;
    seed.change(&site.db, READ_ALL).await;
    assert_eq!(olga.call("results/release_feedback", &[("slug", "peaceapp")]).await.status, 200);
    let page = tess.get(&format!("/en/entries/{}/result", seed.entries["rumour-line"])).await;
    assert!(page.body.contains("not among the places that are published"), "{}", page.body);
    assert!(page.body.contains("canary-comment-b-rumour-line") && !page.body.contains("Place 3"), "{}", page.body);
}

#[tokio::test]
async fn an_entry_that_was_not_let_in_has_no_feedback() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    let (mut tess, account) = site.person_with_account("Tess").await;
    seed.join(&site.db, "rumour-line", account).await;
    seed.change(&site.db, "UPDATE entry SET state = 'rejected' WHERE competition_id = $1 AND key = 'rumour-line'")
        .await;
    publish(&site, &mut olga).await;
    let page = tess.get(&format!("/en/entries/{}/result", seed.entries["rumour-line"])).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("This entry was not judged") && !page.body.contains("canary-comment"), "{}", page.body);
    assert!(!site.visitor().get(PAGE).await.body.contains("Rumour Line"));
}

//! What is not a judge's own, and what nobody may learn before they have scored.

use super::*;

/// Without what differs anyway: the number of the request and the address asked for.
fn plain(body: &str, entry: &str) -> String {
    let body = body.replace(entry, "ENTRY");
    match body.split_once("<code dir=\"ltr\">") {
        Some((before, after)) => format!("{before}{}", after.split_once("</code>").map_or("", |(_, rest)| rest)),
        None => body,
    }
}

#[tokio::test]
async fn what_is_not_yours_looks_like_what_does_not_exist() {
    let mut scene = scene("judging").await;
    let (rejected, _) = scene.fixture.entry(&scene.site.db, "frontline", "rejected", None).await;
    scene.fixture.assign(&scene.site.db, scene.ada_judge, rejected).await;
    // Bob's only; in conflict; not eligible; and what Ada would see if she were Bob.
    let (conflicted, _) = scene.fixture.entry(&scene.site.db, "friends", "eligible", None).await;
    let (foreign, _) = scene.fixture.entry(&scene.site.db, "river", "eligible", None).await;
    scene.fixture.assign(&scene.site.db, scene.ada_judge, conflicted).await;
    scene.ada.call(SAVE, &Form::new(conflicted, 0, "submit").marks("3", "3").fields()).await;
    scene.fixture.conflict(&scene.site.db, scene.ada_judge, conflicted).await;
    let nowhere: EntryId = Uuid::from_u128(42).into();
    let reference = scene.ada.get(&page(nowhere)).await;
    let operation = scene.ada.call(SAVE, &Form::new(nowhere, 0, "submit").marks("3", "3").fields()).await;
    assert_eq!((reference.status, operation.status), (404, 404));
    for entry in [rejected, conflicted, foreign] {
        let found = scene.ada.get(&page(entry)).await;
        assert_eq!(found.status, 404);
        assert_eq!(plain(&found.body, &entry.to_string()), plain(&reference.body, &nowhere.to_string()));
        for submit in ["submit", "draft"] {
            let refused = scene.ada.call(SAVE, &Form::new(entry, 0, submit).marks("3", "3").fields()).await;
            assert_eq!((refused.status, &refused.body), (404, &operation.body));
        }
    }
    // Another's scorecard has no address of its own: Bob's is only ever Bob's, and Ada's entry is not Bob's.
    let bob = scene.bob.get(&page(scene.doors)).await;
    assert_eq!(bob.status, 404);
    assert_eq!(scene.bob.call(SAVE, &Form::new(scene.doors, 0, "draft").fields()).await.body, operation.body);
    let mut stranger = scene.site.person("Eve").await;
    for path in ["/en/c/peace/judge", "/en/c/peace/organise/scores", "/en/c/nothing/judge", &page(scene.walk)] {
        assert_eq!(stranger.get(path).await.status, 404, "{path}");
    }
    assert_eq!(scene.bob.get("/en/c/peace/organise/scores").await.status, 404, "a judge is no organiser");
    let mut visitor = scene.site.visitor();
    for path in ["/en/c/peace/judge", "/en/c/peace/organise/scores", "/en/c/nothing/judge", &page(nowhere)] {
        assert_eq!(visitor.get(path).await.status, 401, "{path}");
    }
    assert_eq!(visitor.call(SAVE, &Form::new(scene.walk, 0, "draft").fields()).await.status, 401);
    assert_eq!(stranger.call(SAVE, &[("entry", "nonsense")]).await.body, operation.body);
}

#[tokio::test]
async fn a_second_judge_never_sees_the_first_ones_words_or_marks() {
    let mut scene = scene("judging").await;
    let form = Form::new(scene.walk, 0, "submit")
        .marks("3", "4")
        .with("comments[dialogue]", "canary-comment")
        .with("note", "canary-note");
    assert_eq!(scene.ada.call(SAVE, &form.fields()).await.status, 200);
    let paths =
        ["/en/c/peace/judge".to_owned(), page(scene.walk), "/en/work".to_owned(), "/ar/c/peace/judge".to_owned()];
    for round in 0..2 {
        for path in &paths {
            let reply = scene.bob.get(path).await;
            assert_eq!(reply.status, 200, "{path}");
            for word in ["canary", "68.0", "Judge a", &scene.ada_judge.to_string()] {
                assert!(!reply.body.contains(word), "{word} on {path}: {}", reply.body);
            }
            assert!(!reply.body.contains(" checked "), "{path}: {}", reply.body);
        }
        if round == 0 {
            // Also not by way of a stale or a refused form.
            let stale = scene.bob.call(SAVE, &Form::new(scene.walk, 1, "draft").fields()).await;
            assert_eq!(stale.status, 409);
            let refused = scene.bob.post(SAVE, &Form::new(scene.walk, 0, "submit").marks("9", "").fields()).await;
            assert!(!scene.bob.follow(&refused).await.body.contains("canary"));
        }
    }
    // The same at a later moment: after Bob has submitted his own.
    assert_eq!(scene.bob.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("5", "5").fields()).await.status, 200);
    let own = scene.bob.get(&page(scene.walk)).await;
    assert!(own.body.contains("100.0") && !own.body.contains("canary"), "{}", own.body);
}

#[tokio::test]
async fn an_organiser_who_judges_sees_no_totals_before_submitting() {
    let mut scene = scene("judging").await;
    scene.fixture.organiser(&scene.site.db, scene.site.account("Bob").await).await;
    scene.ada.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("3", "4").fields()).await;
    let before = scene.bob.get("/en/c/peace/organise/scores").await;
    assert_eq!(before.status, 200);
    assert!(!before.body.contains("68.0") && before.body.contains("Hidden from you"), "{}", before.body);
    scene.bob.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("4", "4").fields()).await;
    assert!(scene.bob.get("/en/c/peace/organise/scores").await.body.contains("68.0"));
}

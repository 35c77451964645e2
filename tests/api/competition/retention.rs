//! How long what is known of people is kept.

use server::{execute, housekeeping};
use tests::{Engine, Fixture, Site};

#[tokio::test]
async fn the_time_is_set_and_told_and_then_it_is_over() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    assert!(site.visitor().get("/en/c/peace").await.body.contains("kept for 730 days after the results"));
    for (days, problem) in [("", "number"), ("a year", "number"), ("29", "out_of_range"), ("3651", "out_of_range")] {
        let reply = olga.call("competition/set_retention", &[("slug", "peace"), ("retention_days", days)]).await;
        assert!(reply.status == 422 && reply.body.contains(problem), "{days}: {}", reply.body);
    }
    fixture.set_state(&site.db, "published").await;
    olga.get("/en/c/peace/organise/settings").await;
    let saved = olga.post("competition/set_retention", &[("slug", "peace"), ("retention_days", "365")]).await;
    assert_eq!(saved.location.as_deref(), Some("/en/c/peace/organise/settings?done=saved"), "{}", saved.body);
    assert!(site.visitor().get("/ar/c/peace").await.body.contains("365 يوما بعد نشر النتائج"));

    let id = fixture.competition.uuid();
    site.db
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
    housekeeping::erase_people(&site.db, &site.ambient).await.expect("erased");
    let late = olga.call("competition/set_retention", &[("slug", "peace"), ("retention_days", "3650")]).await;
    assert!(late.status == 409 && late.body.contains("wrong_state"), "{}", late.body);
    let log = olga.get("/en/c/peace/organise/log").await;
    assert!(log.body.contains("competition.erase_people"), "{}", log.body);
}

//! Statistics: the page and the table say the same, and nothing about single teams.

use server::execute;
use tests::{Engine, Fixture, Seed, Site};

#[tokio::test]
async fn statistics_are_public_with_the_results_and_not_before() {
    let site = Site::empty(Engine::Sqlite).await;
    Seed::new(&site.db, "deliberation").await;
    let mut olga = site.person("Olga").await;
    for path in ["/en/c/peaceapp/statistics", "/c/peaceapp/statistics.csv"] {
        assert_eq!(site.visitor().get(path).await.status, 404, "{path}");
    }
    assert_eq!(site.visitor().get("/c/peaceapp/organise/statistics.csv").await.status, 401);
    assert_eq!(olga.get("/c/peaceapp/organise/statistics.csv").await.status, 404);
    let account = site.account("Olga").await;
    site.db
        .write(move |tx| {
            Box::pin(async move {
                execute!(tx, "UPDATE account SET host = $2 WHERE id = $1", account, true)?;
                // A Kenyan entry alone is one that could be found.
                execute!(tx, "UPDATE member SET country = 'KE'")?;
                execute!(
                    tx,
                    "UPDATE member SET country = 'TL' WHERE id = (SELECT m.id FROM member m ORDER BY m.team_id, m.id LIMIT 1)"
                )
            })
        })
        .await
        .expect("a host");
    assert_eq!(olga.get("/en/c/peaceapp/organise/statistics").await.status, 200);
    site.publish(&mut olga, "peaceapp").await;
    let page = site.visitor().get("/en/c/peaceapp/statistics").await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(!page.body.contains("Timor") && page.body.contains("Others (fewer than 5 each"), "{}", page.body);
    let table = site.visitor().get("/c/peaceapp/statistics.csv").await;
    assert!(table.headers.contains("text/csv"), "{}", table.headers);
    assert!(table.body.starts_with("by,of,entries\r\n") && table.body.contains("country,others,"), "{}", table.body);
    for line in table.body.lines().skip(1) {
        let count: u32 = line.rsplit(',').next().and_then(|count| count.parse().ok()).expect("a count");
        assert!(count >= 5, "{line}");
        assert!(!line.contains("TL"), "{line}");
    }
    let organisers = olga.get("/c/peaceapp/organise/statistics.csv").await;
    assert!(organisers.body.lines().skip(1).all(|line| !line.contains(",TL,")), "{}", organisers.body);
}

#[tokio::test]
async fn few_entries_have_no_numbers() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "screening").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser_with(&site.db, account, "observer").await;
    for key in ["a", "b", "c", "d"] {
        fixture.entry(&site.db, key, "submitted", None).await;
    }
    let page = olga.get("/en/c/peace/organise/statistics").await.body;
    assert!(page.contains("Too few to tell"), "{page}");
    assert_eq!(olga.get("/c/peace/organise/statistics.csv").await.body, "by,of,entries\r\n");
}

//! Publication and a decision in the same moment: one of them is first, and the other learns of it.

use super::*;
use server::fetch_one;

/// Enough for both orders to happen on a machine of two cores; every one of them is checked.
const ROUNDS: usize = 8;

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_and_publication_in_the_same_moment_on_sqlite() {
    in_the_same_moment(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_and_publication_in_the_same_moment_on_postgres() {
    in_the_same_moment(Engine::Postgres).await;
}

/// What is public is what was approved: without the decision, if at all.
async fn in_the_same_moment(engine: Engine) {
    for _ in 0..ROUNDS {
        let (site, seed, mut olga) = seeded_on(engine, "deliberation").await;
        let (mut oskar, account) = site.person_with_account("Oskar").await;
        seed.organiser(&site.db, account).await;
        olga.propose("peaceapp", "").await;
        let mut petra = site.second_owner("peaceapp").await;
        let proposal = petra.proposal("peaceapp").await;
        let (mention, entry) = (seed.mentions["functioning"].to_string(), seed.entries["river-council"].to_string());
        let publishing = tokio::spawn(async move {
            petra.call("results/confirm", &[("slug", "peaceapp"), ("proposal", &proposal)]).await
        });
        let deciding = tokio::spawn(async move {
            let award = [("slug", "peaceapp"), ("award", &*mention), ("entry", &*entry), ("reason", "Listening.")];
            oskar.call("results/give_award", &award).await
        });
        let (published, decided) = (publishing.await.expect("an answer"), deciding.await.expect("an answer"));
        let (public, given) = (public(&site).await, given(&site).await);
        match (published.status == 200, decided.status == 200) {
            // Published first: the decision waits for the next version.
            (true, true) => {
                assert_eq!((public, given), (true, 1));
                let out = document(&mut site.visitor()).await;
                assert!(!serde_json::to_string(&out).expect("JSON").contains("Listening."));
            }
            (false, true) => {
                assert!(published.status == 409 && published.body.contains("preview_changed"), "{}", published.body);
                assert_eq!((public, given), (false, 1));
            }
            _ => panic!(
                "publishing: {} {}; deciding: {} {}",
                published.status, published.body, decided.status, decided.body
            ),
        }
    }
}

async fn public(site: &Site) -> bool {
    site.visitor().get(JSON).await.status == 200
}

async fn given(site: &Site) -> i64 {
    let mut conn = site.db.read().await.expect("a reader");
    fetch_one!(&mut conn, (i64,), "SELECT CAST(COUNT(*) AS BIGINT) FROM given_award").expect("a count").0
}

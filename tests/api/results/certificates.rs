//! Certificates: what they say, and what their code leads to, also after a later publication.

use super::*;
use app::results::rules::{certificate_code, digest, json};
use server::{db::DbError, execute};
use uuid::Uuid;

const CERTIFICATE: &str = "/en/c/peaceapp/entries/ballot-walk/certificate";

/// The address that stands on a certificate, without the site.
fn check(page: &Reply) -> String {
    let (_, rest) = page.body.split_once("class=\"address\" href=\"https://judging.test").expect("an address");
    rest.split('"').next().expect("its end").to_owned()
}

/// Another publication, as a correction makes one.
async fn publish_again(site: &Site, seed: &Seed, document: &ResultsDocument) {
    let c = seed.competition.uuid();
    let text = json(document).expect("JSON");
    let digest = digest(&text);
    site.db
        .write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO publication (id, competition_id, version, document, digest, published_at) VALUES ($1, $2, 2, $3, $4, $5)",
                    Uuid::from_u128(9),
                    c,
                    text.as_str(),
                    digest.as_str(),
                    tests::NOON.micros() + 86_400_000_000
                )?;
                Ok::<_, DbError>(())
            })
        })
        .await
        .expect("a publication");
}

async fn a_certificate_can_be_checked(engine: Engine) {
    let (site, seed, mut olga) = seeded_on(engine, "deliberation").await;
    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    let page = visitor.get(CERTIFICATE).await;
    for said in [
        "Awarded to",
        "Ballot Walk",
        "Makers of Ballot Walk",
        "Winner: USD 5,000",
        "Place 1 of 5",
        "<svg",
        "1 March 2026",
    ] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let address = check(&page);
    let found = visitor.get(&address).await;
    assert_eq!(found.status, 200);
    let out = document(&mut visitor).await;
    let first = digest(&json(&out).expect("JSON"));
    for said in ["The certificate is genuine", "holds to this day", "Ballot Walk", "Version 1 of the results", &first] {
        assert!(found.body.contains(said), "{said}: {}", found.body);
    }
    // As somebody types it.
    let code = certificate_code(&first, "ballot-walk");
    let typed = format!("/ar/c/peaceapp/certificates/{}", code.replace('-', "").to_lowercase());
    assert!(visitor.get(&typed).await.body.contains("الشهادة صحيحة"));
    for nothing in ["0000-0000-0000-0000-0000", "x", &"7".repeat(3000)] {
        let reply = visitor.get(&format!("/en/c/peaceapp/certificates/{nothing}")).await;
        assert!(reply.status == 404 && reply.body.contains("No certificate has this code"), "{}", reply.body);
    }

    let mut corrected = out.clone();
    corrected.tracks[0].placements[0].place = 2;
    corrected.tracks[0].placements.truncate(1);
    publish_again(&site, &seed, &corrected).await;
    let found = visitor.get(&address).await.body;
    for said in ["the results were changed later", "Version 2 of the results", "What is published now", "Place 1 of 5"]
    {
        assert!(found.contains(said), "{said}: {found}");
    }
    let gone = format!("/en/c/peaceapp/certificates/{}", certificate_code(&first, "eight-doors"));
    let gone = visitor.get(&gone).await.body;
    assert!(gone.contains("the results do not show this entry any more") && gone.contains("Eight Doors"), "{gone}");
    // What is printed now is another certificate, and what is not published any more has none.
    let again = visitor.get(CERTIFICATE).await;
    assert_ne!(check(&again), address);
    assert!(visitor.get(&check(&again)).await.body.contains("holds to this day"));
    assert_eq!(visitor.get("/en/c/peaceapp/entries/eight-doors/certificate").await.status, 404);
    let feed = visitor.get("/c/peaceapp/results.atom").await.body;
    assert_eq!(feed.matches("<entry>").count(), 2);
    assert!(feed.contains(", version 2</title>") && feed.contains("<updated>2026-03-02T12:00:00Z</updated>"), "{feed}");
}

#[tokio::test]
async fn a_certificate_can_be_checked_also_after_a_correction() {
    a_certificate_can_be_checked(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_can_be_checked_also_after_a_correction_on_postgres() {
    a_certificate_can_be_checked(Engine::Postgres).await;
}

#[tokio::test]
async fn who_won_nothing_may_leave_the_place_out_and_nobody_gets_more_than_was_published() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    let path = "/en/c/peaceapp/entries/shared-blocks/certificate";
    let page = visitor.get(path).await.body;
    assert!(page.contains("This certifies the part of") && page.contains("Place 5 of 5"), "{page}");
    let page = visitor.get(&format!("{path}?says=judged")).await.body;
    assert!(page.contains("Entered and judged by the panel") && !page.contains("Place 5"), "{page}");
    let page = visitor.get(&format!("{CERTIFICATE}?says=judged")).await.body;
    assert!(page.contains("Place 1 of 5"), "an award is not left out: {page}");
    // Its team finds it on the page of its result.
    let (mut tess, team) = site.person_with_account("Tess").await;
    seed.join(&site.db, "ballot-walk", team).await;
    let own = tess.get(&format!("/en/entries/{}/result", seed.entries["ballot-walk"])).await.body;
    assert!(own.contains(&format!("href=\"{CERTIFICATE}\"")), "{own}");

    let (site, seed, mut olga) = seeded("deliberation").await;
    seed.change(&site.db, "UPDATE competition SET publish_depth = 'winners' WHERE id = $1").await;
    publish(&site, &mut olga).await;
    assert_eq!(site.visitor().get(path).await.status, 404, "only winners are published");
    assert_eq!(site.visitor().get(CERTIFICATE).await.status, 200);
}

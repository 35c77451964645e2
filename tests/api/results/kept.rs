//! What was published is kept by the server that sent it, and must not outlive what it says.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_through_another_server_is_seen_within_a_second() {
    let (site, seed, mut olga) = seeded_on(Engine::Postgres, "deliberation").await;
    publish(&site, &mut olga).await;
    let second = tests::opened_again(&site.db, &site.ambient).await;
    let elsewhere = server::build(second, site.ambient.clone(), site.config.clone());
    let mut reader = site.visitor().on_server(elsewhere);
    let first = reader.get(PAGE).await;
    assert_eq!((first.status, shown(&reader.get(PAGE).await)), (200, shown(&first)));
    seed.late_conflict(&site.db, 'd', "ballot-walk").await;
    olga.propose("peaceapp", "A judge was a colleague.").await;
    let mut petra = site.second_owner("peaceapp").await;
    assert_eq!(petra.confirm("peaceapp").await.status, 200);
    assert!(site.visitor().get(PAGE).await.body.contains("A judge was a colleague."), "at once where it was done");
    site.clock.set(site.ambient.now().plus_seconds(1));
    assert!(reader.get(PAGE).await.body.contains("A judge was a colleague."), "elsewhere a second later");
}

#[tokio::test]
async fn each_language_and_way_of_packing_has_its_own() {
    let (site, _, mut olga) = seeded("deliberation").await;
    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    for _ in 0..2 {
        assert!(visitor.get(PAGE).await.body.contains("<html lang=\"en\""));
        assert!(visitor.get("/ar/c/peaceapp/results").await.body.contains("<html lang=\"ar\""));
        let packed = axum::http::Request::get(PAGE).header("accept-encoding", "br");
        let packed = visitor.send(packed, axum::body::Body::empty()).await;
        assert!(packed.headers.contains("content-encoding: br"), "{}", packed.headers);
        assert!(!visitor.get(PAGE).await.headers.contains("content-encoding"));
    }
    // Who is signed in has a page of their own.
    assert!(olga.get(PAGE).await.body.contains("Olga"));
    assert!(!visitor.get(PAGE).await.body.contains("Olga"));
}

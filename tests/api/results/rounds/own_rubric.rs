//! A final that is judged on other weights than the first round.

use super::*;
use tests::Archive;

async fn own_rubric(engine: Engine) {
    let mut scene = scene(engine).await;
    scene.close().await;
    let ([alpha, beta, _], judges) = (scene.entries, scene.judges);
    let field = format!("weights[criterion-{}]", scene.fixture.criteria[0]);
    let form = scene.olga.get(PAGE).await.body;
    assert!(form.contains(&field) && form.contains("Another rubric for this round"), "{form}");
    let off = scene.add_weighed(("carried", "own"), &[alpha, beta], &judges[..1], &["50", "40"]).await;
    assert!(off.status == 422 && off.body.contains(&field) && off.body.contains("\"total\":\"90\""), "{}", off.body);
    let same = scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM round_criterion").await;
    let made = scene.add_weighed(("carried", "own"), &[alpha, beta], &judges[..1], &["", "100"]).await;
    assert_eq!((same, made.status), (0, 200), "{}", made.body);

    let call = scene.site.visitor().get("/en/c/peace").await.body;
    let own = call.split("Its own rubric:").nth(1).expect("everybody reads it");
    assert!(own.contains("100") && !own.contains(">60<"), "{own}");
    let sheet = scene.ada.get(&format!("/en/judge/entries/{alpha}")).await.body;
    assert!(sheet.contains("name=\"marks[prevention]\"") && !sheet.contains("name=\"marks[dialogue]\""), "{sheet}");
    let earlier = sheet.split("Your scorecard of the first round").nth(1).expect("the earlier scorecard");
    assert!(earlier.contains("dialogue") && earlier.contains("prevention"), "by the rubric of its round: {earlier}");
    // A mark on what is not in the rubric of the round is not taken.
    assert_eq!(save(&mut scene.ada, alpha, "0", "2").await.status, 400);
    for (entry, mark) in [(alpha, "2"), (beta, "5")] {
        let entry = entry.to_string();
        let card = [("entry", entry.as_str()), ("version", "0"), ("submit", "submit"), ("untried", "on")];
        let saved = scene.ada.call("scores/save", &[&card[..], &[("marks[prevention]", mark)]].concat()).await;
        assert_eq!(saved.status, 200, "{}", saved.body);
    }
    let marks = "SELECT CAST(COUNT(*) AS BIGINT) FROM score s JOIN scorecard k ON k.id = s.scorecard_id
                 JOIN further_round f ON f.round_id = k.round_id";
    assert_eq!(scene.number(marks).await, 2, "one for each scorecard");
    let board = scene.olga.get("/en/c/peace/organise/scores").await.body;
    assert!(board.contains("100.0") && board.contains("40.0"), "{board}");
    let rubric = scene.olga.get("/en/c/peace/organise/tracks/functioning").await.body;
    assert!(!rubric.contains("competition/save_rubric"), "the rubric of the track stands: {rubric}");
    scene.close().await;
    // Ada's scorecards of the final, Bob's of the first round on prevention: 5 and 4 of 5 for beta, 2 and 4 for alpha.
    let order = scene.olga.get("/en/c/peace/organise/results").await.body;
    let at = |score: &str| order.find(score).unwrap_or_else(|| panic!("{score} in {order}"));
    assert!(at("90.000") < at("60.000") && at("60.000") < at("50.000"));
    scene.fixture.set_state(&scene.site.db, "deliberation").await;
    let opened = [("slug", "peace"), ("cut", ""), ("names", "shown"), ("closes_at", "")];
    assert_eq!(scene.olga.call("results/open_room", &opened).await.status, 200);
    // Bob's scorecard is of the first round: in the room it is changed on the rubric of that.
    for (client, both) in [(&mut scene.ada, false), (&mut scene.bob, true)] {
        let room = client.get(&format!("/en/c/peace/judge/deliberation/{beta}")).await;
        assert!(room.status == 200 && room.body.contains("name=\"marks[prevention]\""), "{}", room.body);
        assert_eq!(room.body.contains("name=\"marks[dialogue]\""), both, "{}", room.body);
    }
    let out = scene.site.publish(&mut scene.olga, "peace").await;
    assert!(out.status == 200 || out.status == 303, "{}", out.body);
    let published: serde_json::Value =
        serde_json::from_str(&scene.site.visitor().get("/c/peace/results.json").await.body).expect("a document");
    let track = &published["tracks"][0];
    let rows = track["placements"].as_array().expect("places");
    let rows: Vec<_> = rows.iter().map(|at| (at["key"].as_str(), at["score"].as_str(), at["round"].as_str())).collect();
    let last = (Some("gamma"), Some("50.0"), None);
    assert_eq!(rows, [(Some("beta"), Some("90.0"), Some("Final")), (Some("alpha"), Some("60.0"), Some("Final")), last]);
    assert_eq!(
        (&track["rounds"][0]["rule"], track["rounds"][0]["rubric"].as_array().map(Vec::len)),
        (&"carried".into(), Some(1))
    );
    let page = scene.site.visitor().get("/en/c/peace/results").await.body;
    assert!(
        page.contains("The rubric of the round “Final”") && page.contains("Scorecards of the rounds before count"),
        "{page}"
    );
    kept_by_exports(&scene.site).await;
}

/// Exported and imported, the rounds are those of the original; its scorecards, all of after the closes of this test, too.
async fn kept_by_exports(site: &Site) {
    let [parcel, copy] = tests::there_and_back(&site.db, "peace").await;
    assert_eq!(parcel.document.further_rounds.len(), 1);
    assert_eq!(copy, parcel);

    let mut wrong = parcel;
    wrong.document.further_rounds[0].entries.push("nobody".to_owned());
    wrong.document.further_rounds[0].weights[0].criterion = "beauty".to_owned();
    let errors = Archive::of(wrong).read("wrong").expect_err("refused");
    assert!(errors.contains("nobody") && errors.contains("beauty"), "{errors}");
}

#[tokio::test]
async fn a_final_with_a_rubric_of_its_own_is_judged_ranked_and_published_by_it_on_sqlite() {
    own_rubric(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_final_with_a_rubric_of_its_own_is_judged_ranked_and_published_by_it_on_postgres() {
    own_rubric(Engine::Postgres).await;
}

//! Awards are provisional until their entries are checked; and more than planned takes a reason.

use super::*;

impl Scene {
    /// What the comparison has found, as the organisers' page has it.
    async fn seen(&mut self, key: &str) -> String {
        let of = format!("value=\"{}:conflicts\"", self.entry(key));
        let page = self.olga.get(PRIZES).await.body;
        let (_, rest) = page.split_once(&of).expect("the form of the check");
        let (_, rest) = rest.split_once("name=\"seen\" value=\"").expect("a digest");
        rest.split_once('"').expect("a value").0.to_owned()
    }

    async fn tick(&mut self, key: &str, check: &str, seen: &str) -> Reply {
        let of = format!("{}:{check}", self.entry(key));
        self.organise("results/check_prize", &[("of", &of), ("seen", seen), ("note", "canary-note")]).await
    }
}

#[tokio::test]
async fn awards_are_provisional_until_checked_and_nothing_is_held_up() {
    let mut scene = scene(Engine::Sqlite).await;
    assert!(scene.olga.get(DESK).await.body.contains("Winners are not checked yet"));
    scene.publish().await;
    let out = document(&mut scene.site.visitor()).await;
    assert!(out.placements().flat_map(|(_, at)| &at.awards).all(|award| award.provisional));
    let page = scene.site.visitor().get(PAGE).await.body;
    assert!(page.contains("(provisional)"), "{page}");
    assert_eq!(scene.verified().await.content.tracks[0].provisional.len(), 3);

    let entry = scene.entry("ballot-walk");
    let reply = scene.organise("results/check_prize", &[("of", &format!("{entry}:diligence")), ("note", "")]).await;
    assert_eq!((reply.status, reply.body.contains("note")), (422, true), "{}", reply.body);
    assert_eq!(scene.tick("river-council", "diligence", "").await.status, 409, "it wins nothing");
    assert_eq!(scene.tick("ballot-walk", "nonsense", "").await.status, 404);
    assert_eq!(scene.tick("ballot-walk", "diligence", "").await.status, 200);
    assert_eq!(scene.tick("ballot-walk", "conflicts", "").await.status, 409, "nothing was looked at");
    let seen = scene.seen("ballot-walk").await;
    assert_eq!(scene.tick("ballot-walk", "conflicts", &seen).await.status, 200);
    let page = scene.olga.get(PRIZES).await.body;
    assert!(page.contains("canary-note") && page.contains("Olga"), "{page}");
    // What is out stays provisional until two organisers publish what was found.
    let out = document(&mut scene.site.visitor()).await;
    assert!(out.tracks[0].placements[0].awards[0].provisional);
    scene.publish_again("The first winner is checked.").await;
    let out = document(&mut scene.site.visitor()).await;
    let provisional: Vec<bool> = out.tracks[0].placements[..3].iter().map(|at| at.awards[0].provisional).collect();
    assert_eq!(provisional, [false, true, true]);
    scene.verified().await;
    let csv = scene.site.visitor().get(CSV).await.body;
    assert!(
        csv.lines().nth(1).expect("a row").ends_with(",false") && csv.lines().nth(2).expect("a row").ends_with(",true")
    );

    let taken = scene.organise("results/reopen_check", &[("of", &format!("{entry}:diligence"))]).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    let again = scene.organise("results/reopen_check", &[("of", &format!("{entry}:diligence"))]).await;
    assert_eq!(again.status, 409);
    for address in [JSON, PAGE, PACK, CSV] {
        assert!(!scene.site.visitor().get(address).await.body.contains("canary-note"), "{address}");
    }
    let log = server::operator::service::export::log(&scene.site.db, "peaceapp").await.expect("a log");
    let csv = String::from_utf8(server::operator::writing::log(&log).expect("a file")).expect("text");
    assert!(csv.contains("results.check_prize") && csv.contains("results.reopen_check"), "{csv}");
    assert!(!csv.contains("canary-note"), "notes may be about people: {csv}");
}

#[tokio::test]
async fn what_is_ticked_is_what_the_comparison_finds_now() {
    let mut scene = scene(Engine::Sqlite).await;
    let seen = scene.seen("ballot-walk").await;
    tests::put!(scene.site.db, "UPDATE judge SET affiliation = 'Peace Lab' WHERE key = 'a'");
    tests::put!(
        scene.site.db,
        "UPDATE team SET organisation = 'peace lab' WHERE id = (SELECT team_id FROM entry WHERE key = 'ballot-walk')"
    );
    let reply = scene.tick("ballot-walk", "conflicts", &seen).await;
    assert_eq!((reply.status, reply.body.contains("preview_changed")), (409, true), "{}", reply.body);
    let page = scene.olga.get(PRIZES).await.body;
    assert!(page.contains("peace lab"), "{page}");
    let seen = scene.seen("ballot-walk").await;
    assert_eq!(scene.tick("ballot-walk", "conflicts", &seen).await.status, 200);
    assert!(!scene.olga.get(PRIZES).await.body.contains("finds something else"));
    tests::put!(scene.site.db, "UPDATE judge SET affiliation = 'Peace Lab' WHERE key = 'b'");
    assert!(scene.olga.get(PRIZES).await.body.contains("finds something else"), "and says so when it changes");
}

#[tokio::test]
async fn guardians_who_agree_need_no_tick_and_others_do() {
    let mut scene = scene(Engine::Sqlite).await;
    let minor = "INSERT INTO member (id, competition_id, team_id, public_name, country, role, minor, created_at)
         SELECT id, competition_id, team_id, 'Young', 'KE', '', $1, created_at FROM entry WHERE key = 'ballot-walk'";
    tests::put!(scene.site.db, minor, true);
    assert!(scene.olga.get(CSV_OF_PRIZES).await.body.contains("diligence;conflicts;guardians"));
    assert_eq!(scene.tick("ballot-walk", "guardians", "").await.status, 200);
    assert!(!scene.olga.get(CSV_OF_PRIZES).await.body.contains("guardians"));
    let entry = scene.entry("ballot-walk");
    scene.organise("results/reopen_check", &[("of", &format!("{entry}:guardians"))]).await;
    let consent = "INSERT INTO guardian_consent (member_id, guardian_name, state, publication)
         SELECT id, 'Guardian', 'given', 'given' FROM member WHERE public_name = 'Young'";
    tests::put!(scene.site.db, consent);
    assert!(!scene.olga.get(CSV_OF_PRIZES).await.body.contains("guardians"));
}

#[tokio::test]
async fn more_distinctions_than_planned_take_a_reason() {
    let mut scene = scene(Engine::Sqlite).await;
    scene
        .seed
        .change(&scene.site.db, "UPDATE award SET count = 1 WHERE competition_id = $1 AND kind = 'distinction'")
        .await;
    let mention = scene.seed.mentions["functioning"].to_string();
    let (one, other) = (scene.entry("river-council"), scene.entry("eight-doors"));
    let give = |entry: &str, more: &str| -> Vec<(&'static str, String)> {
        vec![
            ("award", mention.clone()),
            ("entry", entry.to_owned()),
            ("reason", "Bold".into()),
            ("more_reason", more.into()),
        ]
    };
    for (entry, more, status) in
        [(&one, "", 200), (&one, "", 200), (&other, " ", 422), (&other, "canary: two were equal", 200)]
    {
        let fields = give(entry, more);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let reply = scene.organise("results/give_award", &fields).await;
        assert_eq!(reply.status, status, "{}", reply.body);
        assert_eq!(status == 422, reply.body.contains("more_reason"), "{}", reply.body);
    }
    scene.publish().await;
    let out = document(&mut scene.site.visitor()).await;
    let mentioned = out.placements().filter(|(_, at)| at.awards.iter().any(|award| !award.by_place)).count();
    assert_eq!(mentioned, 2);
    assert!(!scene.site.visitor().get(JSON).await.body.contains("canary"), "that reason is for organisers");
}

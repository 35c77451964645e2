//! The sealed method beside the others, and the form for a departure from it.

use super::*;

const LAB: &str = "/en/c/peaceapp/organise/method/compare";

/// The part of a page about one track.
fn of_track<'a>(page: &'a str, key: &str) -> &'a str {
    let from = page.find(&format!("aria-labelledby=\"track-{key}\"")).expect("the track");
    let to = page[from..].find("</section>").expect("its end") + from;
    &page[from..to]
}

#[tokio::test]
async fn after_judging_every_method_stands_beside_the_sealed_one() {
    let (_, _, mut olga) = seeded("deliberation").await;
    let page = olga.get(LAB).await;
    assert_eq!(page.status, 200);
    let track = of_track(&page.body, "functioning");
    for column in ["Mean (chosen)", "Trimmed", "Adjusted", "Adjusted, by scatter"] {
        assert!(track.contains(&format!("<strong>{column}</strong>")) != column.ends_with("(chosen)"), "{column}");
        assert!(track.contains(&format!("data-label=\"{column}\"")), "{column}: {track}");
    }
    for title in ["Ballot Walk", "Market of Two Languages", "Eight Doors", "River Council", "Shared Blocks"] {
        assert!(track.contains(title), "{title}");
    }
    assert!(track.contains("of 10 pairs of entries are in the same order"), "five entries are ten pairs: {track}");
    assert!(track.contains("87.333") && track.contains("<svg class=\"bump-chart\""), "{track}");
    assert!(page.body.contains("published beside the results, with the names of both organisers"), "{}", page.body);
    let arabic = olga.get(&LAB.replacen("/en/", "/ar/", 1)).await;
    assert!(arabic.status == 200 && arabic.body.contains("مختارة") && arabic.body.contains("dir=\"rtl\""));
    assert!(
        olga.get(DESK).await.body.contains(LAB) && olga.get("/en/c/peaceapp/organise/method").await.body.contains(LAB)
    );
}

#[tokio::test]
async fn a_panel_in_parts_has_no_adjusted_ranking_and_the_page_says_why() {
    let (_, seed, mut olga) = {
        let (site, seed, olga) = seeded("deliberation").await;
        // One judge for each entry, and none for two.
        let keep = "UPDATE scorecard SET state = 'void' WHERE competition_id = $1 AND NOT EXISTS (
            SELECT 1 FROM judge j, entry e WHERE j.id = scorecard.judge_id AND e.id = scorecard.entry_id
            AND ((j.key = 'a' AND e.key = 'echo-room') OR (j.key = 'b' AND e.key = 'rumour-line')))";
        seed.change(&site.db, keep).await;
        (site, seed, olga)
    };
    assert_eq!(seed.tracks.len(), 2);
    let page = olga.get(LAB).await.body;
    let track = of_track(&page, "development");
    assert!(track.contains("the panel is in 2 parts that no judge links"), "{track}");
    assert!(track.contains("data-label=\"Trimmed\"") && !track.contains("data-label=\"Adjusted\""), "{track}");
}

#[tokio::test]
async fn while_judges_score_nobody_compares_and_others_never_do() {
    let (site, seed, mut olga) = seeded("judging").await;
    let early = olga.get(LAB).await;
    assert!(early.status == 200 && early.body.contains("Methods are compared when judging is over."), "{}", early.body);
    for secret in Seed::titles().chain(["87.3", "departure_reason", "bump-chart"]) {
        assert!(!early.body.contains(secret), "{secret}");
    }
    seed.change(&site.db, "UPDATE competition SET state = 'deliberation' WHERE id = $1").await;
    assert_eq!(site.visitor().get(LAB).await.status, 401);
    assert_eq!(site.person("Sam").await.get(LAB).await.status, 404);
    let (mut jude, judge) = site.person_with_account("Jude").await;
    seed.seat(&site.db, 'a', judge).await;
    assert_eq!(jude.get(LAB).await.status, 404);
}

#[tokio::test]
async fn a_departure_is_proposed_here_by_one_and_confirmed_by_another() {
    let (site, _, mut olga) = seeded("deliberation").await;
    let form = olga.get(LAB).await.body;
    assert!(form.contains("action=\"/api/results/propose_method\"") && form.contains("name=\"departure_reason\""));
    assert!(form.contains("name=\"lottery\""), "without a seal a lottery was fixed by nobody yet");
    let fields = |reason: &'static str| {
        [
            ("slug", "peaceapp"),
            ("method", "trimmed"),
            ("decimals", "2"),
            ("judge_preference", "on"),
            ("departure_reason", reason),
        ]
    };
    // Refused, the form comes back here with what was chosen.
    let refused = olga.post("results/propose_method", &fields("")).await;
    let back = olga.follow(&refused).await.body;
    assert!(back.contains("id=\"departure_reason-error\""), "{back}");
    let chosen = back.find("value=\"trimmed\"").expect("the choice");
    assert!(back[chosen.saturating_sub(80)..chosen + 80].contains("checked"), "{back}");
    let sent = olga.post("results/propose_method", &fields("Two judges marked as one.")).await;
    let desk = olga.follow(&sent).await.body;
    assert!(desk.contains("Two judges marked as one."), "{desk}");
    let mine = olga.get(LAB).await.body;
    assert!(mine.contains("Another organiser has to confirm it.") && !mine.contains("results/confirm"), "{mine}");
    let mut petra = site.second_owner("peaceapp").await;
    let hers = petra.get(LAB).await.body;
    assert!(hers.contains("Confirm: rank by this method") && hers.contains("Two judges marked as one."), "{hers}");
    let proposal = tests::proposal_of(&hers);
    assert_eq!(petra.post("results/confirm", &[("slug", "peaceapp"), ("proposal", &proposal)]).await.status, 303);
    let after = olga.get(LAB).await.body;
    let track = of_track(&after, "functioning");
    assert!(track.contains("Trimmed (in force)") && track.contains("Mean (chosen, not in force)"), "{track}");
    assert!(after.contains("Two organisers departed from the sealed method."), "{after}");
    publish(&site, &mut olga).await;
    let out = document(&mut site.visitor()).await;
    assert_eq!((out.method.as_str(), out.decimals), ("trimmed", Some(2)));
    let told = site.visitor().get(PAGE).await.body;
    assert!(told.contains("Two judges marked as one.") && told.contains("Olga; Petra"), "{told}");
}

//! Publishing: what was approved, once, by an organiser.

use super::*;
use server::fetch_one;

async fn publications(site: &Site) -> i64 {
    let mut conn = site.db.read().await.expect("a reader");
    fetch_one!(&mut conn, (i64,), "SELECT CAST(COUNT(*) AS BIGINT) FROM publication").expect("a count").0
}

#[tokio::test]
async fn the_seed_competition_comes_out_as_checked() {
    as_checked(seeded("deliberation").await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_seed_competition_comes_out_as_checked_on_postgres() {
    as_checked(seeded_on(Engine::Postgres, "deliberation").await).await;
}

async fn as_checked((site, _, mut olga): (Site, Seed, Client)) {
    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    let out = document(&mut visitor).await;
    let functioning = placed(&[
        ("ballot-walk", 1),
        ("market-of-two-languages", 2),
        ("eight-doors", 3),
        ("river-council", 4),
        ("shared-blocks", 5),
    ]);
    let development = placed(&[("bridge-builders-academy", 1), ("echo-room", 2), ("rumour-line", 3)]);
    assert_eq!((places(&out, 0), places(&out, 1)), (functioning, development));
    let scores = |track: usize| -> Vec<String> {
        out.tracks[track].placements.iter().map(|at| at.score.clone().expect("a score")).collect()
    };
    assert_eq!(scores(0), ["87.3", "85.7", "80.0", "80.0", "68.5"]);
    assert_eq!(scores(1), ["80.7", "79.7", "75.7"]);
    let note = out.tracks[0].placements[3].settled.clone().expect("a tie note");
    assert_eq!(
        (note.step.as_str(), note.before.as_deref(), note.after.as_deref()),
        ("criterion:dialogue", Some("4.33"), Some("4.00"))
    );
    assert_eq!(
        (out.entries_submitted, out.entries_judged, out.countries, out.judges, out.scorecards),
        (8, 8, 12, 4, 25)
    );
    assert_eq!(out.fields, ["development", "peacebuilding", "technology"]);
    let page = visitor.get(PAGE).await;
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("Places 3 and 4 have the same score. Settled on Dialogue and contact: 4.33 to 4.00."),
        "{}",
        page.body
    );
    assert!(page.body.contains("Ballot Walk") && page.body.contains("Winner: USD 5,000"));
    let arabic = visitor.get("/ar/c/peaceapp/results").await;
    assert!(arabic.body.contains("dir=\"rtl\"") && arabic.body.contains("4.33 مقابل 4.00"), "{}", arabic.body);
}

#[tokio::test]
async fn a_functioning_entry_is_never_ranked_with_those_in_development() {
    let (site, _, mut olga) = seeded("deliberation").await;
    publish(&site, &mut olga).await;
    let out = document(&mut site.visitor()).await;
    // 87.3 is above every score of the other track.
    assert!(out.tracks[0].placements.iter().any(|at| at.key == "ballot-walk"));
    assert!(out.tracks[1].placements.iter().all(|at| at.key != "ballot-walk"));
    assert_eq!((out.tracks[0].ranked, out.tracks[1].ranked), (5, 3));
}

#[tokio::test]
async fn what_is_published_is_what_was_previewed() {
    let (site, _, mut olga) = seeded("deliberation").await;
    let preview = olga.get(DESK).await;
    let approved = digest(&mut olga).await;
    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    let page = visitor.get(PAGE).await;
    assert_eq!(shown(&preview), shown(&page), "word for word");
    assert!(page.body.contains(&approved));
    let json = visitor.get(JSON).await;
    assert_eq!(app::results::rules::digest(&json.body), approved, "the file is what the digest is of");
    assert_eq!(shown(&olga.get(PAGE).await), shown(&page), "the organiser reads the same");
}

#[tokio::test]
async fn page_json_and_csv_agree() {
    let (site, _, mut olga) = seeded("deliberation").await;
    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    let out = document(&mut visitor).await;
    let page = visitor.get(PAGE).await;
    let csv = visitor.get(CSV).await;
    assert!(csv.headers.contains("text/csv"), "{}", csv.headers);
    let mut lines = csv.body.lines();
    let header =
        "track,place,shared,entry,title,team,countries,score,scorecards,tie_broken_by,awards,reasons,provisional";
    assert_eq!(lines.next(), Some(header));
    let mut at_page = 0;
    for (track, at) in out.tracks.iter().flat_map(|track| track.placements.iter().map(move |at| (track, at))) {
        let row = lines.next().expect("a row");
        let score = at.score.clone().expect("a score");
        let awards: Vec<&str> = at.awards.iter().map(|award| award.name.as_str()).collect();
        let expected = format!(
            "{},{},{},{},{},{},{},{score},{},{},{},,{}",
            track.key,
            at.place,
            at.shared,
            at.key,
            at.title,
            at.team,
            at.countries.join(";"),
            at.scorecards,
            at.tie_broken_by.clone().unwrap_or_default(),
            awards.join("; "),
            !awards.is_empty(),
        );
        assert_eq!(row, expected);
        // In the same order on the page, each with its score.
        let title = format!("<bdi>{}</bdi>", at.title);
        at_page += page.body[at_page..].find(&title).unwrap_or_else(|| panic!("{title} after {at_page}"));
        at_page += page.body[at_page..].find(&format!("<data value=\"{score}\">")).expect("its score");
    }
    assert_eq!(lines.next(), None);
}

#[tokio::test]
async fn readers_who_have_the_file_are_told_so() {
    let (site, _, mut olga) = seeded("deliberation").await;
    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    let first = visitor.get(JSON).await;
    let tag = first.headers.lines().find_map(|line| line.strip_prefix("etag: ")).expect("a tag").to_owned();
    let again = axum::http::Request::get(JSON).header("if-none-match", tag);
    let again = visitor.send(again, axum::body::Body::empty()).await;
    assert_eq!((again.status, again.body.as_str()), (304, ""));
}

#[tokio::test]
async fn a_stale_preview_cannot_be_published() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    let approved = digest(&mut olga).await;
    seed.late_conflict(&site.db, 'd', "ballot-walk").await;
    let fields = [("slug", "peaceapp"), ("digest", approved.as_str())];
    let reply = olga.call("results/propose", &fields).await;
    assert_eq!((reply.status, reply.body.contains("preview_changed")), (409, true), "{}", reply.body);
    assert_eq!(site.visitor().get(PAGE).await.status, 404);
    assert_eq!(publications(&site).await, 0);
    let reply = olga.post("results/propose", &fields).await;
    let page = olga.follow(&reply).await;
    assert!(page.body.contains("The results changed since you looked at the preview."), "{}", page.body);
    publish(&site, &mut olga).await;
    assert_eq!(publications(&site).await, 1);
}

#[tokio::test]
async fn void_scorecards_do_not_count_and_the_mean_is_that_of_the_others() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    seed.late_conflict(&site.db, 'd', "ballot-walk").await;
    let page = olga.get(DESK).await;
    assert!(page.body.contains("86.000") && page.body.contains("2 of 3"), "{}", page.body);
    assert!(page.body.contains("Short of reviews"), "flagged, not hidden");
    publish(&site, &mut olga).await;
    let out = document(&mut site.visitor()).await;
    let first = &out.tracks[0].placements[0];
    assert_eq!((first.key.as_str(), first.score.as_deref(), first.scorecards), ("ballot-walk", Some("86.0"), 2));
}

#[tokio::test]
async fn publishing_twice_publishes_once() {
    let (site, _, mut olga) = seeded("deliberation").await;
    olga.propose("peaceapp", "").await;
    let mut petra = site.second_owner("peaceapp").await;
    let proposal = petra.proposal("peaceapp").await;
    let fields = [("slug", "peaceapp"), ("proposal", proposal.as_str())];
    let first = petra.post_with_key("results/confirm", "the-form", &fields).await;
    let again = petra.post_with_key("results/confirm", "the-form", &fields).await;
    assert_eq!((first.status, first.location.clone()), (303, again.location.clone()));
    let reply = petra.call("results/confirm", &fields).await;
    assert_eq!((reply.status, reply.body.contains("nothing_there")), (409, true), "{}", reply.body);
    assert_eq!(publications(&site).await, 1);
    let page = petra.follow(&first).await;
    assert!(
        page.body.contains("The results are published.") && page.body.contains("This is version 1."),
        "{}",
        page.body
    );
    assert!(!page.body.contains("name=\"digest\""), "there is nothing to publish any more");
}

#[tokio::test]
async fn results_are_published_in_deliberation_only_and_never_empty() {
    let (site, seed, mut olga) = seeded("judging").await;
    let fields = [("slug", "peaceapp"), ("digest", "00")];
    assert!(!olga.get(DESK).await.body.contains("name=\"digest\""), "no form in judging");
    let reply = olga.call("results/propose", &fields).await;
    assert_eq!((reply.status, reply.body.contains("wrong_state")), (409, true), "{}", reply.body);
    seed.change(&site.db, "UPDATE competition SET state = 'deliberation' WHERE id = $1").await;
    seed.change(&site.db, "UPDATE scorecard SET state = 'void' WHERE competition_id = $1").await;
    let reply = olga.call("results/propose", &fields).await;
    assert_eq!((reply.status, reply.body.contains("scorecard")), (409, true), "{}", reply.body);
    assert!(!olga.get(DESK).await.body.contains("name=\"digest\""), "no form without an entry");
    assert_eq!(publications(&site).await, 0);
}

#[tokio::test]
async fn before_judging_there_is_nothing_to_preview() {
    let (_, _, mut olga) = seeded("screening").await;
    let page = olga.get(DESK).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("No results yet") && !page.body.contains("Ballot Walk"), "{}", page.body);
}

#[tokio::test]
async fn after_publication_a_change_in_the_data_is_seen_and_not_published() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    publish(&site, &mut olga).await;
    let before = site.visitor().get(PAGE).await;
    seed.late_conflict(&site.db, 'd', "ballot-walk").await;
    assert!(olga.get(DESK).await.body.contains("What is stored has changed since"));
    assert_eq!(shown(&site.visitor().get(PAGE).await), shown(&before));
}

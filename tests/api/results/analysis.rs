//! The analysis: who reads it, that its numbers are those of the engine, and what it looks at beside the scores.

use super::*;
use app::results::rules::analysis::{HandedIn, Surroundings, analysed};
use server::{
    competition::store::read as competitions,
    results::store::{analysis as store, read},
};

const ANALYSIS: &str = "/en/c/peaceapp/organise/analysis";

/// The numbers of a page as text: without marks of direction.
fn plain(reply: &Reply) -> String {
    main_part(reply).replace(['\u{2066}', '\u{2068}', '\u{2069}'], "")
}

/// As pages tell probabilities.
fn chance(probability: f64) -> String {
    match probability {
        p if p < 0.01 => "&lt;1%".to_owned(),
        p if p > 0.99 => "&gt;99%".to_owned(),
        p => format!("{:.0}%", p * 100.0),
    }
}

#[tokio::test]
async fn organisers_read_the_analysis_and_nobody_else() {
    let (site, seed, mut olga) = seeded("screening").await;
    let (mut tess, team) = site.person_with_account("Tess").await;
    seed.join(&site.db, "rumour-line", team).await;
    let (mut jude, judge) = site.person_with_account("Jude").await;
    seed.seat(&site.db, 'a', judge).await;
    let early = olga.get(ANALYSIS).await;
    assert!(early.status == 200 && early.body.contains("Nothing to analyse yet"), "{}", early.body);
    for state in ["judging", "deliberation", "published"] {
        let statement = match state {
            "judging" => "UPDATE competition SET state = 'judging' WHERE id = $1",
            "deliberation" => "UPDATE competition SET state = 'deliberation' WHERE id = $1",
            _ => "UPDATE competition SET state = 'published' WHERE id = $1",
        };
        seed.change(&site.db, statement).await;
        let page = olga.get(ANALYSIS).await;
        assert!(page.status == 200 && page.body.contains("What the scorecards are worth"), "{state}: {}", page.body);
        assert_eq!(page.body.contains("Judges are still scoring"), state == "judging", "{state}");
        assert_eq!(site.visitor().get(ANALYSIS).await.status, 401, "{state}");
        for client in [&mut tess, &mut jude] {
            assert_eq!(client.get(ANALYSIS).await.status, 404, "{state}");
        }
    }
}

#[tokio::test]
async fn an_organiser_who_judges_reads_it_when_judging_is_over() {
    let (site, seed, mut olga) = seeded("judging").await;
    let account = site.account("Olga").await;
    seed.seat(&site.db, 'c', account).await;
    let page = olga.get(ANALYSIS).await;
    assert!(page.status == 200 && page.body.contains("You judge here"), "{}", page.body);
    assert!(!page.body.contains("Reliability") && !page.body.contains("Ballot Walk"), "{}", page.body);
    seed.change(&site.db, "UPDATE competition SET state = 'deliberation' WHERE id = $1").await;
    let page = olga.get(ANALYSIS).await;
    assert!(page.body.contains("Reliability") && page.body.contains("Ballot Walk"), "{}", page.body);
}

/// Strictness and flags rest on all entries, so that who may not know of one learns none of them.
#[tokio::test]
async fn nothing_is_told_to_whom_an_entry_is_kept_from() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    let account = site.account("Olga").await;
    seed.join(&site.db, "ballot-walk", account).await;
    let page = olga.get(ANALYSIS).await;
    assert_eq!(page.status, 200);
    let text = plain(&page);
    assert!(text.contains("Kept from you"), "{text}");
    for word in ["Reliability", "Eight Doors", "Ballot Walk", "canary-judge", "%", "<svg"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}

async fn the_engine_says(engine: Engine) {
    let (site, _, mut olga) = seeded_on(engine, "deliberation").await;
    let text = plain(&olga.get(ANALYSIS).await);
    let mut conn = site.db.read().await.expect("a connection");
    let competition = competitions::by_slug(&mut conn, "peaceapp").await.expect("read").expect("there");
    let evidence = read::evidence(&mut conn, competition).await.expect("evidence");
    drop(conn);
    let (tracks, _) = analysed(&evidence, &Surroundings { simulations: 2, ..Surroundings::default() }).expect("sound");
    assert_eq!(tracks.len(), 2);
    for track in &tracks {
        let begin = text.find(&format!("id=\"track-{}\"", track.key)).expect("a track");
        let part = &text[begin..];
        let part =
            part.find("id=\"track-").and_then(|_| part[12..].find("id=\"track-")).map_or(part, |end| &part[..end]);
        let panel = track.panel.as_ref().expect("scorecards");
        assert!(part.contains(&format!("{:.2}", panel.reliability)), "{}", panel.reliability);
        for share in panel.shares {
            assert!(part.contains(&format!("{:.0}%", share * 100.0)), "{share}");
        }
        assert!(!track.entries.is_empty());
        for entry in &track.entries {
            let row = &part[part.find(&entry.title).expect("a row")..];
            let row = &row[..row.find("</tr>").expect("its end")];
            let doubt = entry.doubt.as_ref().expect("several entries");
            assert!(row.contains(&format!("{} to {}", doubt.low, doubt.high)), "{row}");
            for above in &doubt.above {
                assert!(row.contains(&chance(*above)), "{above}: {row}");
            }
            assert!(row.contains(&format!("{:.2}", entry.score)), "{row}");
        }
    }
    assert!(text.contains("Judge canary-judge-a"), "judges are named");
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_on_the_page_are_those_of_the_engine_on_sqlite() {
    the_engine_says(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_on_the_page_are_those_of_the_engine_on_postgres() {
    the_engine_says(Engine::Postgres).await;
}

async fn what_is_close(engine: Engine) {
    let (site, seed, mut olga) = seeded_on(engine, "deliberation").await;
    let (_, account) = site.person_with_account("Jude").await;
    seed.seat(&site.db, 'a', account).await;
    seed.join(&site.db, "rumour-line", account).await;
    seed.change(
        &site.db,
        "UPDATE team SET organisation = 'Peace  Labs, Inc.' WHERE competition_id = $1
         AND id = (SELECT team_id FROM entry WHERE key = 'eight-doors')",
    )
    .await;
    seed.change(&site.db, "UPDATE judge SET country = 'KE' WHERE competition_id = $1 AND key = 'b'").await;
    seed.change(
        &site.db,
        "UPDATE score SET comment = 'The very same words as on others' WHERE comment LIKE 'canary-comment-c-%'
         AND EXISTS (SELECT 1 FROM competition WHERE id = $1)",
    )
    .await;
    seed.change(
        &site.db,
        "INSERT INTO play (judge_id, entry_id, round_id, competition_id, opened_at, seen_at, spent)
         SELECT judge_id, entry_id, round_id, competition_id, saved_at, saved_at, 20000000 FROM scorecard
         WHERE competition_id = $1 AND judge_id = (SELECT id FROM judge WHERE key = 'd')",
    )
    .await;
    let mut conn = site.db.read().await.expect("a connection");
    let close = store::close(&mut conn, seed.competition).await.expect("read");
    let of = |judge: char, entry: &str| (seed.judges[&judge], seed.entries[entry]);
    assert_eq!(close, [of('a', "rumour-line"), of('d', "market-of-two-languages")].into_iter().collect());
    let organisations = store::organisations(&mut conn, seed.competition).await.expect("read");
    assert_eq!(organisations.keys().copied().collect::<Vec<_>>(), [seed.entries["eight-doors"]]);
    let judges = store::judges(&mut conn, seed.competition).await.expect("read");
    assert_eq!(judges.iter().filter(|judge| judge.country == "KE").count(), 1);
    let handed_in = store::handed_in(&mut conn, seed.competition).await.expect("read");
    let (known, unknown): (Vec<HandedIn>, Vec<HandedIn>) = handed_in.into_iter().partition(|one| one.spent.is_some());
    assert!(known.iter().all(|one| one.judge == seed.judges[&'d'] && one.spent == Some(20)) && known.len() > 2);
    assert!(!unknown.is_empty(), "of others nothing is known");
    drop(conn);
    let text = plain(&olga.get(ANALYSIS).await);
    let signs = &text[text.find("id=\"signs\"").expect("signs")..];
    assert!(signs.contains("The very same words as on others"), "{signs}");
    let hasty = &signs[signs.find("Faster than reading").expect("a burst")..];
    assert!(hasty.contains("Judge canary-judge-d"), "{hasty}");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_looks_at_ties_words_and_times_on_sqlite() {
    what_is_close(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_looks_at_ties_words_and_times_on_postgres() {
    what_is_close(Engine::Postgres).await;
}

#[tokio::test]
async fn further_reviews_are_a_step_away_while_they_can_be_given() {
    let (site, seed, mut olga) = seeded("judging").await;
    let link = "/en/c/peaceapp/organise/scores/further\"";
    assert!(!plain(&olga.get(ANALYSIS).await).contains(link), "none were announced");
    seed.change(
        &site.db,
        "INSERT INTO further_rule (competition_id, budget, damping, announced_at) VALUES ($1, 5, 1000000, 0)",
    )
    .await;
    assert!(plain(&olga.get(ANALYSIS).await).contains(link));
    seed.change(&site.db, "UPDATE competition SET state = 'deliberation' WHERE id = $1").await;
    assert!(!plain(&olga.get(ANALYSIS).await).contains(link), "judges score no more");
}

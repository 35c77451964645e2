//! Distinctions and votes.

use super::*;
use tests::NOON;

fn award_of(document: &ResultsDocument, entry: &str) -> Vec<(String, bool, String)> {
    let all = document.tracks.iter().flat_map(|track| &track.placements);
    all.filter(|at| at.key == entry)
        .flat_map(|at| &at.awards)
        .map(|award| (award.name.clone(), award.by_place, award.reason.clone()))
        .collect()
}

#[tokio::test]
async fn a_distinction_is_given_and_published_with_its_reason() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    let (mention, entry) = (seed.mentions["functioning"].to_string(), seed.entries["river-council"].to_string());
    let page = olga.get(DESK).await;
    assert!(page.body.contains("Fully functioning – Honourable mention"), "{}", page.body);
    let fields = [
        ("slug", "peaceapp"),
        ("award", mention.as_str()),
        ("entry", entry.as_str()),
        ("reason", "Listening, <played>."),
    ];
    let reply = olga.post_with_key("results/give_award", "give", &fields).await;
    let again = olga.post_with_key("results/give_award", "give", &fields).await;
    assert_eq!(reply.location, again.location);
    let page = olga.follow(&reply).await;
    assert!(page.body.contains("The awards are changed.") && page.body.contains("1 of 5 given"), "{}", page.body);
    assert!(page.body.contains("Listening, &lt;played&gt;."));
    publish(&site, &mut olga).await;
    let out = document(&mut site.visitor()).await;
    assert_eq!(award_of(&out, "river-council"), [("Honourable mention".into(), false, "Listening, <played>.".into())]);
    assert_eq!(award_of(&out, "eight-doors"), [("Winner".into(), true, String::new())]);
    assert!(award_of(&out, "shared-blocks").is_empty());
    assert!(site.visitor().get(PAGE).await.body.contains("Listening, &lt;played&gt;."));
}

#[tokio::test]
async fn a_distinction_is_taken_back_with_a_reason() {
    let (_, seed, mut olga) = seeded("deliberation").await;
    let (mention, entry) = (seed.mentions["functioning"].to_string(), seed.entries["river-council"].to_string());
    let give = [("slug", "peaceapp"), ("award", mention.as_str()), ("entry", entry.as_str()), ("reason", "Brave.")];
    olga.post("results/give_award", &give).await;
    let given = format!("{mention}:{entry}");
    let take = |reason: &'static str| [("slug", "peaceapp"), ("given", given.as_str()), ("take_reason", reason)];
    let reply = olga.call("results/take_award", &take(" ")).await;
    assert_eq!((reply.status, reply.body.contains("reason_required")), (422, true), "{}", reply.body);
    assert!(olga.get(DESK).await.body.contains(&given), "it is still there to be taken");
    let reply = olga.post("results/take_award", &take("Given to the wrong one")).await;
    assert!(!olga.follow(&reply).await.body.contains(&given));
    let reply = olga.call("results/take_award", &take("Again")).await;
    assert_eq!((reply.status, reply.body.contains("nothing_there")), (409, true), "{}", reply.body);
}

#[tokio::test]
async fn what_is_no_distinction_or_no_ranked_entry_of_its_track_is_refused() {
    let (_, seed, mut olga) = seeded("deliberation").await;
    let award = |by: &std::collections::BTreeMap<&'static str, app::ids::AwardId>| by["functioning"].to_string();
    let (mention, prize) = (award(&seed.mentions), award(&seed.prizes));
    let (entry, elsewhere) = (seed.entries["river-council"].to_string(), seed.entries["echo-room"].to_string());
    for (award, entry, reason, field) in [
        (prize.as_str(), entry.as_str(), "x", "award"),
        (mention.as_str(), elsewhere.as_str(), "x", "entry"),
        (mention.as_str(), mention.as_str(), "x", "entry"),
        ("", entry.as_str(), "x", "award"),
        (mention.as_str(), "", "x", "entry"),
        ("nonsense", entry.as_str(), "x", "award"),
        (mention.as_str(), entry.as_str(), "", "reason"),
    ] {
        let fields = [("slug", "peaceapp"), ("award", award), ("entry", entry), ("reason", reason)];
        let reply = olga.call("results/give_award", &fields).await;
        let named = format!("\"field\":\"{field}\"");
        assert_eq!((reply.status, reply.body.contains(&named)), (422, true), "{award} {entry}: {}", reply.body);
    }
    // Refused as a form: everything typed comes back.
    olga.get(DESK).await;
    let fields = [("slug", "peaceapp"), ("award", mention.as_str()), ("entry", entry.as_str()), ("reason", "")];
    let reply = olga.post("results/give_award", &fields).await;
    let page = olga.follow(&reply).await;
    assert!(page.body.contains("id=\"reason-error\""), "{}", page.body);
    assert!(page.body.contains(&format!("<option value=\"{entry}\" selected>")), "{}", page.body);
}

#[tokio::test]
async fn nothing_is_decided_outside_deliberation() {
    let (_, seed, mut olga) = seeded("judging").await;
    let (mention, entry) = (seed.mentions["functioning"].to_string(), seed.entries["river-council"].to_string());
    let (given, vote) = (format!("{mention}:{entry}"), format!("votes[entry-{entry}]"));
    let slug = ("slug", "peaceapp");
    let operations: [(&str, Vec<(&str, &str)>); 3] = [
        ("results/give_award", vec![slug, ("award", &mention), ("entry", &entry), ("reason", "x")]),
        ("results/take_award", vec![slug, ("given", &given), ("take_reason", "x")]),
        ("results/record_votes", vec![slug, (&vote, "1"), ("vote_reason", "x")]),
    ];
    for (operation, fields) in operations {
        let reply = olga.call(operation, &fields).await;
        assert_eq!((reply.status, reply.body.contains("wrong_state")), (409, true), "{operation}: {}", reply.body);
    }
    let page = olga.get(DESK).await;
    assert!(page.body.contains("Judges are still scoring") && !page.body.contains("name=\"reason\""), "{}", page.body);
}

/// Eight Doors and River Council with the same marks of different judges: nothing parts them but a vote.
async fn tied() -> (Site, Seed, Client) {
    let (site, seed, olga) = seeded("deliberation").await;
    seed.change(
        &site.db,
        "UPDATE scorecard SET state = 'void' WHERE competition_id = $1 AND entry_id IN (SELECT id FROM entry WHERE key IN ('eight-doors', 'river-council'))",
    )
    .await;
    let statement = "UPDATE scorecard SET state = 'submitted' WHERE competition_id = $1 AND judge_id = (SELECT id FROM judge WHERE key = $2)
         AND entry_id = (SELECT id FROM entry WHERE key = $3)";
    for (judge, entry) in [("b", "eight-doors"), ("c", "river-council")] {
        let c = seed.competition.uuid();
        let now = NOON.micros();
        site.db
            .write(move |tx| {
                Box::pin(async move {
                    server::execute!(tx, "UPDATE round SET closes_at = $2 WHERE competition_id = $1", c, now)?;
                    server::execute!(tx, statement, c, judge, entry)
                })
            })
            .await
            .expect("a scorecard each");
    }
    (site, seed, olga)
}

#[tokio::test]
async fn a_vote_settles_what_nothing_else_does() {
    let (site, seed, mut olga) = tied().await;
    let page = olga.get(DESK).await;
    assert!(page.body.contains("Tied, to be settled by a vote") && page.body.contains("Shared place"), "{}", page.body);
    let (doors, river) = (seed.entries["eight-doors"], seed.entries["river-council"]);
    let (doors, river) = (format!("votes[entry-{doors}]"), format!("votes[entry-{river}]"));
    assert!(page.body.contains(&format!("name=\"{doors}\"")), "{}", page.body);
    let half = [("slug", "peaceapp"), (doors.as_str(), "1"), (river.as_str(), ""), ("vote_reason", "By hand")];
    let reply = olga.post("results/record_votes", &half).await;
    let back = olga.follow(&reply).await;
    assert!(back.body.contains(&format!("id=\"{river}-error\"")), "{}", back.body);
    let votes = [("slug", "peaceapp"), (doors.as_str(), "1"), (river.as_str(), "3"), ("vote_reason", "By hand")];
    let reply = olga.post("results/record_votes", &votes).await;
    let page = olga.follow(&reply).await;
    assert!(page.body.contains("The votes are recorded."), "{}", page.body);
    assert!(page.body.contains("Settled by a vote of the panel: 3 to 1."), "{}", page.body);
    assert!(!page.body.contains("Tied, to be settled by a vote"), "{}", page.body);
    publish(&site, &mut olga).await;
    let out = document(&mut site.visitor()).await;
    let places = places(&out, 0);
    assert_eq!(places[2..4], placed(&[("river-council", 3), ("eight-doors", 4)]));
}

#[tokio::test]
async fn a_place_nothing_settles_is_shared_and_so_is_the_award() {
    let (site, _, mut olga) = tied().await;
    publish(&site, &mut olga).await;
    let out = document(&mut site.visitor()).await;
    assert_eq!(places(&out, 0)[2..4], placed(&[("eight-doors", 3), ("river-council", 3)]));
    assert_eq!((award_of(&out, "eight-doors").len(), award_of(&out, "river-council").len()), (1, 1));
    assert!(site.visitor().get(PAGE).await.body.contains("Shared place"));
}

#[tokio::test]
async fn votes_are_refused_on_entries_that_are_not_tied_and_without_a_reason() {
    let (_, seed, mut olga) = tied().await;
    let vote = |key: &str| format!("votes[entry-{}]", seed.entries[key]);
    let (doors, river, first) = (vote("eight-doors"), vote("river-council"), vote("ballot-walk"));
    let fields = [("slug", "peaceapp"), (first.as_str(), "1"), ("vote_reason", "x")];
    assert_eq!(olga.call("results/record_votes", &fields).await.status, 404);
    let fields = [("slug", "peaceapp"), (doors.as_str(), "1"), (river.as_str(), "2"), ("vote_reason", "")];
    let reply = olga.call("results/record_votes", &fields).await;
    assert_eq!((reply.status, reply.body.contains("vote_reason")), (422, true), "{}", reply.body);
    let fields = [("slug", "peaceapp"), (doors.as_str(), "many"), (river.as_str(), "2"), ("vote_reason", "x")];
    assert_eq!(olga.call("results/record_votes", &fields).await.status, 422);
    assert_eq!(olga.call("results/record_votes", &[("slug", "peaceapp"), ("vote_reason", "x")]).await.status, 422);
}

#[tokio::test]
async fn without_a_tie_there_is_nothing_to_vote_on() {
    let (_, _, mut olga) = seeded("deliberation").await;
    assert!(!olga.get(DESK).await.body.contains("Votes on ties"));
    let reply = olga.call("results/record_votes", &[("slug", "peaceapp"), ("vote_reason", "x")]).await;
    assert_eq!((reply.status, reply.body.contains("nothing_there")), (409, true), "{}", reply.body);
}

#[tokio::test]
async fn every_override_is_in_the_export_with_actor_time_and_reason() {
    let (site, seed, mut olga) = tied().await;
    let (doors, river) = (seed.entries["eight-doors"], seed.entries["river-council"]);
    let (one, other) = (format!("votes[entry-{doors}]"), format!("votes[entry-{river}]"));
    let votes = [("slug", "peaceapp"), (one.as_str(), "1"), (other.as_str(), "3"), ("vote_reason", "Heard twice")];
    site.clock.set(NOON.plus_seconds(60));
    assert_eq!(olga.call("results/record_votes", &votes).await.status, 200);
    let (mention, entry) = (seed.mentions["functioning"].to_string(), river.to_string());
    let given = [("slug", "peaceapp"), ("award", &mention), ("entry", &entry), ("reason", "Taught \"listening\"")];
    assert_eq!(olga.call("results/give_award", &given).await.status, 200);

    let log = server::operator::service::export::log(&site.db, "peaceapp").await.expect("a log");
    let csv = server::operator::writing::log(&log).expect("a file");
    let csv = String::from_utf8(csv).expect("text");
    for (action, reason) in [("results.record_votes", "Heard twice"), ("results.give_award", "listening")] {
        let line = csv.lines().find(|line| line.contains(action)).unwrap_or_else(|| panic!("{action}: {csv}"));
        assert!(line.contains("2026-03-01T12:01:00Z,Olga,") && line.contains(reason), "{line}");
    }
}

//! Before publication: the same "not yet" for everybody, and nothing of what is stored in any reply.

use super::*;

async fn everybody(site: &Site, seed: &Seed, olga: Client) -> Vec<(&'static str, Client)> {
    let (tess, team) = site.person_with_account("Tess").await;
    seed.join(&site.db, "rumour-line", team).await;
    let (jude, judge) = site.person_with_account("Jude").await;
    seed.seat(&site.db, 'a', judge).await;
    vec![("visitor", site.visitor()), ("team", tess), ("judge", jude), ("organiser", olga)]
}

#[tokio::test]
async fn before_publication_everybody_gets_the_same_not_yet() {
    let (site, seed, olga) = seeded("open").await;
    let mut people = everybody(&site, &seed, olga).await;
    let mut first: Option<(String, String, String)> = None;
    for state in ["open", "screening", "judging", "deliberation", "without a scorecard"] {
        match state {
            "without a scorecard" => {
                seed.change(&site.db, "UPDATE scorecard SET state = 'void' WHERE competition_id = $1").await;
            }
            "screening" => seed.change(&site.db, "UPDATE competition SET state = 'screening' WHERE id = $1").await,
            "judging" => seed.change(&site.db, "UPDATE competition SET state = 'judging' WHERE id = $1").await,
            "deliberation" => {
                seed.change(&site.db, "UPDATE competition SET state = 'deliberation' WHERE id = $1").await
            }
            _ => {}
        }
        for (who, client) in &mut people {
            let page = client.get(PAGE).await;
            let (json, csv) = (client.get(JSON).await, client.get(CSV).await);
            assert_eq!((page.status, json.status, csv.status), (404, 404, 404), "{who} in {state}");
            let found = (main_part(&page).to_owned(), json.body, csv.body);
            assert!(found.0.contains("The results are not out yet"), "{}", found.0);
            assert!(json.headers.contains("no-store"), "{}", json.headers);
            assert_eq!(first.get_or_insert_with(|| found.clone()), &found, "{who} in {state}");
        }
    }
}

#[tokio::test]
async fn the_whole_page_of_a_visitor_is_the_same_with_and_without_scores() {
    let (site, seed, _) = seeded("deliberation").await;
    let with = site.visitor().get(PAGE).await;
    seed.change(&site.db, "UPDATE scorecard SET state = 'void' WHERE competition_id = $1").await;
    assert_eq!(site.visitor().get(PAGE).await.body, with.body);
}

#[tokio::test]
async fn a_competition_being_set_up_does_not_exist() {
    let (site, _, _) = seeded("setup").await;
    let mut visitor = site.visitor();
    for path in [PAGE, JSON, CSV] {
        let (there, nowhere) = (visitor.get(path).await, visitor.get(&path.replace("peaceapp", "nowhere")).await);
        assert_eq!((there.status, nowhere.status), (404, 404), "{path}");
        assert!(!there.body.contains("not out yet") && !there.body.contains("not_yet"), "{path}");
        if path != PAGE {
            assert_eq!(there.body, nowhere.body);
        }
    }
}

#[tokio::test]
async fn nothing_unpublished_is_in_any_reply() {
    let (site, seed, olga) = seeded("deliberation").await;
    let entry = |key: &str| seed.entries[key].to_string();
    let (own, other) = (entry("rumour-line"), entry("ballot-walk"));
    let mention = seed.mentions["functioning"].to_string();
    let given = format!("{mention}:{other}");
    let vote = format!("votes[entry-{other}]");
    let mut secrets: Vec<String> = ["canary-comment", "canary-note", "canary-judge", "87.3", "75.7", "262/3", "4.33"]
        .into_iter()
        .map(str::to_owned)
        .collect();
    secrets.extend(Seed::titles().map(str::to_owned));
    for (who, mut client) in everybody(&site, &seed, olga).await {
        if who == "organiser" {
            continue;
        }
        let mut replies = Vec::new();
        for language in ["en", "ar"] {
            for path in [
                "c/peaceapp/results".to_owned(),
                "c/peaceapp/organise/results".to_owned(),
                format!("entries/{own}/result"),
                format!("entries/{other}/result"),
            ] {
                replies.push(client.get(&format!("/{language}/{path}")).await);
            }
        }
        replies.push(client.get(JSON).await);
        replies.push(client.get(CSV).await);
        let slug = ("slug", "peaceapp");
        let operations: [(&str, Vec<(&str, &str)>); 5] = [
            ("results/give_award", vec![slug, ("award", &mention), ("entry", &other), ("reason", "x")]),
            ("results/take_award", vec![slug, ("given", &given), ("take_reason", "x")]),
            ("results/record_votes", vec![slug, (&vote, "1"), ("vote_reason", "x")]),
            ("results/propose", vec![slug, ("digest", "00")]),
            ("results/confirm", vec![slug, ("proposal", "00000000-0000-0000-0000-000000000000")]),
        ];
        for (operation, fields) in operations {
            let called = client.call(operation, &fields).await;
            assert_eq!(called.status, if who == "visitor" { 401 } else { 404 }, "{who}: {operation}: {}", called.body);
            replies.push(called);
            replies.push(client.post(operation, &fields).await);
        }
        for reply in &replies {
            assert!(reply.status >= 300, "{who}: {}", reply.body);
            for secret in &secrets {
                assert!(!reply.body.contains(secret.as_str()), "{who} reads {secret}: {}", reply.body);
                assert!(!reply.headers.contains(secret.as_str()), "{who} reads {secret}: {}", reply.headers);
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_yours_is_as_what_does_not_exist() {
    let (site, seed, _) = seeded("deliberation").await;
    let mut stranger = site.person("Sam").await;
    let of = |slug: &'static str| [("slug", slug), ("digest", "00")];
    let (there, nowhere) = (
        stranger.call("results/propose", &of("peaceapp")).await,
        stranger.call("results/propose", &of("nowhere")).await,
    );
    assert_eq!((there.status, there.body), (nowhere.status, nowhere.body));
    assert_eq!(stranger.get(DESK).await.status, 404);
    assert_eq!(stranger.get("/en/c/nowhere/organise/results").await.status, 404);
    assert_eq!(stranger.get(&format!("/en/entries/{}/result", seed.entries["echo-room"])).await.status, 404);
    assert_eq!(site.visitor().get(DESK).await.status, 401);
    assert_eq!(site.visitor().get("/en/c/nowhere/organise/results").await.status, 401);
}

#[tokio::test]
async fn no_judge_is_named_after_publication() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    publish(&site, &mut olga).await;
    let (mut tess, team) = site.person_with_account("Tess").await;
    seed.join(&site.db, "rumour-line", team).await;
    for path in [
        PAGE.to_owned(),
        JSON.to_owned(),
        CSV.to_owned(),
        format!("/en/entries/{}/result", seed.entries["rumour-line"]),
    ] {
        let reply = tess.get(&path).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        assert!(!reply.body.contains("canary-judge") && !reply.body.contains("canary-note"), "{path}");
        assert!(seed.judges.values().all(|judge| !reply.body.contains(&judge.to_string())), "{path}");
    }
}

//! What the competition's settings keep off the public page.

use super::*;

#[tokio::test]
async fn only_winners_are_named_when_the_rules_say_so() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    seed.change(&site.db, "UPDATE competition SET publish_depth = 'winners' WHERE id = $1").await;
    let (mention, entry) = (seed.mentions["functioning"].to_string(), seed.entries["shared-blocks"].to_string());
    let fields = [("slug", "peaceapp"), ("award", mention.as_str()), ("entry", entry.as_str()), ("reason", "Brave.")];
    assert_eq!(olga.post("results/give_award", &fields).await.status, 303);
    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    let out = document(&mut visitor).await;
    let winners =
        placed(&[("ballot-walk", 1), ("market-of-two-languages", 2), ("eight-doors", 3), ("shared-blocks", 5)]);
    assert_eq!(places(&out, 0), winners);
    assert_eq!(places(&out, 1), placed(&[("bridge-builders-academy", 1), ("echo-room", 2)]));
    for path in [PAGE, "/ar/c/peaceapp/results", JSON, CSV] {
        let reply = visitor.get(path).await;
        for hidden in ["River Council", "river-council", "Rumour Line", "4.33", "75.7"] {
            assert!(!reply.body.contains(hidden), "{path} shows {hidden}");
        }
        assert!(reply.body.contains("Honourable mention") && reply.body.contains("Brave."), "{path}: {}", reply.body);
    }
    assert!(visitor.get(PAGE).await.body.contains("4 of 5 ranked"));
}

#[tokio::test]
async fn scores_stay_hidden_when_the_rules_say_so() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    seed.change(&site.db, "UPDATE competition SET publish_scores = (1 = 0) WHERE id = $1").await;
    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    for path in [PAGE, JSON, CSV] {
        let reply = visitor.get(path).await;
        assert_eq!(reply.status, 200, "{path}");
        for hidden in ["87.3", "85.7", "80.0", "68.5", "4.33", "4.00"] {
            assert!(!reply.body.contains(hidden), "{path} shows {hidden}: {}", reply.body);
        }
    }
    assert!(visitor.get(PAGE).await.body.contains("Settled on Dialogue and contact."));
    assert!(olga.get(DESK).await.body.contains("87.333"), "organisers see them");
}

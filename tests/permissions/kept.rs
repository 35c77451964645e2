//! Organisers' own conflicts of interest: an entry full of words that nobody says elsewhere, and organisers of each right
//! from whom it is kept. No page and no file that the site gives them has one of these words, and whatever they try to
//! decide about it is refused; organisers without a conflict find every word.

mod scene;

use app::ids::EntryId;
use scene::scene;
use serde_json::json;
use server::{
    audit::{self, Event},
    db::DbError,
    execute,
    http::site::PAGES,
};
use std::collections::BTreeSet;
use tests::{Client, Engine, Fixture, Site};
use uuid::Uuid;

const RIGHTS: [&str; 4] = ["observer", "checker", "editor", "owner"];

/// What is said of the entry, and the end of the addresses where it must not be found; `None`: anywhere.
const WORDS: &[(&str, Option<&str>)] = &[
    ("Canaryconcern", None),
    ("canaryfinding", None),
    ("Canaryreport", None),
    ("Canaryrejection", None),
    ("Canarycheck", None),
    ("Canarytie", None),
    ("Canaryapart", None),
    ("Canarysubject", None),
    ("Canarybody", None),
    ("Canarylog", None),
    ("Canaryquestion", None),
    ("Canarykid", None),
    ("Canaryaward", None),
    ("Canarylate", None),
    ("canarylink", None),
    ("Canarypitch", None),
    ("Canarysample", None),
    ("Canarypost", None),
    ("Canaryvote", None),
    ("Canarytranslation", None),
    ("Canaryappeal", None),
    ("Canarycomment", None),
    // Titles and judges are no secret by themselves: that they are ranked or judge is.
    ("Canarywalk", Some("/organise/results")),
    ("Canarywalk", Some("/organise/scores")),
    ("Zebrina", Some("/organise/scores")),
    ("Canarywalk", Some("/organise/analysis")),
    ("Zebrina", Some("/organise/analysis")),
    ("Canarywalk", Some("/organise/entries/consents")),
    ("Canarywalk", Some("/organise/conflicts?view=entries")),
];

/// Which words a reply has that are not for its address.
fn found(address: &str, body: &str) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
    WORDS
        .iter()
        .copied()
        .filter(move |(word, place)| place.is_none_or(|place| address.ends_with(place)) && body.contains(word))
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_how_an_entry_is_judged_reaches_whom_it_is_kept_from() {
    let mut seen = BTreeSet::new();
    for state in ["screening", "judging", "deliberation"] {
        let mut scene = scene(state).await;
        let addresses = scene.addresses();
        let assignment = scene.id("assignment").to_owned();
        for (n, rights) in RIGHTS.iter().enumerate() {
            let mut pairs = 0;
            for address in &addresses {
                let open = scene.free[n].0.get(address).await;
                assert!(open.status < 500, "{state} {rights} {address}: {}", open.status);
                seen.extend(found(address, &open.body));
                pairs += usize::from(open.body.contains(&assignment));
                let reply = scene.kept[n].0.get(address).await;
                assert!(reply.status < 500, "{state} {rights} {address}: {}", reply.status);
                let told: Vec<_> = found(address, &reply.body).collect();
                assert!(told.is_empty(), "{state} {rights} {address}: {told:?}");
                assert!(!reply.body.contains(&assignment) || reply.status == 404, "{state} {rights} {address}: a pair");
            }
            assert!(pairs > 0, "{state} {rights}: others see who judges it");
        }
    }
    let unseen: Vec<_> = WORDS.iter().filter(|word| !seen.contains(*word)).collect();
    assert!(unseen.is_empty(), "nobody sees {unseen:?}: then this test finds nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_is_there_and_says_that_something_is_kept() {
    let mut scene = scene("judging").await;
    let review = format!("/en/c/peace/organise/entries/{}", scene.entry);
    let kept = &mut scene.kept[3].0;
    let list = kept.get("/en/c/peace/organise/entries").await.body;
    assert!(list.contains("Canarywalk") && list.contains("Kept from you: you have a conflict of interest with it"));
    for filter in ["concern", "finding", "consent"] {
        let page = kept.get(&format!("/en/c/peace/organise/entries?{filter}=on")).await.body;
        assert!(!page.contains("Canarywalk"), "{filter}");
    }
    let page = kept.get(&review).await;
    assert!(page.status == 200 && page.body.contains("Team Canarywalk") && page.body.contains("Kept from you:"));
    let board = kept.get("/en/c/peace/organise/assignment").await.body;
    assert!(board.contains("Canarywalk") && board.contains("Judges: 1"), "{board}");
    let scores = kept.get("/en/c/peace/organise/scores").await.body;
    assert!(scores.contains("Plainwalk") && scores.contains("1 of the entries"), "{scores}");
    scene.fixture.set_state(&scene.site.db, "deliberation").await;
    let results = kept.get("/en/c/peace/organise/results").await.body;
    assert!(results.contains("Plainwalk") && results.contains("Places are counted among"), "{results}");
    // Set aside by another owner, with a reason, it is all there again; by oneself it is not.
    let (entry, account) = (scene.entry.to_string(), scene.kept[3].1.to_string());
    let fields = [
        ("slug", "peace"),
        ("account", account.as_str()),
        ("entry", &entry),
        ("source", "declared"),
        ("aside", "A slip"),
    ];
    let own = scene.kept[3].0.call("panel/set_own_conflict_aside", &fields).await;
    assert!(own.status == 409 && own.body.contains("second_organiser"), "{}", own.body);
    let silent = scene.free[3].0.call("panel/set_own_conflict_aside", &fields[..4]).await;
    assert!(silent.status == 422 && silent.body.contains("reason_required"), "{}", silent.body);
    let editor = scene.free[2].0.call("panel/set_own_conflict_aside", &fields).await;
    assert_eq!(editor.status, 404);
    assert_eq!(scene.free[3].0.call("panel/set_own_conflict_aside", &fields).await.status, 200);
    let page = scene.kept[3].0.get(&review).await.body;
    assert!(page.contains("Canaryconcern") && !page.contains("Kept from you"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_decided_about_an_entry_another_has_to_decide() {
    const SCREENING: &[(&str, &[(&str, &str)])] = &[
        ("entries/check", &[("entry", "$entry"), ("version", "1"), ("outcome", "pass")]),
        ("entries/settle_rejection", &[("entry", "$entry"), ("version", "1"), ("answer", "drop")]),
        ("entries/give_exception", &[("entry", "$entry"), ("until", "2026-03-05T12:00"), ("reason", "x")]),
        ("entries/set_aside", &[("entry", "$entry"), ("finding", "found"), ("aside", "x")]),
        ("entries/raise_concern", &[("entry", "$entry"), ("concern_kind", "tone"), ("concern_text", "x")]),
        ("entries/settle_concern", &[("concern", "$concern"), ("reason", "x")]),
        ("scores/answer_report", &[("report", "$report"), ("report_answer", "x")]),
        ("scores/save_anchors", &[("sample", "$sample"), ("marks[dialogue]", "3")]),
        ("scores/remove_sample", &[("sample", "$sample")]),
        ("entries/chase_consent", &[("member", "$kid")]),
        ("entries/check_links", &[("entry", "$entry")]),
        ("entries/add_keys", &[("entry", "$entry"), ("keys", "A-1")]),
        (
            "entries/translate",
            &[
                ("entry", "$entry"),
                ("language", "ar"),
                ("snapshot", "$second"),
                ("version", "0"),
                ("translator", "person"),
            ],
        ),
        (
            "panel/record_conflict",
            &[("slug", "peace"), ("judge", "$judge"), ("entry", "$entry"), ("kind", "hard"), ("category", "family")],
        ),
        (
            "panel/set_conflict_aside",
            &[("slug", "peace"), ("judge", "$tied"), ("entry", "$entry"), ("source", "declared"), ("aside", "x")],
        ),
        (
            "competition/answer_inquiry",
            &[("slug", "peace"), ("inquiry", "$inquiry"), ("version", "1"), ("outcome", "private"), ("answer", "x")],
        ),
    ];
    const JUDGING: &[(&str, &[(&str, &str)])] = &[
        ("panel/assign", &[("slug", "peace"), ("judge", "$free_judge"), ("entry", "$entry")]),
        ("panel/unassign", &[("slug", "peace"), ("assignment", "$assignment"), ("reason", "x")]),
        ("panel/pin", &[("slug", "peace"), ("assignment", "$assignment"), ("pinned", "on")]),
        ("panel/swap", &[("slug", "peace"), ("assignment", "$pair"), ("other", "$assignment")]),
        (
            "panel/forbid",
            &[("slug", "peace"), ("apart_judge", "$tied"), ("apart_entry", "$entry"), ("apart_reason", "x")],
        ),
        ("panel/allow", &[("slug", "peace"), ("judge", "$free_judge"), ("entry", "$entry")]),
        ("results/add_round", &[("slug", "peace"), ("name", "Final")]),
    ];
    const DELIBERATION: &[(&str, &[(&str, &str)])] = &[
        ("results/give_award", &[("slug", "peace"), ("award", "$award"), ("entry", "$entry"), ("reason", "x")]),
        ("results/take_award", &[("slug", "peace"), ("given", "$given"), ("take_reason", "x")]),
        ("results/check_prize", &[("slug", "peace"), ("of", "$check"), ("note", "x")]),
        ("results/reopen_check", &[("slug", "peace"), ("of", "$check")]),
        ("results/withhold_prize", &[("slug", "peace"), ("prize", "$given"), ("reason", "x")]),
        ("results/offer_again", &[("slug", "peace"), ("prize", "$given"), ("reason", "x")]),
        ("results/deliver_prize", &[("slug", "peace"), ("prize", "$given"), ("delivery", "delivered")]),
        ("results/ask_prizes", &[("slug", "peace")]),
        ("results/propose", &[("slug", "peace"), ("digest", "x")]),
        (
            "results/say",
            &[("slug", "peace"), ("entry", "$entry"), ("side", "organise"), ("language", "en"), ("text", "x")],
        ),
        ("results/open_room", &[("slug", "peace"), ("names", "shown")]),
        ("results/cancel_vote", &[("vote", "$vote"), ("cancel_reason", "")]),
        ("results/decide_vote", &[("vote", "$vote"), ("option", "x"), ("decide_reason", "x")]),
        ("results/apply_vote", &[("vote", "$vote")]),
        ("results/close_vote", &[("vote", "$vote")]),
        ("results/ask_about_appeal", &[("appeal", "$appeal"), ("question", "x")]),
        ("results/decide_appeal", &[("appeal", "$appeal"), ("outcome", "upheld"), ("reason", "x")]),
        ("results/release_feedback", &[("slug", "peace")]),
        ("results/review_comment", &[("slug", "peace"), ("scorecard", "$card"), ("criterion", "$criterion")]),
    ];
    for (state, deeds) in [("screening", SCREENING), ("judging", JUDGING), ("deliberation", DELIBERATION)] {
        let mut scene = scene(state).await;
        let ids = scene.ids.clone();
        let fill = |value: &str| match value.strip_prefix('$') {
            Some(name) => ids.iter().find(|(known, _)| *known == name).expect("an id").1.clone(),
            None => value.to_owned(),
        };
        for (operation, fields) in deeds {
            let fields: Vec<(&str, String)> = fields.iter().map(|(name, value)| (*name, fill(value))).collect();
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let refused = scene.kept[3].0.call(operation, &fields).await;
            assert!(
                refused.status == 409 && refused.body.contains("own_conflict"),
                "{state} {operation}: {} {}",
                refused.status,
                refused.body
            );
            let other = scene.free[3].0.call(operation, &fields).await;
            assert!(!other.body.contains("own_conflict"), "{state} {operation}: {}", other.body);
        }
    }
}

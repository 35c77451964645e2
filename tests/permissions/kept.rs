//! Organisers' own conflicts of interest: an entry full of words that nobody says elsewhere, and organisers of each right
//! from whom it is kept. No page and no file that the site gives them has one of these words, and whatever they try to
//! decide about it is refused; organisers without a conflict find every word.

use app::ids::EntryId;
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

struct Scene {
    site: Site,
    fixture: Fixture,
    entry: EntryId,
    ids: Vec<(&'static str, String)>,
    /// From whom the entry is kept, by right.
    kept: Vec<(Client, Uuid)>,
    /// The same without a conflict.
    free: Vec<(Client, Uuid)>,
}

/// What is known of an entry, in the tables.
async fn scene(state: &'static str) -> Scene {
    let site = Site::empty(Engine::Sqlite).await;
    let db = &site.db;
    let fixture = Fixture::new(db, "judging").await;
    let (_, member) = site.person_with_account("Member").await;
    let entry_state = if state == "screening" { "submitted" } else { "eligible" };
    let (entry, team) = fixture.entry(db, "Canarywalk", entry_state, Some(member)).await;
    let (second, _) = fixture.entry(db, "Plainwalk", "eligible", None).await;
    let judge = fixture.judge(db, "zebrina", "ready", None).await;
    let other = fixture.judge(db, "plain", "ready", None).await;
    let tied = fixture.judge(db, "tied", "ready", None).await;
    let assignment = fixture.assign(db, judge, entry).await;
    let pair = fixture.assign(db, other, second).await;
    fixture.conflict(db, tied, entry).await;
    let kid = fixture.minor(db, team).await;
    let award = fixture.distinction(db).await;
    fixture.give(db, award, entry).await;
    fixture.rejection(db, entry).await;
    fixture.finding(db, entry, second).await;
    let concern = fixture.concern(db, entry).await;
    let report = fixture.report(db, judge, entry).await;
    let appeal = fixture.appeal(db, entry, "Canaryappeal").await;
    let sample = fixture.sample(db, "Canarysample", Some(entry)).await;
    let inquiry = fixture.inquiry(db, member, "Canaryquestion?").await;
    let picture = fixture.picture(db, entry).await;
    let (mail, competition, criteria) = (Uuid::from_u128(7), fixture.competition, fixture.criteria);
    let round = fixture.round.uuid();
    let written: Result<(), DbError> = db
        .write(move |tx| {
            Box::pin(async move {
                let (c, e) = (competition.uuid(), entry.uuid());
                execute!(tx, "UPDATE judge SET name = 'Zebrina' WHERE id = $1", judge.uuid())?;
                execute!(tx, "UPDATE concern SET text = 'Canaryconcern' WHERE entry_id = $1", e)?;
                execute!(tx, "UPDATE report SET text = 'Canaryreport' WHERE entry_id = $1", e)?;
                execute!(tx, "UPDATE finding SET detail = 'canaryfinding' WHERE entry_id = $1", e)?;
                execute!(tx, "UPDATE rejection SET text = 'Canaryrejection' WHERE entry_id = $1", e)?;
                execute!(tx, "UPDATE conflict_claim SET reason = 'Canarytie' WHERE entry_id = $1", e)?;
                execute!(tx, "UPDATE given_award SET reason = 'Canaryaward' WHERE entry_id = $1", e)?;
                execute!(tx, "UPDATE member SET public_name = 'Canarykid' WHERE id = $1", kid.uuid())?;
                execute!(tx, "INSERT INTO snapshot (id, competition_id, entry_id, version, content, content_hash, at)
                              SELECT $2, competition_id, entry_id, 2, REPLACE(REPLACE(content, 'A pitch', 'Canarypitch'), 'https://play.example/Canarywalk', 'https://canarylink.example'), '01', 1
                              FROM snapshot WHERE entry_id = $1", e, Uuid::from_u128(9))?;
                execute!(tx, "INSERT INTO forbidden_pair (judge_id, entry_id, competition_id, reason, at) VALUES ($1, $2, $3, 'Canaryapart', 0)", other.uuid(), e, c)?;
                execute!(tx, "INSERT INTO entry_translation (entry_id, competition_id, language, translator, texts, version, saved_at)
                              VALUES ($1, $2, 'fr', 'person', '{\"title\":{\"text\":\"Canarytranslation\",\"original\":\"00\"}}', 1, 0)", e, c)?;
                execute!(tx, "INSERT INTO deadline_exception (entry_id, competition_id, until, reason, at) VALUES ($1, $2, 0, 'Canarylate', 0)", e, c)?;
                execute!(tx, "INSERT INTO eligibility_check (id, competition_id, entry_id, outcome, reason, text, at) VALUES ($1, $2, $3, 'fix_needed', 'link', 'Canarycheck', 0)", Uuid::from_u128(8), c, e)?;
                execute!(tx, "INSERT INTO outbox_mail (id, competition_id, about, event, to_address, to_name, locale, template, subject, body, state, attempts, next_attempt_at, created_at)
                              VALUES ($1, $2, $3, 'e', 'm@example.org', 'M', 'en', 'entry_passed', 'Canarysubject', 'Canarybody', 'kept', 0, 0, 0)", mail, c, e)?;
                for (n, judge, entry, marks) in [(11, judge, entry, [5, 4]), (12, other, second, [2, 3])] {
                    let card = Uuid::from_u128(n);
                    execute!(tx, "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at, submitted_at)
                                  VALUES ($1, $2, $3, $4, $5, 'submitted', '', 1, 0, 0)", card, c, round, judge.uuid(), entry.uuid())?;
                    for (criterion, mark) in criteria.iter().zip(marks) {
                        execute!(tx, "INSERT INTO score (scorecard_id, criterion_id, mark, could_not_assess, comment) VALUES ($1, $2, $3, $4, '')",
                                 card, criterion.uuid(), mark * 1_000_000_i64, false)?;
                    }
                }
                execute!(tx, "UPDATE score SET comment = 'Canarycomment' WHERE scorecard_id = $1", Uuid::from_u128(11))?;
                let event = Event { competition: Some(competition), actor: None, action: "entries.check", subject: entry.to_string(), payload: json!({ "text": "Canarylog" }) };
                audit::append(tx, event).await?;
                let event = Event { competition: Some(competition), actor: None, action: "scores.report", subject: report.to_string(), payload: json!({ "kind": "Canarylog" }) };
                audit::append(tx, event).await?;
                let event = Event { competition: Some(competition), actor: None, action: "scores.save", subject: Uuid::from_u128(11).to_string(), payload: json!({ "note": "Canarylog" }) };
                audit::append(tx, event).await
            })
        })
        .await;
    written.expect("written");
    let (mut kept, mut free) = (Vec::new(), Vec::new());
    for rights in RIGHTS {
        for (list, kind) in [(&mut kept, "kept"), (&mut free, "free")] {
            let (client, account) = site.person_with_account(&format!("{kind} {rights}")).await;
            fixture.organiser_with(db, account, rights).await;
            list.push((client, account));
        }
    }
    fixture.set_state(db, "deliberation").await;
    fixture.room(db, &[entry, second]).await;
    fixture.post(db, other, None, entry, "Canarypost").await;
    let vote = fixture.vote(db, "Canaryvote?", Some(entry)).await;
    fixture.set_state(db, state).await;
    for (client, _) in &mut kept {
        let entry = entry.to_string();
        let fields = [("slug", "peace"), ("entry", entry.as_str()), ("category", "family"), ("reason", "")];
        let done = client.post("panel/declare_own_conflict", &fields).await;
        assert_eq!(done.status, 303, "{}", done.body);
    }
    let ids = vec![
        ("entry", entry.to_string()),
        ("second", second.to_string()),
        ("assignment", assignment.to_string()),
        ("pair", pair.to_string()),
        ("judge", judge.to_string()),
        ("free_judge", other.to_string()),
        ("tied", tied.to_string()),
        ("mail", mail.to_string()),
        ("report", report.to_string()),
        ("sample", sample.to_string()),
        ("appeal", appeal.to_string()),
        ("card", Uuid::from_u128(11).to_string()),
        ("criterion", criteria[0].to_string()),
        ("vote", vote.to_string()),
        ("inquiry", inquiry.to_string()),
        ("picture", picture.to_string()),
        ("concern", concern.to_string()),
        ("kid", kid.to_string()),
        ("award", award.to_string()),
        ("given", format!("{award}:{entry}")),
        ("check", format!("{entry}:diligence")),
    ];
    Scene { site, fixture, entry, ids, kept, free }
}

impl Scene {
    fn id(&self, name: &str) -> &str {
        self.ids.iter().find(|(known, _)| *known == name).map(|(_, id)| id.as_str()).expect("an id")
    }

    /// Everything that can be opened: the site map, filters that would tell, and files.
    fn addresses(&self) -> Vec<String> {
        let fill = |path: &str| {
            path.replace("{slug}", "peace")
                .replace("{entry}", self.id("entry"))
                .replace("{assignment}", self.id("assignment"))
                .replace("{judge}", self.id("judge"))
                .replace("{inquiry}", self.id("inquiry"))
                .replace("{mail}", self.id("mail"))
                .replace("{sample}", self.id("sample"))
                .replace("{appeal}", self.id("appeal"))
                .replace("{scorecard}", self.id("card"))
                .replace("{criterion}", self.id("criterion"))
                .replace("{vote}", self.id("vote"))
                .replace("{language}", "fr")
                .replace("{track}", "functioning")
                .replace("{template}", "entry_passed")
        };
        let mut all: Vec<String> = PAGES.iter().map(|page| format!("/en{}", fill(page.path))).collect();
        let organise = "/en/c/peace/organise";
        for view in ["found", "claims", "entries", "judges"] {
            all.push(format!("{organise}/conflicts?view={view}"));
        }
        all.push(format!("{organise}/conflicts?entry={}", self.id("entry")));
        all.push(format!("{organise}/log?check=1"));
        all.push(format!("{organise}/assignment/{}", self.id("pair")));
        for file in [
            "/c/peace/results.json",
            "/c/peace/results.csv",
            "/c/peace/results/pack.json",
            "/c/peace/checkpoints.txt",
            "/c/peace/closes/1.json",
            "/c/peace/statistics.csv",
            "/c/peace/organise/conflicts.csv",
            "/c/peace/organise/prizes.csv",
            "/c/peace/organise/statistics.csv",
            "/c/peace/organise/deliberation.json",
            "/c/peace/organise/deliberation.csv",
            "/account/data.json",
        ] {
            all.push(file.to_owned());
        }
        all.push(format!("/files/{}", self.id("picture")));
        all
    }
}

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

//! The entry, those from whom it is kept and those from whom it is not, and every address.

use super::*;

pub(super) struct Scene {
    pub(super) site: Site,
    pub(super) fixture: Fixture,
    pub(super) entry: EntryId,
    pub(super) ids: Vec<(&'static str, String)>,
    /// From whom the entry is kept, by right.
    pub(super) kept: Vec<(Client, Uuid)>,
    /// The same without a conflict.
    pub(super) free: Vec<(Client, Uuid)>,
}

/// What is known of an entry, in the tables.
pub(super) async fn scene(state: &'static str) -> Scene {
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
    pub(super) fn id(&self, name: &str) -> &str {
        self.ids.iter().find(|(known, _)| *known == name).map(|(_, id)| id.as_str()).expect("an id")
    }

    /// Everything that can be opened: the site map, filters that would tell, and files.
    pub(super) fn addresses(&self) -> Vec<String> {
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

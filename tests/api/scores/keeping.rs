//! The browser's part of a scorecard against the real server: two devices, a network that fails before and after the save,
//! and a tab that is killed.

use super::*;
use app::{
    error::AppError,
    next::{Done, Next},
    scores::keeping::{Answer, Keeper, Parcel, Shown, Stored, fields},
};
use std::collections::BTreeSet;

impl Scene {
    async fn card(&mut self) -> Stored {
        let reply = self.ada.get(&format!("/judge/entries/{}/card.json", self.walk)).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        serde_json::from_str(&reply.body).expect("a scorecard")
    }

    /// Posts a save as the browser does, and reads the answer as the browser does.
    pub(super) async fn deliver(&mut self, account: &str, parcel: &Parcel) -> Answer {
        let form = Form::new(self.walk, parcel.version, if parcel.submit { "submit" } else { "draft" });
        let form = form.with("account", account).with("typed_at", &parcel.typed_at.to_string());
        let form = if parcel.round.is_empty() { form } else { form.with("round", &parcel.round) };
        let form = parcel.fields.iter().fold(form, |form, (name, value)| form.with(name, value));
        let reply = self.ada.call_with_key(SAVE, &parcel.key, &form.fields()).await;
        if reply.status == 200 {
            let next: Next = serde_json::from_str(&reply.body).expect("where to go");
            return if next.done == Some(Done::ScorecardLate) { Answer::Late } else { Answer::Saved };
        }
        match serde_json::from_str::<AppError>(&reply.body).expect("an error") {
            AppError::Stale => Answer::Stale(self.card().await),
            AppError::SignIn => Answer::SignedOut,
            AppError::Busy | AppError::Internal => Answer::Nothing,
            _ => Answer::Refused(reply.body),
        }
    }
}

/// What fails is decided by a number that goes round: each run is the same.
async fn drops(engine: Engine) {
    let mut scene = scene_on(engine, "judging").await;
    let mut tabs = [Keeper::new(Stored::default()), Keeper::new(Stored::default())];
    let (mut now, mut keys, mut dropped, mut typed) = (0_i64, 0, 0, BTreeSet::new());
    for step in 0..240_usize {
        now += 40_000;
        let at = (step / 3) % 2;
        if step % 3 == 0 {
            let word = format!("tab{at}word{step}");
            let field = ["note", "comments[dialogue]", "comments[prevention]"][(step / 6) % 3];
            let mut said = tabs[at].fields().clone();
            said.insert(field.to_owned(), word.clone());
            tabs[at].edit(fields(said), now);
            typed.insert(word);
            continue;
        }
        let Some(parcel) = tabs[at].send(now, || {
            keys += 1;
            format!("tab-{keys}")
        }) else {
            continue;
        };
        let disk = serde_json::to_string(&tabs[at]).expect("written");
        let fault = (step * 7) % 5;
        dropped += usize::from(fault < 3);
        let answer = if fault == 0 { Answer::Nothing } else { scene.deliver("", &parcel).await };
        match fault {
            // Killed after the save and before its answer.
            1 => tabs[at] = serde_json::from_str(&disk).expect("read"),
            2 => tabs[at].answer(&parcel.key, Answer::Nothing, now),
            _ => tabs[at].answer(&parcel.key, answer, now),
        }
    }
    assert!(dropped > 30, "{dropped}");
    for _ in 0..40 {
        for tab in &mut tabs {
            now += 60_000;
            let open: Vec<String> = tab.clashes().keys().cloned().collect();
            for name in open {
                tab.choose(&name, true, now);
            }
            if let Some(parcel) = tab.send(now, || {
                keys += 1;
                format!("tab-{keys}")
            }) {
                let answer = scene.deliver("", &parcel).await;
                tab.answer(&parcel.key, answer, now);
            }
        }
    }
    let card = scene.card().await;
    for tab in &tabs {
        assert!(!tab.unsent(), "{tab:?}");
        assert!(tab.stored().version <= card.version);
    }
    assert!(tabs.iter().any(|tab| tab.fields() == &card.fields), "{tabs:?} {card:?}");
    assert!(card.fields.values().all(|word| typed.contains(word)), "{card:?}");
    let saves = scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'scores.save'").await;
    assert_eq!(saves, card.version, "each save is done once");
}

#[tokio::test]
async fn the_browsers_part_loses_and_doubles_nothing_on_sqlite() {
    drops(Engine::Sqlite).await;
}

#[tokio::test]
async fn the_browsers_part_loses_and_doubles_nothing_on_postgres() {
    drops(Engine::Postgres).await;
}

#[tokio::test]
async fn a_device_sends_nothing_in_somebody_elses_name() {
    let mut scene = scene("judging").await;
    let mut tab = Keeper::new(Stored::default());
    tab.edit(fields([("note".to_owned(), "mine".to_owned())]), 0);
    let parcel = tab.send(10_000, || "tab-1".into()).expect("something to send");
    let answer = scene.deliver(&Uuid::from_u128(9).to_string(), &parcel).await;
    assert_eq!(answer, Answer::SignedOut);
    assert!(scene.cards().await.is_empty());
    tab.answer(&parcel.key, answer, 10_000);
    assert!(matches!(tab.shown(), Shown::SignedOut(_)));
    let (ours,): (Uuid,) = fetch_one!(
        &mut scene.site.db.read().await.expect("a reader"),
        (Uuid,),
        "SELECT account_id FROM judge WHERE id = $1",
        scene.ada_judge.uuid()
    )
    .expect("an account");
    assert_eq!(scene.deliver(&ours.to_string(), &parcel).await, Answer::Saved);
}

#[tokio::test]
async fn a_scorecard_as_a_document_is_its_judges_only() {
    let mut scene = scene("judging").await;
    assert_eq!(scene.card().await, Stored::default());
    let form = Form::new(scene.walk, 0, "draft").marks("4", "could_not_assess").with("comments[dialogue]", "A ferry");
    scene.ada.call(SAVE, &form.fields()).await;
    let card = scene.card().await;
    assert_eq!((card.version, card.submitted), (1, false));
    let said: Vec<_> = card.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(
        said,
        [("comments[dialogue]", "A ferry"), ("marks[dialogue]", "4"), ("marks[prevention]", "could_not_assess")]
    );
    let (walk, doors) = (scene.walk, scene.doors);
    let path = |entry: EntryId| format!("/judge/entries/{entry}/card.json");
    let other = scene.bob.get(&path(walk)).await;
    assert!(other.status == 200 && !other.body.contains("A ferry"), "{}", other.body);
    assert_eq!(scene.bob.get(&path(doors)).await.status, 404);
    assert_eq!(scene.organiser.get(&path(walk)).await.status, 404);
    assert_eq!(scene.site.visitor().get(&path(walk)).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_saves_sent_a_hundred_times_at_once_have_a_hundred_effects() {
    let mut scene = scene("judging").await;
    for version in 0..100 {
        let form = Form::new(scene.walk, version, "draft").with("note", &format!("save {version}"));
        let sent = (0..100).map(|_| {
            let (mut ada, form) = (scene.ada.clone(), Form(form.0.clone()));
            tokio::spawn(async move { ada.call_with_key(SAVE, &format!("save-{version}"), &form.fields()).await })
        });
        for reply in futures::future::join_all(sent).await {
            let reply = reply.expect("an answer");
            assert_eq!(reply.status, 200, "{version}: {}", reply.body);
        }
    }
    assert_eq!(scene.card().await.version, 100);
    assert_eq!(
        scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'scores.save'").await,
        100
    );
}

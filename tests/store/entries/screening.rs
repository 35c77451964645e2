//! What organisers find out about entries, statement by statement.

use super::*;
use app::{
    entries::{
        model::{ConcernKind, EntryKind, Finding, FindingKind, LinkAnswer, LinkOutcome},
        rules::screening::NewConcern,
        views::{QueueFilter, QueueSort},
    },
    ids::MemberId,
    time::Moment,
};
use server::{entries::store::screening, execute};
use tests::NOON;
use uuid::Uuid;

async fn put(db: &Db, sql: &'static str, id: Uuid, value: &'static str) {
    db.write(move |tx| Box::pin(async move { execute!(tx, sql, id, value) })).await.expect("changed");
}

async fn titles(db: &Db, competition: CompetitionId, filter: &QueueFilter) -> Vec<String> {
    let mut conn = db.read().await.expect("a reader");
    let page = store::queue::page(&mut conn, &organiser(competition), filter).await.expect("a page");
    page.into_iter().map(|entry| entry.title).collect()
}

fn any() -> QueueFilter {
    QueueFilter::default()
}

fn found(entry: EntryId, digest: &str) -> Finding {
    Finding {
        entry,
        kind: FindingKind::Declared,
        detail: "A cousin".into(),
        likeness: 100,
        other: None,
        member: None,
        account: None,
        judge: None,
        digest: digest.into(),
    }
}

async fn replace(db: &Db, competition: CompetitionId, findings: Vec<Finding>) {
    let by = organiser(competition);
    db.write(move |tx| Box::pin(async move { screening::findings::replace(tx, &by, &findings).await }))
        .await
        .expect("stored");
}

async fn set_aside(db: &Db, by: Owner, entry: EntryId, digest: &'static str, reason: &'static str) -> bool {
    db.write(move |tx| {
        Box::pin(async move { screening::findings::set_aside(tx, &at(&by, entry), digest, reason).await })
    })
    .await
    .expect("the database")
}

on_both_engines!(the_queue_is_filtered_by_each_choice, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let other = Fixture::with_slug(&db, "screening", "other").await;
    other.entry(&db, "elsewhere", "submitted", None).await;
    let (river, team) = fixture.entry(&db, "River", "submitted", None).await;
    let (stone, _) = fixture.entry(&db, "Stone 100%", "eligible", None).await;
    let (_, draft) = fixture.entry(&db, "Zé", "draft", None).await;
    fixture.minor(&db, team).await;
    let content = "UPDATE entry SET kind = $2, languages = 'fr;en-gb' WHERE id = $1";
    put(&db, content, river.uuid(), "repurposed").await;
    put(&db, "UPDATE team SET name = $2 WHERE id = $1", draft.uuid(), "Quiet_Hands").await;
    replace(&db, fixture.competition, vec![found(stone, "one"), found(stone, "two")]).await;
    let by = organiser(fixture.competition);
    db.write(move |tx| {
        Box::pin(async move {
            let new = NewConcern { kind: ConcernKind::Tone, text: "Mocks".into() };
            screening::concerns::raise(tx, &at(&by, stone), &new).await
        })
    })
    .await
    .expect("raised");

    let c = fixture.competition;
    for (filter, expected) in [
        (any(), ["River", "Stone 100%", "Zé"].as_slice()),
        (QueueFilter { state: Some(EntryState::Draft), ..any() }, &["Zé"]),
        (QueueFilter { track: Some(other.track), ..any() }, &[]),
        (QueueFilter { kind: Some(EntryKind::Repurposed), ..any() }, &["River"]),
        (QueueFilter { kind: Some(EntryKind::MadeForCompetition), ..any() }, &["Stone 100%", "Zé"]),
        (QueueFilter { country: "UG".into(), ..any() }, &["River"]),
        (QueueFilter { language: "en".into(), ..any() }, &["Stone 100%", "Zé"]),
        (QueueFilter { language: "en-gb".into(), ..any() }, &["River"]),
        (QueueFilter { text: "rIv".into(), ..any() }, &["River"]),
        (QueueFilter { text: "Zé".into(), ..any() }, &["Zé"]),
        (QueueFilter { text: "100%".into(), ..any() }, &["Stone 100%"]),
        (QueueFilter { text: "0_".into(), ..any() }, &[]),
        (QueueFilter { text: "quiet_hands".into(), ..any() }, &["Zé"]),
        (QueueFilter { consent_missing: true, ..any() }, &["River"]),
        (QueueFilter { concern: true, ..any() }, &["Stone 100%"]),
        (QueueFilter { finding: true, ..any() }, &["Stone 100%"]),
        (QueueFilter { concern: true, country: "UG".into(), ..any() }, &[]),
    ] {
        assert_eq!(titles(&db, c, &filter).await, expected, "{filter:?}");
        // The numbers say the same as the list.
        let mut conn = db.read().await.expect("a reader");
        let cells = store::queue::cells(&mut conn, &organiser(c), &filter).await.expect("counted");
        let count: u32 = queue(&fixture, cells).count(&filter);
        assert_eq!(count as usize, expected.len(), "{filter:?}");
    }
    let mut conn = db.read().await.expect("a reader");
    let page = store::queue::page(&mut conn, &organiser(c), &any()).await.expect("a page");
    assert_eq!(page[0].countries, ["KE", "UG"]);
    let lights: Vec<_> = page.iter().map(|entry| (entry.consent_missing, entry.concern, entry.findings)).collect();
    assert_eq!(lights, [(true, false, 0), (false, true, 2), (false, false, 0)]);
    let countries = store::queue::countries(&mut conn, &organiser(c), &any()).await.expect("counted");
    assert_eq!(countries, [("KE".to_owned(), 3), ("UG".to_owned(), 1)]);
    let eligible = QueueFilter { state: Some(EntryState::Eligible), country: "UG".into(), ..any() };
    let countries = store::queue::countries(&mut conn, &organiser(c), &eligible).await.expect("counted");
    assert_eq!(countries, [("KE".to_owned(), 1)], "its own choice leaves the others of a list to choose");
    let by_state = store::queue::countries_by_state(&mut conn, c).await.expect("counted");
    assert_eq!(by_state.len(), 4);
    let drafts = store::queue::drafts(&mut conn, c, Uuid::nil(), 10).await.expect("read");
    assert_eq!(drafts.len(), 1);
    assert!(store::queue::drafts(&mut conn, c, drafts[0].0, 10).await.expect("read").is_empty());
});

fn queue(fixture: &Fixture, cells: Vec<app::entries::views::QueueCell>) -> app::entries::views::Queue {
    let competition = app::competition::model::Competition {
        id: fixture.competition,
        slug: "peace".into(),
        name: String::new(),
        theme: String::new(),
        description: String::new(),
        state: app::competition::model::CompetitionState::Screening,
        time_zone: "UTC".into(),
        languages: Vec::new(),
        entries_open_at: None,
        entries_close_at: None,
        results_at: None,
        reviews_per_entry: 2,
        disparity_points: 25,
        publish_scores: false,
        publish_depth: app::competition::model::PublishDepth::All,
        version: 1,
    };
    app::entries::views::Queue {
        competition,
        tracks: Vec::new(),
        entries: Vec::new(),
        cells,
        countries: Vec::new(),
        compared_at: None,
    }
}

on_both_engines!(the_queue_is_in_the_order_that_was_wished, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let ids = [
        fixture.entry(&db, "b", "submitted", None).await.0,
        fixture.entry(&db, "a", "submitted", None).await.0,
        fixture.entry(&db, "c", "draft", None).await.0,
    ];
    for (id, n) in ids.into_iter().zip([1_i64, 2, 3]) {
        db.write(move |tx| {
            Box::pin(async move {
                execute!(tx, "UPDATE entry SET created_at = $2 WHERE id = $1", id.uuid(), n)?;
                execute!(tx, "UPDATE entry SET submitted_at = $2 WHERE id = $1 AND state <> 'draft'", id.uuid(), 10 - n)
            })
        })
        .await
        .expect("set");
    }
    for (sort, expected) in [
        (QueueSort::Title, ["a", "b", "c"]),
        (QueueSort::Newest, ["c", "a", "b"]),
        (QueueSort::Waiting, ["a", "b", "c"]),
    ] {
        assert_eq!(titles(&db, fixture.competition, &QueueFilter { sort, ..any() }).await, expected, "{sort:?}");
    }
});

on_both_engines!(what_is_set_aside_stays_so_until_its_evidence_changes, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let other = Fixture::with_slug(&db, "screening", "other").await;
    let (entry, _) = fixture.entry(&db, "game", "submitted", None).await;
    let c = fixture.competition;
    replace(&db, c, vec![found(entry, "old"), found(entry, "kept")]).await;
    assert!(!set_aside(&db, organiser(other.competition), entry, "kept", "x").await, "not of theirs");
    assert!(!set_aside(&db, organiser(c), entry, "no such", "x").await);
    assert!(set_aside(&db, organiser(c), entry, "kept", "Two sisters").await);
    assert!(set_aside(&db, organiser(c), entry, "old", "Gone soon").await);
    // A member who went in between is not looked for.
    let gone = Finding { member: Some(MemberId::new(entry.uuid())), ..found(entry, "gone") };
    replace(&db, c, vec![found(entry, "kept"), found(entry, "new"), gone]).await;
    let mut conn = db.read().await.expect("a reader");
    let all =
        screening::findings::of_entry(&mut conn, &at(&organiser(fixture.competition), entry)).await.expect("read");
    let standing: Vec<_> = all
        .iter()
        .map(|one| (one.finding.digest.as_str(), one.aside.as_ref().map(|aside| aside.reason.as_str())))
        .collect();
    assert_eq!(standing, [("new", None), ("kept", Some("Two sisters"))]);
    assert_eq!(store::queue::compared_at(&mut conn, c).await.expect("read"), Some(NOON));
    assert_eq!(store::queue::compared_at(&mut conn, other.competition).await.expect("read"), None);
});

on_both_engines!(findings_go_with_the_people_they_are_about, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let (entry, team) = fixture.entry(&db, "game", "submitted", None).await;
    let (twin, _) = fixture.entry(&db, "twin", "submitted", None).await;
    let member = fixture.member(&db, team).await;
    let judge = fixture.judge(&db, "jo", "ready", None).await;
    let tied = Finding { member: Some(member), judge: Some(judge), ..found(entry, "tied") };
    let alike = Finding { other: Some(twin), ..found(entry, "alike") };
    replace(&db, fixture.competition, vec![tied, alike]).await;
    let names = {
        let mut conn = db.read().await.expect("a reader");
        screening::findings::of_entry(&mut conn, &at(&organiser(fixture.competition), entry)).await.expect("read")
    };
    let tied = names.iter().find(|one| one.finding.digest == "tied").expect("found");
    assert_eq!((tied.member.as_deref(), tied.party.as_deref()), (Some("Second member"), Some("Judge jo")));
    let alike = names.iter().find(|one| one.finding.digest == "alike").expect("found");
    assert_eq!(alike.other, Some(("twin".to_owned(), "Team twin".to_owned())));
    put(&db, "DELETE FROM member WHERE id = $1 AND public_name = $2", member.uuid(), "Second member").await;
    put(&db, "DELETE FROM entry WHERE id = $1 AND key = $2", twin.uuid(), "twin").await;
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM finding").await, 0);
});

on_both_engines!(material_is_what_was_handed_in, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let old = Fixture::with_slug(&db, "published", "old").await;
    old.entry(&db, "before", "eligible", None).await;
    let (entry, _) = fixture.entry(&db, "game", "submitted", None).await;
    fixture.entry(&db, "unfinished", "draft", None).await;
    let ann = person(&db, "ann@kura.example").await;
    fixture.organiser(&db, ann.account().uuid()).await;
    fixture.judge(&db, "jo", "ready", None).await;
    fixture.judge(&db, "gone", "left", None).await;
    // What the team writes while it cures a defect is not handed in.
    put(&db, "UPDATE entry SET content = $2 WHERE id = $1", entry.uuid(), "{\"title\":\"Secret\"}").await;
    let mut conn = db.read().await.expect("a reader");
    let questions = server::competition::store::question::all(&mut conn, fixture.competition).await.expect("questions");
    let material = screening::material::read(&mut conn, fixture.competition, &questions).await.expect("read");
    let works: Vec<_> = material.works.iter().map(|work| (work.title.as_str(), work.links.clone())).collect();
    assert_eq!(works, [("game", vec!["https://play.example/game".to_owned()])]);
    assert_eq!(material.deciders.len(), 2);
    assert!(material.deciders.iter().any(|decider| decider.address == "ann@kura.example" && decider.judge.is_none()));
    let earlier: Vec<_> = material.earlier.iter().map(|work| (work.title.as_str(), work.links.len())).collect();
    assert_eq!(earlier, [("before", 1)]);
    assert_eq!(material.people.len(), 2, "of drafts too: their teams may have handed in another work");
});

on_both_engines!(a_concern_is_settled_once, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let other = Fixture::with_slug(&db, "screening", "other").await;
    let (entry, _) = fixture.entry(&db, "game", "submitted", None).await;
    let raise = |kind: ConcernKind| {
        let (db, by) = (db.clone(), organiser(fixture.competition));
        async move {
            db.write(move |tx| {
                Box::pin(async move {
                    screening::concerns::raise(tx, &at(&by, entry), &NewConcern { kind, text: "Look".into() }).await
                })
            })
            .await
            .expect("raised")
        }
    };
    let first = raise(ConcernKind::Harm).await;
    let second = raise(ConcernKind::Rights).await;
    let settle = |by: Owner| {
        let db = db.clone();
        async move {
            db.write(move |tx| {
                Box::pin(async move { screening::concerns::settle(tx, &at(&by, entry), first, "Talked").await })
            })
            .await
            .expect("the database")
        }
    };
    assert!(!settle(organiser(other.competition)).await, "not of theirs");
    assert!(settle(organiser(fixture.competition)).await);
    assert!(!settle(organiser(fixture.competition)).await, "once");
    let by = organiser(fixture.competition);
    let rest = db
        .write(move |tx| Box::pin(async move { screening::concerns::settle_all(tx, &at(&by, entry), "Passed").await }))
        .await
        .expect("settled");
    assert_eq!(rest, [second]);
    let mut conn = db.read().await.expect("a reader");
    let all =
        screening::concerns::of_entry(&mut conn, &at(&organiser(fixture.competition), entry)).await.expect("read");
    let reasons: Vec<_> = all.iter().filter_map(|one| one.settled.as_ref()).map(|how| how.reason.as_str()).collect();
    assert_eq!(reasons.len(), 2);
    assert!(reasons.contains(&"Talked") && reasons.contains(&"Passed"));
    let place = screening::concerns::place(&mut conn, first).await.expect("read");
    assert_eq!(place, Some((fixture.competition, entry)));
});

on_both_engines!(a_guardian_is_chased_once_in_a_while_and_forgotten_with_the_answer, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let other = Fixture::with_slug(&db, "screening", "other").await;
    let (entry, team) = fixture.entry(&db, "game", "submitted", None).await;
    let kid = fixture.minor(&db, team).await;
    db.write(move |tx| {
        Box::pin(async move {
            screening::consents::asked(tx, kid, Some(("juma@home.example", "ar"))).await?;
            // Asked again without an address: where they were asked before stands.
            screening::consents::asked(tx, kid, None).await
        })
    })
    .await
    .expect("noted");
    let chase = |by: Owner, since: Moment| {
        let db = db.clone();
        async move {
            db.write(move |tx| {
                Box::pin(async move { screening::consents::chase(tx, &at(&by, entry), kid, since).await })
            })
            .await
            .expect("the database")
        }
    };
    let yesterday = NOON.plus_seconds(-86_400);
    assert!(!chase(organiser(other.competition), yesterday).await, "not of theirs");
    assert!(chase(organiser(fixture.competition), yesterday).await);
    assert!(!chase(organiser(fixture.competition), yesterday).await, "not again on the same day");
    assert!(chase(organiser(fixture.competition), NOON).await);
    {
        let mut conn = db.read().await.expect("a reader");
        let address = screening::consents::address(&mut conn, kid).await.expect("read");
        assert_eq!(address, Some(("juma@home.example".to_owned(), "ar".to_owned())));
        let pending = screening::consents::pending(&mut conn, fixture.competition).await.expect("read");
        assert_eq!(pending.len(), 1);
        assert_eq!((pending[0].entry, pending[0].has_address, pending[0].asked_at), (entry, true, NOON));
        assert_eq!(pending[0].days(NOON.plus_seconds(3 * 86_400 - 1)), 2);
        assert!(screening::consents::pending(&mut conn, other.competition).await.expect("read").is_empty());
        assert_eq!(screening::consents::competition_of(&mut conn, kid).await.expect("read"), Some(fixture.competition));
    }
    let key = server::auth::link::LinkKey::new([7; 32]);
    db.write(move |tx| {
        Box::pin(async move {
            let purpose = app::accounts::model::LinkPurpose::GuardianConsent;
            let token = key.make(tx, purpose, None, Some(kid.uuid())).await?;
            let holder = server::auth::link::look(tx, &token, NOON).await.expect("a good link");
            let refused = app::entries::model::ConsentState::Refused;
            store::write::answer_consent(tx, &holder, kid, team, refused, "Juma", None).await
        })
    })
    .await
    .expect("answered");
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(
        screening::consents::address(&mut conn, kid).await.expect("read"),
        None,
        "a refusal removes the address"
    );
    drop(conn);
    assert!(!chase(organiser(fixture.competition), NOON.plus_seconds(1)).await, "who has answered is left alone");
});

on_both_engines!(another_guardian_has_another_address, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (entry, team) = fixture.entry(&db, "game", "draft", None).await;
    let by = editor(&fixture, entry, team);
    let kid: MemberId = db
        .write(move |tx| {
            Box::pin(async move {
                let id: MemberId = tx.ambient().id();
                store::write::insert_member(tx, &by, id, &minor("Kid")).await?;
                screening::consents::asked(tx, id, Some(("juma@home.example", "en"))).await?;
                Ok::<_, DbError>(id)
            })
        })
        .await
        .expect("added");
    let by = editor(&fixture, entry, team);
    db.write(move |tx| {
        Box::pin(async move {
            let details = MemberDetails { guardian: Some("Wanjiru".into()), ..adult("Kid") };
            store::write::update_member(tx, &by, kid, &details).await
        })
    })
    .await
    .expect("changed");
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(screening::consents::address(&mut conn, kid).await.expect("read"), None);
});

on_both_engines!(an_address_waits_until_it_is_answered, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let (entry, _) = fixture.entry(&db, "game", "eligible", None).await;
    fixture.entry(&db, "waiting", "submitted", None).await;
    let enqueue = || {
        let (db, by) = (db.clone(), organiser(fixture.competition));
        async move {
            let links = vec![(entry, "https://play.example/game".to_owned())];
            db.write(move |tx| Box::pin(async move { screening::links::enqueue(tx, &by, &links).await }))
                .await
                .expect("queued");
        }
    };
    enqueue().await;
    enqueue().await;
    let waiting = {
        let mut conn = db.read().await.expect("a reader");
        screening::links::waiting(&mut conn, 10).await.expect("read")
    };
    assert_eq!(waiting.len(), 1, "what waits already goes on waiting");
    let answer = LinkAnswer {
        outcome: LinkOutcome::Gone,
        status: Some(404),
        final_address: "https://play.example/else".into(),
        media_type: "text/html".into(),
        at: NOON,
    };
    let note = || {
        let (db, link, answer) = (db.clone(), waiting[0].clone(), answer.clone());
        async move {
            db.write(move |tx| Box::pin(async move { screening::links::answered(tx, &link, &answer).await }))
                .await
                .expect("the database")
        }
    };
    assert!(note().await);
    assert!(!note().await, "once");
    let mut conn = db.read().await.expect("a reader");
    let stored =
        screening::links::of_entry(&mut conn, &at(&organiser(fixture.competition), entry)).await.expect("read");
    assert_eq!((stored[0].waiting, stored[0].answer.clone()), (false, Some(answer)));
    let eligible = screening::links::eligible(&mut conn, fixture.competition, Uuid::nil(), 10).await.expect("read");
    assert_eq!(eligible.iter().map(|(id, ..)| *id).collect::<Vec<_>>(), [entry.uuid()]);
});

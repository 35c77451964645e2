//! Entries: begun, saved, handed in, checked, taken back.

use super::*;
use app::entries::views::QueueFilter;
use server::{
    entries::store::write::{NewEntry, Save},
    execute,
};
use tests::NOON;

on_both_engines!(a_draft_is_begun_under_a_free_key, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let caller = person(&db, "ann@example.org").await;
    let (competition, track) = (fixture.competition, fixture.track);
    let (first, again, team) = db
        .write(move |tx| {
            Box::pin(async move {
                let who = permits::signed_in(Some(&caller)).expect("signed in");
                let team: TeamId = tx.ambient().id();
                let details = app::entries::rules::team("Kura", "Nairobi Games").expect("a team");
                store::write::insert_team(tx, &who, competition, team, &details).await?;
                let new = store::write::NewMember { id: tx.ambient().id(), competition, team, details: &adult("Ann") };
                store::write::insert_joiner(tx, &who, &new).await?;
                let member = permits::team_member(tx, Some(&caller), team).await.expect("a member");
                store::write::lock_team(tx, &member).await?;
                let content = content("Ballot Walk");
                let mut done = Vec::new();
                for _ in 0..2 {
                    let new = NewEntry { id: tx.ambient().id(), track, key: "ballot-walk", content: &content };
                    done.push(store::write::insert_entry(tx, &member, &new).await?);
                }
                Ok::<_, DbError>((done[0], done[1], team))
            })
        })
        .await
        .expect("begun");
    assert_eq!((first, again), (true, false));
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(store::team::entries_in_track(&mut conn, team, track).await.expect("counted"), 1);
    assert_eq!(store::team::entries_in_competition(&mut conn, competition).await.expect("counted"), 1);
    let listed = store::team::entries(&mut conn, team).await.expect("listed");
    assert_eq!((listed[0].title.as_str(), listed[0].state), ("Ballot Walk", EntryState::Draft));
    assert_eq!(store::read::team(&mut conn, team).await.expect("read").expect("a team").organisation, "Nairobi Games");
    drop(conn);
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM entry_version").await, 1);
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM role WHERE role = 'team_member'").await, 1);
});

/// Saves content on a version, in a state, and hands it in if so wished.
async fn save(db: &Db, by: &EntryEditor, based_on: i64, state: EntryState, handed_in: Option<i64>) -> bool {
    let by = by.clone();
    db.write(move |tx| {
        Box::pin(async move {
            let content = content("New title");
            store::write::save(tx, &by, &Save { based_on, content: &content, state, handed_in }).await
        })
    })
    .await
    .expect("the database")
}

on_both_engines!(a_save_needs_its_version_its_state_and_its_time, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (entry, team) = fixture.entry(&db, "game", "draft", None).await;
    let by = editor(&fixture, entry, team);
    assert!(!save(&db, &by, 2, EntryState::Draft, None).await, "another version");
    assert!(!save(&db, &by, 1, EntryState::Submitted, None).await, "another state");
    assert!(save(&db, &by, 1, EntryState::Draft, None).await);
    assert!(save(&db, &by, 2, EntryState::Draft, Some(1)).await);
    let read =
        store::read::entry(&mut db.read().await.expect("a reader"), entry).await.expect("read").expect("an entry");
    let receipt = read.receipt.expect("a receipt");
    assert_eq!((read.state, read.version, receipt.rules_version, receipt.at), (EntryState::Submitted, 3, 1, NOON));
    let frozen =
        store::read::snapshot(&mut db.read().await.expect("a reader"), entry).await.expect("read").expect("frozen");
    assert_eq!((frozen.content, frozen.content_hash), (read.content, receipt.content_hash));

    let c = fixture.competition.uuid();
    for (close, expected) in [(NOON.plus_seconds(-1), false), (NOON, true)] {
        db.write(move |tx| {
            Box::pin(async move {
                execute!(tx, "UPDATE competition SET entries_close_at = $2 WHERE id = $1", c, close.micros())
            })
        })
        .await
        .expect("moved");
        assert_eq!(save(&db, &by, 3, EntryState::Submitted, Some(1)).await, expected, "the last second counts");
    }
    fixture.set_state(&db, "screening").await;
    assert!(!save(&db, &by, 4, EntryState::Submitted, Some(1)).await, "entries are closed");
});

on_both_engines!(a_defect_is_cured_while_its_time_lasts, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let (entry, team) = fixture.entry(&db, "game", "fix_needed", None).await;
    let by = editor(&fixture, entry, team);
    assert!(!save(&db, &by, 1, EntryState::FixNeeded, None).await, "no time was given");
    for (until, expected) in [(NOON.plus_seconds(-1), false), (NOON, true)] {
        let id = entry.uuid();
        db.write(move |tx| {
            Box::pin(async move { execute!(tx, "UPDATE entry SET cure_until = $2 WHERE id = $1", id, until.micros()) })
        })
        .await
        .expect("moved");
        assert_eq!(save(&db, &by, 1, EntryState::FixNeeded, Some(1)).await, expected);
    }
    let read =
        store::read::entry(&mut db.read().await.expect("a reader"), entry).await.expect("read").expect("an entry");
    assert_eq!((read.state, read.cure_until), (EntryState::Submitted, None));
});

on_both_engines!(a_check_moves_the_version_that_was_looked_at, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let (entry, _) = fixture.entry(&db, "game", "submitted", None).await;
    let other = Fixture::with_slug(&db, "screening", "other").await;
    let check = |by: Owner, version: i64, from: EntryState, words: (&'static str, &'static str, &'static str)| {
        let db = db.clone();
        async move {
            db.write(move |tx| {
                Box::pin(async move {
                    store::write::record_check(tx, &at(&by, entry), version, from, &verdict(words)).await
                })
            })
            .await
            .expect("the database")
        }
    };
    let by = || organiser(fixture.competition);
    let fix = ("fix_needed", "link", "It is dead.");
    assert!(!check(by(), 2, EntryState::Submitted, fix).await, "another version");
    assert!(
        !check(organiser(other.competition), 1, EntryState::Submitted, fix).await,
        "another competition's organiser"
    );
    assert!(check(by(), 1, EntryState::Submitted, fix).await);
    let read =
        store::read::entry(&mut db.read().await.expect("a reader"), entry).await.expect("read").expect("an entry");
    assert_eq!((read.state, read.cure_until), (EntryState::FixNeeded, Some(NOON.plus_seconds(5 * 86_400))));
    assert_eq!(read.checks[0].text, "It is dead.");
    assert!(!check(by(), 1, EntryState::Submitted, ("pass", "", "")).await, "it stands elsewhere by now");
    assert!(check(by(), 1, EntryState::FixNeeded, ("pass", "", "")).await);
    fixture.set_state(&db, "deliberation").await;
    assert!(!check(by(), 1, EntryState::Eligible, fix).await, "too late");
    assert_eq!(state(&db, entry).await, EntryState::Eligible);
});

on_both_engines!(taking_back_ends_with_publication, |db| async move {
    let fixture = Fixture::new(&db, "published").await;
    let (entry, team) = fixture.entry(&db, "game", "eligible", None).await;
    for (stage, from, expected) in [
        ("published", EntryState::Eligible, false),
        ("judging", EntryState::Submitted, false),
        ("judging", EntryState::Eligible, true),
    ] {
        fixture.set_state(&db, stage).await;
        let by = editor(&fixture, entry, team);
        let done = db
            .write(move |tx| Box::pin(async move { store::write::withdraw(tx, &by, from).await }))
            .await
            .expect("the database");
        assert_eq!(done, expected, "{stage} {from:?}");
    }
});

on_both_engines!(a_page_of_the_queue_knows_its_own_teams, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let other = Fixture::with_slug(&db, "screening", "other").await;
    other.entry(&db, "elsewhere", "submitted", None).await;
    let (waiting, team) = fixture.entry(&db, "b", "submitted", None).await;
    fixture.entry(&db, "a", "eligible", None).await;
    let by = editor(&fixture, waiting, team);
    db.write(move |tx| {
        Box::pin(async move {
            let id = tx.ambient().id();
            store::write::insert_member(tx, &by, id, &MemberDetails { country: "UG".into(), ..minor("Kid") }).await
        })
    })
    .await
    .expect("added");
    let mut conn = db.read().await.expect("a reader");
    let all =
        store::queue::page(&mut conn, &organiser(fixture.competition), &QueueFilter::default()).await.expect("a page");
    let shown: Vec<_> = all.iter().map(|entry| (entry.title.as_str(), entry.consent_missing)).collect();
    assert_eq!(shown, [("a", false), ("b", true)]);
    assert_eq!(all[1].countries, ["KE", "UG"]);
    let filter =
        QueueFilter { state: Some(EntryState::Eligible), track: Some(fixture.track), ..QueueFilter::default() };
    assert_eq!(store::queue::page(&mut conn, &organiser(fixture.competition), &filter).await.expect("a page").len(), 1);
    let filter = QueueFilter { track: Some(other.track), ..filter };
    assert!(store::queue::page(&mut conn, &organiser(fixture.competition), &filter).await.expect("a page").is_empty());
    let second = QueueFilter { page: 2, ..QueueFilter::default() };
    assert!(store::queue::page(&mut conn, &organiser(fixture.competition), &second).await.expect("a page").is_empty());
    assert_eq!(
        store::queue::tracks(&mut conn, fixture.competition).await.expect("tracks")[0].name,
        "Fully functioning"
    );
});

on_both_engines!(a_rejection_is_proposed_replaced_and_taken_away, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let (entry, _) = fixture.entry(&db, "game", "submitted", None).await;
    let other = Fixture::with_slug(&db, "screening", "other").await;
    let proposed = || async {
        let mut conn = db.read().await.expect("a reader");
        store::rejection::of_entry(&mut conn, &at(&organiser(fixture.competition), entry)).await.expect("read")
    };
    assert_eq!(proposed().await, None);
    for (version, reason) in [(1, "theme"), (2, "rights")] {
        let verdict = verdict(("reject", reason, "It is not."));
        let by = organiser(fixture.competition);
        db.write(move |tx| {
            Box::pin(async move { store::rejection::propose(tx, &at(&by, entry), version, &verdict).await })
        })
        .await
        .expect("proposed");
    }
    let now = proposed().await.expect("a proposal");
    assert_eq!((now.version, now.reason, now.text.as_str(), now.own), (2, CheckReason::Rights, "It is not.", false));
    for (by, there) in [(other.competition, false), (fixture.competition, true), (fixture.competition, false)] {
        let gone = db
            .write(move |tx| Box::pin(async move { store::rejection::withdraw(tx, &at(&organiser(by), entry)).await }))
            .await
            .expect("the database");
        assert_eq!(gone, there);
    }
    assert_eq!(proposed().await, None);
});

//! The organisers' queue: what each choice leaves in it, in which order.

use super::*;

async fn titles(db: &Db, competition: CompetitionId, filter: &QueueFilter) -> Vec<String> {
    let mut conn = db.read().await.expect("a reader");
    let page = store::queue::page(&mut conn, &organiser(competition), filter).await.expect("a page");
    page.into_iter().map(|entry| entry.title).collect()
}

fn any() -> QueueFilter {
    QueueFilter::default()
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

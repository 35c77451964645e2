//! What is exported can be imported again.

use super::*;
use app::{
    entries::{
        archive::{ConsentArchive, EntryArchive, MemberArchive, TeamArchive},
        model::{
            CheckOutcome, CheckReason, ConsentState, CurePart, DeadlineException, EligibilityCheck, FileKind,
            PublicationConsent, TranslatedText, Translation, Translator,
        },
    },
    ids::TrackId,
};
use tests::NOON;

async fn import(
    db: &Db,
    competition: CompetitionId,
    track: TrackId,
    archive: EntryArchive,
) -> Result<EntryId, DbError> {
    db.write(move |tx| {
        Box::pin(async move { store::write::insert_imported(tx, &organiser(competition), track, &archive).await })
    })
    .await
}

fn member(name: &str) -> MemberArchive {
    MemberArchive { public_name: name.into(), country: "KE".into(), role: "lead".into(), ..MemberArchive::default() }
}

fn archives() -> Vec<EntryArchive> {
    let consent = ConsentArchive {
        guardian: "Juma".into(),
        state: ConsentState::Given,
        rules_version: Some(1),
        answered_at: Some(NOON),
        publication: Some(PublicationConsent::Given),
        publication_at: Some(NOON),
    };
    let cured = EntryArchive {
        key: "cured".into(),
        track: "functioning".into(),
        team: TeamArchive {
            name: "Kura".into(),
            organisation: "Nairobi Games".into(),
            members: vec![member("Zed"), MemberArchive { minor: true, consent: Some(consent), ..member("Amina") }],
        },
        state: EntryState::FixNeeded,
        content: content("Written on"),
        judged: Some(content("Judged")),
        submitted_at: Some(NOON.plus_seconds(-9)),
        rules_version: Some(1),
        cure_until: Some(NOON.plus_seconds(9)),
        cure_parts: Some(vec![CurePart::Answer("play_url".into()), CurePart::Files(FileKind::Build)]),
        exception: Some(DeadlineException {
            until: NOON.plus_seconds(7),
            reason: "A power cut".into(),
            at: NOON.plus_seconds(-8),
        }),
        checks: [(CheckOutcome::FixNeeded, NOON), (CheckOutcome::Pass, NOON.plus_seconds(-5))]
            .into_iter()
            .map(|(outcome, at)| EligibilityCheck { outcome, reason: CheckReason::Link, text: "Dead.".into(), at })
            .collect(),
        translations: vec![Translation {
            language: "fr".into(),
            translator: Translator::Machine,
            version: 2,
            saved_at: NOON.plus_seconds(-3),
            texts: [("title".to_owned(), TranslatedText { text: "Jugé".into(), original: "ab".into() })].into(),
        }],
    };
    let draft = EntryArchive {
        key: "draft".into(),
        team: TeamArchive { members: vec![member("Ben")], ..cured.team.clone() },
        state: EntryState::Draft,
        content: EntryContent::default(),
        judged: None,
        submitted_at: None,
        rules_version: None,
        cure_until: None,
        cure_parts: None,
        exception: None,
        checks: Vec::new(),
        translations: Vec::new(),
        ..cured.clone()
    };
    vec![cured, draft]
}

on_both_engines!(an_export_comes_back_whole, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    for archive in archives() {
        import(&db, fixture.competition, fixture.track, archive).await.expect("imported");
    }
    let exported =
        store::archive::all(&mut db.read().await.expect("a reader"), fixture.competition).await.expect("read");
    assert_eq!(exported, archives());
    let json = serde_json::to_string(&exported).expect("JSON");
    let other = Fixture::with_slug(&db, "screening", "other").await;
    for archive in serde_json::from_str::<Vec<EntryArchive>>(&json).expect("read back") {
        import(&db, other.competition, other.track, archive).await.expect("imported");
    }
    let again = store::archive::all(&mut db.read().await.expect("a reader"), other.competition).await.expect("read");
    assert_eq!(again, exported);
});

on_both_engines!(the_least_an_import_knows_is_enough, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let least: EntryArchive = serde_json::from_str(
        r#"{"key": "k", "track": "functioning", "team": {"name": "T", "members": [{"public_name": "M", "country": "KE"}]},
            "state": "eligible", "content": {"title": "Game", "languages": ["en"]}}"#,
    )
    .expect("an archive");
    let entry = import(&db, fixture.competition, fixture.track, least.clone()).await.expect("imported");
    let mut conn = db.read().await.expect("a reader");
    let frozen = store::read::snapshot(&mut conn, entry).await.expect("read").expect("frozen");
    assert_eq!(frozen.content.title, "Game");
    let read = store::read::entry(&mut conn, entry).await.expect("read").expect("an entry");
    assert_eq!((read.state, read.version, read.team.members.len()), (EntryState::Eligible, 1, 1));
    drop(conn);
    let twice = import(&db, fixture.competition, fixture.track, least).await;
    assert!(matches!(twice, Err(DbError::Unique(_))), "{twice:?}");
});

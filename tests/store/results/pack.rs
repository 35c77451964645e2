//! Checkpoints and packs: made once, and as they are.

use super::*;
use app::ids::CompetitionId;
use serde_json::json;
use server::{
    audit::{self, Event, checkpoints},
    results::store::pack::{self, NewPack, PublicPack},
};
use tests::sealed;

async fn transition(db: &Db, competition: CompetitionId, old: &'static str, new: &'static str) {
    let event = Event {
        competition: Some(competition),
        actor: None,
        action: "competition.transition",
        subject: competition.to_string(),
        payload: json!({ "old": old, "new": new }),
    };
    db.write(move |tx| Box::pin(async move { audit::append(tx, event).await })).await.expect("appended");
}

async fn refused(db: &Db, statement: &'static str) {
    let result: Result<u64, DbError> = db.write(move |tx| Box::pin(async move { execute!(tx, statement) })).await;
    assert!(result.is_err(), "{statement}");
}

on_both_engines!(every_occasion_is_due_once_and_in_its_order, |db| async move {
    let seed = Seed::new(&db, "setup").await;
    for (old, new) in [
        ("setup", "open"),
        ("open", "screening"),
        ("screening", "open"),
        ("screening", "judging"),
        ("judging", "deliberation"),
    ] {
        transition(&db, seed.competition, old, new).await;
    }
    sealed(&db).await;
    let due = checkpoints::due(&mut db.read().await.expect("a reader")).await.expect("due");
    let words: Vec<_> = due.iter().map(|occasion| occasion.word).collect();
    let expected = ["opening", "close_of_submissions", "transition", "start_of_judging", "close_of_judging"];
    assert_eq!(words, expected);
    assert!(due.windows(2).all(|pair| pair[0].size < pair[1].size), "{due:?}");
    for occasion in due {
        // Two servers may sign the same.
        for _ in 0..2 {
            let occasion = occasion.clone();
            db.write(move |tx| Box::pin(async move { checkpoints::keep(tx, &occasion, "a note").await }))
                .await
                .expect("kept");
        }
    }
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(checkpoints::due(&mut conn).await.expect("due"), []);
    let kept = checkpoints::of(&mut conn, seed.competition).await.expect("kept");
    assert_eq!(kept.iter().map(|kept| kept.occasion.as_str()).collect::<Vec<_>>(), expected);
    drop(conn);
    refused(&db, "UPDATE checkpoint SET note = 'another'").await;
});

on_both_engines!(a_pack_gets_its_file_once_and_stays, |db| async move {
    let seed = Seed::new(&db, "deliberation").await;
    let (competition, id) = (seed.competition, PublicationId::new(uuid::Uuid::new_v4()));
    let published = db.write(move |tx| {
        Box::pin(async move {
            let by = release(tx, competition, "00").await?;
            let version = write::insert_publication(tx, &by, id, "{}").await?;
            let pack = NewPack { publication: id, version, content: "{}", digest: "11", offered: true };
            pack::insert(tx, &by, pack).await?;
            Ok::<_, DbError>(version)
        })
    });
    assert_eq!(published.await.expect("published"), 1);
    let public = |version| {
        let db = db.clone();
        async move { pack::public(&mut db.read().await.expect("a reader"), "peaceapp", version).await.expect("read") }
    };
    assert_eq!(public(None).await, PublicPack::NotYet, "nothing before its state says so");
    seed.change(&db, "UPDATE competition SET state = 'published' WHERE id = $1").await;
    assert_eq!((public(None).await, public(Some(2)).await), (PublicPack::Soon, PublicPack::None));
    for file in ["the file", "another"] {
        db.write(move |tx| Box::pin(async move { pack::set_file(tx, competition, id, file).await }))
            .await
            .expect("set");
    }
    let out = PublicPack::Out { digest: "11".into(), file: "the file".into() };
    assert_eq!(
        (public(None).await, public(Some(1)).await),
        (PublicPack::Out { digest: "11".into(), file: "the file".into() }, out)
    );
    refused(&db, "UPDATE result_pack SET file = 'another'").await;
    refused(&db, "UPDATE result_pack SET content = 'another'").await;
});

//! Questions that are answered by choosing: their options, and what entries have chosen of them.

use super::{insert, new, organiser, tracks};
use app::{
    competition::model::{AnswerKind, Question, QuestionOption},
    ids::EntryId,
};
use server::{
    competition::store::{chosen, question},
    db::Db,
    execute,
};
use tests::{Fixture, NOON, on_both_engines};
use uuid::Uuid;

on_both_engines!(options_are_stored_with_their_question, |db| async move {
    let id = insert(&db, new("peace-2026")).await.expect("inserted");
    let track = tracks(&db, id).await.remove(0);
    let theme = track.questions.iter().find(|question| question.key == "theme").expect("asked").clone();
    let keys: Vec<&str> = theme.options.iter().map(|option| option.key.as_str()).collect();
    assert_eq!(keys, ["spaces", "contact", "stories", "identity"]);
    let option = |key: &str, label: &str| QuestionOption { key: key.into(), label: label.into() };
    let options = vec![option("option-1", "سلام \"و\" حوار"), option("b", "A: B")];
    let asked = vec![Question { kind: AnswerKind::Choice, options, ..theme.clone() }, Question::known("dialogue", 9)];
    let saved = asked.clone();
    db.write(move |tx| Box::pin(async move { question::save(tx, &organiser(id), track.id, &saved).await }))
        .await
        .expect("saved");
    assert_eq!(question::of_track(&mut db.read().await.expect("a reader"), track.id).await.expect("read"), asked);
    // The schema knows no choice without options, and no options of a written answer.
    for wrong in [Question { options: Vec::new(), ..theme.clone() }, Question { kind: AnswerKind::Line, ..theme }] {
        let saved = db.write(move |tx| {
            Box::pin(async move { question::save(tx, &organiser(id), track.id, std::slice::from_ref(&wrong)).await })
        });
        assert!(saved.await.is_err());
    }
});

/// Puts contents with this answer into an entry, or into a further frozen copy of it.
async fn choose(db: &Db, sql: &'static str, entry: EntryId, answer: &'static str) {
    let content = format!("{{\"title\":\"spaces\",\"theme\":\"{answer}\"}}");
    let run = db.write(move |tx| {
        Box::pin(async move {
            let copy = tx.ambient().id::<EntryId>().uuid();
            match sql {
                OWN => execute!(tx, OWN, entry.uuid(), content.as_str()),
                _ => execute!(tx, sql, entry.uuid(), content.as_str(), copy, NOON.micros()),
            }
        })
    });
    run.await.expect("written");
}

const OWN: &str = "UPDATE entry SET content = $2 WHERE id = $1";
const JUDGED: &str = "INSERT INTO snapshot (id, competition_id, entry_id, version, content, content_hash, at)
    SELECT $3, competition_id, id, 2, $2, '00', $4 FROM entry WHERE id = $1";

on_both_engines!(what_entries_have_chosen_is_known, |db| async move {
    let f = Fixture::new(&db, "open").await;
    let other = Fixture::with_slug(&db, "open", "other").await;
    let (draft, _) = f.entry(&db, "spaces", "draft", None).await;
    let (handed_in, _) = f.entry(&db, "b", "submitted", None).await;
    let (elsewhere, _) = other.entry(&db, "c", "submitted", None).await;
    choose(&db, OWN, elsewhere, "identity").await;
    let first = async |options: &[&'static str]| {
        let mut conn = db.read().await.expect("a reader");
        chosen::first(&mut conn, (f.competition, f.track), "theme", options).await.expect("read")
    };
    let all = ["spaces", "contact", "stories", "identity"];
    assert_eq!(first(&all).await, None, "a title is no answer, another competition another matter");
    choose(&db, OWN, draft, "contact\\nspaces").await;
    assert_eq!((first(&all).await, first(&["space", "stories"]).await), (Some("spaces"), None));
    choose(&db, JUDGED, handed_in, "stories").await;
    assert_eq!(first(&["identity", "stories"]).await, Some("stories"), "as it is judged");
    db.write(move |tx| {
        Box::pin(async move { execute!(tx, "UPDATE entry SET state = 'withdrawn' WHERE id <> $1", Uuid::nil()) })
    })
    .await
    .expect("withdrawn");
    assert_eq!(first(&all).await, None);
});

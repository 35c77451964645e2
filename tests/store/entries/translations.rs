//! Texts in other languages: versions that are not written over, and what goes with the entry.

use super::*;
use app::entries::model::{TranslatedText, Translation, Translator};
use server::{db::Tx, entries::store::translations, execute};
use std::collections::BTreeMap;

async fn save(db: &Db, by: About<permits::Editor>, language: &'static str, version: i64, text: &'static str) -> bool {
    let of = |text: &str| TranslatedText { text: text.into(), original: "ab".into() };
    let texts: BTreeMap<_, _> = [("title".to_owned(), of(text))].into();
    db.write(move |tx: &mut Tx| {
        Box::pin(async move { translations::save(tx, &by, language, version, (Translator::Machine, &texts)).await })
    })
    .await
    .map_err(|error: DbError| panic!("{error}"))
    .expect("saved")
}

async fn all(db: &Db, entry: EntryId) -> Vec<Translation> {
    translations::of_entry(&mut db.read().await.expect("a reader"), entry).await.expect("read")
}

on_both_engines!(a_translation_is_saved_over_the_version_it_is_based_on, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let (entry, _) = fixture.entry(&db, "game", "eligible", None).await;
    let (other, _) = fixture.entry(&db, "other", "eligible", None).await;
    let by = || at::<permits::Editor>(&organiser(fixture.competition), entry);
    assert!(!save(&db, by(), "fr", 1, "Jeu").await, "there is no version 1 yet");
    assert!(save(&db, by(), "fr", 0, "Jeu").await);
    assert!(!save(&db, by(), "fr", 0, "Un jeu").await, "somebody was first");
    assert!(save(&db, by(), "ar", 0, "لعبة").await, "each language has versions of its own");
    assert!(save(&db, by(), "fr", 1, "Le jeu").await);
    assert!(!save(&db, by(), "fr", 1, "Un jeu").await);
    let stored = all(&db, entry).await;
    let facts: Vec<_> =
        stored.iter().map(|one| (one.language.as_str(), one.version, one.texts["title"].text.as_str())).collect();
    assert_eq!(facts, [("ar", 1, "لعبة"), ("fr", 2, "Le jeu")]);
    assert_eq!(stored[0].translator, Translator::Machine);
    assert!(all(&db, other).await.is_empty());
    // With the entry they are gone.
    db.write(move |tx| Box::pin(async move { execute!(tx, "DELETE FROM entry WHERE id = $1", entry.uuid()) }))
        .await
        .expect("deleted");
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM entry_translation").await, 0);
});

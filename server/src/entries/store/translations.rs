//! Texts of entries in other languages.

use crate::{
    auth::permits::{About, Editor},
    db::{Conn, DbError, Tx},
    execute, fetch_all, row,
};
use app::{
    entries::model::{TranslatedText, Translation, Translator},
    ids::EntryId,
    time::Moment,
};
use std::collections::BTreeMap;

row! {
    struct TranslationRow {
        language: String,
        translator: String,
        texts: String,
        version: i64,
        saved_at: i64,
    }
}

/// The translations of an entry, by language. One of which every text was taken back is among them, so that its versions
/// go on counting.
///
/// # Errors
/// The database's.
pub async fn of_entry(conn: &mut Conn, entry: EntryId) -> Result<Vec<Translation>, DbError> {
    let rows: Vec<TranslationRow> = fetch_all!(
        conn,
        TranslationRow,
        "SELECT language, translator, texts, version, saved_at FROM entry_translation WHERE entry_id = $1 ORDER BY language",
        entry.uuid(),
    )?;
    let translation = |row: TranslationRow| {
        Ok(Translation {
            translator: Translator::parse(&row.translator)
                .ok_or_else(|| DbError::corrupt("entry_translation", "translator", &row.translator))?,
            texts: serde_json::from_str(&row.texts)
                .map_err(|error| DbError::corrupt("entry_translation", "texts", error))?,
            language: row.language,
            version: row.version,
            saved_at: Moment::from_micros(row.saved_at),
        })
    };
    rows.into_iter().map(translation).collect()
}

/// Saves the texts of one language over the version they are based on, 0 for none. False when there is another version by now;
/// then nothing was written.
///
/// # Errors
/// The database's.
pub async fn save(
    tx: &mut Tx,
    by: &About<Editor>,
    language: &str,
    version: i64,
    (translator, texts): (Translator, &BTreeMap<String, TranslatedText>),
) -> Result<bool, DbError> {
    let texts = json(texts)?;
    let now = tx.now().micros();
    let changed = if version == 0 {
        execute!(
            tx,
            "INSERT INTO entry_translation (entry_id, competition_id, language, translator, texts, version, saved_at)
             VALUES ($1, $2, $3, $4, $5, 1, $6) ON CONFLICT (entry_id, language) DO NOTHING",
            by.entry().uuid(),
            by.competition().uuid(),
            language,
            translator.as_str(),
            texts.as_str(),
            now,
        )?
    } else {
        execute!(
            tx,
            "UPDATE entry_translation SET translator = $4, texts = $5, version = version + 1, saved_at = $6
             WHERE entry_id = $1 AND competition_id = $2 AND language = $3 AND version = $7",
            by.entry().uuid(),
            by.competition().uuid(),
            language,
            translator.as_str(),
            texts.as_str(),
            now,
            version,
        )?
    };
    Ok(changed == 1)
}

/// Texts as they are stored.
///
/// # Errors
/// [`DbError::Corrupt`]; strings and maps of them always serialise.
pub(super) fn json(texts: &BTreeMap<String, TranslatedText>) -> Result<String, DbError> {
    serde_json::to_string(texts).map_err(|error| DbError::corrupt("entry_translation", "texts", error))
}

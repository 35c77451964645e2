//! Organisers' own texts.

use crate::{
    auth::permits::Editor,
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional,
};
use app::{
    competition::model::message::{MessageTemplate, MessageText, language},
    i18n::Locale,
    ids::CompetitionId,
};

/// The texts of one kind of message that were changed, by language.
///
/// # Errors
/// The database's.
pub async fn texts(
    conn: &mut Conn,
    competition: CompetitionId,
    template: MessageTemplate,
) -> Result<Vec<(Locale, MessageText)>, DbError> {
    let rows: Vec<(String, String, String)> = fetch_all!(
        conn,
        (String, String, String),
        "SELECT locale, subject, body FROM message_template WHERE competition_id = $1 AND template = $2 ORDER BY locale",
        competition.uuid(),
        template.as_str(),
    )?;
    Ok(rows.into_iter().map(|(word, subject, body)| (language(&word), MessageText { subject, body })).collect())
}

/// Which texts were changed.
///
/// # Errors
/// The database's.
pub async fn changed(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<(MessageTemplate, Locale)>, DbError> {
    let rows: Vec<(String, String)> = fetch_all!(
        conn,
        (String, String),
        "SELECT template, locale FROM message_template WHERE competition_id = $1 ORDER BY template, locale",
        competition.uuid(),
    )?;
    Ok(rows
        .into_iter()
        .filter_map(|(template, locale)| Some((MessageTemplate::parse(&template)?, language(&locale))))
        .collect())
}

/// One text that was changed, with its version.
///
/// # Errors
/// The database's.
pub async fn stored_text(
    conn: &mut Conn,
    competition: CompetitionId,
    template: MessageTemplate,
    locale: Locale,
) -> Result<Option<(MessageText, i64)>, DbError> {
    let row: Option<(String, String, i64)> = fetch_optional!(
        conn,
        (String, String, i64),
        "SELECT subject, body, version FROM message_template WHERE competition_id = $1 AND template = $2 AND locale = $3",
        competition.uuid(),
        template.as_str(),
        locale.to_string(),
    )?;
    Ok(row.map(|(subject, body, version)| (MessageText { subject, body }, version)))
}

/// Stores a text; false when somebody changed it since `version`, which is 0 for the default.
///
/// # Errors
/// The database's.
pub async fn save_text(
    tx: &mut Tx,
    by: &Editor,
    template: MessageTemplate,
    locale: Locale,
    text: &MessageText,
    version: i64,
) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = if version == 0 {
        execute!(
            tx,
            "INSERT INTO message_template (competition_id, template, locale, subject, body, version, changed_at)
             VALUES ($1, $2, $3, $4, $5, 1, $6) ON CONFLICT (competition_id, template, locale) DO NOTHING",
            by.competition().uuid(),
            template.as_str(),
            locale.to_string(),
            text.subject.as_str(),
            text.body.as_str(),
            now,
        )?
    } else {
        execute!(
            tx,
            "UPDATE message_template SET subject = $4, body = $5, version = version + 1, changed_at = $6
             WHERE competition_id = $1 AND template = $2 AND locale = $3 AND version = $7",
            by.competition().uuid(),
            template.as_str(),
            locale.to_string(),
            text.subject.as_str(),
            text.body.as_str(),
            now,
            version,
        )?
    };
    Ok(changed == 1)
}

/// Forgets a text, so that the default is used; false when it was not changed.
///
/// # Errors
/// The database's.
pub async fn delete_text(tx: &mut Tx, by: &Editor, template: MessageTemplate, locale: Locale) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "DELETE FROM message_template WHERE competition_id = $1 AND template = $2 AND locale = $3",
        by.competition().uuid(),
        template.as_str(),
        locale.to_string(),
    )?;
    Ok(changed == 1)
}

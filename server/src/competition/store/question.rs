//! The questions of entry forms.

use super::read::count;
use crate::{
    auth::permits::Editor,
    db::{Conn, DbError, Tx},
    execute, fetch_all, row,
};
use app::{
    competition::model::{AnswerKind, Audience, Question},
    ids::{CompetitionId, TrackId},
};
use uuid::Uuid;

row! {
    struct QuestionRow {
        track_id: Uuid,
        key: String,
        label: String,
        hint: String,
        kind: String,
        max_words: i64,
        required: bool,
        audience: String,
        options: String,
    }
}

impl QuestionRow {
    fn into_model(self) -> Result<(TrackId, Question), DbError> {
        let kind = AnswerKind::parse(&self.kind).ok_or_else(|| DbError::corrupt("question", "kind", &self.kind))?;
        let audience =
            Audience::parse(&self.audience).ok_or_else(|| DbError::corrupt("question", "audience", &self.audience))?;
        let options =
            serde_json::from_str(&self.options).map_err(|_| DbError::corrupt("question", "options", &self.options))?;
        let question = Question {
            key: self.key,
            label: self.label,
            hint: self.hint,
            kind,
            max_words: count(self.max_words),
            required: self.required,
            audience,
            options,
        };
        Ok((self.track_id.into(), question))
    }
}

/// The questions of a competition's tracks, each track's in order.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<(TrackId, Question)>, DbError> {
    let rows: Vec<QuestionRow> = fetch_all!(
        conn,
        QuestionRow,
        "SELECT track_id, key, label, hint, kind, max_words, required, audience, options FROM question
         WHERE competition_id = $1 ORDER BY track_id, position, key",
        competition.uuid(),
    )?;
    rows.into_iter().map(QuestionRow::into_model).collect()
}

/// The questions of a track, in order.
///
/// # Errors
/// The database's.
pub async fn of_track(conn: &mut Conn, track: TrackId) -> Result<Vec<Question>, DbError> {
    let rows: Vec<QuestionRow> = fetch_all!(
        conn,
        QuestionRow,
        "SELECT track_id, key, label, hint, kind, max_words, required, audience, options FROM question
         WHERE track_id = $1 ORDER BY position, key",
        track.uuid(),
    )?;
    rows.into_iter().map(|row| Ok(row.into_model()?.1)).collect()
}

/// Puts these questions in the place of a track's.
///
/// # Errors
/// The database's.
pub async fn save(tx: &mut Tx, by: &Editor, track: TrackId, questions: &[Question]) -> Result<(), DbError> {
    let competition = by.competition();
    execute!(tx, "DELETE FROM question WHERE track_id = $1 AND competition_id = $2", track.uuid(), competition.uuid())?;
    insert(tx, competition, track, questions).await
}

/// Inserts the questions of a track that has none.
pub(super) async fn insert(
    tx: &mut Tx,
    competition: CompetitionId,
    track: TrackId,
    questions: &[Question],
) -> Result<(), DbError> {
    for (question, position) in questions.iter().zip(0_i64..) {
        let options =
            serde_json::to_string(&question.options).map_err(|error| DbError::corrupt("question", "options", error))?;
        execute!(
            tx,
            "INSERT INTO question (track_id, competition_id, key, position, label, hint, kind, max_words, required, audience,
             options) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            track.uuid(),
            competition.uuid(),
            question.key.as_str(),
            position,
            question.label.as_str(),
            question.hint.as_str(),
            question.kind.as_str(),
            i64::from(question.max_words),
            question.required,
            question.audience.as_str(),
            options.as_str(),
        )?;
    }
    Ok(())
}

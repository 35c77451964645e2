//! What teams say is wrong in their results. Who filed an appeal is not read for organisers: the team did.

use crate::{
    auth::permits::{About, Editor, EntryEditor, Observer, Release},
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional, row,
};
use app::{
    ids::{AccountId, AppealId, CompetitionId, EntryId},
    results::model::{Appeal, AppealAbout, AppealAnswer, AppealLine, AppealOutcome, AppealSettings, AppealWindow},
    time::Moment,
};
use std::cmp::Reverse;
use uuid::Uuid;

/// What a competition states, if it chose.
///
/// # Errors
/// The database's.
pub async fn chosen(conn: &mut Conn, competition: CompetitionId) -> Result<Option<AppealSettings>, DbError> {
    let row: Option<(i64, i64)> = fetch_optional!(
        conn,
        (i64, i64),
        "SELECT days, answer_days FROM appeal_settings WHERE competition_id = $1",
        competition.uuid(),
    )?;
    let days = |days: i64| u32::try_from(days).unwrap_or_default();
    Ok(row.map(|(first, answer)| AppealSettings { days: days(first), answer_days: days(answer) }))
}

/// What holds.
///
/// # Errors
/// The database's.
pub async fn settings(conn: &mut Conn, competition: CompetitionId) -> Result<AppealSettings, DbError> {
    Ok(chosen(conn, competition).await?.unwrap_or_default())
}

/// Chooses.
///
/// # Errors
/// The database's.
pub async fn choose(tx: &mut Tx, by: &Editor, settings: AppealSettings) -> Result<(), DbError> {
    execute!(
        tx,
        "INSERT INTO appeal_settings (competition_id, days, answer_days) VALUES ($1, $2, $3)
         ON CONFLICT (competition_id) DO UPDATE SET days = excluded.days, answer_days = excluded.answer_days",
        by.competition().uuid(),
        i64::from(settings.days),
        i64::from(settings.answer_days),
    )
    .map(drop)
}

row! {
    struct AppealRow {
        id: Uuid,
        entry_id: Uuid,
        version: i64,
        about: String,
        text: String,
        filed_at: i64,
        answer_by: i64,
        question: String,
        asked_at: Option<i64>,
        reply: String,
        replied_at: Option<i64>,
        outcome: Option<String>,
        reason: String,
        decided_by: Option<String>,
        decided_at: Option<i64>,
        corrected_version: Option<i64>,
        title: String,
        team: String,
    }
}

impl AppealRow {
    fn line(self) -> Result<AppealLine, DbError> {
        let about = AppealAbout::parse(&self.about).ok_or_else(|| DbError::corrupt("appeal", "about", &self.about))?;
        let said = |text: String, at: Option<i64>| at.map(|at| (text, Moment::from_micros(at)));
        let answer = match (self.outcome, self.decided_at) {
            (Some(word), Some(at)) => Some(AppealAnswer {
                outcome: AppealOutcome::parse(&word).ok_or_else(|| DbError::corrupt("appeal", "outcome", &word))?,
                reason: self.reason,
                by: self.decided_by,
                at: Moment::from_micros(at),
                corrected: self.corrected_version,
            }),
            _ => None,
        };
        let appeal = Appeal {
            id: self.id.into(),
            entry: self.entry_id.into(),
            version: self.version,
            about,
            text: self.text,
            at: Moment::from_micros(self.filed_at),
            answer_by: Moment::from_micros(self.answer_by),
            question: said(self.question, self.asked_at),
            reply: said(self.reply, self.replied_at),
            answer,
        };
        Ok(AppealLine { appeal, title: self.title, team: self.team })
    }
}

/// All of a competition but those of entries that are kept from the organiser: those that wait first, the one whose time is
/// over soonest before all; then those that were decided, the newest first.
///
/// # Errors
/// The database's.
pub async fn of_competition(conn: &mut Conn, by: &Observer) -> Result<Vec<AppealLine>, DbError> {
    let rows: Vec<AppealRow> = fetch_all!(
        conn,
        AppealRow,
        "SELECT p.id, p.entry_id, p.version, p.about, p.text, p.filed_at, p.answer_by, p.question, p.asked_at, p.reply, p.replied_at,
           p.outcome, p.reason, a.name AS decided_by, p.decided_at, p.corrected_version, e.title, t.name AS team
         FROM appeal p JOIN entry e ON e.id = p.entry_id JOIN team t ON t.id = e.team_id LEFT JOIN account a ON a.id = p.decided_by
         WHERE p.competition_id = $1 ORDER BY p.answer_by, p.id",
        by.competition().uuid(),
    )?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows.into_iter().filter(|row| !by.kept_from(row.entry_id.into())) {
        lines.push(row.line()?);
    }
    lines.sort_by_key(|line| {
        (line.appeal.answer.is_some(), line.appeal.answer.as_ref().map(|answer| Reverse(answer.at)))
    });
    Ok(lines)
}

/// A team's of an entry, the newest first. Who decided is not read.
///
/// # Errors
/// The database's.
pub async fn own(conn: &mut Conn, by: &EntryEditor) -> Result<Vec<Appeal>, DbError> {
    let rows: Vec<AppealRow> = fetch_all!(
        conn,
        AppealRow,
        "SELECT p.id, p.entry_id, p.version, p.about, p.text, p.filed_at, p.answer_by, p.question, p.asked_at, p.reply, p.replied_at,
           p.outcome, p.reason, CAST(NULL AS TEXT) AS decided_by, p.decided_at, p.corrected_version, e.title, t.name AS team
         FROM appeal p JOIN entry e ON e.id = p.entry_id JOIN team t ON t.id = e.team_id
         WHERE p.entry_id = $1 ORDER BY p.version DESC, p.id DESC",
        by.entry().uuid(),
    )?;
    rows.into_iter().map(|row| Ok(row.line()?.appeal)).collect()
}

/// The competition and entry of an appeal, and when it is answered at the latest.
///
/// # Errors
/// The database's.
pub async fn place(conn: &mut Conn, appeal: AppealId) -> Result<Option<(CompetitionId, EntryId, Moment)>, DbError> {
    let row: Option<(Uuid, Uuid, i64)> = fetch_optional!(
        conn,
        (Uuid, Uuid, i64),
        "SELECT competition_id, entry_id, answer_by FROM appeal WHERE id = $1",
        appeal.uuid(),
    )?;
    Ok(row.map(|(competition, entry, at)| (competition.into(), entry.into(), Moment::from_micros(at))))
}

/// How many were filed, upheld and rejected.
///
/// # Errors
/// The database's.
pub async fn counts(conn: &mut Conn, competition: CompetitionId) -> Result<(u32, u32, u32), DbError> {
    let rows: Vec<(Option<String>,)> = fetch_all!(
        conn,
        (Option<String>,),
        "SELECT outcome FROM appeal WHERE competition_id = $1 ORDER BY id",
        competition.uuid(),
    )?;
    let count = |of: &dyn Fn(Option<&str>) -> bool| {
        u32::try_from(rows.iter().filter(|row| of(row.0.as_deref())).count()).unwrap_or(u32::MAX)
    };
    let outcome = |outcome: AppealOutcome| count(&|word| word == Some(outcome.as_str()));
    Ok((count(&|_| true), outcome(AppealOutcome::Upheld), outcome(AppealOutcome::Rejected)))
}

/// Keeps an appeal; nothing when there is one against this version.
///
/// # Errors
/// The database's.
pub async fn insert(
    tx: &mut Tx,
    by: &EntryEditor,
    against: AppealWindow,
    (about, text): (AppealAbout, &str),
    answer_by: Moment,
) -> Result<Option<AppealId>, DbError> {
    let (id, now): (AppealId, i64) = (tx.ambient().id(), tx.now().micros());
    let put = execute!(
        tx,
        "INSERT INTO appeal (id, competition_id, entry_id, version, about, text, filed_by, filed_at, answer_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (entry_id, version) DO NOTHING",
        id.uuid(),
        by.competition().uuid(),
        by.entry().uuid(),
        against.version,
        about.as_str(),
        text,
        by.account().map(AccountId::uuid),
        now,
        answer_by.micros(),
    )?;
    Ok((put == 1).then_some(id))
}

/// Asks the team back; false when it was asked before, or the appeal was decided.
///
/// # Errors
/// The database's.
pub async fn ask(tx: &mut Tx, by: &About<Editor>, appeal: AppealId, question: &str) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let put = execute!(
        tx,
        "UPDATE appeal SET question = $3, asked_at = $4 WHERE id = $1 AND entry_id = $2 AND outcome IS NULL AND asked_at IS NULL",
        appeal.uuid(),
        by.entry().uuid(),
        question,
        now,
    )?;
    Ok(put == 1)
}

/// Keeps the team's reply; false without a question that waits for one.
///
/// # Errors
/// The database's.
pub async fn reply(tx: &mut Tx, by: &EntryEditor, appeal: AppealId, reply: &str) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let put = execute!(
        tx,
        "UPDATE appeal SET reply = $3, replied_at = $4
         WHERE id = $1 AND entry_id = $2 AND outcome IS NULL AND asked_at IS NOT NULL AND replied_at IS NULL",
        appeal.uuid(),
        by.entry().uuid(),
        reply,
        now,
    )?;
    Ok(put == 1)
}

/// Decides; false when it was decided before.
///
/// # Errors
/// The database's.
pub async fn decide(
    tx: &mut Tx,
    by: &About<Editor>,
    appeal: AppealId,
    (outcome, reason): (AppealOutcome, &str),
) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let put = execute!(
        tx,
        "UPDATE appeal SET outcome = $3, reason = $4, decided_by = $5, decided_at = $6 WHERE id = $1 AND entry_id = $2 AND outcome IS NULL",
        appeal.uuid(),
        by.entry().uuid(),
        outcome.as_str(),
        reason,
        by.account().map(AccountId::uuid),
        now,
    )?;
    Ok(put == 1)
}

/// Links the appeals that were upheld to the version that puts them right; gives how many.
///
/// # Errors
/// The database's.
pub async fn link_correction(tx: &mut Tx, by: &Release, version: i64) -> Result<u64, DbError> {
    execute!(
        tx,
        "UPDATE appeal SET corrected_version = $2
         WHERE competition_id = $1 AND outcome = 'upheld' AND corrected_version IS NULL AND version < $2",
        by.competition().uuid(),
        version,
    )
}

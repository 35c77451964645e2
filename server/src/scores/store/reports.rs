//! Reports of judges.

use crate::{
    auth::permits::{About, AssignedJudge, Checker, Observer},
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional, row,
};
use app::{
    ids::{AccountId, CompetitionId, EntryId, JudgeId, ReportId},
    scores::model::{Report, ReportAnswer, ReportKind, ReportLine},
    time::Moment,
};
use std::collections::BTreeSet;
use uuid::Uuid;

row! {
    struct ReportRow {
        id: Uuid,
        entry_id: Uuid,
        kind: String,
        text: String,
        at: i64,
        answer: String,
        answered_by: Option<String>,
        answered_at: Option<i64>,
        title: String,
        team: String,
        judge: String,
    }
}

impl ReportRow {
    fn line(self) -> Result<ReportLine, DbError> {
        let kind = kind(&self.kind)?;
        let answer = self.answered_at.map(|at| ReportAnswer {
            text: self.answer,
            by: self.answered_by,
            at: Moment::from_micros(at),
        });
        let report = Report {
            id: self.id.into(),
            entry: self.entry_id.into(),
            kind,
            text: self.text,
            at: Moment::from_micros(self.at),
            answer,
        };
        Ok(ReportLine { report, title: self.title, team: self.team, judge: self.judge })
    }
}

fn kind(word: &str) -> Result<ReportKind, DbError> {
    ReportKind::parse(word).ok_or_else(|| DbError::corrupt("report", "kind", word))
}

/// All of a competition but those of entries that are kept from the organiser: those that wait first, the newest first.
///
/// # Errors
/// The database's.
pub async fn of_competition(conn: &mut Conn, by: &Observer) -> Result<Vec<ReportLine>, DbError> {
    let rows: Vec<ReportRow> = fetch_all!(
        conn,
        ReportRow,
        "SELECT r.id, r.entry_id, r.kind, r.text, r.at, r.answer, a.name AS answered_by, r.answered_at, e.title,
           t.name AS team, j.name AS judge
         FROM report r JOIN entry e ON e.id = r.entry_id JOIN team t ON t.id = e.team_id JOIN judge j ON j.id = r.judge_id
         LEFT JOIN account a ON a.id = r.answered_by
         WHERE r.competition_id = $1 ORDER BY CASE WHEN r.answered_at IS NULL THEN 0 ELSE 1 END, r.at DESC, r.id DESC",
        by.competition().uuid(),
    )?;
    rows.into_iter().filter(|row| !by.kept_from(row.entry_id.into())).map(ReportRow::line).collect()
}

/// How many of these wait for an answer.
///
/// # Errors
/// The database's.
pub async fn waiting(conn: &mut Conn, by: &Observer) -> Result<usize, DbError> {
    let rows: Vec<(Uuid,)> = fetch_all!(
        conn,
        (Uuid,),
        "SELECT entry_id FROM report WHERE competition_id = $1 AND answered_at IS NULL",
        by.competition().uuid(),
    )?;
    Ok(rows.into_iter().filter(|(entry,)| !by.kept_from((*entry).into())).count())
}

/// A judge's own of one entry, the newest first. Who answered is not read, and what was answered only of what could not be
/// run: what organisers make of a suspicion is between them and the team.
///
/// # Errors
/// The database's.
pub async fn own(conn: &mut Conn, by: &AssignedJudge) -> Result<Vec<Report>, DbError> {
    let rows: Vec<(Uuid, String, String, i64, String, Option<i64>)> = fetch_all!(
        conn,
        (Uuid, String, String, i64, String, Option<i64>),
        "SELECT id, kind, text, at, CASE WHEN kind IN ('safety', 'content', 'plagiarism', 'eligibility') THEN '' ELSE answer END,
           answered_at
         FROM report WHERE judge_id = $1 AND entry_id = $2 ORDER BY at DESC, id DESC",
        by.judge().uuid(),
        by.entry().uuid(),
    )?;
    rows.into_iter()
        .map(|(id, word, text, at, answer, answered)| {
            Ok(Report {
                id: id.into(),
                entry: by.entry(),
                kind: kind(&word)?,
                text,
                at: Moment::from_micros(at),
                answer: answered.map(|at| ReportAnswer { text: answer, by: None, at: Moment::from_micros(at) }),
            })
        })
        .collect()
}

/// Who waits for an answer before going on, and with which entry.
///
/// # Errors
/// The database's.
pub async fn kept_from_playing(
    conn: &mut Conn,
    competition: CompetitionId,
) -> Result<BTreeSet<(JudgeId, EntryId)>, DbError> {
    let rows: Vec<(Uuid, Uuid, String)> = fetch_all!(
        conn,
        (Uuid, Uuid, String),
        "SELECT judge_id, entry_id, kind FROM report WHERE competition_id = $1 AND answered_at IS NULL",
        competition.uuid(),
    )?;
    let mut pairs = BTreeSet::new();
    for (judge, entry, word) in rows {
        if kind(&word)?.keeps_from_playing() {
            pairs.insert((judge.into(), entry.into()));
        }
    }
    Ok(pairs)
}

/// Keeps a report.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, by: &AssignedJudge, kind: ReportKind, text: &str) -> Result<ReportId, DbError> {
    let (id, now): (ReportId, i64) = (tx.ambient().id(), tx.now().micros());
    execute!(
        tx,
        "INSERT INTO report (id, competition_id, entry_id, judge_id, kind, text, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        id.uuid(),
        by.competition().uuid(),
        by.entry().uuid(),
        by.judge().uuid(),
        kind.as_str(),
        text,
        now,
    )?;
    Ok(id)
}

/// The competition, entry and kind of a report.
///
/// # Errors
/// The database's.
pub async fn place(conn: &mut Conn, report: ReportId) -> Result<Option<(CompetitionId, EntryId, ReportKind)>, DbError> {
    let row: Option<(Uuid, Uuid, String)> = fetch_optional!(
        conn,
        (Uuid, Uuid, String),
        "SELECT competition_id, entry_id, kind FROM report WHERE id = $1",
        report.uuid(),
    )?;
    row.map(|(competition, entry, word)| Ok((competition.into(), entry.into(), kind(&word)?))).transpose()
}

/// Answers it; false when it was answered already.
///
/// # Errors
/// The database's.
pub async fn answer(tx: &mut Tx, by: &About<Checker>, report: ReportId, answer: &str) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "UPDATE report SET answer = $3, answered_by = $4, answered_at = $5
         WHERE id = $1 AND entry_id = $2 AND answered_at IS NULL",
        report.uuid(),
        by.entry().uuid(),
        answer,
        by.account().map(AccountId::uuid),
        now,
    )?;
    Ok(changed == 1)
}

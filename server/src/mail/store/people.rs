//! Whom messages go to.

use crate::{
    db::{Conn, DbError},
    fetch_all, row,
};
use app::{
    competition::model::message::{REMINDER_DAYS, UnfinishedDraft, language},
    i18n::Locale,
    ids::{AccountId, CompetitionId, JudgeId, MemberId, TeamId},
    time::Moment,
};
use uuid::Uuid;

/// Somebody who gets a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The account, if there is one.
    pub account: Option<AccountId>,
    /// The address.
    pub address: String,
    /// The name.
    pub name: String,
    /// The language.
    pub locale: Locale,
}

row! {
    struct Row {
        id: Uuid,
        email: String,
        name: String,
        locale: String,
    }
}

fn recipients(rows: Vec<Row>) -> Vec<Recipient> {
    rows.into_iter()
        .map(|row| Recipient {
            account: Some(row.id.into()),
            address: row.email,
            name: row.name,
            locale: language(&row.locale),
        })
        .collect()
}

/// Somebody with an account.
///
/// # Errors
/// The database's.
pub async fn person(conn: &mut Conn, account: AccountId) -> Result<Option<Recipient>, DbError> {
    let rows: Vec<Row> =
        fetch_all!(conn, Row, "SELECT id, email, name, locale FROM account WHERE id = $1", account.uuid())?;
    Ok(recipients(rows).pop())
}

/// The people of a team who have accounts.
///
/// # Errors
/// The database's.
pub async fn members_of_team(conn: &mut Conn, team: TeamId) -> Result<Vec<Recipient>, DbError> {
    let rows: Vec<Row> = fetch_all!(
        conn,
        Row,
        "SELECT a.id, a.email, a.name, a.locale FROM account a JOIN member m ON m.account_id = a.id
         WHERE m.team_id = $1 ORDER BY a.id",
        team.uuid(),
    )?;
    Ok(recipients(rows))
}

/// One member of a team, if they have an account.
///
/// # Errors
/// The database's.
pub async fn member(conn: &mut Conn, member: MemberId) -> Result<Vec<Recipient>, DbError> {
    let rows: Vec<Row> = fetch_all!(
        conn,
        Row,
        "SELECT a.id, a.email, a.name, a.locale FROM account a JOIN member m ON m.account_id = a.id WHERE m.id = $1",
        member.uuid(),
    )?;
    Ok(recipients(rows))
}

/// A judge, if they have an account.
///
/// # Errors
/// The database's.
pub async fn judge(conn: &mut Conn, judge: JudgeId) -> Result<Vec<Recipient>, DbError> {
    let rows: Vec<Row> = fetch_all!(
        conn,
        Row,
        "SELECT a.id, a.email, a.name, a.locale FROM account a JOIN judge j ON j.account_id = a.id WHERE j.id = $1",
        judge.uuid(),
    )?;
    Ok(recipients(rows))
}

/// The people with accounts of all teams that have a draft or a submitted entry, each once.
///
/// # Errors
/// The database's.
pub async fn members_of_competition(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Recipient>, DbError> {
    let rows: Vec<Row> = fetch_all!(
        conn,
        Row,
        "SELECT a.id, a.email, a.name, a.locale FROM account a WHERE EXISTS (
           SELECT 1 FROM member m JOIN entry e ON e.team_id = m.team_id
           WHERE m.account_id = a.id AND e.competition_id = $1 AND e.state IN ('draft', 'submitted')) ORDER BY a.id",
        competition.uuid(),
    )?;
    Ok(recipients(rows))
}

/// The people with accounts of all teams whose entries were judged, each once.
///
/// # Errors
/// The database's.
pub async fn members_of_judged(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Recipient>, DbError> {
    let rows: Vec<Row> = fetch_all!(
        conn,
        Row,
        "SELECT a.id, a.email, a.name, a.locale FROM account a WHERE EXISTS (
           SELECT 1 FROM member m JOIN entry e ON e.team_id = m.team_id JOIN scorecard k ON k.entry_id = e.id
           WHERE m.account_id = a.id AND e.competition_id = $1 AND e.state = 'eligible' AND k.state = 'submitted') ORDER BY a.id",
        competition.uuid(),
    )?;
    Ok(recipients(rows))
}

/// The people with accounts of all teams, whatever became of their entries, and the judges of the panel, each once.
///
/// # Errors
/// The database's.
pub async fn participants(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Recipient>, DbError> {
    let rows: Vec<Row> = fetch_all!(
        conn,
        Row,
        "SELECT a.id, a.email, a.name, a.locale FROM account a
         WHERE EXISTS (SELECT 1 FROM member m WHERE m.account_id = a.id AND m.competition_id = $1)
            OR EXISTS (SELECT 1 FROM judge j WHERE j.account_id = a.id AND j.competition_id = $1 AND j.state IN ('accepted', 'ready'))
         ORDER BY a.id",
        competition.uuid(),
    )?;
    Ok(recipients(rows))
}

row! {
    struct DraftRow {
        entry_id: Uuid,
        title: String,
        team: String,
        id: Uuid,
        email: String,
        name: String,
        locale: String,
        reminders: i64,
    }
}

/// The people with accounts of teams whose draft is not handed in and who were not reminded of it lately, with how often
/// they were reminded before.
///
/// # Errors
/// The database's.
pub async fn unfinished_drafts(
    conn: &mut Conn,
    competition: CompetitionId,
    now: Moment,
) -> Result<Vec<(UnfinishedDraft, Recipient, i64)>, DbError> {
    let rows: Vec<DraftRow> = fetch_all!(
        conn,
        DraftRow,
        "SELECT e.id AS entry_id, e.title, t.name AS team, a.id, a.email, a.name, a.locale,
                (SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail o
                 WHERE o.about = e.id AND o.template = 'draft_reminder' AND o.account_id = a.id) AS reminders
         FROM entry e JOIN team t ON t.id = e.team_id JOIN member m ON m.team_id = t.id JOIN account a ON a.id = m.account_id
         WHERE e.competition_id = $1 AND e.state = 'draft' AND NOT EXISTS (
           SELECT 1 FROM outbox_mail o WHERE o.about = e.id AND o.template = 'draft_reminder' AND o.account_id = a.id AND o.created_at > $2)
         ORDER BY e.id, a.id",
        competition.uuid(),
        now.plus_seconds(-REMINDER_DAYS * 86_400).micros(),
    )?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let draft = UnfinishedDraft {
                entry: row.entry_id.into(),
                title: row.title,
                team: row.team,
                name: row.name.clone(),
                address: row.email.clone(),
            };
            let person = Recipient {
                account: Some(row.id.into()),
                address: row.email,
                name: row.name,
                locale: language(&row.locale),
            };
            (draft, person, row.reminders)
        })
        .collect())
}

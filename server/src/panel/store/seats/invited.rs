//! How judges came: invitations, and the reserve.

use crate::{
    auth::permits::Editor,
    db::{Conn, DbError, Tx},
    execute, fetch_all, row,
};
use app::{
    competition::model::message::MailState,
    ids::{AccountId, CompetitionId, JudgeId},
    panel::model::Invited,
    time::Moment,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Notes that a judge is invited, now and by whom; what came of an invitation before is forgotten.
///
/// # Errors
/// The database's.
pub async fn mark_invited(tx: &mut Tx, by: &Editor, judge: JudgeId, reserve: bool) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "UPDATE judge SET invited_at = $3, invited_by = $4, opened_at = $5, answered_at = $5, reason = '', standing = $6
         WHERE id = $1 AND competition_id = $2",
        judge.uuid(),
        by.competition().uuid(),
        now,
        by.account().map(AccountId::uuid),
        None::<i64>,
        if reserve { "reserve" } else { "member" },
    )
    .map(drop)
}

/// Notes that the page of an invitation was opened, the first time.
///
/// # Errors
/// The database's.
pub async fn mark_opened(tx: &mut Tx, judge: JudgeId) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(tx, "UPDATE judge SET opened_at = $2 WHERE id = $1 AND opened_at IS NULL", judge.uuid(), now).map(drop)
}

row! {
    struct InvitedRow {
        id: Uuid,
        invited_at: Option<i64>,
        invited_by: Option<String>,
        mail: Option<String>,
        opened_at: Option<i64>,
        answered_at: Option<i64>,
        reason: String,
        expires_at: Option<i64>,
        standing: String,
    }
}

/// How the invitations of a panel stand.
///
/// # Errors
/// The database's.
pub async fn invitations(conn: &mut Conn, competition: CompetitionId) -> Result<BTreeMap<JudgeId, Invited>, DbError> {
    let rows: Vec<InvitedRow> = fetch_all!(
        conn,
        InvitedRow,
        "SELECT j.id, j.invited_at, a.name AS invited_by, j.opened_at, j.answered_at, j.reason, j.standing,
           (SELECT o.state FROM outbox_mail o WHERE o.about = j.id AND o.template = 'judge_invitation'
            ORDER BY o.created_at DESC, o.id DESC LIMIT 1) AS mail,
           (SELECT MAX(l.expires_at) FROM one_time_link l WHERE l.subject = j.id AND l.purpose = 'judge_invitation'
            AND l.used_at IS NULL) AS expires_at
         FROM judge j LEFT JOIN account a ON a.id = j.invited_by WHERE j.competition_id = $1 ORDER BY j.id",
        competition.uuid(),
    )?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let invited = Invited {
                at: row.invited_at.map(Moment::from_micros),
                by: row.invited_by.unwrap_or_default(),
                mail: row.mail.as_deref().and_then(MailState::parse),
                opened_at: row.opened_at.map(Moment::from_micros),
                answered_at: row.answered_at.map(Moment::from_micros),
                reason: row.reason,
                expires_at: row.expires_at.map(Moment::from_micros),
                reserve: row.standing == "reserve",
            };
            (row.id.into(), invited)
        })
        .collect())
}

/// Puts a judge on reserve, or calls them in; false when they were so before. Who had declared conflicts is ready again
/// at once.
///
/// # Errors
/// The database's.
pub async fn set_reserve(tx: &mut Tx, by: &Editor, judge: JudgeId, reserve: bool) -> Result<bool, DbError> {
    let (from, to) = if reserve { ("member", "reserve") } else { ("reserve", "member") };
    let changed = execute!(
        tx,
        "UPDATE judge SET standing = $4 WHERE id = $1 AND competition_id = $2 AND standing = $3
         AND state IN ('invited', 'accepted', 'ready')",
        judge.uuid(),
        by.competition().uuid(),
        from,
        to,
    )?;
    Ok(changed == 1)
}

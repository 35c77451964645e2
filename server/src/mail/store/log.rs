//! What was sent to whom, for organisers.

use crate::{
    auth::permits::Checker,
    db::{Conn, DbError},
    fetch_all, fetch_optional, row,
};
use app::{
    competition::model::message::{LoggedMail, MAIL_PAGE, MailFilter, MailState, MessageTemplate, language},
    ids::{AccountId, LinkId, MailId},
    time::Moment,
};
use uuid::Uuid;

/// What a message is about is not kept from the reader, who is `$1` of this competition `$2`. That a judge is behind may be
/// so because of an entry that is kept: whoever is kept from one reads of no such reminder.
macro_rules! told {
    () => {
        "(about IS NULL OR about NOT IN (SELECT k.id FROM kept_subject k WHERE k.account_id = $1 AND k.competition_id = $2))
         AND (template <> 'judging_reminder' OR NOT EXISTS (SELECT 1 FROM kept_entry k WHERE k.account_id = $1 AND k.competition_id = $2))"
    };
}

row! {
    struct Row {
        id: Uuid,
        created_at: i64,
        to_address: String,
        to_name: String,
        template: String,
        locale: String,
        subject: String,
        state: String,
        attempts: i64,
        sent_at: Option<i64>,
        last_error: Option<String>,
    }
}

fn state(word: &str) -> Result<MailState, DbError> {
    MailState::parse(word).ok_or_else(|| DbError::corrupt("outbox_mail", "state", word))
}

fn logged(row: Row) -> Result<LoggedMail, DbError> {
    Ok(LoggedMail {
        id: row.id.into(),
        at: Moment::from_micros(row.created_at),
        address: row.to_address,
        name: row.to_name,
        template: MessageTemplate::parse(&row.template)
            .ok_or_else(|| DbError::corrupt("outbox_mail", "template", &row.template))?,
        locale: language(&row.locale),
        subject: row.subject,
        state: state(&row.state)?,
        attempts: u32::try_from(row.attempts).unwrap_or_default(),
        sent_at: row.sent_at.map(Moment::from_micros),
        error: row.last_error,
    })
}

/// A page of the messages of a competition, newest first.
///
/// # Errors
/// The database's.
pub async fn page(conn: &mut Conn, by: &Checker, filter: MailFilter) -> Result<Vec<LoggedMail>, DbError> {
    let before = i64::from(filter.page.saturating_sub(1)) * i64::from(MAIL_PAGE);
    let rows: Vec<Row> = fetch_all!(
        conn,
        Row,
        concat!(
            "SELECT id, created_at, to_address, to_name, template, locale, subject, state, attempts, sent_at, last_error FROM outbox_mail
             WHERE competition_id = $2 AND ($3 = '' OR state = $3) AND ",
            told!(),
            " ORDER BY created_at DESC, id DESC LIMIT $4 OFFSET $5"
        ),
        by.account().map(AccountId::uuid),
        by.competition().uuid(),
        filter.state.map_or("", MailState::as_str),
        i64::from(MAIL_PAGE),
        before,
    )?;
    rows.into_iter().map(logged).collect()
}

/// How many messages of a competition there are in each state.
///
/// # Errors
/// The database's.
pub async fn counts(conn: &mut Conn, by: &Checker) -> Result<Vec<(MailState, u32)>, DbError> {
    let rows: Vec<(String, i64)> = fetch_all!(
        conn,
        (String, i64),
        concat!(
            "SELECT state, CAST(COUNT(*) AS BIGINT) FROM outbox_mail WHERE competition_id = $2 AND ",
            told!(),
            " GROUP BY state ORDER BY state"
        ),
        by.account().map(AccountId::uuid),
        by.competition().uuid(),
    )?;
    rows.into_iter().map(|(word, count)| Ok((state(&word)?, u32::try_from(count).unwrap_or(u32::MAX)))).collect()
}

/// One message of a competition with what it says and the one-time link in it.
///
/// # Errors
/// The database's.
pub async fn mail(
    conn: &mut Conn,
    by: &Checker,
    id: MailId,
) -> Result<Option<(LoggedMail, String, Option<LinkId>)>, DbError> {
    let row: Option<Row> = fetch_optional!(
        conn,
        Row,
        concat!(
            "SELECT id, created_at, to_address, to_name, template, locale, subject, state, attempts, sent_at, last_error FROM outbox_mail
             WHERE id = $3 AND competition_id = $2 AND ",
            told!()
        ),
        by.account().map(AccountId::uuid),
        by.competition().uuid(),
        id.uuid(),
    )?;
    let Some(row) = row else { return Ok(None) };
    let text: Option<(String, Option<Uuid>)> = fetch_optional!(
        conn,
        (String, Option<Uuid>),
        "SELECT body, link_id FROM outbox_mail WHERE id = $1",
        id.uuid()
    )?;
    let (body, link) = text.unwrap_or_default();
    Ok(Some((logged(row)?, body, link.map(LinkId::from))))
}

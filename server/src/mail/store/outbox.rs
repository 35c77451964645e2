//! The outbox.

use super::Recipient;
use crate::{
    db::{Conn, DbError, Tx},
    execute, execute_rows, fetch_all,
    mail::{MailError, News},
    row,
};
use app::{
    competition::model::message::{MailState, MessageText},
    ids::{AccountId, LinkId, MailId},
    time::Moment,
};
use uuid::Uuid;

/// A message to one person.
pub struct Outgoing {
    /// Its id.
    pub id: MailId,
    /// To whom.
    pub person: Recipient,
    /// The one-time link in it.
    pub link: Option<LinkId>,
    /// What it says, with a mark in the place of a one-time link.
    pub text: MessageText,
}

/// Puts messages into the outbox. Who was told of this event before is not told again.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, news: &News<'_>, state: MailState, mails: &[Outgoing]) -> Result<(), DbError> {
    let now = tx.now().micros();
    let competition = news.competition.id.uuid();
    execute_rows!(
        tx,
        "INSERT INTO outbox_mail (id, competition_id, account_id, link_id, about, event, to_address, to_name, locale, template,
         subject, body, state, attempts, next_attempt_at, created_at) VALUES",
        mails,
        |mail| [
            mail.id.uuid(),
            competition,
            mail.person.account.map(AccountId::uuid),
            mail.link.map(LinkId::uuid),
            news.about,
            news.event.as_str(),
            mail.person.address.as_str(),
            mail.person.name.as_str(),
            mail.person.locale.to_string(),
            news.template.as_str(),
            mail.text.subject.as_str(),
            mail.text.body.as_str(),
            state.as_str(),
            0_i64,
            now,
            now,
        ],
        "ON CONFLICT (event, to_address) DO NOTHING",
    )?;
    Ok(())
}

row! {
    /// A message whose time to be sent has come.
    #[derive(Clone, Debug)]
    pub struct DueMail {
        /// Its id.
        pub id: Uuid,
        /// The one-time link in it.
        pub link_id: Option<Uuid>,
        /// What the link is for.
        pub purpose: Option<String>,
        /// Whether the link still works.
        pub link_open: bool,
        /// To which address.
        pub to_address: String,
        /// To whom.
        pub to_name: String,
        /// In which language.
        pub locale: String,
        /// Its subject.
        pub subject: String,
        /// What it says.
        pub body: String,
        /// How often it was tried.
        pub attempts: i64,
        /// Since when it may be tried, in microseconds.
        pub next_attempt_at: i64,
        /// When it was written, in microseconds.
        pub created_at: i64,
    }
}

/// Messages that may be tried now, the longest waiting first.
///
/// # Errors
/// The database's.
pub async fn due(conn: &mut Conn, now: Moment, limit: i64) -> Result<Vec<DueMail>, DbError> {
    fetch_all!(
        conn,
        DueMail,
        "SELECT o.id, o.link_id, l.purpose, (l.id IS NOT NULL AND l.used_at IS NULL AND l.expires_at > $1) AS link_open, o.to_address,
                o.to_name, o.locale, o.subject, o.body, o.attempts, o.next_attempt_at, o.created_at
         FROM outbox_mail o LEFT JOIN one_time_link l ON l.id = o.link_id
         WHERE o.state = 'queued' AND o.next_attempt_at <= $1 ORDER BY o.next_attempt_at, o.id LIMIT $2",
        now.micros(),
        limit,
    )
}

/// Takes a message until a moment, counting the attempt; false when another worker was first. Whoever stops in between
/// leaves it to be taken again then.
///
/// # Errors
/// The database's.
pub async fn claim(tx: &mut Tx, mail: &DueMail, until: Moment) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "UPDATE outbox_mail SET attempts = attempts + 1, next_attempt_at = $3 WHERE id = $1 AND state = 'queued' AND next_attempt_at = $2",
        mail.id,
        mail.next_attempt_at,
        until.micros(),
    )?;
    Ok(changed == 1)
}

/// A mail server took it. The address of somebody who is no part of a competition is not needed any more once the link
/// is answered; see [`forget_ended`].
///
/// # Errors
/// The database's.
pub async fn sent(tx: &mut Tx, id: Uuid) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "UPDATE outbox_mail SET state = 'sent', sent_at = $2, last_error = $3 WHERE id = $1 AND state = 'queued'",
        id,
        now,
        None::<String>,
    )
    .map(drop)
}

/// It is tried again later.
///
/// # Errors
/// The database's.
pub async fn postpone(tx: &mut Tx, id: Uuid, until: Moment, why: MailError) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE outbox_mail SET next_attempt_at = $2, last_error = $3 WHERE id = $1 AND state = 'queued'",
        id,
        until.micros(),
        why.to_string(),
    )
    .map(drop)
}

/// It is given up.
///
/// # Errors
/// The database's.
pub async fn fail(tx: &mut Tx, id: Uuid, why: MailError) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE outbox_mail SET state = 'failed', last_error = $2 WHERE id = $1 AND state = 'queued'",
        id,
        why.to_string(),
    )
    .map(drop)
}

/// Forgets the addresses of guardians and invited people whose link was answered, replaced or is too old. What waits to
/// be sent with such a link is given up.
///
/// # Errors
/// The database's.
pub async fn forget_ended(tx: &mut Tx) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "UPDATE outbox_mail SET to_address = '', state = CASE WHEN state = 'queued' THEN 'failed' ELSE state END,
           last_error = CASE WHEN state = 'queued' THEN 'link_over' ELSE last_error END
         WHERE template IN ('guardian_request', 'team_invitation') AND to_address <> '' AND EXISTS (
           SELECT 1 FROM one_time_link l WHERE l.id = outbox_mail.link_id AND (l.used_at IS NOT NULL OR l.expires_at <= $1))",
        now,
    )
    .map(drop)
}

/// Forgets where a guardian was asked: the request is answered, though its link stands.
///
/// # Errors
/// The database's.
pub async fn forget_request(tx: &mut Tx, member: Uuid) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE outbox_mail SET to_address = '', state = CASE WHEN state = 'queued' THEN 'failed' ELSE state END,
           last_error = CASE WHEN state = 'queued' THEN 'link_over' ELSE last_error END
         WHERE template = 'guardian_request' AND about = $1 AND to_address <> ''",
        member,
    )
    .map(drop)
}

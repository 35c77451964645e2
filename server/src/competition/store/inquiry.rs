//! Questions that people ask about a competition, and their answers. What everybody may read comes from
//! [`published`] only, which does not read who asked.

use super::read::count;
use crate::{
    auth::permits::{Checker, SignedIn},
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_one, fetch_optional,
    mail::store::Recipient,
    row,
};
use app::{
    competition::{
        model::{AnsweredInquiry, INQUIRIES_AT_ONCE, Inquiry, InquiryState, PublicInquiry, message::language},
        rules::InquiryAnswer,
    },
    ids::{AccountId, CompetitionId, InquiryId},
    time::Moment,
};
use uuid::Uuid;

row! {
    struct InquiryRow {
        id: Uuid,
        state: String,
        text: String,
        public_text: String,
        answer: String,
        version: i64,
        asked_at: i64,
        answered_at: Option<i64>,
        changed_at: Option<i64>,
        asker: Option<String>,
    }
}

impl InquiryRow {
    fn into_model(self) -> Result<AnsweredInquiry, DbError> {
        let state =
            InquiryState::parse(&self.state).ok_or_else(|| DbError::corrupt("inquiry", "state", &self.state))?;
        let inquiry = Inquiry {
            id: self.id.into(),
            state,
            text: self.text,
            public_text: self.public_text,
            answer: self.answer,
            version: self.version,
            asked_at: Moment::from_micros(self.asked_at),
            answered_at: self.answered_at.map(Moment::from_micros),
            changed_at: self.changed_at.map(Moment::from_micros),
        };
        Ok(AnsweredInquiry { inquiry, asker: self.asker })
    }
}

/// What is published of a competition, newest first.
///
/// # Errors
/// The database's.
pub async fn published(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<PublicInquiry>, DbError> {
    let rows: Vec<(Uuid, String, String, i64, Option<i64>)> = fetch_all!(
        conn,
        (Uuid, String, String, i64, Option<i64>),
        "SELECT id, public_text, answer, COALESCE(answered_at, asked_at), changed_at FROM inquiry
         WHERE competition_id = $1 AND state = 'published' ORDER BY answered_at DESC, id DESC",
        competition.uuid(),
    )?;
    let line =
        |(id, question, answer, answered_at, changed_at): (Uuid, String, String, i64, Option<i64>)| PublicInquiry {
            id: id.into(),
            question,
            answer,
            answered_at: Moment::from_micros(answered_at),
            changed_at: changed_at.map(Moment::from_micros),
        };
    Ok(rows.into_iter().map(line).collect())
}

/// What somebody asked about a competition, newest first.
///
/// # Errors
/// The database's.
pub async fn own(conn: &mut Conn, who: &SignedIn, competition: CompetitionId) -> Result<Vec<Inquiry>, DbError> {
    let rows: Vec<InquiryRow> = fetch_all!(
        conn,
        InquiryRow,
        "SELECT i.id, i.state, i.text, i.public_text, i.answer, i.version, i.asked_at, i.answered_at, i.changed_at,
           a.name AS asker FROM inquiry i JOIN account a ON a.id = i.account_id
         WHERE i.competition_id = $1 AND i.account_id = $2 ORDER BY i.asked_at DESC, i.id DESC",
        competition.uuid(),
        who.account().uuid(),
    )?;
    rows.into_iter().map(|row| Ok(row.into_model()?.inquiry)).collect()
}

/// Whether the one who asked is of a team whose entry is kept from the organiser.
macro_rules! kept {
    () => {
        "i.id IN (SELECT k.id FROM kept_subject k WHERE k.account_id = $2 AND k.competition_id = $1)"
    };
}

/// Everything that was asked about the organiser's competition, newest first, but not by teams whose entry is kept from
/// the organiser.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut Conn, by: &Checker) -> Result<Vec<AnsweredInquiry>, DbError> {
    let rows: Vec<InquiryRow> = fetch_all!(
        conn,
        InquiryRow,
        concat!(
            "SELECT i.id, i.state, i.text, i.public_text, i.answer, i.version, i.asked_at, i.answered_at, i.changed_at,
               a.name AS asker FROM inquiry i LEFT JOIN account a ON a.id = i.account_id
             WHERE i.competition_id = $1 AND NOT ",
            kept!(),
            " ORDER BY i.asked_at DESC, i.id DESC"
        ),
        by.competition().uuid(),
        by.account().map(AccountId::uuid),
    )?;
    rows.into_iter().map(InquiryRow::into_model).collect()
}

/// One of them, whoever asked.
///
/// # Errors
/// The database's.
pub async fn one(conn: &mut Conn, by: &Checker, inquiry: InquiryId) -> Result<Option<AnsweredInquiry>, DbError> {
    let row: Option<InquiryRow> = fetch_optional!(
        conn,
        InquiryRow,
        "SELECT i.id, i.state, i.text, i.public_text, i.answer, i.version, i.asked_at, i.answered_at, i.changed_at,
           a.name AS asker FROM inquiry i LEFT JOIN account a ON a.id = i.account_id
         WHERE i.competition_id = $1 AND i.id = $2",
        by.competition().uuid(),
        inquiry.uuid(),
    )?;
    row.map(InquiryRow::into_model).transpose()
}

/// Whether one of them comes from a team whose entry is kept from the organiser.
///
/// # Errors
/// The database's.
pub async fn is_kept(conn: &mut Conn, by: &Checker, inquiry: InquiryId) -> Result<bool, DbError> {
    let row: Option<(Uuid,)> = fetch_optional!(
        conn,
        (Uuid,),
        concat!("SELECT i.id FROM inquiry i WHERE i.competition_id = $1 AND i.id = $3 AND ", kept!()),
        by.competition().uuid(),
        by.account().map(AccountId::uuid),
        inquiry.uuid(),
    )?;
    Ok(row.is_some())
}

/// Who asked, to be written to; nobody once the account is gone.
///
/// # Errors
/// The database's.
pub async fn asker(conn: &mut Conn, by: &Checker, inquiry: InquiryId) -> Result<Option<Recipient>, DbError> {
    let row: Option<(Uuid, String, String, String)> = fetch_optional!(
        conn,
        (Uuid, String, String, String),
        "SELECT a.id, a.email, a.name, a.locale FROM inquiry i JOIN account a ON a.id = i.account_id
         WHERE i.competition_id = $1 AND i.id = $2",
        by.competition().uuid(),
        inquiry.uuid(),
    )?;
    Ok(row.map(|(id, address, name, locale)| Recipient {
        account: Some(id.into()),
        address,
        name,
        locale: language(&locale),
    }))
}

/// Asks. `None` when so many questions of this person wait already.
///
/// # Errors
/// The database's.
pub async fn ask(
    tx: &mut Tx,
    who: &SignedIn,
    competition: CompetitionId,
    text: &str,
) -> Result<Option<InquiryId>, DbError> {
    let (account, now) = (who.account().uuid(), tx.now().micros());
    // Two questions at once must not both be the last one that is allowed: the second waits here for the first.
    execute!(tx, "UPDATE account SET name = name WHERE id = $1", account)?;
    let (waiting,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "SELECT CAST(COUNT(*) AS BIGINT) FROM inquiry WHERE competition_id = $1 AND account_id = $2 AND state = 'open'",
        competition.uuid(),
        account,
    )?;
    if count(waiting) >= INQUIRIES_AT_ONCE {
        return Ok(None);
    }
    let id: InquiryId = tx.ambient().id();
    execute!(
        tx,
        "INSERT INTO inquiry (id, competition_id, account_id, state, text, public_text, answer, version, asked_at)
         VALUES ($1, $2, $3, 'open', $4, '', '', 1, $5)",
        id.uuid(),
        competition.uuid(),
        account,
        text,
        now,
    )?;
    Ok(Some(id))
}

/// Answers, or changes the answer, if it is still this version.
///
/// # Errors
/// The database's.
pub async fn answer(
    tx: &mut Tx,
    by: &Checker,
    inquiry: InquiryId,
    version: i64,
    answer: &InquiryAnswer,
) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "UPDATE inquiry SET state = $4, public_text = $5, answer = $6, version = version + 1,
           changed_at = CASE WHEN answered_at IS NULL THEN changed_at ELSE $7 END, answered_at = COALESCE(answered_at, $7)
         WHERE id = $1 AND competition_id = $2 AND version = $3",
        inquiry.uuid(),
        by.competition().uuid(),
        version,
        answer.state.as_str(),
        answer.public_text.as_str(),
        answer.answer.as_str(),
        now,
    )?;
    Ok(changed == 1)
}

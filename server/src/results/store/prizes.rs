//! What became of prizes: what teams answered, what organisers checked, how far prizes have got.

use crate::{
    auth::permits::{About, Editor, EntryEditor, Release},
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional, row,
};
use app::{
    ids::{AccountId, AwardId, CompetitionId, EntryId},
    results::{
        model::{CheckDone, Delivery, PrizeCheck, PrizeFacts, PrizeRecord, PrizeState},
        rules::PrizeAnswer,
    },
    time::Moment,
};
use uuid::Uuid;

row! {
    struct PrizeRow {
        award_id: Uuid,
        entry_id: Uuid,
        state: String,
        asked_at: Option<i64>,
        answered_at: Option<i64>,
        travels: String,
        needs: String,
        reason: String,
        delivery: String,
        delivery_note: String,
    }
}

impl PrizeRow {
    fn record(self) -> Result<PrizeRecord, DbError> {
        Ok(PrizeRecord {
            award: self.award_id.into(),
            entry: self.entry_id.into(),
            state: PrizeState::parse(&self.state).ok_or_else(|| DbError::corrupt("prize", "state", &self.state))?,
            asked_at: self.asked_at.map(Moment::from_micros),
            answered_at: self.answered_at.map(Moment::from_micros),
            travels: self.travels,
            needs: self.needs,
            reason: self.reason,
            delivery: Delivery::parse(&self.delivery)
                .ok_or_else(|| DbError::corrupt("prize", "delivery", &self.delivery))?,
            delivery_note: self.delivery_note,
        })
    }
}

/// What is kept of prizes.
///
/// # Errors
/// The database's.
pub async fn records(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<PrizeRecord>, DbError> {
    let rows: Vec<PrizeRow> = fetch_all!(
        conn,
        PrizeRow,
        "SELECT p.award_id, p.entry_id, p.state, p.asked_at, p.answered_at, p.travels, p.needs, p.reason, p.delivery, p.delivery_note
         FROM prize p JOIN award a ON a.id = p.award_id WHERE p.competition_id = $1 ORDER BY a.position, p.award_id, p.entry_id",
        competition.uuid(),
    )?;
    rows.into_iter().map(PrizeRow::record).collect()
}

/// The same of one entry, with the names of the awards: only what its team was asked about.
///
/// # Errors
/// The database's.
pub async fn of_team(conn: &mut Conn, by: &EntryEditor) -> Result<Vec<PrizeRecord>, DbError> {
    let all = records(conn, by.competition()).await?;
    Ok(all.into_iter().filter(|record| record.entry == by.entry() && record.asked_at.is_some()).collect())
}

row! {
    struct CheckRow {
        entry_id: Uuid,
        kind: String,
        note: String,
        seen: String,
        name: Option<String>,
        at: i64,
    }
}

/// The checks that were ticked.
///
/// # Errors
/// The database's.
pub async fn checks(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<(EntryId, CheckDone)>, DbError> {
    let rows: Vec<CheckRow> = fetch_all!(
        conn,
        CheckRow,
        "SELECT c.entry_id, c.kind, c.note, c.seen, a.name, c.at FROM prize_check c LEFT JOIN account a ON a.id = c.checked_by
         WHERE c.competition_id = $1 ORDER BY c.entry_id, c.kind",
        competition.uuid(),
    )?;
    rows.into_iter()
        .map(|row| {
            let check =
                PrizeCheck::parse(&row.kind).ok_or_else(|| DbError::corrupt("prize_check", "kind", &row.kind))?;
            let at = Moment::from_micros(row.at);
            Ok((row.entry_id.into(), CheckDone { check, note: row.note, seen: row.seen, by: row.name, at }))
        })
        .collect()
}

/// What of it decides the results.
///
/// # Errors
/// The database's.
pub async fn facts(conn: &mut Conn, competition: CompetitionId) -> Result<PrizeFacts, DbError> {
    let mut facts = PrizeFacts::default();
    for record in records(conn, competition).await? {
        if let Some(how) = record.state.passed() {
            facts.passed.insert((record.award, record.entry), how);
        }
    }
    for (entry, done) in checks(conn, competition).await? {
        facts.checked.entry(entry).or_default().insert(done.check);
    }
    Ok(facts)
}

/// Ticks a check, with what was seen. A later note takes the place of an earlier one.
///
/// # Errors
/// The database's.
pub async fn check(
    tx: &mut Tx,
    by: &About<Editor>,
    check: PrizeCheck,
    (note, seen): (&str, &str),
) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO prize_check (entry_id, kind, competition_id, note, seen, checked_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (entry_id, kind) DO UPDATE SET note = $4, seen = $5, checked_by = $6, at = $7",
        by.entry().uuid(),
        check.as_str(),
        by.competition().uuid(),
        note,
        seen,
        by.account().map(AccountId::uuid),
        now,
    )
    .map(drop)
}

/// Takes a tick back; `false` when there was none.
///
/// # Errors
/// The database's.
pub async fn reopen(tx: &mut Tx, by: &About<Editor>, check: PrizeCheck) -> Result<bool, DbError> {
    let gone = execute!(
        tx,
        "DELETE FROM prize_check WHERE entry_id = $1 AND kind = $2 AND competition_id = $3",
        by.entry().uuid(),
        check.as_str(),
        by.competition().uuid(),
    )?;
    Ok(gone == 1)
}

/// Holds the competition, in deliberation or published, for an answer of a team, as for decisions of organisers.
///
/// # Errors
/// The database's.
pub async fn hold_for_answer(tx: &mut Tx, by: &EntryEditor) -> Result<bool, DbError> {
    let held = execute!(
        tx,
        "UPDATE competition SET state = state WHERE id = $1 AND state IN ('deliberation', 'published')",
        by.competition().uuid(),
    )?;
    Ok(held == 1)
}

/// Notes that a team is asked about a prize; `false` when it was asked before, and the prize was not lost since.
async fn asked(tx: &mut Tx, competition: CompetitionId, award: AwardId, entry: EntryId) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let asked = execute!(
        tx,
        "INSERT INTO prize (award_id, entry_id, competition_id, state, asked_at) VALUES ($1, $2, $3, 'asked', $4)
         ON CONFLICT (award_id, entry_id) DO UPDATE SET state = 'asked', asked_at = $4, answered_at = $5, travels = '', needs = ''
           WHERE prize.state IN ('open', 'lapsed')",
        award.uuid(),
        entry.uuid(),
        competition.uuid(),
        now,
        None::<i64>,
    )?;
    Ok(asked == 1)
}

/// An organiser asks a team about a prize; `false` when it was asked before.
///
/// # Errors
/// The database's.
pub async fn ask(tx: &mut Tx, by: &About<Editor>, award: AwardId) -> Result<bool, DbError> {
    asked(tx, by.competition(), award, by.entry()).await
}

/// With a publication teams are asked; `false` for one who was before.
///
/// # Errors
/// The database's.
pub async fn ask_at_release(tx: &mut Tx, by: &Release, award: AwardId, entry: EntryId) -> Result<bool, DbError> {
    asked(tx, by.competition(), award, entry).await
}

/// With a publication it ends what it no longer gives: offers, and answers that accepted.
///
/// # Errors
/// The database's.
pub async fn lapse(tx: &mut Tx, by: &Release, award: AwardId, entry: EntryId) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE prize SET state = 'lapsed' WHERE award_id = $1 AND entry_id = $2 AND competition_id = $3
         AND state IN ('open', 'asked', 'accepted')",
        award.uuid(),
        entry.uuid(),
        by.competition().uuid(),
    )
    .map(drop)
}

/// Does not give a prize, whatever its team said. What the team had written is not needed any more.
///
/// # Errors
/// The database's.
pub async fn withhold(tx: &mut Tx, by: &About<Editor>, award: AwardId, reason: &str) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO prize (award_id, entry_id, competition_id, state, answered_at, reason) VALUES ($1, $2, $3, 'not_given', $4, $5)
         ON CONFLICT (award_id, entry_id) DO UPDATE
         SET state = 'not_given', answered_at = $4, reason = $5, travels = '', needs = ''",
        award.uuid(),
        by.entry().uuid(),
        by.competition().uuid(),
        now,
        reason,
    )
    .map(drop)
}

/// Offers a prize again that was declined or not given; `None` when it was neither, else whether its team is asked now.
///
/// # Errors
/// The database's.
pub async fn offer_again(tx: &mut Tx, by: &About<Editor>, award: AwardId) -> Result<Option<bool>, DbError> {
    let row: Option<(String,)> = fetch_optional!(
        tx,
        (String,),
        "UPDATE prize SET state = CASE WHEN asked_at IS NULL THEN 'open' ELSE 'asked' END, answered_at = $4, answered_by = $5, reason = ''
         WHERE award_id = $1 AND entry_id = $2 AND competition_id = $3 AND state IN ('declined', 'not_given') RETURNING state",
        award.uuid(),
        by.entry().uuid(),
        by.competition().uuid(),
        None::<i64>,
        None::<Uuid>,
    )?;
    Ok(row.map(|(state,)| state == PrizeState::Asked.as_str()))
}

/// A team's answer; `false` when it is not asked.
///
/// # Errors
/// The database's.
pub async fn answer(tx: &mut Tx, by: &EntryEditor, award: AwardId, answer: &PrizeAnswer) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let state = if answer.accepts { PrizeState::Accepted } else { PrizeState::Declined };
    let answered = execute!(
        tx,
        "UPDATE prize SET state = $4, answered_at = $5, answered_by = $6, travels = $7, needs = $8
         WHERE award_id = $1 AND entry_id = $2 AND competition_id = $3 AND state IN ('asked', 'accepted')",
        award.uuid(),
        by.entry().uuid(),
        by.competition().uuid(),
        state.as_str(),
        now,
        by.account().map(AccountId::uuid),
        answer.travels.as_str(),
        answer.needs.as_str(),
    )?;
    Ok(answered == 1)
}

/// Writes down how far a prize has got.
///
/// # Errors
/// The database's.
pub async fn deliver(
    tx: &mut Tx,
    by: &About<Editor>,
    award: AwardId,
    (delivery, note): (Delivery, &str),
) -> Result<(), DbError> {
    execute!(
        tx,
        "INSERT INTO prize (award_id, entry_id, competition_id, state, delivery, delivery_note) VALUES ($1, $2, $3, 'open', $4, $5)
         ON CONFLICT (award_id, entry_id) DO UPDATE SET delivery = $4, delivery_note = $5",
        award.uuid(),
        by.entry().uuid(),
        by.competition().uuid(),
        delivery.as_str(),
        note,
    )
    .map(drop)
}

//! Statements that only exports and imports need.

pub(super) mod after;
pub(super) mod agreed;

use super::{
    parcel::PublicationArchive,
    prizes::{PrizeArchive, PrizeCheckArchive},
};
use crate::{
    auth::permits::Owner,
    db::{Conn, DbError, Tx},
    execute, fetch_all,
};
use app::{
    competition::model::{Rules, TimetableChange},
    ids::{AccountId, AwardId, CompetitionId, EntryId, PublicationId, RoundId},
    time::Moment,
};
use uuid::Uuid;

/// Every version of the rules, oldest first.
pub(super) async fn rules(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Rules>, DbError> {
    let rows: Vec<(i64, String, i64)> = fetch_all!(
        conn,
        (i64, String, i64),
        "SELECT version, text, since FROM rules_version WHERE competition_id = $1 ORDER BY version",
        competition.uuid(),
    )?;
    let rules = |(version, text, since)| Rules { version, text, since: Moment::from_micros(since) };
    Ok(rows.into_iter().map(rules).collect())
}

/// Brings in a date that was moved.
pub(super) async fn insert_change(tx: &mut Tx, by: &Owner, change: &TimetableChange) -> Result<(), DbError> {
    let id: Uuid = tx.ambient().id();
    execute!(
        tx,
        "INSERT INTO timetable_change (id, competition_id, date, before_at, after_at, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        id,
        by.competition().uuid(),
        change.date.as_str(),
        change.before.map(Moment::micros),
        change.after.map(Moment::micros),
        change.reason.as_str(),
        change.at.micros(),
    )
    .map(drop)
}

/// When a round closes.
pub(super) async fn set_close(tx: &mut Tx, by: &Owner, round: RoundId, at: Option<Moment>) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE round SET closes_at = $3 WHERE id = $1 AND competition_id = $2",
        round.uuid(),
        by.competition().uuid(),
        at.map(Moment::micros),
    )
    .map(drop)
}

/// Votes on ties: entry, how many, why.
pub(super) async fn votes(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<(Uuid, i64, String)>, DbError> {
    fetch_all!(
        conn,
        (Uuid, i64, String),
        "SELECT entry_id, votes, reason FROM tie_vote WHERE competition_id = $1 ORDER BY entry_id",
        competition.uuid(),
    )
}

/// Publications, oldest first: version, moment, document, note.
pub(super) async fn publications(
    conn: &mut Conn,
    competition: CompetitionId,
) -> Result<Vec<(i64, i64, String, String)>, DbError> {
    fetch_all!(
        conn,
        (i64, i64, String, String),
        "SELECT version, published_at, document, note FROM publication WHERE competition_id = $1 ORDER BY version",
        competition.uuid(),
    )
}

/// Brings in a publication as it was, under the ids of this database.
pub(super) async fn insert_publication(
    tx: &mut Tx,
    by: &Owner,
    archive: &PublicationArchive,
    document: &str,
    digest: &str,
) -> Result<(), DbError> {
    let id: PublicationId = tx.ambient().id();
    execute!(
        tx,
        "INSERT INTO publication (id, competition_id, version, document, digest, published_at, note) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        id.uuid(),
        by.competition().uuid(),
        archive.version,
        document,
        digest,
        archive.published_at.micros(),
        archive.note.as_str(),
    )
    .map(drop)
}

/// Whether there is any competition.
pub(super) async fn has_competitions(conn: &mut Conn) -> Result<bool, DbError> {
    let rows: Vec<(Uuid,)> = fetch_all!(conn, (Uuid,), "SELECT id FROM competition ORDER BY id LIMIT 1")?;
    Ok(!rows.is_empty())
}

/// Lets an account sign in as a judge of the panel.
pub(super) async fn bind_judge(tx: &mut Tx, by: &Owner, judge: &str, account: AccountId) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE judge SET account_id = $3 WHERE competition_id = $1 AND key = $2",
        by.competition().uuid(),
        judge,
        account.uuid(),
    )
    .map(drop)
}

/// A judge who signs in has signed conduct and confidentiality, in English as the rest of the demo.
///
/// # Errors
/// The database's.
pub(super) async fn sign_conduct(tx: &mut Tx, by: &Owner, judge: &str) -> Result<(), DbError> {
    let now = tx.now().micros();
    let sha256 = app::panel::conduct_text::digest(app::panel::conduct_text::default_conduct(app::i18n::Locale::en));
    execute!(
        tx,
        "INSERT INTO conduct_signature (judge_id, version, competition_id, locale, digest, signed_at)
         SELECT j.id, 1, j.competition_id, 'en', $3, $4 FROM judge j WHERE j.competition_id = $1 AND j.key = $2",
        by.competition().uuid(),
        judge,
        &sha256[..],
        now,
    )
    .map(drop)
}

/// Lets an account sign in as the member of this name of an entry's team.
pub(super) async fn bind_member(
    tx: &mut Tx,
    by: &Owner,
    entry: &str,
    member: &str,
    account: AccountId,
) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE member SET account_id = $4 WHERE competition_id = $1 AND public_name = $3
         AND team_id = (SELECT e.team_id FROM entry e WHERE e.competition_id = $1 AND e.key = $2)",
        by.competition().uuid(),
        entry,
        member,
        account.uuid(),
    )
    .map(drop)
}

/// Brings in what became of a prize.
pub(super) async fn insert_prize(
    tx: &mut Tx,
    by: &Owner,
    (award, entry): (AwardId, EntryId),
    prize: &PrizeArchive,
) -> Result<(), DbError> {
    execute!(
        tx,
        "INSERT INTO prize (award_id, entry_id, competition_id, state, asked_at, answered_at, travels, needs, reason, delivery, delivery_note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        award.uuid(),
        entry.uuid(),
        by.competition().uuid(),
        prize.state.as_str(),
        prize.asked_at.map(Moment::micros),
        prize.answered_at.map(Moment::micros),
        prize.travels.as_str(),
        prize.needs.as_str(),
        prize.reason.as_str(),
        prize.delivery.as_str(),
        prize.delivery_note.as_str(),
    )
    .map(drop)
}

/// Brings in a check of a winning entry.
pub(super) async fn insert_prize_check(
    tx: &mut Tx,
    by: &Owner,
    entry: EntryId,
    check: &PrizeCheckArchive,
) -> Result<(), DbError> {
    execute!(
        tx,
        "INSERT INTO prize_check (entry_id, kind, competition_id, note, at) VALUES ($1, $2, $3, $4, $5)",
        entry.uuid(),
        check.check.as_str(),
        by.competition().uuid(),
        check.note.as_str(),
        check.at.micros(),
    )
    .map(drop)
}

/// Why more of a distinction are given than were planned, where it is so.
pub(super) async fn more_reasons(
    conn: &mut Conn,
    competition: CompetitionId,
) -> Result<Vec<(AwardId, EntryId, String)>, DbError> {
    let rows: Vec<(Uuid, Uuid, String)> = fetch_all!(
        conn,
        (Uuid, Uuid, String),
        "SELECT award_id, entry_id, more_reason FROM given_award WHERE competition_id = $1 AND more_reason <> ''
         ORDER BY award_id, entry_id",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(award, entry, reason)| (award.into(), entry.into(), reason)).collect())
}

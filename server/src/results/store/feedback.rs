//! What teams read of how they were judged, and since when.

use super::comment::decision;
use crate::{
    auth::permits::{Editor, Owner, Release},
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional, row,
};
use app::{
    competition::model::Competition,
    ids::{AccountId, CompetitionId, EntryId},
    number::Decimal,
    results::{
        model::{EntryNumbers, FeedbackSettings, FeedbackShows},
        rules::AssessedScore,
    },
    time::Moment,
};
use uuid::Uuid;

fn shows(word: &str) -> Result<FeedbackShows, DbError> {
    FeedbackShows::parse(word).ok_or_else(|| DbError::corrupt("feedback_settings", "shows", word))
}

/// What organisers chose, if they did.
///
/// # Errors
/// The database's.
pub async fn chosen(conn: &mut Conn, competition: CompetitionId) -> Result<Option<FeedbackSettings>, DbError> {
    let row: Option<(String, bool)> = fetch_optional!(
        conn,
        (String, bool),
        "SELECT shows, with_publication FROM feedback_settings WHERE competition_id = $1",
        competition.uuid(),
    )?;
    row.map(|(word, with_publication)| Ok(FeedbackSettings { shows: shows(&word)?, with_publication })).transpose()
}

/// What holds: what was chosen, else what follows from how scores are published.
///
/// # Errors
/// The database's.
pub async fn settings(conn: &mut Conn, competition: &Competition) -> Result<FeedbackSettings, DbError> {
    let shows = FeedbackShows::unless_chosen(competition.publish_scores);
    let unless_chosen = FeedbackSettings { shows, with_publication: false };
    Ok(chosen(conn, competition.id).await?.unwrap_or(unless_chosen))
}

/// Chooses.
///
/// # Errors
/// The database's.
pub async fn choose(tx: &mut Tx, by: &Editor, settings: FeedbackSettings) -> Result<(), DbError> {
    execute!(
        tx,
        "INSERT INTO feedback_settings (competition_id, shows, with_publication) VALUES ($1, $2, $3)
         ON CONFLICT (competition_id) DO UPDATE SET shows = excluded.shows, with_publication = excluded.with_publication",
        by.competition().uuid(),
        settings.shows.as_str(),
        settings.with_publication,
    )
    .map(drop)
}

/// Since when teams read feedback.
///
/// # Errors
/// The database's.
pub async fn released_at(conn: &mut Conn, competition: CompetitionId) -> Result<Option<Moment>, DbError> {
    let row: Option<(i64,)> = fetch_optional!(
        conn,
        (i64,),
        "SELECT at FROM feedback_release WHERE competition_id = $1",
        competition.uuid(),
    )?;
    Ok(row.map(|(at,)| Moment::from_micros(at)))
}

async fn put_release(
    tx: &mut Tx,
    competition: CompetitionId,
    by: Option<AccountId>,
    at: Moment,
) -> Result<bool, DbError> {
    let put = execute!(
        tx,
        "INSERT INTO feedback_release (competition_id, at, released_by) VALUES ($1, $2, $3) ON CONFLICT (competition_id) DO NOTHING",
        competition.uuid(),
        at.micros(),
        by.map(AccountId::uuid),
    )?;
    Ok(put == 1)
}

/// Releases feedback; false when it was before.
///
/// # Errors
/// The database's.
pub async fn release(tx: &mut Tx, by: &Editor) -> Result<bool, DbError> {
    let now = tx.now();
    put_release(tx, by.competition(), by.account(), now).await
}

/// Releases feedback with a publication; false when it was before.
///
/// # Errors
/// The database's.
pub async fn release_with(tx: &mut Tx, by: &Release) -> Result<bool, DbError> {
    let now = tx.now();
    put_release(tx, by.competition(), by.confirmed_by(), now).await
}

/// Brings in that feedback was released.
///
/// # Errors
/// The database's.
pub async fn insert_release(tx: &mut Tx, by: &Editor, at: Moment) -> Result<bool, DbError> {
    put_release(tx, by.competition(), None, at).await
}

row! {
    struct SaidRow {
        id: Uuid,
        key: String,
        mark: Option<i64>,
        comment: String,
        decision: Option<String>,
    }
}

/// What judges said of an entry on scorecards that count, without the judges, with what organisers decided on it and in the words
/// they left; and how many scorecards these are.
///
/// # Errors
/// The database's.
pub async fn said_of(conn: &mut Conn, entry: EntryId) -> Result<(u32, Vec<AssessedScore>), DbError> {
    let rows: Vec<SaidRow> = fetch_all!(
        conn,
        SaidRow,
        "SELECT k.id, c.key, s.mark, CASE r.decision WHEN 'edited' THEN r.text ELSE s.comment END AS comment, r.decision
         FROM score s JOIN scorecard k ON k.id = s.scorecard_id JOIN criterion c ON c.id = s.criterion_id
         LEFT JOIN comment_review r ON r.scorecard_id = s.scorecard_id AND r.criterion_id = s.criterion_id AND r.original = s.comment
         WHERE k.entry_id = $1 AND k.state = 'submitted' ORDER BY k.id, c.position, c.id",
        entry.uuid(),
    )?;
    let cards = rows.chunk_by(|first, second| first.id == second.id).count();
    let said = rows.into_iter().map(|row| {
        Ok(AssessedScore {
            criterion: row.key,
            mark: row.mark.map(Decimal::from_micros),
            comment: row.comment,
            decision: row.decision.as_deref().map(decision).transpose()?,
        })
    });
    Ok((u32::try_from(cards).unwrap_or(u32::MAX), said.collect::<Result<_, DbError>>()?))
}

/// Keeps the numbers of an entry of a publication, in place of those of an earlier one.
///
/// # Errors
/// The database's.
pub async fn put_numbers(
    tx: &mut Tx,
    by: &Release,
    (entry, version): (EntryId, i64),
    numbers: &EntryNumbers,
) -> Result<(), DbError> {
    insert_numbers(tx, by.competition(), (entry, version), numbers).await
}

/// Keeps the numbers of an entry of a publication that was brought in.
///
/// # Errors
/// The database's.
pub async fn import_numbers(
    tx: &mut Tx,
    by: &Owner,
    (entry, version): (EntryId, i64),
    numbers: &EntryNumbers,
) -> Result<(), DbError> {
    insert_numbers(tx, by.competition(), (entry, version), numbers).await
}

async fn insert_numbers(
    tx: &mut Tx,
    competition: CompetitionId,
    (entry, version): (EntryId, i64),
    numbers: &EntryNumbers,
) -> Result<(), DbError> {
    let numbers =
        serde_json::to_string(numbers).map_err(|error| DbError::corrupt("feedback_numbers", "numbers", error))?;
    execute!(
        tx,
        "INSERT INTO feedback_numbers (entry_id, competition_id, version, numbers) VALUES ($1, $2, $3, $4)
         ON CONFLICT (entry_id) DO UPDATE SET version = excluded.version, numbers = excluded.numbers",
        entry.uuid(),
        competition.uuid(),
        version,
        numbers,
    )
    .map(drop)
}

/// The numbers of an entry, as they were in its newest publication.
///
/// # Errors
/// The database's.
pub async fn numbers(conn: &mut Conn, entry: EntryId) -> Result<Option<EntryNumbers>, DbError> {
    let row: Option<(String,)> =
        fetch_optional!(conn, (String,), "SELECT numbers FROM feedback_numbers WHERE entry_id = $1", entry.uuid())?;
    row.map(|(text,)| {
        serde_json::from_str(&text).map_err(|error| DbError::corrupt("feedback_numbers", "numbers", error))
    })
    .transpose()
}

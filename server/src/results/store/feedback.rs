//! What teams read of how they were judged, and what organisers decided on comments before that.

use crate::{
    auth::permits::{About, Checker, Editor, Observer, Owner, Release},
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional, row,
};
use app::{
    competition::model::Competition,
    ids::{AccountId, CompetitionId, CriterionId, EntryId, ScorecardId},
    number::Decimal,
    results::{
        model::{Comment, CommentDecision, CommentReview, EntryNumbers, FeedbackSettings, FeedbackShows},
        rules::{AssessedScore, Reviewed},
    },
    time::Moment,
};
use uuid::Uuid;

fn shows(word: &str) -> Result<FeedbackShows, DbError> {
    FeedbackShows::parse(word).ok_or_else(|| DbError::corrupt("feedback_settings", "shows", word))
}

fn decision(word: &str) -> Result<CommentDecision, DbError> {
    CommentDecision::parse(word).ok_or_else(|| DbError::corrupt("comment_review", "decision", word))
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
    struct CommentRow {
        scorecard_id: Uuid,
        criterion_id: Uuid,
        label: String,
        entry_id: Uuid,
        title: String,
        comment: String,
        decision: Option<String>,
        text: Option<String>,
        reason: Option<String>,
        decided_by: Option<String>,
        decided_at: Option<i64>,
    }
}

impl CommentRow {
    fn comment(self) -> Result<Comment, DbError> {
        let review = match (self.decision, self.decided_at) {
            (Some(word), Some(at)) => Some(CommentReview {
                decision: decision(&word)?,
                text: self.text.unwrap_or_default(),
                reason: self.reason.unwrap_or_default(),
                by: self.decided_by,
                at: Moment::from_micros(at),
            }),
            _ => None,
        };
        Ok(Comment {
            scorecard: self.scorecard_id.into(),
            criterion: self.criterion_id.into(),
            label: self.label,
            entry: self.entry_id.into(),
            title: self.title,
            text: self.comment,
            notices: Vec::new(),
            review,
        })
    }
}

/// Every comment on an entry that counts, but those of entries that are kept from the organiser: by entry and criterion. A
/// decision on what the judge has changed since is none.
///
/// # Errors
/// The database's.
pub async fn comments(conn: &mut Conn, by: &Observer) -> Result<Vec<Comment>, DbError> {
    let rows: Vec<CommentRow> = fetch_all!(
        conn,
        CommentRow,
        "SELECT s.scorecard_id, s.criterion_id, c.label, e.id AS entry_id, e.title, s.comment, r.decision, r.text, r.reason,
           a.name AS decided_by, r.decided_at
         FROM scorecard k JOIN score s ON s.scorecard_id = k.id JOIN criterion c ON c.id = s.criterion_id
         JOIN entry e ON e.id = k.entry_id
         LEFT JOIN comment_review r ON r.scorecard_id = s.scorecard_id AND r.criterion_id = s.criterion_id AND r.original = s.comment
         LEFT JOIN account a ON a.id = r.decided_by
         WHERE k.competition_id = $1 AND k.state = 'submitted' AND e.state = 'eligible' AND s.comment <> ''
         ORDER BY e.key, c.position, c.id, k.id",
        by.competition().uuid(),
    )?;
    rows.into_iter().filter(|row| !by.kept_from(row.entry_id.into())).map(CommentRow::comment).collect()
}

/// How many comments of a competition wait, of all entries.
///
/// # Errors
/// The database's.
pub async fn waiting(conn: &mut Conn, competition: CompetitionId) -> Result<usize, DbError> {
    let row: Option<(i64,)> = fetch_optional!(
        conn,
        (i64,),
        "SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard k JOIN score s ON s.scorecard_id = k.id JOIN entry e ON e.id = k.entry_id
         WHERE k.competition_id = $1 AND k.state = 'submitted' AND e.state = 'eligible' AND s.comment <> '' AND NOT EXISTS (
           SELECT 1 FROM comment_review r
           WHERE r.scorecard_id = s.scorecard_id AND r.criterion_id = s.criterion_id AND r.original = s.comment)",
        competition.uuid(),
    )?;
    Ok(row.map_or(0, |(count,)| usize::try_from(count).unwrap_or(usize::MAX)))
}

/// The entry of a scorecard of a competition.
///
/// # Errors
/// The database's.
pub async fn entry_of(
    conn: &mut Conn,
    competition: CompetitionId,
    scorecard: ScorecardId,
) -> Result<Option<EntryId>, DbError> {
    let row: Option<(Uuid,)> = fetch_optional!(
        conn,
        (Uuid,),
        "SELECT entry_id FROM scorecard WHERE id = $1 AND competition_id = $2",
        scorecard.uuid(),
        competition.uuid(),
    )?;
    Ok(row.map(|(entry,)| entry.into()))
}

/// Keeps what was decided on a comment as it reads now, in place of an earlier decision; false when it is another, or does
/// not count any more.
///
/// # Errors
/// The database's.
pub async fn put_review(
    tx: &mut Tx,
    by: &About<Checker>,
    (scorecard, criterion): (ScorecardId, CriterionId),
    original: &str,
    reviewed: &Reviewed,
) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let put = execute!(
        tx,
        "INSERT INTO comment_review (scorecard_id, criterion_id, competition_id, entry_id, decision, original, text, reason, decided_by, decided_at)
         SELECT s.scorecard_id, s.criterion_id, k.competition_id, k.entry_id, $5, s.comment, $7, $8, $9, $10
         FROM score s JOIN scorecard k ON k.id = s.scorecard_id
         WHERE s.scorecard_id = $1 AND s.criterion_id = $2 AND k.competition_id = $3 AND k.entry_id = $4 AND k.state = 'submitted' AND s.comment = $6
         ON CONFLICT (scorecard_id, criterion_id) DO UPDATE SET decision = excluded.decision, original = excluded.original,
           text = excluded.text, reason = excluded.reason, decided_by = excluded.decided_by, decided_at = excluded.decided_at",
        scorecard.uuid(),
        criterion.uuid(),
        by.competition().uuid(),
        by.entry().uuid(),
        reviewed.decision.as_str(),
        original,
        reviewed.text.as_str(),
        reviewed.reason.as_str(),
        by.account().map(AccountId::uuid),
        now,
    )?;
    Ok(put == 1)
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

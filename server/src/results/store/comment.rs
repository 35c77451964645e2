//! Comments of judges, and what organisers decided on them before teams read them.

use crate::{
    auth::permits::{About, Checker, Observer, PanelMember},
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional, row,
};
use app::{
    ids::{AccountId, CompetitionId, CriterionId, EntryId, ScorecardId},
    results::{
        model::{Comment, CommentDecision, CommentReview, OwnComment},
        rules::Reviewed,
    },
    time::Moment,
};
use uuid::Uuid;

pub(super) fn decision(word: &str) -> Result<CommentDecision, DbError> {
    CommentDecision::parse(word).ok_or_else(|| DbError::corrupt("comment_review", "decision", word))
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

/// Comments that count, of scorecards chosen by `$which`: by entry and criterion. A decision on what the judge has changed since
/// is none.
macro_rules! comments {
    ($which:literal) => {
        concat!(
            "SELECT s.scorecard_id, s.criterion_id, c.label, e.id AS entry_id, e.title, s.comment, r.decision, r.text, r.reason,
               a.name AS decided_by, r.decided_at
             FROM scorecard k JOIN score s ON s.scorecard_id = k.id JOIN criterion c ON c.id = s.criterion_id
             JOIN entry e ON e.id = k.entry_id
             LEFT JOIN comment_review r ON r.scorecard_id = s.scorecard_id AND r.criterion_id = s.criterion_id AND r.original = s.comment
             LEFT JOIN account a ON a.id = r.decided_by
             WHERE k.state = 'submitted' AND e.state = 'eligible' AND s.comment <> '' AND ",
            $which,
            " ORDER BY e.key, c.position, c.id, k.id"
        )
    };
}

/// Every comment, but those on entries that are kept from the organiser.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut Conn, by: &Observer) -> Result<Vec<Comment>, DbError> {
    let rows: Vec<CommentRow> =
        fetch_all!(conn, CommentRow, comments!("k.competition_id = $1"), by.competition().uuid())?;
    rows.into_iter().filter(|row| !by.kept_from(row.entry_id.into())).map(CommentRow::comment).collect()
}

/// Those of one judge, without why they were held back and by whom, which is for organisers.
///
/// # Errors
/// The database's.
pub async fn own(conn: &mut Conn, by: &PanelMember) -> Result<Vec<OwnComment>, DbError> {
    let rows: Vec<CommentRow> = fetch_all!(conn, CommentRow, comments!("k.judge_id = $1"), by.judge().uuid())?;
    rows.into_iter()
        .map(|row| {
            Ok(OwnComment {
                title: row.title,
                label: row.label,
                text: row.comment,
                decision: row.decision.as_deref().map(decision).transpose()?,
                edited: row.text.unwrap_or_default(),
            })
        })
        .collect()
}

/// One comment on an entry.
///
/// # Errors
/// The database's.
pub async fn one<P>(
    conn: &mut Conn,
    by: &About<P>,
    (scorecard, criterion): (ScorecardId, CriterionId),
) -> Result<Option<Comment>, DbError> {
    let row: Option<CommentRow> = fetch_optional!(
        conn,
        CommentRow,
        comments!("k.entry_id = $1 AND s.scorecard_id = $2 AND s.criterion_id = $3"),
        by.entry().uuid(),
        scorecard.uuid(),
        criterion.uuid(),
    )?;
    row.map(CommentRow::comment).transpose()
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

//! What follows on results, out and in.

use super::super::parcel::{AppealArchive, CommentReviewArchive};
use crate::{
    auth::permits::Owner,
    db::{Conn, DbError, Tx},
    execute, fetch_all, row,
};
use app::{
    ids::{AppealId, CompetitionId, CriterionId, EntryId, JudgeId, RoundId},
    results::model::{AppealAbout, AppealOutcome, CommentDecision},
    time::Moment,
};
use uuid::Uuid;

row! {
    /// A decision on a comment, by ids.
    pub(in crate::operator) struct ReviewRow {
        pub(in crate::operator) round_id: Uuid,
        pub(in crate::operator) entry_id: Uuid,
        pub(in crate::operator) judge_id: Uuid,
        pub(in crate::operator) criterion_id: Uuid,
        decision: String,
        original: String,
        text: String,
        reason: String,
        decided_at: i64,
    }
}

impl ReviewRow {
    /// The same without its keys.
    ///
    /// # Errors
    /// A word that is not known.
    pub(in crate::operator) fn archive(self) -> Result<CommentReviewArchive, DbError> {
        let decision = CommentDecision::parse(&self.decision)
            .ok_or_else(|| DbError::corrupt("comment_review", "decision", &self.decision))?;
        Ok(CommentReviewArchive {
            round: String::new(),
            entry: String::new(),
            judge: String::new(),
            criterion: String::new(),
            decision,
            original: self.original,
            text: self.text,
            reason: self.reason,
            at: Moment::from_micros(self.decided_at),
        })
    }
}

/// Decisions on comments.
pub(in crate::operator) async fn reviews(
    conn: &mut Conn,
    competition: CompetitionId,
) -> Result<Vec<ReviewRow>, DbError> {
    fetch_all!(
        conn,
        ReviewRow,
        "SELECT k.round_id, k.entry_id, k.judge_id, r.criterion_id, r.decision, r.original, r.text, r.reason, r.decided_at
         FROM comment_review r JOIN scorecard k ON k.id = r.scorecard_id WHERE r.competition_id = $1
         ORDER BY r.scorecard_id, r.criterion_id",
        competition.uuid(),
    )
}

/// Brings in a decision on a comment of a scorecard that was brought in.
pub(in crate::operator) async fn insert_review(
    tx: &mut Tx,
    by: &Owner,
    (round, judge, entry): (RoundId, JudgeId, EntryId),
    criterion: CriterionId,
    review: &CommentReviewArchive,
) -> Result<(), DbError> {
    execute!(
        tx,
        "INSERT INTO comment_review (scorecard_id, criterion_id, competition_id, entry_id, decision, original, text, reason, decided_at)
         SELECT k.id, $5, k.competition_id, k.entry_id, $6, $7, $8, $9, $10 FROM scorecard k
         WHERE k.competition_id = $1 AND k.round_id = $2 AND k.judge_id = $3 AND k.entry_id = $4",
        by.competition().uuid(),
        round.uuid(),
        judge.uuid(),
        entry.uuid(),
        criterion.uuid(),
        review.decision.as_str(),
        review.original.as_str(),
        review.text.as_str(),
        review.reason.as_str(),
        review.at.micros(),
    )
    .map(drop)
}

row! {
    /// An appeal, by the id of its entry.
    pub(in crate::operator) struct AppealRow {
        pub(in crate::operator) entry_id: Uuid,
        version: i64,
        about: String,
        text: String,
        filed_at: i64,
        answer_by: i64,
        question: String,
        asked_at: Option<i64>,
        reply: String,
        replied_at: Option<i64>,
        outcome: Option<String>,
        reason: String,
        decided_at: Option<i64>,
        corrected_version: Option<i64>,
    }
}

impl AppealRow {
    /// The same without its key.
    ///
    /// # Errors
    /// A word that is not known.
    pub(in crate::operator) fn archive(self) -> Result<AppealArchive, DbError> {
        let corrupt = |column, word: &str| DbError::corrupt("appeal", column, word);
        let said = |text: String, at: Option<i64>| at.map(|at| (text, Moment::from_micros(at)));
        let decision = match (self.outcome, self.decided_at) {
            (Some(word), Some(at)) => {
                let outcome = AppealOutcome::parse(&word).ok_or_else(|| corrupt("outcome", &word))?;
                Some((outcome, self.reason, Moment::from_micros(at)))
            }
            _ => None,
        };
        Ok(AppealArchive {
            entry: String::new(),
            version: self.version,
            about: AppealAbout::parse(&self.about).ok_or_else(|| corrupt("about", &self.about))?,
            text: self.text,
            at: Moment::from_micros(self.filed_at),
            answer_by: Moment::from_micros(self.answer_by),
            question: said(self.question, self.asked_at),
            reply: said(self.reply, self.replied_at),
            decision,
            corrected: self.corrected_version,
        })
    }
}

/// Appeals.
pub(in crate::operator) async fn appeals(
    conn: &mut Conn,
    competition: CompetitionId,
) -> Result<Vec<AppealRow>, DbError> {
    fetch_all!(
        conn,
        AppealRow,
        "SELECT entry_id, version, about, text, filed_at, answer_by, question, asked_at, reply, replied_at, outcome, reason, decided_at,
           corrected_version
         FROM appeal WHERE competition_id = $1 ORDER BY entry_id, version",
        competition.uuid(),
    )
}

/// Brings in an appeal.
pub(in crate::operator) async fn insert_appeal(
    tx: &mut Tx,
    by: &Owner,
    entry: EntryId,
    archive: &AppealArchive,
) -> Result<(), DbError> {
    let id: AppealId = tx.ambient().id();
    let text = |said: &Option<(String, Moment)>| said.as_ref().map(|(text, _)| text.clone()).unwrap_or_default();
    let at = |said: &Option<(String, Moment)>| said.as_ref().map(|(_, at)| at.micros());
    execute!(
        tx,
        "INSERT INTO appeal (id, competition_id, entry_id, version, about, text, filed_at, answer_by, question, asked_at, reply, replied_at,
           outcome, reason, decided_at, corrected_version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        id.uuid(),
        by.competition().uuid(),
        entry.uuid(),
        archive.version,
        archive.about.as_str(),
        archive.text.as_str(),
        archive.at.micros(),
        archive.answer_by.micros(),
        text(&archive.question),
        at(&archive.question),
        text(&archive.reply),
        at(&archive.reply),
        archive.decision.as_ref().map(|(outcome, ..)| outcome.as_str()),
        archive.decision.as_ref().map(|(_, reason, _)| reason.clone()).unwrap_or_default(),
        archive.decision.as_ref().map(|(.., at)| at.micros()),
        archive.corrected,
    )
    .map(drop)
}

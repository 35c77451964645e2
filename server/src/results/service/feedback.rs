//! What organisers do with feedback before teams read it.

use super::{ResultsService, organised, record, record_release};
use crate::{
    auth::permits::{self, About, Checker, Editor, Observer, Organises, Release},
    competition::store::read as competitions,
    db::{Conn, Tx},
    entries::store::read as entries,
    mail::{self, Link, News},
    panel::store::read as panel,
    request::Request,
    results::store::{comment, feedback as store},
};
use app::{
    competition::model::{Competition, message::MessageTemplate},
    error::{AppError, Refusal},
    ids::{CriterionId, ScorecardId},
    next::{Done, Next},
    results::{
        api::Feedback,
        model::{COMMENT_PAGE, Comment, CommentFilter, CommentPage, FeedbackDesk, OwnComments},
        rules::{self, FeedbackForm, KnownWords, ReviewForm, Reviewed},
    },
    text::digest,
};
use async_trait::async_trait;
use serde_json::json;

fn desk(slug: &str) -> String {
    format!("/c/{slug}/organise/feedback")
}

/// The words by which a comment may tell who wrote it.
async fn known_words(conn: &mut Conn, by: &Observer) -> Result<KnownWords, AppError> {
    let judges = panel::judges(conn, by.competition()).await?;
    let titles = entries::summaries(conn, by.competition(), None).await?.into_iter().map(|entry| entry.title);
    Ok(KnownWords::of(judges.into_iter().map(|judge| (judge.name, judge.affiliation)), titles))
}

/// A comment with what is worth a look in it.
fn noticed(known: &KnownWords, comment: Comment) -> Comment {
    Comment { notices: rules::notices(known, &comment.title, &comment.text), ..comment }
}

/// Every comment that the organiser may read, with what is worth a look in it.
async fn comments(conn: &mut Conn, by: &Observer) -> Result<Vec<Comment>, AppError> {
    let comments = comment::all(conn, by).await?;
    let known = known_words(conn, by).await?;
    Ok(comments.into_iter().map(|comment| noticed(&known, comment)).collect())
}

/// Keeps a decision and writes it down; the words stay out of the log.
async fn decide(
    tx: &mut Tx,
    by: &About<Checker>,
    place: (ScorecardId, CriterionId),
    original: &str,
    reviewed: &Reviewed,
) -> Result<(), AppError> {
    if !comment::put_review(tx, by, place, original, reviewed).await? {
        return Err(AppError::Stale);
    }
    let payload = json!({ "scorecard": place.0, "criterion": place.1, "decision": reviewed.decision });
    record(tx, by, "results.review_comment", by.entry(), payload).await
}

async fn tell(tx: &mut Tx, request: &Request, competition: &Competition) -> Result<(), AppError> {
    let news = News {
        competition,
        template: MessageTemplate::FeedbackReleased,
        event: format!("feedback_released:{}", competition.id),
        about: None,
        link: Link::Page(format!("/c/{}/mine", competition.slug)),
    };
    let people = mail::store::members_of_judged(tx, competition.id).await?;
    Ok(mail::tell(tx, &request.config.post(), &news, &people, |_| Vec::new()).await?)
}

/// Releases feedback with the first publication, where that was chosen and no comment waits. The message that the results are
/// out is enough.
pub(super) async fn release_with(tx: &mut Tx, by: &Release, competition: &Competition) -> Result<(), AppError> {
    let wished = store::settings(tx, competition).await?.with_publication;
    if !wished || comment::waiting(tx, competition.id).await? > 0 || !store::release_with(tx, by).await? {
        return Ok(());
    }
    record_release(tx, by, "results.release_feedback", competition.id, json!({ "with_publication": true })).await
}

#[async_trait]
impl Feedback for ResultsService {
    async fn desk(&self, slug: String, filter: String, page: usize) -> Result<FeedbackDesk, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, by) = organised::<Observer>(&mut conn, self.0.caller(), &slug).await?;
        let settings = store::settings(&mut conn, &competition).await?;
        let released_at = store::released_at(&mut conn, competition.id).await?;
        let all = comments(&mut conn, &by).await?;
        drop(conn);
        let filter = CommentFilter::parse(&filter);
        let counts = CommentFilter::ALL.map(|filter| all.iter().filter(|comment| filter.lets(comment)).count());
        let page = page.max(1);
        let of_filter = all.into_iter().filter(|comment| filter.lets(comment));
        let comments = of_filter.skip((page - 1).saturating_mul(COMMENT_PAGE)).take(COMMENT_PAGE).collect();
        Ok(FeedbackDesk { competition, settings, released_at, filter, counts, page, comments })
    }

    async fn own(&self, slug: String) -> Result<OwnComments, AppError> {
        permits::signed_in(self.0.caller())?;
        let mut conn = self.0.read().await?;
        let competition = competitions::by_slug(&mut conn, &slug).await?.ok_or(AppError::NotFound)?;
        let member = permits::panel_member(&mut conn, self.0.caller(), competition.id).await?;
        let released_at = store::released_at(&mut conn, competition.id).await?;
        let comments = if released_at.is_some() { comment::own(&mut conn, &member).await? } else { Vec::new() };
        Ok(OwnComments { competition, released_at, comments })
    }

    async fn comment(
        &self,
        slug: String,
        scorecard: ScorecardId,
        criterion: CriterionId,
    ) -> Result<CommentPage, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, by) = organised::<Observer>(&mut conn, self.0.caller(), &slug).await?;
        let entry = comment::entry_of(&mut conn, competition.id, scorecard).await?.ok_or(AppError::NotFound)?;
        let about: About<Observer> = by.about(entry)?;
        let found = comment::one(&mut conn, &about, (scorecard, criterion)).await?.ok_or(AppError::NotFound)?;
        let known = known_words(&mut conn, &by).await?;
        Ok(CommentPage { competition, comment: noticed(&known, found) })
    }

    async fn review(
        &self,
        slug: String,
        scorecard: ScorecardId,
        criterion: CriterionId,
        original: String,
        form: ReviewForm,
    ) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, by) = organised::<Checker>(tx, caller.as_deref(), &slug).await?;
                    let entry = comment::entry_of(tx, competition.id, scorecard).await?.ok_or(AppError::NotFound)?;
                    let by: About<Checker> = by.about(entry)?;
                    let place = (scorecard, criterion);
                    let comment = comment::one(tx, &by, place).await?.ok_or(AppError::NotFound)?;
                    if digest(&comment.text) != original {
                        return Err(AppError::Stale);
                    }
                    let reviewed = rules::review(&form, &comment.text)?;
                    decide(tx, &by, place, &comment.text, &reviewed).await?;
                    Ok(Next::done(desk(&slug), Done::CommentsReviewed))
                })
            })
            .await
    }

    async fn release_unnoticed(&self, slug: String) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (_, by) = organised::<Checker>(tx, caller.as_deref(), &slug).await?;
                    let all = comments(tx, &by).await?;
                    let plain = all.into_iter().filter(|one| one.review.is_none() && one.notices.is_empty());
                    let mut none = true;
                    for comment in plain {
                        let about: About<Checker> = by.about(comment.entry)?;
                        let place = (comment.scorecard, comment.criterion);
                        decide(tx, &about, place, &comment.text, &Reviewed::released()).await?;
                        none = false;
                    }
                    if none {
                        Err(Refusal::NothingThere.into())
                    } else {
                        Ok(Next::done(desk(&slug), Done::CommentsReviewed))
                    }
                })
            })
            .await
    }

    async fn release(&self, slug: String) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, by) = organised::<Editor>(tx, request.caller(), &slug).await?;
                    by.impartial()?;
                    let released = store::released_at(tx, competition.id).await?.is_some();
                    let waiting = comment::waiting(tx, competition.id).await?;
                    rules::may_release(competition.state, released, waiting)?;
                    if !store::release(tx, &by).await? {
                        return Err(Refusal::NothingThere.into());
                    }
                    record(tx, &by, "results.release_feedback", competition.id, json!({})).await?;
                    tell(tx, &request, &competition).await?;
                    Ok(Next::done(desk(&slug), Done::FeedbackReleased))
                })
            })
            .await
    }

    async fn set(&self, slug: String, form: FeedbackForm) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, by) = organised::<Editor>(tx, caller.as_deref(), &slug).await?;
                    let before = store::settings(tx, &competition).await?;
                    let after = rules::feedback_settings(&form)?;
                    store::choose(tx, &by, after).await?;
                    let payload = json!({ "before": before, "after": after });
                    record(tx, &by, "results.set_feedback", competition.id, payload).await?;
                    Ok(Next::done(desk(&slug), Done::Saved))
                })
            })
            .await
    }
}

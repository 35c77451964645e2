//! What people ask about a competition, and what organisers answer.

use super::{CompetitionService, note, organiser, pages::visible};
use crate::{
    audit::{self, Event},
    auth::permits::{self, Checker},
    competition::store::inquiry as store,
    db::{Conn, Tx},
    mail::{self, Link, News, Post},
};
use app::{
    competition::{
        api::Inquiries,
        message_text::outcome_text,
        model::{
            AnsweredInquiry, Competition, INQUIRIES_AT_ONCE, InquiryDesk, InquiryPage, InquiryState, InquiryView,
            message::{MessageTemplate, Placeholder},
        },
        rules::{self, AnswerForm, InquiryAnswer},
    },
    error::{AppError, Refusal},
    i18n::Locale,
    ids::InquiryId,
    next::{Done, Next},
};
use async_trait::async_trait;
use serde_json::json;

/// A question that the organiser may read and answer.
async fn known(conn: &mut Conn, by: &Checker, inquiry: InquiryId) -> Result<AnsweredInquiry, AppError> {
    let asked = store::one(conn, by, inquiry).await?.ok_or(AppError::NotFound)?;
    if store::is_kept(conn, by, inquiry).await? { Err(Refusal::OwnConflict.into()) } else { Ok(asked) }
}

#[async_trait]
impl Inquiries for CompetitionService {
    async fn page(&self, slug: String, search: String) -> Result<InquiryPage, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, organiser) = visible(&mut conn, self.0.caller(), &slug).await?;
        let mut found = store::published(&mut conn, competition.id).await?;
        let published = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let words = rules::search_words(&search);
        found.retain(|inquiry| rules::is_found(inquiry, &words));
        let own = match permits::signed_in(self.0.caller()) {
            Ok(who) => store::own(&mut conn, &who, competition.id).await?,
            Err(_) => Vec::new(),
        };
        let open = rules::may_inquire(competition.state).is_ok();
        Ok(InquiryPage { competition, found, published, own, open, organiser })
    }

    async fn desk(&self, slug: String) -> Result<InquiryDesk, AppError> {
        let mut conn = self.0.read().await?;
        let (by, competition) = organiser::<Checker>(&mut conn, self.0.caller(), &slug).await?;
        let (mut waiting, done): (Vec<_>, Vec<_>) =
            store::all(&mut conn, &by).await?.into_iter().partition(|asked| asked.inquiry.state == InquiryState::Open);
        waiting.reverse();
        Ok(InquiryDesk { competition, waiting, done })
    }

    async fn inquiry(&self, slug: String, inquiry: InquiryId) -> Result<InquiryView, AppError> {
        let mut conn = self.0.read().await?;
        let (by, competition) = organiser::<Checker>(&mut conn, self.0.caller(), &slug).await?;
        let asked = known(&mut conn, &by, inquiry).await?;
        Ok(InquiryView { competition, asked })
    }

    async fn ask(&self, slug: String, text: String) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let who = permits::signed_in(caller.as_deref())?;
                    let (competition, _) = visible(tx, caller.as_deref(), &slug).await?;
                    rules::may_inquire(competition.state)?;
                    let text = rules::inquiry(&text)?;
                    let inquiry = store::ask(tx, &who, competition.id, &text)
                        .await?
                        .ok_or(Refusal::TooManyInquiries { max: INQUIRIES_AT_ONCE })?;
                    let event = Event {
                        competition: Some(competition.id),
                        actor: Some(who.account()),
                        action: "competition.ask",
                        subject: inquiry.to_string(),
                        payload: json!({ "text": text }),
                    };
                    audit::append(tx, event).await?;
                    Ok(Next::done(format!("/c/{slug}/questions"), Done::InquiryAsked))
                })
            })
            .await
    }

    async fn answer(&self, slug: String, inquiry: InquiryId, version: i64, form: AnswerForm) -> Result<Next, AppError> {
        let (caller, post) = (self.0.caller.clone(), self.0.config.post());
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, competition) = organiser::<Checker>(tx, caller.as_deref(), &slug).await?;
                    let old = known(tx, &by, inquiry).await?.inquiry;
                    let new = rules::inquiry_answer(&form)?;
                    if !store::answer(tx, &by, inquiry, version, &new).await? {
                        return Err(AppError::Stale);
                    }
                    let before = InquiryAnswer { state: old.state, public_text: old.public_text, answer: old.answer };
                    let payload = json!({ "old": before, "new": new });
                    note(tx, &by, "competition.answer_inquiry", inquiry.to_string(), payload).await?;
                    let event = format!("inquiry_answered:{inquiry}:{version}");
                    tell(tx, &by, &post, &competition, Told { inquiry, event, question: old.text, new }).await?;
                    Ok(Next::done(format!("/c/{slug}/organise/questions"), Done::InquiryAnswered))
                })
            })
            .await
    }
}

/// What who asked is told.
struct Told {
    inquiry: InquiryId,
    event: String,
    question: String,
    new: InquiryAnswer,
}

async fn tell(tx: &mut Tx, by: &Checker, post: &Post, competition: &Competition, told: Told) -> Result<(), AppError> {
    let Some(person) = store::asker(tx, by, told.inquiry).await? else { return Ok(()) };
    let news = News {
        competition,
        template: MessageTemplate::InquiryAnswered,
        event: told.event,
        about: Some(told.inquiry.uuid()),
        link: Link::Page(format!("/c/{}/questions", competition.slug)),
    };
    let values = |l: Locale| {
        vec![
            (Placeholder::Question, told.question.clone()),
            (Placeholder::Outcome, outcome_text(l, told.new.state)),
            (Placeholder::Words, told.new.answer.clone()),
        ]
    };
    Ok(mail::tell(tx, post, &news, &[person], values).await?)
}

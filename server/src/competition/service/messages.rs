//! Messages, for organisers: what was sent, the texts, reminders.

use super::{CompetitionService, note, organiser};
use crate::{
    auth::permits::{Checker, Editor},
    db::Tx,
    mail::{self, Link, News, Post, store},
};
use app::{
    competition::{
        api::{MessageForm, Messages},
        message_text::{date_text, default_text, private_link_text, title_text},
        model::{
            Competition, CompetitionState,
            message::{
                MailFilter, MailLog, MailView, MessageDesk, MessageTemplate, Placeholder, REMINDER_DAYS, Reminders,
                languages,
            },
        },
        rules::message::{LINK_MARK, message_text},
    },
    error::{AppError, Refusal},
    i18n::Locale,
    ids::{LinkId, MailId},
    next::{Done, Next},
    time::Moment,
};
use async_trait::async_trait;
use serde_json::json;

/// Drafts can be handed in.
fn may_remind(competition: &Competition, now: Moment) -> Result<(), Refusal> {
    if competition.state != CompetitionState::Open {
        return Err(Refusal::WrongState);
    }
    match competition.entries_close_at {
        Some(close) if close.has_passed(now) => Err(Refusal::EntriesClosed),
        _ => Ok(()),
    }
}

/// What an address names. Anything else does not exist.
fn named(template: &str, language: &str) -> Result<(MessageTemplate, Locale), AppError> {
    let template = MessageTemplate::parse(template).ok_or(AppError::NotFound)?;
    let locale = languages().iter().copied().find(|known| known.to_string() == language).ok_or(AppError::NotFound)?;
    Ok((template, locale))
}

fn texts_page(slug: &str, template: MessageTemplate, locale: Locale, done: Done) -> Next {
    Next::done(format!("/c/{slug}/organise/messages/texts/{}?language={locale}", template.as_str()), done)
}

#[async_trait]
impl Messages for CompetitionService {
    async fn log(&self, slug: String, filter: MailFilter) -> Result<MailLog, AppError> {
        let mut conn = self.0.read().await?;
        let (by, competition) = organiser::<Checker>(&mut conn, self.0.caller(), &slug).await?;
        Ok(MailLog {
            sends: self.0.config.post().sends,
            mails: store::page(&mut conn, &by, filter).await?,
            counts: store::counts(&mut conn, &by).await?,
            changed: store::changed(&mut conn, competition.id).await?,
            competition,
        })
    }

    async fn mail(&self, slug: String, mail: MailId) -> Result<MailView, AppError> {
        let mut conn = self.0.read().await?;
        let (by, competition) = organiser::<Checker>(&mut conn, self.0.caller(), &slug).await?;
        let (mail, body, link) = store::mail(&mut conn, &by, mail).await?.ok_or(AppError::NotFound)?;
        let body = body.replace(LINK_MARK, &self.shown_link(&mail.template, mail.locale, link));
        Ok(MailView { competition, mail, body })
    }

    async fn desk(&self, slug: String, template: String, language: String) -> Result<MessageDesk, AppError> {
        let mut conn = self.0.read().await?;
        let (_, competition) = organiser::<Editor>(&mut conn, self.0.caller(), &slug).await?;
        let (template, locale) = named(&template, &language)?;
        let stored = store::stored_text(&mut conn, competition.id, template, locale).await?;
        let (text, version) = stored.unwrap_or_else(|| (default_text(locale, template), 0));
        Ok(MessageDesk { competition, template, locale, text, version })
    }

    async fn reminders(&self, slug: String) -> Result<Reminders, AppError> {
        let mut conn = self.0.read().await?;
        let (_, competition) = organiser::<Checker>(&mut conn, self.0.caller(), &slug).await?;
        let now = self.0.ambient.now();
        let drafts = store::unfinished_drafts(&mut conn, competition.id, now).await?;
        Ok(Reminders {
            may_remind: may_remind(&competition, now).is_ok(),
            drafts: drafts.into_iter().map(|(draft, ..)| draft).collect(),
            competition,
        })
    }

    async fn save_message(&self, slug: String, version: i64, form: MessageForm) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, _) = organiser::<Editor>(tx, caller.as_deref(), &slug).await?;
                    let (template, locale) = named(&form.template, &form.language)?;
                    let text = message_text(template, &form.subject, &form.body)?;
                    if !store::save_text(tx, &by, template, locale, &text, version).await? {
                        return Err(AppError::Stale);
                    }
                    let payload = json!({ "language": locale.to_string(), "subject": text.subject, "body": text.body });
                    note(tx, &by, "competition.save_message", template.as_str().to_owned(), payload).await?;
                    Ok(texts_page(&slug, template, locale, Done::Saved))
                })
            })
            .await
    }

    async fn reset_message(&self, slug: String, template: String, language: String) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, _) = organiser::<Editor>(tx, caller.as_deref(), &slug).await?;
                    let (template, locale) = named(&template, &language)?;
                    if store::delete_text(tx, &by, template, locale).await? {
                        let payload = json!({ "language": locale.to_string() });
                        note(tx, &by, "competition.reset_message", template.as_str().to_owned(), payload).await?;
                    }
                    Ok(texts_page(&slug, template, locale, Done::Saved))
                })
            })
            .await
    }

    async fn remind_drafts(&self, slug: String) -> Result<Next, AppError> {
        let (caller, post) = (self.0.caller.clone(), self.0.config.post());
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, competition) = organiser::<Checker>(tx, caller.as_deref(), &slug).await?;
                    may_remind(&competition, tx.now())?;
                    let count = remind(tx, &by, &post, &competition).await?;
                    if count == 0 {
                        return Err(Refusal::NothingThere.into());
                    }
                    let payload = json!({ "people": count, "not_within_days": REMINDER_DAYS });
                    note(tx, &by, "competition.remind_drafts", competition.id.to_string(), payload).await?;
                    Ok(Next::done(format!("/c/{slug}/organise/messages"), Done::RemindersWritten))
                })
            })
            .await
    }
}

impl CompetitionService {
    /// A one-time link as organisers may see it: one by which others join a team or consent is not theirs.
    fn shown_link(&self, template: &MessageTemplate, l: Locale, link: Option<LinkId>) -> String {
        match link.and_then(|link| self.0.config.link_key.path(link, "judge_invitation")) {
            Some(path) if !template.link_is_private() => format!("{}/{l}{path}", self.0.config.origin),
            _ => private_link_text(l),
        }
    }
}

/// Reminds everybody who is behind; gives how many.
async fn remind(tx: &mut Tx, by: &Checker, post: &Post, competition: &Competition) -> Result<usize, AppError> {
    let now = tx.now();
    let behind = store::unfinished_drafts(tx, by.competition(), now).await?;
    for (draft, person, before) in &behind {
        let news = News {
            competition,
            template: MessageTemplate::DraftReminder,
            // Of two organisers who remind at once one does: the number is the same for both.
            event: format!("draft_reminder:{}:{before}", draft.entry),
            about: Some(draft.entry.uuid()),
            link: Link::Page(format!("/entries/{}/edit", draft.entry)),
        };
        let values = |l: Locale| {
            vec![
                (Placeholder::Title, title_text(l, &draft.title)),
                (Placeholder::Deadline, date_text(l, competition.entries_close_at, &competition.time_zone)),
            ]
        };
        mail::tell(tx, post, &news, std::slice::from_ref(person), values).await?;
    }
    Ok(behind.len())
}

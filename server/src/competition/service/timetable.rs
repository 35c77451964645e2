//! Dates that move.

use super::{next_version, note, organiser};
use crate::{
    auth::permits::Editor,
    competition::{
        dates,
        store::{read, write},
    },
    db::Tx,
    mail::{self, Link, News, Post},
    request::Request,
};
use app::{
    competition::{
        message_text::{date_text, reason_text},
        model::{
            Call, CompetitionState, TimetableDate,
            message::{MessageTemplate, Placeholder},
        },
        rules,
    },
    error::{AppError, Problem},
    next::{Done, Next},
    time::Moment,
};
use serde_json::json;

/// What the form says.
pub(super) struct Wish {
    /// The competition.
    pub slug: String,
    /// The version of the competition that the form was drawn with.
    pub version: i64,
    /// Which date.
    pub date: String,
    /// Its new value, local.
    pub value: String,
    /// Why.
    pub reason: String,
}

/// Moves a date.
pub(super) async fn move_date(request: &Request, wish: Wish) -> Result<Next, AppError> {
    let (caller, post) = (request.caller.clone(), request.config.post());
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, competition) = organiser::<Editor>(tx, caller.as_deref(), &wish.slug).await?;
                let date = TimetableDate::parse(&wish.date).ok_or_else(|| AppError::field("date", Problem::Choice))?;
                let after = dates::moment(&wish.value, &competition.time_zone, date)
                    .map_err(|problem| AppError::field("value", problem))?;
                let announced = competition.state != CompetitionState::Setup;
                let page = format!("/c/{}/organise/settings", wish.slug);
                let call = read::call(tx, competition).await?;
                let before = call.date(date);
                if before == after {
                    return Ok(Next::done(page, Done::Saved));
                }
                rules::check_move(&call, date, after, tx.now())?;
                let reason = rules::reason(&wish.reason, announced)?;
                next_version(tx, &by, &call.competition, wish.version).await?;
                let payload = json!({ "date": date.as_str(), "old": before, "new": after, "reason": reason });
                if announced && date == TimetableDate::EntriesCloseAt {
                    announce(tx, &post, &call, before, after, &reason).await?;
                }
                write::move_date(tx, &by, &write::Move { date, before, after, reason }).await?;
                note(tx, &by, "competition.move_date", call.competition.id.to_string(), payload).await?;
                Ok(Next::done(page, Done::DateMoved))
            })
        })
        .await
}

/// Tells everybody who writes or has handed in that entries close at another time.
pub(super) async fn announce(
    tx: &mut Tx,
    post: &Post,
    call: &Call,
    before: Option<Moment>,
    after: Option<Moment>,
    reason: &str,
) -> Result<(), AppError> {
    let competition = &call.competition;
    let news = News {
        competition,
        template: MessageTemplate::DeadlineMoved,
        // Each move makes a version of the competition.
        event: format!("deadline_moved:{}:{}", competition.id, competition.version),
        about: None,
        link: Link::Page(format!("/c/{}", competition.slug)),
    };
    let people = mail::store::members_of_competition(tx, competition.id).await?;
    let zone = &competition.time_zone;
    let values = |l| {
        vec![
            (Placeholder::Old, date_text(l, before, zone)),
            (Placeholder::New, date_text(l, after, zone)),
            (Placeholder::Reason, reason_text(l, reason)),
        ]
    };
    Ok(mail::tell(tx, post, &news, &people, values).await?)
}

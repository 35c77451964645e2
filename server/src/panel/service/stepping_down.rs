//! Judges who step down, from the panel or from one entry.

use super::{PanelService, event, member, seat};
use crate::{
    accounts::store as accounts,
    audit,
    competition::store::organisers,
    db::{DbError, Tx},
    mail::{self, Link, News},
    panel::store::{read, seats, write},
    request::Request,
};
use app::{
    accounts::model::{Rights, Role},
    competition::{
        message_text::reason_text,
        model::{
            Competition,
            message::{MessageTemplate, Placeholder},
        },
    },
    error::{AppError, Refusal},
    ids::{EntryId, JudgeId},
    next::{Done, Next},
    panel::rules,
};
use serde_json::json;

/// Tells those who can do something about it.
async fn tell(
    tx: &mut Tx,
    request: &Request,
    competition: &Competition,
    judge: JudgeId,
    reason: &str,
) -> Result<(), DbError> {
    let mut people = Vec::new();
    for organiser in organisers::all(tx, competition.id).await? {
        if organiser.rights >= Rights::Editor {
            people.extend(mail::store::person(tx, organiser.account).await?);
        }
    }
    let name = read::judge(tx, judge).await?.map(|judge| judge.name).unwrap_or_default();
    let number: uuid::Uuid = tx.ambient().id();
    let news = News {
        competition,
        template: MessageTemplate::JudgeSteppedDown,
        event: format!("judge_stepped_down:{judge}:{number}"),
        about: Some(judge.uuid()),
        link: Link::Page(format!("/c/{}/organise/panel", competition.slug)),
    };
    let values = |l| vec![(Placeholder::Member, name.clone()), (Placeholder::Reason, reason_text(l, reason))];
    mail::tell(tx, &request.config.post(), &news, &people, values).await
}

impl PanelService {
    pub(super) async fn leave_panel(&self, slug: String, reason: String) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, by) = seat(tx, request.caller(), &slug).await?;
                    let reason = rules::decline_reason(&reason)?;
                    write::one_at_a_time(tx, competition.id).await?;
                    let entries = seats::release(tx, &by, None, &reason).await?;
                    if !seats::step_down(tx, &by, &reason).await? {
                        return Err(Refusal::NothingThere.into());
                    }
                    accounts::remove_role(tx, by.account(), competition.id, Role::Judge).await?;
                    tell(tx, &request, &competition, by.judge(), &reason).await?;
                    let payload = json!({ "reason": reason, "released": entries });
                    let event = event(competition.id, Some(by.account()), "panel.step_down", by.judge(), payload);
                    audit::append(tx, event).await?;
                    Ok(Next::done("/work", Done::SteppedDown))
                })
            })
            .await
    }

    pub(super) async fn give_one_back(&self, slug: String, entry: EntryId, reason: String) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, permit) = member(tx, request.caller(), &slug).await?;
                    let by = permit.seat();
                    let reason = rules::decline_reason(&reason)?;
                    write::one_at_a_time(tx, competition.id).await?;
                    let entries = seats::release(tx, &by, Some(entry), &reason).await?;
                    if entries.is_empty() {
                        return Err(AppError::NotFound);
                    }
                    tell(tx, &request, &competition, by.judge(), &reason).await?;
                    let payload = json!({ "reason": reason, "released": entries });
                    let event = event(competition.id, Some(by.account()), "panel.give_back", by.judge(), payload);
                    audit::append(tx, event).await?;
                    Ok(Next::done(format!("/c/{slug}/judge/step-down"), Done::SteppedDown))
                })
            })
            .await
    }
}

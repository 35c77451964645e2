//! A team's answer: its contact's.

use super::{evidence, wins};
use crate::{
    audit::{self, Event},
    auth::permits,
    competition::store::read as competitions,
    entries::store::{read as entries, team},
    request::Request,
    results::store::prizes as store,
};
use app::{
    error::{AppError, Refusal},
    ids::{AwardId, EntryId},
    next::{Done, Next},
    results::rules::AnswerForm,
};
use serde_json::json;

pub(super) async fn answer(request: &Request, entry: EntryId, form: AnswerForm) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), entry).await?;
                let found = entries::entry(tx, entry).await?.ok_or(AppError::NotFound)?;
                let own = match by.account() {
                    Some(account) => team::member_of_account(tx, by.team(), account).await?,
                    None => None,
                };
                if own.is_none() || own != found.team.contact {
                    return Err(Refusal::NotContact.into());
                }
                if !store::hold_for_answer(tx, &by).await? {
                    return Err(Refusal::WrongState.into());
                }
                let award: AwardId = form.award.parse()?;
                let answer = form.read()?;
                let competition = competitions::by_id(tx, by.competition()).await?.ok_or(AppError::NotFound)?;
                let evidence = evidence(tx, competition).await?;
                if !wins(&evidence, Some(award), entry)? || !store::answer(tx, &by, award, &answer).await? {
                    return Err(Refusal::NothingThere.into());
                }
                // Who travels is for organisers, and stays out of the log.
                let event = Event {
                    competition: Some(by.competition()),
                    actor: by.account(),
                    action: if answer.accepts { "results.accept_prize" } else { "results.decline_prize" },
                    subject: entry.to_string(),
                    payload: json!({ "award": award }),
                };
                audit::append(tx, event).await?;
                Ok(Next::done(format!("/entries/{entry}/prizes"), Done::PrizeAnswered))
            })
        })
        .await
}

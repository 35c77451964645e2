//! A team's answer: its contact's.

use super::{evidence, wins};
use crate::{
    auth::permits,
    competition::store::read as competitions,
    entries::store::{read as entries, team},
    request::Request,
    results::{service::record_team, store::prizes as store},
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
                if !team::is_contact(tx, &by, &found.team).await? {
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
                let action = if answer.accepts { "results.accept_prize" } else { "results.decline_prize" };
                record_team(tx, &by, action, json!({ "award": award })).await?;
                Ok(Next::done(format!("/entries/{entry}/prizes"), Done::PrizeAnswered))
            })
        })
        .await
}

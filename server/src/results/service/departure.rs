//! Ranking by another method than the sealed one: for a reason, by two organisers, shown beside the results.

use super::{broken, organised};
use crate::{
    audit::{self, Event},
    auth::permits::{Editor, Owner},
    competition::store::proposal::{self, NewProposal},
    db::Tx,
    request::Request,
    results::store::{read, write},
};
use app::{
    competition::{
        model::{Competition, Proposal, ProposalKind},
        rules::{MethodForm, ranking_rules, reason},
    },
    error::{AppError, Refusal},
    next::{Done, Next},
    results::rules,
};
use serde_json::json;

fn lab(slug: &str) -> String {
    format!("/c/{slug}/organise/results/methods")
}

/// Proposes another method.
pub(super) async fn propose(
    request: &Request,
    slug: String,
    form: MethodForm,
    departure_reason: String,
) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = organised::<Editor>(tx, caller.as_deref(), &slug).await?;
                by.impartial()?;
                if !write::hold(tx, &by).await? {
                    return Err(Refusal::WrongState.into());
                }
                let new = ranking_rules(&form)?;
                let why = reason(&departure_reason, true).map_err(|error| at_field(error, "departure_reason"))?;
                let evidence = read::evidence(tx, competition).await?;
                if evidence.rules() == new {
                    return Err(Refusal::NothingThere.into());
                }
                // A lottery whose seed was not fixed before is none.
                if new.lottery && evidence.ranking.seal.is_some() && !evidence.ranking.rules.lottery {
                    return Err(AppError::field("lottery", app::error::Problem::Choice));
                }
                let payload = serde_json::to_string(&new).map_err(|_| AppError::Internal)?;
                let proposed = NewProposal { kind: ProposalKind::Method, payload, reason: why, release_at: None };
                let id = proposal::propose(tx, &by, &proposed).await?;
                let event = Event {
                    competition: Some(by.competition()),
                    actor: by.account(),
                    action: "results.propose_method",
                    subject: id.to_string(),
                    payload: json!({ "old": evidence.rules(), "new": new, "reason": proposed.reason }),
                };
                audit::append(tx, event).await?;
                Ok(Next::done(lab(&slug), Done::MethodProposed))
            })
        })
        .await
}

fn at_field(error: AppError, field: &str) -> AppError {
    match error {
        AppError::Invalid(errors) => AppError::Invalid(
            errors.into_iter().map(|error| app::error::FieldError { field: field.to_owned(), ..error }).collect(),
        ),
        other => other,
    }
}

/// A second organiser agreed: from now on this is ranked by.
pub(super) async fn take_effect(
    tx: &mut Tx,
    by: &Owner,
    competition: &Competition,
    proposed: &Proposal,
) -> Result<(), AppError> {
    if !write::hold(tx, by).await? {
        return Err(Refusal::WrongState.into());
    }
    proposal::end(tx, by.competition(), proposed.id, true).await?;
    let evidence = read::evidence(tx, competition.clone()).await?;
    rules::standings(&evidence).map_err(broken)?;
    let event = Event {
        competition: Some(by.competition()),
        actor: by.account(),
        action: "results.change_method",
        subject: proposed.id.to_string(),
        payload: json!({ "rules": proposed.payload, "reason": proposed.reason }),
    };
    Ok(audit::append(tx, event).await?)
}

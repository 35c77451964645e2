//! Ranking by another method than the sealed one: for a reason, by two organisers, shown beside the results.

use super::{broken, deciding, desk, record};
use crate::{
    auth::permits::Owner,
    competition::store::proposal::{self, NewProposal},
    db::Tx,
    request::Request,
    results::store::{read, write},
};
use app::{
    competition::{
        model::{Competition, Proposal, ProposalKind},
        rules::{MethodForm, ranking_rules, reason_at},
    },
    error::{AppError, Refusal},
    next::{Done, Next},
    results::rules,
};
use serde_json::json;

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
                let (competition, by) = deciding(tx, caller.as_deref(), &slug).await?;
                by.impartial()?;
                let new = ranking_rules(&form)?;
                let why = reason_at("departure_reason", &departure_reason, true)?;
                let evidence = read::evidence(tx, competition).await?;
                if evidence.rules() == new {
                    return Err(Refusal::NothingThere.into());
                }
                // A lottery whose seed was not fixed before is none.
                if new.lottery && evidence.ranking.seal.is_some() && !evidence.ranking.rules.lottery {
                    return Err(AppError::field("lottery", app::error::Problem::Choice));
                }
                let written = serde_json::to_string(&new).map_err(|_| AppError::Internal)?;
                let proposed =
                    NewProposal { kind: ProposalKind::Method, payload: written, reason: why, release_at: None };
                let id = proposal::propose(tx, &by, &proposed).await?;
                let payload = json!({ "old": evidence.rules(), "new": new, "reason": proposed.reason });
                record(tx, &by, "results.propose_method", id, payload).await?;
                Ok(Next::done(desk(&slug), Done::MethodProposed))
            })
        })
        .await
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
    let payload = json!({ "rules": proposed.payload, "reason": proposed.reason });
    record(tx, by, "results.change_method", proposed.id, payload).await
}

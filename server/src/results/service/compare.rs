//! The sealed method beside the others.

use super::{broken, organised};
use crate::{
    auth::permits::Observer,
    competition::store::{method, proposal},
    request::Request,
    results::store::read,
};
use app::{
    competition::model::ProposalKind,
    error::AppError,
    results::{
        model::MethodComparison,
        rules::{self, Evidence},
    },
};

/// What other methods would make of the same scorecards; without what is kept from the reader.
pub(super) async fn compare(request: &Request, slug: &str) -> Result<MethodComparison, AppError> {
    let mut conn = request.read().await?;
    let (competition, by) = organised::<Observer>(&mut conn, request.caller(), slug).await?;
    rules::may_decide(competition.state)?;
    let id = competition.id;
    let mut proposals = proposal::waiting(&mut conn, id, by.account()).await?;
    proposals.retain(|one| one.kind == ProposalKind::Method);
    let evidence = read::evidence(&mut conn, competition).await?.without(by.kept());
    // The seed decides ties here and is not shown.
    let lottery = if evidence.ranking.rules.lottery { method::lottery_seed(&mut conn, id).await? } else { None };
    drop(conn);
    let sealed = Evidence { departure: None, lottery, ..evidence.clone() };
    let departed = evidence.departure.is_some().then_some(&evidence);
    rules::compare(&sealed, departed, proposals, by.impartial().is_ok()).map_err(broken)
}

//! Receipts: how a judge shows later what the log states of a scorecard.

use crate::{
    audit::leaves::{self, Stated},
    auth::permits::{self, AssignedJudge},
    competition::store::read as competitions,
    db::{Conn, DbError},
    entries::store::read as entries,
    request::Request,
    scores::store::read,
};
use app::{
    error::{AppError, Refusal},
    ids::EntryId,
    log::{checkpoint::Checkpoint, proof::Proof, tree},
    scores::model::{Receipt, Scorecard, ScorecardState, ScorecardStatement},
};

/// What is stated of the caller's scorecard of an entry, and the scorecard's state and version.
async fn find(conn: &mut Conn, permit: &AssignedJudge) -> Result<(Stated, Scorecard), AppError> {
    let card = read::one(conn, permit.judge(), permit.entry(), permit.round()).await?.ok_or(Refusal::NothingThere)?;
    let stated = leaves::newest(conn, card.id.uuid()).await?.ok_or(Refusal::NothingThere)?;
    Ok((stated, card))
}

pub(super) async fn receipt(request: &Request, entry: EntryId) -> Result<Receipt, AppError> {
    let mut conn = request.read().await?;
    let permit = permits::assigned_judge(&mut conn, request.caller(), entry).await?;
    let competition = competitions::by_id(&mut conn, permit.competition()).await?.ok_or(AppError::NotFound)?;
    let title = entries::snapshot(&mut conn, entry).await?.map(|snapshot| snapshot.content.title);
    let (found, card) = find(&mut conn, &permit).await?;
    let stated: ScorecardStatement =
        serde_json::from_str(&found.body).map_err(|error| DbError::corrupt("log_statement", "body", error))?;
    let size = leaves::size(&mut conn, permit.competition()).await?;
    Ok(Receipt {
        entry,
        title: title.unwrap_or_default(),
        at: card.saved_at,
        time_zone: competition.time_zone,
        counts: card.state == ScorecardState::Submitted && card.version == stated.version,
        stated,
        leaf: hex::encode(found.leaf),
        place: found.position.map(|position| (position, size)),
        key: request.config.log_key(&competition.slug)?.signer().line(),
        competition: (competition.name, competition.slug),
    })
}

/// The receipt as a file: a proof for the log as it is now.
///
/// # Errors
/// As the page; [`Refusal::NothingThere`] also while it is not final.
pub async fn file(request: &Request, entry: EntryId) -> Result<String, AppError> {
    let mut conn = request.read().await?;
    let permit = permits::assigned_judge(&mut conn, request.caller(), entry).await?;
    let competition = competitions::by_id(&mut conn, permit.competition()).await?.ok_or(AppError::NotFound)?;
    let (found, _) = find(&mut conn, &permit).await?;
    let index = found.position.ok_or(Refusal::NothingThere)?;
    let leaves = leaves::all(&mut conn, permit.competition()).await?;
    let place = usize::try_from(index).map_err(|_| AppError::Internal)?;
    let path = tree::inclusion(&leaves, place).ok_or(Refusal::NothingThere)?;
    let key = request.config.log_key(&competition.slug)?;
    let size = u64::try_from(leaves.len()).map_err(|_| AppError::Internal)?;
    let checkpoint = Checkpoint { origin: key.signer().name.clone(), size, root: tree::root(&leaves) };
    let leaf = [found.salt.as_slice(), found.body.as_bytes()].concat();
    Ok(Proof { leaf, index, path, note: key.sign(&checkpoint)? }.text())
}

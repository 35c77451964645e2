//! Publications that were confirmed for a time come out when it has come, by the server's clock (trust.md C-11).

use super::publish::publish;
use crate::{
    audit::{self, Event},
    auth::permits,
    clock::Ambient,
    competition::store::proposal,
    config::Config,
    db::{Db, DbError},
};
use app::{
    error::{AppError, Refusal},
    ids::{CompetitionId, ProposalId},
};
use serde_json::json;

/// Publishes what is due; gives how many came out. What is not any more what was approved does not, and is ended: organisers
/// see that it did not.
///
/// # Errors
/// The database's.
pub async fn due(db: &Db, ambient: &Ambient, config: &Config) -> Result<usize, DbError> {
    let due = proposal::due(&mut db.read().await?, ambient.now()).await?;
    let mut out = 0;
    for (competition, id) in due {
        let config = config.clone();
        let done: Result<(), AppError> = db
            .write(move |tx| {
                Box::pin(async move {
                    let now = tx.now();
                    let release = permits::release(tx, id, now).await?;
                    publish(tx, &release, &config).await
                })
            })
            .await;
        match done {
            Ok(()) => out += 1,
            Err(AppError::Refused(Refusal::PreviewChanged | Refusal::WrongState | Refusal::NotReady(_))) => {
                give_up(db, competition, id).await?;
            }
            // Another server of the same database was first, or it was withdrawn.
            Err(AppError::Refused(_)) => {}
            Err(error) => tracing::error!(%error, %id, "publishing what is due; tried again in a second"),
        }
    }
    Ok(out)
}

async fn give_up(db: &Db, competition: CompetitionId, id: ProposalId) -> Result<(), DbError> {
    db.write(move |tx| {
        Box::pin(async move {
            if !proposal::end(tx, competition, id, false).await? {
                return Ok(());
            }
            let event = Event {
                competition: Some(competition),
                actor: None,
                action: "results.not_released",
                subject: id.to_string(),
                payload: json!({}),
            };
            audit::append(tx, event).await
        })
    })
    .await
}

//! Publication: one transaction, one moment.

use super::{
    broken, desk, organised,
    pack::{self, Publishing},
};
use crate::{
    audit::{self, Event},
    auth::permits::Owner,
    mail::{self, Link, News},
    request::Request,
    results::store::{read, write},
};
use app::{
    competition::model::message::MessageTemplate,
    error::{AppError, Missing, Refusal},
    ids::PublicationId,
    next::{Done, Next},
    results::{ranking::Method, rules},
};
use serde_json::json;

/// Publishes the results if they are still those of the digest. The competition's row is taken first, so that no
/// decision can come between the computing and the commit.
pub(super) async fn publish(request: &Request, slug: String, approved: String) -> Result<Next, AppError> {
    let (caller, post, config) = (request.caller.clone(), request.config.post(), request.config.clone());
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = organised::<Owner>(tx, caller.as_deref(), &slug).await?;
                by.impartial()?;
                if !write::end_deliberation(tx, &by).await? {
                    return Err(Refusal::WrongState.into());
                }
                let (from, told) = (competition.state, competition.clone());
                let evidence = read::evidence(tx, competition).await?;
                let standings = rules::standings(&evidence).map_err(broken)?;
                let document = rules::document(&evidence, &standings);
                if document.entries_judged == 0 {
                    return Err(Refusal::NotReady(vec![Missing::Scorecard]).into());
                }
                let json = rules::json(&document).map_err(|_| AppError::Internal)?;
                let digest = rules::digest(&json);
                if digest != approved {
                    return Err(Refusal::PreviewChanged.into());
                }
                let id: PublicationId = tx.ambient().id();
                let version = write::insert_publication(tx, &by, id, &json, &digest).await?;
                let event = Event {
                    competition: Some(by.competition()),
                    actor: by.account(),
                    action: "results.publish",
                    subject: id.to_string(),
                    payload: json!({ "version": version, "digest": digest, "state": { "old": from, "new": "published" } }),
                };
                let publishing = Publishing {
                    by: &by,
                    id,
                    version,
                    evidence: &evidence,
                    standings: &standings,
                    document: &json,
                    method: Method::MEAN,
                };
                let statement = pack::commit(tx, &config, publishing).await?;
                audit::state(tx, event, statement).await?;
                let news = News {
                    competition: &told,
                    template: MessageTemplate::ResultsPublished,
                    event: format!("results_published:{id}"),
                    about: None,
                    link: Link::Page(format!("/c/{slug}/results")),
                };
                let people = mail::store::participants(tx, told.id).await?;
                mail::tell(tx, &post, &news, &people, |_| Vec::new()).await?;
                Ok(Next::done(desk(&slug), Done::ResultsPublished))
            })
        })
        .await
}

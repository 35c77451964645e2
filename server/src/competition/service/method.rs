//! Choosing how entries are ranked, and sealing it.

use super::{CompetitionService, next_version, note, organiser, pages::visible};
use crate::{
    audit::{self, Event, Statement},
    auth::permits::{Editor, Observer, Owner},
    competition::store::{board, method, read},
    db::Tx,
};
use app::{
    competition::{
        api::Methods,
        model::{Competition, MethodPage, SealedMethod},
        rules::{self, MethodForm},
    },
    error::{AppError, Missing, Refusal},
    next::{Done, Next},
};
use async_trait::async_trait;
use serde_json::json;

fn saved(slug: &str, done: Done) -> Next {
    Next::done(format!("/c/{slug}/organise/method"), done)
}

/// Seals what is chosen. Before judging begins this is always done, if nobody did it before.
pub(super) async fn seal(tx: &mut Tx, by: &Editor, competition: &Competition) -> Result<bool, AppError> {
    let tracks = read::tracks(tx, competition.id).await?;
    let chosen = method::choice(tx, competition.id).await?.rules;
    let seed: Option<[u8; 32]> = chosen.lottery.then(|| tx.ambient().random());
    let commitment = seed.map(|seed| rules::hex_digest(hex::encode(seed).as_bytes()));
    let sealed: SealedMethod = rules::sealed_method(competition, &tracks, chosen, commitment);
    let text = serde_json::to_string(&sealed).map_err(|_| AppError::Internal)?;
    let digest = rules::hex_digest(text.as_bytes());
    if !method::seal(tx, by, &text, &digest, seed.as_ref().map(<[u8; 32]>::as_slice)).await? {
        return Ok(false);
    }
    let payload = json!({ "digest": digest, "sealed": sealed });
    let event = Event {
        competition: Some(competition.id),
        actor: by.account(),
        action: "competition.seal_method",
        subject: competition.id.to_string(),
        payload,
    };
    // The log states it, so that a result pack shows that it is what was sealed, and when.
    let statement = Statement {
        competition: competition.id,
        subject: competition.id.uuid(),
        body: rules::seal_statement(competition.id, &text)?,
    };
    audit::state(tx, event, statement).await?;
    Ok(true)
}

#[async_trait]
impl Methods for CompetitionService {
    async fn desk(&self, slug: String) -> Result<MethodPage, AppError> {
        let mut conn = self.0.read().await?;
        let (_, competition) = organiser::<Observer>(&mut conn, self.0.caller(), &slug).await?;
        let tracks = read::tracks(&mut conn, competition.id).await?;
        Ok(MethodPage { choice: method::choice(&mut conn, competition.id).await?, tracks, competition })
    }

    async fn public(&self, slug: String) -> Result<MethodPage, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, _) = visible(&mut conn, self.0.caller(), &slug).await?;
        let tracks = read::tracks(&mut conn, competition.id).await?;
        Ok(MethodPage { choice: method::choice(&mut conn, competition.id).await?, tracks, competition })
    }

    async fn choose(&self, slug: String, version: i64, form: MethodForm) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, competition) = organiser::<Editor>(tx, caller.as_deref(), &slug).await?;
                    let old = method::choice(tx, competition.id).await?;
                    rules::may_choose_method(competition.state, old.seal.is_some())?;
                    let new = rules::ranking_rules(&form)?;
                    next_version(tx, &by, &competition, version).await?;
                    if !method::choose(tx, &by, &new).await? {
                        return Err(Refusal::MethodSealed.into());
                    }
                    let payload = json!({ "old": old.rules, "new": new });
                    note(tx, &by, "competition.choose_method", competition.id.to_string(), payload).await?;
                    Ok(saved(&slug, Done::Saved))
                })
            })
            .await
    }

    async fn seal(&self, slug: String, version: i64) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, competition) = organiser::<Owner>(tx, caller.as_deref(), &slug).await?;
                    let old = method::choice(tx, competition.id).await?;
                    rules::may_choose_method(competition.state, old.seal.is_some())?;
                    let now = tx.now();
                    let facts = board::facts(tx, competition.id, now).await?;
                    if facts.tracks == 0 || facts.tracks_with_rubric < facts.tracks {
                        return Err(Refusal::NotReady(vec![Missing::Rubric]).into());
                    }
                    next_version(tx, &by, &competition, version).await?;
                    if !seal(tx, &by, &competition).await? {
                        return Err(Refusal::MethodSealed.into());
                    }
                    Ok(saved(&slug, Done::MethodSealed))
                })
            })
            .await
    }
}

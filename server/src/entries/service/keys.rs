//! Keys by which judges get into entries, for those who keep them.

use super::{EntriesService, record, store, with_competition};
use crate::{
    auth::{
        Caller,
        permits::{self, About, Checker, Organises},
    },
    db::{Conn, DbError},
    entries::store::keys::{self, Keeper, SealedKey},
};
use app::{
    entries::{api::Keys, model::BrokenKey, rules, views::KeyVault},
    error::{AppError, Refusal},
    ids::EntryId,
    next::{Done, Next},
};
use async_trait::async_trait;
use serde_json::json;
use uuid::Uuid;

/// Whoever keeps the keys of this entry: to everybody else it does not exist.
async fn keeper(conn: &mut Conn, caller: Option<&Caller>, id: EntryId) -> Result<Keeper, AppError> {
    match permits::entry_editor(conn, caller, id).await {
        Ok(by) => return Ok(Keeper::Team(by)),
        Err(AppError::NotFound) => {}
        Err(other) => return Err(other),
    }
    let entry = store::read::entry(conn, id).await?.ok_or(AppError::NotFound)?;
    let by: Checker = permits::organiser(conn, caller, entry.competition).await?;
    let by: About<Checker> = by.about(id)?;
    Ok(Keeper::Organiser(by))
}

/// What a change of keys begins with: whoever keeps them, as long as the entry can be judged.
async fn begin(conn: &mut Conn, caller: Option<&Caller>, id: EntryId) -> Result<Keeper, AppError> {
    let by = keeper(conn, caller, id).await?;
    let (entry, competition) = with_competition(conn, id).await?;
    rules::may_keep_keys(entry.state, competition.state)?;
    Ok(by)
}

fn back(entry: EntryId, done: Done) -> Next {
    Next::done(format!("/entries/{entry}/keys"), done)
}

#[async_trait]
impl Keys for EntriesService {
    async fn vault(&self, id: EntryId) -> Result<KeyVault, AppError> {
        let mut conn = self.0.read().await?;
        let by = keeper(&mut conn, self.0.caller(), id).await?;
        let (entry, competition) = with_competition(&mut conn, id).await?;
        let counts = keys::counts(&mut conn, &by).await?;
        let vault = self.0.config.link_key.vault();
        let broken = keys::broken(&mut conn, &by)
            .await?
            .into_iter()
            .map(|one| {
                let ending = rules::ending(&vault.open(id.uuid(), one.id, &one.sealed)?);
                Ok(BrokenKey { ending, words: one.words, at: one.at })
            })
            .collect::<Result<_, DbError>>()?;
        Ok(KeyVault {
            may_change: rules::may_keep_keys(entry.state, competition.state),
            competition,
            entry: id,
            title: entry.content.title,
            own: matches!(by, Keeper::Team(_)),
            counts,
            broken,
        })
    }

    async fn add(&self, id: EntryId, typed: String) -> Result<Next, AppError> {
        let (caller, vault) = (self.0.caller.clone(), self.0.config.link_key.vault());
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let by = begin(tx, caller.as_deref(), id).await?;
                    let mut sealed = Vec::new();
                    for secret in rules::keys(&typed)? {
                        let row: Uuid = tx.ambient().id();
                        let fingerprint = vault.fingerprint(&secret)?;
                        sealed.push(SealedKey { id: row, sealed: vault.seal(id.uuid(), row, &secret)?, fingerprint });
                    }
                    let added = keys::add(tx, &by, &sealed).await?;
                    let payload = json!({ "keys": added });
                    record(tx, by.competition(), by.account(), "entries.add_keys", id, payload).await?;
                    Ok(back(id, Done::KeysAdded))
                })
            })
            .await
    }

    async fn take_back(&self, id: EntryId) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let by = begin(tx, caller.as_deref(), id).await?;
                    let taken = keys::take_back(tx, &by).await?;
                    if taken == 0 {
                        return Err(Refusal::NothingThere.into());
                    }
                    let payload = json!({ "keys": taken });
                    record(tx, by.competition(), by.account(), "entries.take_keys_back", id, payload).await?;
                    Ok(back(id, Done::KeysTakenBack))
                })
            })
            .await
    }
}

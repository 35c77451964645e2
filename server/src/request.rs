//! One request, as the services see it: who asks, with which idempotency key, on which database.

pub(crate) mod store;

use crate::{
    auth::Caller,
    clock::Ambient,
    config::Config,
    db::{Conn, Db, DbError, Tx},
    files::Received,
};
use app::{
    accounts::model::Viewer,
    error::{AppError, Refusal},
    i18n::Locale,
    ids::AccountId,
    time::Moment,
};
use futures::future::BoxFuture;
use leptos_axum::ResponseOptions;
use serde::{Serialize, de::DeserializeOwned};
use std::sync::Arc;

/// The key a form came with, and the hash of everything else in it.
#[derive(Clone, Debug)]
pub struct IdempotencyKey {
    /// The key, made for the form when its page was drawn.
    pub key: String,
    /// SHA-256 of the operation and the form.
    pub request_hash: [u8; 32],
}

/// What a service works with. Cheap to clone.
#[derive(Clone)]
pub struct Request {
    /// The database.
    pub db: Db,
    /// Time and randomness.
    pub ambient: Ambient,
    /// Settings.
    pub config: Config,
    /// Who asks.
    pub caller: Option<Arc<Caller>>,
    /// The language of the page.
    pub locale: Locale,
    /// The form's key, on a write.
    pub key: Option<Arc<IdempotencyKey>>,
    /// The file that came with the form.
    pub file: Option<Arc<Received>>,
    /// When the whole request had arrived, for one that took its time: what a deadline is compared with.
    pub arrived: Option<Moment>,
    /// Whether a browser fetches it before anybody asked to see it.
    pub ahead: bool,
    /// Whether the device says that it has not sent all that was written on it.
    pub unsent: bool,
    /// The reply's headers, for the cookies of signing in and out.
    pub reply: Option<ResponseOptions>,
}

impl Request {
    /// Who asks, for permits.
    pub fn caller(&self) -> Option<&Caller> {
        self.caller.as_deref()
    }

    /// The asking account, if somebody is signed in.
    pub fn account(&self) -> Option<AccountId> {
        self.caller().map(Caller::account)
    }

    /// Under which name replies are remembered.
    fn caller_name(&self) -> String {
        self.account().map_or_else(|| "anonymous".to_owned(), |account| account.to_string())
    }

    /// What a page's header shows of the person.
    pub fn viewer(&self) -> Option<Viewer> {
        self.caller().map(Caller::viewer)
    }

    /// A connection to read with.
    ///
    /// # Errors
    /// [`AppError::Busy`].
    pub async fn read(&self) -> Result<Conn, AppError> {
        Ok(self.db.read().await?)
    }

    /// Whether a form with this key was answered before, whatever the answer.
    ///
    /// # Errors
    /// [`AppError::Busy`].
    pub async fn was_answered(&self, key: &str) -> Result<bool, AppError> {
        let caller = self.caller_name();
        Ok(store::reply(&mut self.read().await?, &caller, key).await?.is_some())
    }

    /// Does a write once: if the same form was sent before, its first reply is given again and nothing is done
    /// (trust.md N-02). The job, its audit events and the memory of the key are one transaction, and the key comes last: who
    /// comes again meets it there, and what it did until then is undone.
    ///
    /// # Errors
    /// The job's; [`AppError::Malformed`] without a key, `KeyReused` when the key came with other contents before.
    pub async fn write<T>(
        &self,
        job: impl for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, AppError>> + Send + 'static,
    ) -> Result<T, AppError>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
    {
        let key = self.key.clone().ok_or(AppError::Malformed)?;
        let caller = self.caller_name();
        let (known_key, known_caller) = (key.clone(), caller.clone());
        let written = self
            .db
            .write(move |tx| {
                Box::pin(async move {
                    let value = job(tx).await?;
                    let reply = serde_json::to_string(&value).map_err(|_| AppError::Internal)?;
                    store::remember(tx, &caller, &key, &reply).await.map_err(|error| match error {
                        // It was done before.
                        DbError::Unique(_) => AppError::Busy,
                        other => other.into(),
                    })?;
                    Ok(value)
                })
            })
            .await;
        // Sent before, or twice at once: what it met is its own doing. It gets the first one's reply.
        let error = match written {
            Err(error) => error,
            done => return done,
        };
        match self.read().await {
            Ok(mut conn) => earlier_reply(&mut conn, &known_caller, &known_key).await?.ok_or(error),
            Err(_) => Err(error),
        }
    }

    /// A write that needs no key because doing it twice changes nothing more: signing in and out.
    ///
    /// # Errors
    /// The job's.
    pub async fn write_unkeyed<T>(
        &self,
        job: impl for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, AppError>> + Send + 'static,
    ) -> Result<T, AppError>
    where
        T: Send + 'static,
    {
        self.db.write(job).await
    }
}

async fn earlier_reply<T: DeserializeOwned>(
    conn: &mut Conn,
    caller: &str,
    key: &IdempotencyKey,
) -> Result<Option<T>, AppError> {
    match store::reply(conn, caller, &key.key).await? {
        None => Ok(None),
        Some((hash, _)) if hash != key.request_hash => Err(Refusal::KeyReused.into()),
        Some((_, reply)) => serde_json::from_str(&reply).map(Some).map_err(|_| AppError::Internal),
    }
}

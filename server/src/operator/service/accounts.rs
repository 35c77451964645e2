//! Accounts of organisers.

use crate::{
    accounts::store,
    audit::{self, Event},
    auth::{
        link::{self, LinkKey},
        permits::Operator,
    },
    competition,
    db::{Db, DbError, Tx},
};
use app::{
    accounts::model::{LinkPurpose, Rights, Role},
    ids::AccountId,
};
use serde_json::json;

/// What came of it.
#[derive(Debug)]
pub enum Made {
    /// A one-time link: its token.
    Link(String),
    /// The account was there already and got the role.
    RoleOnly,
}

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum OperatorError {
    /// The address has an account.
    #[error("{0} has an account already; `peaceapp account reset --email {0}` prints a new link for it")]
    Taken(String),
    /// The address has no account.
    #[error("{0} has no account")]
    NoAccount(String),
    /// There is no such competition.
    #[error("there is no competition {0}")]
    NoCompetition(String),
    /// The database's.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Makes an account that organises one competition, or, without one, creates competitions and organises all. An account
/// that is there already only gets the role in a competition.
///
/// # Errors
/// [`OperatorError`].
pub async fn create_organiser(
    db: &Db,
    key: LinkKey,
    email: String,
    name: String,
    competition: Option<String>,
) -> Result<Made, OperatorError> {
    db.write(move |tx| {
        Box::pin(async move {
            let place = match &competition {
                Some(slug) => Some(
                    competition::store::read::by_slug(tx, slug)
                        .await?
                        .ok_or_else(|| OperatorError::NoCompetition(slug.clone()))?
                        .id,
                ),
                None => None,
            };
            let known = store::credentials(tx, &email).await?.map(|found| AccountId::from(found.id));
            let account = match (known, place) {
                (Some(_), None) => return Err(OperatorError::Taken(email)),
                (Some(account), Some(_)) => account,
                (None, _) => {
                    let account: AccountId = tx.ambient().id();
                    store::insert(tx, account, &email, &name, None).await?;
                    account
                }
            };
            match place {
                Some(place) => {
                    store::add_role(tx, account, place, Role::Organiser).await?;
                    // Whoever has the database can always make an owner, also of somebody who organised with less.
                    let by = Operator::at_the_command_line().owner(place);
                    competition::store::organisers::set_rights(tx, &by, account, Rights::Owner).await?;
                }
                None => store::make_host(tx, &Operator::at_the_command_line().host(), account).await?,
            }
            let event = Event {
                competition: place,
                actor: None,
                action: "accounts.create_organiser",
                subject: account.to_string(),
                payload: json!({ "competition": competition, "new": known.is_none() }),
            };
            audit::append(tx, event).await?;
            if known.is_some() { Ok(Made::RoleOnly) } else { password_link(tx, &key, account).await }
        })
    })
    .await
}

/// Makes a new link for an account; older ones end.
///
/// # Errors
/// [`OperatorError`].
pub async fn reset(db: &Db, key: LinkKey, email: String) -> Result<Made, OperatorError> {
    db.write(move |tx| {
        Box::pin(async move {
            let Some(found) = store::credentials(tx, &email).await? else {
                return Err(OperatorError::NoAccount(email));
            };
            let account = AccountId::from(found.id);
            let event = Event {
                competition: None,
                actor: None,
                action: "accounts.reset",
                subject: account.to_string(),
                payload: json!({}),
            };
            audit::append(tx, event).await?;
            password_link(tx, &key, account).await
        })
    })
    .await
}

async fn password_link(tx: &mut Tx, key: &LinkKey, account: AccountId) -> Result<Made, OperatorError> {
    link::revoke(tx, LinkPurpose::Password, account.uuid()).await?;
    Ok(Made::Link(key.make(tx, LinkPurpose::Password, Some(account), Some(account.uuid())).await?))
}

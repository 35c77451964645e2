//! Permits of those who run a competition. There are four, one for each of [`Rights`], and each holds the next lower one:
//! whoever has the higher may give it wherever a lower one is asked for, and there is no way up. A write names the one it
//! needs in its signature, so that with a lower one it does not compile.

use super::{Host, Operator, signed_in};
use crate::{
    auth::{Caller, store},
    db::Conn,
};
use app::{
    accounts::model::Rights,
    error::AppError,
    ids::{AccountId, CompetitionId},
};
use std::ops::Deref;

/// Reads what organisers read; every organiser may.
#[derive(Clone, Debug)]
pub struct Observer {
    account: Option<AccountId>,
    competition: CompetitionId,
    rights: Rights,
}

/// Checks entries and answers people.
#[derive(Clone, Debug)]
pub struct Checker(Observer);

/// Changes everything but who organises, publication and what is kept for how long.
#[derive(Clone, Debug)]
pub struct Editor(Checker);

/// Everything.
#[derive(Clone, Debug)]
pub struct Owner(Editor);

impl Observer {
    /// The account; none for the operator at the command line.
    pub const fn account(&self) -> Option<AccountId> {
        self.account
    }
    /// The competition.
    pub const fn competition(&self) -> CompetitionId {
        self.competition
    }
    /// The rights that the permit was made from, for what a page shows; what may be written, the permit's type says.
    pub const fn rights(&self) -> Rights {
        self.rights
    }
}

impl Deref for Checker {
    type Target = Observer;
    fn deref(&self) -> &Observer {
        &self.0
    }
}

impl Deref for Editor {
    type Target = Checker;
    fn deref(&self) -> &Checker {
        &self.0
    }
}

impl Deref for Owner {
    type Target = Editor;
    fn deref(&self) -> &Editor {
        &self.0
    }
}

impl Owner {
    /// Who can read the database file anyhow.
    pub(super) const fn of_the_operator(_operator: Operator, competition: CompetitionId) -> Self {
        Self(Editor(Checker(Observer { account: None, competition, rights: Rights::Owner })))
    }

    /// An owner may begin a further edition.
    pub const fn host(&self) -> Host {
        Host { account: self.0.0.0.account }
    }
}

/// Making a permit from an organiser whose rights were found to be enough. The module is private: nobody else can.
mod made {
    pub trait Made: Sized {
        fn from(observer: super::Observer) -> Self;
    }
}
use made::Made;

impl Made for Observer {
    fn from(observer: Observer) -> Self {
        observer
    }
}

impl Made for Checker {
    fn from(observer: Observer) -> Self {
        Self(observer)
    }
}

impl Made for Editor {
    fn from(observer: Observer) -> Self {
        Self(Checker(observer))
    }
}

impl Made for Owner {
    fn from(observer: Observer) -> Self {
        Self(Editor(Checker(observer)))
    }
}

/// A permit of an organiser.
pub trait Organises: Made {
    /// The rights it takes.
    const NEEDS: Rights;
}

impl Organises for Observer {
    const NEEDS: Rights = Rights::Observer;
}

impl Organises for Checker {
    const NEEDS: Rights = Rights::Checker;
}

impl Organises for Editor {
    const NEEDS: Rights = Rights::Editor;
}

impl Organises for Owner {
    const NEEDS: Rights = Rights::Owner;
}

/// The permit that is asked for, from the rights as they are stored at this moment.
///
/// # Errors
/// [`AppError::SignIn`]; [`AppError::NotFound`] when there is no such competition, when the caller does not organise it,
/// and when the caller's rights there do not go so far.
pub async fn organiser<P: Organises>(
    conn: &mut Conn,
    caller: Option<&Caller>,
    competition: CompetitionId,
) -> Result<P, AppError> {
    let account = signed_in(caller)?.account;
    let rights = store::rights(conn, account, competition).await?.ok_or(AppError::NotFound)?;
    if rights < P::NEEDS {
        return Err(AppError::NotFound);
    }
    Ok(Made::from(Observer { account: Some(account), competition, rights }))
}

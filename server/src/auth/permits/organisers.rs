//! Permits of those who run a competition. There are four, one for each of [`Rights`], and each holds the next lower one:
//! whoever has the higher may give it wherever a lower one is asked for, and there is no way up. A write names the one it
//! needs in its signature, so that with a lower one it does not compile.
//!
//! Organisers have conflicts of interest too. A permit holds which entries are kept from its holder, and what is read or
//! decided about one entry takes [`About`], which is not made of an entry that is kept.

use super::{Host, Operator, signed_in};
use crate::{
    auth::{Caller, store},
    db::Conn,
};
use app::{
    accounts::model::Rights,
    error::{AppError, Refusal},
    ids::{AccountId, CompetitionId, EntryId},
};
use std::{collections::BTreeSet, ops::Deref, sync::Arc};

/// Reads what organisers read; every organiser may.
#[derive(Clone, Debug)]
pub struct Observer {
    account: Option<AccountId>,
    competition: CompetitionId,
    rights: Rights,
    kept: Arc<BTreeSet<EntryId>>,
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
    /// Whether an entry is kept from this organiser, who has a conflict of interest with it.
    pub fn kept_from(&self, entry: EntryId) -> bool {
        self.kept.contains(&entry)
    }
    /// The entries that are kept from this organiser; of most organisers none.
    pub fn kept(&self) -> &BTreeSet<EntryId> {
        &self.kept
    }
    /// For what decides about all entries at once, as publishing does: nothing is kept from this organiser.
    ///
    /// # Errors
    /// [`Refusal::OwnConflict`].
    pub fn impartial(&self) -> Result<(), Refusal> {
        if self.kept.is_empty() { Ok(()) } else { Err(Refusal::OwnConflict) }
    }
}

/// An organiser's permit for one entry that is not kept from them. It gives the permit it was made from.
#[derive(Clone, Debug)]
pub struct About<P> {
    by: P,
    entry: EntryId,
}

impl<P> About<P> {
    /// The entry.
    pub const fn entry(&self) -> EntryId {
        self.entry
    }
}

impl<P> Deref for About<P> {
    type Target = P;
    fn deref(&self) -> &P {
        &self.by
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
    pub(super) fn of_the_operator(_operator: Operator, competition: CompetitionId) -> Self {
        Self(Editor(Checker(Observer { account: None, competition, rights: Rights::Owner, kept: Arc::default() })))
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
pub trait Organises: Made + AsRef<Observer> {
    /// The rights it takes.
    const NEEDS: Rights;

    /// A permit, this one or a lower one, for one entry.
    ///
    /// # Errors
    /// [`Refusal::OwnConflict`] when the entry is kept from the organiser: another one has to act.
    fn about<P: Clone>(&self, entry: EntryId) -> Result<About<P>, Refusal>
    where
        Self: AsRef<P>,
    {
        if AsRef::<Observer>::as_ref(self).kept_from(entry) {
            return Err(Refusal::OwnConflict);
        }
        Ok(About { by: AsRef::<P>::as_ref(self).clone(), entry })
    }
}

macro_rules! holds {
    ($($higher:ident: $($lower:ident),+;)+) => {$($(
        impl AsRef<$lower> for $higher {
            fn as_ref(&self) -> &$lower {
                self
            }
        }
    )+)+};
}

holds! {
    Observer: Observer;
    Checker: Checker, Observer;
    Editor: Editor, Checker, Observer;
    Owner: Owner, Editor, Checker, Observer;
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
    let kept = Arc::new(store::kept(conn, account, competition).await?);
    Ok(Made::from(Observer { account: Some(account), competition, rights, kept }))
}

//! Permits of those who deliberate: members of the panel, with the entries that are kept from them, and whoever speaks about
//! one entry.

use super::{About, Editor, ready_judge};
use crate::{
    auth::{Caller, store},
    db::Conn,
};
use app::{
    error::{AppError, Refusal},
    ids::{AccountId, CompetitionId, EntryId, JudgeId},
};
use std::{collections::BTreeSet, sync::Arc};

/// Deliberates with the panel: has declared conflicts of interest and signed conduct, and is not on reserve.
#[derive(Clone, Debug)]
pub struct Deliberant {
    account: AccountId,
    competition: CompetitionId,
    judge: JudgeId,
    kept: Arc<BTreeSet<EntryId>>,
}

impl Deliberant {
    /// The account.
    pub const fn account(&self) -> AccountId {
        self.account
    }
    /// The judge.
    pub const fn judge(&self) -> JudgeId {
        self.judge
    }
    /// The entries that are kept from this judge.
    pub fn kept(&self) -> &BTreeSet<EntryId> {
        &self.kept
    }
    /// For what weighs these entries against each other: none is kept from this judge.
    ///
    /// # Errors
    /// [`Refusal::ConflictOfInterest`].
    pub fn free_of(&self, mut entries: impl Iterator<Item = EntryId>) -> Result<(), Refusal> {
        if entries.any(|entry| self.kept.contains(&entry)) { Err(Refusal::ConflictOfInterest) } else { Ok(()) }
    }
    /// A permit to speak about an entry.
    ///
    /// # Errors
    /// [`Refusal::ConflictOfInterest`].
    pub fn speaker(&self, entry: EntryId) -> Result<Speaker, Refusal> {
        self.free_of(std::iter::once(entry))?;
        let (account, competition, judge) = (Some(self.account), self.competition, Some(self.judge));
        Ok(Speaker { account, competition, entry, judge })
    }
}

/// May speak about an entry in the panel's room.
#[derive(Clone, Debug)]
pub struct Speaker {
    account: Option<AccountId>,
    competition: CompetitionId,
    entry: EntryId,
    judge: Option<JudgeId>,
}

impl Speaker {
    /// The account; none for the operator at the command line.
    pub const fn account(&self) -> Option<AccountId> {
        self.account
    }
    /// The entry.
    pub const fn entry(&self) -> EntryId {
        self.entry
    }
    /// As which judge; none for an organiser.
    pub const fn judge(&self) -> Option<JudgeId> {
        self.judge
    }
}

impl From<About<Editor>> for Speaker {
    fn from(by: About<Editor>) -> Self {
        Self { account: by.account(), competition: by.competition(), entry: by.entry(), judge: None }
    }
}

/// A permit of somebody who may write in the room of a competition.
pub trait InRoom: Sync {
    /// The competition.
    fn place(&self) -> CompetitionId;
}

impl InRoom for Deliberant {
    fn place(&self) -> CompetitionId {
        self.competition
    }
}

impl InRoom for Speaker {
    fn place(&self) -> CompetitionId {
        self.competition
    }
}

impl InRoom for Editor {
    fn place(&self) -> CompetitionId {
        self.competition()
    }
}

/// Deliberates with the panel of a competition.
///
/// # Errors
/// As [`ready_judge`].
pub async fn deliberant(
    conn: &mut Conn,
    caller: Option<&Caller>,
    competition: CompetitionId,
) -> Result<Deliberant, AppError> {
    let member = ready_judge(conn, caller, competition).await?;
    let (account, judge) = (member.account(), member.judge());
    let kept = store::kept_from_judge(conn, judge.uuid(), account, competition).await?;
    Ok(Deliberant { account, competition, judge, kept: Arc::new(kept) })
}

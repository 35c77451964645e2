//! Permits: what a caller may do, as values. A write takes the permit it needs, so a missing check does not compile.
//! They are made here, inside the transaction that uses them, from what the database says at that moment.

mod deliberation;
mod organisers;
mod release;
mod reopens;

pub use deliberation::{Deliberant, InRoom, Speaker, deliberant};
pub use organisers::{About, Checker, Editor, Observer, Organises, Owner, organiser};
pub use release::{Release, release};
pub use reopens::{Reopens, reopens};

use super::{Caller, store};
use crate::db::Conn;
use app::{
    accounts::model::LinkPurpose,
    error::{AppError, Refusal},
    ids::{AccountId, CompetitionId, EntryId, JudgeId, RoundId, TeamId},
};
use uuid::Uuid;

macro_rules! permits {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name { $($field: $kind),* }
        impl $name {
            $($(#[$field_doc])* pub const fn $field(&self) -> $kind { self.$field })*
        }
    )*};
}

permits! {
    /// Somebody is signed in.
    SignedIn {
        /// The account.
        account: AccountId,
    }
    /// May create competitions.
    Host {
        /// The account; none for the operator at the command line.
        account: Option<AccountId>,
    }
    /// Belongs to this team.
    TeamMember {
        /// The account.
        account: AccountId,
        /// The competition.
        competition: CompetitionId,
        /// The team.
        team: TeamId,
    }
    /// May write this entry, as far as its state allows.
    EntryEditor {
        /// The account; none for the operator at the command line.
        account: Option<AccountId>,
        /// The competition.
        competition: CompetitionId,
        /// The team.
        team: TeamId,
        /// The entry.
        entry: EntryId,
    }
    /// A seat on a panel: somebody who accepted, a member or on reserve, whether conduct is signed or not. It is enough
    /// for what is a judge's own, and for nothing of entries.
    Seat {
        /// Who.
        account: AccountId,
        /// Where.
        competition: CompetitionId,
        /// As whom.
        judge: JudgeId,
        /// Whether conduct is signed as it reads now.
        signed: bool,
        /// Whether on reserve.
        reserve: bool,
    }
    /// Sits on this panel: has accepted the invitation.
    PanelMember {
        /// The account.
        account: AccountId,
        /// The competition.
        competition: CompetitionId,
        /// The judge.
        judge: JudgeId,
        /// Whether conflicts of interest have been declared.
        ready: bool,
    }
    /// Judges this entry: assigned, ready, without a conflict, and the entry is eligible.
    AssignedJudge {
        /// The account.
        account: AccountId,
        /// The competition.
        competition: CompetitionId,
        /// The judge.
        judge: JudgeId,
        /// The entry.
        entry: EntryId,
        /// The round.
        round: RoundId,
        /// Whether samples come before real entries and one of them is not handed in.
        samples_first: bool,
    }
    /// Holds a one-time link that is good.
    LinkHolder {
        /// What it is for.
        purpose: LinkPurpose,
        /// Whose account it is about.
        account: Option<AccountId>,
        /// The judge, member or team it is about.
        subject: Option<Uuid>,
    }
}

impl PanelMember {
    /// The seat, which is less: conduct is signed, and the judge is not on reserve.
    pub const fn seat(&self) -> Seat {
        let Self { account, competition, judge, .. } = *self;
        Seat { account, competition, judge, signed: true, reserve: false }
    }
}

impl LinkHolder {
    pub(super) const fn new(purpose: LinkPurpose, account: Option<AccountId>, subject: Option<Uuid>) -> Self {
        Self { purpose, account, subject }
    }

    /// The subject, if the link is for this purpose.
    ///
    /// # Errors
    /// [`AppError::NotFound`]: a link for something else is no link here.
    pub fn subject_for(&self, purpose: LinkPurpose) -> Result<Uuid, AppError> {
        if self.purpose == purpose { self.subject.ok_or(AppError::NotFound) } else { Err(AppError::NotFound) }
    }
}

/// The operator at the command line, who can read the database file anyhow.
#[derive(Clone, Copy, Debug)]
pub struct Operator(());

impl Operator {
    /// Only the subcommands of the program call this.
    pub const fn at_the_command_line() -> Self {
        Self(())
    }
    /// May create competitions.
    pub const fn host(self) -> Host {
        Host { account: None }
    }
    /// Owns any competition.
    pub fn owner(self, competition: CompetitionId) -> Owner {
        Owner::of_the_operator(self, competition)
    }
    /// May write any entry.
    pub const fn editor(self, competition: CompetitionId, team: TeamId, entry: EntryId) -> EntryEditor {
        EntryEditor { account: None, competition, team, entry }
    }
}

impl Editor {
    /// An editor may bring in an entry in a team's name, as an import does.
    pub fn entry_editor(&self, team: TeamId, entry: EntryId) -> EntryEditor {
        EntryEditor { account: self.account(), competition: self.competition(), team, entry }
    }
}

/// Somebody is signed in.
///
/// # Errors
/// [`AppError::SignIn`].
pub fn signed_in(caller: Option<&Caller>) -> Result<SignedIn, AppError> {
    caller.map(|caller| SignedIn { account: caller.account }).ok_or(AppError::SignIn)
}

/// May create competitions.
///
/// # Errors
/// [`AppError::SignIn`], [`AppError::NotFound`].
pub async fn host(conn: &mut Conn, caller: Option<&Caller>) -> Result<Host, AppError> {
    let account = signed_in(caller)?.account;
    if store::is_host(conn, account).await? { Ok(Host { account: Some(account) }) } else { Err(AppError::NotFound) }
}

/// Belongs to this team.
///
/// # Errors
/// [`AppError::SignIn`], [`AppError::NotFound`].
pub async fn team_member(conn: &mut Conn, caller: Option<&Caller>, team: TeamId) -> Result<TeamMember, AppError> {
    let account = signed_in(caller)?.account;
    let row = store::membership(conn, account, team).await?.ok_or(AppError::NotFound)?;
    Ok(TeamMember { account, competition: row.competition_id.into(), team: row.team_id.into() })
}

/// May write this entry.
///
/// # Errors
/// [`AppError::SignIn`], [`AppError::NotFound`].
pub async fn entry_editor(conn: &mut Conn, caller: Option<&Caller>, entry: EntryId) -> Result<EntryEditor, AppError> {
    let account = signed_in(caller)?.account;
    let row = store::entry_membership(conn, account, entry).await?.ok_or(AppError::NotFound)?;
    Ok(EntryEditor { account: Some(account), competition: row.competition_id.into(), team: row.team_id.into(), entry })
}

fn is_seated(row: &store::JudgeRow) -> bool {
    matches!(row.state.as_str(), "accepted" | "ready")
}

/// The caller's seat on a panel.
///
/// # Errors
/// [`AppError::SignIn`]; [`AppError::NotFound`] without one.
pub async fn seat(conn: &mut Conn, caller: Option<&Caller>, competition: CompetitionId) -> Result<Seat, AppError> {
    let account = signed_in(caller)?.account;
    let row = store::judge(conn, account, competition).await?.filter(is_seated).ok_or(AppError::NotFound)?;
    let judge: JudgeId = row.id.into();
    Ok(Seat { account, competition, judge, signed: row.signed, reserve: row.standing == "reserve" })
}

/// Sits on this panel.
///
/// # Errors
/// [`AppError::SignIn`], [`AppError::NotFound`].
pub async fn panel_member(
    conn: &mut Conn,
    caller: Option<&Caller>,
    competition: CompetitionId,
) -> Result<PanelMember, AppError> {
    let account = signed_in(caller)?.account;
    let row = store::judge(conn, account, competition).await?.filter(is_seated).ok_or(AppError::NotFound)?;
    let judge: JudgeId = row.id.into();
    if row.standing == "reserve" {
        return Err(Refusal::OnReserve.into());
    }
    if !row.signed {
        return Err(Refusal::ConductNotSigned { slug: row.slug }.into());
    }
    Ok(PanelMember { account, competition, judge, ready: row.state == "ready" })
}

/// Sits on this panel and has declared conflicts of interest.
///
/// # Errors
/// As [`panel_member`]; [`Refusal::ConflictsNotDeclared`].
pub async fn ready_judge(
    conn: &mut Conn,
    caller: Option<&Caller>,
    competition: CompetitionId,
) -> Result<PanelMember, AppError> {
    let member = panel_member(conn, caller, competition).await?;
    if member.ready { Ok(member) } else { Err(Refusal::ConflictsNotDeclared.into()) }
}

/// Judges this entry.
///
/// # Errors
/// [`AppError::SignIn`]; [`AppError::NotFound`] for every reason why not, so that nothing is learnt from it.
pub async fn assigned_judge(
    conn: &mut Conn,
    caller: Option<&Caller>,
    entry: EntryId,
) -> Result<AssignedJudge, AppError> {
    let account = signed_in(caller)?.account;
    let row = store::assigned(conn, account, entry).await?.ok_or(AppError::NotFound)?;
    if !row.signed {
        return Err(Refusal::ConductNotSigned { slug: row.slug }.into());
    }
    Ok(AssignedJudge {
        account,
        competition: row.competition_id.into(),
        judge: row.judge_id.into(),
        entry,
        round: row.round_id.into(),
        samples_first: row.samples_first,
    })
}

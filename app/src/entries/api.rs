//! What this stage offers to pages and browsers.

mod deadline;
pub use deadline::{ChangeTrack, Deadlines, GiveException};
mod keys;
pub use keys::{AddKeys, Keys, TakeKeysBack};
mod screening;
pub use screening::*;
mod translations;
pub use translations::*;

use super::{
    rules::{CheckForm, ConsentForm, EntryForm, FileForm, MemberForm},
    views::{ConsentRequest, Desk, FilesView, MyEntries, Review, Start, TeamInvitation, Writing},
};
use crate::{
    error::AppError,
    ids::{AttachmentId, EntryId, MemberId},
    next::Next,
};
use async_trait::async_trait;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The fields by which an entry is begun, as they were typed; the founder's own are a [`MemberForm`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StartForm {
    /// The id of a track.
    pub track: String,
    /// Its name; may stay empty.
    pub title: String,
    /// The id of a team the caller belongs to; empty for a new one.
    pub team: String,
    /// The name of a new team.
    pub team_name: String,
    /// An organisation behind it, if any.
    pub organisation: String,
}

/// The port; the server implements it for one caller. To everybody who has no part in an entry it does not exist.
#[async_trait]
pub trait Entries: Send + Sync {
    /// What one needs to know to begin an entry. Anybody may ask.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn start(&self, slug: String) -> Result<Start, AppError>;

    /// The caller's entries in a competition.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn mine(&self, slug: String) -> Result<MyEntries, AppError>;

    /// An entry as its team sees it.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn desk(&self, entry: EntryId) -> Result<Desk, AppError>;

    /// An entry being written.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn writing(&self, entry: EntryId) -> Result<Writing, AppError>;

    /// The files of an entry, for its team.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn files(&self, entry: EntryId) -> Result<FilesView, AppError>;

    /// What a guardian is asked, by the token of the link.
    ///
    /// # Errors
    /// `LinkUsed`, `LinkExpired`, [`AppError::NotFound`].
    async fn consent_request(&self, token: String) -> Result<ConsentRequest, AppError>;

    /// What somebody is invited to, by the token of the link.
    ///
    /// # Errors
    /// `LinkUsed`, `LinkExpired`, [`AppError::NotFound`].
    async fn invitation(&self, token: String) -> Result<TeamInvitation, AppError>;

    /// One entry of a competition, for its organisers.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::NotFound`], also when the entry is of another competition.
    async fn review(&self, slug: String, entry: EntryId) -> Result<Review, AppError>;

    /// Begins a draft: a team with the caller as its first member (or one the caller has there), and an entry.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::Invalid`] at `track`, `title`, `team`, `team_name`, `organisation`,
    /// `public_name`, `country`, `guardian`; `EntriesNotOpen`, `EntriesClosed`, `EntryLimit`.
    async fn create(&self, slug: String, start: StartForm, founder: MemberForm) -> Result<Next, AppError>;

    /// Saves what was written. What was handed in before must stay complete, and is handed in anew.
    /// `version`: the one the writing is based on.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at any field; [`AppError::Stale`]; `EntriesClosed`, `CureOver`, `WrongState`.
    async fn save_draft(&self, entry: EntryId, version: i64, form: EntryForm) -> Result<Next, AppError>;

    /// Saves and hands in. `accept_rules` must be `on`, `rules_version` the version in force.
    ///
    /// # Errors
    /// As [`Entries::save_draft`]; [`AppError::Invalid`] at `accept_rules`; `NotReady` without rules.
    async fn submit(
        &self,
        entry: EntryId,
        version: i64,
        form: EntryForm,
        accept_rules: String,
        rules_version: i64,
    ) -> Result<Next, AppError>;

    /// Adds the file that came with the form. What was handed in before is handed in anew.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `kind`, `alt`, `file`; `FileTooLarge`, `NoSpace`; `EntriesClosed`, `CureOver`,
    /// `WrongState`; [`AppError::Busy`] when too many files are being checked.
    async fn add_file(&self, entry: EntryId, form: FileForm) -> Result<Next, AppError>;

    /// Says anew what a screenshot shows.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `alt`; as [`Entries::save_draft`] on states and times.
    async fn describe_file(&self, entry: EntryId, file: AttachmentId, alt: String) -> Result<Next, AppError>;

    /// Removes a file. What was handed in before is handed in anew without it.
    ///
    /// # Errors
    /// As [`Entries::save_draft`] on states and times.
    async fn remove_file(&self, entry: EntryId, file: AttachmentId) -> Result<Next, AppError>;

    /// Takes an entry back.
    ///
    /// # Errors
    /// `WrongState` once results are out, or when it is rejected or withdrawn.
    async fn withdraw(&self, entry: EntryId) -> Result<Next, AppError>;

    /// Changes the name and the organisation of an entry's team.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `team_name`, `organisation`; as [`Entries::save_draft`] on states and times.
    async fn edit_team(&self, entry: EntryId, team_name: String, organisation: String) -> Result<Next, AppError>;

    /// Adds somebody without an account to an entry's team. A minor's guardian gets a link.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at the member's fields; as [`Entries::save_draft`] on states and times.
    async fn add_member(&self, entry: EntryId, form: MemberForm) -> Result<Next, AppError>;

    /// Changes a member. Who becomes a minor needs a guardian's consent, and eligible entries wait for it.
    ///
    /// # Errors
    /// As [`Entries::add_member`]; [`AppError::NotFound`].
    async fn edit_member(&self, entry: EntryId, member: MemberId, form: MemberForm) -> Result<Next, AppError>;

    /// Removes a member.
    ///
    /// # Errors
    /// `LastMember` when nobody who can sign in would be left; as [`Entries::save_draft`] on states and times.
    async fn remove_member(&self, entry: EntryId, member: MemberId) -> Result<Next, AppError>;

    /// Makes a new link for a minor's guardian; the one before ends. It is sent to `email`, if there is one.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `email`; [`AppError::NotFound`]; `WrongState` when the answer cannot matter any more.
    async fn ask_consent(&self, entry: EntryId, member: MemberId, email: String) -> Result<Next, AppError>;

    /// Makes a link by which somebody with an account joins the team; the one before ends. It is sent to
    /// `email`, if there is one.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `email`; as [`Entries::save_draft`] on states and times.
    async fn invite(&self, entry: EntryId, email: String) -> Result<Next, AppError>;

    /// Ends the open link by which somebody could join.
    /// # Errors
    /// As [`Entries::save_draft`] on states and times.
    async fn stop_invitation(&self, entry: EntryId) -> Result<Next, AppError>;

    /// Names who speaks for the team. Only the contact may hand over; `second` may be empty.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `contact`, `second`; `NotContact`.
    async fn set_contacts(&self, entry: EntryId, contact: String, second: String) -> Result<Next, AppError>;

    /// The caller leaves the team, at any time.
    ///
    /// # Errors
    /// `LastMember` when nobody who can sign in would be left.
    async fn leave(&self, entry: EntryId) -> Result<Next, AppError>;

    /// Notes that a member has no account and needs none.
    /// # Errors
    /// [`AppError::NotFound`], also for who signs in.
    async fn confirm_member(&self, entry: EntryId, member: MemberId) -> Result<Next, AppError>;

    /// Makes a personal link, by which a member without an account takes over what was written of them.
    ///
    /// # Errors
    /// [`AppError::NotFound`], also for who signs in; as [`Entries::save_draft`] on states and times.
    async fn invite_member(&self, entry: EntryId, member: MemberId) -> Result<Next, AppError>;

    /// A guardian's answer by the link's token; no account is needed, and the link stays. Anything but consent stops the
    /// judging of the team's entries at once; with `remove` the minor leaves the team and nothing of them is kept.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `answer`, `name`, `remove`; `WrongState` once results are out; `LinkUsed` for a link that
    /// was replaced, `LinkExpired`, [`AppError::NotFound`].
    async fn answer_consent(&self, token: String, form: ConsentForm) -> Result<Next, AppError>;

    /// A guardian's answer to the question before publication, `given` or `refused`.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `publication`; `NothingThere` when it was not asked; else as [`Entries::answer_consent`].
    async fn answer_publication(&self, token: String, publication: String) -> Result<Next, AppError>;

    /// Joins a team by the link's token.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::Invalid`] at the member's fields; `LinkUsed`, `LinkExpired`,
    /// [`AppError::NotFound`]; as [`Entries::save_draft`] on states and times.
    async fn join(&self, token: String, form: MemberForm) -> Result<Next, AppError>;

    /// Records an eligibility check of the version the organiser looked at. A rejection is only proposed: another organiser
    /// settles it.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; [`AppError::Invalid`] at `outcome`, `reason`, `text`, `cure_days`;
    /// [`AppError::Stale`]; `ConsentMissing`, `WrongState`.
    async fn check(&self, entry: EntryId, version: i64, form: CheckForm) -> Result<Next, AppError>;

    /// Settles a proposed rejection of this version: `confirm` by another organiser than who proposed it, `drop` by any.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; [`AppError::Invalid`] at `answer`; [`AppError::Stale`];
    /// `SecondOrganiser`, `NothingThere`, `WrongState`.
    async fn settle_rejection(&self, entry: EntryId, version: i64, answer: String) -> Result<Next, AppError>;
}

/// See [`Entries::create`].
#[server(endpoint = "entries/create")]
pub async fn create(
    slug: String,
    #[server(flatten)] start: StartForm,
    #[server(flatten)] founder: MemberForm,
) -> Result<Next, AppError> {
    crate::services::services().entries.create(slug, start, founder).await
}

/// See [`Entries::save_draft`].
#[server(endpoint = "entries/save_draft")]
pub async fn save_draft(entry: EntryId, version: i64, #[server(flatten)] form: EntryForm) -> Result<Next, AppError> {
    crate::services::services().entries.save_draft(entry, version, form).await
}

/// See [`Entries::submit`].
#[server(endpoint = "entries/submit")]
pub async fn submit(
    entry: EntryId,
    version: i64,
    #[server(flatten)] form: EntryForm,
    #[server(default)] accept_rules: String,
    rules_version: i64,
) -> Result<Next, AppError> {
    crate::services::services().entries.submit(entry, version, form, accept_rules, rules_version).await
}

/// See [`Entries::add_file`]. Its form is posted in parts, with a file; what it says besides is gathered here.
#[server(endpoint = "entries/add_file")]
pub async fn add_file(entry: EntryId, #[server(flatten)] form: FileForm) -> Result<Next, AppError> {
    crate::services::services().entries.add_file(entry, form).await
}

/// See [`Entries::describe_file`].
#[server(endpoint = "entries/describe_file")]
pub async fn describe_file(entry: EntryId, file: AttachmentId, alt: String) -> Result<Next, AppError> {
    crate::services::services().entries.describe_file(entry, file, alt).await
}

/// See [`Entries::remove_file`].
#[server(endpoint = "entries/remove_file")]
pub async fn remove_file(entry: EntryId, file: AttachmentId) -> Result<Next, AppError> {
    crate::services::services().entries.remove_file(entry, file).await
}

/// See [`Entries::withdraw`].
#[server(endpoint = "entries/withdraw")]
pub async fn withdraw(entry: EntryId) -> Result<Next, AppError> {
    crate::services::services().entries.withdraw(entry).await
}

/// See [`Entries::edit_team`].
#[server(endpoint = "entries/edit_team")]
pub async fn edit_team(entry: EntryId, team_name: String, organisation: String) -> Result<Next, AppError> {
    crate::services::services().entries.edit_team(entry, team_name, organisation).await
}

/// See [`Entries::add_member`].
#[server(endpoint = "entries/add_member")]
pub async fn add_member(entry: EntryId, #[server(flatten)] form: MemberForm) -> Result<Next, AppError> {
    crate::services::services().entries.add_member(entry, form).await
}

/// See [`Entries::edit_member`].
#[server(endpoint = "entries/edit_member")]
pub async fn edit_member(
    entry: EntryId,
    member: MemberId,
    #[server(flatten)] form: MemberForm,
) -> Result<Next, AppError> {
    crate::services::services().entries.edit_member(entry, member, form).await
}

/// See [`Entries::remove_member`].
#[server(endpoint = "entries/remove_member")]
pub async fn remove_member(entry: EntryId, member: MemberId) -> Result<Next, AppError> {
    crate::services::services().entries.remove_member(entry, member).await
}

/// See [`Entries::ask_consent`].
#[server(endpoint = "entries/ask_consent")]
pub async fn ask_consent(entry: EntryId, member: MemberId, #[server(default)] email: String) -> Result<Next, AppError> {
    crate::services::services().entries.ask_consent(entry, member, email).await
}

/// See [`Entries::invite`].
#[server(endpoint = "entries/invite")]
pub async fn invite(entry: EntryId, #[server(default)] email: String) -> Result<Next, AppError> {
    crate::services::services().entries.invite(entry, email).await
}

/// See [`Entries::stop_invitation`].
#[server(endpoint = "entries/stop_invitation")]
pub async fn stop_invitation(entry: EntryId) -> Result<Next, AppError> {
    crate::services::services().entries.stop_invitation(entry).await
}

/// See [`Entries::set_contacts`].
#[server(endpoint = "entries/set_contacts")]
pub async fn set_contacts(
    entry: EntryId,
    #[server(default)] contact: String,
    #[server(default)] second: String,
) -> Result<Next, AppError> {
    crate::services::services().entries.set_contacts(entry, contact, second).await
}

/// See [`Entries::leave`].
#[server(endpoint = "entries/leave")]
pub async fn leave(entry: EntryId) -> Result<Next, AppError> {
    crate::services::services().entries.leave(entry).await
}

/// See [`Entries::confirm_member`].
#[server(endpoint = "entries/confirm_member")]
pub async fn confirm_member(entry: EntryId, member: MemberId) -> Result<Next, AppError> {
    crate::services::services().entries.confirm_member(entry, member).await
}

/// See [`Entries::invite_member`].
#[server(endpoint = "entries/invite_member")]
pub async fn invite_member(entry: EntryId, member: MemberId) -> Result<Next, AppError> {
    crate::services::services().entries.invite_member(entry, member).await
}

/// See [`Entries::answer_consent`].
#[server(endpoint = "entries/answer_consent")]
pub async fn answer_consent(token: String, #[server(flatten)] form: ConsentForm) -> Result<Next, AppError> {
    crate::services::services().entries.answer_consent(token, form).await
}

/// See [`Entries::answer_publication`].
#[server(endpoint = "entries/answer_publication")]
pub async fn answer_publication(token: String, #[server(default)] publication: String) -> Result<Next, AppError> {
    crate::services::services().entries.answer_publication(token, publication).await
}

/// See [`Entries::join`].
#[server(endpoint = "entries/join")]
pub async fn join(token: String, #[server(flatten)] form: MemberForm) -> Result<Next, AppError> {
    crate::services::services().entries.join(token, form).await
}

/// See [`Entries::check`].
#[server(endpoint = "entries/check")]
pub async fn check(entry: EntryId, version: i64, #[server(flatten)] form: CheckForm) -> Result<Next, AppError> {
    crate::services::services().entries.check(entry, version, form).await
}

/// See [`Entries::settle_rejection`].
#[server(endpoint = "entries/settle_rejection")]
pub async fn settle_rejection(entry: EntryId, version: i64, answer: String) -> Result<Next, AppError> {
    crate::services::services().entries.settle_rejection(entry, version, answer).await
}

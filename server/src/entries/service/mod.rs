//! This stage's port, for one caller: permit, rules, transaction, audit.

mod check;
mod consent;
mod deadline;
mod desk;
pub mod files;
mod invitation;
mod keys;
mod mail;
mod members;
mod people;
mod queue;
mod rejection;
mod screening;
mod start;
mod track_change;
mod translations;
mod writing;

use super::store;
use crate::{
    audit::{self, Event},
    auth::{
        Caller,
        permits::{self, Observer},
    },
    competition::store::read as competitions,
    db::{Conn, DbError, Tx},
    request::Request,
};
use app::{
    competition::model::{Competition, CompetitionState},
    entries::{
        api::{Entries, StartForm},
        model::{CurePart, Entry},
        rules::{self, CheckForm, ConsentForm, EntryForm, FileForm, MemberForm},
        views::{ConsentRequest, Desk, FilesView, MyEntries, Review, Start, TeamInvitation, TrackName, Writing},
    },
    error::AppError,
    ids::{AccountId, AttachmentId, CompetitionId, EntryId, MemberId, TrackId},
    next::Next,
};
use async_trait::async_trait;
use serde_json::{Value, json};
use std::sync::Arc;

/// The port bound to a request.
#[derive(Clone)]
pub struct EntriesService(pub Arc<Request>);

/// The competition with this short name; while it is prepared only its organisers know of it.
async fn known_competition(conn: &mut Conn, caller: Option<&Caller>, slug: &str) -> Result<Competition, AppError> {
    let competition = competitions::by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
    if competition.state == CompetitionState::Setup {
        permits::organiser::<Observer>(conn, caller, competition.id).await.map_err(|_| AppError::NotFound)?;
    }
    Ok(competition)
}

/// An entry with its competition.
async fn with_competition(conn: &mut Conn, id: EntryId) -> Result<(Entry, Competition), AppError> {
    let entry = store::read::entry(conn, id).await?.ok_or(AppError::NotFound)?;
    let competition = competitions::by_id(conn, entry.competition)
        .await?
        .ok_or_else(|| DbError::corrupt("entry", "competition_id", entry.competition))?;
    Ok((entry, competition))
}

/// An entry that may be written now, with its competition.
async fn writable(tx: &mut Tx, id: EntryId) -> Result<(Entry, Competition), AppError> {
    let (entry, competition) = with_competition(tx, id).await?;
    rules::may_write_entry(&entry, &competition, tx.now())?;
    Ok((entry, competition))
}

/// An entry whose team may be changed now, with its competition.
async fn writable_team(tx: &mut Tx, id: EntryId) -> Result<(Entry, Competition), AppError> {
    let (entry, competition) = writable(tx, id).await?;
    rules::may_touch(entry.fix(), &CurePart::Team)?;
    Ok((entry, competition))
}

async fn track(conn: &mut Conn, competition: CompetitionId, id: TrackId) -> Result<TrackName, AppError> {
    let tracks = store::queue::tracks(conn, competition).await?;
    tracks.into_iter().find(|track| track.id == id).ok_or_else(|| DbError::corrupt("entry", "track_id", id).into())
}

/// Appends an event about an entry or one of its people.
async fn record(
    tx: &mut Tx,
    competition: CompetitionId,
    actor: Option<AccountId>,
    action: &'static str,
    subject: impl std::fmt::Display,
    payload: Value,
) -> Result<(), DbError> {
    audit::append(tx, Event { competition: Some(competition), actor, action, subject: subject.to_string(), payload })
        .await
}

/// Appends an event for each entry that is not eligible any more because a consent is missing.
async fn record_suspended(
    tx: &mut Tx,
    competition: CompetitionId,
    actor: Option<AccountId>,
    suspended: Vec<EntryId>,
) -> Result<(), DbError> {
    for entry in suspended {
        let payload = json!({ "from": "eligible", "to": "fix_needed", "reason": "consent" });
        record(tx, competition, actor, "entries.suspend", entry, payload).await?;
    }
    Ok(())
}

#[async_trait]
impl Entries for EntriesService {
    async fn start(&self, slug: String) -> Result<Start, AppError> {
        start::start(&self.0, &slug).await
    }
    async fn mine(&self, slug: String) -> Result<MyEntries, AppError> {
        desk::mine(&self.0, &slug).await
    }
    async fn desk(&self, entry: EntryId) -> Result<Desk, AppError> {
        desk::desk(&self.0, entry).await
    }
    async fn writing(&self, entry: EntryId) -> Result<Writing, AppError> {
        writing::writing(&self.0, entry).await
    }
    async fn consent_request(&self, token: String) -> Result<ConsentRequest, AppError> {
        consent::request(&self.0, &token).await
    }
    async fn invitation(&self, token: String) -> Result<TeamInvitation, AppError> {
        invitation::invitation(&self.0, &token).await
    }
    async fn files(&self, entry: EntryId) -> Result<FilesView, AppError> {
        files::files(&self.0, entry).await
    }
    async fn review(&self, slug: String, entry: EntryId) -> Result<Review, AppError> {
        queue::review(&self.0, &slug, entry).await
    }
    async fn create(&self, slug: String, start: StartForm, founder: MemberForm) -> Result<Next, AppError> {
        start::create(&self.0, slug, start, founder).await
    }
    async fn save_draft(&self, entry: EntryId, version: i64, form: EntryForm) -> Result<Next, AppError> {
        writing::save_draft(&self.0, entry, version, form).await
    }
    async fn submit(
        &self,
        entry: EntryId,
        version: i64,
        form: EntryForm,
        accept_rules: String,
        rules_version: i64,
    ) -> Result<Next, AppError> {
        let accepted = (accept_rules == "on").then_some(rules_version);
        writing::submit(&self.0, entry, version, form, accepted).await
    }
    async fn withdraw(&self, entry: EntryId) -> Result<Next, AppError> {
        writing::withdraw(&self.0, entry).await
    }
    async fn edit_team(&self, entry: EntryId, team_name: String, organisation: String) -> Result<Next, AppError> {
        members::edit_team(&self.0, entry, team_name, organisation).await
    }
    async fn add_member(&self, entry: EntryId, form: MemberForm) -> Result<Next, AppError> {
        members::add(&self.0, entry, form).await
    }
    async fn edit_member(&self, entry: EntryId, member: MemberId, form: MemberForm) -> Result<Next, AppError> {
        members::edit(&self.0, entry, member, form).await
    }
    async fn remove_member(&self, entry: EntryId, member: MemberId) -> Result<Next, AppError> {
        members::remove(&self.0, entry, member).await
    }
    async fn ask_consent(&self, entry: EntryId, member: MemberId, email: String) -> Result<Next, AppError> {
        consent::ask(&self.0, entry, member, &email).await
    }
    async fn invite(&self, entry: EntryId, email: String) -> Result<Next, AppError> {
        invitation::invite(&self.0, entry, &email).await
    }
    async fn stop_invitation(&self, entry: EntryId) -> Result<Next, AppError> {
        invitation::stop(&self.0, entry).await
    }
    async fn set_contacts(&self, entry: EntryId, contact: String, second: String) -> Result<Next, AppError> {
        people::set_contacts(&self.0, entry, contact, second).await
    }
    async fn leave(&self, entry: EntryId) -> Result<Next, AppError> {
        members::leave(&self.0, entry).await
    }
    async fn confirm_member(&self, entry: EntryId, member: MemberId) -> Result<Next, AppError> {
        people::confirm(&self.0, entry, member).await
    }
    async fn invite_member(&self, entry: EntryId, member: MemberId) -> Result<Next, AppError> {
        people::invite(&self.0, entry, member).await
    }
    async fn answer_consent(&self, token: String, form: ConsentForm) -> Result<Next, AppError> {
        consent::answer(&self.0, token, form).await
    }
    async fn answer_publication(&self, token: String, publication: String) -> Result<Next, AppError> {
        consent::answer_publication(&self.0, token, publication).await
    }
    async fn join(&self, token: String, form: MemberForm) -> Result<Next, AppError> {
        invitation::join(&self.0, token, form).await
    }
    async fn add_file(&self, entry: EntryId, form: FileForm) -> Result<Next, AppError> {
        files::add(&self.0, entry, form).await
    }
    async fn describe_file(&self, entry: EntryId, file: AttachmentId, alt: String) -> Result<Next, AppError> {
        files::describe(&self.0, entry, file, alt).await
    }
    async fn remove_file(&self, entry: EntryId, file: AttachmentId) -> Result<Next, AppError> {
        files::remove(&self.0, entry, file).await
    }
    async fn check(&self, entry: EntryId, version: i64, form: CheckForm) -> Result<Next, AppError> {
        check::check(&self.0, entry, version, form).await
    }
    async fn settle_rejection(&self, entry: EntryId, version: i64, answer: String) -> Result<Next, AppError> {
        rejection::settle(&self.0, entry, version, answer).await
    }
}

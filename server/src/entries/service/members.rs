//! The team behind an entry.

use super::{mail, record, record_suspended, store, with_competition, writable_team};
use crate::{
    auth::{
        link::{self, LinkKey},
        permits,
    },
    db::{DbError, Tx},
    request::Request,
};
use app::{
    accounts::model::LinkPurpose,
    entries::{
        model::ConsentState,
        rules::{self, MemberForm},
    },
    error::{AppError, Refusal},
    ids::{EntryId, LinkId, MemberId},
    next::{Done, Next},
};
use serde_json::json;

/// Back to the page of the team.
pub(super) fn back(entry: EntryId) -> Next {
    Next::done(format!("/entries/{entry}/team"), Done::TeamChanged)
}

/// A fresh link for the guardian of a member; the one before ends.
pub(super) async fn new_consent_link(tx: &mut Tx, links: &LinkKey, member: MemberId) -> Result<LinkId, DbError> {
    link::revoke(tx, LinkPurpose::GuardianConsent, member.uuid()).await?;
    links.make_id(tx, LinkPurpose::GuardianConsent, None, Some(member.uuid())).await
}

pub(super) async fn edit_team(
    request: &Request,
    entry: EntryId,
    team_name: String,
    organisation: String,
) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), entry).await?;
                let (before, _) = writable_team(tx, entry).await?;
                let details = rules::team(&team_name, &organisation)?;
                store::write::update_team(tx, &by, &details).await?;
                let payload = json!({
                    "before": { "name": before.team.name, "organisation": before.team.organisation },
                    "after": { "name": details.name, "organisation": details.organisation },
                });
                record(tx, by.competition(), by.account(), "entries.edit_team", by.team(), payload).await?;
                Ok(back(entry))
            })
        })
        .await
}

pub(super) async fn add(request: &Request, entry: EntryId, form: MemberForm) -> Result<Next, AppError> {
    let (caller, links) = (request.caller.clone(), request.config.link_key.clone());
    let (post, locale) = (request.config.post(), request.locale);
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), entry).await?;
                let (_, competition) = writable_team(tx, entry).await?;
                let details = rules::member(&form)?;
                let to = mail::guardian(&form, locale)?;
                let member: MemberId = tx.ambient().id();
                let suspended = store::write::insert_member(tx, &by, member, &details).await?;
                if details.guardian.is_some() {
                    let link = new_consent_link(tx, &links, member).await?;
                    mail::ask_guardian(tx, &post, &competition, member, link, to).await?;
                }
                let payload = json!({ "team": by.team(), "minor": details.guardian.is_some() });
                record(tx, by.competition(), by.account(), "entries.add_member", member, payload).await?;
                record_suspended(tx, by.competition(), by.account(), suspended).await?;
                Ok(back(entry))
            })
        })
        .await
}

pub(super) async fn edit(
    request: &Request,
    entry: EntryId,
    member: MemberId,
    form: MemberForm,
) -> Result<Next, AppError> {
    let (caller, links) = (request.caller.clone(), request.config.link_key.clone());
    let (post, locale) = (request.config.post(), request.locale);
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), entry).await?;
                let (found, competition) = writable_team(tx, entry).await?;
                let own = store::team::own_member(tx, &by).await?;
                let known = found.team.members.iter().find(|known| known.id == member).ok_or(AppError::NotFound)?;
                if known.has_account && own != Some(member) {
                    return Err(Refusal::TheirOwn.into());
                }
                let details = rules::member(&form)?;
                let to = mail::guardian(&form, locale)?;
                let guardians = store::team::guardians(tx, by.team()).await?;
                let before = guardians.into_iter().find(|(id, _)| *id == member).map(|(_, name)| name);
                let suspended =
                    store::write::update_member(tx, &by, member, &details).await?.ok_or(AppError::NotFound)?;
                // The same guardian is asked again where an address is written that was not known before.
                let asked_there = to.is_some() && known.consent == Some(ConsentState::Pending);
                if before != details.guardian || asked_there {
                    match details.guardian {
                        Some(_) => {
                            let link = new_consent_link(tx, &links, member).await?;
                            mail::ask_guardian(tx, &post, &competition, member, link, to).await?;
                        }
                        None => link::revoke(tx, LinkPurpose::GuardianConsent, member.uuid()).await?,
                    }
                }
                let payload = json!({
                    "team": by.team(),
                    "minor": { "before": before.is_some(), "after": details.guardian.is_some() },
                    "another_guardian": before.is_some() && details.guardian.is_some() && before != details.guardian,
                });
                record(tx, by.competition(), by.account(), "entries.edit_member", member, payload).await?;
                record_suspended(tx, by.competition(), by.account(), suspended).await?;
                Ok(back(entry))
            })
        })
        .await
}

pub(super) async fn remove(request: &Request, entry: EntryId, member: MemberId) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), entry).await?;
                let (before, competition) = writable_team(tx, entry).await?;
                if !before.team.members.iter().any(|known| known.id == member) {
                    return Err(AppError::NotFound);
                }
                let own = store::team::own_member(tx, &by).await?;
                go(tx, &by, member, "entries.remove_member").await?;
                // Whoever leaves cannot go back to the team's page.
                if own == Some(member) {
                    return Ok(Next::done(format!("/c/{}/mine", competition.slug), Done::TeamChanged));
                }
                Ok(back(entry))
            })
        })
        .await
}

/// Nobody is kept in a team: leaving does not wait for a time when the team may be changed.
pub(super) async fn leave(request: &Request, entry: EntryId) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), entry).await?;
                let (_, competition) = with_competition(tx, entry).await?;
                let own = store::team::own_member(tx, &by).await?.ok_or(AppError::NotFound)?;
                go(tx, &by, own, "entries.leave").await?;
                Ok(Next::done(format!("/c/{}/mine", competition.slug), Done::TeamLeft))
            })
        })
        .await
}

/// A member goes, with the links about them.
async fn go(tx: &mut Tx, by: &permits::EntryEditor, member: MemberId, action: &'static str) -> Result<(), AppError> {
    match store::write::remove_member(tx, by, member).await? {
        store::write::Removal::Done => {}
        store::write::Removal::Unknown => return Err(AppError::NotFound),
        store::write::Removal::Last => return Err(Refusal::LastMember.into()),
    }
    for purpose in [LinkPurpose::GuardianConsent, LinkPurpose::MemberInvitation] {
        link::revoke(tx, purpose, member.uuid()).await?;
    }
    record(tx, by.competition(), by.account(), action, member, json!({ "team": by.team() })).await?;
    Ok(())
}

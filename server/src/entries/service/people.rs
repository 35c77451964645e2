//! Who speaks for a team, and members who have not confirmed to belong to it.

use super::{members::back, record, store, with_competition, writable_team};
use crate::{
    auth::{link, permits},
    request::Request,
};
use app::{
    accounts::model::LinkPurpose,
    entries::model::Team,
    error::{AppError, Problem, Refusal},
    ids::{EntryId, MemberId},
    next::Next,
};
use serde_json::json;

/// A member of the team who signs in, by the value of a form's field.
fn signs_in(team: &Team, field: &str, value: &str) -> Result<MemberId, AppError> {
    let id = value.parse::<MemberId>().ok();
    let member = team.members.iter().find(|member| Some(member.id) == id && member.has_account);
    member.map(|member| member.id).ok_or_else(|| AppError::field(field, Problem::Choice))
}

/// The contact hands over, or names the second one. People come and go at any time, and so may this.
pub(super) async fn set_contacts(
    request: &Request,
    entry: EntryId,
    contact: String,
    second: String,
) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), entry).await?;
                let (found, _) = with_competition(tx, entry).await?;
                if !store::team::is_contact(tx, &by, &found.team).await? {
                    return Err(Refusal::NotContact.into());
                }
                let contact = signs_in(&found.team, "contact", &contact)?;
                let second = match second.as_str() {
                    "" => None,
                    second => Some(signs_in(&found.team, "second", second)?),
                };
                if second == Some(contact) {
                    return Err(AppError::field("second", Problem::Choice));
                }
                store::write::set_contacts(tx, &by, contact, second).await?;
                let payload = json!({
                    "before": { "contact": found.team.contact, "second": found.team.second_contact },
                    "after": { "contact": contact, "second": second },
                });
                record(tx, by.competition(), by.account(), "entries.set_contacts", by.team(), payload).await?;
                Ok(back(entry))
            })
        })
        .await
}

/// The member of the caller's team who does not sign in.
fn without_account(team: &Team, member: MemberId) -> Result<(), AppError> {
    let known = team.members.iter().any(|known| known.id == member && !known.has_account);
    if known { Ok(()) } else { Err(AppError::NotFound) }
}

pub(super) async fn confirm(request: &Request, entry: EntryId, member: MemberId) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), entry).await?;
                let (found, _) = writable_team(tx, entry).await?;
                without_account(&found.team, member)?;
                store::write::confirm_member(tx, &by, member).await?;
                link::revoke(tx, LinkPurpose::MemberInvitation, member.uuid()).await?;
                record(tx, by.competition(), by.account(), "entries.confirm_member", member, json!({})).await?;
                Ok(back(entry))
            })
        })
        .await
}

/// A personal link; the one before ends.
pub(super) async fn invite(request: &Request, entry: EntryId, member: MemberId) -> Result<Next, AppError> {
    let (caller, links) = (request.caller.clone(), request.config.link_key.clone());
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), entry).await?;
                let (found, _) = writable_team(tx, entry).await?;
                without_account(&found.team, member)?;
                link::revoke(tx, LinkPurpose::MemberInvitation, member.uuid()).await?;
                links.make(tx, LinkPurpose::MemberInvitation, None, Some(member.uuid())).await?;
                record(tx, by.competition(), by.account(), "entries.invite_member", member, json!({})).await?;
                Ok(back(entry))
            })
        })
        .await
}

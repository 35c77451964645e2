//! Joining a team by its link.

use super::{
    mail,
    members::{self, new_consent_link},
    record, record_suspended, store, writable_team,
};
use crate::{
    auth::{link, permits},
    competition::store::read as competitions,
    db::{Conn, DbError},
    request::Request,
};
use app::{
    accounts::model::LinkPurpose,
    competition::model::Competition,
    entries::{
        model::{CurePart, EntryState, Team},
        rules::{self, MemberForm},
        views::TeamInvitation,
    },
    error::{AppError, Refusal},
    ids::{EntryId, MemberId, TeamId},
    next::{Done, Next},
    time::Moment,
};
use serde_json::json;

/// The member a personal link is about; nobody for one by which anybody may join.
fn personal(holder: &permits::LinkHolder) -> Option<MemberId> {
    holder.subject_for(LinkPurpose::MemberInvitation).ok().map(MemberId::new)
}

/// The team a link is about, and its competition.
async fn team(conn: &mut Conn, holder: &permits::LinkHolder) -> Result<(Team, Competition), AppError> {
    let id = match personal(holder) {
        Some(member) => store::team::of_member(conn, member).await?.ok_or(AppError::NotFound)?,
        None => TeamId::new(holder.subject_for(LinkPurpose::TeamInvitation)?),
    };
    let team = store::read::team(conn, id).await?.ok_or(AppError::NotFound)?;
    let competition = competitions::by_id(conn, team.competition)
        .await?
        .ok_or_else(|| DbError::corrupt("team", "competition_id", team.competition))?;
    Ok((team, competition))
}

/// A team may be joined while one of its entries may be written.
fn may_join(entries: &[store::team::TeamEntry], competition: &Competition, now: Moment) -> Result<(), Refusal> {
    let mut answer = Err(Refusal::WrongState);
    for entry in entries {
        let open = entry.cure_parts.as_deref().filter(|_| entry.state == EntryState::FixNeeded);
        answer = rules::may_write_late(entry.state, entry.cure_until, entry.late_until, competition, now)
            .and_then(|()| rules::may_touch(open, &CurePart::Team));
        if answer.is_ok() {
            break;
        }
    }
    answer
}

pub(super) async fn invitation(request: &Request, token: &str) -> Result<TeamInvitation, AppError> {
    let mut conn = request.read().await?;
    let now = request.ambient.now();
    let holder = link::look(&mut conn, token, now).await?;
    let (team, competition) = team(&mut conn, &holder).await?;
    let entries = store::team::entries(&mut conn, team.id).await?;
    let member_already = match request.account() {
        Some(account) => store::team::member_of_account(&mut conn, team.id, account).await?.is_some(),
        None => false,
    };
    let member = personal(&holder);
    let member = member.and_then(|id| team.members.iter().find(|known| known.id == id).cloned());
    let guardians = store::team::guardians(&mut conn, team.id).await?;
    let guardian = |id| guardians.iter().find(|(of, _)| *of == id).map(|(_, name)| name.clone()).unwrap_or_default();
    Ok(TeamInvitation {
        member: member.map(|member| (member.clone(), guardian(member.id))),
        may_join: may_join(&entries, &competition, now),
        titles: entries.into_iter().map(|entry| entry.title).filter(|title| !title.is_empty()).collect(),
        team: team.name,
        member_already,
        competition,
    })
}

pub(super) async fn invite(request: &Request, entry: EntryId, email: &str) -> Result<Next, AppError> {
    let (caller, links) = (request.caller.clone(), request.config.link_key.clone());
    let (post, to) = (request.config.post(), mail::invited("email", email, request.locale));
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), entry).await?;
                let (found, competition) = writable_team(tx, entry).await?;
                let to = to?;
                link::revoke(tx, LinkPurpose::TeamInvitation, by.team().uuid()).await?;
                let link = links.make_id(tx, LinkPurpose::TeamInvitation, None, Some(by.team().uuid())).await?;
                mail::invite(tx, &post, &competition, &found.team, link, to).await?;
                record(tx, by.competition(), by.account(), "entries.invite", by.team(), json!({})).await?;
                Ok(members::back(entry))
            })
        })
        .await
}

pub(super) async fn stop(request: &Request, entry: EntryId) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), entry).await?;
                writable_team(tx, entry).await?;
                link::revoke(tx, LinkPurpose::TeamInvitation, by.team().uuid()).await?;
                record(tx, by.competition(), by.account(), "entries.stop_invitation", by.team(), json!({})).await?;
                Ok(members::back(entry))
            })
        })
        .await
}

pub(super) async fn join(request: &Request, token: String, form: MemberForm) -> Result<Next, AppError> {
    let (caller, links) = (request.caller.clone(), request.config.link_key.clone());
    let (post, locale) = (request.config.post(), request.locale);
    request
        .write(move |tx| {
            Box::pin(async move {
                let who = permits::signed_in(caller.as_deref())?;
                let now = tx.now();
                let holder = link::look(tx, &token, now).await?;
                let (team, competition) = team(tx, &holder).await?;
                may_join(&store::team::entries(tx, team.id).await?, &competition, now)?;
                let to = format!("/c/{}/mine", competition.slug);
                if store::team::member_of_account(tx, team.id, who.account()).await?.is_some() {
                    // The link stays for whom it was meant.
                    return Ok(Next::to(to));
                }
                let details = rules::member(&form)?;
                let guardian = mail::guardian(&form, locale)?;
                link::redeem(tx, &token).await?;
                let id = personal(&holder).unwrap_or_else(|| tx.ambient().id());
                let new = store::write::NewMember { id, competition: competition.id, team: team.id, details: &details };
                let guardians = store::team::guardians(tx, team.id).await?;
                let before = guardians.into_iter().find(|(of, _)| *of == id).map(|(_, name)| name);
                let suspended = match personal(&holder) {
                    Some(_) => store::write::take_over(tx, &who, &holder, &new).await?.ok_or(AppError::NotFound)?,
                    None => store::write::insert_joiner(tx, &who, &new).await?,
                };
                if details.guardian != before {
                    let link = new_consent_link(tx, &links, id).await?;
                    if details.guardian.is_some() {
                        mail::ask_guardian(tx, &post, &competition, id, link, guardian).await?;
                    }
                }
                let payload = json!({
                    "team": team.id, "minor": details.guardian.is_some(), "personal": personal(&holder).is_some(),
                });
                record(tx, competition.id, Some(who.account()), "entries.join", id, payload).await?;
                record_suspended(tx, competition.id, Some(who.account()), suspended).await?;
                Ok(Next::done(to, Done::TeamChanged))
            })
        })
        .await
}

//! Joining a team by its link.

use super::{mail, members::new_consent_link, record, record_suspended, store, writable};
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
        model::Team,
        rules::{self, MemberForm},
        views::TeamInvitation,
    },
    error::{AppError, Refusal},
    ids::{EntryId, MemberId, TeamId},
    next::{Done, Next},
    time::Moment,
};
use serde_json::json;

/// The team a link is about, and its competition.
async fn team(conn: &mut Conn, holder: &permits::LinkHolder) -> Result<(Team, Competition), AppError> {
    let id = TeamId::new(holder.subject_for(LinkPurpose::TeamInvitation)?);
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
        answer = rules::may_write(entry.state, entry.cure_until, competition, now);
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
    Ok(TeamInvitation {
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
                let (found, competition) = writable(tx, entry).await?;
                let to = to?;
                link::revoke(tx, LinkPurpose::TeamInvitation, by.team().uuid()).await?;
                let link = links.make_id(tx, LinkPurpose::TeamInvitation, None, Some(by.team().uuid())).await?;
                mail::invite(tx, &post, &competition, &found.team, link, to).await?;
                record(tx, by.competition(), by.account(), "entries.invite", by.team(), json!({})).await?;
                Ok(Next::done(format!("/entries/{entry}/team"), Done::TeamChanged))
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
                writable(tx, entry).await?;
                link::revoke(tx, LinkPurpose::TeamInvitation, by.team().uuid()).await?;
                record(tx, by.competition(), by.account(), "entries.stop_invitation", by.team(), json!({})).await?;
                Ok(Next::done(format!("/entries/{entry}/team"), Done::TeamChanged))
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
                let to = format!("/c/{}/entries", competition.slug);
                if store::team::member_of_account(tx, team.id, who.account()).await?.is_some() {
                    // The link stays for whom it was meant.
                    return Ok(Next::to(to));
                }
                let details = rules::member(&form)?;
                let guardian = mail::invited("guardian_email", &form.guardian_email, locale)?;
                link::redeem(tx, &token).await?;
                let member: MemberId = tx.ambient().id();
                let new = store::write::NewMember {
                    id: member,
                    competition: competition.id,
                    team: team.id,
                    details: &details,
                };
                let suspended = store::write::insert_joiner(tx, &who, &new).await?;
                if details.guardian.is_some() {
                    let link = new_consent_link(tx, &links, member).await?;
                    mail::ask_guardian(tx, &post, &competition, member, link, guardian).await?;
                }
                let payload = json!({ "team": team.id, "minor": details.guardian.is_some() });
                record(tx, competition.id, Some(who.account()), "entries.join", member, payload).await?;
                record_suspended(tx, competition.id, Some(who.account()), suspended).await?;
                Ok(Next::done(to, Done::TeamChanged))
            })
        })
        .await
}

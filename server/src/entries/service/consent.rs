//! Guardians: asked by the team, answering without an account.

use super::{
    mail,
    members::{self, new_consent_link},
    record, record_suspended, store, with_competition,
};
use crate::{
    audit,
    auth::{link, permits},
    competition::store::read as competitions,
    db::{Conn, DbError, Tx},
    request::Request,
};
use app::{
    accounts::model::LinkPurpose,
    competition::model::Competition,
    entries::{
        model::{ConsentState, EntryState, PublicationConsent, Team},
        rules::{self, ConsentForm},
        views::ConsentRequest,
    },
    error::{AppError, Problem, Refusal},
    ids::{EntryId, MemberId},
    next::{Done, Next},
};
use serde_json::json;

/// The minor a link is about, with team and competition. A member who has left is not asked about any more.
async fn minor(
    conn: &mut Conn,
    holder: &permits::LinkHolder,
) -> Result<(MemberId, store::team::Minor, Team, Competition), AppError> {
    let member = MemberId::new(holder.subject_for(LinkPurpose::GuardianConsent)?);
    let row = store::team::minor(conn, member).await?.ok_or(AppError::NotFound)?;
    let team =
        store::read::team(conn, row.team).await?.ok_or_else(|| DbError::corrupt("member", "team_id", row.team))?;
    let competition = competitions::by_id(conn, team.competition)
        .await?
        .ok_or_else(|| DbError::corrupt("team", "competition_id", team.competition))?;
    Ok((member, row, team, competition))
}

pub(super) async fn request(request: &Request, token: &str) -> Result<ConsentRequest, AppError> {
    let mut conn = request.read().await?;
    let holder = link::look(&mut conn, token, request.ambient.now()).await?;
    let (_, row, team, competition) = minor(&mut conn, &holder).await?;
    let entries = store::team::entries(&mut conn, team.id).await?;
    // Who has agreed is shown what they agreed to, also when the rules have changed since.
    let agreed = match (row.state, row.answered) {
        (ConsentState::Given, Some((_, Some(version)))) => {
            competitions::rules_of(&mut conn, competition.id, version).await?
        }
        _ => competitions::rules(&mut conn, competition.id).await?,
    };
    Ok(ConsentRequest {
        rules: agreed,
        team: team.name,
        member: row.public_name,
        guardian: row.guardian_name,
        titles: entries.into_iter().map(|entry| entry.title).filter(|title| !title.is_empty()).collect(),
        state: row.state,
        answered: row.answered,
        publication: row.publication,
        open: rules::may_answer(competition.state).is_ok(),
        competition,
    })
}

/// Where a guardian goes after an answer. Put together outside the transaction, whose reply is kept: a token is not.
fn back(token: &str) -> Next {
    Next::done(format!("/consent/{token}"), Done::ConsentAnswered)
}

pub(super) async fn answer(request: &Request, token: String, form: ConsentForm) -> Result<Next, AppError> {
    let (link, post) = (token.clone(), request.config.post());
    let removed_from: Option<String> = request
        .write(move |tx| {
            Box::pin(async move {
                // The link is not used up: it is where the guardian comes back to.
                let now = tx.now();
                let holder = link::look(tx, &link, now).await?;
                let (member, row, team, competition) = minor(tx, &holder).await?;
                rules::may_answer(competition.state)?;
                let said = rules::consent(&form, row.state)?;
                let version = competitions::rules(tx, competition.id).await?.map(|rules| rules.version);
                let suspended =
                    store::write::answer_consent(tx, &holder, member, team.id, said.answer, &said.name, version)
                        .await?;
                let payload = json!({
                    "from": row.state, "answer": said.answer, "rules_version": version,
                    "same_name": row.guardian_name == said.name, "remove": said.remove,
                });
                record(tx, competition.id, None, "entries.answer_consent", member, payload).await?;
                record_suspended(tx, competition.id, None, suspended).await?;
                crate::mail::store::forget_request(tx, member.uuid()).await?;
                if !said.remove {
                    let given = said.answer == ConsentState::Given;
                    mail::answered(tx, &post, &competition, &team, (member, &row.public_name), given).await?;
                    return Ok(None);
                }
                remove(tx, &holder, &team, &competition, member).await?;
                Ok(Some(competition.slug))
            })
        })
        .await?;
    Ok(removed_from.map_or_else(|| back(&token), |slug| Next::done(format!("/c/{slug}"), Done::DataRemoved)))
}

/// The minor leaves the team, and nothing that names them is kept, in the log neither.
async fn remove(
    tx: &mut Tx,
    holder: &permits::LinkHolder,
    team: &Team,
    competition: &Competition,
    member: MemberId,
) -> Result<(), AppError> {
    let left = store::write::remove_minor(tx, holder, team.id, competition.id, member).await?;
    for purpose in [LinkPurpose::GuardianConsent, LinkPurpose::MemberInvitation] {
        link::revoke(tx, purpose, member.uuid()).await?;
    }
    record(tx, competition.id, None, "entries.remove_minor", member, json!({ "team": team.id })).await?;
    if left.emptied {
        audit::erase_about(tx, &team.id.to_string()).await?;
    }
    for entry in left.withdrawn {
        record(tx, competition.id, None, "entries.withdraw", entry, json!({ "to": EntryState::Withdrawn })).await?;
    }
    Ok(())
}

pub(super) async fn answer_publication(
    request: &Request,
    token: String,
    publication: String,
) -> Result<Next, AppError> {
    let link = token.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now();
                let holder = link::look(tx, &link, now).await?;
                let (member, row, _, competition) = minor(tx, &holder).await?;
                rules::may_answer(competition.state)?;
                let (before, _) = row.publication.ok_or(Refusal::NothingThere)?;
                let said = PublicationConsent::parse(&publication).filter(|said| *said != PublicationConsent::Pending);
                let said = said.ok_or_else(|| AppError::field("publication", Problem::Choice))?;
                store::write::answer_publication(tx, &holder, member, said).await?;
                let payload = json!({ "from": before, "answer": said });
                record(tx, competition.id, None, "entries.answer_publication", member, payload).await?;
                Ok(())
            })
        })
        .await?;
    Ok(back(&token))
}

pub(super) async fn ask(request: &Request, entry: EntryId, member: MemberId, email: &str) -> Result<Next, AppError> {
    let (caller, links) = (request.caller.clone(), request.config.link_key.clone());
    let (post, to) = (request.config.post(), mail::invited("email", email, request.locale));
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), entry).await?;
                let (found, competition) = with_competition(tx, entry).await?;
                let minor = found.team.members.iter().find(|known| known.id == member && known.minor);
                let minor = minor.ok_or(AppError::NotFound)?;
                if minor.consent == Some(ConsentState::Given) {
                    return Err(Refusal::NothingThere.into());
                }
                rules::may_ask_consent(found.state, competition.state)?;
                store::write::ask_again(tx, &by, member).await?;
                let to = to?;
                let link = new_consent_link(tx, &links, member).await?;
                mail::ask_guardian(tx, &post, &competition, member, link, to).await?;
                record(tx, by.competition(), by.account(), "entries.ask_consent", member, json!({})).await?;
                Ok(members::back(entry))
            })
        })
        .await
}

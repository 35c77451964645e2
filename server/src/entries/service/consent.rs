//! Guardians: asked by the team, answering without an account.

use super::{mail, members::new_consent_link, record, record_suspended, store, with_competition};
use crate::{
    auth::{link, permits},
    competition::store::read as competitions,
    db::{Conn, DbError},
    request::Request,
};
use app::{
    accounts::model::LinkPurpose,
    competition::model::Competition,
    entries::{model::ConsentState, model::Team, rules, views::ConsentRequest},
    error::{AppError, FormCheck, Problem, Refusal},
    ids::{EntryId, MemberId},
    next::{Done, Next},
};
use serde_json::json;

/// The minor a link is about, with team and competition. A member who has left is not asked about any more.
async fn minor(
    conn: &mut Conn,
    holder: &permits::LinkHolder,
) -> Result<(MemberId, store::team::MinorRow, Team, Competition), AppError> {
    let member = MemberId::new(holder.subject_for(LinkPurpose::GuardianConsent)?);
    let row = store::team::minor(conn, member).await?.ok_or(AppError::NotFound)?;
    let team = store::read::team(conn, row.team_id.into())
        .await?
        .ok_or_else(|| DbError::corrupt("member", "team_id", row.team_id))?;
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
    Ok(ConsentRequest {
        rules: competitions::rules(&mut conn, competition.id).await?,
        team: team.name,
        member: row.public_name,
        guardian: row.guardian_name,
        titles: entries.into_iter().map(|entry| entry.title).filter(|title| !title.is_empty()).collect(),
        competition,
    })
}

pub(super) async fn answer(request: &Request, token: String, answer: String, name: String) -> Result<Next, AppError> {
    let mut check = FormCheck::default();
    let answered = ConsentState::parse(&answer).filter(|answer| *answer != ConsentState::Pending);
    let answered = check.take("answer", answered.ok_or(Problem::Choice));
    let guardian = rules::guardian_name(&name);
    if let Err(AppError::Invalid(errors)) = &guardian {
        for error in errors {
            check.note(&error.field, error.problem.clone());
        }
    }
    check.finish()?;
    let (Some(answered), Ok(guardian)) = (answered, guardian) else { return Err(AppError::Internal) };
    let post = request.config.post();
    request
        .write(move |tx| {
            Box::pin(async move {
                let holder = link::redeem(tx, &token).await?;
                let (member, row, team, competition) = minor(tx, &holder).await?;
                let version = competitions::rules(tx, competition.id).await?.map(|rules| rules.version);
                let suspended =
                    store::write::answer_consent(tx, &holder, member, team.id, answered, &guardian, version).await?;
                let payload = json!({
                    "answer": answered, "rules_version": version, "same_name": row.guardian_name == guardian,
                });
                record(tx, competition.id, None, "entries.answer_consent", member, payload).await?;
                record_suspended(tx, competition.id, None, suspended).await?;
                let given = answered == ConsentState::Given;
                mail::answered(tx, &post, &competition, &team, (member, &row.public_name), given).await?;
                Ok(Next::done(format!("/c/{}", competition.slug), Done::ConsentAnswered))
            })
        })
        .await
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
                Ok(Next::done(format!("/entries/{entry}/team"), Done::TeamChanged))
            })
        })
        .await
}

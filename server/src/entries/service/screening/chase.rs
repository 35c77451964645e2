//! Guardians who have not answered are asked again, and the team is reminded.

use super::reading;
use crate::{
    auth::{
        link,
        permits::{self, Checker, Organises},
    },
    entries::{
        service::{mail, record},
        store,
    },
    request::Request,
};
use app::{
    accounts::model::LinkPurpose,
    competition::model::{Competition, CompetitionState, message::language},
    entries::{model::ConsentState, rules, views::PendingConsents},
    error::{AppError, Refusal},
    ids::MemberId,
    next::{Done, Next},
};
use serde_json::json;

/// A guardian is chased once in so long.
const AGAIN_AFTER_SECONDS: i64 = 24 * 3600;

pub(super) async fn pending(request: &Request, slug: &str) -> Result<PendingConsents, AppError> {
    let (mut conn, competition, by) = reading(request, slug).await?;
    let mut pending = store::screening::consents::pending(&mut conn, competition.id).await?;
    pending.retain(|minor| !by.kept_from(minor.entry));
    Ok(PendingConsents { pending, may_ask: may_ask(&competition), competition })
}

const fn may_ask(competition: &Competition) -> bool {
    matches!(competition.state, CompetitionState::Open | CompetitionState::Screening | CompetitionState::Judging)
}

pub(super) async fn chase(request: &Request, member: MemberId) -> Result<Next, AppError> {
    let (caller, post, links) = (request.caller.clone(), request.config.post(), request.config.link_key.clone());
    request
        .write(move |tx| {
            Box::pin(async move {
                permits::signed_in(caller.as_deref())?;
                let found = store::screening::consents::competition_of(tx, member).await?.ok_or(AppError::NotFound)?;
                let by: Checker = permits::organiser(tx, caller.as_deref(), found).await?;
                let competition = crate::competition::store::read::by_id(tx, found).await?.ok_or(AppError::NotFound)?;
                let minor = store::team::minor(tx, member).await?.ok_or(Refusal::NothingThere)?;
                let team = store::read::team(tx, minor.team).await?.ok_or(AppError::NotFound)?;
                let entries = store::team::entries(tx, team.id).await?;
                // As long as an entry of theirs can become eligible by the answer.
                let may = |state| rules::may_ask_consent(state, competition.state).is_ok();
                let entry = entries.iter().find(|entry| may(entry.state)).ok_or(Refusal::WrongState)?.id;
                let by = by.about(entry)?;
                if minor.state != ConsentState::Pending {
                    return Err(Refusal::NothingThere.into());
                }
                let now = tx.now();
                let since = now.plus_seconds(-AGAIN_AFTER_SECONDS);
                if !store::screening::consents::chase(tx, &by, member, since).await? {
                    return Err(Refusal::AskedLately.into());
                }
                let address = store::screening::consents::address(tx, member).await?;
                if let Some((address, locale)) = &address {
                    // The link that the guardian may have already goes on working.
                    let open = link::open_id(tx, LinkPurpose::GuardianConsent, member.uuid(), now).await?;
                    let link = match open {
                        Some(link) => link,
                        None => links.make_id(tx, LinkPurpose::GuardianConsent, None, Some(member.uuid())).await?,
                    };
                    let to = mail::Invited::at(address, language(locale));
                    mail::guardian_request(tx, &post, &competition, member, link, &to).await?;
                }
                mail::remind_of_consent(tx, &post, &competition, &team, (member, &minor.public_name), entry).await?;
                let payload = json!({ "guardian": address.is_some() });
                record(tx, competition.id, by.account(), "entries.chase_consent", member, payload).await?;
                Ok(Next::done(format!("/c/{}/organise/entries/consents", competition.slug), Done::ConsentChased))
            })
        })
        .await
}

//! Asking teams whether they accept: by organisers in confidence, and with each publication.

use super::{desk, evidence, impartial, wins};
use crate::{
    auth::permits::{Editor, Organises, Release},
    config::Config,
    db::Tx,
    entries::store::read as entries,
    mail::{self, Link, News, store::members_of_team},
    request::Request,
    results::{
        service::{broken, record, record_release},
        store::prizes as store,
    },
};
use app::{
    competition::{
        message_text::title_text,
        model::{
            Award, Competition,
            message::{MessageTemplate, Placeholder},
        },
    },
    error::{AppError, Refusal},
    ids::{AwardId, EntryId},
    next::{Done, Next},
    results::{
        model::PrizeState,
        rules::{self, Evidence, Standing},
    },
};
use serde_json::json;
use std::collections::BTreeSet;

/// Who wins what now, and which of it came to them from another entry.
struct Recipients {
    now: BTreeSet<(AwardId, EntryId)>,
    first: BTreeSet<(AwardId, EntryId)>,
}

impl Recipients {
    fn of(evidence: &Evidence, standings: &[Standing<'_>]) -> Self {
        Self { now: rules::recipients(evidence, standings), first: rules::first_recipients(evidence, standings) }
    }
}

/// The mail to a team that is asked, each time it is.
async fn tell(
    tx: &mut Tx,
    config: &Config,
    evidence: &Evidence,
    (award, entry): (AwardId, EntryId),
    passed_on: bool,
) -> Result<(), AppError> {
    let competition: &Competition = &evidence.competition;
    let mut awards = evidence.tracks.iter().flat_map(|track| &track.awards);
    let award: &Award = awards.find(|known| known.id == award).ok_or(AppError::Internal)?;
    let of = entries::entry(tx, entry).await?.ok_or(AppError::NotFound)?;
    let template = if passed_on { MessageTemplate::PrizePassed } else { MessageTemplate::PrizeOffered };
    let news = News {
        competition,
        template,
        event: format!("prize:{}:{entry}:{}", award.id, tx.now().micros()),
        about: Some(entry.uuid()),
        link: Link::Page(format!("/entries/{entry}/prizes")),
    };
    let prize = if award.prize.is_empty() { award.name.clone() } else { format!("{}: {}", award.name, award.prize) };
    let values = |l| vec![(Placeholder::Title, title_text(l, &of.content.title)), (Placeholder::Prize, prize.clone())];
    let people = members_of_team(tx, of.team.id).await?;
    Ok(mail::tell(tx, &config.post(), &news, &people, values).await?)
}

/// Asks the teams of what was not asked about.
pub(super) async fn ask(request: &Request, slug: String) -> Result<Next, AppError> {
    let (caller, config) = (request.caller.clone(), request.config.clone());
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = impartial(tx, caller.as_deref(), &slug).await?;
                let evidence = evidence(tx, competition).await?;
                let standings = rules::standings(&evidence).map_err(broken)?;
                let recipients = Recipients::of(&evidence, &standings);
                drop(standings);
                let mut asked = 0;
                for &(award, entry) in &recipients.now {
                    let by = by.about::<Editor>(entry)?;
                    if !store::ask(tx, &by, award).await? {
                        continue;
                    }
                    let passed_on = !recipients.first.contains(&(award, entry));
                    tell(tx, &config, &evidence, (award, entry), passed_on).await?;
                    let payload = json!({ "award": award, "passed_on": passed_on });
                    record(tx, &by, "results.ask_prize", entry, payload).await?;
                    asked += 1;
                }
                if asked == 0 {
                    return Err(Refusal::NothingThere.into());
                }
                Ok(desk(&slug, Done::PrizesAsked))
            })
        })
        .await
}

/// Offers a prize again that was declined or not given; its team hears of it, if it was asked before.
pub(super) async fn offer_again(
    request: &Request,
    slug: String,
    prize: String,
    reason: String,
) -> Result<Next, AppError> {
    let (caller, config) = (request.caller.clone(), request.config.clone());
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = impartial(tx, caller.as_deref(), &slug).await?;
                let (award, entry) = rules::prize_of(&prize)?;
                let by = by.about::<Editor>(entry)?;
                let reason = rules::prize_reason(&reason)?;
                let Some(asked) = store::offer_again(tx, &by, award).await? else {
                    return Err(Refusal::NothingThere.into());
                };
                let evidence = evidence(tx, competition).await?;
                // Another award by place may keep it aside still; then there is nothing to accept.
                if asked && wins(&evidence, Some(award), entry)? {
                    tell(tx, &config, &evidence, (award, entry), false).await?;
                }
                let payload = json!({ "award": award, "reason": reason });
                record(tx, &by, "results.offer_again", entry, payload).await?;
                Ok(desk(&slug, Done::PrizePassed))
            })
        })
        .await
}

/// With a publication: who wins and was not asked is asked, and what an earlier version gave and this one does not ends.
pub(in crate::results::service) async fn announce(
    tx: &mut Tx,
    by: &Release,
    config: &Config,
    evidence: &Evidence,
    standings: &[Standing<'_>],
) -> Result<(), AppError> {
    let recipients = Recipients::of(evidence, standings);
    for record in store::records(tx, by.competition()).await? {
        let stands = matches!(record.state, PrizeState::Open | PrizeState::Asked | PrizeState::Accepted);
        if stands && !recipients.now.contains(&(record.award, record.entry)) {
            store::lapse(tx, by, record.award, record.entry).await?;
            record_release(tx, by, "results.prize_lapsed", record.entry, json!({ "award": record.award })).await?;
        }
    }
    for &(award, entry) in &recipients.now {
        if store::ask_at_release(tx, by, award, entry).await? {
            let passed_on = !recipients.first.contains(&(award, entry));
            tell(tx, config, evidence, (award, entry), passed_on).await?;
            let payload = json!({ "award": award, "passed_on": passed_on });
            record_release(tx, by, "results.ask_prize", entry, payload).await?;
        }
    }
    Ok(())
}

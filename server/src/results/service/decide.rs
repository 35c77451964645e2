//! Decisions of the panel and organisers: distinctions, and votes on ties. A form is read after the permit: who may not
//! decide learns that, whatever was typed.

use super::{broken, deciding, desk, record};
use crate::{
    auth::permits::{Editor, Organises},
    request::Request,
    results::store::{read, write},
};
use app::{
    accounts::model::LinkPurpose,
    competition::model::AwardKind,
    error::{AppError, FormCheck, Problem, Refusal},
    ids::EntryId,
    next::{Done, Next},
    results::rules::{self, AwardForm, TakeForm, VotesForm},
};
use serde_json::json;
use std::collections::HashMap;

pub(super) async fn give_award(
    request: &Request,
    slug: String,
    form: impl FnOnce() -> Result<(AwardForm, String), AppError> + Send + 'static,
) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = deciding(tx, caller.as_deref(), &slug).await?;
                let (form, more) = form()?;
                let by = by.about::<Editor>(form.entry)?;
                let evidence = read::evidence(tx, competition).await?;
                check_award(&evidence, &form)?;
                let mut awards = evidence.tracks.iter().flat_map(|track| &track.awards);
                let planned = awards.find(|known| known.id == form.award).ok_or(AppError::Internal)?;
                let passed = &evidence.prizes.passed;
                let taken = evidence.decisions.iter().filter(|of| !passed.contains_key(&(of.award, of.entry)));
                let more = rules::beyond_plan(planned, taken, form.entry, &more)?;
                let AwardForm { award, entry, reason } = form;
                let before = evidence.decisions.iter().find(|given| given.award == award && given.entry == entry);
                write::give_award(tx, &by, award, (&reason, &more)).await?;
                let old = before.map(|given| &given.reason);
                let payload = json!({ "award": award, "reason": { "old": old, "new": reason }, "beyond_plan": more });
                record(tx, &by, "results.give_award", entry, payload).await?;
                Ok(Next::done(desk(&slug), Done::AwardChanged))
            })
        })
        .await
}

/// The award is a distinction of this competition, and the entry is ranked in the award's track.
fn check_award(evidence: &rules::Evidence, form: &AwardForm) -> Result<(), AppError> {
    let mut check = FormCheck::default();
    let standings = rules::standings(evidence).map_err(broken)?;
    let distinction = |standing: &&rules::Standing<'_>| {
        standing.track.awards.iter().any(|award| award.id == form.award && award.kind == AwardKind::Distinction)
    };
    match standings.iter().find(distinction) {
        None => check.note("award", Problem::Choice),
        Some(standing) if !standing.ranking.placements.iter().any(|at| standing.entry(at).id == form.entry) => {
            check.note("entry", Problem::Choice);
        }
        Some(_) => {}
    }
    check.finish()
}

pub(super) async fn take_award(
    request: &Request,
    slug: String,
    form: impl FnOnce() -> Result<TakeForm, AppError> + Send + 'static,
) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = deciding(tx, caller.as_deref(), &slug).await?;
                let TakeForm { award, entry, reason } = form()?;
                let by = by.about::<Editor>(entry)?;
                let decisions = read::decisions(tx, competition.id).await?;
                let given = decisions.into_iter().find(|given| given.award == award && given.entry == entry);
                if !write::take_award(tx, &by, award).await? {
                    return Err(Refusal::NothingThere.into());
                }
                let payload = json!({ "award": award, "given_for": given.map(|given| given.reason), "reason": reason });
                record(tx, &by, "results.take_award", entry, payload).await?;
                Ok(Next::done(desk(&slug), Done::AwardChanged))
            })
        })
        .await
}

pub(super) async fn record_votes(
    request: &Request,
    slug: String,
    votes: HashMap<String, String>,
    vote_reason: String,
) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = deciding(tx, caller.as_deref(), &slug).await?;
                let evidence = read::evidence(tx, competition).await?;
                // A vote weighs the entries of a group against each other: of a group with an entry that is kept from the
                // organiser it is another one's to record.
                let (apart, groups): (Vec<_>, Vec<_>) =
                    tied(&evidence)?.into_iter().partition(|group| group.iter().any(|entry| by.kept_from(*entry)));
                if apart.iter().any(|group| rules::voted(group, &votes)) {
                    return Err(Refusal::OwnConflict.into());
                }
                if groups.is_empty() {
                    return Err(Refusal::NothingThere.into());
                }
                let form = VotesForm::read(&groups, &votes, &vote_reason)?;
                for (entry, votes) in form.votes {
                    write::set_votes(tx, &by.about(entry)?, votes, &form.reason).await?;
                    let old = evidence.votes.get(&entry);
                    let payload = json!({ "votes": { "old": old, "new": votes }, "reason": form.reason });
                    record(tx, &by, "results.record_votes", entry, payload).await?;
                }
                Ok(Next::done(desk(&slug), Done::VotesRecorded))
            })
        })
        .await
}

/// The groups of entries that only a vote can part, in all tracks.
fn tied(evidence: &rules::Evidence) -> Result<Vec<Vec<EntryId>>, AppError> {
    let standings = rules::standings(evidence).map_err(broken)?;
    let groups = |standing: &rules::Standing<'_>| -> Vec<Vec<EntryId>> {
        let ids = |group: Vec<usize>| group.into_iter().map(|entry| standing.entries[entry].id).collect();
        rules::tied_groups(standing).into_iter().map(ids).collect()
    };
    Ok(standings.iter().flat_map(groups).collect())
}

/// Asks guardians whether the minors in what would be shown may be. Each has a standing page: a link is made only where
/// there is none, so that the one a guardian has goes on working.
pub(super) async fn ask_publication(request: &Request, slug: String) -> Result<Next, AppError> {
    let (caller, links) = (request.caller.clone(), request.config.link_key.clone());
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = deciding(tx, caller.as_deref(), &slug).await?;
                let evidence = read::evidence(tx, competition).await?;
                let standings = rules::standings(&evidence).map_err(broken)?;
                let now = tx.now();
                let mut asked = 0;
                let shown = rules::shown_entries(&evidence, &standings);
                for entry in evidence.entries.iter().filter(|entry| shown.contains(&entry.id)) {
                    for member in write::ask_publication(tx, &by, entry.id).await? {
                        let about = member.uuid();
                        if links.open(tx, LinkPurpose::GuardianConsent, about, now).await?.is_none() {
                            links.make(tx, LinkPurpose::GuardianConsent, None, Some(about)).await?;
                        }
                        let payload = json!({ "member": member });
                        record(tx, &by, "results.ask_publication", entry.id, payload).await?;
                        asked += 1;
                    }
                }
                if asked == 0 {
                    return Err(Refusal::NothingThere.into());
                }
                Ok(Next::done(desk(&slug), Done::PublicationAsked))
            })
        })
        .await
}

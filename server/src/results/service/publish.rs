//! Publication: two organisers, one transaction, one moment (trust.md C-11, C-12).

use super::{
    broken, deciding, desk, organised,
    pack::{self, Publishing},
    prizes, record,
};
use crate::{
    audit::{self, Event},
    auth::permits::{self, Editor, Observer, Owner, Release},
    competition::store::{
        dates,
        proposal::{self, NewProposal},
        read as competitions,
    },
    config::Config,
    db::Tx,
    mail::{self, Link, News},
    request::Request,
    results::store::{feedback, read, write},
};
use app::{
    competition::model::{Competition, CompetitionState, Proposal, ProposalKind, message::MessageTemplate},
    error::{AppError, Missing, Problem, Refusal},
    ids::{ProposalId, PublicationId},
    next::{Done, Next},
    results::rules::{self, Evidence, PublicationForm, Standing},
};
use serde_json::json;

/// The document as it would come out now, with its digest.
async fn computed(tx: &mut Tx, competition: &Competition) -> Result<(String, String), AppError> {
    let evidence = read::evidence(tx, competition.clone()).await?;
    let standings = rules::standings(&evidence).map_err(broken)?;
    written(&evidence, &standings)
}

/// The document of what decides, with its digest.
fn written(evidence: &Evidence, standings: &[Standing<'_>]) -> Result<(String, String), AppError> {
    if standings.iter().any(|standing| standing.unrankable.is_some()) {
        return Err(Refusal::NotReady(vec![Missing::LinkedPanel]).into());
    }
    let document = rules::document(evidence, standings);
    if document.entries_judged == 0 {
        return Err(Refusal::NotReady(vec![Missing::Scorecard]).into());
    }
    let json = rules::json(&document).map_err(|_| AppError::Internal)?;
    let digest = rules::digest(&json);
    Ok((json, digest))
}

/// What waits under this id.
pub(super) async fn waiting(tx: &mut Tx, by: &Observer, id: ProposalId) -> Result<Proposal, AppError> {
    proposal::waiting_one(tx, by, id).await?.ok_or_else(|| Refusal::NothingThere.into())
}

/// Proposes to publish what was previewed, or a further version of what is out, with what is said of it.
pub(super) async fn propose(request: &Request, slug: String, form: PublicationForm) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = deciding(tx, caller.as_deref(), &slug).await?;
                by.impartial()?;
                let further = competition.state == CompetitionState::Published;
                let note = rules::publication_note(&form.note, further)?;
                let at_field = |problem| AppError::field("release_at", problem);
                let release_at = dates::release(&form.release_at, &competition.time_zone).map_err(at_field)?;
                if release_at.is_some_and(|at| at <= tx.now()) {
                    return Err(at_field(Problem::Past));
                }
                let (_, digest) = computed(tx, &competition).await?;
                if digest != form.digest {
                    return Err(Refusal::PreviewChanged.into());
                }
                let out = read::publications(tx, competition.id).await?;
                if out.first().is_some_and(|newest| newest.digest == digest) {
                    return Err(Refusal::NothingThere.into());
                }
                let new = NewProposal { kind: ProposalKind::Publish, payload: digest, reason: note, release_at };
                let id = proposal::propose(tx, &by, &new).await?;
                let payload = json!({ "digest": new.payload, "note": new.reason, "release_at": new.release_at });
                record(tx, &by, "results.propose", id, payload).await?;
                Ok(Next::done(desk(&slug), Done::PublicationProposed))
            })
        })
        .await
}

/// Confirms what another organiser proposed; it takes effect, now or when its time has come.
pub(super) async fn confirm(request: &Request, slug: String, id: ProposalId) -> Result<Next, AppError> {
    let (caller, config) = (request.caller.clone(), request.config.clone());
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = organised::<Owner>(tx, caller.as_deref(), &slug).await?;
                by.impartial()?;
                let proposed = waiting(tx, &by, id).await?;
                if proposed.own {
                    return Err(Refusal::SecondOrganiser.into());
                }
                if !proposal::confirm(tx, &by, id).await? {
                    return Err(Refusal::NothingThere.into());
                }
                let done = match proposed.kind {
                    ProposalKind::Method => {
                        super::departure::take_effect(tx, &by, &competition, &proposed).await?;
                        Done::MethodChanged
                    }
                    ProposalKind::Publish if proposed.release_at.is_some_and(|at| at > tx.now()) => {
                        if computed(tx, &competition).await?.1 != proposed.payload {
                            return Err(Refusal::PreviewChanged.into());
                        }
                        let payload = json!({ "digest": proposed.payload, "release_at": proposed.release_at });
                        record(tx, &by, "results.schedule", id, payload).await?;
                        Done::PublicationScheduled
                    }
                    ProposalKind::Publish => {
                        let now = tx.now();
                        let release = permits::release(tx, id, now).await?;
                        publish(tx, &release, &config).await?;
                        Done::ResultsPublished
                    }
                    ProposalKind::Reopen => return Err(Refusal::NothingThere.into()),
                };
                Ok(Next::done(desk(&slug), done))
            })
        })
        .await
}

/// Takes back what waits, one's own or another's, also when it was confirmed and its time has not come.
pub(super) async fn withdraw(request: &Request, slug: String, id: ProposalId) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (_, by) = organised::<Editor>(tx, caller.as_deref(), &slug).await?;
                let proposed = waiting(tx, &by, id).await?;
                if !proposal::withdraw(tx, &by, id).await? {
                    return Err(Refusal::NothingThere.into());
                }
                record(tx, &by, "results.withdraw_proposal", id, json!({ "kind": proposed.kind })).await?;
                Ok(Next::done(desk(&slug), Done::ProposalWithdrawn))
            })
        })
        .await
}

/// Publishes what was approved, if it is still what would come out. The competition's row is taken first, so that no
/// decision can come between the computing and the commit.
///
/// # Errors
/// `WrongState`, `PreviewChanged`, `NotReady`.
pub(super) async fn publish(tx: &mut Tx, by: &Release, config: &Config) -> Result<(), AppError> {
    let competition = competitions::by_id(tx, by.competition()).await?.ok_or(AppError::NotFound)?;
    if !write::end_deliberation(tx, by).await? {
        return Err(Refusal::WrongState.into());
    }
    let evidence = read::evidence(tx, competition.clone()).await?;
    let standings = rules::standings(&evidence).map_err(broken)?;
    let (json, digest) = written(&evidence, &standings)?;
    if digest != by.digest() {
        return Err(Refusal::PreviewChanged.into());
    }
    let id: PublicationId = tx.ambient().id();
    let version = write::insert_publication(tx, by, id, &json).await?;
    proposal::end(tx, by.competition(), by.proposal(), true).await?;
    let event = Event {
        competition: Some(by.competition()),
        actor: by.confirmed_by(),
        action: if version == 1 { "results.publish" } else { "results.correct" },
        subject: id.to_string(),
        payload: json!({
            "version": version, "digest": digest, "note": by.note(), "proposal": by.proposal(),
            "state": { "old": competition.state, "new": "published" },
        }),
    };
    let publishing = Publishing { by, id, version, evidence: &evidence, standings: &standings, document: &json };
    let statement = pack::commit(tx, config, publishing).await?;
    audit::state(tx, event, statement).await?;
    for (entry, numbers) in standings.iter().flat_map(rules::numbers) {
        feedback::put_numbers(tx, by, (entry, version), &numbers).await?;
    }
    super::feedback::release_with(tx, by, &competition).await?;
    super::appeals::corrected(tx, by, version).await?;
    let news = News {
        competition: &competition,
        template: MessageTemplate::ResultsPublished,
        event: format!("results_published:{id}"),
        about: None,
        link: Link::Page(format!("/c/{}/results", competition.slug)),
    };
    prizes::announce(tx, by, config, &evidence, &standings).await?;
    let people = mail::store::participants(tx, competition.id).await?;
    Ok(mail::tell(tx, &config.post(), &news, &people, |_| Vec::new()).await?)
}

//! Further rounds of judging: what they can be made of, and making one.

use super::{ResultsService, broken, organised};
use crate::{
    audit::{self, Event},
    auth::{
        Caller,
        permits::{self, Editor, Observer},
    },
    competition::store::{dates, read as competitions, rounds},
    db::{Conn, Tx},
    mail,
    panel::store::{
        situation::{Situation, assignable},
        write,
    },
    request::Request,
    results::store::read,
};
use app::{
    competition::model::{Competition, NewFurtherRound, TimetableDate},
    error::{AppError, Problem, Refusal},
    ids::{CompetitionId, EntryId, JudgeId},
    next::{Done, Next},
    panel::model::JudgeState,
    results::{
        api::Rounds,
        model::{Candidate, NextRound, RoundsPage},
        rules::{self, Evidence, RoundForm, Standing, deliberation::near_next},
    },
};
use async_trait::async_trait;
use serde_json::json;
use std::{collections::BTreeSet, sync::Arc};

/// Whether somebody has a seat on the panel: then the present order is not for them, whatever else they may.
async fn judges_here(conn: &mut Conn, caller: Option<&Caller>, competition: CompetitionId) -> Result<bool, AppError> {
    match permits::seat(conn, caller, competition).await {
        Ok(_) => Ok(true),
        Err(AppError::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// What a further round is made of: the entries of the newest round, the judges, and what keeps these apart.
struct Ground {
    situation: Situation,
    entries: BTreeSet<EntryId>,
    judges: BTreeSet<JudgeId>,
}

impl Ground {
    async fn read(conn: &mut Conn, request: &Request, competition: Competition) -> Result<Self, AppError> {
        let now = request.ambient.now();
        let situation = Situation::read(conn, competition, now).await?.ok_or(Refusal::RoundStillOpen)?;
        let entries = situation.entries.iter().filter(|entry| assignable(entry)).map(|entry| entry.id).collect();
        let ready = situation.judges.iter().filter(|judge| judge.state == JudgeState::Ready);
        let judges = ready.map(|judge| judge.id).collect();
        Ok(Self { entries, judges, situation })
    }

    /// Who judges what: everybody everything, but for pairs that are kept apart. What a judge asked not to be shown is
    /// shown only where nobody else would judge the entry.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `judges` when nobody who sits in it may judge an entry.
    fn pairs(&self, new: &NewFurtherRound) -> Result<Vec<(JudgeId, EntryId)>, AppError> {
        let mut pairs = Vec::new();
        for entry in &new.entries {
            let free = |judge: &&JudgeId| {
                let pair = (**judge, *entry);
                self.situation.may_meet(pair.0, pair.1).is_ok() && !self.situation.unanswered.contains(&pair)
            };
            let free: Vec<JudgeId> = new.judges.iter().filter(free).copied().collect();
            let spared = |judge: &&JudgeId| !self.situation.against_comfort(**judge, *entry);
            let willing: Vec<JudgeId> = free.iter().filter(spared).copied().collect();
            let chosen = if willing.is_empty() { free } else { willing };
            if chosen.is_empty() {
                return Err(AppError::field("judges", Problem::NobodyFree));
            }
            pairs.extend(chosen.into_iter().map(|judge| (judge, *entry)));
        }
        Ok(pairs)
    }

    /// What can be chosen from, entries in the order of the ranking, those without a scorecard that counts last.
    fn choice(&self, evidence: &Evidence) -> Result<NextRound, AppError> {
        let standings = rules::standings(evidence).map_err(broken)?;
        let tracks = standings.iter().map(|standing| (standing.track.name.clone(), self.candidates(standing)));
        let named = self.situation.judges.iter().filter(|judge| self.judges.contains(&judge.id));
        Ok(NextRound::Open {
            tracks: tracks.filter(|(_, list)| !list.is_empty()).collect(),
            judges: named.map(|judge| (judge.id, judge.name.clone())).collect(),
        })
    }

    fn candidates(&self, standing: &Standing<'_>) -> Vec<Candidate> {
        let placed = standing.ranking.placements.iter().zip(near_next(standing)).map(|(at, near_next)| Candidate {
            entry: standing.entry(at).id,
            title: standing.entry(at).title.clone(),
            standing: Some((at.place, at.score.rounded(1))),
            near_next,
        });
        let unranked = standing.ranking.unranked.iter().map(|at| Candidate {
            entry: standing.entries[*at].id,
            title: standing.entries[*at].title.clone(),
            standing: None,
            near_next: false,
        });
        placed.chain(unranked).filter(|candidate| self.entries.contains(&candidate.entry)).collect()
    }
}

async fn page(request: &Request, slug: &str) -> Result<RoundsPage, AppError> {
    let mut conn = request.read().await?;
    let (competition, by) = organised::<Observer>(&mut conn, request.caller(), slug).await?;
    let all = competitions::rounds(&mut conn, competition.id).await?;
    let further = rounds::lines(&mut conn, competition.id).await?;
    let closes_at = all.last().and_then(|round| round.closes_at);
    let may = rules::may_add_round(competition.state, all.len(), closes_at, request.ambient.now());
    let next = if let Err(refusal) = may {
        NextRound::NotNow(refusal)
    } else if judges_here(&mut conn, request.caller(), competition.id).await? {
        NextRound::Judges
    } else if by.impartial().is_err() {
        NextRound::Kept
    } else {
        let evidence = read::evidence(&mut conn, competition.clone()).await?;
        Ground::read(&mut conn, request, competition.clone()).await?.choice(&evidence)?
    };
    let first_closes_at = all.first().and_then(|round| round.closes_at);
    let tracks = competitions::tracks(&mut conn, competition.id).await?;
    Ok(RoundsPage { competition, first_closes_at, tracks, rounds: further, next })
}

async fn add(tx: &mut Tx, request: &Request, slug: &str, form: &RoundForm) -> Result<Next, AppError> {
    let (competition, by) = organised::<Editor>(tx, request.caller(), slug).await?;
    if judges_here(tx, request.caller(), competition.id).await? {
        return Err(AppError::NotFound);
    }
    // Who goes on is decided about all entries at once.
    by.impartial()?;
    write::one_at_a_time(tx, competition.id).await?;
    let all = competitions::rounds(tx, competition.id).await?;
    let now = tx.now();
    rules::may_add_round(competition.state, all.len(), all.last().and_then(|round| round.closes_at), now)?;
    let ground = Ground::read(tx, request, competition).await?;
    let competition = &ground.situation.competition;
    let closes_at = dates::moment(&form.closes_at, &competition.time_zone, TimetableDate::RoundClosesAt);
    let tracks = competitions::tracks(tx, competition.id).await?;
    let choice = (&ground.entries, &ground.judges, tracks.as_slice());
    let new = rules::further_round(form, closes_at, choice, (now, competition.results_at))?;
    let pairs = ground.pairs(&new)?;
    let round = rounds::add(tx, &by, all.len() + 1, &new).await?;
    for (judge, entry) in &pairs {
        // As if by hand: a later repair must not take back that the whole panel judges.
        write::insert_assignment(tx, &by, round, *judge, *entry, true).await?;
    }
    let event = Event {
        competition: Some(competition.id),
        actor: by.account(),
        action: "results.add_round",
        subject: round.to_string(),
        payload: json!({ "name": new.name, "rule": new.rule, "shows": new.shows, "closes_at": new.closes_at,
            "entries": new.entries, "judges": new.judges, "weights": new.weights, "assignments": pairs.len() }),
    };
    audit::append(tx, event).await?;
    let assigned = pairs.iter().map(|(judge, _)| *judge).collect();
    mail::assignments_changed(tx, &request.config.post(), competition, &format!("round:{round}"), &assigned).await?;
    Ok(Next::done(format!("/c/{slug}/organise/rounds"), Done::RoundAdded))
}

#[async_trait]
impl Rounds for ResultsService {
    async fn rounds(&self, slug: String) -> Result<RoundsPage, AppError> {
        page(&self.0, &slug).await
    }

    async fn add_round(&self, slug: String, form: RoundForm) -> Result<Next, AppError> {
        let request: Arc<Request> = self.0.clone();
        self.0.write(move |tx| Box::pin(async move { add(tx, &request, &slug, &form).await })).await
    }
}

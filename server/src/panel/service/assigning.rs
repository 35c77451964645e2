//! Planning the panel, the numbers that settle ties, and why a judge has an entry.

use super::{
    PanelService, event,
    invitations::counted,
    organiser, public,
    situation::{Situation, round},
};
use crate::{
    audit,
    auth::permits::{Editor, Observer},
    entries::store::read as entries,
    panel::store::{
        forbidden,
        read::{self, AssignmentWork},
        seeds::{self, HiddenSeed},
        settings,
    },
};
use app::{
    accounts::model::Rights,
    error::AppError,
    ids::{AssignmentId, EntryId, JudgeId, RoundId},
    next::Next,
    panel::{
        api::Assigning,
        model::{CommittedSeed, ConflictKind, ForbiddenPair, JudgeState, PairFacts, PairPage, PlanningPage},
        rules::{self, shared_languages},
    },
};
use async_trait::async_trait;
use serde_json::json;
use sha2::{Digest, Sha256};

fn many(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl PanelService {
    /// The number that the next run is made by. It is fixed, and its digest public and in the log, in a transaction that is
    /// over before the run begins; until assignments took effect by it, every run is made by the same one. So nobody can
    /// propose until chance is kind to somebody.
    pub(super) async fn committed_seed(&self, slug: &str, round: RoundId) -> Result<HiddenSeed, AppError> {
        let known = seeds::hidden(&mut self.0.read().await?, round).await?;
        if let Some(known) = known {
            return Ok(known);
        }
        let (request, slug) = (self.0.clone(), slug.to_owned());
        self.0
            .write_unkeyed(move |tx| {
                Box::pin(async move {
                    let (competition, permit) = organiser::<Editor>(tx, request.caller(), &slug).await?;
                    rules::may_assign(competition.state)?;
                    let seed = hex::encode(tx.ambient().random::<32>());
                    let digest = hex::encode(Sha256::digest(seed.as_bytes()));
                    let new = HiddenSeed { id: tx.ambient().unguessable(), seed, digest };
                    if seeds::commit(tx, &permit, round, &new).await? {
                        let payload = json!({ "seed_digest": new.digest });
                        let event = event(competition.id, permit.account(), "panel.commit_seed", round, payload);
                        audit::append(tx, event).await?;
                    }
                    // Somebody else's, if two organisers began at once.
                    seeds::hidden(tx, round).await?.ok_or(AppError::Busy)
                })
            })
            .await
    }

    async fn plan_begins(&self, slug: &str) -> Result<PlanningPage, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, _) = organiser::<Observer>(&mut conn, self.0.caller(), slug).await?;
        let judges = read::judges(&mut conn, competition.id).await?;
        let on_panel =
            |state: JudgeState| matches!(state, JudgeState::Invited | JudgeState::Accepted | JudgeState::Ready);
        let closes = round(&mut conn, &competition).await?.and_then(|round| round.closes_at);
        Ok(PlanningPage {
            entries: counted(&entries::summaries(&mut conn, competition.id, None).await?),
            judges: many(judges.iter().filter(|judge| on_panel(judge.state)).count()),
            minutes: settings::of(&mut conn, competition.id).await?.minutes_per_entry,
            window: competition.entries_close_at.zip(closes),
            competition,
        })
    }

    async fn one_pair(&self, slug: &str, assignment: AssignmentId) -> Result<PairPage, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, by) = organiser::<Observer>(&mut conn, self.0.caller(), slug).await?;
        let situation = Situation::read(&mut conn, competition).await?.ok_or(AppError::NotFound)?;
        drop(conn);
        let work = situation.work.iter().find(|work| work.id == assignment).ok_or(AppError::NotFound)?;
        let open = rules::may_assign(situation.competition.state).is_ok();
        let pair = situation.facts(work).ok_or(AppError::NotFound)?;
        // What is only read by those who may change it is only worked out for them.
        let swaps = if open && by.rights() >= Rights::Editor { situation.swaps(work) } else { Vec::new() };
        Ok(PairPage { open, pair, swaps, competition: situation.competition })
    }
}

impl Situation {
    fn facts(&self, work: &AssignmentWork) -> Option<PairFacts> {
        let judge = self.judges.iter().find(|judge| judge.id == work.judge)?;
        let entry = self.entries.iter().find(|entry| entry.id == work.entry)?;
        let ready = self.judges.iter().filter(|judge| judge.state == JudgeState::Ready);
        let soft = |tie: &app::panel::model::Conflict| {
            tie.kind == ConflictKind::Soft && (tie.judge, tie.entry) == (work.judge, work.entry)
        };
        Some(PairFacts {
            assignment: work.id,
            judge: judge.id,
            name: judge.name.clone(),
            field: judge.field.clone(),
            entry: entry.id,
            title: entry.title.clone(),
            shared_languages: shared_languages(&judge.languages, &entry.languages),
            language: rules::share_language(&judge.languages, &entry.languages),
            load: many(self.work.iter().filter(|other| other.judge == judge.id).count()),
            max_load: judge.max_load,
            eligible: many(ready.filter(|other| self.may_meet(other.id, entry.id).is_ok()).count()),
            pinned: work.by_hand,
            soft_conflict: self.conflicts.iter().any(soft),
            work: work.work,
        })
    }

    /// What an assignment can be swapped with: the same question as [`Situation::may_swap`] asks, of every other.
    fn swaps(&self, work: &AssignmentWork) -> Vec<(AssignmentId, String, String)> {
        let others = self.work.iter().filter(|other| self.may_swap(work, other).is_ok());
        let named = others.filter_map(|other| {
            let entry = self.entries.iter().find(|entry| entry.id == other.entry)?;
            let judge = self.judges.iter().find(|judge| judge.id == other.judge)?;
            Some((other.id, entry.title.clone(), judge.name.clone()))
        });
        let mut list: Vec<_> = named.collect();
        list.sort_by(|one, other| (&one.1, &one.2, one.0).cmp(&(&other.1, &other.2, other.0)));
        list
    }
}

#[async_trait]
impl Assigning for PanelService {
    async fn planning(&self, slug: String) -> Result<PlanningPage, AppError> {
        self.plan_begins(&slug).await
    }
    async fn seeds(&self, slug: String) -> Result<Vec<CommittedSeed>, AppError> {
        let mut conn = self.0.read().await?;
        let competition = public(&mut conn, self.0.caller(), &slug).await?;
        Ok(seeds::committed(&mut conn, competition.id).await?)
    }
    async fn pair(&self, slug: String, assignment: AssignmentId) -> Result<PairPage, AppError> {
        self.one_pair(&slug, assignment).await
    }
    async fn forbidden(&self, slug: String) -> Result<Vec<ForbiddenPair>, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, _) = organiser::<Observer>(&mut conn, self.0.caller(), &slug).await?;
        Ok(forbidden::list(&mut conn, competition.id).await?)
    }
    async fn propose_repair(&self, slug: String) -> Result<Next, AppError> {
        self.make_proposal(slug, true).await
    }
    async fn pin(&self, slug: String, assignment: AssignmentId, pinned: bool) -> Result<Next, AppError> {
        self.pin_one(slug, assignment, pinned).await
    }
    async fn swap(&self, slug: String, assignment: AssignmentId, other: AssignmentId) -> Result<Next, AppError> {
        self.swap_two(slug, assignment, other).await
    }
    async fn forbid(&self, slug: String, judge: JudgeId, entry: EntryId, reason: String) -> Result<Next, AppError> {
        self.keep_apart(slug, judge, entry, reason).await
    }
    async fn allow(&self, slug: String, judge: JudgeId, entry: EntryId) -> Result<Next, AppError> {
        self.let_meet(slug, judge, entry).await
    }
}

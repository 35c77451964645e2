//! Proposing, applying, and assigning by hand.

use super::{
    PanelService, event, organiser,
    situation::{Situation, assignable},
};
use crate::{
    audit,
    auth::permits::{Editor, Observer},
    db::Tx,
    panel::store::{read, write},
    request::Request,
};
use app::{
    entries::model::EntryState,
    error::{AppError, Refusal},
    ids::{AssignmentId, EntryId, JudgeId, RunId},
    next::{Done, Next},
    panel::{
        model::{AssignmentBoard, AssignmentRun, JudgeState, Work},
        rules,
    },
};
use serde_json::json;

fn page(slug: &str, done: Done) -> Next {
    Next::done(format!("/c/{slug}/organise/assignment"), done)
}

fn ours(error: impl std::fmt::Display) -> AppError {
    tracing::error!(error = %error, "proposing assignments");
    AppError::Internal
}

/// Everything that assigning looks at, for an organiser, while assignments can be made. No other change of who judges
/// what goes on beside it.
async fn begin(tx: &mut Tx, request: &Request, slug: &str) -> Result<(Situation, Editor), AppError> {
    let (competition, permit) = organiser::<Editor>(tx, request.caller(), slug).await?;
    rules::may_assign(competition.state)?;
    write::one_at_a_time(tx, competition.id).await?;
    let situation = Situation::read(tx, competition).await?.ok_or(Refusal::NothingThere)?;
    Ok((situation, permit))
}

impl PanelService {
    pub(super) async fn who_judges_what(&self, slug: &str) -> Result<AssignmentBoard, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, _) = organiser::<Observer>(&mut conn, self.0.caller(), slug).await?;
        let open = rules::may_assign(competition.state).is_ok();
        let newest = read::newest_run(&mut conn, competition.id).await?.filter(|stored| !stored.run.applied && open);
        let empty = AssignmentBoard {
            competition: competition.clone(),
            open,
            entries: Vec::new(),
            judges: Vec::new(),
            preview: None,
        };
        let Some(situation) = Situation::read(&mut conn, competition).await? else { return Ok(empty) };
        drop(conn);
        let (entries, judges) = (situation.board_entries(), situation.board_judges());
        let preview = match newest {
            Some(stored) => {
                let outdated = !situation.basis().holds(&stored.run.proposal).map_err(ours)?;
                Some(rules::preview(&stored.run, &entries, &judges, outdated))
            }
            None => None,
        };
        Ok(AssignmentBoard { entries, judges, preview, ..empty })
    }

    pub(super) async fn make_proposal(&self, slug: String) -> Result<Next, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, _) = organiser::<Editor>(&mut conn, self.0.caller(), &slug).await?;
        rules::may_assign(competition.state)?;
        let situation = Situation::read(&mut conn, competition).await?.ok_or(Refusal::NothingThere)?;
        drop(conn);
        let (basis, round) = (situation.basis(), situation.round.id);
        if basis.entries.is_empty() || basis.judges.is_empty() {
            return Err(Refusal::NothingThere.into());
        }
        let seed = u64::from_be_bytes(self.0.ambient.random());
        // Outside of the transaction and of the threads that answer requests: it is arithmetic, and nothing is lost if
        // the panel changes meanwhile, since applying looks again.
        let proposal = tokio::task::spawn_blocking(move || basis.propose(seed)).await.map_err(ours)?.map_err(ours)?;
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, permit) = organiser::<Editor>(tx, request.caller(), &slug).await?;
                    rules::may_assign(competition.state)?;
                    let run = AssignmentRun { id: tx.ambient().id(), at: tx.now(), applied: false, proposal };
                    write::insert_run(tx, &permit, round, &run).await?;
                    let payload = json!({
                        "seed": run.proposal.seed.to_string(),
                        "basis": run.proposal.basis,
                        "pairs": run.proposal.pairs.len(),
                        "short": run.proposal.short.len(),
                    });
                    audit::append(tx, event(competition.id, permit.account(), "panel.propose", run.id, payload))
                        .await?;
                    Ok(page(&slug, Done::AssignmentProposed))
                })
            })
            .await
    }

    pub(super) async fn apply_proposal(&self, slug: String, run: RunId) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (situation, permit) = begin(tx, &request, &slug).await?;
                    let competition = situation.competition.id;
                    let stored = read::run(tx, competition, run).await?.ok_or(AppError::NotFound)?;
                    let proposal = &stored.run.proposal;
                    let holds = situation.basis().holds(proposal).map_err(ours)? && stored.round == situation.round.id;
                    if !holds || !write::mark_applied(tx, &permit, run).await? {
                        return Err(Refusal::ProposalOutdated.into());
                    }
                    write::delete_unpinned_assignments(tx, &permit, stored.round).await?;
                    for pair in &proposal.pairs {
                        write::insert_assignment(tx, &permit, stored.round, pair.judge, pair.entry, false).await?;
                    }
                    let pairs = |list: &mut dyn Iterator<Item = (JudgeId, EntryId)>| {
                        list.map(|(judge, entry)| json!([judge, entry])).collect::<Vec<_>>()
                    };
                    let payload = json!({
                        "before": pairs(&mut situation.work.iter().map(|work| (work.judge, work.entry))),
                        "after": pairs(&mut proposal.pairs.iter().map(|pair| (pair.judge, pair.entry))),
                    });
                    audit::append(tx, event(competition, permit.account(), "panel.apply", run, payload)).await?;
                    Ok(page(&slug, Done::AssignmentApplied))
                })
            })
            .await
    }

    pub(super) async fn assign_one(&self, slug: String, judge: JudgeId, entry: EntryId) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (situation, permit) = begin(tx, &request, &slug).await?;
                    let found = situation.entries.iter().find(|known| known.id == entry).ok_or(AppError::NotFound)?;
                    let member = situation.judges.iter().find(|known| known.id == judge).ok_or(AppError::NotFound)?;
                    if found.state != EntryState::Eligible {
                        return Err(Refusal::NotEligible.into());
                    }
                    if !assignable(found) {
                        return Err(Refusal::ConsentMissing.into());
                    }
                    if member.state != JudgeState::Ready || situation.unanswered.contains(&(judge, entry)) {
                        return Err(Refusal::ConflictsNotDeclared.into());
                    }
                    if situation.barred(judge, entry) {
                        return Err(Refusal::ConflictOfInterest.into());
                    }
                    if !write::insert_assignment(tx, &permit, situation.round.id, judge, entry, true).await? {
                        return Err(Refusal::AlreadyAssigned.into());
                    }
                    let payload = json!({ "judge": judge, "entry": entry, "load": situation.work.iter().filter(|work| work.judge == judge).count() + 1, "max_load": member.max_load });
                    audit::append(tx, event(situation.competition.id, permit.account(), "panel.assign", judge, payload)).await?;
                    Ok(page(&slug, Done::AssignmentChanged))
                })
            })
            .await
    }

    pub(super) async fn unassign_one(&self, slug: String, assignment: AssignmentId) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (situation, permit) = begin(tx, &request, &slug).await?;
                    let found = situation.work.iter().find(|work| work.id == assignment).ok_or(AppError::NotFound)?;
                    if found.work == Work::Submitted {
                        return Err(Refusal::HasScorecard.into());
                    }
                    write::delete_assignment(tx, &permit, assignment).await?;
                    let payload = json!({ "judge": found.judge, "entry": found.entry, "by_hand": found.by_hand });
                    audit::append(
                        tx,
                        event(situation.competition.id, permit.account(), "panel.unassign", found.judge, payload),
                    )
                    .await?;
                    Ok::<_, AppError>(page(&slug, Done::AssignmentChanged))
                })
            })
            .await
    }
}

//! Proposing and applying.

use super::{PanelService, event, organiser, situation::Situation};
use crate::{
    audit,
    auth::permits::{Editor, Observer},
    db::Tx,
    mail,
    panel::{
        proposal::Inputs,
        store::{
            read::{self, AssignmentWork},
            seeds, write,
        },
    },
    request::Request,
};
use app::{
    error::{AppError, Refusal},
    ids::{EntryId, JudgeId, RunId},
    next::{Done, Next},
    panel::{
        model::{AssignmentBoard, AssignmentRun, Proposal},
        rules::{self, PreviewOf},
    },
};
use serde_json::json;
use std::collections::BTreeSet;

pub(super) fn page(slug: &str, done: Done) -> Next {
    Next::done(format!("/c/{slug}/organise/assignment"), done)
}

/// Takes back what goes and adds what is new; what stays is not touched. The judges whose entries changed.
async fn put_into_effect(
    tx: &mut Tx,
    permit: &Editor,
    situation: &Situation,
    proposal: &Proposal,
) -> Result<BTreeSet<JudgeId>, AppError> {
    let after: BTreeSet<(JudgeId, EntryId)> = proposal.pairs.iter().map(|pair| (pair.judge, pair.entry)).collect();
    let mut changed = BTreeSet::new();
    let goes = |work: &&AssignmentWork| {
        let pair = (work.judge, work.entry);
        // What was begun and is moved stays as a draft: it comes back with its assignment.
        !after.contains(&pair) && (!work.pinned() || proposal.moved.contains(&pair))
    };
    for work in situation.work.iter().filter(goes) {
        write::delete_assignment(tx, permit, work.id).await?;
        changed.insert(work.judge);
    }
    for (judge, entry) in after {
        if write::insert_assignment(tx, permit, situation.round.id, judge, entry, false).await? {
            changed.insert(judge);
        }
    }
    Ok(changed)
}

pub(super) fn ours(error: impl std::fmt::Display) -> AppError {
    tracing::error!(error = %error, "proposing assignments");
    AppError::Internal
}

/// Everything that assigning looks at, for an organiser, while assignments can be made. No other change of who judges
/// what goes on beside it.
pub(super) async fn begin(tx: &mut Tx, request: &Request, slug: &str) -> Result<(Situation, Editor), AppError> {
    let (competition, permit) = organiser::<Editor>(tx, request.caller(), slug).await?;
    rules::may_assign(competition.state)?;
    write::one_at_a_time(tx, competition.id).await?;
    let now = tx.now();
    let situation = Situation::read(tx, competition, now).await?.ok_or(Refusal::NothingThere)?;
    Ok((situation, permit))
}

impl PanelService {
    pub(super) async fn who_judges_what(&self, slug: &str) -> Result<AssignmentBoard, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, by) = organiser::<Observer>(&mut conn, self.0.caller(), slug).await?;
        let open = rules::may_assign(competition.state).is_ok();
        let newest = read::newest_run(&mut conn, competition.id).await?.filter(|stored| !stored.run.applied && open);
        let empty = AssignmentBoard {
            competition: competition.clone(),
            open,
            entries: Vec::new(),
            judges: Vec::new(),
            preview: None,
        };
        let Some(situation) = Situation::read(&mut conn, competition, self.0.ambient.now()).await? else {
            return Ok(empty);
        };
        drop(conn);
        let (outdated, digest) = match &newest {
            Some(stored) => (
                !situation.basis().holds(&stored.run.proposal).map_err(ours)? || stored.seed_shown,
                situation.digest(&stored.run).map_err(ours)?,
            ),
            None => Default::default(),
        };
        // What takes effect is the whole proposal; who judges an entry that is kept from the reader is not shown.
        let withheld = situation.withheld(by.kept());
        let situation = situation.without(by.kept());
        let (mut entries, judges) = (situation.board_entries(), situation.board_judges());
        let preview = match newest {
            Some(mut stored) => {
                rules::withhold(&mut stored.run.proposal, by.kept());
                if by.impartial().is_err() {
                    // The difference to the whole would say how many bar an entry that is kept.
                    stored.run.proposal.conflicts_avoided =
                        u32::try_from(situation.basis().hard.len()).unwrap_or(u32::MAX);
                }
                let of = PreviewOf { outdated, digest, seed_digest: stored.seed_digest };
                Some(rules::preview(&stored.run, &entries, &judges, of))
            }
            None => None,
        };
        entries.extend(withheld);
        entries.sort_by(|one, other| (&one.title, one.id).cmp(&(&other.title, other.id)));
        Ok(AssignmentBoard { entries, judges, preview, ..empty })
    }

    pub(super) async fn make_proposal(&self, slug: String, repair: bool) -> Result<Next, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, _) = organiser::<Editor>(&mut conn, self.0.caller(), &slug).await?;
        rules::may_assign(competition.state)?;
        let situation =
            Situation::read(&mut conn, competition, self.0.ambient.now()).await?.ok_or(Refusal::NothingThere)?;
        drop(conn);
        let (basis, round) = (situation.basis(), situation.round.id);
        if basis.entries.is_empty() || basis.judges.is_empty() {
            return Err(Refusal::NothingThere.into());
        }
        let seed = self.committed_seed(&slug, round).await?;
        let inputs = Inputs::of(basis, repair);
        let written = serde_json::to_string(&inputs).map_err(ours)?;
        // Outside of the transaction and of the threads that answer requests: it is arithmetic, and nothing is lost if
        // the panel changes meanwhile, since applying looks again.
        let digits = seed.seed.clone();
        let proposal =
            tokio::task::spawn_blocking(move || inputs.propose(&digits)).await.map_err(ours)?.map_err(ours)?;
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, permit) = organiser::<Editor>(tx, request.caller(), &slug).await?;
                    rules::may_assign(competition.state)?;
                    let run = AssignmentRun { id: tx.ambient().id(), at: tx.now(), applied: false, proposal };
                    write::insert_run(tx, &permit, round, &run, seed.id, &written).await?;
                    // The number itself is not in the log before it is public.
                    let payload = json!({
                        "seed_digest": seed.digest,
                        "basis": run.proposal.basis,
                        "pairs": run.proposal.pairs.len(),
                        "short": run.proposal.short.len(),
                        "repair": run.proposal.repair,
                    });
                    audit::append(tx, event(competition.id, permit.account(), "panel.propose", run.id, payload))
                        .await?;
                    Ok(page(&slug, Done::AssignmentProposed))
                })
            })
            .await
    }

    pub(super) async fn apply_proposal(&self, slug: String, run: RunId, digest: String) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (situation, permit) = begin(tx, &request, &slug).await?;
                    let competition = situation.competition.id;
                    let stored = read::run(tx, competition, run).await?.ok_or(AppError::NotFound)?;
                    let proposal = &stored.run.proposal;
                    let seen = situation.digest(&stored.run).map_err(ours)? == digest;
                    let holds = situation.basis().holds(proposal).map_err(ours)? && stored.round == situation.round.id;
                    if !seen || !holds || !write::mark_applied(tx, &permit, run).await? {
                        return Err(Refusal::ProposalOutdated.into());
                    }
                    if !seeds::reveal(tx, &permit, run).await? {
                        return Err(Refusal::ProposalOutdated.into());
                    }
                    let changed = put_into_effect(tx, &permit, &situation, proposal).await?;
                    let pairs = |list: &mut dyn Iterator<Item = (JudgeId, EntryId)>| {
                        list.map(|(judge, entry)| json!([judge, entry])).collect::<Vec<_>>()
                    };
                    let seed = seeds::inputs(tx, competition, run).await?.map(|(_, seed)| seed);
                    let payload = json!({
                        "before": pairs(&mut situation.work.iter().map(|work| (work.judge, work.entry))),
                        "after": pairs(&mut proposal.pairs.iter().map(|pair| (pair.judge, pair.entry))),
                        "seed": seed,
                        "moved": pairs(&mut proposal.moved.iter().copied()),
                    });
                    audit::append(tx, event(competition, permit.account(), "panel.apply", run, payload)).await?;
                    mail::assignments_changed(
                        tx,
                        &request.config.post(),
                        &situation.competition,
                        &format!("assignments:{run}"),
                        &changed,
                    )
                    .await?;
                    Ok(page(&slug, Done::AssignmentApplied))
                })
            })
            .await
    }
}

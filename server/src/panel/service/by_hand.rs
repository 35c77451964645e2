//! What organisers decide about single pairs: kept, swapped, kept apart.

use super::{
    PanelService,
    assignment::{begin, page, tell_changed},
    event,
    situation::{Situation, assignable},
};
use crate::{
    audit,
    auth::permits::{Editor, Organises},
    panel::store::{forbidden, read::AssignmentWork, write},
};
use app::{
    entries::model::EntryState,
    error::{AppError, Refusal},
    ids::{AssignmentId, EntryId, JudgeId},
    next::{Done, Next},
    panel::{
        model::{JudgeState, Work},
        rules,
    },
};
use serde_json::json;
use std::collections::BTreeSet;

impl Situation {
    fn assignment(&self, id: AssignmentId) -> Result<&AssignmentWork, AppError> {
        self.work.iter().find(|work| work.id == id).ok_or(AppError::NotFound)
    }

    /// That two judges can change entries: neither has handed in, both are ready, both entries are open to judges, nothing
    /// keeps the new pairs apart, and neither is there already.
    pub(super) fn may_swap(&self, one: &AssignmentWork, other: &AssignmentWork) -> Result<(), Refusal> {
        let have =
            |judge: JudgeId, entry: EntryId| self.work.iter().any(|work| (work.judge, work.entry) == (judge, entry));
        for (work, judge) in [(one, other.judge), (other, one.judge)] {
            if work.work == Work::Submitted {
                return Err(Refusal::HasScorecard);
            }
            if have(judge, work.entry) {
                return Err(Refusal::AlreadyAssigned);
            }
            let entry = self.entries.iter().find(|entry| entry.id == work.entry).ok_or(Refusal::NotEligible)?;
            if entry.state != EntryState::Eligible {
                return Err(Refusal::NotEligible);
            }
            if !assignable(entry) {
                return Err(Refusal::ConsentMissing);
            }
            if !self.judges.iter().any(|known| known.id == judge && known.state == JudgeState::Ready) {
                return Err(Refusal::ConflictsNotDeclared);
            }
            self.may_meet(judge, work.entry)?;
        }
        Ok(())
    }
}

impl PanelService {
    pub(super) async fn pin_one(&self, slug: String, id: AssignmentId, pinned: bool) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (situation, permit) = begin(tx, &request, &slug).await?;
                    let work = situation.assignment(id)?;
                    let permit = permit.about(work.entry)?;
                    forbidden::pin(tx, &permit, id, pinned).await?;
                    let payload = json!({ "entry": work.entry, "before": work.by_hand, "after": pinned });
                    let competition = situation.competition.id;
                    audit::append(tx, event(competition, permit.account(), "panel.pin", work.judge, payload)).await?;
                    Ok(page(&slug, Done::AssignmentChanged))
                })
            })
            .await
    }

    pub(super) async fn swap_two(
        &self,
        slug: String,
        one: AssignmentId,
        other: AssignmentId,
    ) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (situation, permit) = begin(tx, &request, &slug).await?;
                    let (first, second) = (situation.assignment(one)?, situation.assignment(other)?);
                    let (of_first, of_second) = (permit.about::<Editor>(first.entry)?, permit.about(second.entry)?);
                    situation.may_swap(first, second)?;
                    for (permit, work) in [(&of_first, first), (&of_second, second)] {
                        write::unassign(tx, permit, work.id).await?;
                    }
                    for (permit, judge) in [(&of_second, first.judge), (&of_first, second.judge)] {
                        write::assign_by_hand(tx, permit, situation.round.id, judge).await?;
                    }
                    let payload = json!({
                        "before": [[first.judge, first.entry], [second.judge, second.entry]],
                        "after": [[first.judge, second.entry], [second.judge, first.entry]],
                    });
                    let competition = situation.competition.id;
                    audit::append(tx, event(competition, permit.account(), "panel.swap", one, payload)).await?;
                    let judges = BTreeSet::from([first.judge, second.judge]);
                    tell_changed(tx, &request, &situation.competition, &format!("swap:{one}"), &judges).await?;
                    Ok(page(&slug, Done::AssignmentChanged))
                })
            })
            .await
    }

    pub(super) async fn keep_apart(
        &self,
        slug: String,
        judge: JudgeId,
        entry: EntryId,
        reason: String,
    ) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (situation, permit) = begin(tx, &request, &slug).await?;
                    let permit = permit.about(entry)?;
                    if situation.work.iter().any(|work| (work.judge, work.entry) == (judge, entry)) {
                        // A pair cannot be kept and kept apart: which of the two is meant is the organiser's to say.
                        return Err(Refusal::AlreadyAssigned.into());
                    }
                    let reason = rules::change_reason("apart_reason", &reason)?;
                    if !forbidden::forbid(tx, &permit, judge, &reason).await? {
                        return Err(AppError::NotFound);
                    }
                    let payload = json!({ "entry": entry, "reason": reason });
                    let competition = situation.competition.id;
                    audit::append(tx, event(competition, permit.account(), "panel.forbid", judge, payload)).await?;
                    Ok(page(&slug, Done::AssignmentChanged))
                })
            })
            .await
    }

    pub(super) async fn let_meet(&self, slug: String, judge: JudgeId, entry: EntryId) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (situation, permit) = begin(tx, &request, &slug).await?;
                    if !forbidden::allow(tx, &permit.about(entry)?, judge).await? {
                        return Err(Refusal::NothingThere.into());
                    }
                    let payload = json!({ "entry": entry });
                    let competition = situation.competition.id;
                    audit::append(tx, event(competition, permit.account(), "panel.allow", judge, payload)).await?;
                    Ok(page(&slug, Done::AssignmentChanged))
                })
            })
            .await
    }
}

//! The panel as it is, and judges' own data.

use super::{PanelService, event, invitations::counted, organiser, situation};
use crate::{
    accounts::store as accounts,
    audit,
    auth::{
        link,
        permits::{Editor, Observer},
    },
    db::Conn,
    entries::store::read as entries,
    panel::store::{read, seats, write},
};
use app::{
    accounts::model::{LinkPurpose, Rights, Role},
    competition::model::Competition,
    entries::model::EntryState,
    error::{AppError, Refusal},
    ids::{EntryId, JudgeId},
    next::{Done, Next},
    panel::{
        model::{ConflictKind, Judge, JudgeState, NeedsJudges, PanelBoard, PanelMemberRow},
        rules,
    },
};
use serde_json::json;
use std::collections::BTreeMap;

fn many(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl PanelService {
    pub(super) async fn panel_board(&self, slug: &str) -> Result<PanelBoard, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, by) = organiser::<Observer>(&mut conn, self.0.caller(), slug).await?;
        let id = competition.id;
        let judges = read::judges(&mut conn, id).await?;
        let conflicts = read::conflicts(&mut conn, id).await?;
        let round = situation::round(&mut conn, &competition).await?;
        let work = match &round {
            Some(round) => read::work(&mut conn, id, round.id).await?,
            None => Vec::new(),
        };
        let entries = counted(&entries::summaries(&mut conn, id, None).await?);
        let readiness = rules::readiness(&judges, entries, competition.reviews_per_entry);
        let mut invited = seats::invitations(&mut conn, id).await?;
        let mut profiles = seats::profiles(&mut conn, id).await?;
        let needs_judges = self.needs_judges(&mut conn, &competition, &judges, &work).await?;
        let now = self.0.ambient.now();
        let mut rows = Vec::with_capacity(judges.len());
        for mut judge in judges {
            if by.rights() == Rights::Observer {
                judge.email.clear();
            }
            let key = &self.0.config.link_key;
            let invitation = match judge.state {
                // Whoever has the link can take the seat.
                JudgeState::Invited if by.rights() >= Rights::Editor => {
                    key.open(&mut conn, LinkPurpose::JudgeInvitation, judge.id.uuid(), now).await?
                }
                _ => None,
            };
            let ties = |kind: ConflictKind| {
                many(conflicts.iter().filter(|tie| tie.judge == judge.id && tie.kind == kind).count())
            };
            let told = profiles.remove(&judge.id).unwrap_or_default();
            let assigns = by.rights() >= Rights::Editor;
            rows.push(PanelMemberRow {
                comfort: if assigns { told.comfort } else { Vec::new() },
                away: if assigns { told.away } else { Vec::new() },
                load: many(work.iter().filter(|work| work.judge == judge.id).count()),
                hard_conflicts: ties(ConflictKind::Hard),
                soft_conflicts: ties(ConflictKind::Soft),
                invitation,
                invited: invited.remove(&judge.id).unwrap_or_default(),
                partner: told.partner,
                judge,
            });
        }
        Ok(PanelBoard {
            judges: rows,
            readiness,
            origin: self.0.config.origin.to_string(),
            judging_closes_at: round.and_then(|round| round.closes_at),
            needs_judges,
            competition,
        })
    }

    /// Entries that came back and lack judges.
    async fn needs_judges(
        &self,
        conn: &mut Conn,
        competition: &Competition,
        judges: &[Judge],
        work: &[read::AssignmentWork],
    ) -> Result<Vec<NeedsJudges>, AppError> {
        let released = seats::released(conn, competition.id).await?;
        if released.is_empty() {
            return Ok(Vec::new());
        }
        let has = |entry: EntryId| many(work.iter().filter(|work| work.entry == entry).count());
        let entries: BTreeMap<EntryId, (String, u32)> = entries::summaries(conn, competition.id, None)
            .await?
            .into_iter()
            .filter(|entry| entry.state == EntryState::Eligible)
            .map(|entry| (entry.id, (entry.title, has(entry.id))))
            .collect();
        Ok(rules::needs_judges(&released, judges, &entries, competition.reviews_per_entry))
    }

    pub(super) async fn take_off(&self, slug: String, judge: JudgeId) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, permit) = organiser::<Editor>(tx, request.caller(), &slug).await?;
                    let known = read::judge(tx, judge).await?.filter(|known| known.competition == competition.id);
                    let known = known.ok_or(AppError::NotFound)?;
                    if matches!(known.state, JudgeState::Left | JudgeState::SteppedDown) {
                        return Err(Refusal::NothingThere.into());
                    }
                    write::one_at_a_time(tx, competition.id).await?;
                    if !write::set_judge_state(tx, &permit, judge, known.state, JudgeState::Left).await? {
                        return Err(AppError::Stale);
                    }
                    link::revoke(tx, LinkPurpose::JudgeInvitation, judge.uuid()).await?;
                    let ended = write::delete_open_assignments_of(tx, &permit, judge).await?;
                    if let Some(account) = read::account_of(tx, judge).await? {
                        accounts::remove_role(tx, account, competition.id, Role::Judge).await?;
                    }
                    let payload = json!({ "before": known.state.as_str(), "assignments_ended": ended });
                    audit::append(tx, event(competition.id, permit.account(), "panel.remove_judge", judge, payload))
                        .await?;
                    Ok(Next::done(format!("/c/{slug}/organise/panel"), Done::JudgeRemoved))
                })
            })
            .await
    }
}

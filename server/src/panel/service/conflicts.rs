//! Declaring conflicts of interest.

use super::{PanelService, event, member};
use crate::{
    audit,
    auth::permits::PanelMember,
    db::{DbError, Tx},
    panel::store::{read, write},
};
use app::{
    error::{AppError, Problem},
    ids::EntryId,
    next::{Done, Next},
    panel::{
        model::{Declaration, DeclaredTie},
        rules::{self, ConflictChange},
    },
};
use serde_json::{Value, json};
use std::collections::HashMap;

fn told(tie: Option<&DeclaredTie>) -> Value {
    tie.map_or(Value::Null, |tie| json!({ "kind": tie.kind.as_str(), "reason": tie.reason }))
}

/// Writes what changes; gives it for the log, with which assignments ended.
async fn write_changes(tx: &mut Tx, permit: &PanelMember, changes: &[ConflictChange]) -> Result<Value, DbError> {
    let before = read::assignments(tx, permit.competition()).await?;
    let mut log = Vec::new();
    for change in changes {
        match &change.after {
            Some(tie) => write::put_conflict(tx, permit, change.entry, tie.kind, &tie.reason).await?,
            None => write::delete_conflict(tx, permit, change.entry).await?,
        }
        log.push(json!({ "entry": change.entry, "before": told(change.before.as_ref()), "after": told(change.after.as_ref()) }));
    }
    let after = read::assignments(tx, permit.competition()).await?;
    let ended: Vec<EntryId> = before
        .iter()
        .filter(|had| had.judge == permit.judge() && !after.iter().any(|has| has.id == had.id))
        .map(|had| had.entry)
        .collect();
    Ok(json!({ "changes": log, "assignments_ended": ended }))
}

impl PanelService {
    pub(super) async fn list_to_declare(&self, slug: &str) -> Result<Declaration, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, permit) = member(&mut conn, self.0.caller(), slug).await?;
        let open = rules::may_declare(competition.state).is_ok();
        // Who enters is nobody's business before the list is final.
        let entries =
            if open { read::declarable(&mut conn, competition.id, permit.judge()).await? } else { Vec::new() };
        Ok(Declaration { competition, judge: permit.judge(), declared: permit.ready(), open, entries })
    }

    pub(super) async fn declare_all(
        &self,
        slug: String,
        kind: HashMap<String, String>,
        reason: HashMap<String, String>,
        confirmed: bool,
    ) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, permit) = member(tx, request.caller(), &slug).await?;
                    rules::may_declare(competition.state)?;
                    write::one_at_a_time(tx, competition.id).await?;
                    let entries = read::declarable(tx, competition.id, permit.judge()).await?;
                    let changes = rules::declaration(&entries, &kind, &reason, confirmed)?;
                    let payload = write_changes(tx, &permit, &changes).await?;
                    write::mark_ready(tx, &permit).await?;
                    let event = event(
                        competition.id,
                        Some(permit.account()),
                        "panel.declare_conflicts",
                        permit.judge(),
                        payload,
                    );
                    audit::append(tx, event).await?;
                    Ok(Next::done(format!("/c/{slug}/judge"), Done::ConflictsDeclared))
                })
            })
            .await
    }

    pub(super) async fn declare_one(
        &self,
        slug: String,
        entry: String,
        kind: String,
        reason: String,
    ) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, permit) = member(tx, request.caller(), &slug).await?;
                    rules::may_declare(competition.state)?;
                    let entry: EntryId = entry.parse().map_err(|_| AppError::field("entry", Problem::Choice))?;
                    write::one_at_a_time(tx, competition.id).await?;
                    let entries = read::declarable(tx, competition.id, permit.judge()).await?;
                    let found = entries.iter().find(|known| known.id == entry).ok_or(AppError::NotFound)?;
                    let change = rules::one_conflict(found, &kind, &reason)?;
                    let payload = write_changes(tx, &permit, &[change]).await?;
                    let event =
                        event(competition.id, Some(permit.account()), "panel.add_conflict", permit.judge(), payload);
                    audit::append(tx, event).await?;
                    Ok(Next::done(format!("/c/{slug}/judge/conflicts"), Done::ConflictsDeclared))
                })
            })
            .await
    }
}

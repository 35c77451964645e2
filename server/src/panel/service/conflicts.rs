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
        model::{DeclarableEntry, Declaration, DeclarationFilter, DeclaredTie},
        rules::{self, ConflictChange, DeclarationForm},
    },
};
use serde_json::{Value, json};

pub(super) fn told(tie: Option<&DeclaredTie>) -> Value {
    tie.map_or(
        Value::Null,
        |tie| json!({ "kind": tie.kind.as_str(), "category": tie.category.as_str(), "reason": tie.reason }),
    )
}

/// Writes what changes; gives it for the log, with which assignments ended.
async fn write_changes(tx: &mut Tx, permit: &PanelMember, changes: &[ConflictChange]) -> Result<Value, DbError> {
    let before = read::assignments(tx, permit.competition()).await?;
    let mut log = Vec::new();
    for change in changes {
        match &change.after {
            Some(tie) => write::put_conflict(tx, permit, change.entry, tie).await?,
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

/// Notes what was answered; gives how many entries are left to be said something of.
async fn note_answers(
    tx: &mut Tx,
    permit: &PanelMember,
    entries: &[DeclarableEntry],
    answered: &[EntryId],
) -> Result<usize, DbError> {
    let asked = |entry: &&DeclarableEntry| entry.asked;
    let begun = permit.ready() || entries.iter().any(|entry| entry.asked);
    let open = entries.iter().filter(|entry| !begun || asked(entry)).filter(|entry| !answered.contains(&entry.id));
    let left: Vec<EntryId> = open.map(|entry| entry.id).collect();
    if begun {
        for entry in entries.iter().filter(asked).filter(|entry| answered.contains(&entry.id)) {
            write::answered(tx, permit, entry.id).await?;
        }
    } else {
        write::ask(tx, permit, &left).await?;
    }
    if left.is_empty() {
        write::mark_ready(tx, permit).await?;
    }
    Ok(left.len())
}

impl PanelService {
    pub(super) async fn list_to_declare(
        &self,
        slug: &str,
        filter: &DeclarationFilter,
    ) -> Result<Declaration, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, permit) = member(&mut conn, self.0.caller(), slug).await?;
        let open = rules::may_declare(competition.state).is_ok();
        // Who enters is nobody's business before the list is final.
        let entries =
            if open { read::declarable(&mut conn, competition.id, permit.judge()).await? } else { Vec::new() };
        drop(conn);
        let asked = entries.iter().filter(|entry| entry.asked).count();
        let all = entries.len();
        let ties = entries.iter().filter(|entry| entry.tie.is_some() || entry.own).cloned().collect();
        let wanted = entries.iter().find(|entry| Some(entry.id) == filter.entry).cloned();
        let (found, entries) = rules::wanted_part(entries, filter);
        let asked = if permit.ready() || asked > 0 { asked } else { all };
        let (judge, declared) = (permit.judge(), permit.ready());
        Ok(Declaration { competition, judge, declared, open, asked, all, found, entries, ties, wanted })
    }

    pub(super) async fn declare_all(&self, slug: String, form: DeclarationForm) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, permit) = member(tx, request.caller(), &slug).await?;
                    rules::may_declare(competition.state)?;
                    write::one_at_a_time(tx, competition.id).await?;
                    let entries = read::declarable(tx, competition.id, permit.judge()).await?;
                    let declared = rules::declaration(&entries, &form)?;
                    let mut payload = write_changes(tx, &permit, &declared.changes).await?;
                    let left = note_answers(tx, &permit, &entries, &declared.answered).await?;
                    if let Value::Object(payload) = &mut payload {
                        payload.insert("answered".to_owned(), json!(declared.answered));
                        payload.insert("left".to_owned(), json!(left));
                    }
                    let event = event(
                        competition.id,
                        Some(permit.account()),
                        "panel.declare_conflicts",
                        permit.judge(),
                        payload,
                    );
                    audit::append(tx, event).await?;
                    Ok(if left == 0 {
                        Next::done(format!("/c/{slug}/judge"), Done::ConflictsDeclared)
                    } else {
                        Next::done(format!("/c/{slug}/judge/conflicts"), Done::ConflictsPart)
                    })
                })
            })
            .await
    }

    pub(super) async fn declare_one(
        &self,
        slug: String,
        entry: String,
        kind: String,
        category: String,
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
                    let change = rules::one_conflict(found, &kind, &category, &reason)?;
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

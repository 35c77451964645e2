//! A change of who judges what by hand: what all of them have in common.

use super::{
    PanelService,
    assignment::{begin, page},
    event,
    situation::Situation,
};
use crate::{audit, auth::permits::Editor, db::Tx, mail};
use app::{
    error::AppError,
    ids::JudgeId,
    next::{Done, Next},
};
use futures::future::BoxFuture;
use serde_json::Value;
use std::collections::BTreeSet;

/// What was changed, for the log and for those whom it concerns.
pub(super) struct Changed {
    action: &'static str,
    subject: String,
    payload: Value,
    told: Option<(String, BTreeSet<JudgeId>)>,
}

impl Changed {
    /// An event of the log.
    pub(super) fn new(action: &'static str, subject: impl ToString, payload: Value) -> Self {
        Self { action, subject: subject.to_string(), payload, told: None }
    }

    /// Tells these judges too, while they judge. `event`: what it is called in the outbox, where it is told once.
    pub(super) fn telling(mut self, event: String, judges: BTreeSet<JudgeId>) -> Self {
        self.told = Some((event, judges));
        self
    }
}

impl PanelService {
    /// Makes one change, beside which no other goes on, writes it into the log, and leads back to the assignments.
    pub(super) async fn change(
        &self,
        slug: String,
        deed: impl for<'t> FnOnce(&'t mut Tx, &'t Situation, &'t Editor) -> BoxFuture<'t, Result<Changed, AppError>>
        + Send
        + 'static,
    ) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (situation, permit) = begin(tx, &request, &slug).await?;
                    let changed = deed(tx, &situation, &permit).await?;
                    let competition = &situation.competition;
                    let event =
                        event(competition.id, permit.account(), changed.action, changed.subject, changed.payload);
                    audit::append(tx, event).await?;
                    if let Some((event, judges)) = &changed.told {
                        mail::assignments_changed(tx, &request.config.post(), competition, event, judges).await?;
                    }
                    Ok(page(&slug, Done::AssignmentChanged))
                })
            })
            .await
    }
}

//! The eligibility check.

use super::{mail, record, store, with_competition};
use crate::{
    auth::{
        Caller,
        permits::{self, About, Checker, Organises},
    },
    competition::store::question,
    db::Tx,
    mail::Post,
    request::Request,
};
use app::{
    competition::model::Competition,
    entries::{
        model::{CheckOutcome, Entry},
        rules::{self, CheckForm, Verdict},
    },
    error::{AppError, Refusal},
    ids::EntryId,
    next::{Done, Next},
};
use serde_json::json;

/// An entry that is checked, as it was looked at.
pub(super) struct Checking {
    pub by: About<Checker>,
    pub entry: Entry,
    pub competition: Competition,
}

impl Checking {
    /// The entry, for somebody who may check it now.
    pub async fn begin(tx: &mut Tx, caller: Option<&Caller>, id: EntryId) -> Result<Self, AppError> {
        permits::signed_in(caller)?;
        let (entry, competition) = with_competition(tx, id).await?;
        let by = permits::organiser::<Checker>(tx, caller, competition.id).await?.about(id)?;
        rules::may_be_checked(entry.state, competition.state)?;
        Ok(Self { by, entry, competition })
    }

    /// Records the outcome, which settles what was proposed before, and tells the team.
    pub async fn conclude(
        &self,
        tx: &mut Tx,
        post: &Post,
        verdict: &Verdict,
        action: &'static str,
    ) -> Result<Next, AppError> {
        let Self { by, entry, competition } = self;
        store::rejection::withdraw(tx, by).await?;
        if !store::write::record_check(tx, by, entry.version, entry.state, verdict).await? {
            return Err(AppError::Stale);
        }
        let payload = json!({
            "from": entry.state, "to": verdict.state(), "reason": verdict.reason, "text": verdict.text,
            "cure_days": verdict.cure_days, "version": entry.version,
        });
        record(tx, competition.id, by.account(), action, entry.id, payload).await?;
        mail::checked(tx, post, competition, entry, verdict).await?;
        Ok(self.back(Done::CheckRecorded))
    }

    /// The page of the entry, which says what was done.
    pub fn back(&self, done: Done) -> Next {
        Next::done(format!("/c/{}/organise/entries/{}", self.competition.slug, self.entry.id), done)
    }
}

pub(super) async fn check(request: &Request, id: EntryId, version: i64, form: CheckForm) -> Result<Next, AppError> {
    let (caller, post) = (request.caller.clone(), request.config.post());
    request
        .write(move |tx| {
            Box::pin(async move {
                let checking = Checking::begin(tx, caller.as_deref(), id).await?;
                let verdict = rules::verdict(&form)?;
                let entry = &checking.entry;
                if entry.version != version {
                    return Err(AppError::Stale);
                }
                let mut settled = None;
                if verdict.outcome == CheckOutcome::Pass {
                    let concerns = store::screening::concerns::of_entry(tx, &checking.by.about(id)?).await?;
                    let open = concerns.iter().filter(|concern| concern.settled.is_none()).count();
                    settled = rules::screening::despite(&form.despite, open)?;
                }
                if verdict.outcome == CheckOutcome::Pass && store::team::consent_missing(tx, entry.team.id).await? {
                    return Err(Refusal::ConsentMissing.into());
                }
                if verdict.outcome == CheckOutcome::FixNeeded {
                    let questions = question::of_track(tx, entry.track).await?;
                    let parts = rules::opened_parts(&form.parts, verdict.reason, &questions)?;
                    let next = checking.conclude(tx, &post, &verdict, "entries.check").await?;
                    store::cure::open(tx, &checking.by, &parts).await?;
                    let payload = json!({ "parts": parts, "version": version });
                    record(tx, checking.competition.id, checking.by.account(), "entries.open_parts", id, payload)
                        .await?;
                    return Ok(next);
                }
                if verdict.outcome != CheckOutcome::Reject {
                    if let Some(reason) = settled {
                        let by = &checking.by;
                        let concerns = store::screening::concerns::settle_all(tx, by, &reason).await?;
                        let payload = json!({ "concerns": concerns, "reason": reason, "passed": true });
                        record(tx, by.competition(), by.account(), "entries.settle_concern", id, payload).await?;
                    }
                    return checking.conclude(tx, &post, &verdict, "entries.check").await;
                }
                let Checking { by, competition, .. } = &checking;
                store::rejection::propose(tx, by, version, &verdict).await?;
                let payload = json!({ "reason": verdict.reason, "text": verdict.text, "version": version });
                record(tx, competition.id, by.account(), "entries.propose_rejection", id, payload).await?;
                Ok(checking.back(Done::RejectionProposed))
            })
        })
        .await
}

//! From one state to the next; never back, which takes two organisers.

use super::{method, note, organiser};
use crate::{
    auth::permits::Editor,
    competition::store::{board, close, write},
    db::Tx,
    request::Request,
};
use app::{
    competition::{
        model::{CloseCause, CompetitionState},
        rules,
    },
    error::{AppError, Problem},
    next::{Done, Next},
    time::Moment,
};
use serde_json::json;

/// Freezes the list of what was submitted, and writes its digest down.
async fn freeze(tx: &mut Tx, by: &Editor, slug: &str, cause: CloseCause) -> Result<(), AppError> {
    let frozen = close::freeze(tx, by, slug, cause).await?;
    let payload = json!({ "number": frozen.number, "cause": cause, "count": frozen.count, "digest": frozen.digest });
    note(tx, by, "competition.close", by.competition().to_string(), payload).await
}

/// Changes the state.
pub(super) async fn transition(request: &Request, slug: String, to: String) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, competition) = organiser::<Editor>(tx, caller.as_deref(), &slug).await?;
                let from = competition.state;
                let to = CompetitionState::parse(&to).ok_or_else(|| AppError::field("to", Problem::Choice))?;
                let now = tx.now();
                let facts = board::facts(tx, competition.id, now).await?;
                rules::may_transition(from, to, &facts)?;
                if !write::set_state(tx, &by, from, to).await? {
                    return Err(AppError::Stale);
                }
                if from == CompetitionState::Setup {
                    // Shown to the public: to the minute.
                    let at = Moment::from_seconds(now.seconds().div_euclid(60) * 60);
                    write::mark_opened(tx, &by, at).await?;
                }
                if to == CompetitionState::Judging {
                    write::mark_judging(tx, &by).await?;
                }
                match (from, to) {
                    (CompetitionState::Open, CompetitionState::Screening) => {
                        freeze(tx, &by, &slug, CloseCause::Entries).await?;
                    }
                    (CompetitionState::Screening, CompetitionState::Judging) => {
                        method::seal(tx, &by, &competition).await?;
                        freeze(tx, &by, &slug, CloseCause::Screening).await?;
                    }
                    _ => {}
                }
                let payload = json!({ "old": from, "new": to, "facts": facts });
                note(tx, &by, "competition.transition", competition.id.to_string(), payload).await?;
                Ok(Next::done(format!("/c/{slug}/organise"), Done::StateChanged))
            })
        })
        .await
}

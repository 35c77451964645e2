//! Who chairs the panel.

use super::{PanelService, event, organiser};
use crate::{
    audit,
    auth::permits::Editor,
    panel::store::{chair, read},
};
use app::{
    error::{AppError, Refusal},
    ids::JudgeId,
    next::{Done, Next},
    panel::model::JudgeState,
};
use serde_json::json;

impl PanelService {
    pub(super) async fn name_chair(&self, slug: String, judge: JudgeId, named: bool) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, by) = organiser::<Editor>(tx, request.caller(), &slug).await?;
                    let known = read::judge(tx, judge).await?.filter(|known| known.competition == competition.id);
                    let known = known.ok_or(AppError::NotFound)?;
                    let before = chair::of(tx, competition.id).await?;
                    let on_panel = matches!(known.state, JudgeState::Accepted | JudgeState::Ready);
                    if named == (before == Some(judge)) || !on_panel {
                        return Err(Refusal::NothingThere.into());
                    }
                    let done = if named { chair::set(tx, &by, judge).await? } else { chair::unset(tx, &by).await? };
                    if !done {
                        return Err(AppError::Stale);
                    }
                    let payload = json!({ "before": before, "after": named.then_some(judge) });
                    audit::append(tx, event(competition.id, by.account(), "panel.set_chair", judge, payload)).await?;
                    Ok(Next::done(format!("/c/{slug}/organise/panel"), Done::Saved))
                })
            })
            .await
    }
}

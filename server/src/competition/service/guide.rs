//! What people read before they enter: every version of the rules, and the checks they make for themselves.

use super::{CompetitionService, next_version, note, organiser, pages::visible};
use crate::{
    auth::permits::Editor,
    competition::store::{board, precheck, read},
};
use app::{
    competition::{
        api::Guide,
        model::{GuideDesk, PrecheckPage, RulesPage},
        rules::{self, PrecheckForm, Rows},
    },
    error::AppError,
    next::{Done, Next},
};
use async_trait::async_trait;
use serde_json::json;

#[async_trait]
impl Guide for CompetitionService {
    async fn rules(&self, slug: String, version: Option<i64>) -> Result<RulesPage, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, _) = visible(&mut conn, self.0.caller(), &slug).await?;
        let versions = board::rules_dates(&mut conn, competition.id).await?;
        let number = version.or_else(|| versions.last().map(|(number, _)| *number));
        let mut shown = None;
        if let Some(number) = number {
            shown = Some(read::rules_of(&mut conn, competition.id, number).await?.ok_or(AppError::NotFound)?);
        }
        let earlier = versions.iter().rev().find(|(known, _)| number.is_some_and(|number| *known < number));
        let before = match earlier {
            Some((known, _)) => read::rules_of(&mut conn, competition.id, *known).await?,
            None => None,
        };
        Ok(RulesPage { competition, shown, before, versions })
    }

    async fn prechecks(&self, slug: String) -> Result<PrecheckPage, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, _) = visible(&mut conn, self.0.caller(), &slug).await?;
        let prechecks = precheck::of_competition(&mut conn, competition.id).await?;
        Ok(PrecheckPage { prechecks, tracks: read::tracks(&mut conn, competition.id).await?, competition })
    }

    async fn desk(&self, slug: String) -> Result<GuideDesk, AppError> {
        let mut conn = self.0.read().await?;
        let (_, competition) = organiser::<Editor>(&mut conn, self.0.caller(), &slug).await?;
        let prechecks = precheck::of_competition(&mut conn, competition.id).await?;
        Ok(GuideDesk { prechecks, tracks: read::tracks(&mut conn, competition.id).await?, competition })
    }

    async fn save_prechecks(
        &self,
        slug: String,
        version: i64,
        checks: Rows<PrecheckForm>,
        examples: Rows<String>,
    ) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, competition) = organiser(tx, caller.as_deref(), &slug).await?;
                    let new = rules::prechecks(&checks)?;
                    let examples = rules::examples(&examples)?;
                    next_version(tx, &by, &competition, version).await?;
                    let old = precheck::of_competition(tx, competition.id).await?;
                    precheck::save(tx, &by, &new).await?;
                    for track in read::tracks(tx, competition.id).await? {
                        if let Some(examples) = examples.get(&track.key) {
                            precheck::save_examples(tx, &by, track.id, examples).await?;
                        }
                    }
                    let payload = json!({ "old": old, "new": new, "examples": examples });
                    note(tx, &by, "competition.save_prechecks", competition.id.to_string(), payload).await?;
                    Ok(Next::done(format!("/c/{slug}/organise/eligibility"), Done::Saved))
                })
            })
            .await
    }
}

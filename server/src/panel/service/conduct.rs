//! What judges sign, and what organisers set for their panel.

use super::{PanelService, event, organiser, seat};
use crate::{
    audit,
    auth::permits::{Editor, Observer, Seat},
    db::{DbError, Tx},
    panel::store::{conduct as store, settings},
};
use app::{
    competition::model::message::{language, languages},
    error::{AppError, Problem, Refusal},
    i18n::Locale,
    next::{Done, Next},
    panel::{
        conduct_text::digest,
        model::{ConductDesk, PanelSettingsDesk},
        rules,
    },
};
use serde_json::json;

/// Signs the text in force in the reader's language, if it is the version that was shown.
pub(super) async fn sign(tx: &mut Tx, by: &Seat, version: i64, l: Locale) -> Result<(), AppError> {
    let conduct = store::in_force(tx, by.competition(), l).await?;
    if conduct.version != version {
        return Err(AppError::Stale);
    }
    let sha256 = digest(&conduct.text);
    store::sign(tx, by, version, l, &sha256).await?;
    let payload = json!({ "version": version, "language": l.to_string(), "sha256": hex::encode(sha256) });
    let event = event(by.competition(), Some(by.account()), "panel.sign_conduct", by.judge(), payload);
    Ok(audit::append(tx, event).await?)
}

impl PanelService {
    pub(super) async fn conduct_to_sign(&self, slug: &str) -> Result<ConductDesk, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, by) = seat(&mut conn, self.0.caller(), slug).await?;
        let conduct = store::in_force(&mut conn, competition.id, self.0.locale).await?;
        let signed = store::signed(&mut conn, by.judge()).await?;
        Ok(ConductDesk { competition, conduct, signed })
    }

    pub(super) async fn sign_own(&self, slug: String, version: i64, agreed: bool) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (_, by) = seat(tx, request.caller(), &slug).await?;
                    if !agreed {
                        return Err(AppError::field("agreed", Problem::Required));
                    }
                    sign(tx, &by, version, request.locale).await?;
                    let next = if by.reserve() { "judge/profile" } else { "judge" };
                    Ok(Next::done(format!("/c/{slug}/{next}"), Done::ConductSigned))
                })
            })
            .await
    }

    pub(super) async fn panel_settings(&self, slug: &str) -> Result<PanelSettingsDesk, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, _) = organiser::<Observer>(&mut conn, self.0.caller(), slug).await?;
        let mut texts = Vec::new();
        let mut version = 1;
        for l in languages() {
            let conduct = store::in_force(&mut conn, competition.id, *l).await?;
            version = conduct.version;
            texts.push((l.to_string(), conduct.text));
        }
        let signed = store::progress(&mut conn, competition.id).await?;
        let settings = settings::of(&mut conn, competition.id).await?;
        Ok(PanelSettingsDesk { competition, settings, version, texts, signed })
    }

    pub(super) async fn set_panel_settings(
        &self,
        slug: String,
        minutes: String,
        expertise: String,
    ) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, by) = organiser::<Editor>(tx, request.caller(), &slug).await?;
                    let new = rules::panel_settings(&minutes, &expertise)?;
                    let old = settings::of(tx, competition.id).await?;
                    settings::save(tx, &by, &new).await?;
                    let told = |set: &app::panel::model::PanelSettings| json!({ "minutes": set.minutes_per_entry, "expertise": set.expertise });
                    let payload = json!({ "before": told(&old), "after": told(&new) });
                    audit::append(tx, event(competition.id, by.account(), "panel.save_settings", competition.id, payload))
                        .await?;
                    Ok(Next::done(format!("/c/{slug}/organise/panel/settings"), Done::Saved))
                })
            })
            .await
    }

    pub(super) async fn next_conduct(
        &self,
        slug: String,
        texts: Vec<(&'static str, String)>,
    ) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, by) = organiser::<Editor>(tx, request.caller(), &slug).await?;
                    let mut new = Vec::new();
                    let mut changed = false;
                    for (word, typed) in &texts {
                        let l = language(word);
                        let text = rules::conduct_text(&format!("text_{word}"), typed)?;
                        changed |= store::in_force(tx, competition.id, l).await?.text != text;
                        new.push((l, text));
                    }
                    if !changed {
                        return Err(Refusal::NothingThere.into());
                    }
                    let version = store::publish(tx, &by, &new).await.map_err(|error| match error {
                        // Another organiser did at the same time.
                        DbError::Unique(_) => AppError::Stale,
                        other => other.into(),
                    })?;
                    let digests: Vec<_> = new
                        .iter()
                        .map(|(l, text)| json!({ "language": l.to_string(), "sha256": hex::encode(digest(text)) }))
                        .collect();
                    let payload = json!({ "version": version, "texts": digests });
                    let event = event(competition.id, by.account(), "panel.publish_conduct", competition.id, payload);
                    audit::append(tx, event).await?;
                    Ok(Next::done(format!("/c/{slug}/organise/panel/settings"), Done::Saved))
                })
            })
            .await
    }
}

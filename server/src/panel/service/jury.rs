//! The jury as everybody sees it, and what each judge lets others see.

use super::{PanelService, event, public, seat};
use crate::{audit, panel::store::jury as store};
use app::{
    error::AppError,
    next::{Done, Next},
    panel::{
        api::Jury,
        model::{JuryPage, PublicProfile},
        rules,
    },
};
use async_trait::async_trait;
use serde_json::json;

#[async_trait]
impl Jury for PanelService {
    async fn page(&self, slug: String) -> Result<JuryPage, AppError> {
        let mut conn = self.0.read().await?;
        let competition = public(&mut conn, self.0.caller(), &slug).await?;
        let members = store::named(&mut conn, competition.id).await?;
        let judges = store::judges(&mut conn, competition.id).await?;
        Ok(JuryPage { competition, members, judges })
    }

    async fn own(&self, slug: String) -> Result<PublicProfile, AppError> {
        let mut conn = self.0.read().await?;
        let (_, permit) = seat(&mut conn, self.0.caller(), &slug).await?;
        Ok(store::own(&mut conn, &permit).await?)
    }

    async fn save(&self, slug: String, country: String, about: String, named: bool) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, permit) = seat(tx, request.caller(), &slug).await?;
                    let new = rules::public_profile(&country, &about, named)?;
                    let old = store::own(tx, &permit).await?;
                    store::save(tx, &permit, &new).await?;
                    let payload = json!({ "before": old, "after": new });
                    let event = event(
                        competition.id,
                        Some(permit.account()),
                        "panel.save_public_profile",
                        permit.judge(),
                        payload,
                    );
                    audit::append(tx, event).await?;
                    Ok(Next::done(format!("/c/{slug}/judge/profile"), Done::Saved))
                })
            })
            .await
    }
}

//! This stage's port, for one caller: permit, rules, transaction, audit.

mod calibration;
mod desk;
pub mod further;
mod keys;
mod late;
mod pace;
pub mod played;
mod progress;
pub mod receipt;
mod reminding;
mod reports;
mod save;
mod unsent;
pub mod watch;

use crate::{competition, db::Conn, request::Request};
use app::{
    competition::model::Competition,
    error::AppError,
    ids::EntryId,
    next::Next,
    scores::{
        api::{Keeping, Scores},
        model::{Desk, LateCard, LateNotice, Progress, Receipt, ScorecardForm, Sheet, UnsentWork},
    },
};
use async_trait::async_trait;
use std::sync::Arc;

/// The port bound to a request.
#[derive(Clone)]
pub struct ScoresService(pub Arc<Request>);

async fn by_slug(conn: &mut Conn, slug: &str) -> Result<Competition, AppError> {
    competition::store::read::by_slug(conn, slug).await?.ok_or(AppError::NotFound)
}

#[async_trait]
impl Scores for ScoresService {
    async fn desk(&self, slug: String) -> Result<Desk, AppError> {
        desk::desk(&self.0, &slug).await
    }

    async fn sheet(&self, entry: EntryId) -> Result<Sheet, AppError> {
        desk::sheet(&self.0, entry).await
    }

    async fn save(&self, form: ScorecardForm) -> Result<Next, AppError> {
        save::save(&self.0, form).await
    }

    async fn receipt(&self, entry: EntryId) -> Result<Receipt, AppError> {
        receipt::receipt(&self.0, entry).await
    }

    async fn progress(&self, slug: String) -> Result<Progress, AppError> {
        progress::progress(&self.0, &slug).await
    }
}

#[async_trait]
impl Keeping for ScoresService {
    async fn late_cards(&self, slug: String) -> Result<Vec<LateCard>, AppError> {
        late::late_cards(&self.0, &slug).await
    }

    async fn late(&self, entry: EntryId) -> Result<Vec<LateNotice>, AppError> {
        late::of_judge(&self.0, entry).await
    }

    async fn unsent(&self, slug: String) -> Result<Vec<UnsentWork>, AppError> {
        unsent::unsent(&self.0, &slug).await
    }

    async fn report(&self, slug: String, device: String, items: i64) -> Result<Next, AppError> {
        unsent::report(&self.0, slug, device, items).await
    }

    async fn decide(&self, late: String, decision: String, reason: String) -> Result<Next, AppError> {
        late::decide(&self.0, late.parse().ok(), decision, reason).await
    }
}

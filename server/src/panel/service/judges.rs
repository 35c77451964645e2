//! The port of judges themselves, and the reserve.

use super::{PanelService, event, organiser};
use crate::{
    audit,
    auth::permits::Editor,
    mail::{self, Link, News, store::Recipient},
    panel::store::{read, seats, write},
};
use app::{
    competition::model::message::MessageTemplate,
    error::{AppError, Refusal},
    ids::{EntryId, JudgeId},
    next::{Done, Next},
    panel::{
        api::Judges,
        model::{BalanceDesk, ConductDesk, JudgeDesk, JudgeList, JudgeState, PanelSettingsDesk},
        rules::{self, ProfileForm, SeatForm},
    },
};
use async_trait::async_trait;
use serde_json::json;

#[async_trait]
impl Judges for PanelService {
    async fn conduct(&self, slug: String) -> Result<ConductDesk, AppError> {
        self.conduct_to_sign(&slug).await
    }
    async fn sign(&self, slug: String, version: i64, agreed: bool) -> Result<Next, AppError> {
        self.sign_own(slug, version, agreed).await
    }
    async fn profile_of(&self, slug: String, judge: JudgeId) -> Result<JudgeDesk, AppError> {
        self.profile_of_another(&slug, judge).await
    }
    async fn save_profile_of(
        &self,
        slug: String,
        judge: JudgeId,
        form: ProfileForm,
        seat: SeatForm,
    ) -> Result<Next, AppError> {
        self.save_profile_of_another(slug, judge, form, seat).await
    }
    async fn set_reserve(&self, slug: String, judge: JudgeId, reserve: bool) -> Result<Next, AppError> {
        self.move_reserve(slug, judge, reserve).await
    }
    async fn step_down(&self, slug: String, reason: String) -> Result<Next, AppError> {
        self.leave_panel(slug, reason).await
    }
    async fn give_back(&self, slug: String, entry: EntryId, reason: String) -> Result<Next, AppError> {
        self.give_one_back(slug, entry, reason).await
    }
    async fn settings(&self, slug: String) -> Result<PanelSettingsDesk, AppError> {
        self.panel_settings(&slug).await
    }
    async fn save_settings(&self, slug: String, minutes: String, expertise: String) -> Result<Next, AppError> {
        self.set_panel_settings(slug, minutes, expertise).await
    }
    async fn publish_conduct(&self, slug: String, texts: Vec<(&'static str, String)>) -> Result<Next, AppError> {
        self.next_conduct(slug, texts).await
    }
    async fn balance(&self, slug: String) -> Result<BalanceDesk, AppError> {
        self.panel_in_numbers(&slug).await
    }
    async fn list(&self, slug: String) -> Result<JudgeList, AppError> {
        self.kept_list(&slug).await
    }
    async fn read_list(&self, slug: String, text: String) -> Result<Next, AppError> {
        self.keep_list(slug, text).await
    }
    async fn bring_in(&self, slug: String, digest: String) -> Result<Next, AppError> {
        self.bring_list_in(slug, digest).await
    }
}

impl PanelService {
    async fn move_reserve(&self, slug: String, judge: JudgeId, reserve: bool) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, by) = organiser::<Editor>(tx, request.caller(), &slug).await?;
                    rules::may_invite(competition.state)?;
                    let known = read::judge(tx, judge).await?.filter(|known| known.competition == competition.id);
                    let known = known.ok_or(AppError::NotFound)?;
                    write::one_at_a_time(tx, competition.id).await?;
                    if !seats::set_reserve(tx, &by, judge, reserve).await? {
                        return Err(Refusal::NothingThere.into());
                    }
                    // A reserve judges nothing; what was handed in stays.
                    let ended = if reserve { write::delete_open_assignments_of(tx, &by, judge).await? } else { 0 };
                    // Whoever has not answered yet has their invitation.
                    let account = read::account_of(tx, judge).await?;
                    if let Some(account) = account.filter(|_| !reserve && known.state == JudgeState::Reserve) {
                        let number: uuid::Uuid = tx.ambient().id();
                        let news = News {
                            competition: &competition,
                            template: MessageTemplate::JudgeCalledIn,
                            event: format!("judge_called_in:{judge}:{number}"),
                            about: Some(judge.uuid()),
                            link: Link::Page(format!("/c/{slug}/judge")),
                        };
                        let people: Vec<Recipient> = mail::store::person(tx, account).await?.into_iter().collect();
                        mail::tell(tx, &request.config.post(), &news, &people, |_| Vec::new()).await?;
                    }
                    let payload = json!({ "reserve": reserve, "assignments_ended": ended });
                    audit::append(tx, event(competition.id, by.account(), "panel.set_reserve", judge, payload)).await?;
                    Ok(Next::done(format!("/c/{slug}/organise/panel"), Done::ReserveChanged))
                })
            })
            .await
    }
}

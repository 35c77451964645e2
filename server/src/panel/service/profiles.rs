//! What judges tell of themselves, and a panel taken together.

use super::{PanelService, event, organiser, seat};
use crate::{
    audit,
    auth::permits::{Editor, Observer, Owner},
    db::Tx,
    panel::store::{read, seats, settings, write},
};
use app::{
    accounts::model::Rights,
    error::AppError,
    ids::JudgeId,
    next::{Done, Next},
    panel::{
        model::{BalanceDesk, Judge, JudgeDesk, JudgeProfile},
        rules::{self, Profile, ProfileForm, SeatForm},
    },
};
use serde_json::{Value, json};

/// What changed, for the log. What a judge would not have everybody read is named, and not said.
fn told(before: (&Judge, &JudgeProfile), after: (&Profile, &JudgeProfile)) -> Value {
    let (old, old_told) = before;
    let (new, new_told) = after;
    let private: Vec<&str> = [
        ("gender", old_told.gender != new_told.gender),
        ("comfort", old_told.comfort != new_told.comfort),
        ("away", old_told.away != new_told.away),
    ]
    .into_iter()
    .filter_map(|(field, changed)| changed.then_some(field))
    .collect();
    json!({
        "before": { "name": old.name, "affiliation": old.affiliation, "field": old.field, "languages": old.languages,
                    "max_load": old.max_load, "devices": old_told.devices, "expertise": old_told.expertise,
                    "region": old_told.region, "partner": old_told.partner },
        "after": { "name": new.name, "affiliation": new.affiliation, "field": new.field, "languages": new.languages,
                   "max_load": new.max_load, "devices": new_told.devices, "expertise": new_told.expertise,
                   "region": new_told.region, "partner": new_told.partner },
        "changed": private,
    })
}

/// A judge of this competition.
async fn of(tx: &mut Tx, by: &Editor, judge: JudgeId) -> Result<Judge, AppError> {
    let known = read::judge(tx, judge).await?.filter(|known| known.competition == by.competition());
    known.ok_or(AppError::NotFound)
}

impl PanelService {
    pub(super) async fn own_profile(&self, slug: &str) -> Result<JudgeDesk, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, by) = seat(&mut conn, self.0.caller(), slug).await?;
        let judge = read::judge(&mut conn, by.judge()).await?.ok_or(AppError::NotFound)?;
        let profile = seats::profile(&mut conn, by.judge()).await?;
        let expertise = settings::of(&mut conn, competition.id).await?.expertise;
        // Titles of entries are for those who signed.
        let work = if by.signed() { seats::open_work(&mut conn, by.judge()).await? } else { Vec::new() };
        Ok(JudgeDesk { competition, judge, profile, expertise, work })
    }

    pub(super) async fn save_own_profile(
        &self,
        slug: String,
        form: ProfileForm,
        told_form: SeatForm,
    ) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, by) = seat(tx, request.caller(), &slug).await?;
                    let before = read::judge(tx, by.judge()).await?.ok_or(AppError::NotFound)?;
                    let known = seats::profile(tx, by.judge()).await?;
                    let settings = settings::of(tx, competition.id).await?;
                    let (profile, new) =
                        rules::both(rules::profile(&form), rules::seat(&told_form, &settings, &known))?;
                    write::update_profile(tx, &by, &profile).await?;
                    seats::save(tx, &by, &new).await?;
                    let payload = told((&before, &known), (&profile, &new));
                    let event = event(competition.id, Some(by.account()), "panel.save_profile", by.judge(), payload);
                    audit::append(tx, event).await?;
                    Ok(Next::done(format!("/c/{slug}/judge/profile"), Done::Saved))
                })
            })
            .await
    }

    pub(super) async fn profile_of_another(&self, slug: &str, judge: JudgeId) -> Result<JudgeDesk, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, by) = organiser::<Editor>(&mut conn, self.0.caller(), slug).await?;
        let known = read::judge(&mut conn, judge).await?.filter(|known| known.competition == competition.id);
        let judge = known.ok_or(AppError::NotFound)?;
        let mut profile = seats::profile(&mut conn, judge.id).await?;
        if by.rights() < Rights::Owner {
            profile.gender.clear();
        }
        let expertise = settings::of(&mut conn, competition.id).await?.expertise;
        Ok(JudgeDesk { competition, judge, profile, expertise, work: Vec::new() })
    }

    pub(super) async fn save_profile_of_another(
        &self,
        slug: String,
        judge: JudgeId,
        form: ProfileForm,
        mut told_form: SeatForm,
    ) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, by) = organiser::<Editor>(tx, request.caller(), &slug).await?;
                    let before = of(tx, &by, judge).await?;
                    if organiser::<Owner>(tx, request.caller(), &slug).await.is_err() {
                        told_form.gender = None;
                    }
                    let known = seats::profile(tx, judge).await?;
                    let settings = settings::of(tx, competition.id).await?;
                    let (profile, new) =
                        rules::both(rules::profile(&form), rules::seat(&told_form, &settings, &known))?;
                    write::update_profile_of(tx, &by, judge, &profile).await?;
                    seats::save_for(tx, &by, judge, &new).await?;
                    let payload = told((&before, &known), (&profile, &new));
                    audit::append(tx, event(competition.id, by.account(), "panel.save_profile_of", judge, payload))
                        .await?;
                    Ok(Next::done(format!("/c/{slug}/organise/panel"), Done::Saved))
                })
            })
            .await
    }

    pub(super) async fn panel_in_numbers(&self, slug: &str) -> Result<BalanceDesk, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, _) = organiser::<Observer>(&mut conn, self.0.caller(), slug).await?;
        let judges = read::judges(&mut conn, competition.id).await?;
        let profiles = seats::profiles(&mut conn, competition.id).await?;
        let entries: Vec<Vec<String>> = crate::entries::store::read::summaries(&mut conn, competition.id, None)
            .await?
            .into_iter()
            .filter(super::invitations::is_counted)
            .map(|entry| entry.languages)
            .collect();
        let balance = rules::balance(&judges, &profiles, &entries, competition.reviews_per_entry);
        Ok(BalanceDesk { competition, balance })
    }
}

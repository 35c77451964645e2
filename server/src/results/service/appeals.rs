//! What teams say is wrong in their results: filed by a team's contact, answered by organisers who have no conflict of
//! interest with the entry, decided for good.

mod told;

use super::{ResultsService, organised, record, record_release, record_team};
use crate::{
    auth::{
        Caller,
        permits::{self, About, Editor, EntryEditor, Observer, Organises, Release},
    },
    competition::store::read as competitions,
    db::{Conn, Tx},
    entries::store::{read as entries, team},
    results::store::{appeal as store, read},
};
use app::{
    competition::model::{Competition, CompetitionState},
    entries::model::Entry,
    error::{AppError, Refusal},
    ids::{AppealId, EntryId},
    next::{Done, Next},
    results::{
        api::Appeals,
        model::{AppealPage, AppealWindow, AppealsDesk, OwnAppeals, PublicAppeals},
        rules::{self, AppealForm, AppealSettingsForm, DecisionForm},
    },
    time::Moment,
};
use async_trait::async_trait;
use serde_json::json;

/// The version of results that may be appealed against now.
async fn window(conn: &mut Conn, competition: &Competition, now: Moment) -> Result<Option<AppealWindow>, AppError> {
    let settings = store::settings(conn, competition.id).await?;
    let out = competition.state == CompetitionState::Published;
    let newest = if out { read::publications(conn, competition.id).await?.into_iter().next() } else { None };
    Ok(rules::window(settings, newest.map(|newest| (newest.version, newest.at)), now))
}

/// The entry of a member of its team, whose results are out.
async fn of_team(conn: &mut Conn, by: &EntryEditor) -> Result<(Competition, Entry), AppError> {
    let competition = competitions::by_id(conn, by.competition()).await?.ok_or(AppError::NotFound)?;
    if read::public_versions(conn, &competition.slug).await?.is_empty() {
        return Err(Refusal::NotYet.into());
    }
    let entry = entries::entry(conn, by.entry()).await?.ok_or(AppError::NotFound)?;
    Ok((competition, entry))
}

/// For what the contact of the team does.
async fn contact(tx: &mut Tx, by: &EntryEditor) -> Result<(Competition, Entry), AppError> {
    let (competition, entry) = of_team(tx, by).await?;
    if team::is_contact(tx, by, &entry.team).await? {
        Ok((competition, entry))
    } else {
        Err(Refusal::NotContact.into())
    }
}

/// An appeal with all that it is about.
struct Filed {
    id: AppealId,
    competition: Competition,
    entry: Entry,
    answer_by: Moment,
}

/// An appeal, for an organiser without a conflict of interest.
async fn deciding(tx: &mut Tx, caller: Option<&Caller>, id: AppealId) -> Result<(Filed, About<Editor>), AppError> {
    permits::signed_in(caller)?;
    let (competition, entry, answer_by) = store::place(tx, id).await?.ok_or(AppError::NotFound)?;
    let by: Editor = permits::organiser(tx, caller, competition).await?;
    let by: About<Editor> = by.about(entry)?;
    let competition = competitions::by_id(tx, competition).await?.ok_or(AppError::NotFound)?;
    let entry = entries::entry(tx, entry).await?.ok_or(AppError::NotFound)?;
    Ok((Filed { id, competition, entry, answer_by }, by))
}

fn page_of(filed: &Filed) -> String {
    format!("/c/{}/organise/appeals/{}", filed.competition.slug, filed.id)
}

fn team_page(entry: EntryId) -> String {
    format!("/entries/{entry}/appeal")
}

/// What a further version of the results puts right.
pub(super) async fn corrected(tx: &mut Tx, by: &Release, version: i64) -> Result<(), AppError> {
    let linked = store::link_correction(tx, by, version).await?;
    if linked == 0 {
        return Ok(());
    }
    let payload = json!({ "version": version, "appeals": linked });
    record_release(tx, by, "results.appeals_put_right", by.competition(), payload).await
}

#[async_trait]
impl Appeals for ResultsService {
    async fn public(&self, slug: String) -> Result<PublicAppeals, AppError> {
        let mut conn = self.0.read().await?;
        let competition = competitions::by_slug(&mut conn, &slug).await?.ok_or(AppError::NotFound)?;
        if competition.state == CompetitionState::Setup {
            organised::<Observer>(&mut conn, self.0.caller(), &slug).await.map_err(|_| AppError::NotFound)?;
        }
        let settings = store::settings(&mut conn, competition.id).await?;
        let window = window(&mut conn, &competition, self.0.ambient.now()).await?;
        let (received, upheld, rejected) = store::counts(&mut conn, competition.id).await?;
        Ok(PublicAppeals { competition, settings, window, received, upheld, rejected })
    }

    async fn own(&self, entry: EntryId) -> Result<OwnAppeals, AppError> {
        let mut conn = self.0.read().await?;
        let by = permits::entry_editor(&mut conn, self.0.caller(), entry).await?;
        let (competition, found) = of_team(&mut conn, &by).await?;
        let settings = store::settings(&mut conn, competition.id).await?;
        let window = window(&mut conn, &competition, self.0.ambient.now()).await?;
        let contact = team::is_contact(&mut conn, &by, &found.team).await?;
        let appeals = store::own(&mut conn, &by).await?;
        Ok(OwnAppeals { competition, entry, title: found.content.title, settings, window, contact, appeals })
    }

    async fn file(&self, entry: EntryId, form: AppealForm) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let by = permits::entry_editor(tx, request.caller(), entry).await?;
                    let (competition, entry) = contact(tx, &by).await?;
                    let now = tx.now();
                    let window = window(tx, &competition, now).await?;
                    let filed: Vec<i64> = store::own(tx, &by).await?.iter().map(|appeal| appeal.version).collect();
                    let against = rules::may_appeal(window, &filed)?;
                    let (about, text) = rules::appeal(&form)?;
                    let answer_by = rules::answer_by(store::settings(tx, competition.id).await?, now);
                    let filed = store::insert(tx, &by, against, (about, &text), answer_by).await?;
                    let id = filed.ok_or(Refusal::Appealed)?;
                    let payload =
                        json!({ "appeal": id, "about": about, "version": against.version, "answer_by": answer_by });
                    record_team(tx, &by, "results.appeal", payload).await?;
                    let filed = Filed { id, competition, entry, answer_by };
                    told::organisers(tx, &request, &filed, &text).await?;
                    Ok(Next::done(team_page(by.entry()), Done::AppealFiled))
                })
            })
            .await
    }

    async fn reply(&self, appeal: AppealId, reply: String) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    permits::signed_in(request.caller())?;
                    let (_, entry, answer_by) = store::place(tx, appeal).await?.ok_or(AppError::NotFound)?;
                    let by = permits::entry_editor(tx, request.caller(), entry).await?;
                    let (competition, entry) = contact(tx, &by).await?;
                    let reply = rules::appeal_reply(&reply)?;
                    if !store::reply(tx, &by, appeal, &reply).await? {
                        return Err(Refusal::NothingThere.into());
                    }
                    record_team(tx, &by, "results.reply_to_question", json!({ "appeal": appeal })).await?;
                    let filed = Filed { id: appeal, competition, entry, answer_by };
                    told::organisers(tx, &request, &filed, &reply).await?;
                    Ok(Next::done(team_page(by.entry()), Done::AppealReplied))
                })
            })
            .await
    }

    async fn desk(&self, slug: String) -> Result<AppealsDesk, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, by) = organised::<Observer>(&mut conn, self.0.caller(), &slug).await?;
        let settings = store::settings(&mut conn, competition.id).await?;
        let appeals = store::of_competition(&mut conn, &by).await?;
        Ok(AppealsDesk { competition, settings, appeals })
    }

    async fn appeal(&self, slug: String, appeal: AppealId) -> Result<AppealPage, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, by) = organised::<Observer>(&mut conn, self.0.caller(), &slug).await?;
        let place = store::place(&mut conn, appeal).await?.filter(|(of, ..)| *of == competition.id);
        by.about::<Observer>(place.ok_or(AppError::NotFound)?.1)?;
        let all = store::of_competition(&mut conn, &by).await?;
        let line = all.into_iter().find(|line| line.appeal.id == appeal).ok_or(AppError::NotFound)?;
        Ok(AppealPage { competition, line })
    }

    async fn ask(&self, appeal: AppealId, question: String) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (filed, by) = deciding(tx, request.caller(), appeal).await?;
                    let question = rules::appeal_question(&question)?;
                    if !store::ask(tx, &by, appeal, &question).await? {
                        return Err(Refusal::NothingThere.into());
                    }
                    record(tx, &by, "results.ask_about_appeal", by.entry(), json!({ "appeal": appeal })).await?;
                    told::asked(tx, &request, &filed, &question).await?;
                    Ok(Next::done(page_of(&filed), Done::AppealAsked))
                })
            })
            .await
    }

    async fn decide(&self, appeal: AppealId, form: DecisionForm) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (filed, by) = deciding(tx, request.caller(), appeal).await?;
                    let (outcome, reason) = rules::decision(&form)?;
                    if !store::decide(tx, &by, appeal, (outcome, &reason)).await? {
                        return Err(Refusal::NothingThere.into());
                    }
                    let payload = json!({ "appeal": appeal, "outcome": outcome });
                    record(tx, &by, "results.decide_appeal", by.entry(), payload).await?;
                    told::decided(tx, &request, &filed, (outcome, &reason)).await?;
                    Ok(Next::done(page_of(&filed), Done::AppealDecided))
                })
            })
            .await
    }

    async fn set(&self, slug: String, form: AppealSettingsForm) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, by) = organised::<Editor>(tx, caller.as_deref(), &slug).await?;
                    if competition.state == CompetitionState::Published {
                        return Err(Refusal::WrongState.into());
                    }
                    let before = store::settings(tx, competition.id).await?;
                    let after = rules::appeal_settings(&form)?;
                    store::choose(tx, &by, after).await?;
                    let payload = json!({ "before": before, "after": after });
                    record(tx, &by, "results.set_appeals", competition.id, payload).await?;
                    Ok(Next::done(format!("/c/{slug}/organise/appeals"), Done::Saved))
                })
            })
            .await
    }
}

//! Inviting, accepting, declining.

use super::{PanelService, event, organiser, situation};
use crate::{
    accounts::store as accounts,
    audit,
    auth::{
        link,
        permits::{self, Editor, LinkHolder},
    },
    competition::store::read as competitions,
    db::{Conn, DbError, Tx},
    entries::store::read as entries,
    mail::{self, Link, News, store::Recipient},
    panel::store::{read, write},
    request::Request,
};
use app::{
    accounts::model::{LinkPurpose, Role},
    competition::model::{Competition, CompetitionState, message::MessageTemplate},
    entries::model::{EntryState, EntrySummary},
    error::{AppError, Refusal},
    ids::{JudgeId, LinkId},
    next::{Done, Next},
    panel::{
        model::{InvitationView, Judge, JudgeState},
        rules::{self, InvitationForm},
    },
};
use serde_json::json;

const PURPOSE: LinkPurpose = LinkPurpose::JudgeInvitation;

fn board(slug: &str, done: Done) -> Next {
    Next::done(format!("/c/{slug}/organise/panel"), done)
}

/// A short name that says nothing of the person, since it may be published beside scores.
fn fresh_key(panel: &[Judge]) -> String {
    let mut number = panel.len() + 1;
    loop {
        let key = format!("J{number:02}");
        if panel.iter().all(|judge| judge.key != key) {
            return key;
        }
        number += 1;
    }
}

/// Entries that are judged or may come to be.
pub(super) fn counted(list: &[EntrySummary]) -> u32 {
    let may = |entry: &&EntrySummary| {
        matches!(entry.state, EntryState::Submitted | EntryState::FixNeeded | EntryState::Eligible)
    };
    u32::try_from(list.iter().filter(may).count()).unwrap_or(u32::MAX)
}

/// The judge and competition of an invitation that can still be answered.
async fn invited(conn: &mut Conn, holder: &LinkHolder) -> Result<(Judge, Competition), AppError> {
    let judge = JudgeId::new(holder.subject_for(PURPOSE)?);
    let judge = read::judge(conn, judge).await?.ok_or(AppError::NotFound)?;
    if judge.state != JudgeState::Invited {
        return Err(Refusal::LinkUsed.into());
    }
    let competition = competitions::by_id(conn, judge.competition).await?.ok_or(AppError::NotFound)?;
    Ok((judge, competition))
}

/// Another writer on the same database may have taken the key or address since we looked.
fn taken(error: DbError) -> AppError {
    match error {
        DbError::Unique(_) => AppError::Busy,
        other => other.into(),
    }
}

impl PanelService {
    pub(super) async fn make_invitation(&self, slug: String, form: InvitationForm) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, permit) = organiser::<Editor>(tx, request.caller(), &slug).await?;
                    rules::may_invite(competition.state)?;
                    let new = rules::invitation(&form)?;
                    let panel = read::judges(tx, competition.id).await?;
                    if panel.iter().any(|judge| judge.email == new.email) {
                        return Err(Refusal::AlreadyOnPanel.into());
                    }
                    let judge = Judge {
                        id: tx.ambient().id(),
                        key: fresh_key(&panel),
                        competition: competition.id,
                        name: new.name,
                        email: new.email,
                        affiliation: new.affiliation,
                        field: new.field,
                        languages: new.languages,
                        max_load: new.max_load,
                        state: JudgeState::Invited,
                    };
                    write::insert_judge(tx, &permit, &judge).await.map_err(taken)?;
                    let link = request.config.link_key.make_id(tx, PURPOSE, None, Some(judge.id.uuid())).await?;
                    write_to(tx, &request, &competition, &judge, link).await?;
                    let payload = json!({ "key": judge.key, "name": judge.name, "email": judge.email });
                    audit::append(tx, event(competition.id, permit.account(), "panel.invite", judge.id, payload))
                        .await?;
                    Ok(board(&slug, Done::JudgeInvited))
                })
            })
            .await
    }

    pub(super) async fn make_new_link(&self, slug: String, judge: JudgeId) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (competition, permit) = organiser::<Editor>(tx, request.caller(), &slug).await?;
                    rules::may_invite(competition.state)?;
                    let known = read::judge(tx, judge).await?.filter(|known| known.competition == competition.id);
                    let known = known.ok_or(AppError::NotFound)?;
                    if matches!(known.state, JudgeState::Accepted | JudgeState::Ready) {
                        return Err(Refusal::AlreadyOnPanel.into());
                    }
                    if !write::set_judge_state(tx, &permit, judge, known.state, JudgeState::Invited).await? {
                        return Err(AppError::Stale);
                    }
                    link::revoke(tx, PURPOSE, judge.uuid()).await?;
                    let link = request.config.link_key.make_id(tx, PURPOSE, None, Some(judge.uuid())).await?;
                    write_to(tx, &request, &competition, &known, link).await?;
                    let payload = json!({ "before": known.state.as_str() });
                    audit::append(
                        tx,
                        event(competition.id, permit.account(), "panel.renew_invitation", judge, payload),
                    )
                    .await?;
                    Ok(board(&slug, Done::JudgeInvited))
                })
            })
            .await
    }

    pub(super) async fn look_at_invitation(&self, token: &str) -> Result<InvitationView, AppError> {
        let mut conn = self.0.read().await?;
        let holder = link::look(&mut conn, token, self.0.ambient.now()).await?;
        let (judge, competition) = invited(&mut conn, &holder).await?;
        let round = situation::round(&mut conn, &competition).await?;
        let known = competition.state > CompetitionState::Open;
        let entries = if known { counted(&entries::summaries(&mut conn, competition.id, None).await?) } else { 0 };
        let panel = read::judges(&mut conn, competition.id).await?;
        let seats =
            panel.iter().filter(|other| !matches!(other.state, JudgeState::Declined | JudgeState::Left)).count();
        let reviews = entries.saturating_mul(competition.reviews_per_entry);
        let share = reviews.div_ceil(u32::try_from(seats).unwrap_or(u32::MAX).max(1));
        Ok(InvitationView {
            slug: competition.slug,
            competition: competition.name,
            theme: competition.theme,
            time_zone: competition.time_zone,
            name: judge.name,
            languages: judge.languages,
            max_load: judge.max_load,
            entries,
            reviews_per_entry: competition.reviews_per_entry,
            expected_load: (entries > 0).then_some(share.min(entries)),
            judging_closes_at: round.and_then(|round| round.closes_at),
            results_at: competition.results_at,
            signed_in: self.0.caller().is_some(),
        })
    }

    pub(super) async fn accept_invitation(
        &self,
        token: String,
        languages: String,
        max_load: String,
        conduct: bool,
    ) -> Result<Next, AppError> {
        let who = permits::signed_in(self.0.caller())?;
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let now = tx.now();
                    let seen = link::look(tx, &token, now).await?;
                    let (judge, competition) = invited(tx, &seen).await?;
                    rules::may_invite(competition.state)?;
                    let accepted = rules::acceptance(&languages, &max_load, conduct)?;
                    let other = read::judge_of_account(tx, competition.id, who.account()).await?;
                    if other.is_some_and(|other| other != judge.id) {
                        return Err(Refusal::AlreadyOnPanel.into());
                    }
                    let holder = link::redeem(tx, &token).await?;
                    if !bind(tx, &holder, &who, &accepted).await? {
                        return Err(Refusal::LinkUsed.into());
                    }
                    accounts::add_role(tx, who.account(), competition.id, Role::Judge).await?;
                    let payload =
                        json!({ "languages": accepted.languages, "max_load": accepted.max_load, "conduct": true });
                    audit::append(tx, event(competition.id, Some(who.account()), "panel.accept", judge.id, payload))
                        .await?;
                    let next = format!("/c/{}/judge/conflicts", competition.slug);
                    Ok(Next::done(next, Done::InvitationAccepted))
                })
            })
            .await
    }

    pub(super) async fn decline_invitation(&self, token: String, reason: String) -> Result<Next, AppError> {
        let account = self.0.account();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let reason = rules::decline_reason(&reason)?;
                    let holder = link::redeem(tx, &token).await?;
                    let (judge, competition) = invited(tx, &holder).await?;
                    if !write::decline_judge(tx, &holder).await? {
                        return Err(Refusal::LinkUsed.into());
                    }
                    let payload = json!({ "reason": reason });
                    audit::append(tx, event(competition.id, account, "panel.decline", judge.id, payload)).await?;
                    // Before it opens a competition has no page for strangers.
                    let public = competition.state != CompetitionState::Setup;
                    let next = if public { format!("/c/{}", competition.slug) } else { String::new() };
                    Ok(Next::done(next, Done::InvitationDeclined))
                })
            })
            .await
    }
}

async fn bind(
    tx: &mut Tx,
    holder: &LinkHolder,
    who: &permits::SignedIn,
    accepted: &rules::Acceptance,
) -> Result<bool, AppError> {
    write::bind_judge(tx, holder, who, accepted).await.map_err(|error| match error {
        DbError::Unique(_) => Refusal::AlreadyOnPanel.into(),
        other => other.into(),
    })
}

/// Sends an invitation to the address the organisers gave; the link is on the panel's page too. A judge who came by
/// import may have none.
async fn write_to(
    tx: &mut Tx,
    request: &Request,
    competition: &Competition,
    judge: &Judge,
    link: LinkId,
) -> Result<(), DbError> {
    if judge.email.is_empty() {
        return Ok(());
    }
    let news = News {
        competition,
        template: MessageTemplate::JudgeInvitation,
        event: format!("judge_invitation:{link}"),
        about: Some(judge.id.uuid()),
        link: Link::Once(link),
    };
    let person =
        Recipient { account: None, address: judge.email.clone(), name: judge.name.clone(), locale: request.locale };
    mail::tell(tx, &request.config.post(), &news, &[person], |_| Vec::new()).await
}

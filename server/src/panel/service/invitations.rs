//! Inviting, accepting, declining.

use super::{PanelService, conduct as signing, event, organiser, situation};
use crate::{
    accounts::store as accounts,
    audit,
    auth::{
        link,
        permits::{self, Editor, LinkHolder},
    },
    competition::store::{dates, read as competitions},
    db::{Conn, DbError, Tx},
    entries::store::read as entries,
    mail::{self, Link, News, store::Recipient},
    panel::store::{conduct, read, seats, settings, write},
    request::Request,
};
use app::{
    accounts::model::{LinkPurpose, Role},
    competition::{
        message_text::date_text,
        model::{
            Competition, CompetitionState,
            message::{MessageTemplate, Placeholder},
        },
    },
    entries::model::{EntryState, EntrySummary},
    error::{AppError, Problem, Refusal},
    ids::{JudgeId, LinkId},
    next::{Done, Next},
    panel::{
        model::{InvitationStanding, InvitationView, Judge, JudgeProfile, JudgeState, ListedJudge},
        rules::{self, InvitationForm},
    },
    time::Moment,
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
pub(super) fn is_counted(entry: &EntrySummary) -> bool {
    matches!(entry.state, EntryState::Submitted | EntryState::FixNeeded | EntryState::Eligible)
}

/// How many there are.
pub(super) fn counted(list: &[EntrySummary]) -> u32 {
    u32::try_from(list.iter().filter(|entry| is_counted(entry)).count()).unwrap_or(u32::MAX)
}

/// When an invitation made now ends: at the end of a day in the competition's zone, or in two weeks.
pub(super) fn until(now: Moment, day: &str, zone: &str) -> Result<Moment, AppError> {
    if day.trim().is_empty() {
        return Ok(now.plus_seconds(14 * 86_400));
    }
    let until = dates::end_of_day(day, zone).map_err(|problem| AppError::field("until", problem))?;
    if until.has_passed(now) { Err(AppError::field("until", Problem::Past)) } else { Ok(until) }
}

/// The judge and competition of an invitation that can still be answered.
async fn invited(conn: &mut Conn, holder: &LinkHolder) -> Result<(Judge, Competition), AppError> {
    let judge = JudgeId::new(holder.subject_for(PURPOSE)?);
    let judge = read::judge(conn, judge).await?.ok_or(AppError::NotFound)?;
    // Who declined may change their mind while the link holds.
    if !matches!(judge.state, JudgeState::Invited | JudgeState::Declined) {
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
                    let ends = until(tx.now(), &form.until, &competition.time_zone);
                    let (new, ends) = rules::both(rules::invitation(&form), ends)?;
                    invite_one(tx, &request, &competition, &permit, new, (form.reserve.is_some(), ends)).await?;
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
                    if matches!(known.state, JudgeState::Accepted | JudgeState::Ready | JudgeState::Reserve) {
                        return Err(Refusal::AlreadyOnPanel.into());
                    }
                    if !write::set_judge_state(tx, &permit, judge, known.state, JudgeState::Invited).await? {
                        return Err(AppError::Stale);
                    }
                    link::revoke(tx, PURPOSE, judge.uuid()).await?;
                    let reserve =
                        seats::invitations(tx, competition.id).await?.get(&judge).is_some_and(|one| one.reserve);
                    seats::mark_invited(tx, &permit, judge, reserve).await?;
                    let ends = until(tx.now(), "", &competition.time_zone)?;
                    let link = request.config.link_key.make_id_until(tx, PURPOSE, judge.uuid(), ends).await?;
                    write_to(tx, &request, &competition, &known, (link, ends)).await?;
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
        let now = self.0.ambient.now();
        let (holder, expires) = link::look_anyhow(&mut conn, token).await?;
        let (judge, competition) = invited(&mut conn, &holder).await?;
        let expired = expires.has_passed(now);
        let told = seats::invitations(&mut conn, competition.id).await?.remove(&judge.id).unwrap_or_default();
        let round = situation::round(&mut conn, &competition).await?;
        let known = competition.state > CompetitionState::Open && !expired;
        let entries = if known { counted(&entries::summaries(&mut conn, competition.id, None).await?) } else { 0 };
        let panel = read::judges(&mut conn, competition.id).await?;
        let judges =
            |state: JudgeState| matches!(state, JudgeState::Invited | JudgeState::Accepted | JudgeState::Ready);
        let seats_taken = panel.iter().filter(|other| judges(other.state) || other.id == judge.id).count();
        let reviews = entries.saturating_mul(competition.reviews_per_entry);
        let share = reviews.div_ceil(u32::try_from(seats_taken).unwrap_or(u32::MAX).max(1));
        let settings = settings::of(&mut conn, competition.id).await?;
        let conduct = conduct::in_force(&mut conn, competition.id, self.0.locale).await?;
        drop(conn);
        if told.opened_at.is_none() && !expired {
            let id = judge.id;
            self.0.write_unkeyed(move |tx| Box::pin(async move { Ok(seats::mark_opened(tx, id).await?) })).await?;
        }
        let standing = match judge.state {
            _ if expired => InvitationStanding::Expired,
            JudgeState::Declined => InvitationStanding::Declined,
            _ => InvitationStanding::Open,
        };
        Ok(InvitationView {
            slug: competition.slug,
            competition: competition.name,
            theme: competition.theme,
            time_zone: competition.time_zone,
            name: if expired { String::new() } else { judge.name },
            languages: judge.languages,
            max_load: judge.max_load,
            entries,
            reviews_per_entry: competition.reviews_per_entry,
            expected_load: (entries > 0).then_some(share.min(entries)),
            judging_closes_at: round.and_then(|round| round.closes_at),
            results_at: competition.results_at,
            signed_in: self.0.caller().is_some(),
            standing,
            reserve: told.reserve,
            minutes_per_entry: settings.minutes_per_entry,
            expires_at: Some(expires),
            invited_by: told.by,
            public: competition.state != CompetitionState::Setup,
            judging_opens_at: competition.entries_close_at,
            conduct,
        })
    }

    pub(super) async fn accept_invitation(
        &self,
        token: String,
        languages: String,
        max_load: String,
        conduct: Option<i64>,
    ) -> Result<Next, AppError> {
        let who = permits::signed_in(self.0.caller())?;
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let now = tx.now();
                    let seen = link::look(tx, &token, now).await?;
                    let (judge, competition) = invited(tx, &seen).await?;
                    rules::may_invite(competition.state)?;
                    let accepted = rules::acceptance(&languages, &max_load, conduct.is_some())?;
                    let other = read::judge_of_account(tx, competition.id, who.account()).await?;
                    if other.is_some_and(|other| other != judge.id) {
                        return Err(Refusal::AlreadyOnPanel.into());
                    }
                    let holder = link::redeem(tx, &token).await?;
                    if !bind(tx, &holder, &who, &accepted).await? {
                        return Err(Refusal::LinkUsed.into());
                    }
                    accounts::add_role(tx, who.account(), competition.id, Role::Judge).await?;
                    let payload = json!({ "languages": accepted.languages, "max_load": accepted.max_load });
                    audit::append(tx, event(competition.id, Some(who.account()), "panel.accept", judge.id, payload))
                        .await?;
                    let seat = permits::seat(tx, request.caller(), competition.id).await?;
                    conduct::forget(tx, &seat).await?;
                    signing::sign(tx, &seat, conduct.unwrap_or_default(), request.locale).await?;
                    let page = if seat.reserve() { "profile" } else { "conflicts" };
                    let next = format!("/c/{}/judge/{page}", competition.slug);
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
                    // The link is not used up: one may change one's mind until it ends.
                    let now = tx.now();
                    let holder = link::look(tx, &token, now).await?;
                    let (judge, competition) = invited(tx, &holder).await?;
                    if !write::decline_judge(tx, &holder, &reason).await? {
                        return Err(Refusal::LinkUsed.into());
                    }
                    let payload = json!({ "reason": reason });
                    audit::append(tx, event(competition.id, account, "panel.decline", judge.id, payload)).await?;
                    let next = format!("/invitations/{token}");
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

/// Puts somebody on the panel and sends the invitation, until a moment.
async fn invite_one(
    tx: &mut Tx,
    request: &Request,
    competition: &Competition,
    permit: &Editor,
    new: rules::NewJudge,
    (reserve, until): (bool, Moment),
) -> Result<JudgeId, AppError> {
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
    write::insert_judge(tx, permit, &judge).await.map_err(taken)?;
    seats::mark_invited(tx, permit, judge.id, reserve).await?;
    let link = request.config.link_key.make_id_until(tx, PURPOSE, judge.id.uuid(), until).await?;
    write_to(tx, request, competition, &judge, (link, until)).await?;
    let payload = json!({ "key": judge.key, "name": judge.name, "email": judge.email, "reserve": reserve });
    audit::append(tx, event(competition.id, permit.account(), "panel.invite", judge.id, payload)).await?;
    Ok(judge.id)
}

/// Invites somebody of a list, with what the list says of them.
pub(super) async fn invite_listed(
    tx: &mut Tx,
    request: &Request,
    competition: &Competition,
    permit: &Editor,
    listed: &ListedJudge,
    until: Moment,
) -> Result<(), AppError> {
    let listed = listed.clone();
    let new = rules::NewJudge {
        name: listed.name,
        email: listed.email,
        affiliation: listed.organisation,
        field: listed.field,
        languages: listed.languages,
        max_load: listed.max_load,
    };
    let id = invite_one(tx, request, competition, permit, new, (listed.reserve, until)).await?;
    let told = JudgeProfile {
        devices: listed.devices,
        expertise: listed.expertise,
        region: listed.region,
        ..JudgeProfile::default()
    };
    Ok(seats::save_for(tx, permit, id, &told).await?)
}

/// Sends an invitation to the address the organisers gave; the link is on the panel's page too. A judge who came by
/// import may have none.
async fn write_to(
    tx: &mut Tx,
    request: &Request,
    competition: &Competition,
    judge: &Judge,
    (link, until): (LinkId, Moment),
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
    let values = |l| vec![(Placeholder::Until, date_text(l, Some(until), &competition.time_zone))];
    mail::tell(tx, &request.config.post(), &news, &[person], values).await
}

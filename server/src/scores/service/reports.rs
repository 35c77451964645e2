//! What judges tell organisers of an entry, and what becomes of it.

use super::{ScoresService, by_slug};
use crate::{
    audit::{self, Event},
    auth::permits::{self, About, Checker, Observer, Organises},
    competition::store::read as competitions,
    db::Tx,
    entries::store::read as entries,
    mail::{self, Link, News, store::members_of_team},
    request::Request,
    scores::store::reports,
};
use app::{
    competition::{
        message_text::title_text,
        model::{
            Competition,
            message::{MessageTemplate, Placeholder},
        },
    },
    error::{AppError, Refusal},
    ids::{EntryId, ReportId},
    next::{Done, Next},
    scores::{
        api::Reports,
        model::{OwnReports, ReportKind, ReportsPage},
        pages::kind_text,
        rules,
    },
};
use async_trait::async_trait;
use serde_json::json;

/// What the log keeps: that it was, about what and of which kind. The words stay out of it.
async fn record(
    tx: &mut Tx,
    (by, action): (&Observer, &'static str),
    (report, entry, kind): (ReportId, EntryId, ReportKind),
    told: bool,
) -> Result<(), AppError> {
    let event = Event {
        competition: Some(by.competition()),
        actor: by.account(),
        action,
        subject: report.to_string(),
        payload: json!({ "entry": entry, "kind": kind, "team_told": told }),
    };
    Ok(audit::append(tx, event).await?)
}

/// Tells the team what keeps a judge from playing, in the organiser's words. Which judge it is stays out of it.
async fn tell_team(
    tx: &mut Tx,
    request: &Request,
    competition: &Competition,
    (report, entry, kind): (ReportId, EntryId, ReportKind),
    words: &str,
) -> Result<(), AppError> {
    let of = entries::entry(tx, entry).await?.ok_or(AppError::NotFound)?;
    let news = News {
        competition,
        template: MessageTemplate::CannotRun,
        event: format!("cannot_run:{report}"),
        about: Some(entry.uuid()),
        link: Link::Page(format!("/entries/{entry}")),
    };
    let people = members_of_team(tx, of.team.id).await?;
    let values = |l| {
        vec![
            (Placeholder::Title, title_text(l, &of.content.title)),
            (Placeholder::Reason, kind_text(l, kind).to_owned()),
            (Placeholder::Words, words.to_owned()),
        ]
    };
    Ok(mail::tell(tx, &request.config.post(), &news, &people, values).await?)
}

#[async_trait]
impl Reports for ScoresService {
    async fn own(&self, entry: EntryId) -> Result<OwnReports, AppError> {
        let mut conn = self.0.read().await?;
        let permit = permits::assigned_judge(&mut conn, self.0.caller(), entry).await?;
        let competition = competitions::by_id(&mut conn, permit.competition()).await?.ok_or(AppError::NotFound)?;
        let reports = reports::own(&mut conn, &permit).await?;
        let title = entries::snapshot(&mut conn, entry).await?.map(|snapshot| snapshot.content.title);
        Ok(OwnReports { competition, entry, title: title.unwrap_or_default(), reports })
    }

    async fn report(&self, entry: EntryId, kind: String, text: String) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let permit = permits::assigned_judge(tx, caller.as_deref(), entry).await?;
                    let (kind, text) = rules::report(&kind, &text)?;
                    let report = reports::insert(tx, &permit, kind, &text).await?;
                    let event = Event {
                        competition: Some(permit.competition()),
                        actor: Some(permit.account()),
                        action: "scores.report",
                        subject: report.to_string(),
                        payload: json!({ "entry": entry, "judge": permit.judge(), "kind": kind }),
                    };
                    audit::append(tx, event).await?;
                    Ok(Next::done(format!("/judge/entries/{entry}/report"), Done::Reported))
                })
            })
            .await
    }

    async fn reports(&self, slug: String) -> Result<ReportsPage, AppError> {
        let mut conn = self.0.read().await?;
        permits::signed_in(self.0.caller())?;
        let competition = by_slug(&mut conn, &slug).await?;
        let by: Observer = permits::organiser(&mut conn, self.0.caller(), competition.id).await?;
        let reports = reports::of_competition(&mut conn, &by).await?;
        Ok(ReportsPage { competition, reports })
    }

    async fn answer(&self, report: ReportId, answer: String, tell: bool) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    permits::signed_in(request.caller())?;
                    let (competition, entry, kind) = reports::place(tx, report).await?.ok_or(AppError::NotFound)?;
                    let by: Checker = permits::organiser(tx, request.caller(), competition).await?;
                    let by: About<Checker> = by.about(entry)?;
                    let competition = competitions::by_id(tx, competition).await?.ok_or(AppError::NotFound)?;
                    let answer = rules::report_answer(&answer)?;
                    if !reports::answer(tx, &by, report, &answer).await? {
                        return Err(Refusal::NothingThere.into());
                    }
                    let told = tell && kind.keeps_from_playing();
                    if told {
                        tell_team(tx, &request, &competition, (report, entry, kind), &answer).await?;
                    }
                    record(tx, (&by, "scores.answer_report"), (report, entry, kind), told).await?;
                    let back = format!("/c/{}/organise/scores/reports", competition.slug);
                    Ok(Next::done(back, Done::ReportAnswered))
                })
            })
            .await
    }
}

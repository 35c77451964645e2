//! Reminding judges who are behind.

use super::{ScoresService, by_slug, pace};
use crate::{
    audit::{self, Event},
    auth::permits::{self, Checker},
    competition,
    db::Tx,
    mail::{self, Link, News},
    panel,
    request::Request,
};
use app::{
    competition::{
        message_text::date_text,
        model::message::{MessageTemplate, Placeholder},
    },
    error::AppError,
    next::{Done, Next},
    scores::{api::Reminding, rules},
    time::Moment,
};
use async_trait::async_trait;
use serde_json::json;

async fn remind(tx: &mut Tx, request: &Request, slug: &str) -> Result<Next, AppError> {
    permits::signed_in(request.caller())?;
    let competition = by_slug(tx, slug).await?;
    let by: Checker = permits::organiser(tx, request.caller(), competition.id).await?;
    // Two organisers who press at once write once: the second one sees what the first one wrote.
    panel::store::write::one_at_a_time(tx, competition.id).await?;
    let rounds = competition::store::read::rounds(tx, competition.id).await?;
    let assignments = panel::store::read::assignments(tx, competition.id).await?;
    let round = super::progress::round(&rounds, &assignments);
    let closes = round.and_then(|round| round.closes_at);
    let now = tx.now();
    rules::may_score(competition.state, closes, now)?;
    let pace = pace::read(tx, &by, &competition, round, now).await?;
    let due = rules::to_remind(&pace.judges, now, &competition.time_zone)?;
    for judge in &due {
        // By what came before it, so that it is another one each time, and the same for two who send it at once.
        let before = judge.reminded_at.map_or(0, Moment::micros);
        let people = mail::store::judge(tx, judge.judge).await?;
        let news = News {
            competition: &competition,
            template: MessageTemplate::JudgingReminder,
            event: format!("judging_reminder:{}:{before}", judge.judge),
            about: Some(judge.judge.uuid()),
            link: Link::Page(format!("/c/{slug}/judge")),
        };
        let values = |l| vec![(Placeholder::Until, date_text(l, closes, &competition.time_zone))];
        mail::tell(tx, &request.config.post(), &news, &people, values).await?;
    }
    // Whom, the messages say; not here, since how many there are tells of what is kept from a reader of the log.
    let event = Event {
        competition: Some(competition.id),
        actor: by.account(),
        action: "scores.remind",
        subject: competition.id.to_string(),
        payload: json!({ "not_within_hours": rules::REMINDER_HOURS }),
    };
    audit::append(tx, event).await?;
    Ok(Next::done(format!("/c/{slug}/organise/scores"), Done::RemindersWritten))
}

#[async_trait]
impl Reminding for ScoresService {
    async fn remind_judges(&self, slug: String) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0.write(move |tx| Box::pin(async move { remind(tx, &request, &slug).await })).await
    }
}

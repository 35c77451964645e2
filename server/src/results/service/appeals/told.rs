//! Who is told of an appeal.

use super::{page_of, team_page};
use crate::{
    competition::store::organisers,
    db::Tx,
    mail::{self, Link, News, store::members_of_team},
    panel::store::own,
    request::Request,
    results::store::appeal as store,
};
use app::{
    accounts::model::Rights,
    competition::{
        message_text::{date_text, title_text},
        model::{
            Competition,
            message::{MessageTemplate, Placeholder},
        },
    },
    entries::model::Entry,
    error::AppError,
    ids::AppealId,
    results::{model::AppealOutcome, pages::appeal_outcome_text},
};

/// The organisers who may decide, without those who have a conflict of interest: in the team's words.
pub(super) async fn organisers(
    tx: &mut Tx,
    request: &Request,
    competition: &Competition,
    (entry, appeal): (&Entry, AppealId),
    words: &str,
) -> Result<(), AppError> {
    let until = store::answer_by(tx, appeal).await?;
    let apart = own::kept_from(tx, entry.id).await?;
    let mut people = Vec::new();
    for organiser in organisers::all(tx, competition.id).await? {
        if organiser.rights >= Rights::Editor && !apart.contains(&organiser.account) {
            people.extend(mail::store::person(tx, organiser.account).await?);
        }
    }
    let number: uuid::Uuid = tx.ambient().id();
    let news = News {
        competition,
        template: MessageTemplate::AppealFiled,
        event: format!("appeal_filed:{appeal}:{number}"),
        about: Some(entry.id.uuid()),
        link: Link::Page(page_of(competition, appeal)),
    };
    let values = |l| {
        vec![
            (Placeholder::Title, title_text(l, &entry.content.title)),
            (Placeholder::Until, date_text(l, until, &competition.time_zone)),
            (Placeholder::Words, words.to_owned()),
        ]
    };
    Ok(mail::tell(tx, &request.config.post(), &news, &people, values).await?)
}

/// The team, that it is asked something.
pub(super) async fn asked(
    tx: &mut Tx,
    request: &Request,
    competition: &Competition,
    (entry, appeal): (&Entry, AppealId),
    question: &str,
) -> Result<(), AppError> {
    let until = store::answer_by(tx, appeal).await?;
    let news = News {
        competition,
        template: MessageTemplate::AppealQuestion,
        event: format!("appeal_question:{appeal}"),
        about: Some(entry.id.uuid()),
        link: Link::Page(team_page(entry.id)),
    };
    let people = members_of_team(tx, entry.team.id).await?;
    let values = |l| {
        vec![
            (Placeholder::Title, title_text(l, &entry.content.title)),
            (Placeholder::Until, date_text(l, until, &competition.time_zone)),
            (Placeholder::Words, question.to_owned()),
        ]
    };
    Ok(mail::tell(tx, &request.config.post(), &news, &people, values).await?)
}

/// The team, what was decided and why; who decided is not said.
pub(super) async fn decided(
    tx: &mut Tx,
    request: &Request,
    competition: &Competition,
    (entry, appeal): (&Entry, AppealId),
    (outcome, reason): (AppealOutcome, &str),
) -> Result<(), AppError> {
    let news = News {
        competition,
        template: MessageTemplate::AppealDecided,
        event: format!("appeal_decided:{appeal}"),
        about: Some(entry.id.uuid()),
        link: Link::Page(team_page(entry.id)),
    };
    let people = members_of_team(tx, entry.team.id).await?;
    let values = |l| {
        vec![
            (Placeholder::Title, title_text(l, &entry.content.title)),
            (Placeholder::Outcome, appeal_outcome_text(l, outcome).to_owned()),
            (Placeholder::Words, reason.to_owned()),
        ]
    };
    Ok(mail::tell(tx, &request.config.post(), &news, &people, values).await?)
}

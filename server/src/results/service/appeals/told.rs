//! Who is told of an appeal.

use super::{Filed, page_of, team_page};
use crate::{
    competition::store::organisers,
    db::Tx,
    mail::{
        self, Link, News,
        store::{Recipient, members_of_team},
    },
    panel::store::own,
    request::Request,
};
use app::{
    accounts::model::Rights,
    competition::{
        message_text::{date_text, title_text},
        model::message::{MessageTemplate, Placeholder},
    },
    error::AppError,
    i18n::Locale,
    results::{model::AppealOutcome, pages::appeal_outcome_text},
};

/// What a message about an appeal is, and where it leads.
type What = (MessageTemplate, String, String);

/// Writes a message in somebody's words; `more` is what else its template says.
async fn tell(
    tx: &mut Tx,
    request: &Request,
    filed: &Filed,
    (template, event, page): What,
    people: &[Recipient],
    (words, more): (&str, impl Fn(Locale) -> (Placeholder, String)),
) -> Result<(), AppError> {
    let news = News {
        competition: &filed.competition,
        template,
        event,
        about: Some(filed.entry.id.uuid()),
        link: Link::Page(page),
    };
    let values = |l| {
        let title = (Placeholder::Title, title_text(l, &filed.entry.content.title));
        vec![title, more(l), (Placeholder::Words, words.to_owned())]
    };
    Ok(mail::tell(tx, &request.config.post(), &news, people, values).await?)
}

/// Until when an appeal is answered.
fn until(filed: &Filed) -> impl Fn(Locale) -> (Placeholder, String) {
    |l| (Placeholder::Until, date_text(l, Some(filed.answer_by), &filed.competition.time_zone))
}

/// The organisers who may decide, without those who have a conflict of interest: in the team's words.
pub(super) async fn organisers(tx: &mut Tx, request: &Request, filed: &Filed, words: &str) -> Result<(), AppError> {
    let apart = own::kept_from(tx, filed.entry.id).await?;
    let mut people = Vec::new();
    for organiser in organisers::all(tx, filed.competition.id).await? {
        if organiser.rights >= Rights::Editor && !apart.contains(&organiser.account) {
            people.extend(mail::store::person(tx, organiser.account).await?);
        }
    }
    let number: uuid::Uuid = tx.ambient().id();
    let what = (MessageTemplate::AppealFiled, format!("appeal_filed:{}:{number}", filed.id), page_of(filed));
    tell(tx, request, filed, what, &people, (words, until(filed))).await
}

/// The team, that it is asked something.
pub(super) async fn asked(tx: &mut Tx, request: &Request, filed: &Filed, question: &str) -> Result<(), AppError> {
    let what = (MessageTemplate::AppealQuestion, format!("appeal_question:{}", filed.id), team_page(filed.entry.id));
    let people = members_of_team(tx, filed.entry.team.id).await?;
    tell(tx, request, filed, what, &people, (question, until(filed))).await
}

/// The team, what was decided and why; who decided is not said.
pub(super) async fn decided(
    tx: &mut Tx,
    request: &Request,
    filed: &Filed,
    (outcome, reason): (AppealOutcome, &str),
) -> Result<(), AppError> {
    let what = (MessageTemplate::AppealDecided, format!("appeal_decided:{}", filed.id), team_page(filed.entry.id));
    let people = members_of_team(tx, filed.entry.team.id).await?;
    let outcome = |l| (Placeholder::Outcome, appeal_outcome_text(l, outcome).to_owned());
    tell(tx, request, filed, what, &people, (reason, outcome)).await
}

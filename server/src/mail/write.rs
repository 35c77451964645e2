//! Writing messages: one for each person, in their language.

use super::{
    Post,
    store::{self, Outgoing, Recipient},
};
use crate::db::{DbError, Tx};
use app::{
    competition::{
        message_text::{default_text, written},
        model::{
            Competition,
            message::{MailState, MessageTemplate, Placeholder},
        },
        rules::message::{LINK_MARK, Values},
    },
    i18n::Locale,
    ids::LinkId,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Where a message leads.
#[derive(Clone, Debug)]
pub enum Link {
    /// A page, without the language.
    Page(String),
    /// A one-time link. Its token is put in when the message is sent and is never stored (trust.md A-09).
    Once(LinkId),
}

/// What people are told.
pub struct News<'a> {
    /// Where it happened.
    pub competition: &'a Competition,
    /// Of which kind.
    pub template: MessageTemplate,
    /// What it tells of: nobody is told of one event twice.
    pub event: String,
    /// The entry or member it is about.
    pub about: Option<Uuid>,
    /// Where it leads.
    pub link: Link,
}

/// Writes a message to each of these people. `values` gives what differs, in a language.
///
/// # Errors
/// The database's.
pub async fn tell(
    tx: &mut Tx,
    post: &Post,
    news: &News<'_>,
    people: &[Recipient],
    values: impl Fn(Locale) -> Values,
) -> Result<(), DbError> {
    if people.is_empty() {
        return Ok(());
    }
    let texts = store::texts(tx, news.competition.id, news.template).await?;
    let mut by_language: HashMap<Locale, Values> = HashMap::new();
    let mut mails = Vec::with_capacity(people.len());
    for person in people {
        let l = person.locale;
        let mut values = by_language.entry(l).or_insert_with(|| values(l)).clone();
        let (address, once) = match &news.link {
            Link::Page(path) => (format!("{}/{l}{path}", post.origin), None),
            Link::Once(link) => (LINK_MARK.to_string(), Some(*link)),
        };
        values.push((Placeholder::Name, person.name.clone()));
        values.push((Placeholder::Competition, news.competition.name.clone()));
        values.push((Placeholder::Link, address));
        let own = texts.iter().find(|(language, _)| *language == l).map(|(_, text)| text.clone());
        let text = own.unwrap_or_else(|| default_text(l, news.template));
        mails.push(Outgoing {
            id: tx.ambient().id(),
            person: person.clone(),
            link: once,
            text: written(l, news.template, &text, &values),
        });
    }
    let state = if post.sends { MailState::Queued } else { MailState::Kept };
    store::insert(tx, news, state, &mails).await
}

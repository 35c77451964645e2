//! What judges are told when what they judge has changed, by whichever stage.

use super::{Link, News, Post, store, tell};
use crate::db::{DbError, Tx};
use app::{
    competition::model::{Competition, CompetitionState, message::MessageTemplate},
    ids::JudgeId,
};
use std::collections::BTreeSet;

/// Tells judges that what they are asked to judge has changed, while they judge, in the same words whatever the cause.
/// `event`: what it is called in the outbox, where it is told once.
///
/// # Errors
/// The database's.
pub async fn assignments_changed(
    tx: &mut Tx,
    post: &Post,
    competition: &Competition,
    event: &str,
    judges: &BTreeSet<JudgeId>,
) -> Result<(), DbError> {
    if competition.state != CompetitionState::Judging {
        return Ok(());
    }
    let mut people = Vec::new();
    for judge in judges {
        people.extend(store::judge(tx, *judge).await?);
    }
    let news = News {
        competition,
        template: MessageTemplate::AssignmentsChanged,
        event: event.to_owned(),
        about: None,
        link: Link::Page(format!("/c/{}/judge", competition.slug)),
    };
    tell(tx, post, &news, &people, |_| Vec::new()).await
}

//! Addresses are asked when an organiser wants it, and never by themselves. What is written here waits for the worker in
//! `links/`, which alone talks to the world outside.

use super::{AtEntry, organised, queue_page};
use crate::{
    competition::store::question,
    entries::{service::record, store},
    request::Request,
};
use app::{
    competition::model::{AnswerKind, Question},
    entries::model::EntryContent,
    error::{AppError, Refusal},
    ids::{EntryId, TrackId},
    next::{Done, Next},
};
use serde_json::json;
use uuid::Uuid;

/// Entries read at once.
const PIECE: i64 = 500;

/// The addresses in an entry, each once, in the order of the form.
pub(super) fn written(content: &EntryContent, questions: &[Question]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for question in questions.iter().filter(|question| question.kind == AnswerKind::Link) {
        let address = content.answer(&question.key);
        if app::text::web_address(address).is_some() && !all.iter().any(|known| known == address) {
            all.push(address.to_owned());
        }
    }
    all
}

pub(super) async fn check(request: &Request, entry: EntryId) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let at = AtEntry::begin(tx, caller.as_deref(), entry).await?;
                let judged = store::read::snapshot(tx, entry).await?.ok_or(Refusal::NothingThere)?;
                let questions = question::of_track(tx, at.entry.track).await?;
                let links: Vec<(EntryId, String)> =
                    written(&judged.content, &questions).into_iter().map(|address| (entry, address)).collect();
                if links.is_empty() {
                    return Err(Refusal::NothingThere.into());
                }
                store::screening::links::enqueue(tx, &at.by, &links).await?;
                let payload = json!({ "links": links.len() });
                record(tx, at.competition.id, at.by.account(), "entries.check_links", entry, payload).await?;
                Ok(at.back(Done::LinksQueued))
            })
        })
        .await
}

pub(super) async fn check_all(request: &Request, slug: String) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, competition) = organised(tx, caller.as_deref(), &slug).await?;
                let asked = question::all(tx, competition.id).await?;
                let (mut behind, mut count) = (Uuid::nil(), 0);
                loop {
                    let rows = store::screening::links::eligible(tx, competition.id, behind, PIECE).await?;
                    let Some((last, ..)) = rows.last() else { break };
                    behind = *last;
                    let mut links = Vec::new();
                    for (entry, track, json) in &rows {
                        let questions = of_track(&asked, TrackId::from(*track));
                        let content = store::read::content("snapshot", json)?;
                        let entry = EntryId::from(*entry);
                        links.extend(written(&content, &questions).into_iter().map(|address| (entry, address)));
                    }
                    count += links.len();
                    store::screening::links::enqueue(tx, &by, &links).await?;
                }
                if count == 0 {
                    return Err(Refusal::NothingThere.into());
                }
                let payload = json!({ "links": count });
                record(tx, competition.id, by.account(), "entries.check_all_links", competition.id, payload).await?;
                Ok(queue_page(&slug, Done::LinksQueued))
            })
        })
        .await
}

fn of_track(asked: &[(TrackId, Question)], track: TrackId) -> Vec<Question> {
    asked.iter().filter(|(of, _)| *of == track).map(|(_, question)| question.clone()).collect()
}

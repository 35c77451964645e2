//! Texts of entries in other languages, which organisers give and judges read beside the originals.

use super::{EntriesService, queue::organised, record, store, with_competition};
use crate::{
    auth::permits::{self, About, Editor, Observer, Organises},
    competition::store::question,
    request::Request,
};
use app::{
    competition::model::Audience,
    entries::{
        api::Translations,
        model::EntryState,
        rules::translation::{self as rules, TranslationForm},
        views::Translated,
    },
    error::{AppError, Problem},
    ids::{EntryId, SnapshotId},
    next::{Done, Next},
};
use async_trait::async_trait;
use serde_json::json;

#[async_trait]
impl Translations for EntriesService {
    async fn translated(&self, slug: String, entry: EntryId) -> Result<Translated, AppError> {
        translated(&self.0, &slug, entry).await
    }
    async fn translate(
        &self,
        entry: EntryId,
        language: String,
        snapshot: SnapshotId,
        version: i64,
        form: TranslationForm,
    ) -> Result<Next, AppError> {
        translate(&self.0, entry, language, (snapshot, version), form).await
    }
}

async fn translated(request: &Request, slug: &str, id: EntryId) -> Result<Translated, AppError> {
    let mut conn = request.read().await?;
    let (organised, by) = organised(&mut conn, request, slug).await?;
    let (entry, competition) = with_competition(&mut conn, id).await?;
    if competition.id != organised.id {
        return Err(AppError::NotFound);
    }
    let by: About<Observer> = by.about(id)?;
    // A draft is its team's own, also one that was handed in before.
    let frozen = match entry.state {
        EntryState::Draft => None,
        _ => store::read::snapshot(&mut conn, by.entry()).await?,
    };
    let frozen = frozen.ok_or(AppError::NotFound)?;
    let mut questions = question::of_track(&mut conn, entry.track).await?;
    questions.retain(|question| question.audience <= Audience::Judges);
    Ok(Translated {
        entry: id,
        snapshot: frozen.id,
        judged: frozen.content.read_by(Audience::Judges, &questions),
        translations: store::translations::of_entry(&mut conn, id).await?,
        may_translate: rules::may_translate(entry.state, competition.state),
        questions,
        competition,
    })
}

async fn translate(
    request: &Request,
    id: EntryId,
    language: String,
    (snapshot, version): (SnapshotId, i64),
    form: TranslationForm,
) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                permits::signed_in(caller.as_deref())?;
                let (entry, competition) = with_competition(tx, id).await?;
                let by: About<Editor> =
                    permits::organiser::<Editor>(tx, caller.as_deref(), competition.id).await?.about(id)?;
                rules::may_translate(entry.state, competition.state)?;
                let language =
                    rules::language(&language).ok_or_else(|| AppError::field("language", Problem::Language))?;
                // Who translated another copy saw other originals.
                let frozen = store::read::snapshot(tx, id).await?.filter(|frozen| frozen.id == snapshot);
                let frozen = frozen.ok_or(AppError::Stale)?;
                let questions = question::of_track(tx, entry.track).await?;
                let stored = store::translations::of_entry(tx, id).await?;
                let stored = stored.iter().find(|stored| stored.language == language);
                let (translator, texts) = rules::read(&form, &rules::originals(&frozen.content, &questions), stored)?;
                if !store::translations::save(tx, &by, &language, version, (translator, &texts)).await? {
                    return Err(AppError::Stale);
                }
                let payload = json!({ "language": language, "answers": texts.len(), "translator": translator });
                record(tx, competition.id, by.account(), "entries.translate", id, payload).await?;
                let page = format!("/c/{}/organise/entries/{id}/translations", competition.slug);
                Ok(Next::done(page, Done::Saved))
            })
        })
        .await
}

//! Files of entries: added, described, removed by their team; seen by those who judge.

use super::{record, store, with_competition};
use crate::{
    auth::permits::{self, EntryEditor, Observer},
    competition::store::board,
    db::Tx,
    entries::store::files::Located,
    request::Request,
};
use app::{
    entries::{
        model::{CurePart, Entry, EntryFile, EntryState, FileKind},
        rules::{self, FileForm},
        views::FilesView,
    },
    error::{AppError, Problem},
    ids::{AttachmentId, EntryId},
    next::{Done, Next},
    time::Moment,
};
use serde_json::{Value, json};

pub(super) async fn files(request: &Request, id: EntryId) -> Result<FilesView, AppError> {
    let mut conn = request.read().await?;
    permits::entry_editor(&mut conn, request.caller(), id).await?;
    let (entry, competition) = with_competition(&mut conn, id).await?;
    Ok(FilesView {
        files: store::files::current(&mut conn, id).await?,
        build_mebibytes: board::build_limit(&mut conn, competition.id).await?.into(),
        may_write: rules::may_write_entry(&entry, &competition, request.ambient.now()),
        entry,
        competition,
    })
}

/// How many bytes of a file are taken, and what is said to one that has more.
#[derive(Debug)]
pub struct Bounds {
    /// The most bytes.
    pub most: u64,
    /// Why no more.
    pub over: AppError,
}

/// Whether a file may begin to arrive: everything that can be said before its bytes are there. The transaction that adds
/// it decides once more. A form that was answered before is heard to its end, so that it gets the same answer.
///
/// # Errors
/// As [`app::entries::api::Entries::add_file`].
pub async fn may_arrive(request: &Request, id: EntryId, kind: &str, key: &str) -> Result<Bounds, AppError> {
    let again = request.was_answered(key).await?;
    let mut conn = request.read().await?;
    permits::entry_editor(&mut conn, request.caller(), id).await?;
    let (entry, competition) = with_competition(&mut conn, id).await?;
    let kind = FileKind::parse(kind).ok_or_else(|| AppError::field("kind", Problem::Choice))?;
    let build = board::build_limit(&mut conn, competition.id).await?.into();
    let mebibytes = rules::most(kind, build);
    let whole = Bounds { most: mebibytes * rules::MEBIBYTE, over: AppError::FileTooLarge { mebibytes } };
    if again {
        return Ok(whole);
    }
    rules::may_write_entry(&entry, &competition, request.ambient.now())?;
    rules::may_touch(entry.fix(), &CurePart::Files(kind))?;
    let room = rules::room(&store::files::current(&mut conn, id).await?, build).map_err(at_file)?;
    if room >= whole.most {
        return Ok(whole);
    }
    Ok(Bounds { most: room, over: at_file(Problem::FilesTotal { mebibytes: rules::most_together(build) }) })
}

fn at_file(problem: Problem) -> AppError {
    AppError::field("file", problem)
}

/// What a change of files begins with: the permit, an entry that may be written at that moment, taken for the transaction.
async fn begin(
    tx: &mut Tx,
    caller: Option<&crate::auth::Caller>,
    id: EntryId,
    at: Moment,
) -> Result<(EntryEditor, Entry), AppError> {
    let by = permits::entry_editor(tx, caller, id).await?;
    let (entry, competition) = with_competition(tx, id).await?;
    rules::may_write_entry(&entry, &competition, at)?;
    if !store::write::begin_change(tx, &by, entry.state, at).await? {
        return Err(AppError::Stale);
    }
    Ok((by, entry))
}

/// What it ends with: what was handed in is frozen anew, and the event is written down.
async fn end(
    tx: &mut Tx,
    by: &EntryEditor,
    entry: &Entry,
    action: &'static str,
    mut payload: Value,
) -> Result<Next, AppError> {
    if entry.state == EntryState::Submitted {
        let frozen = store::write::freeze_again(tx, by, &entry.content).await?;
        let before = entry.receipt.as_ref().map(|receipt| receipt.content_hash.clone());
        if let Value::Object(fields) = &mut payload {
            fields.insert("before".to_owned(), json!(before));
            fields.insert("after".to_owned(), json!(frozen.hash));
        }
    }
    record(tx, by.competition(), by.account(), action, entry.id, payload).await?;
    Ok(Next::done(format!("/entries/{}/files", entry.id), Done::FilesChanged))
}

pub(super) async fn add(request: &Request, id: EntryId, form: FileForm) -> Result<Next, AppError> {
    // Who has no part in the entry learns nothing of its forms.
    permits::entry_editor(&mut request.read().await?, request.caller(), id).await?;
    let details = rules::file(&form);
    let received = request.file.clone().ok_or_else(|| at_file(Problem::Required));
    let (details, received) = match (details, received) {
        (Ok(details), Ok(received)) => (details, received),
        (Err(AppError::Invalid(mut errors)), Err(AppError::Invalid(more))) => {
            errors.extend(more);
            return Err(AppError::Invalid(errors));
        }
        (Err(error), _) | (_, Err(error)) => return Err(error),
    };
    let (name, promised) = rules::file_name(details.kind, received.name()).map_err(at_file)?;
    let files = &request.config.files;
    let checked = files.check(&received, promised).await.map_err(|error| error.at("file"))?;
    let kept = files.keep(&checked).await?;
    let (caller, arrived, facts) = (request.caller.clone(), request.arrived, checked.facts);
    let new = EntryFile {
        id: request.ambient.id(),
        kind: details.kind,
        name,
        alt: details.alt,
        media_type: promised,
        size: checked.size,
        sha256: checked.sha256.clone(),
    };
    // The write goes on when its caller has gone away, and so must the guard.
    request
        .write(move |tx| {
            Box::pin(async move {
                let kept = kept;
                // The deadline is for what has arrived, not for how long we looked at it.
                let at = arrived.unwrap_or_else(|| tx.now());
                let (by, entry) = begin(tx, caller.as_deref(), id, at).await?;
                rules::may_touch(entry.fix(), &CurePart::Files(new.kind))?;
                let there = store::files::current(tx, id).await?;
                let build = board::build_limit(tx, entry.competition).await?.into();
                rules::fits(&there, build, new.size, &new.sha256).map_err(at_file)?;
                store::write::insert_file(tx, &by, &new).await?;
                store::write::note_facts(tx, &by, new.id, &facts).await?;
                let next = end(tx, &by, &entry, "entries.add_file", json!({ "file": new })).await;
                drop(kept);
                next
            })
        })
        .await
}

pub(super) async fn describe(
    request: &Request,
    id: EntryId,
    file: AttachmentId,
    alt: String,
) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now();
                let (by, entry) = begin(tx, caller.as_deref(), id, now).await?;
                rules::may_touch(entry.fix(), &CurePart::Files(FileKind::Screenshot))?;
                let alt = rules::alt(&alt).map_err(|problem| AppError::field("alt", problem))?;
                if !store::write::describe_file(tx, &by, file, &alt).await? {
                    return Err(AppError::NotFound);
                }
                end(tx, &by, &entry, "entries.describe_file", json!({ "file": file, "alt": alt })).await
            })
        })
        .await
}

pub(super) async fn remove(request: &Request, id: EntryId, file: AttachmentId) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now();
                let (by, entry) = begin(tx, caller.as_deref(), id, now).await?;
                let there = store::files::current(tx, id).await?;
                let kind = there.iter().find(|known| known.id == file).ok_or(AppError::NotFound)?.kind;
                rules::may_touch(entry.fix(), &CurePart::Files(kind))?;
                if !store::write::remove_file(tx, &by, file).await? {
                    return Err(AppError::NotFound);
                }
                end(tx, &by, &entry, "entries.remove_file", json!({ "file": file })).await
            })
        })
        .await
}

/// A file for whoever asks, if it is theirs to see: their team's own; of a competition they organise or an entry they
/// judge, what was frozen last. Asked for each time anew.
///
/// # Errors
/// [`AppError::NotFound`] for everybody else, signed in or not.
pub async fn shown(request: &Request, id: AttachmentId) -> Result<EntryFile, AppError> {
    let mut conn = request.read().await?;
    let Located { competition, entry, file } = store::files::find(&mut conn, id).await?.ok_or(AppError::NotFound)?;
    let caller = request.caller();
    if may(permits::entry_editor(&mut conn, caller, entry).await)? {
        return Ok(file);
    }
    let organises = match permits::organiser::<Observer>(&mut conn, caller, competition).await {
        Ok(by) => !by.kept_from(entry),
        other => may(other)?,
    };
    if organises || may(permits::assigned_judge(&mut conn, caller, entry).await)? {
        let frozen = store::read::snapshot(&mut conn, entry).await?.map(|snapshot| snapshot.files).unwrap_or_default();
        // As it was called when it was frozen.
        return frozen.into_iter().find(|frozen| frozen.id == id).ok_or(AppError::NotFound);
    }
    Err(AppError::NotFound)
}

/// Whether there is a permit; an error that says nothing of rights is one here too.
fn may<T>(permit: Result<T, AppError>) -> Result<bool, AppError> {
    match permit {
        Ok(_) => Ok(true),
        Err(AppError::NotFound | AppError::SignIn) => Ok(false),
        Err(other) => Err(other),
    }
}

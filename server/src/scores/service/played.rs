//! Signs that a judge plays: they are noted while scorecards can be written, and change nothing else.

use crate::{
    auth::permits::{self, AssignedJudge},
    competition,
    db::{Conn, Tx},
    entries,
    request::Request,
    scores::store::{played, stored::stored},
};
use app::{
    competition::model::{AnswerKind, Audience, Question, known},
    entries::model::FileKind,
    error::AppError,
    ids::{AttachmentId, EntryId},
    scores::{model::Sign, rules},
    text::web_address,
};
use url::Url;

/// Notes a sign within a transaction, if it tells anything new.
pub(super) async fn note(tx: &mut Tx, permit: &AssignedJudge, sign: Sign) -> Result<(), AppError> {
    let known = played::of(tx, permit).await?;
    if let Some(known) = rules::played(known, sign, tx.now()) {
        played::put(tx, permit, &known).await?;
    }
    Ok(())
}

/// Notes a sign that came with reading. It takes a write only where it tells anything new; what a browser fetched ahead was
/// seen by nobody.
pub(super) async fn saw(request: &Request, permit: AssignedJudge, sign: Sign) -> Result<(), AppError> {
    let known = played::of(&mut request.read().await?, &permit).await?;
    if request.ahead || rules::played(known, sign, request.ambient.now()).is_none() {
        return Ok(());
    }
    let (caller, entry) = (request.caller.clone(), permit.entry());
    request
        .write_unkeyed(move |tx| {
            Box::pin(async move {
                let permit = permits::assigned_judge(tx, caller.as_deref(), entry).await?;
                note(tx, &permit, sign).await
            })
        })
        .await
}

/// The same for what is no page of the scorecard, while the round is open: who reads again afterwards spends no time.
async fn opened(request: &Request, entry: EntryId, sign: Sign) -> Result<(), AppError> {
    let mut conn = request.read().await?;
    let permit = permits::assigned_judge(&mut conn, request.caller(), entry).await?;
    let card = stored(&mut conn, &permit).await?;
    drop(conn);
    match card {
        Some(card) if rules::may_score(card.state, card.closes_at, request.ambient.now()).is_ok() => {
            saw(request, permit, sign).await
        }
        _ => Ok(()),
    }
}

/// The address behind a link of an entry, which is noted as followed.
///
/// # Errors
/// [`AppError::SignIn`]; [`AppError::NotFound`] for every reason why the caller does not judge the entry, and where it has no
/// such link.
pub async fn follow(request: &Request, entry: EntryId, question: &str) -> Result<Url, AppError> {
    let mut conn = request.read().await?;
    permits::assigned_judge(&mut conn, request.caller(), entry).await?;
    let address = link(&mut conn, entry, question).await?.ok_or(AppError::NotFound)?;
    drop(conn);
    opened(request, entry, if question == known::PLAY_URL { Sign::Played } else { Sign::Watched }).await?;
    Ok(address)
}

/// A link in the frozen copy that judges may read.
async fn link(conn: &mut Conn, entry: EntryId, question: &str) -> Result<Option<Url>, AppError> {
    let Some(track) = entries::store::read::track_of(conn, entry).await? else { return Ok(None) };
    let asked = competition::store::question::of_track(conn, track).await?;
    let snapshot = entries::store::read::snapshot(conn, entry).await?;
    let answer =
        |asked: &Question| snapshot.as_ref().and_then(|snapshot| web_address(snapshot.content.answer(&asked.key)));
    Ok(asked.iter().filter(|asked| is_link(asked)).find(|asked| asked.key == question).and_then(answer))
}

/// Whether judges may follow what was answered.
fn is_link(asked: &Question) -> bool {
    asked.kind == AnswerKind::Link && asked.audience <= Audience::Judges
}

/// Whether there is something to open and the judge opened none of it.
pub(super) async fn untried(conn: &mut Conn, permit: &AssignedJudge) -> Result<bool, AppError> {
    let known = played::of(conn, permit).await?;
    if !rules::untried(true, known.as_ref()) {
        return Ok(false);
    }
    let Some(track) = entries::store::read::track_of(conn, permit.entry()).await? else { return Ok(false) };
    let asked = competition::store::question::of_track(conn, track).await?;
    let snapshot = entries::store::read::snapshot(conn, permit.entry()).await?;
    let something = snapshot.is_some_and(|snapshot| {
        let answered = |asked: &Question| web_address(snapshot.content.answer(&asked.key)).is_some();
        asked.iter().any(|asked| is_link(asked) && answered(asked))
            || snapshot.files.iter().any(|file| file.kind != FileKind::Screenshot)
    });
    Ok(rules::untried(something, known.as_ref()))
}

/// A file of an entry was fetched; a sign where the caller judges it, nothing for anybody else.
///
/// # Errors
/// The database's.
pub async fn fetched(request: &Request, file: AttachmentId) -> Result<(), AppError> {
    let entry = match request.caller() {
        Some(_) => entries::store::files::find(&mut request.read().await?, file).await?.map(|located| located.entry),
        None => None,
    };
    let Some(entry) = entry else { return Ok(()) };
    match opened(request, entry, Sign::Fetched).await {
        Err(AppError::NotFound | AppError::SignIn | AppError::Refused(_)) => Ok(()),
        done => done,
    }
}

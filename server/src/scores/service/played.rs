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
    competition::model::{AnswerKind, Audience, known},
    entries::model::FileKind,
    error::AppError,
    ids::{AttachmentId, EntryId},
    scores::{
        model::{Played, Sign},
        rules,
    },
    text::web_address,
};
use std::collections::BTreeMap;
use url::Url;

/// Notes a sign within a transaction, if it adds to what is known.
pub(super) async fn note(
    tx: &mut Tx,
    permit: &AssignedJudge,
    known: Option<Played>,
    sign: Sign,
) -> Result<(), AppError> {
    if let Some(known) = rules::played(known, sign, tx.now()) {
        played::put(tx, permit, &known).await?;
    }
    Ok(())
}

/// Notes a sign that came with reading. It takes a write only where it adds to what is known; what a browser fetched ahead
/// was seen by nobody.
pub(super) async fn saw(request: &Request, entry: EntryId, known: Option<Played>, sign: Sign) -> Result<(), AppError> {
    if request.ahead || rules::played(known, sign, request.ambient.now()).is_none() {
        return Ok(());
    }
    let caller = request.caller.clone();
    request
        .write_unkeyed(move |tx| {
            Box::pin(async move {
                let permit = permits::assigned_judge(tx, caller.as_deref(), entry).await?;
                let known = played::of(tx, &permit).await?;
                note(tx, &permit, known, sign).await
            })
        })
        .await
}

/// The same for what is no page of the scorecard, while the round is open: who reads again afterwards spends no time.
async fn opened(request: &Request, mut conn: Conn, permit: &AssignedJudge, sign: Sign) -> Result<(), AppError> {
    let card = stored(&mut conn, permit).await?;
    drop(conn);
    match card {
        Some(card) if rules::may_score(card.state, card.closes_at, request.ambient.now()).is_ok() => {
            saw(request, permit.entry(), card.played, sign).await
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
    let permit = permits::assigned_judge(&mut conn, request.caller(), entry).await?;
    let mut links = ToOpen::read(&mut conn, entry).await?.links;
    let address = links.remove(question).ok_or(AppError::NotFound)?;
    let to_play = question == known::PLAY_URL || known::build_for(question).is_some();
    let sign = if to_play { Sign::Played } else { Sign::Watched };
    opened(request, conn, &permit, sign).await?;
    Ok(address)
}

/// What there is to open in the frozen copy of an entry.
#[derive(Default)]
struct ToOpen {
    /// Addresses that judges may read, by the key of their question.
    links: BTreeMap<String, Url>,
    /// Whether there is a file that is no picture.
    file: bool,
}

impl ToOpen {
    async fn read(conn: &mut Conn, entry: EntryId) -> Result<Self, AppError> {
        let Some(track) = entries::store::read::track_of(conn, entry).await? else { return Ok(Self::default()) };
        let asked = competition::store::question::of_track(conn, track).await?;
        let Some(snapshot) = entries::store::read::snapshot(conn, entry).await? else { return Ok(Self::default()) };
        let links = asked
            .into_iter()
            .filter(|asked| asked.kind == AnswerKind::Link && asked.audience <= Audience::Judges)
            .filter_map(|asked| web_address(snapshot.content.answer(&asked.key)).map(|address| (asked.key, address)));
        Ok(Self { links: links.collect(), file: snapshot.files.iter().any(|file| file.kind != FileKind::Screenshot) })
    }
}

/// Whether there is something to open and the judge opened none of it.
pub(super) async fn untried(conn: &mut Conn, permit: &AssignedJudge, known: Option<Played>) -> Result<bool, AppError> {
    if known.is_some_and(|known| known.tried()) {
        return Ok(false);
    }
    let there = ToOpen::read(conn, permit.entry()).await?;
    Ok(rules::untried(there.file || !there.links.is_empty(), known.as_ref()))
}

/// A file of an entry was fetched; a sign where the caller judges it, nothing for anybody else.
///
/// # Errors
/// The database's.
pub async fn fetched(request: &Request, file: AttachmentId) -> Result<(), AppError> {
    if request.caller().is_none() {
        return Ok(());
    }
    let mut conn = request.read().await?;
    let Some(located) = entries::store::files::find(&mut conn, file).await? else { return Ok(()) };
    let noted = match permits::assigned_judge(&mut conn, request.caller(), located.entry).await {
        Ok(permit) => opened(request, conn, &permit, Sign::Fetched).await,
        Err(error) => Err(error),
    };
    match noted {
        Err(AppError::NotFound | AppError::SignIn | AppError::Refused(_)) => Ok(()),
        done => done,
    }
}

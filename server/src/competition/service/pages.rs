//! What pages show.

use super::organiser;
use crate::{
    audit,
    auth::{
        Caller,
        permits::{self, Editor, Observer},
    },
    competition::store::{board, further, read},
    db::{Conn, DbError},
    request::Request,
};
use app::{
    accounts::model::Rights,
    competition::{
        model::{Board, CallPage, Competition, CompetitionState, LogPage, Setup, SetupTrack},
        rules::{backward, forward, may_transition},
    },
    error::{AppError, Refusal},
};

/// Events on one page of the log.
const EVENTS: i64 = 50;

/// A competition that the caller may see, and whether the caller runs it. One that is being prepared does not exist for
/// others.
pub(super) async fn visible(
    conn: &mut Conn,
    caller: Option<&Caller>,
    slug: &str,
) -> Result<(Competition, bool), AppError> {
    let competition = read::by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
    let organiser = match permits::organiser::<Observer>(conn, caller, competition.id).await {
        Ok(_) => true,
        Err(AppError::NotFound | AppError::SignIn) => false,
        Err(other) => return Err(other),
    };
    if competition.state == CompetitionState::Setup && !organiser {
        return Err(AppError::NotFound);
    }
    Ok((competition, organiser))
}

/// The call.
pub(super) async fn call(request: &Request, slug: &str) -> Result<CallPage, AppError> {
    let mut conn = request.read().await?;
    let (competition, organiser) = visible(&mut conn, request.caller(), slug).await?;
    let further = further::announced(&mut conn, competition.id).await?;
    Ok(CallPage { call: read::call(&mut conn, competition).await?, organiser, further })
}

/// The organisers' overview.
pub(super) async fn board(request: &Request, slug: &str) -> Result<Board, AppError> {
    let mut conn = request.read().await?;
    let (_, competition) = organiser::<Observer>(&mut conn, request.caller(), slug).await?;
    let facts = board::facts(&mut conn, competition.id, request.ambient.now()).await?;
    let state = competition.state;
    let next = forward(state);
    let answer = next.map(|next| may_transition(state, next, &facts));
    let missing = match &answer {
        Some(Err(Refusal::NotReady(missing))) => missing.clone(),
        _ => Vec::new(),
    };
    let back = backward(state).filter(|to| may_transition(state, *to, &facts).is_ok());
    let call = read::call(&mut conn, competition).await?;
    Ok(Board { call, facts, next, missing, ready: matches!(answer, Some(Ok(()))), back })
}

/// The organisers' settings.
pub(super) async fn setup(request: &Request, slug: &str) -> Result<Setup, AppError> {
    let mut conn = request.read().await?;
    let (_, competition) = organiser::<Editor>(&mut conn, request.caller(), slug).await?;
    let build_mebibytes = board::build_limit(&mut conn, competition.id).await?;
    let further = further::announced(&mut conn, competition.id).await?;
    Ok(Setup { call: read::call(&mut conn, competition).await?, build_mebibytes, further })
}

/// The settings of a track.
pub(super) async fn setup_track(request: &Request, slug: &str, track: &str) -> Result<SetupTrack, AppError> {
    let mut conn = request.read().await?;
    let (_, competition) = organiser::<Editor>(&mut conn, request.caller(), slug).await?;
    let call = read::call(&mut conn, competition).await?;
    let track = call.tracks.iter().find(|known| known.key == track).cloned().ok_or(AppError::NotFound)?;
    let locked = board::is_locked(&mut conn, track.id).await?;
    Ok(SetupTrack { call, track, locked })
}

/// A page of the log.
pub(super) async fn log(request: &Request, slug: &str, before: Option<i64>, check: bool) -> Result<LogPage, AppError> {
    let mut conn = request.read().await?;
    let (by, competition) = organiser::<Observer>(&mut conn, request.caller(), slug).await?;
    let id = competition.id;
    let mut events = board::events(&mut conn, id, before.unwrap_or(i64::MAX), EVENTS + 1).await?;
    let more = events.len() as i64 > EVENTS;
    events.truncate(usize::try_from(EVENTS).unwrap_or_default());
    if by.rights() == Rights::Observer {
        // What changed may name people and their addresses; that it changed, when and by whom does not.
        events.iter_mut().for_each(|event| event.payload = None);
    }
    let older = if more { events.last().map(|event| event.seq) } else { None };
    let check = if check {
        Some(match audit::verify(&mut conn).await {
            Ok(number) => Some(i64::try_from(number).unwrap_or(i64::MAX)),
            Err(DbError::Corrupt(what)) => {
                tracing::error!(%what, "the log does not hold");
                None
            }
            Err(other) => return Err(other.into()),
        })
    } else {
        None
    };
    let count = board::event_count(&mut conn, id).await?;
    Ok(LogPage { call: read::call(&mut conn, competition).await?, events, count, older, check })
}

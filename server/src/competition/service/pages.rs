//! What pages show.

use super::organiser;
use crate::{
    audit,
    auth::{
        Caller,
        permits::{self, Editor, Observer},
    },
    competition::store::{board, further, proposal, read, rounds},
    db::{Conn, DbError},
    request::Request,
};
use app::{
    accounts::model::Rights,
    competition::{
        model::{
            Board, CallPage, Competition, CompetitionState, LogPage, LoggedEvent, ProposalKind, Setup, SetupTrack,
        },
        rules::{forward, may_transition, reopenable},
    },
    error::{AppError, Refusal},
    ids::CompetitionId,
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
    let rounds = rounds::lines(&mut conn, competition.id).await?;
    let reopened = proposal::reopened(&mut conn, competition.id).await?;
    Ok(CallPage { call: read::call(&mut conn, competition).await?, organiser, further, rounds, reopened })
}

/// The organisers' overview.
pub(super) async fn board(request: &Request, slug: &str) -> Result<Board, AppError> {
    let mut conn = request.read().await?;
    let (by, competition) = organiser::<Observer>(&mut conn, request.caller(), slug).await?;
    let mut facts = board::facts(&mut conn, competition.id, request.ambient.now()).await?;
    let state = competition.state;
    let next = forward(state);
    let answer = next.map(|next| may_transition(state, next, &facts));
    let missing = match &answer {
        Some(Err(Refusal::NotReady(missing))) => missing.clone(),
        _ => Vec::new(),
    };
    let waiting = proposal::waiting(&mut conn, competition.id, by.account()).await?;
    let reopening = waiting.into_iter().find(|one| one.kind == ProposalKind::Reopen);
    // What may follow rests on all entries; what is shown is without those that are kept from the reader.
    let (assignments, scorecards) = board::work_kept(&mut conn, &by).await?;
    facts.assignments = facts.assignments.saturating_sub(assignments);
    facts.scorecards = facts.scorecards.saturating_sub(scorecards);
    let call = read::call(&mut conn, competition).await?;
    let reopen = reopenable(&call, facts.now);
    Ok(Board { call, facts, next, missing, ready: matches!(answer, Some(Ok(()))), reopen, reopening })
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

/// The newest events before a number that do not name what is kept from the reader: a page, and one more if there is one.
async fn told(
    conn: &mut Conn,
    competition: CompetitionId,
    mut before: i64,
    kept: &[String],
) -> Result<Vec<LoggedEvent>, DbError> {
    let most = usize::try_from(EVENTS).unwrap_or_default() + 1;
    let names = |text: &str| kept.iter().any(|id| text.contains(id.as_str()));
    let mut told = Vec::new();
    loop {
        let piece = board::events(conn, competition, before, EVENTS + 1).await?;
        let last = piece.last().filter(|_| piece.len() == most).map(|event| event.seq);
        let payload = |event: &LoggedEvent| event.payload.as_deref().is_some_and(names);
        told.extend(piece.into_iter().filter(|event| !names(&event.subject) && !payload(event)));
        told.truncate(most);
        match last {
            Some(last) if told.len() < most => before = last,
            _ => return Ok(told),
        }
    }
}

/// A page of the log.
pub(super) async fn log(request: &Request, slug: &str, before: Option<i64>, check: bool) -> Result<LogPage, AppError> {
    let mut conn = request.read().await?;
    let (by, competition) = organiser::<Observer>(&mut conn, request.caller(), slug).await?;
    let id = competition.id;
    let kept = board::kept_subjects(&mut conn, &by).await?;
    let mut events = told(&mut conn, id, before.unwrap_or(i64::MAX), &kept).await?;
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
    let count = if kept.is_empty() { Some(board::event_count(&mut conn, id).await?) } else { None };
    Ok(LogPage { call: read::call(&mut conn, competition).await?, events, count, older, check })
}

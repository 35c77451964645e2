//! Entries as organisers see them.

use super::{store, track, with_competition};
use crate::{
    auth::permits::{self, Observer},
    competition::store::{question, read as competitions},
    db::Conn,
    request::Request,
};
use app::{
    accounts::model::Rights,
    competition::model::{Audience, Competition},
    entries::{
        model::EntryState,
        rules,
        views::{Queue, QueueFilter, Review, ReviewedEntry},
    },
    error::AppError,
    ids::EntryId,
};

/// The competition the caller organises. One that does not exist asks for signing in just the same.
async fn organised(conn: &mut Conn, request: &Request, slug: &str) -> Result<(Competition, Observer), AppError> {
    permits::signed_in(request.caller())?;
    let competition = competitions::by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
    let by = permits::organiser(conn, request.caller(), competition.id).await?;
    Ok((competition, by))
}

pub(super) async fn queue(request: &Request, slug: &str, filter: QueueFilter) -> Result<Queue, AppError> {
    let mut conn = request.read().await?;
    let (competition, _) = organised(&mut conn, request, slug).await?;
    Ok(Queue {
        tracks: store::queue::tracks(&mut conn, competition.id).await?,
        entries: store::queue::page(&mut conn, competition.id, filter).await?,
        counts: store::queue::counts(&mut conn, competition.id).await?,
        competition,
    })
}

pub(super) async fn review(request: &Request, slug: &str, id: EntryId) -> Result<Review, AppError> {
    let mut conn = request.read().await?;
    let (organised, by) = organised(&mut conn, request, slug).await?;
    let (entry, competition) = with_competition(&mut conn, id).await?;
    if competition.id != organised.id {
        return Err(AppError::NotFound);
    }
    // A draft is its team's own; what was handed in is seen as it is judged.
    let judged = match entry.state {
        EntryState::Draft => None,
        _ => store::read::snapshot(&mut conn, id).await?,
    };
    let (judged, files) = judged.map(|snapshot| (snapshot.content, snapshot.files)).unzip();
    let questions = question::of_track(&mut conn, entry.track).await?;
    // What teams answer to organisers alone may be an address; who only reads sees what judges see.
    let judged = match by.rights() {
        Rights::Observer => judged.map(|content| content.read_by(Audience::Judges, &questions)),
        _ => judged,
    };
    Ok(Review {
        track: track(&mut conn, competition.id, entry.track).await?,
        questions,
        rejection: store::rejection::of_entry(&mut conn, id, request.account()).await?,
        may_check: rules::may_be_checked(entry.state, competition.state),
        entry: ReviewedEntry {
            id,
            title: judged.as_ref().map_or(entry.content.title, |judged| judged.title.clone()),
            team: entry.team,
            state: entry.state,
            version: entry.version,
            judged,
            files: files.unwrap_or_default(),
            receipt: entry.receipt,
            cure_until: entry.cure_until,
            checks: entry.checks,
        },
        competition,
    })
}

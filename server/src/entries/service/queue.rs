//! Entries as organisers see them.

use super::{screening::screened, store, track, with_competition};
use crate::{
    auth::permits::{self, Observer, Organises},
    competition::store::{question, read as competitions},
    db::Conn,
    request::Request,
};
use app::{
    accounts::model::Rights,
    competition::model::{Audience, Competition, Question},
    entries::{
        model::{Entry, EntryState, Snapshot, Team},
        rules::{self, Asked, checklist},
        views::{Completeness, Counts, Queue, QueueFilter, Review, ReviewDeadline, ReviewedEntry, Screened},
    },
    error::{AppError, Refusal},
    ids::EntryId,
};
use uuid::Uuid;

/// Drafts read at once.
const PIECE: i64 = 500;

/// The competition the caller organises. One that does not exist asks for signing in just the same.
pub(super) async fn organised(
    conn: &mut Conn,
    request: &Request,
    slug: &str,
) -> Result<(Competition, Observer), AppError> {
    permits::signed_in(request.caller())?;
    let competition = competitions::by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
    let by = permits::organiser(conn, request.caller(), competition.id).await?;
    Ok((competition, by))
}

pub(super) async fn queue(request: &Request, slug: &str, filter: QueueFilter) -> Result<Queue, AppError> {
    let mut conn = request.read().await?;
    let (competition, by) = organised(&mut conn, request, slug).await?;
    Ok(Queue {
        tracks: store::queue::tracks(&mut conn, competition.id).await?,
        entries: store::queue::page(&mut conn, &by, &filter).await?,
        cells: store::queue::cells(&mut conn, &by, &filter).await?,
        countries: store::queue::countries(&mut conn, &by, &filter).await?,
        compared_at: store::queue::compared_at(&mut conn, competition.id).await?,
        competition,
    })
}

/// How far drafts are is worked out when it is asked for: it depends on the questions, which organisers change, and is
/// asked for seldom.
pub(super) async fn counts(request: &Request, slug: &str) -> Result<Counts, AppError> {
    let mut conn = request.read().await?;
    let (competition, by) = organised(&mut conn, request, slug).await?;
    let asked = question::all(&mut conn, competition.id).await?;
    let mut drafts = Completeness::default();
    let mut behind = Uuid::nil();
    loop {
        let rows = store::queue::drafts(&mut conn, competition.id, behind, PIECE).await?;
        let Some((last, ..)) = rows.last() else { break };
        behind = *last;
        for (_, track, json) in &rows {
            let of_track = asked.iter().filter(|(of, _)| of.uuid() == *track);
            let questions: Vec<Question> = of_track.map(|(_, question)| question.clone()).collect();
            let asked = Asked { questions: &questions, languages: &competition.languages };
            let content = store::read::content("entry", json)?;
            match checklist(&content, asked).iter().filter(|(_, there)| !there).count() {
                0 => drafts.whole += 1,
                1 | 2 => drafts.nearly += 1,
                _ => drafts.begun += 1,
            }
        }
    }
    Ok(Counts {
        tracks: store::queue::tracks(&mut conn, competition.id).await?,
        cells: store::queue::cells(&mut conn, &by, &QueueFilter::default()).await?,
        countries: store::queue::countries_by_state(&mut conn, competition.id).await?,
        drafts,
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
    let Ok(by) = by.about::<Observer>(id) else { return withheld(&mut conn, entry, competition).await };
    let questions = question::of_track(&mut conn, entry.track).await?;
    // What teams answer to organisers alone may be an address; who only reads sees what judges see.
    let seen = |snapshot: Snapshot| match by.rights() {
        Rights::Observer => Snapshot { content: snapshot.content.read_by(Audience::Judges, &questions), ..snapshot },
        _ => snapshot,
    };
    // A draft is its team's own; what was handed in is seen as it is judged.
    let (judged, checked) = match entry.state {
        EntryState::Draft => (None, None),
        _ => (
            store::read::snapshot(&mut conn, id).await?.map(seen),
            store::cure::checked(&mut conn, id).await?.map(seen),
        ),
    };
    let deadline = ReviewDeadline {
        cured: checked.zip(judged.clone()).filter(|(before, after)| before.id != after.id),
        open: entry.fix().map(<[_]>::to_vec),
        may_give: rules::may_give(entry.state, entry.exception.is_some(), competition.state).is_ok(),
        exception: entry.exception.clone(),
    };
    let (judged, files) = judged.map(|snapshot| (snapshot.content, snapshot.files)).unzip();
    Ok(Review {
        deadline,
        track: track(&mut conn, competition.id, entry.track).await?,
        screening: screened(&mut conn, &by, &competition, judged.as_ref(), &questions).await?,
        questions,
        rejection: store::rejection::of_entry(&mut conn, &by).await?,
        kept: false,
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

/// What is seen of an entry by an organiser whom it is kept from: what the list of entries shows.
async fn withheld(conn: &mut Conn, entry: Entry, competition: Competition) -> Result<Review, AppError> {
    let title = match entry.state {
        EntryState::Draft => entry.content.title,
        _ => store::read::snapshot(conn, entry.id).await?.map_or(entry.content.title, |judged| judged.content.title),
    };
    Ok(Review {
        deadline: ReviewDeadline::default(),
        track: track(conn, competition.id, entry.track).await?,
        screening: Screened::default(),
        questions: Vec::new(),
        rejection: None,
        kept: true,
        may_check: Err(Refusal::OwnConflict),
        entry: ReviewedEntry {
            id: entry.id,
            title,
            team: Team { members: Vec::new(), organisation: String::new(), ..entry.team },
            state: entry.state,
            version: entry.version,
            judged: None,
            files: Vec::new(),
            receipt: None,
            cure_until: None,
            checks: Vec::new(),
        },
        competition,
    })
}

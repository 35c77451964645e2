//! What organisers do to let in what belongs in: the port of it for one caller.

mod chase;
mod compare;
mod concerns;
mod links;

use super::{EntriesService, queue, store, with_competition};
use crate::{
    auth::{
        Caller,
        permits::{self, About, Checker, Observer, Organises},
    },
    db::{Conn, Tx},
    request::Request,
};
use app::{
    accounts::model::Rights,
    competition::model::{Competition, Question},
    entries::{
        api::Screening,
        model::{CheckedLink, Entry, EntryContent},
        rules::screening::{self as rules, ConcernForm},
        views::{Counts, PendingConsents, Queue, QueueFilter, Screened},
    },
    error::AppError,
    ids::{ConcernId, EntryId, MemberId},
    next::{Done, Next},
};
use async_trait::async_trait;

/// An entry of a competition the caller organises, which may be screened.
struct AtEntry {
    by: About<Checker>,
    entry: Entry,
    competition: Competition,
}

impl AtEntry {
    async fn begin(tx: &mut Tx, caller: Option<&Caller>, id: EntryId) -> Result<Self, AppError> {
        permits::signed_in(caller)?;
        let (entry, competition) = with_competition(tx, id).await?;
        let by = permits::organiser::<Checker>(tx, caller, competition.id).await?.about(id)?;
        rules::may_screen(competition.state)?;
        Ok(Self { by, entry, competition })
    }

    fn back(&self, done: Done) -> Next {
        Next::done(format!("/c/{}/organise/entries/{}", self.competition.slug, self.entry.id), done)
    }
}

/// The competition the caller organises, in a transaction, while it may be screened.
async fn organised(tx: &mut Tx, caller: Option<&Caller>, slug: &str) -> Result<(Checker, Competition), AppError> {
    permits::signed_in(caller)?;
    let competition = crate::competition::store::read::by_slug(tx, slug).await?.ok_or(AppError::NotFound)?;
    let by = permits::organiser(tx, caller, competition.id).await?;
    rules::may_screen(competition.state)?;
    Ok((by, competition))
}

/// What was found out about an entry, for those who check it: it is about people. `judged`: what was handed in.
pub(super) async fn screened(
    conn: &mut Conn,
    by: &About<Observer>,
    competition: &Competition,
    judged: Option<&EntryContent>,
    questions: &[Question],
) -> Result<Screened, AppError> {
    if by.rights() < Rights::Checker {
        return Ok(Screened::default());
    }
    let stored = store::screening::links::of_entry(conn, by).await?;
    let written = judged.map(|judged| links::written(judged, questions)).unwrap_or_default();
    let links = written
        .into_iter()
        .map(|address| {
            let known = stored.iter().find(|link| link.address == address);
            CheckedLink {
                waiting: known.is_some_and(|link| link.waiting),
                answer: known.and_then(|link| link.answer.clone()),
                address,
            }
        })
        .collect();
    Ok(Screened {
        findings: store::screening::findings::of_entry(conn, by).await?,
        compared_at: store::queue::compared_at(conn, competition.id).await?,
        concerns: store::screening::concerns::of_entry(conn, by).await?,
        links,
        may_screen: rules::may_screen(competition.state).is_ok(),
    })
}

/// What a page of the queue leads back to.
fn queue_page(slug: &str, done: Done) -> Next {
    Next::done(format!("/c/{slug}/organise/entries"), done)
}

#[async_trait]
impl Screening for EntriesService {
    async fn queue(&self, slug: String, filter: QueueFilter) -> Result<Queue, AppError> {
        queue::queue(&self.0, &slug, filter).await
    }
    async fn counts(&self, slug: String) -> Result<Counts, AppError> {
        queue::counts(&self.0, &slug).await
    }
    async fn pending_consents(&self, slug: String) -> Result<PendingConsents, AppError> {
        chase::pending(&self.0, &slug).await
    }
    async fn compare(&self, slug: String) -> Result<Next, AppError> {
        compare::compare(&self.0, slug).await
    }
    async fn set_aside(&self, entry: EntryId, finding: String, aside: String) -> Result<Next, AppError> {
        compare::set_aside(&self.0, entry, finding, aside).await
    }
    async fn raise_concern(&self, entry: EntryId, form: ConcernForm) -> Result<Next, AppError> {
        concerns::raise(&self.0, entry, form).await
    }
    async fn settle_concern(&self, concern: ConcernId, reason: String) -> Result<Next, AppError> {
        concerns::settle(&self.0, concern, reason).await
    }
    async fn chase_consent(&self, member: MemberId) -> Result<Next, AppError> {
        chase::chase(&self.0, member).await
    }
    async fn check_links(&self, entry: EntryId) -> Result<Next, AppError> {
        links::check(&self.0, entry).await
    }
    async fn check_all_links(&self, slug: String) -> Result<Next, AppError> {
        links::check_all(&self.0, slug).await
    }
}

/// Reads for those who check the entries of a competition.
async fn reading(request: &Request, slug: &str) -> Result<(Conn, Competition, Checker), AppError> {
    let mut conn = request.read().await?;
    let (competition, by) = queue::organised(&mut conn, request, slug).await?;
    let by = permits::organiser(&mut conn, request.caller(), by.competition()).await?;
    Ok((conn, competition, by))
}

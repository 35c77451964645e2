//! Reading: the public's results, the organisers' preview, a team's own.

use super::{broken, organised};
use crate::{
    auth::permits::{self, Observer},
    competition::store::{proposal, read as competitions},
    db::DbError,
    entries::store::read as entries,
    request::Request,
    results::store::{
        feedback,
        read::{self, PublicResults},
    },
    scores::store::played,
};
use app::{
    entries::model::EntryState,
    error::{AppError, Refusal},
    ids::EntryId,
    results::{
        model::{EntryResult, Preview, Published, ResultsDocument, TimePlayed},
        rules,
    },
    scores::rules::median_minutes,
};

fn parse(document: &str) -> Result<ResultsDocument, DbError> {
    serde_json::from_str(document).map_err(|error| DbError::corrupt("publication", "document", error))
}

pub(super) async fn published(request: &Request, slug: String, version: Option<i64>) -> Result<Published, AppError> {
    let mut conn = request.read().await?;
    match read::public(&mut conn, &slug, version).await? {
        PublicResults::None => Err(AppError::NotFound),
        PublicResults::NotYet => Err(Refusal::NotYet.into()),
        PublicResults::Out { facts, document } => {
            let versions = read::public_versions(&mut conn, &slug).await?;
            Ok(Published { slug, facts, versions, document: parse(&document)? })
        }
    }
}

pub(super) async fn preview(request: &Request, slug: &str) -> Result<Preview, AppError> {
    let mut conn = request.read().await?;
    let (competition, by) = organised::<Observer>(&mut conn, request.caller(), slug).await?;
    rules::may_preview(competition.state)?;
    let publications = read::publications(&mut conn, competition.id).await?;
    let proposals = proposal::waiting(&mut conn, competition.id, by.account()).await?;
    let failed = proposal::failed(&mut conn, competition.id).await?;
    let evidence = read::evidence(&mut conn, competition).await?.without(by.kept());
    drop(conn);
    let mut preview = rules::preview(&evidence, publications).map_err(broken)?;
    (preview.proposals, preview.failed) = (proposals, failed);
    if by.impartial().is_err() {
        // What is approved is the whole, and this is not.
        preview.digest.clear();
    }
    Ok(preview)
}

pub(super) async fn of_entry(request: &Request, id: EntryId) -> Result<EntryResult, AppError> {
    let mut conn = request.read().await?;
    let member = permits::entry_editor(&mut conn, request.caller(), id).await?;
    let competition = competitions::by_id(&mut conn, member.competition()).await?.ok_or(AppError::NotFound)?;
    let PublicResults::Out { document, .. } = read::public(&mut conn, &competition.slug, None).await? else {
        return Err(Refusal::NotYet.into());
    };
    let entry = entries::entry(&mut conn, id).await?.ok_or(AppError::NotFound)?;
    let tracks = competitions::tracks(&mut conn, competition.id).await?;
    let track = tracks.into_iter().find(|track| track.id == entry.track).ok_or(AppError::NotFound)?;
    let title = entries::snapshot(&mut conn, id).await?.map_or(entry.content.title, |frozen| frozen.content.title);
    // What was said of an entry that was not let in, or was taken back, is not feedback on a judged entry.
    let judged = entry.state == EntryState::Eligible;
    let (scorecards, said) = if judged { feedback::said_of(&mut conn, id).await? } else { (0, Vec::new()) };
    let released = feedback::released_at(&mut conn, competition.id).await?.is_some() && scorecards > 0;
    let shows = feedback::settings(&mut conn, &competition).await?.shows;
    let numbers = feedback::numbers(&mut conn, id).await?;
    let minutes: Vec<u32> = played::of_entry(&mut conn, id).await?.iter().map(|known| known.minutes()).collect();
    let judges = minutes.len();
    let time = median_minutes(minutes).map(|median_minutes| TimePlayed { judges, median_minutes });
    drop(conn);
    let published = parse(&document)?.tracks.into_iter().find(|published| published.key == track.key);
    let ranked = published.as_ref().map_or(0, |published| published.ranked);
    let placement = published.and_then(|published| published.placements.into_iter().find(|at| at.key == entry.key));
    Ok(EntryResult {
        slug: competition.slug,
        competition: competition.name,
        entry: id,
        title,
        placement,
        ranked,
        judged: scorecards > 0,
        scorecards,
        time: time.filter(|_| judged && released),
        feedback: released.then(|| rules::feedback(&track, &entry.key, &said, numbers, shows)),
        track: track.name,
    })
}

//! What follows on results: comments that organisers decided on, and appeals; by keys.

use super::{
    keys::{Keys, Unknown},
    parcel::{AppealArchive, AppealsArchive, CommentReviewArchive, FeedbackArchive},
    store,
};
use crate::{
    auth::permits::Owner,
    db::{Conn, DbError, Tx},
    results::store::{appeal, feedback, read as results},
};
use app::{ids::CompetitionId, results::rules};
use std::collections::HashMap;

/// What became of comments; nothing where organisers decided and chose nothing.
///
/// # Errors
/// A row that names nothing, the database's.
pub(super) async fn feedback<E: From<Unknown> + From<DbError>>(
    conn: &mut Conn,
    id: CompetitionId,
    keys: &Keys,
) -> Result<Option<FeedbackArchive>, E> {
    let mut reviews = Vec::new();
    for row in store::after::reviews(conn, id).await? {
        let (round, entry) = (keys.of_round(row.round_id.into())?, keys.of_entry(row.entry_id.into())?);
        let (judge, criterion) = (keys.of_judge(row.judge_id.into())?, keys.of_criterion(row.criterion_id.into())?.1);
        reviews.push(CommentReviewArchive { round, entry, judge, criterion, ..row.archive()? });
    }
    reviews.sort_by_cached_key(|one| (one.round.clone(), one.entry.clone(), one.judge.clone(), one.criterion.clone()));
    let (settings, released_at) = (feedback::chosen(conn, id).await?, feedback::released_at(conn, id).await?);
    let nothing = settings.is_none() && released_at.is_none() && reviews.is_empty();
    Ok((!nothing).then_some(FeedbackArchive { settings, released_at, reviews }))
}

/// Appeals; nothing where nobody filed one or chose anything.
///
/// # Errors
/// A row that names nothing, the database's.
pub(super) async fn appeals<E: From<Unknown> + From<DbError>>(
    conn: &mut Conn,
    id: CompetitionId,
    keys: &Keys,
) -> Result<Option<AppealsArchive>, E> {
    let mut appeals = Vec::new();
    for row in store::after::appeals(conn, id).await? {
        let entry = keys.of_entry(row.entry_id.into())?;
        appeals.push(AppealArchive { entry, ..row.archive()? });
    }
    appeals.sort_by_cached_key(|one| (one.entry.clone(), one.version));
    let settings = appeal::chosen(conn, id).await?;
    let nothing = settings.is_none() && appeals.is_empty();
    Ok((!nothing).then_some(AppealsArchive { settings, appeals }))
}

/// Brings both in, after scorecards and publications.
///
/// # Errors
/// A key of nothing, the database's.
pub(super) async fn insert<E: From<Unknown> + From<DbError>>(
    tx: &mut Tx,
    by: &Owner,
    (feedback, appeals): (Option<&FeedbackArchive>, Option<&AppealsArchive>),
    (keys, tracks): (&Keys, &HashMap<&str, &str>),
) -> Result<(), E> {
    for review in feedback.iter().flat_map(|archive| &archive.reviews) {
        let track = tracks.get(review.entry.as_str()).copied().unwrap_or_default();
        let place = (keys.round(&review.round)?, keys.judge(&review.judge)?, keys.entry(&review.entry)?);
        store::after::insert_review(tx, by, place, keys.criterion(track, &review.criterion)?, review).await?;
    }
    if let Some(settings) = feedback.and_then(|archive| archive.settings) {
        feedback::choose(tx, by, settings).await?;
    }
    if let Some(at) = feedback.and_then(|archive| archive.released_at) {
        feedback::insert_release(tx, by, at).await?;
    }
    if let Some(settings) = appeals.and_then(|archive| archive.settings) {
        appeal::choose(tx, by, settings).await?;
    }
    for archive in appeals.iter().flat_map(|archive| &archive.appeals) {
        store::after::insert_appeal(tx, by, keys.entry(&archive.entry)?, archive).await?;
    }
    Ok(())
}

/// Works out what teams read of the newest publication, as its own publishing did.
///
/// # Errors
/// The database's.
pub(super) async fn numbers(tx: &mut Tx, by: &Owner) -> Result<(), DbError> {
    let publications = results::publications(tx, by.competition()).await?;
    let Some(version) = publications.first().map(|newest| newest.version) else { return Ok(()) };
    let competition = crate::competition::store::read::by_id(tx, by.competition()).await?;
    let Some(competition) = competition else { return Ok(()) };
    let evidence = results::evidence(tx, competition).await?;
    // What cannot be ranked any more has no numbers: then teams read the means of their scorecards.
    let standings = rules::standings(&evidence).unwrap_or_default();
    for (entry, numbers) in standings.iter().flat_map(rules::numbers) {
        feedback::import_numbers(tx, by, (entry, version), &numbers).await?;
    }
    Ok(())
}

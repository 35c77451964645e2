//! Writing competitions. Whoever changes a competition takes its next version first ([`next_version`]), which also
//! keeps two changes of one competition apart.

mod rubric;

pub use rubric::{save_awards, save_rubric, save_track};

use super::{method, precheck, question};
use crate::{
    auth::permits::{Editor, Host, Owner, Reopens},
    db::{DbError, Tx},
    execute, fetch_one,
};
use app::{
    competition::{
        model::{CompetitionState, NewCompetition, NewTrack, TimetableDate},
        rules::Settings,
    },
    ids::{CompetitionId, RoundId, TrackId},
    time::Moment,
};
use uuid::Uuid;

/// Inserts a competition with everything in it.
///
/// # Errors
/// [`DbError::Unique`] when its short name is taken.
pub async fn insert(tx: &mut Tx, _by: &Host, new: &NewCompetition) -> Result<CompetitionId, DbError> {
    let id: CompetitionId = tx.ambient().id();
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO competition (id, slug, name, theme, description, state, time_zone, languages, entries_open_at,
           entries_close_at, results_at, reviews_per_entry, disparity_points, publish_scores, publish_depth, version, created_at, ranking_rules, shortlist_places)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1, $16, $17, $18)",
        id.uuid(),
        new.slug.as_str(),
        new.name.as_str(),
        new.theme.as_str(),
        new.description.as_str(),
        new.state.as_str(),
        new.time_zone.as_str(),
        new.languages.join(";"),
        new.entries_open_at.map(Moment::micros),
        new.entries_close_at.map(Moment::micros),
        new.results_at.map(Moment::micros),
        i64::from(new.reviews_per_entry),
        i64::from(new.disparity_points),
        new.publish_scores,
        new.publish_depth.stored(),
        now,
        method::json(&new.ranking),
        i64::from(new.publish_depth.places()),
    )?;
    for (track, position) in new.tracks.iter().zip(0_i64..) {
        insert_track(tx, id, track, position).await?;
    }
    for (round, position) in new.rounds.iter().zip(0_i64..) {
        let round_id: RoundId = tx.ambient().id();
        execute!(
            tx,
            "INSERT INTO round (id, competition_id, key, closes_at, position) VALUES ($1, $2, $3, $4, $5)",
            round_id.uuid(),
            id.uuid(),
            round.key.as_str(),
            round.closes_at.map(Moment::micros),
            position,
        )?;
    }
    precheck::insert(tx, id, &new.prechecks).await?;
    for rules in &new.rules {
        insert_rules_version(tx, id, rules.version, &rules.text, rules.since).await?;
    }
    Ok(id)
}

pub(super) async fn insert_track(
    tx: &mut Tx,
    competition: CompetitionId,
    track: &NewTrack,
    position: i64,
) -> Result<(), DbError> {
    let id: TrackId = tx.ambient().id();
    execute!(
        tx,
        "INSERT INTO track (id, competition_id, key, name, description, examples, tie_criteria, position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id.uuid(),
        competition.uuid(),
        track.key.as_str(),
        track.name.as_str(),
        track.description.as_str(),
        track.examples.as_str(),
        track.tie_criteria.join(";"),
        position,
    )?;
    for (criterion, position) in track.criteria.iter().zip(0_i64..) {
        rubric::insert_criterion(tx, competition, id, criterion, position).await?;
    }
    for (award, position) in track.awards.iter().zip(0_i64..) {
        rubric::insert_award(tx, competition, id, award, position).await?;
    }
    question::insert(tx, competition, id, &track.questions).await
}

/// Takes the next version of a competition, if it still has this one.
///
/// # Errors
/// The database's.
pub async fn next_version(tx: &mut Tx, by: &Editor, version: i64) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "UPDATE competition SET version = version + 1 WHERE id = $1 AND version = $2",
        by.competition().uuid(),
        version,
    )?;
    Ok(changed == 1)
}

/// Saves the words and numbers of a competition.
///
/// # Errors
/// The database's.
pub async fn save_settings(tx: &mut Tx, by: &Editor, settings: &Settings) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE competition SET name = $2, theme = $3, description = $4, languages = $5, reviews_per_entry = $6,
           disparity_points = $7, publish_scores = $8, publish_depth = $9, shortlist_places = $10 WHERE id = $1",
        by.competition().uuid(),
        settings.name.as_str(),
        settings.theme.as_str(),
        settings.description.as_str(),
        settings.languages.join(";"),
        i64::from(settings.reviews_per_entry),
        i64::from(settings.disparity_points),
        settings.publish_scores,
        settings.publish_depth.stored(),
        i64::from(settings.publish_depth.places()),
    )
    .map(drop)
}

/// Changes for how many days after publication what is known of people is kept. False when it was erased already.
///
/// # Errors
/// The database's.
pub async fn set_retention(tx: &mut Tx, by: &Owner, days: u32) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "UPDATE competition SET retention_days = $2 WHERE id = $1 AND erased_at IS NULL",
        by.competition().uuid(),
        i64::from(days),
    )?;
    Ok(changed == 1)
}

/// Says how many mebibytes a build of an entry may have.
///
/// # Errors
/// The database's.
pub async fn save_build_limit(tx: &mut Tx, by: &Editor, mebibytes: u32) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE competition SET build_mebibytes = $2 WHERE id = $1",
        by.competition().uuid(),
        i64::from(mebibytes),
    )
    .map(drop)
}

/// A date that is moved.
pub struct Move {
    /// Which one.
    pub date: TimetableDate,
    /// What it was.
    pub before: Option<Moment>,
    /// What it becomes.
    pub after: Option<Moment>,
    /// Why.
    pub reason: String,
}

/// Moves a date and keeps the old one. The date of the round is that of the last round.
///
/// # Errors
/// The database's.
pub async fn move_date(tx: &mut Tx, by: &Editor, change: &Move) -> Result<(), DbError> {
    let sql = match change.date {
        TimetableDate::EntriesOpenAt => "UPDATE competition SET entries_open_at = $2 WHERE id = $1",
        TimetableDate::EntriesCloseAt => "UPDATE competition SET entries_close_at = $2 WHERE id = $1",
        TimetableDate::ResultsAt => "UPDATE competition SET results_at = $2 WHERE id = $1",
        TimetableDate::RoundClosesAt => {
            "UPDATE round SET closes_at = $2 WHERE id =
               (SELECT r.id FROM round r WHERE r.competition_id = $1 ORDER BY r.position DESC, r.id DESC LIMIT 1)"
        }
    };
    let competition = by.competition().uuid();
    execute!(tx, sql, competition, change.after.map(Moment::micros))?;
    let (id, now) = (tx.ambient().id::<Uuid>(), tx.now().micros());
    execute!(
        tx,
        "INSERT INTO timetable_change (id, competition_id, date, before_at, after_at, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        id,
        competition,
        change.date.as_str(),
        change.before.map(Moment::micros),
        change.after.map(Moment::micros),
        change.reason.as_str(),
        now,
    )
    .map(drop)
}

/// Writes down when entries opened, whatever was announced.
///
/// # Errors
/// The database's.
pub async fn mark_opened(tx: &mut Tx, by: &Editor, at: Moment) -> Result<(), DbError> {
    execute!(tx, "UPDATE competition SET entries_open_at = $2 WHERE id = $1", by.competition().uuid(), at.micros())
        .map(drop)
}

/// Adds the next version of the rules; gives its number.
///
/// # Errors
/// The database's.
pub async fn insert_rules(tx: &mut Tx, by: &Editor, text: &str) -> Result<i64, DbError> {
    let competition = by.competition();
    let (last,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "SELECT CAST(COALESCE(MAX(version), 0) AS BIGINT) FROM rules_version WHERE competition_id = $1",
        competition.uuid(),
    )?;
    let now = tx.now();
    insert_rules_version(tx, competition, last + 1, text, now).await?;
    Ok(last + 1)
}

async fn insert_rules_version(
    tx: &mut Tx,
    competition: CompetitionId,
    version: i64,
    text: &str,
    since: Moment,
) -> Result<(), DbError> {
    execute!(
        tx,
        "INSERT INTO rules_version (competition_id, version, text, since) VALUES ($1, $2, $3, $4)",
        competition.uuid(),
        version,
        text,
        since.micros(),
    )
    .map(drop)
}

/// Notes when judging of the last round began; the first time counts.
///
/// # Errors
/// The database's.
pub async fn mark_judging(tx: &mut Tx, by: &Editor) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "UPDATE round SET opened_at = $2 WHERE opened_at IS NULL AND id =
           (SELECT r.id FROM round r WHERE r.competition_id = $1 ORDER BY r.position DESC, r.id DESC LIMIT 1)",
        by.competition().uuid(),
        now,
    )
    .map(drop)
}

/// Changes the state, if it is still this one. Publishing results calls it too.
///
/// # Errors
/// The database's.
pub async fn set_state(
    tx: &mut Tx,
    by: &Editor,
    from: CompetitionState,
    to: CompetitionState,
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "UPDATE competition SET state = $3, version = version + 1 WHERE id = $1 AND state = $2",
        by.competition().uuid(),
        from.as_str(),
        to.as_str(),
    )?;
    Ok(changed == 1)
}

/// Goes back to a phase that two organisers open again, if the competition stands where it stood when they agreed.
///
/// # Errors
/// The database's.
pub async fn reopen(tx: &mut Tx, by: &Reopens) -> Result<bool, DbError> {
    let what = by.what();
    let changed = execute!(
        tx,
        "UPDATE competition SET state = $3, version = version + 1 WHERE id = $1 AND state = $2",
        by.competition().uuid(),
        what.from.as_str(),
        what.to.as_str(),
    )?;
    Ok(changed == 1)
}

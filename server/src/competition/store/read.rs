//! What a competition is.

use super::question;
use crate::{
    db::{Conn, DbError},
    fetch_all, fetch_optional, row,
};
use app::{
    competition::model::{
        Award, AwardKind, Call, Competition, CompetitionState, Criterion, Level, PublishDepth, Round, Rules, Scale,
        TimetableChange, Track,
    },
    ids::{CompetitionId, TrackId},
    number::Decimal,
    time::Moment,
};
use uuid::Uuid;

row! {
    struct CompetitionRow {
        id: Uuid,
        slug: String,
        name: String,
        theme: String,
        description: String,
        state: String,
        time_zone: String,
        languages: String,
        entries_open_at: Option<i64>,
        entries_close_at: Option<i64>,
        results_at: Option<i64>,
        reviews_per_entry: i64,
        disparity_points: i64,
        publish_scores: bool,
        publish_depth: String,
        shortlist_places: i64,
        version: i64,
    }
}

/// A list as one column: values separated by `;`.
pub fn split(list: &str) -> Vec<String> {
    list.split(';').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A count from a column that the schema keeps small and positive.
pub fn count(value: i64) -> u32 {
    u32::try_from(value).unwrap_or_default()
}

impl CompetitionRow {
    fn into_model(self) -> Result<Competition, DbError> {
        Ok(Competition {
            id: self.id.into(),
            state: CompetitionState::parse(&self.state)
                .ok_or_else(|| DbError::corrupt("competition", "state", &self.state))?,
            publish_depth: PublishDepth::parse(&self.publish_depth, count(self.shortlist_places))
                .ok_or_else(|| DbError::corrupt("competition", "publish_depth", &self.publish_depth))?,
            slug: self.slug,
            name: self.name,
            theme: self.theme,
            description: self.description,
            time_zone: self.time_zone,
            languages: split(&self.languages),
            entries_open_at: self.entries_open_at.map(Moment::from_micros),
            entries_close_at: self.entries_close_at.map(Moment::from_micros),
            results_at: self.results_at.map(Moment::from_micros),
            reviews_per_entry: count(self.reviews_per_entry),
            disparity_points: count(self.disparity_points),
            publish_scores: self.publish_scores,
            version: self.version,
        })
    }
}

/// The competition with this short name.
///
/// # Errors
/// The database's.
pub async fn by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Competition>, DbError> {
    let row: Option<CompetitionRow> = fetch_optional!(
        conn, CompetitionRow,
        "SELECT id, slug, name, theme, description, state, time_zone, languages, entries_open_at, entries_close_at, results_at,
                reviews_per_entry, disparity_points, publish_scores, publish_depth, shortlist_places, version FROM competition WHERE slug = $1",
        slug,
    )?;
    row.map(CompetitionRow::into_model).transpose()
}

/// The competition with this id.
///
/// # Errors
/// The database's.
pub async fn by_id(conn: &mut Conn, id: CompetitionId) -> Result<Option<Competition>, DbError> {
    let row: Option<CompetitionRow> = fetch_optional!(
        conn, CompetitionRow,
        "SELECT id, slug, name, theme, description, state, time_zone, languages, entries_open_at, entries_close_at, results_at,
                reviews_per_entry, disparity_points, publish_scores, publish_depth, shortlist_places, version FROM competition WHERE id = $1",
        id.uuid(),
    )?;
    row.map(CompetitionRow::into_model).transpose()
}

/// Every competition that is not being prepared any more, newest first.
///
/// # Errors
/// The database's.
pub async fn public(conn: &mut Conn) -> Result<Vec<Competition>, DbError> {
    let rows: Vec<CompetitionRow> = fetch_all!(
        conn, CompetitionRow,
        "SELECT id, slug, name, theme, description, state, time_zone, languages, entries_open_at, entries_close_at, results_at,
                reviews_per_entry, disparity_points, publish_scores, publish_depth, shortlist_places, version FROM competition
         WHERE state <> 'setup' ORDER BY created_at DESC, id LIMIT 100"
    )?;
    rows.into_iter().map(CompetitionRow::into_model).collect()
}

row! {
    struct TrackRow {
        id: Uuid,
        key: String,
        name: String,
        description: String,
        examples: String,
        tie_criteria: String,
    }
}

row! {
    struct CriterionRow {
        id: Uuid,
        track_id: Uuid,
        key: String,
        label: String,
        question: String,
        weight: i64,
        min_mark: i64,
        max_mark: i64,
        step: i64,
    }
}

row! {
    struct LevelRow {
        criterion_id: Uuid,
        mark: i64,
        text: String,
    }
}

row! {
    struct AwardRow {
        id: Uuid,
        track_id: Uuid,
        key: String,
        name: String,
        prize: String,
        kind: String,
        count: i64,
    }
}

/// The tracks of a competition with rubric and awards, in order.
///
/// # Errors
/// The database's.
pub async fn tracks(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Track>, DbError> {
    let id = competition.uuid();
    let rows: Vec<TrackRow> = fetch_all!(
        conn,
        TrackRow,
        "SELECT id, key, name, description, examples, tie_criteria FROM track WHERE competition_id = $1 ORDER BY position, id",
        id
    )?;
    let criteria: Vec<CriterionRow> = fetch_all!(
        conn,
        CriterionRow,
        "SELECT id, track_id, key, label, question, weight, min_mark, max_mark, step FROM criterion WHERE competition_id = $1 ORDER BY position, id",
        id,
    )?;
    let levels: Vec<LevelRow> = fetch_all!(
        conn,
        LevelRow,
        "SELECT l.criterion_id, l.mark, l.text FROM level l JOIN criterion c ON c.id = l.criterion_id WHERE c.competition_id = $1 ORDER BY l.mark",
        id,
    )?;
    let awards: Vec<AwardRow> = fetch_all!(
        conn,
        AwardRow,
        "SELECT id, track_id, key, name, prize, kind, count FROM award WHERE competition_id = $1 ORDER BY position, id",
        id
    )?;
    let mut tracks: Vec<Track> =
        rows.into_iter().map(|row| track(row, &criteria, &levels, &awards)).collect::<Result<_, _>>()?;
    for (of, question) in question::all(conn, competition).await? {
        if let Some(track) = tracks.iter_mut().find(|track| track.id == of) {
            track.questions.push(question);
        }
    }
    Ok(tracks)
}

fn track(row: TrackRow, criteria: &[CriterionRow], levels: &[LevelRow], awards: &[AwardRow]) -> Result<Track, DbError> {
    Ok(Track {
        criteria: criteria
            .iter()
            .filter(|criterion| criterion.track_id == row.id)
            .map(|criterion| criterion_model(criterion, levels))
            .collect(),
        awards: awards.iter().filter(|award| award.track_id == row.id).map(award_model).collect::<Result<_, _>>()?,
        id: row.id.into(),
        key: row.key,
        name: row.name,
        description: row.description,
        examples: row.examples,
        tie_criteria: split(&row.tie_criteria),
        questions: Vec::new(),
    })
}

fn criterion_model(row: &CriterionRow, levels: &[LevelRow]) -> Criterion {
    Criterion {
        id: row.id.into(),
        key: row.key.clone(),
        label: row.label.clone(),
        question: row.question.clone(),
        weight: Decimal::from_micros(row.weight),
        scale: Scale {
            min: Decimal::from_micros(row.min_mark),
            max: Decimal::from_micros(row.max_mark),
            step: Decimal::from_micros(row.step),
        },
        levels: levels
            .iter()
            .filter(|level| level.criterion_id == row.id)
            .map(|level| Level { mark: Decimal::from_micros(level.mark), text: level.text.clone() })
            .collect(),
    }
}

fn award_model(row: &AwardRow) -> Result<Award, DbError> {
    Ok(Award {
        id: row.id.into(),
        key: row.key.clone(),
        name: row.name.clone(),
        prize: row.prize.clone(),
        kind: AwardKind::parse(&row.kind).ok_or_else(|| DbError::corrupt("award", "kind", &row.kind))?,
        count: count(row.count),
    })
}

/// The rounds of a competition, in order.
///
/// # Errors
/// The database's.
pub async fn rounds(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Round>, DbError> {
    let rows: Vec<(Uuid, String, Option<i64>)> = fetch_all!(
        conn,
        (Uuid, String, Option<i64>),
        "SELECT id, key, closes_at FROM round WHERE competition_id = $1 ORDER BY position, id",
        competition.uuid(),
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, key, closes)| Round { id: id.into(), key, closes_at: closes.map(Moment::from_micros) })
        .collect())
}

/// The rules in force.
///
/// # Errors
/// The database's.
pub async fn rules(conn: &mut Conn, competition: CompetitionId) -> Result<Option<Rules>, DbError> {
    let row: Option<(i64, String, i64)> = fetch_optional!(
        conn,
        (i64, String, i64),
        "SELECT version, text, since FROM rules_version WHERE competition_id = $1 ORDER BY version DESC LIMIT 1",
        competition.uuid(),
    )?;
    Ok(row.map(|(version, text, since)| Rules { version, text, since: Moment::from_micros(since) }))
}

/// The rules in one version.
///
/// # Errors
/// The database's.
pub async fn rules_of(conn: &mut Conn, competition: CompetitionId, version: i64) -> Result<Option<Rules>, DbError> {
    let row: Option<(String, i64)> = fetch_optional!(
        conn,
        (String, i64),
        "SELECT text, since FROM rules_version WHERE competition_id = $1 AND version = $2",
        competition.uuid(),
        version,
    )?;
    Ok(row.map(|(text, since)| Rules { version, text, since: Moment::from_micros(since) }))
}

row! {
    struct ChangeRow {
        date: String,
        before_at: Option<i64>,
        after_at: Option<i64>,
        reason: String,
        at: i64,
    }
}

/// Dates that were moved, newest first.
///
/// # Errors
/// The database's.
pub async fn changes(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<TimetableChange>, DbError> {
    let rows: Vec<ChangeRow> = fetch_all!(
        conn,
        ChangeRow,
        "SELECT date, before_at, after_at, reason, at FROM timetable_change WHERE competition_id = $1 ORDER BY at DESC, id DESC",
        competition.uuid(),
    )?;
    Ok(rows
        .into_iter()
        .map(|row| TimetableChange {
            date: row.date,
            before: row.before_at.map(Moment::from_micros),
            after: row.after_at.map(Moment::from_micros),
            reason: row.reason,
            at: Moment::from_micros(row.at),
        })
        .collect())
}

/// Everything the public may know of a competition before its results.
///
/// # Errors
/// The database's.
pub async fn call(conn: &mut Conn, competition: Competition) -> Result<Call, DbError> {
    let id = competition.id;
    Ok(Call {
        tracks: tracks(conn, id).await?,
        rules: rules(conn, id).await?,
        rounds: rounds(conn, id).await?,
        changes: changes(conn, id).await?,
        retention_days: retention_days(conn, id).await?,
        ranking: super::method::choice(conn, id).await?,
        competition,
    })
}

/// For how many days after publication what is known of people is kept.
///
/// # Errors
/// The database's.
pub async fn retention_days(conn: &mut Conn, competition: CompetitionId) -> Result<u32, DbError> {
    let row: Option<(i64,)> =
        fetch_optional!(conn, (i64,), "SELECT retention_days FROM competition WHERE id = $1", competition.uuid())?;
    Ok(count(row.map_or(0, |row| row.0)))
}

/// The competition of a track.
///
/// # Errors
/// The database's.
pub async fn competition_of_track(conn: &mut Conn, track: TrackId) -> Result<Option<CompetitionId>, DbError> {
    let row: Option<(Uuid,)> =
        fetch_optional!(conn, (Uuid,), "SELECT competition_id FROM track WHERE id = $1", track.uuid())?;
    Ok(row.map(|row| row.0.into()))
}

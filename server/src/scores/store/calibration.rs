//! Sample entries and what judges say of them. No statement here reads or writes `scorecard` or `score`, and none of
//! those that do reads a table of these.

pub mod cards;
pub mod marks;

use crate::{
    auth::permits::{About, Editor, Observer, PanelMember},
    db::{Conn, DbError, Tx},
    execute, execute_rows, fetch_all, fetch_optional, row,
};
use app::{
    ids::{CompetitionId, EntryId, SampleId, TrackId},
    number::Decimal,
    scores::model::{NewSample, RubricLine, Sample, Score},
};
use uuid::Uuid;

row! {
    struct SampleRow {
        id: Uuid,
        track_id: Uuid,
        entry_id: Option<Uuid>,
        title: String,
        text: String,
        play_url: String,
        video_url: String,
    }
}

impl From<SampleRow> for Sample {
    fn from(row: SampleRow) -> Self {
        Self {
            id: row.id.into(),
            track: row.track_id.into(),
            title: row.title,
            text: row.text,
            play_url: row.play_url,
            video_url: row.video_url,
            entry: row.entry_id.map(EntryId::from),
        }
    }
}

/// Whether samples come before the real entries.
///
/// # Errors
/// The database's.
pub async fn required(conn: &mut Conn, competition: CompetitionId) -> Result<bool, DbError> {
    let row: Option<(bool,)> = fetch_optional!(
        conn,
        (bool,),
        "SELECT required FROM calibration WHERE competition_id = $1",
        competition.uuid()
    )?;
    Ok(row.is_some_and(|(required,)| required))
}

/// Sets it.
///
/// # Errors
/// The database's.
pub async fn require(tx: &mut Tx, by: &Editor, required: bool) -> Result<(), DbError> {
    execute!(
        tx,
        "INSERT INTO calibration (competition_id, required) VALUES ($1, $2)
         ON CONFLICT (competition_id) DO UPDATE SET required = excluded.required",
        by.competition().uuid(),
        required,
    )
    .map(drop)
}

/// The samples of a competition in the order in which they were named, but those copied from entries that are kept from
/// the organiser.
///
/// # Errors
/// The database's.
pub async fn of_competition(conn: &mut Conn, by: &Observer) -> Result<Vec<Sample>, DbError> {
    let rows: Vec<SampleRow> = fetch_all!(
        conn,
        SampleRow,
        "SELECT id, track_id, entry_id, title, text, play_url, video_url FROM sample WHERE competition_id = $1
         ORDER BY created_at, id",
        by.competition().uuid(),
    )?;
    let samples = rows.into_iter().map(Sample::from);
    Ok(samples.filter(|sample| !sample.entry.is_some_and(|entry| by.kept_from(entry))).collect())
}

/// The samples that a judge scores: all but those copied from entries that the judge has a conflict of interest with.
///
/// # Errors
/// The database's.
pub async fn of_judge(conn: &mut Conn, by: &PanelMember) -> Result<Vec<Sample>, DbError> {
    let rows: Vec<SampleRow> = fetch_all!(
        conn,
        SampleRow,
        "SELECT s.id, s.track_id, s.entry_id, s.title, s.text, s.play_url, s.video_url FROM sample s
         WHERE s.competition_id = $1
         AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.judge_id = $2 AND c.entry_id = s.entry_id AND c.kind = 'hard')
         AND NOT EXISTS (SELECT 1 FROM entry e JOIN member m ON m.team_id = e.team_id WHERE e.id = s.entry_id AND m.account_id = $3)
         AND NOT EXISTS (SELECT 1 FROM entry e JOIN former_member m ON m.team_id = e.team_id WHERE e.id = s.entry_id AND m.account_id = $3)
         ORDER BY s.created_at, s.id",
        by.competition().uuid(),
        by.judge().uuid(),
        by.account().uuid(),
    )?;
    Ok(rows.into_iter().map(Sample::from).collect())
}

/// The competition of a sample, and the entry it was copied from.
///
/// # Errors
/// The database's.
pub async fn place(conn: &mut Conn, sample: SampleId) -> Result<Option<(CompetitionId, Option<EntryId>)>, DbError> {
    let row: Option<(Uuid, Option<Uuid>)> = fetch_optional!(
        conn,
        (Uuid, Option<Uuid>),
        "SELECT competition_id, entry_id FROM sample WHERE id = $1",
        sample.uuid(),
    )?;
    Ok(row.map(|(competition, entry)| (competition.into(), entry.map(EntryId::from))))
}

/// Adds a sample that is made by hand. The track is of the organiser's competition; the caller has made sure of it.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, by: &Editor, track: TrackId, new: &NewSample) -> Result<Option<SampleId>, DbError> {
    put(tx, by.competition(), (track, None), new).await
}

/// Adds a copy of a withdrawn entry; `None` when it is one already.
///
/// # Errors
/// The database's.
pub async fn insert_copy(
    tx: &mut Tx,
    by: &About<Editor>,
    track: TrackId,
    new: &NewSample,
) -> Result<Option<SampleId>, DbError> {
    put(tx, by.competition(), (track, Some(by.entry())), new).await
}

async fn put(
    tx: &mut Tx,
    competition: CompetitionId,
    (track, entry): (TrackId, Option<EntryId>),
    new: &NewSample,
) -> Result<Option<SampleId>, DbError> {
    let (id, now): (SampleId, i64) = (tx.ambient().id(), tx.now().micros());
    let added = execute!(
        tx,
        "INSERT INTO sample (id, competition_id, track_id, entry_id, title, text, play_url, video_url, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (competition_id, entry_id) DO NOTHING",
        id.uuid(),
        competition.uuid(),
        track.uuid(),
        entry.map(EntryId::uuid),
        new.title.as_str(),
        new.text.as_str(),
        new.play_url.as_str(),
        new.video_url.as_str(),
        now,
    )?;
    Ok((added == 1).then_some(id))
}

/// Takes a sample away; false when somebody has handed in a scorecard of it.
///
/// # Errors
/// The database's.
pub async fn remove(tx: &mut Tx, by: &Editor, sample: SampleId) -> Result<bool, DbError> {
    let removed = execute!(
        tx,
        "DELETE FROM sample WHERE id = $1 AND competition_id = $2
         AND NOT EXISTS (SELECT 1 FROM sample_scorecard k WHERE k.sample_id = $1 AND k.state = 'submitted')",
        sample.uuid(),
        by.competition().uuid(),
    )?;
    Ok(removed == 1)
}

/// What organisers would say of a sample: a score for each criterion that has a mark, the reason as its comment.
///
/// # Errors
/// The database's.
pub async fn anchors(conn: &mut Conn, sample: SampleId) -> Result<Vec<Score>, DbError> {
    let rows: Vec<(String, i64, String)> = fetch_all!(
        conn,
        (String, i64, String),
        "SELECT c.key, a.mark, a.reason FROM sample_anchor a JOIN criterion c ON c.id = a.criterion_id
         WHERE a.sample_id = $1 ORDER BY c.position, c.id",
        sample.uuid(),
    )?;
    let score = |(criterion, mark, reason)| Score {
        criterion,
        mark: Some(Decimal::from_micros(mark)),
        could_not_assess: false,
        comment: reason,
    };
    Ok(rows.into_iter().map(score).collect())
}

/// How many anchors each sample of a competition has.
///
/// # Errors
/// The database's.
pub async fn anchored(conn: &mut Conn, by: &Observer) -> Result<Vec<(SampleId, usize)>, DbError> {
    let rows: Vec<(Uuid, i64)> = fetch_all!(
        conn,
        (Uuid, i64),
        "SELECT a.sample_id, CAST(COUNT(*) AS BIGINT) FROM sample_anchor a JOIN sample s ON s.id = a.sample_id
         WHERE s.competition_id = $1 GROUP BY a.sample_id ORDER BY a.sample_id",
        by.competition().uuid(),
    )?;
    Ok(rows.into_iter().map(|(id, count)| (id.into(), usize::try_from(count).unwrap_or_default())).collect())
}

/// Stores what organisers would say in the place of what they said before; `scores` are in the order of the rubric. The
/// sample is of the organiser's competition; the caller has made sure of it.
///
/// # Errors
/// The database's.
pub async fn save_anchors(
    tx: &mut Tx,
    by: &Editor,
    sample: SampleId,
    (rubric, scores): (&[RubricLine], &[Score]),
) -> Result<(), DbError> {
    execute!(
        tx,
        "DELETE FROM sample_anchor WHERE sample_id IN (SELECT id FROM sample WHERE id = $1 AND competition_id = $2)",
        sample.uuid(),
        by.competition().uuid(),
    )?;
    let rows: Vec<(&RubricLine, i64, &Score)> =
        rubric.iter().zip(scores).filter_map(|(line, score)| Some((line, score.mark?.micros(), score))).collect();
    let sample = sample.uuid();
    execute_rows!(
        tx,
        "INSERT INTO sample_anchor (sample_id, criterion_id, mark, reason) VALUES",
        rows.as_slice(),
        |row| [sample, row.0.id.uuid(), row.1, row.2.comment.as_str()],
        "",
    )
    .map(drop)
}

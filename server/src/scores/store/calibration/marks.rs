//! Marks of samples: without names for judges, by judge for organisers.

use crate::{
    auth::permits::{Observer, PanelMember},
    db::{Conn, DbError},
    fetch_all, fetch_one, row,
};
use app::{
    ids::{CriterionId, JudgeId, SampleId},
    number::Decimal,
};
use uuid::Uuid;

/// How many judges handed in a sample.
///
/// # Errors
/// The database's.
pub async fn submitted(conn: &mut Conn, by: &PanelMember, sample: SampleId) -> Result<usize, DbError> {
    let (count,): (i64,) = fetch_one!(
        conn,
        (i64,),
        "SELECT CAST(COUNT(*) AS BIGINT) FROM sample_scorecard WHERE sample_id = $1 AND competition_id = $2
         AND state = 'submitted'",
        sample.uuid(),
        by.competition().uuid(),
    )?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// How often each mark of a sample was given, by the criterion's key. Who gave it is not read.
///
/// # Errors
/// The database's.
pub async fn counted(
    conn: &mut Conn,
    by: &PanelMember,
    sample: SampleId,
) -> Result<Vec<(String, Decimal, usize)>, DbError> {
    let rows: Vec<(String, i64, i64)> = fetch_all!(
        conn,
        (String, i64, i64),
        "SELECT c.key, s.mark, CAST(COUNT(*) AS BIGINT) FROM sample_score s
         JOIN sample_scorecard k ON k.id = s.scorecard_id AND k.state = 'submitted'
         JOIN criterion c ON c.id = s.criterion_id
         WHERE k.sample_id = $1 AND k.competition_id = $2 AND s.mark IS NOT NULL GROUP BY c.key, s.mark ORDER BY c.key, s.mark",
        sample.uuid(),
        by.competition().uuid(),
    )?;
    let line = |(key, mark, count)| (key, Decimal::from_micros(mark), usize::try_from(count).unwrap_or_default());
    Ok(rows.into_iter().map(line).collect())
}

row! {
    struct MarkRow {
        sample_id: Uuid,
        judge_id: Uuid,
        criterion_id: Uuid,
        mark: Option<i64>,
        could_not_assess: bool,
    }
}

/// What one judge said of one criterion of one sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleMark {
    /// The sample.
    pub sample: SampleId,
    /// Who.
    pub judge: JudgeId,
    /// Of what.
    pub criterion: CriterionId,
    /// The mark.
    pub mark: Option<Decimal>,
    /// It could not be assessed.
    pub could_not_assess: bool,
}

/// All that was handed in.
///
/// # Errors
/// The database's.
pub async fn of_competition(conn: &mut Conn, by: &Observer) -> Result<Vec<SampleMark>, DbError> {
    let rows: Vec<MarkRow> = fetch_all!(
        conn,
        MarkRow,
        "SELECT k.sample_id, k.judge_id, s.criterion_id, s.mark, s.could_not_assess FROM sample_score s
         JOIN sample_scorecard k ON k.id = s.scorecard_id
         WHERE k.competition_id = $1 AND k.state = 'submitted' ORDER BY k.sample_id, k.judge_id, s.criterion_id",
        by.competition().uuid(),
    )?;
    let mark = |row: MarkRow| SampleMark {
        sample: row.sample_id.into(),
        judge: row.judge_id.into(),
        criterion: row.criterion_id.into(),
        mark: row.mark.map(Decimal::from_micros),
        could_not_assess: row.could_not_assess,
    };
    Ok(rows.into_iter().map(mark).collect())
}

//! Judges, conflicts and assignments as they are.

mod claims;
mod declarable;
mod runs;
mod work;

pub use claims::{claims, found_ties, questions, unanswered};
pub use declarable::{declarable, own_pairs};
pub use runs::{StoredRun, newest_run, run};
pub use work::{AssignmentWork, work};

use crate::{
    competition::store::read::{count, split},
    db::{Conn, DbError},
    fetch_all, fetch_optional, row,
};
use app::{
    ids::{AccountId, CompetitionId, JudgeId},
    panel::model::{Assignment, Conflict, ConflictKind, Judge, JudgeState},
    time::Moment,
};
use uuid::Uuid;

row! {
    struct JudgeRow {
        id: Uuid,
        key: String,
        competition_id: Uuid,
        name: String,
        email: String,
        affiliation: String,
        field: String,
        languages: String,
        max_load: Option<i64>,
        state: String,
    }
}

impl JudgeRow {
    fn into_model(self) -> Result<Judge, DbError> {
        Ok(Judge {
            id: self.id.into(),
            key: self.key,
            competition: self.competition_id.into(),
            name: self.name,
            email: self.email,
            affiliation: self.affiliation,
            field: self.field,
            languages: split(&self.languages),
            max_load: self.max_load.map(count),
            state: JudgeState::parse(&self.state).ok_or_else(|| DbError::corrupt("judge", "state", &self.state))?,
        })
    }
}

/// The panel of a competition, by name.
///
/// # Errors
/// The database's.
pub async fn judges(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Judge>, DbError> {
    let rows: Vec<JudgeRow> = fetch_all!(
        conn,
        JudgeRow,
        concat!(
            "SELECT id, key, competition_id, name, email, affiliation, field, languages, max_load, ",
            state_of_judge!(),
            " AS state FROM judge WHERE competition_id = $1 ORDER BY name, id"
        ),
        competition.uuid(),
    )?;
    rows.into_iter().map(JudgeRow::into_model).collect()
}

/// One judge.
///
/// # Errors
/// The database's.
pub async fn judge(conn: &mut Conn, id: JudgeId) -> Result<Option<Judge>, DbError> {
    let row: Option<JudgeRow> = fetch_optional!(
        conn,
        JudgeRow,
        concat!(
            "SELECT id, key, competition_id, name, email, affiliation, field, languages, max_load, ",
            state_of_judge!(),
            " AS state FROM judge WHERE id = $1"
        ),
        id.uuid(),
    )?;
    row.map(JudgeRow::into_model).transpose()
}

/// The account that a judge signs in with, once the invitation is accepted.
///
/// # Errors
/// The database's.
pub async fn account_of(conn: &mut Conn, judge: JudgeId) -> Result<Option<AccountId>, DbError> {
    let row: Option<(Option<Uuid>,)> =
        fetch_optional!(conn, (Option<Uuid>,), "SELECT account_id FROM judge WHERE id = $1", judge.uuid())?;
    Ok(row.and_then(|row| row.0).map(AccountId::from))
}

/// The judge that an account is on a panel, in whatever state.
///
/// # Errors
/// The database's.
pub async fn judge_of_account(
    conn: &mut Conn,
    competition: CompetitionId,
    account: AccountId,
) -> Result<Option<JudgeId>, DbError> {
    let row: Option<(Uuid,)> = fetch_optional!(
        conn,
        (Uuid,),
        "SELECT id FROM judge WHERE competition_id = $1 AND account_id = $2",
        competition.uuid(),
        account.uuid(),
    )?;
    Ok(row.map(|row| row.0.into()))
}

row! {
    struct ConflictRow {
        judge_id: Uuid,
        entry_id: Uuid,
        kind: String,
        reason: String,
        at: i64,
    }
}

/// Every declared conflict of a competition.
///
/// # Errors
/// The database's.
pub async fn conflicts(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Conflict>, DbError> {
    let rows: Vec<ConflictRow> = fetch_all!(
        conn,
        ConflictRow,
        "SELECT judge_id, entry_id, kind, reason, at FROM conflict WHERE competition_id = $1 ORDER BY judge_id, entry_id",
        competition.uuid(),
    )?;
    rows.into_iter()
        .map(|row| {
            Ok(Conflict {
                judge: row.judge_id.into(),
                entry: row.entry_id.into(),
                kind: ConflictKind::parse(&row.kind).ok_or_else(|| DbError::corrupt("conflict", "kind", &row.kind))?,
                reason: row.reason,
                at: Moment::from_micros(row.at),
            })
        })
        .collect()
}

row! {
    struct AssignmentRow {
        id: Uuid,
        judge_id: Uuid,
        entry_id: Uuid,
        round_id: Uuid,
        by_hand: bool,
    }
}

/// Every assignment of a competition.
///
/// # Errors
/// The database's.
pub async fn assignments(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Assignment>, DbError> {
    let rows: Vec<AssignmentRow> = fetch_all!(
        conn,
        AssignmentRow,
        "SELECT id, judge_id, entry_id, round_id, by_hand FROM assignment WHERE competition_id = $1 ORDER BY entry_id, judge_id",
        competition.uuid(),
    )?;
    Ok(rows
        .into_iter()
        .map(|row| Assignment {
            id: row.id.into(),
            judge: row.judge_id.into(),
            entry: row.entry_id.into(),
            round: row.round_id.into(),
            by_hand: row.by_hand,
        })
        .collect())
}

//! What judges tell of themselves, how they came, and what they gave back.

mod back;
mod invited;

pub use back::{open_work, release, released, step_down};
pub use invited::{invitations, mark_invited, mark_opened, set_reserve};

use crate::{
    auth::permits::{Editor, Seat},
    competition::store::read::split,
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_one, row,
};
use app::{
    ids::{CompetitionId, JudgeId},
    panel::model::{Away, JudgeProfile},
};
use std::collections::BTreeMap;
use uuid::Uuid;

row! {
    struct ProfileRow {
        id: Uuid,
        devices: String,
        expertise: String,
        comfort: String,
        region: String,
        gender: String,
        partner: String,
        away: String,
    }
}

impl ProfileRow {
    fn into_model(self) -> (JudgeId, JudgeProfile) {
        let stretch = |word: String| {
            let (first, last) = word.split_once('/').unwrap_or((&word, &word));
            Away { first: first.to_owned(), last: last.to_owned() }
        };
        let profile = JudgeProfile {
            devices: split(&self.devices),
            expertise: split(&self.expertise),
            comfort: split(&self.comfort),
            region: self.region,
            gender: self.gender,
            partner: self.partner,
            away: split(&self.away).into_iter().map(stretch).collect(),
        };
        (self.id.into(), profile)
    }
}

/// What every judge of a panel told.
///
/// # Errors
/// The database's.
pub async fn profiles(conn: &mut Conn, competition: CompetitionId) -> Result<BTreeMap<JudgeId, JudgeProfile>, DbError> {
    let rows: Vec<ProfileRow> = fetch_all!(
        conn,
        ProfileRow,
        "SELECT id, devices, expertise, comfort, region, gender, partner, away FROM judge WHERE competition_id = $1 ORDER BY id",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(ProfileRow::into_model).collect())
}

/// What one judge told.
///
/// # Errors
/// The database's.
pub async fn profile(conn: &mut Conn, judge: JudgeId) -> Result<JudgeProfile, DbError> {
    let row: ProfileRow = fetch_one!(
        conn,
        ProfileRow,
        "SELECT id, devices, expertise, comfort, region, gender, partner, away FROM judge WHERE id = $1",
        judge.uuid(),
    )?;
    Ok(row.into_model().1)
}

async fn put(tx: &mut Tx, competition: CompetitionId, judge: JudgeId, told: &JudgeProfile) -> Result<(), DbError> {
    let away: Vec<String> = told.away.iter().map(ToString::to_string).collect();
    execute!(
        tx,
        "UPDATE judge SET devices = $3, expertise = $4, comfort = $5, region = $6, gender = $7, partner = $8, away = $9
         WHERE id = $1 AND competition_id = $2",
        judge.uuid(),
        competition.uuid(),
        told.devices.join(";"),
        told.expertise.join(";"),
        told.comfort.join(";"),
        told.region.as_str(),
        told.gender.as_str(),
        told.partner.as_str(),
        away.join(";"),
    )
    .map(drop)
}

/// Saves what a judge tells.
///
/// # Errors
/// The database's.
pub async fn save(tx: &mut Tx, seat: &Seat, told: &JudgeProfile) -> Result<(), DbError> {
    put(tx, seat.competition(), seat.judge(), told).await
}

/// Saves what an organiser writes for a judge of the panel who asked for it.
///
/// # Errors
/// The database's.
pub async fn save_for(tx: &mut Tx, by: &Editor, judge: JudgeId, told: &JudgeProfile) -> Result<(), DbError> {
    put(tx, by.competition(), judge, told).await
}

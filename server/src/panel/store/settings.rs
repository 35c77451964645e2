//! What organisers set for their panel.

use crate::{
    auth::permits::Editor,
    competition::store::read::{count, split},
    db::{Conn, DbError, Tx},
    execute, fetch_optional,
};
use app::{ids::CompetitionId, panel::model::PanelSettings};

/// The settings, or the defaults.
///
/// # Errors
/// The database's.
pub async fn of(conn: &mut Conn, competition: CompetitionId) -> Result<PanelSettings, DbError> {
    let row: Option<(i64, String, String)> = fetch_optional!(
        conn,
        (i64, String, String),
        "SELECT minutes_per_entry, expertise, required FROM panel_settings WHERE competition_id = $1",
        competition.uuid(),
    )?;
    Ok(row.map_or_else(PanelSettings::default, |(minutes, expertise, required)| PanelSettings {
        minutes_per_entry: count(minutes),
        expertise: split(&expertise),
        required: split(&required),
    }))
}

/// Changes them.
///
/// # Errors
/// The database's.
pub async fn save(tx: &mut Tx, by: &Editor, settings: &PanelSettings) -> Result<(), DbError> {
    execute!(
        tx,
        "INSERT INTO panel_settings (competition_id, minutes_per_entry, expertise, required) VALUES ($1, $2, $3, $4)
         ON CONFLICT (competition_id) DO UPDATE SET minutes_per_entry = excluded.minutes_per_entry,
           expertise = excluded.expertise, required = excluded.required",
        by.competition().uuid(),
        i64::from(settings.minutes_per_entry),
        settings.expertise.join(";"),
        settings.required.join(";"),
    )
    .map(drop)
}

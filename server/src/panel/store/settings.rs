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
    let row: Option<(i64, String)> = fetch_optional!(
        conn,
        (i64, String),
        "SELECT minutes_per_entry, expertise FROM panel_settings WHERE competition_id = $1",
        competition.uuid(),
    )?;
    Ok(row.map_or_else(PanelSettings::default, |(minutes, expertise)| PanelSettings {
        minutes_per_entry: count(minutes),
        expertise: split(&expertise),
    }))
}

/// Changes them.
///
/// # Errors
/// The database's.
pub async fn save(tx: &mut Tx, by: &Editor, settings: &PanelSettings) -> Result<(), DbError> {
    execute!(
        tx,
        "INSERT INTO panel_settings (competition_id, minutes_per_entry, expertise) VALUES ($1, $2, $3)
         ON CONFLICT (competition_id) DO UPDATE SET minutes_per_entry = excluded.minutes_per_entry, expertise = excluded.expertise",
        by.competition().uuid(),
        i64::from(settings.minutes_per_entry),
        settings.expertise.join(";"),
    )
    .map(drop)
}

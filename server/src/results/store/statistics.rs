//! What statistics count.

use crate::{
    db::{Conn, DbError},
    fetch_all, row,
};
use app::{entries::model::EntryContent, ids::CompetitionId, results::model::Counted};
use std::collections::BTreeMap;
use uuid::Uuid;

row! {
    struct EntryRow {
        team_id: Uuid,
        track: String,
        content: String,
    }
}

/// The entries of a competition that were handed in, or only those that are judged, as they were frozen last; and how many
/// minors are in their teams.
///
/// # Errors
/// The database's.
pub async fn counted(
    conn: &mut Conn,
    competition: CompetitionId,
    judged: bool,
) -> Result<(Vec<Counted>, u32), DbError> {
    let rows: Vec<EntryRow> = fetch_all!(
        conn,
        EntryRow,
        "SELECT e.team_id, t.name AS track, s.content FROM entry e
         JOIN track t ON t.id = e.track_id
         JOIN snapshot s ON s.entry_id = e.id
           AND s.version = (SELECT MAX(n.version) FROM snapshot n WHERE n.entry_id = e.id)
         WHERE e.competition_id = $1
         AND (e.state = 'eligible' OR ($2 AND e.state IN ('submitted', 'fix_needed', 'rejected')))
         ORDER BY e.id",
        competition.uuid(),
        !judged,
    )?;
    let members: Vec<(Uuid, String, bool)> = fetch_all!(
        conn,
        (Uuid, String, bool),
        "SELECT team_id, country, minor FROM member WHERE competition_id = $1 ORDER BY team_id, country, id",
        competition.uuid(),
    )?;
    let mut teams: BTreeMap<Uuid, (Vec<String>, u32)> =
        rows.iter().map(|row| (row.team_id, Default::default())).collect();
    for (team, country, minor) in members {
        let Some((countries, minors)) = teams.get_mut(&team) else { continue };
        if minor {
            *minors += 1;
        } else if !country.is_empty() && countries.last() != Some(&country) {
            countries.push(country);
        }
    }
    let minors = teams.values().map(|(_, minors)| minors).sum();
    let counted = rows
        .into_iter()
        .map(|row| {
            let content: EntryContent =
                serde_json::from_str(&row.content).map_err(|error| DbError::corrupt("snapshot", "content", error))?;
            let mut languages = content.languages;
            languages.sort();
            languages.dedup();
            let countries = teams.get(&row.team_id).map(|(countries, _)| countries.clone()).unwrap_or_default();
            Ok(Counted { countries, languages, track: row.track, kind: content.kind.as_str().to_owned() })
        })
        .collect::<Result<_, DbError>>()?;
    Ok((counted, minors))
}

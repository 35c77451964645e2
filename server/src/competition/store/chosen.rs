//! What entries have chosen of the options of a question.

use crate::{
    db::{Conn, DbError},
    fetch_all,
};
use app::ids::{CompetitionId, TrackId};
use serde_json::Value;
use uuid::Uuid;

/// Entries read at once.
const PIECE: i64 = 500;

/// The first of some options that an entry of a track has chosen, as its team has it or as it is judged. What was withdrawn
/// chooses nothing.
///
/// # Errors
/// The database's.
pub async fn first<'a>(
    conn: &mut Conn,
    (competition, track): (CompetitionId, TrackId),
    question: &str,
    options: &[&'a str],
) -> Result<Option<&'a str>, DbError> {
    // Contents of entries that do not answer it need not be read.
    let answered = format!("%\"{question}\":\"%");
    let mut behind = Uuid::nil();
    loop {
        let rows: Vec<(Uuid, String, Option<String>)> = fetch_all!(
            conn,
            (Uuid, String, Option<String>),
            "SELECT e.id, e.content, s.content FROM entry e LEFT JOIN snapshot s ON s.entry_id = e.id
             AND s.version = (SELECT MAX(n.version) FROM snapshot n WHERE n.entry_id = e.id)
             WHERE e.competition_id = $1 AND e.track_id = $2 AND e.id > $3 AND e.state <> 'withdrawn'
             AND (e.content LIKE $4 OR s.content LIKE $4) ORDER BY e.id LIMIT $5",
            competition.uuid(),
            track.uuid(),
            behind,
            answered.as_str(),
            PIECE,
        )?;
        let Some((last, ..)) = rows.last() else { return Ok(None) };
        behind = *last;
        for content in rows.iter().flat_map(|(_, content, judged)| std::iter::once(content).chain(judged)) {
            let content: Value =
                serde_json::from_str(content).map_err(|error| DbError::corrupt("entry", "content", error))?;
            let answer = content.get(question).and_then(Value::as_str).unwrap_or_default();
            if let Some(option) = options.iter().find(|option| answer.lines().any(|key| key == **option)) {
                return Ok(Some(option));
            }
        }
    }
}

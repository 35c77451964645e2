//! What a judge was assigned.

use crate::{
    competition::store::read::split,
    db::{Conn, DbError},
    fetch_all, row,
};
use app::{
    ids::{EntryId, JudgeId, RoundId},
    scores::model::ScorecardState,
    time::Moment,
};
use uuid::Uuid;

row! {
    struct AssignedRow {
        entry_id: Uuid,
        round_id: Uuid,
        closes_at: Option<i64>,
        title: String,
        team: String,
        track: String,
        languages: String,
        card: Option<String>,
    }
}

/// An assigned entry and where its scorecard stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignedEntry {
    /// The entry.
    pub entry: EntryId,
    /// The round.
    pub round: RoundId,
    /// When the round closes.
    pub closes_at: Option<Moment>,
    /// The entry's title.
    pub title: String,
    /// Its team's name.
    pub team: String,
    /// Its track's name.
    pub track: String,
    /// Languages it can be played in.
    pub languages: Vec<String>,
    /// Where this judge's scorecard stands.
    pub card: Option<ScorecardState>,
}

/// What a judge was assigned and may see: eligible entries without a hard conflict, each in its latest round. The
/// conditions are those of the permit `AssignedJudge`.
///
/// # Errors
/// The database's.
pub async fn assigned_entries(conn: &mut Conn, judge: JudgeId) -> Result<Vec<AssignedEntry>, DbError> {
    let rows: Vec<AssignedRow> = fetch_all!(
        conn, AssignedRow,
        "SELECT a.entry_id, a.round_id, r.closes_at, e.title, t.name AS team, k.name AS track, e.languages, s.state AS card
         FROM assignment a
         JOIN judge j ON j.id = a.judge_id AND j.state = 'ready' AND j.standing = 'member'
         JOIN entry e ON e.id = a.entry_id AND e.state = 'eligible'
         JOIN team t ON t.id = e.team_id
         JOIN track k ON k.id = e.track_id
         JOIN round r ON r.id = a.round_id
         LEFT JOIN scorecard s ON s.judge_id = a.judge_id AND s.entry_id = a.entry_id AND s.round_id = a.round_id
         WHERE a.judge_id = $1
         AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.judge_id = a.judge_id AND c.entry_id = a.entry_id AND c.kind = 'hard')
         AND NOT EXISTS (SELECT 1 FROM member m WHERE m.team_id = e.team_id AND m.account_id = j.account_id)
         AND NOT EXISTS (SELECT 1 FROM former_member m WHERE m.team_id = e.team_id AND m.account_id = j.account_id)
         ORDER BY r.position DESC, r.id, a.entry_id",
        judge.uuid(),
    )?;
    let mut list: Vec<AssignedEntry> = Vec::with_capacity(rows.len());
    let mut seen = std::collections::BTreeSet::new();
    for row in rows {
        if !seen.insert(row.entry_id) {
            continue;
        }
        let card = row
            .card
            .map(|word| ScorecardState::parse(&word).ok_or_else(|| DbError::corrupt("scorecard", "state", word)));
        list.push(AssignedEntry {
            entry: row.entry_id.into(),
            round: row.round_id.into(),
            closes_at: row.closes_at.map(Moment::from_micros),
            title: row.title,
            team: row.team,
            track: row.track,
            languages: split(&row.languages),
            card: card.transpose()?,
        });
    }
    Ok(list)
}

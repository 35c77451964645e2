//! What a judge must know of entries to declare conflicts, and nothing more.

use crate::{
    db::{Conn, DbError},
    fetch_all, row,
};
use app::{
    ids::{CompetitionId, EntryId, JudgeId},
    panel::model::{ConflictCategory, ConflictKind, DeclarableEntry, DeclaredTie},
};
use std::collections::BTreeMap;
use uuid::Uuid;

row! {
    struct EntryRow {
        id: Uuid,
        title: String,
        team_id: Uuid,
        team: String,
        organisation: String,
        kind: Option<String>,
        category: Option<String>,
        reason: Option<String>,
    }
}

row! {
    struct MemberRow {
        team_id: Uuid,
        public_name: String,
        country: String,
        named: bool,
    }
}

/// The entries that may come to be judged, by title, with what this judge declared. Of a minor without a guardian's
/// consent the name is left out.
///
/// # Errors
/// The database's.
pub async fn declarable(
    conn: &mut Conn,
    competition: CompetitionId,
    judge: JudgeId,
) -> Result<Vec<DeclarableEntry>, DbError> {
    let rows: Vec<EntryRow> = fetch_all!(
        conn,
        EntryRow,
        "SELECT e.id, e.title, e.team_id, t.name AS team, t.organisation, c.kind, c.category, c.reason FROM entry e
         JOIN team t ON t.id = e.team_id
         LEFT JOIN conflict_claim c ON c.entry_id = e.id AND c.judge_id = $2 AND c.source = 'declared' AND c.state <> 'aside'
         WHERE e.competition_id = $1 AND e.state IN ('submitted', 'fix_needed', 'eligible') ORDER BY e.title, e.id",
        competition.uuid(),
        judge.uuid(),
    )?;
    let members: Vec<MemberRow> = fetch_all!(
        conn,
        MemberRow,
        "SELECT m.team_id, m.public_name, m.country, NOT (m.minor AND COALESCE(g.state, 'pending') <> 'given') AS named
         FROM member m LEFT JOIN guardian_consent g ON g.member_id = m.id
         WHERE m.competition_id = $1 ORDER BY m.created_at, m.id",
        competition.uuid(),
    )?;
    let mut teams: BTreeMap<Uuid, Vec<MemberRow>> = BTreeMap::new();
    for member in members {
        teams.entry(member.team_id).or_default().push(member);
    }
    let own = own_pairs(conn, competition).await?;
    let asked = super::questions(conn, judge).await?;
    rows.into_iter()
        .map(|row| {
            let members = teams.get(&row.team_id).map(Vec::as_slice).unwrap_or_default();
            let mut countries: Vec<String> =
                members.iter().map(|member| member.country.clone()).filter(|country| !country.is_empty()).collect();
            countries.sort_unstable();
            countries.dedup();
            let tie = match (row.kind, row.category, row.reason) {
                (Some(kind), Some(category), Some(reason)) => Some(DeclaredTie {
                    kind: ConflictKind::parse(&kind)
                        .ok_or_else(|| DbError::corrupt("conflict_claim", "kind", &kind))?,
                    category: ConflictCategory::parse(&category)
                        .ok_or_else(|| DbError::corrupt("conflict_claim", "category", &category))?,
                    reason,
                }),
                _ => None,
            };
            Ok(DeclarableEntry {
                own: own.contains(&(judge, row.id.into())),
                members: members
                    .iter()
                    .filter(|member| member.named)
                    .map(|member| member.public_name.clone())
                    .collect(),
                countries,
                id: row.id.into(),
                title: row.title,
                team: row.team,
                organisation: row.organisation,
                asked: asked.contains(&row.id.into()),
                tie,
            })
        })
        .collect()
}

/// Judges and entries of teams they belong to themselves, or did.
///
/// # Errors
/// The database's.
pub async fn own_pairs(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<(JudgeId, EntryId)>, DbError> {
    let rows: Vec<(Uuid, Uuid)> = fetch_all!(
        conn,
        (Uuid, Uuid),
        "SELECT DISTINCT j.id, e.id FROM judge j
         JOIN (SELECT account_id, team_id FROM member WHERE competition_id = $1
               UNION SELECT account_id, team_id FROM former_member WHERE competition_id = $1) m ON m.account_id = j.account_id
         JOIN entry e ON e.team_id = m.team_id
         WHERE j.competition_id = $1 AND e.competition_id = $1 ORDER BY j.id, e.id",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(judge, entry)| (judge.into(), entry.into())).collect())
}

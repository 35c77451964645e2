//! Conflicts with where they come from, ties that were found, and what judges are yet to say.

use crate::{
    db::{Conn, DbError},
    fetch_all, row,
};
use app::{
    entries::model::FindingKind,
    ids::{AccountId, CompetitionId, EntryId, JudgeId},
    panel::model::{ClaimState, ConflictCategory, ConflictClaim, ConflictKind, ConflictSource, Ended, FoundTie},
    time::Moment,
};
use std::collections::BTreeSet;
use uuid::Uuid;

row! {
    struct ClaimRow {
        judge_id: Uuid,
        entry_id: Uuid,
        source: String,
        kind: String,
        category: String,
        reason: String,
        state: String,
        made_by: Option<String>,
        at: i64,
        aside_reason: String,
        aside_id: Option<Uuid>,
        aside_by: Option<String>,
        seconded_by: Option<String>,
        ended: Option<i64>,
    }
}

impl ClaimRow {
    fn into_model(self, reader: Option<AccountId>) -> Result<ConflictClaim, DbError> {
        let corrupt = |column: &'static str, word: &str| DbError::corrupt("conflict_claim", column, word);
        Ok(ConflictClaim {
            judge: self.judge_id.into(),
            entry: self.entry_id.into(),
            source: ConflictSource::parse(&self.source).ok_or_else(|| corrupt("source", &self.source))?,
            kind: ConflictKind::parse(&self.kind).ok_or_else(|| corrupt("kind", &self.kind))?,
            category: ConflictCategory::parse(&self.category).ok_or_else(|| corrupt("category", &self.category))?,
            reason: self.reason,
            state: ClaimState::parse(&self.state).ok_or_else(|| corrupt("state", &self.state))?,
            made_by: self.made_by,
            at: Moment::from_micros(self.at),
            aside_reason: self.aside_reason,
            aside_own: self.aside_id.is_some() && self.aside_id == reader.map(AccountId::uuid),
            aside_by: self.aside_by,
            seconded_by: self.seconded_by,
            ended: match self.ended {
                Some(2) => Ended::Scorecard,
                Some(_) => Ended::Draft,
                None => Ended::Nothing,
            },
        })
    }
}

/// Every claim of a competition, by judge, entry and source. `reader`: whose own proposals are marked as such.
///
/// # Errors
/// The database's.
pub async fn claims(
    conn: &mut Conn,
    competition: CompetitionId,
    reader: Option<AccountId>,
) -> Result<Vec<ConflictClaim>, DbError> {
    let rows: Vec<ClaimRow> = fetch_all!(
        conn,
        ClaimRow,
        "SELECT c.judge_id, c.entry_id, c.source, c.kind, c.category, c.reason, c.state, a.name AS made_by, c.at, c.aside_reason,
                c.aside_by AS aside_id, b.name AS aside_by, s.name AS seconded_by,
                (SELECT CAST(MAX(CASE WHEN k.submitted_at IS NULL THEN 1 ELSE 2 END) AS BIGINT) FROM scorecard k
                 WHERE k.judge_id = c.judge_id AND k.entry_id = c.entry_id AND k.state = 'void') AS ended
         FROM conflict_claim c LEFT JOIN account a ON a.id = c.made_by LEFT JOIN account b ON b.id = c.aside_by
         LEFT JOIN account s ON s.id = c.seconded_by
         WHERE c.competition_id = $1 ORDER BY c.judge_id, c.entry_id, c.source",
        competition.uuid(),
    )?;
    rows.into_iter().map(|row| row.into_model(reader)).collect()
}

row! {
    struct FoundRow {
        judge_id: Uuid,
        name: String,
        entry_id: Uuid,
        title: String,
        team: String,
        finding: String,
        kind: String,
        detail: String,
        member: Option<String>,
    }
}

/// Ties between judges and entries that were found and that nobody has weighed. Where a pair is barred anyhow there is
/// nothing to weigh.
///
/// # Errors
/// The database's.
pub async fn found_ties(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<FoundTie>, DbError> {
    let rows: Vec<FoundRow> = fetch_all!(
        conn,
        FoundRow,
        "SELECT f.party_judge AS judge_id, j.name, f.entry_id, e.title, t.name AS team, f.finding, f.kind, f.detail, m.public_name AS member
         FROM finding f JOIN judge j ON j.id = f.party_judge AND j.state NOT IN ('declined', 'left')
         JOIN entry e ON e.id = f.entry_id AND e.state IN ('submitted', 'fix_needed', 'eligible')
         JOIN team t ON t.id = e.team_id LEFT JOIN member m ON m.id = f.member_id
         WHERE f.competition_id = $1
         AND NOT EXISTS (SELECT 1 FROM finding_aside a WHERE a.entry_id = f.entry_id AND a.finding = f.finding)
         AND NOT EXISTS (SELECT 1 FROM conflict_claim c WHERE c.judge_id = j.id AND c.entry_id = e.id AND c.source = 'detected')
         AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.judge_id = j.id AND c.entry_id = e.id AND c.kind = 'hard')
         ORDER BY e.title, e.id, j.name, j.id, f.kind, f.finding",
        competition.uuid(),
    )?;
    rows.into_iter()
        .map(|row| {
            Ok(FoundTie {
                judge: row.judge_id.into(),
                name: row.name,
                entry: row.entry_id.into(),
                title: row.title,
                team: row.team,
                finding: row.finding,
                kind: FindingKind::parse(&row.kind).ok_or_else(|| DbError::corrupt("finding", "kind", &row.kind))?,
                detail: row.detail,
                member: row.member,
            })
        })
        .collect()
}

/// Pairs of ready judges and entries that came after they had gone through the list.
///
/// # Errors
/// The database's.
pub async fn unanswered(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<(JudgeId, EntryId)>, DbError> {
    let rows: Vec<(Uuid, Uuid)> = fetch_all!(
        conn,
        (Uuid, Uuid),
        "SELECT q.judge_id, q.entry_id FROM conflict_question q
         JOIN entry e ON e.id = q.entry_id AND e.state IN ('submitted', 'fix_needed', 'eligible')
         WHERE q.competition_id = $1 ORDER BY q.judge_id, q.entry_id",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(judge, entry)| (judge.into(), entry.into())).collect())
}

/// The entries that one judge is yet to say something of. Of a judge who has not begun there are none.
///
/// # Errors
/// The database's.
pub async fn questions(conn: &mut Conn, judge: JudgeId) -> Result<BTreeSet<EntryId>, DbError> {
    let rows: Vec<(Uuid,)> = fetch_all!(
        conn,
        (Uuid,),
        "SELECT q.entry_id FROM conflict_question q
         JOIN entry e ON e.id = q.entry_id AND e.state IN ('submitted', 'fix_needed', 'eligible')
         WHERE q.judge_id = $1 ORDER BY q.entry_id",
        judge.uuid(),
    )?;
    Ok(rows.into_iter().map(|(entry,)| entry.into()).collect())
}

//! Look-alikes and ties that were found, and those that were set aside.

use crate::{
    auth::permits::{About, Checker, Observer},
    db::{Conn, DbError, Tx},
    execute, execute_rows, fetch_all, row,
};
use app::{
    entries::{
        model::{Finding, FindingKind, Settled},
        views::FoundHere,
    },
    ids::{AccountId, EntryId, JudgeId, MemberId},
    time::Moment,
};
use uuid::Uuid;

/// Puts what is found now in the place of what was found before. What was set aside stays so where it is found again. An
/// entry, member or judge that went since is not found any more.
///
/// # Errors
/// The database's.
pub async fn replace(tx: &mut Tx, by: &Checker, found: &[Finding]) -> Result<(), DbError> {
    let competition = by.competition().uuid();
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO comparison (competition_id, at) VALUES ($1, $2) ON CONFLICT (competition_id) DO UPDATE SET at = excluded.at",
        competition,
        now,
    )?;
    execute!(tx, "DELETE FROM finding WHERE competition_id = $1", competition)?;
    let known = Known::read(tx, competition).await?;
    let found: Vec<&Finding> = found.iter().filter(|finding| known.has(finding)).collect();
    execute_rows!(
        tx,
        "INSERT INTO finding (entry_id, finding, competition_id, kind, detail, likeness, other_id, member_id, party_account, party_judge) VALUES",
        found,
        |finding| [
            finding.entry.uuid(),
            finding.digest.as_str(),
            competition,
            finding.kind.as_str(),
            finding.detail.as_str(),
            i64::from(finding.likeness),
            finding.other.map(EntryId::uuid),
            finding.member.map(MemberId::uuid),
            finding.account.map(AccountId::uuid),
            finding.judge.map(JudgeId::uuid),
        ],
        "ON CONFLICT (entry_id, finding) DO NOTHING",
    )?;
    Ok(())
}

/// What there is now: comparing takes a moment, in which somebody may have gone.
struct Known {
    entries: std::collections::HashSet<Uuid>,
    members: std::collections::HashSet<Uuid>,
    judges: std::collections::HashSet<Uuid>,
    accounts: std::collections::HashSet<Uuid>,
}

impl Known {
    async fn read(tx: &mut Tx, competition: Uuid) -> Result<Self, DbError> {
        let entries: Vec<(Uuid,)> =
            fetch_all!(tx, (Uuid,), "SELECT id FROM entry WHERE competition_id = $1 ORDER BY id", competition)?;
        let members: Vec<(Uuid,)> =
            fetch_all!(tx, (Uuid,), "SELECT id FROM member WHERE competition_id = $1 ORDER BY id", competition)?;
        let judges: Vec<(Uuid,)> =
            fetch_all!(tx, (Uuid,), "SELECT id FROM judge WHERE competition_id = $1 ORDER BY id", competition)?;
        let accounts: Vec<(Uuid,)> = fetch_all!(
            tx,
            (Uuid,),
            "SELECT r.account_id FROM role r WHERE r.competition_id = $1 AND r.role = 'organiser'
             UNION SELECT j.account_id FROM judge j WHERE j.competition_id = $1 AND j.account_id IS NOT NULL ORDER BY 1",
            competition,
        )?;
        let set = |rows: Vec<(Uuid,)>| rows.into_iter().map(|(id,)| id).collect();
        Ok(Self { entries: set(entries), members: set(members), judges: set(judges), accounts: set(accounts) })
    }

    fn has(&self, finding: &Finding) -> bool {
        self.entries.contains(&finding.entry.uuid())
            && finding.other.is_none_or(|other| self.entries.contains(&other.uuid()))
            && finding.member.is_none_or(|member| self.members.contains(&member.uuid()))
            && finding.judge.is_none_or(|judge| self.judges.contains(&judge.uuid()))
            && finding.account.is_none_or(|account| self.accounts.contains(&account.uuid()))
    }
}

row! {
    struct FindingRow {
        finding: String,
        kind: String,
        detail: String,
        likeness: i64,
        other_id: Option<Uuid>,
        other_title: Option<String>,
        other_team: Option<String>,
        member_id: Option<Uuid>,
        member: Option<String>,
        party_account: Option<Uuid>,
        party_judge: Option<Uuid>,
        party: Option<String>,
        reason: Option<String>,
        set_by: Option<String>,
        at: Option<i64>,
    }
}

/// What was found of an entry, with the names of today; what is set aside comes last.
///
/// # Errors
/// The database's.
pub async fn of_entry(conn: &mut Conn, by: &About<Observer>) -> Result<Vec<FoundHere>, DbError> {
    let entry = by.entry();
    let rows: Vec<FindingRow> = fetch_all!(
        conn,
        FindingRow,
        "SELECT f.finding, f.kind, f.detail, f.likeness, f.other_id, o.title AS other_title, t.name AS other_team, f.member_id,
                m.public_name AS member, f.party_account, f.party_judge, COALESCE(j.name, p.name) AS party,
                a.reason, b.name AS set_by, a.at
         FROM finding f LEFT JOIN entry o ON o.id = f.other_id LEFT JOIN team t ON t.id = o.team_id
         LEFT JOIN member m ON m.id = f.member_id LEFT JOIN account p ON p.id = f.party_account
         LEFT JOIN judge j ON j.id = f.party_judge
         LEFT JOIN finding_aside a ON a.entry_id = f.entry_id AND a.finding = f.finding LEFT JOIN account b ON b.id = a.set_by
         WHERE f.entry_id = $1
         ORDER BY CASE WHEN a.at IS NULL THEN 0 ELSE 1 END, f.kind, 0 - f.likeness, f.finding",
        entry.uuid(),
    )?;
    rows.into_iter()
        .map(|row| {
            let settled = |reason: String| Settled {
                reason,
                by: row.set_by,
                at: Moment::from_micros(row.at.unwrap_or_default()),
            };
            Ok(FoundHere {
                other: row.other_title.zip(row.other_team),
                member: row.member,
                party: row.party,
                aside: row.reason.map(settled),
                finding: Finding {
                    entry,
                    kind: FindingKind::parse(&row.kind)
                        .ok_or_else(|| DbError::corrupt("finding", "kind", &row.kind))?,
                    detail: row.detail,
                    likeness: u8::try_from(row.likeness).unwrap_or_default(),
                    other: row.other_id.map(Into::into),
                    member: row.member_id.map(Into::into),
                    account: row.party_account.map(Into::into),
                    judge: row.party_judge.map(Into::into),
                    digest: row.finding,
                },
            })
        })
        .collect()
}

/// The findings of an entry that were set aside, by their digests.
///
/// # Errors
/// The database's.
pub async fn aside_of(conn: &mut Conn, entry: EntryId) -> Result<Vec<String>, DbError> {
    let rows: Vec<(String,)> = fetch_all!(
        conn,
        (String,),
        "SELECT finding FROM finding_aside WHERE entry_id = $1 ORDER BY finding",
        entry.uuid()
    )?;
    Ok(rows.into_iter().map(|(finding,)| finding).collect())
}

/// Sets a finding aside; false when it is not found any more. A later reason takes the place of an earlier one.
///
/// # Errors
/// The database's.
pub async fn set_aside(tx: &mut Tx, by: &About<Checker>, finding: &str, reason: &str) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "INSERT INTO finding_aside (entry_id, finding, competition_id, reason, set_by, at)
         SELECT f.entry_id, f.finding, f.competition_id, $4, $5, $6 FROM finding f
         WHERE f.entry_id = $1 AND f.finding = $2 AND f.competition_id = $3
         ON CONFLICT (entry_id, finding) DO UPDATE SET reason = excluded.reason, set_by = excluded.set_by, at = excluded.at",
        by.entry().uuid(),
        finding,
        by.competition().uuid(),
        reason,
        by.account().map(AccountId::uuid),
        now,
    )?;
    Ok(changed == 1)
}

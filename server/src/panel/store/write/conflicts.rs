//! Conflicts of interest. What somebody says is a claim; `conflict` is what takes effect, of the claims of a pair the
//! hardest. A hard one takes the assignment away and voids the scorecard: the schema sees to it.

use crate::{
    auth::permits::{About, Editor, PanelMember},
    db::{DbError, Tx},
    execute, execute_rows, fetch_all,
};
use app::{
    ids::{AccountId, CompetitionId, EntryId, JudgeId},
    panel::model::{ClaimState, Conflict, ConflictCategory, ConflictSource, DeclaredTie},
};
use uuid::Uuid;

/// A judge and an entry of a competition.
#[derive(Clone, Copy, Debug)]
struct Pair {
    competition: CompetitionId,
    judge: JudgeId,
    entry: EntryId,
}

/// Writes a claim, in the place of what the same source said before, also of what was set aside.
async fn claim(
    tx: &mut Tx,
    pair: Pair,
    source: ConflictSource,
    tie: &DeclaredTie,
    by: Option<AccountId>,
    at: i64,
) -> Result<(), DbError> {
    // Only a judge and an entry of this competition: what is of another inserts nothing.
    execute!(
        tx,
        "INSERT INTO conflict_claim (judge_id, entry_id, source, competition_id, kind, category, reason, state, made_by, at)
         SELECT j.id, e.id, $4, j.competition_id, $5, $6, $7, 'counts', $8, $9
         FROM judge j JOIN entry e ON e.competition_id = j.competition_id
         WHERE j.id = $1 AND e.id = $2 AND j.competition_id = $3
         ON CONFLICT (judge_id, entry_id, source) DO UPDATE SET kind = excluded.kind, category = excluded.category,
           reason = excluded.reason, state = excluded.state, made_by = excluded.made_by, at = excluded.at,
           aside_reason = '', aside_by = excluded.aside_by, seconded_by = excluded.seconded_by, aside_at = excluded.aside_at",
        pair.judge.uuid(),
        pair.entry.uuid(),
        pair.competition.uuid(),
        source.as_str(),
        tie.kind.as_str(),
        tie.category.as_str(),
        tie.reason.as_str(),
        by.map(AccountId::uuid),
        at,
    )?;
    settle(tx, pair).await
}

/// Makes what takes effect follow from the claims.
async fn settle(tx: &mut Tx, pair: Pair) -> Result<(), DbError> {
    let (judge, entry) = (pair.judge.uuid(), pair.entry.uuid());
    execute!(
        tx,
        "DELETE FROM conflict WHERE judge_id = $1 AND entry_id = $2 AND NOT EXISTS
         (SELECT 1 FROM conflict_claim c WHERE c.judge_id = $1 AND c.entry_id = $2 AND c.state <> 'aside')",
        judge,
        entry,
    )?;
    execute!(
        tx,
        "INSERT INTO conflict (judge_id, entry_id, competition_id, kind, reason, at)
         SELECT judge_id, entry_id, competition_id, kind, reason, at FROM conflict_claim
         WHERE judge_id = $1 AND entry_id = $2 AND state <> 'aside' ORDER BY kind, source LIMIT 1
         ON CONFLICT (judge_id, entry_id) DO UPDATE SET kind = excluded.kind, reason = excluded.reason, at = excluded.at",
        judge,
        entry,
    )
    .map(drop)
}

/// A judge declares a conflict, or declares it anew.
///
/// # Errors
/// The database's.
pub async fn put_conflict(tx: &mut Tx, member: &PanelMember, entry: EntryId, tie: &DeclaredTie) -> Result<(), DbError> {
    let now = tx.now().micros();
    let pair = Pair { competition: member.competition(), judge: member.judge(), entry };
    claim(tx, pair, ConflictSource::Declared, tie, None, now).await
}

/// A judge takes back a tie that does not bar; one that bars stays. What others say of the pair stays too.
///
/// # Errors
/// The database's.
pub async fn delete_conflict(tx: &mut Tx, member: &PanelMember, entry: EntryId) -> Result<(), DbError> {
    let pair = Pair { competition: member.competition(), judge: member.judge(), entry };
    execute!(
        tx,
        "DELETE FROM conflict_claim WHERE judge_id = $1 AND entry_id = $2 AND competition_id = $3
         AND source = 'declared' AND kind = 'soft'",
        pair.judge.uuid(),
        pair.entry.uuid(),
        pair.competition.uuid(),
    )?;
    settle(tx, pair).await
}

/// An organiser records a conflict, or confirms one that was found.
///
/// # Errors
/// The database's.
pub async fn record_conflict(
    tx: &mut Tx,
    by: &About<Editor>,
    judge: JudgeId,
    source: ConflictSource,
    tie: &DeclaredTie,
) -> Result<(), DbError> {
    let now = tx.now().micros();
    claim(tx, Pair { competition: by.competition(), judge, entry: by.entry() }, source, tie, by.account(), now).await
}

/// Brings in a conflict as an import has it: as if the judge had declared it.
///
/// # Errors
/// The database's.
pub async fn insert_imported_conflict(tx: &mut Tx, by: &Editor, conflict: &Conflict) -> Result<(), DbError> {
    let pair = Pair { competition: by.competition(), judge: conflict.judge, entry: conflict.entry };
    let (kind, category) = (conflict.kind, ConflictCategory::Other);
    let tie = DeclaredTie { kind, category, reason: conflict.reason.clone() };
    claim(tx, pair, ConflictSource::Declared, &tie, None, conflict.at.micros()).await
}

/// Sets a claim aside, or notes that an organiser proposes to; false when it is not where it was any more.
///
/// # Errors
/// The database's.
pub async fn move_claim(
    tx: &mut Tx,
    by: &About<Editor>,
    (judge, source): (JudgeId, ConflictSource),
    (from, to): (ClaimState, ClaimState),
    reason: &str,
) -> Result<bool, DbError> {
    let (entry, now) = (by.entry(), tx.now().micros());
    let account = by.account().map(AccountId::uuid);
    // Who agrees is the second name; who sets aside alone, or proposes, the first.
    let (first, second) = if from == ClaimState::Leaving { (None, account) } else { (account, None) };
    let changed = execute!(
        tx,
        "UPDATE conflict_claim SET state = $6, aside_reason = $7, aside_by = COALESCE($8, aside_by), seconded_by = $9, aside_at = $10
         WHERE judge_id = $1 AND entry_id = $2 AND source = $3 AND competition_id = $4 AND state = $5",
        judge.uuid(),
        entry.uuid(),
        source.as_str(),
        by.competition().uuid(),
        from.as_str(),
        to.as_str(),
        reason,
        first,
        second,
        now,
    )?;
    settle(tx, Pair { competition: by.competition(), judge, entry }).await?;
    Ok(changed == 1)
}

/// Gives back what a conflict ended, once none bars the pair any more: each scorecard as it was, a draft or handed in, and
/// the assignment it belongs to. Gives how many. An assignment that nothing was written for has to be made again.
///
/// # Errors
/// The database's.
pub async fn restore(tx: &mut Tx, by: &About<Editor>, judge: JudgeId) -> Result<usize, DbError> {
    let entry = by.entry();
    let competition = by.competition().uuid();
    let rounds: Vec<(Uuid,)> = fetch_all!(
        tx,
        (Uuid,),
        "SELECT k.round_id FROM scorecard k WHERE k.judge_id = $1 AND k.entry_id = $2 AND k.competition_id = $3 AND k.state = 'void'
         AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.judge_id = $1 AND c.entry_id = $2 AND c.kind = 'hard')
         ORDER BY k.round_id",
        judge.uuid(),
        entry.uuid(),
        competition,
    )?;
    for (round,) in &rounds {
        super::insert_assignment(tx, by, (*round).into(), judge, entry, true).await?;
        execute!(
            tx,
            "UPDATE scorecard SET state = CASE WHEN submitted_at IS NULL THEN 'draft' ELSE 'submitted' END
             WHERE judge_id = $1 AND entry_id = $2 AND round_id = $3 AND competition_id = $4 AND state = 'void'",
            judge.uuid(),
            entry.uuid(),
            *round,
            competition,
        )?;
    }
    Ok(rounds.len())
}

/// Notes which entries a judge who is going through the list is yet to say something of.
///
/// # Errors
/// The database's.
pub async fn ask(tx: &mut Tx, member: &PanelMember, entries: &[EntryId]) -> Result<(), DbError> {
    let (judge, competition) = (member.judge().uuid(), member.competition().uuid());
    execute_rows!(
        tx,
        "INSERT INTO conflict_question (judge_id, entry_id, competition_id) VALUES",
        entries,
        |entry| [judge, entry.uuid(), competition],
        "ON CONFLICT (judge_id, entry_id) DO NOTHING",
    )?;
    Ok(())
}

/// Notes that a judge has said something of an entry.
///
/// # Errors
/// The database's.
pub async fn answered(tx: &mut Tx, member: &PanelMember, entry: EntryId) -> Result<(), DbError> {
    execute!(
        tx,
        "DELETE FROM conflict_question WHERE judge_id = $1 AND entry_id = $2",
        member.judge().uuid(),
        entry.uuid(),
    )
    .map(drop)
}

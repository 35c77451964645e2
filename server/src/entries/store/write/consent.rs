//! What guardians said.

use crate::{
    auth::permits::{EntryEditor, LinkHolder},
    db::{DbError, Tx},
    execute, fetch_all,
};
use app::{
    entries::{
        model::{CheckOutcome, CheckReason, ConsentState, PublicationConsent},
        rules::CURE_DAYS,
    },
    ids::{EntryId, MemberId, TeamId},
};
use uuid::Uuid;

/// A guardian is asked again after a refusal; what was given stays. False when no guardian of the team is asked.
///
/// # Errors
/// The database's.
pub async fn ask_again(tx: &mut Tx, by: &EntryEditor, member: MemberId) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "UPDATE guardian_consent SET state = 'pending', answered_at = $3 WHERE member_id = $1 AND state <> 'given'
         AND EXISTS (SELECT 1 FROM member m WHERE m.id = $1 AND m.team_id = $2)",
        member.uuid(),
        by.team().uuid(),
        None::<i64>,
    )?;
    Ok(changed == 1)
}

/// Records a guardian's answer to the question before publication. False when nobody asked.
///
/// # Errors
/// The database's.
pub async fn answer_publication(
    tx: &mut Tx,
    _holder: &LinkHolder,
    member: MemberId,
    answer: PublicationConsent,
) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "UPDATE guardian_consent SET publication = $2, publication_at = $3 WHERE member_id = $1 AND publication IS NOT NULL",
        member.uuid(),
        answer.as_str(),
        now,
    )?;
    Ok(changed == 1)
}

/// Records a guardian's answer, by the link that was sent to them. Gives the entries that wait for consent now.
///
/// # Errors
/// The database's.
pub async fn answer_consent(
    tx: &mut Tx,
    _holder: &LinkHolder,
    member: MemberId,
    team: TeamId,
    answer: ConsentState,
    guardian: &str,
    rules_version: Option<i64>,
) -> Result<Vec<EntryId>, DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "UPDATE guardian_consent SET guardian_name = $2, guardian_email = '', state = $3, rules_version = $4, answered_at = $5 WHERE member_id = $1",
        member.uuid(),
        guardian,
        answer.as_str(),
        rules_version,
        now,
    )?;
    suspend(tx, team).await
}

/// An eligible entry whose team lacks a guardian's consent is not eligible any more: it waits as with any other defect,
/// and judges do not see it (peaceapp.md section 7, rule 2). What they judge stays: only the team can be changed.
pub(super) async fn suspend(tx: &mut Tx, team: TeamId) -> Result<Vec<EntryId>, DbError> {
    let until = tx.now().plus_seconds(CURE_DAYS * 86_400).micros();
    let rows: Vec<(Uuid, Uuid)> = fetch_all!(
        tx,
        (Uuid, Uuid),
        "UPDATE entry SET state = 'fix_needed', cure_until = $2, cure_parts = 'team' WHERE team_id = $1 AND state = 'eligible'
         AND EXISTS (SELECT 1 FROM member m LEFT JOIN guardian_consent g ON g.member_id = m.id
                     WHERE m.team_id = $1 AND m.minor AND COALESCE(g.state, 'pending') <> 'given')
         AND EXISTS (SELECT 1 FROM competition c WHERE c.id = entry.competition_id AND c.state <> 'published')
         RETURNING id, competition_id",
        team.uuid(),
        until,
    )?;
    for (entry, competition) in &rows {
        let id: Uuid = tx.ambient().id();
        let now = tx.now().micros();
        execute!(
            tx,
            "INSERT INTO eligibility_check (id, competition_id, entry_id, outcome, reason, text, at, snapshot_id)
             VALUES ($1, $2, $3, $4, $5, '', $6,
               (SELECT s.id FROM snapshot s WHERE s.entry_id = $3 ORDER BY s.version DESC LIMIT 1))",
            id,
            *competition,
            *entry,
            CheckOutcome::FixNeeded.as_str(),
            CheckReason::Consent.as_str(),
            now,
        )?;
    }
    Ok(rows.into_iter().map(|(entry, _)| entry.into()).collect())
}

//! Teams, members and their guardians' consent.

use crate::{
    auth::permits::{EntryEditor, LinkHolder, SignedIn, TeamMember},
    db::{DbError, Tx},
    execute, fetch_all, fetch_one,
};
use app::{
    entries::{
        model::{CheckOutcome, CheckReason, ConsentState},
        rules::{CURE_DAYS, MemberDetails, TeamDetails},
    },
    ids::{AccountId, CompetitionId, EntryId, MemberId, TeamId},
};
use uuid::Uuid;

/// Makes a team; whoever is signed in may.
///
/// # Errors
/// The database's.
pub async fn insert_team(
    tx: &mut Tx,
    _by: &SignedIn,
    competition: CompetitionId,
    team: TeamId,
    details: &TeamDetails,
) -> Result<(), DbError> {
    insert_team_row(tx, competition, team, &details.name, &details.organisation).await
}

pub(super) async fn insert_team_row(
    tx: &mut Tx,
    competition: CompetitionId,
    team: TeamId,
    name: &str,
    organisation: &str,
) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO team (id, competition_id, name, organisation, created_at) VALUES ($1, $2, $3, $4, $5)",
        team.uuid(),
        competition.uuid(),
        name,
        organisation,
        now,
    )
    .map(drop)
}

/// Holds a team until the end of the transaction, so that of two entries begun at once the second sees the first.
///
/// # Errors
/// The database's.
pub async fn lock_team(tx: &mut Tx, by: &TeamMember) -> Result<(), DbError> {
    execute!(tx, "UPDATE team SET name = name WHERE id = $1", by.team().uuid()).map(drop)
}

/// Changes a team's name and organisation.
///
/// # Errors
/// The database's.
pub async fn update_team(tx: &mut Tx, by: &EntryEditor, details: &TeamDetails) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE team SET name = $2, organisation = $3 WHERE id = $1",
        by.team().uuid(),
        details.name.as_str(),
        details.organisation.as_str(),
    )
    .map(drop)
}

/// Somebody who comes into a team.
pub struct NewMember<'a> {
    /// The id.
    pub id: MemberId,
    /// The competition of the team.
    pub competition: CompetitionId,
    /// The team.
    pub team: TeamId,
    /// What is known of the person.
    pub details: &'a MemberDetails,
}

/// Somebody signed in comes into a team: its founder, or by invitation. Gives the entries that wait for consent now.
///
/// # Errors
/// [`DbError::Unique`] when the account belongs to the team already.
pub async fn insert_joiner(tx: &mut Tx, by: &SignedIn, new: &NewMember<'_>) -> Result<Vec<EntryId>, DbError> {
    let account = by.account();
    let now = tx.now().micros();
    insert_row(tx, new, Some(account)).await?;
    execute!(
        tx,
        "INSERT INTO role (account_id, competition_id, role, created_at) VALUES ($1, $2, 'team_member', $3)
         ON CONFLICT (account_id, competition_id, role) DO NOTHING",
        account.uuid(),
        new.competition.uuid(),
        now,
    )?;
    suspend(tx, new.team).await
}

/// Adds somebody without an account. Gives the entries that wait for consent now.
///
/// # Errors
/// The database's.
pub async fn insert_member(
    tx: &mut Tx,
    by: &EntryEditor,
    id: MemberId,
    details: &MemberDetails,
) -> Result<Vec<EntryId>, DbError> {
    insert_row(tx, &NewMember { id, competition: by.competition(), team: by.team(), details }, None).await?;
    suspend(tx, by.team()).await
}

async fn insert_row(tx: &mut Tx, new: &NewMember<'_>, account: Option<AccountId>) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO member (id, competition_id, team_id, account_id, public_name, country, role, minor, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        new.id.uuid(),
        new.competition.uuid(),
        new.team.uuid(),
        account.map(AccountId::uuid),
        new.details.public_name.as_str(),
        new.details.country.as_str(),
        new.details.role.as_str(),
        new.details.guardian.is_some(),
        now,
    )?;
    if let Some(guardian) = &new.details.guardian {
        upsert_guardian(tx, new.id, guardian).await?;
    }
    Ok(())
}

/// Names a guardian. Another one than before has not answered yet.
async fn upsert_guardian(tx: &mut Tx, member: MemberId, guardian: &str) -> Result<(), DbError> {
    execute!(
        tx,
        "INSERT INTO guardian_consent (member_id, guardian_name, state) VALUES ($1, $2, 'pending')
         ON CONFLICT (member_id) DO UPDATE SET guardian_name = excluded.guardian_name,
           state = CASE WHEN guardian_consent.guardian_name = excluded.guardian_name THEN guardian_consent.state ELSE 'pending' END",
        member.uuid(),
        guardian,
    )
    .map(drop)
}

/// Changes a member of the editor's team; `None` when there is no such one. Gives the entries that wait for consent now.
///
/// # Errors
/// The database's.
pub async fn update_member(
    tx: &mut Tx,
    by: &EntryEditor,
    member: MemberId,
    details: &MemberDetails,
) -> Result<Option<Vec<EntryId>>, DbError> {
    let changed = execute!(
        tx,
        "UPDATE member SET public_name = $3, country = $4, role = $5, minor = $6 WHERE id = $1 AND team_id = $2",
        member.uuid(),
        by.team().uuid(),
        details.public_name.as_str(),
        details.country.as_str(),
        details.role.as_str(),
        details.guardian.is_some(),
    )?;
    if changed == 0 {
        return Ok(None);
    }
    match &details.guardian {
        Some(guardian) => upsert_guardian(tx, member, guardian).await?,
        None => {
            execute!(tx, "DELETE FROM guardian_consent WHERE member_id = $1", member.uuid())?;
        }
    }
    suspend(tx, by.team()).await.map(Some)
}

/// What became of a removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// Done.
    Done,
    /// There is no such member.
    Unknown,
    /// Nobody who can sign in would be left.
    Last,
}

/// Removes a member of the editor's team, with their role if they enter nothing else there.
///
/// # Errors
/// The database's.
pub async fn remove_member(tx: &mut Tx, by: &EntryEditor, member: MemberId) -> Result<Removal, DbError> {
    // The lock: two members who remove each other at once must not empty the team.
    execute!(tx, "UPDATE team SET name = name WHERE id = $1", by.team().uuid())?;
    let others: (i64,) = fetch_one!(
        tx,
        (i64,),
        "SELECT CAST(COUNT(*) AS BIGINT) FROM member WHERE team_id = $1 AND id <> $2 AND account_id IS NOT NULL",
        by.team().uuid(),
        member.uuid(),
    )?;
    if others.0 == 0 {
        return Ok(Removal::Last);
    }
    let removed: Vec<(Option<Uuid>,)> = fetch_all!(
        tx,
        (Option<Uuid>,),
        "DELETE FROM member WHERE id = $1 AND team_id = $2 RETURNING account_id",
        member.uuid(),
        by.team().uuid(),
    )?;
    let Some((account,)) = removed.into_iter().next() else { return Ok(Removal::Unknown) };
    if let Some(account) = account {
        execute!(
            tx,
            "DELETE FROM role WHERE account_id = $1 AND competition_id = $2 AND role = 'team_member'
             AND NOT EXISTS (SELECT 1 FROM member m WHERE m.account_id = $1 AND m.competition_id = $2)",
            account,
            by.competition().uuid(),
        )?;
    }
    Ok(Removal::Done)
}

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
        "UPDATE guardian_consent SET guardian_name = $2, state = $3, rules_version = $4, answered_at = $5 WHERE member_id = $1",
        member.uuid(),
        guardian,
        answer.as_str(),
        rules_version,
        now,
    )?;
    suspend(tx, team).await
}

/// An eligible entry whose team lacks a guardian's consent is not eligible any more: it waits as with any other defect,
/// and judges do not see it (peaceapp.md section 7, rule 2).
async fn suspend(tx: &mut Tx, team: TeamId) -> Result<Vec<EntryId>, DbError> {
    let until = tx.now().plus_seconds(CURE_DAYS * 86_400).micros();
    let rows: Vec<(Uuid, Uuid)> = fetch_all!(
        tx,
        (Uuid, Uuid),
        "UPDATE entry SET state = 'fix_needed', cure_until = $2 WHERE team_id = $1 AND state = 'eligible'
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
            "INSERT INTO eligibility_check (id, competition_id, entry_id, outcome, reason, text, at) VALUES ($1, $2, $3, $4, $5, '', $6)",
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

//! Teams and their members.

use super::consent::suspend;
use crate::{
    auth::permits::{EntryEditor, SignedIn, TeamMember},
    db::{DbError, Tx},
    execute,
};
use app::{
    entries::rules::{MemberDetails, TeamDetails},
    ids::{AccountId, CompetitionId, EntryId, MemberId, TeamId},
};

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
    insert_row(tx, new, Some(account)).await?;
    give_role(tx, account, new.competition).await?;
    suspend(tx, new.team).await
}

pub(super) async fn give_role(tx: &mut Tx, account: AccountId, competition: CompetitionId) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO role (account_id, competition_id, role, created_at) VALUES ($1, $2, 'team_member', $3)
         ON CONFLICT (account_id, competition_id, role) DO NOTHING",
        account.uuid(),
        competition.uuid(),
        now,
    )
    .map(drop)
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
           state = CASE WHEN guardian_consent.guardian_name = excluded.guardian_name THEN guardian_consent.state ELSE 'pending' END,
           guardian_email = CASE WHEN guardian_consent.guardian_name = excluded.guardian_name THEN guardian_consent.guardian_email ELSE '' END,
           asked_at = CASE WHEN guardian_consent.guardian_name = excluded.guardian_name THEN guardian_consent.asked_at END,
           chased_at = CASE WHEN guardian_consent.guardian_name = excluded.guardian_name THEN guardian_consent.chased_at END,
           publication = CASE WHEN guardian_consent.guardian_name = excluded.guardian_name THEN guardian_consent.publication END",
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
    set_guardian(tx, member, details.guardian.as_deref()).await?;
    suspend(tx, by.team()).await.map(Some)
}

/// Names the guardian of a minor, or forgets the one of somebody who is none.
pub(super) async fn set_guardian(tx: &mut Tx, member: MemberId, guardian: Option<&str>) -> Result<(), DbError> {
    match guardian {
        Some(guardian) => upsert_guardian(tx, member, guardian).await,
        None => execute!(tx, "DELETE FROM guardian_consent WHERE member_id = $1", member.uuid()).map(drop),
    }
}

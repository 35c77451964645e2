//! People of a team come, speak for it and go.

use super::{
    consent::suspend,
    team::{NewMember, give_role, set_guardian},
};
use crate::{
    auth::permits::{EntryEditor, LinkHolder, SignedIn},
    db::{DbError, Tx},
    execute, fetch_all, fetch_one,
};
use app::{
    accounts::model::LinkPurpose,
    ids::{AccountId, CompetitionId, EntryId, MemberId, TeamId},
};
use uuid::Uuid;

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
    if others_who_sign_in(tx, by.team(), member).await? == 0 {
        return Ok(Removal::Last);
    }
    let found = remove_row(tx, by.team(), by.competition(), member).await?;
    Ok(if found { Removal::Done } else { Removal::Unknown })
}

/// How many other members of a team can sign in. The lock: two members who remove each other at once must not empty the
/// team.
async fn others_who_sign_in(tx: &mut Tx, team: TeamId, member: MemberId) -> Result<i64, DbError> {
    execute!(tx, "UPDATE team SET name = name WHERE id = $1", team.uuid())?;
    let others: (i64,) = fetch_one!(
        tx,
        (i64,),
        "SELECT CAST(COUNT(*) AS BIGINT) FROM member WHERE team_id = $1 AND id <> $2 AND account_id IS NOT NULL",
        team.uuid(),
        member.uuid(),
    )?;
    Ok(others.0)
}

/// Deletes all that is known of a member; false when there is none.
async fn remove_row(tx: &mut Tx, team: TeamId, competition: CompetitionId, member: MemberId) -> Result<bool, DbError> {
    let removed: Vec<(Option<Uuid>,)> = fetch_all!(
        tx,
        (Option<Uuid>,),
        "DELETE FROM member WHERE id = $1 AND team_id = $2 RETURNING account_id",
        member.uuid(),
        team.uuid(),
    )?;
    let Some((account,)) = removed.into_iter().next() else { return Ok(false) };
    if let Some(account) = account {
        execute!(
            tx,
            "DELETE FROM role WHERE account_id = $1 AND competition_id = $2 AND role = 'team_member'
             AND NOT EXISTS (SELECT 1 FROM member m WHERE m.account_id = $1 AND m.competition_id = $2)",
            account,
            competition.uuid(),
        )?;
    }
    Ok(true)
}

/// What a removal left behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftBehind {
    /// Whether nobody who can sign in is left in the team.
    pub emptied: bool,
    /// Entries that were taken back, because nobody who can sign in is left to answer for them.
    pub withdrawn: Vec<EntryId>,
}

/// Removes a minor at the guardian's wish: nothing of them stays. Nobody is kept in a team by being its last member: then
/// its drafts go, what was handed in is withdrawn, and its name, which may be the minor's, is blanked.
///
/// # Errors
/// The database's.
pub async fn remove_minor(
    tx: &mut Tx,
    _holder: &LinkHolder,
    team: TeamId,
    competition: CompetitionId,
    member: MemberId,
) -> Result<LeftBehind, DbError> {
    let others = others_who_sign_in(tx, team, member).await?;
    // What people were told of the minor names them too.
    execute!(tx, "DELETE FROM outbox_mail WHERE about = $1", member.uuid())?;
    remove_row(tx, team, competition, member).await?;
    if others > 0 {
        return Ok(LeftBehind::default());
    }
    execute!(
        tx,
        "DELETE FROM outbox_mail WHERE about = $1 OR about IN (SELECT id FROM entry WHERE team_id = $1)",
        team.uuid()
    )?;
    execute!(tx, "UPDATE team SET name = '', organisation = '' WHERE id = $1", team.uuid())?;
    execute!(tx, "DELETE FROM entry WHERE team_id = $1 AND state = 'draft'", team.uuid())?;
    let rows: Vec<(Uuid,)> = fetch_all!(
        tx,
        (Uuid,),
        "UPDATE entry SET state = 'withdrawn', cure_until = $2 WHERE team_id = $1 AND state NOT IN ('rejected', 'withdrawn') RETURNING id",
        team.uuid(),
        None::<i64>,
    )?;
    Ok(LeftBehind { emptied: true, withdrawn: rows.into_iter().map(|row| row.0.into()).collect() })
}

/// Names who speaks for the editor's team.
///
/// # Errors
/// The database's.
pub async fn set_contacts(
    tx: &mut Tx,
    by: &EntryEditor,
    contact: MemberId,
    second: Option<MemberId>,
) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE team SET contact_id = $2, second_contact_id = $3 WHERE id = $1",
        by.team().uuid(),
        contact.uuid(),
        second.map(MemberId::uuid),
    )
    .map(drop)
}

/// Notes that a member of the editor's team has no account and needs none. False when there is no such member.
///
/// # Errors
/// The database's.
pub async fn confirm_member(tx: &mut Tx, by: &EntryEditor, member: MemberId) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "UPDATE member SET without_account = $3 WHERE id = $1 AND team_id = $2 AND account_id IS NULL",
        member.uuid(),
        by.team().uuid(),
        true,
    )?;
    Ok(changed == 1)
}

/// Somebody signed in takes over what a team wrote of them, by their personal link. `None` when somebody did before. Gives
/// the entries that wait for consent now.
///
/// # Errors
/// [`DbError::Unique`] when the account belongs to the team already.
pub async fn take_over(
    tx: &mut Tx,
    who: &SignedIn,
    holder: &LinkHolder,
    new: &NewMember<'_>,
) -> Result<Option<Vec<EntryId>>, DbError> {
    let Ok(member) = holder.subject_for(LinkPurpose::MemberInvitation) else { return Ok(None) };
    let changed = execute!(
        tx,
        "UPDATE member SET account_id = $3, public_name = $4, country = $5, role = $6, minor = $7, without_account = $8
         WHERE id = $1 AND team_id = $2 AND account_id IS NULL",
        member,
        new.team.uuid(),
        who.account().uuid(),
        new.details.public_name.as_str(),
        new.details.country.as_str(),
        new.details.role.as_str(),
        new.details.guardian.is_some(),
        false,
    )?;
    if changed == 0 {
        return Ok(None);
    }
    set_guardian(tx, MemberId::new(member), new.details.guardian.as_deref()).await?;
    let account: AccountId = who.account();
    give_role(tx, account, new.competition).await?;
    suspend(tx, new.team).await.map(Some)
}

//! Statements about organisers and invitations to organise.

use crate::{
    auth::permits::{LinkHolder, Observer, Owner, SignedIn},
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_one, fetch_optional, row,
};
use app::{
    accounts::model::{LinkPurpose, Rights},
    competition::{
        model::{OpenInvitation, Organiser},
        rules::NewOrganiser,
    },
    ids::{AccountId, CompetitionId, OrganiserInvitationId},
    time::Moment,
};
use uuid::Uuid;

fn rights(table: &'static str, word: &str) -> Result<Rights, DbError> {
    Rights::parse(word).ok_or_else(|| DbError::corrupt(table, "rights", word))
}

/// Those who run a competition, in the order in which they came.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Organiser>, DbError> {
    let rows: Vec<(Uuid, String, String, String, i64)> = fetch_all!(
        conn,
        (Uuid, String, String, String, i64),
        "SELECT a.id, a.name, a.email, r.rights, r.created_at FROM role r JOIN account a ON a.id = r.account_id
         WHERE r.competition_id = $1 AND r.role = 'organiser' ORDER BY r.created_at, a.id",
        competition.uuid(),
    )?;
    rows.into_iter()
        .map(|(account, name, email, word, since)| {
            let rights = rights("role", &word)?;
            Ok(Organiser { account: account.into(), name, email, rights, since: Moment::from_micros(since) })
        })
        .collect()
}

/// Holds who organises a competition until the end of the transaction, so that of two owners who go at once the second
/// one stays; gives how many owners there are.
///
/// # Errors
/// The database's.
pub async fn hold(tx: &mut Tx, by: &Observer) -> Result<usize, DbError> {
    let id = by.competition().uuid();
    execute!(tx, "UPDATE competition SET name = name WHERE id = $1", id)?;
    let (owners,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "SELECT CAST(COUNT(*) AS BIGINT) FROM role WHERE competition_id = $1 AND role = 'organiser' AND rights = 'owner'",
        id,
    )?;
    Ok(usize::try_from(owners).unwrap_or_default())
}

/// Changes what an organiser may do; false when it is not an organiser.
///
/// # Errors
/// The database's.
pub async fn set_rights(tx: &mut Tx, by: &Owner, account: AccountId, rights: Rights) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "UPDATE role SET rights = $3 WHERE account_id = $1 AND competition_id = $2 AND role = 'organiser'",
        account.uuid(),
        by.competition().uuid(),
        rights.as_str(),
    )?;
    Ok(changed == 1)
}

async fn delete(tx: &mut Tx, competition: CompetitionId, account: Uuid) -> Result<bool, DbError> {
    let gone = execute!(
        tx,
        "DELETE FROM role WHERE account_id = $1 AND competition_id = $2 AND role = 'organiser'",
        account,
        competition.uuid(),
    )?;
    Ok(gone == 1)
}

/// Removes an organiser; false when it is none.
///
/// # Errors
/// The database's.
pub async fn remove(tx: &mut Tx, by: &Owner, account: AccountId) -> Result<bool, DbError> {
    delete(tx, by.competition(), account.uuid()).await
}

/// The caller organises no longer; false when it was by the site's trust in a host.
///
/// # Errors
/// The database's.
pub async fn leave(tx: &mut Tx, by: &Observer) -> Result<bool, DbError> {
    match by.account() {
        Some(account) => delete(tx, by.competition(), account.uuid()).await,
        None => Ok(false),
    }
}

/// Gives an account the rights of an invitation; false when it organises already.
///
/// # Errors
/// The database's.
pub async fn join(
    tx: &mut Tx,
    who: &SignedIn,
    holder: &LinkHolder,
    competition: CompetitionId,
    rights: Rights,
) -> Result<bool, DbError> {
    let Ok(invitation) = holder.subject_for(LinkPurpose::OrganiserInvitation) else { return Ok(false) };
    let now = tx.now().micros();
    let added = execute!(
        tx,
        "INSERT INTO role (account_id, competition_id, role, rights, created_at) VALUES ($1, $2, 'organiser', $3, $4)
         ON CONFLICT (account_id, competition_id, role) DO NOTHING",
        who.account().uuid(),
        competition.uuid(),
        rights.as_str(),
        now,
    )?;
    execute!(tx, "DELETE FROM organiser_invitation WHERE id = $1", invitation)?;
    Ok(added == 1)
}

/// Copies those who organise one competition to another that the caller owns; gives how many came.
///
/// # Errors
/// The database's.
pub async fn copy(tx: &mut Tx, from: &Owner, to: CompetitionId) -> Result<u64, DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO role (account_id, competition_id, role, rights, created_at)
         SELECT r.account_id, $2, r.role, r.rights, $3 FROM role r WHERE r.competition_id = $1 AND r.role = 'organiser'
         ON CONFLICT (account_id, competition_id, role) DO NOTHING",
        from.competition().uuid(),
        to.uuid(),
        now,
    )
}

/// Writes an invitation down.
///
/// # Errors
/// [`DbError::Unique`] when the address is invited already.
pub async fn invite(tx: &mut Tx, by: &Owner, new: &NewOrganiser) -> Result<OrganiserInvitationId, DbError> {
    let id: OrganiserInvitationId = tx.ambient().id();
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO organiser_invitation (id, competition_id, name, email, rights, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        id.uuid(),
        by.competition().uuid(),
        new.name.as_str(),
        new.email.as_str(),
        new.rights.as_str(),
        now,
    )?;
    Ok(id)
}

/// Takes an invitation back; false when there is none here.
///
/// # Errors
/// The database's.
pub async fn stop(tx: &mut Tx, by: &Owner, invitation: OrganiserInvitationId) -> Result<bool, DbError> {
    let gone = execute!(
        tx,
        "DELETE FROM organiser_invitation WHERE id = $1 AND competition_id = $2",
        invitation.uuid(),
        by.competition().uuid(),
    )?;
    Ok(gone == 1)
}

row! {
    struct InvitationRow {
        id: Uuid,
        name: String,
        email: String,
        rights: String,
        created_at: i64,
    }
}

fn invitation_model(row: InvitationRow) -> Result<OpenInvitation, DbError> {
    Ok(OpenInvitation {
        id: row.id.into(),
        name: row.name,
        email: row.email,
        rights: rights("organiser_invitation", &row.rights)?,
        since: Moment::from_micros(row.created_at),
        token: None,
    })
}

/// Invitations that are not answered, oldest first.
///
/// # Errors
/// The database's.
pub async fn invitations(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<OpenInvitation>, DbError> {
    let rows: Vec<InvitationRow> = fetch_all!(
        conn,
        InvitationRow,
        "SELECT id, name, email, rights, created_at FROM organiser_invitation WHERE competition_id = $1 ORDER BY created_at, id",
        competition.uuid(),
    )?;
    rows.into_iter().map(invitation_model).collect()
}

/// An invitation and where to.
///
/// # Errors
/// The database's.
pub async fn invitation(conn: &mut Conn, id: Uuid) -> Result<Option<(OpenInvitation, CompetitionId)>, DbError> {
    let place: Option<(Uuid,)> =
        fetch_optional!(conn, (Uuid,), "SELECT competition_id FROM organiser_invitation WHERE id = $1", id)?;
    let row: Option<InvitationRow> = fetch_optional!(
        conn,
        InvitationRow,
        "SELECT id, name, email, rights, created_at FROM organiser_invitation WHERE id = $1",
        id,
    )?;
    match (row, place) {
        (Some(row), Some((place,))) => Ok(Some((invitation_model(row)?, place.into()))),
        _ => Ok(None),
    }
}

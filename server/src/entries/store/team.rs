//! Teams, members and guardians as they are, for those who have a part in them.

use super::read::{consent_state, publication_state};
use crate::{
    auth::permits::{EntryEditor, SignedIn},
    db::{Conn, DbError},
    fetch_all, fetch_one, fetch_optional, row,
};
use app::{
    entries::model::{ConsentState, CurePart, EntryState, PublicationConsent, Team},
    ids::{AccountId, CompetitionId, EntryId, MemberId, TeamId, TrackId},
    time::Moment,
};
use uuid::Uuid;

/// The teams an account belongs to in a competition, by name.
///
/// # Errors
/// The database's.
pub async fn of_account(
    conn: &mut Conn,
    who: &SignedIn,
    competition: CompetitionId,
) -> Result<Vec<(TeamId, String)>, DbError> {
    let rows: Vec<(Uuid, String)> = fetch_all!(
        conn,
        (Uuid, String),
        "SELECT t.id, t.name FROM team t JOIN member m ON m.team_id = t.id
         WHERE m.account_id = $1 AND t.competition_id = $2 ORDER BY t.name, t.id",
        who.account().uuid(),
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(id, name)| (id.into(), name)).collect())
}

/// The member of a team who signs in with an account.
///
/// # Errors
/// The database's.
pub async fn member_of_account(conn: &mut Conn, team: TeamId, account: AccountId) -> Result<Option<MemberId>, DbError> {
    let row: Option<(Uuid,)> = fetch_optional!(
        conn,
        (Uuid,),
        "SELECT id FROM member WHERE team_id = $1 AND account_id = $2",
        team.uuid(),
        account.uuid(),
    )?;
    Ok(row.map(|row| row.0.into()))
}

/// The member who the caller is; `None` for organisers who are not of the team.
///
/// # Errors
/// The database's.
pub async fn own_member(conn: &mut Conn, by: &EntryEditor) -> Result<Option<MemberId>, DbError> {
    match by.account() {
        Some(account) => member_of_account(conn, by.team(), account).await,
        None => Ok(None),
    }
}

/// Whether the caller is the contact of the team.
///
/// # Errors
/// The database's.
pub async fn is_contact(conn: &mut Conn, by: &EntryEditor, team: &Team) -> Result<bool, DbError> {
    let own = own_member(conn, by).await?;
    Ok(own.is_some() && own == team.contact)
}

/// The team of a member.
///
/// # Errors
/// The database's.
pub async fn of_member(conn: &mut Conn, member: MemberId) -> Result<Option<TeamId>, DbError> {
    let row: Option<(Uuid,)> =
        fetch_optional!(conn, (Uuid,), "SELECT team_id FROM member WHERE id = $1", member.uuid())?;
    Ok(row.map(|row| row.0.into()))
}

/// The guardians of a team's minors.
///
/// # Errors
/// The database's.
pub async fn guardians(conn: &mut Conn, team: TeamId) -> Result<Vec<(MemberId, String)>, DbError> {
    let rows: Vec<(Uuid, String)> = fetch_all!(
        conn,
        (Uuid, String),
        "SELECT g.member_id, g.guardian_name FROM guardian_consent g JOIN member m ON m.id = g.member_id
         WHERE m.team_id = $1 ORDER BY m.created_at, m.id",
        team.uuid(),
    )?;
    Ok(rows.into_iter().map(|(id, name)| (id.into(), name)).collect())
}

row! {
    struct MinorRow {
        team_id: Uuid,
        public_name: String,
        guardian_name: String,
        state: String,
        rules_version: Option<i64>,
        answered_at: Option<i64>,
        publication: Option<String>,
        publication_at: Option<i64>,
    }
}

/// A minor whose guardian is asked, and what the guardian said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minor {
    /// The team.
    pub team: TeamId,
    /// The name under which the minor is shown.
    pub public_name: String,
    /// The guardian's name.
    pub guardian_name: String,
    /// The answer.
    pub state: ConsentState,
    /// When it was given, and under which version of the rules.
    pub answered: Option<(Moment, Option<i64>)>,
    /// The answer to the question before publication, and when; `None` where it was not asked.
    pub publication: Option<(PublicationConsent, Option<Moment>)>,
}

/// The minor whose guardian is asked.
///
/// # Errors
/// The database's.
pub async fn minor(conn: &mut Conn, member: MemberId) -> Result<Option<Minor>, DbError> {
    let row: Option<MinorRow> = fetch_optional!(
        conn,
        MinorRow,
        "SELECT m.team_id, m.public_name, g.guardian_name, g.state, g.rules_version, g.answered_at, g.publication, g.publication_at
         FROM member m JOIN guardian_consent g ON g.member_id = m.id WHERE m.id = $1",
        member.uuid(),
    )?;
    row.map(|row| {
        let publication = row.publication.map(|word| publication_state(&word)).transpose()?;
        Ok(Minor {
            team: row.team_id.into(),
            public_name: row.public_name,
            guardian_name: row.guardian_name,
            state: consent_state(&row.state)?,
            answered: row.answered_at.map(|at| (Moment::from_micros(at), row.rules_version)),
            publication: publication.map(|said| (said, row.publication_at.map(Moment::from_micros))),
        })
    })
    .transpose()
}

/// An entry of a team: what tells whether the team may be changed.
#[derive(Clone, Debug)]
pub struct TeamEntry {
    /// Its id.
    pub id: EntryId,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub state: EntryState,
    /// Until when a defect may be cured.
    pub cure_until: Option<Moment>,
    /// What may be changed meanwhile; `None`: all of it.
    pub cure_parts: Option<Vec<CurePart>>,
    /// A later deadline of this entry alone, as long as it can be used.
    pub late_until: Option<Moment>,
}

row! {
    struct TeamEntryRow {
        id: Uuid,
        title: String,
        state: String,
        cure_until: Option<i64>,
        cure_parts: Option<String>,
        late_until: Option<i64>,
    }
}

/// The entries of a team that count: not withdrawn ones.
///
/// # Errors
/// The database's.
pub async fn entries(conn: &mut Conn, team: TeamId) -> Result<Vec<TeamEntry>, DbError> {
    let rows: Vec<TeamEntryRow> = fetch_all!(
        conn,
        TeamEntryRow,
        "SELECT id, title, state, cure_until, cure_parts, late_until FROM entry
         WHERE team_id = $1 AND state <> 'withdrawn' ORDER BY created_at DESC, id",
        team.uuid(),
    )?;
    rows.into_iter()
        .map(|row| {
            let parts = row
                .cure_parts
                .map(|stored| CurePart::split(&stored).ok_or_else(|| DbError::corrupt("entry", "cure_parts", &stored)));
            Ok(TeamEntry {
                id: row.id.into(),
                title: row.title,
                state: EntryState::parse(&row.state).ok_or_else(|| DbError::corrupt("entry", "state", &row.state))?,
                cure_until: row.cure_until.map(Moment::from_micros),
                cure_parts: parts.transpose()?,
                late_until: row.late_until.map(Moment::from_micros),
            })
        })
        .collect()
}

/// How many entries a team has in a track, without withdrawn ones.
///
/// # Errors
/// The database's.
pub async fn entries_in_track(conn: &mut Conn, team: TeamId, track: TrackId) -> Result<i64, DbError> {
    let row: (i64,) = fetch_one!(
        conn,
        (i64,),
        "SELECT CAST(COUNT(*) AS BIGINT) FROM entry WHERE team_id = $1 AND track_id = $2 AND state <> 'withdrawn'",
        team.uuid(),
        track.uuid(),
    )?;
    Ok(row.0)
}

/// How many entries a competition has, in any state.
///
/// # Errors
/// The database's.
pub async fn entries_in_competition(conn: &mut Conn, competition: CompetitionId) -> Result<i64, DbError> {
    let row: (i64,) = fetch_one!(
        conn,
        (i64,),
        "SELECT CAST(COUNT(*) AS BIGINT) FROM entry WHERE competition_id = $1",
        competition.uuid(),
    )?;
    Ok(row.0)
}

/// Whether a minor of a team lacks a guardian's consent.
///
/// # Errors
/// The database's.
pub async fn consent_missing(conn: &mut Conn, team: TeamId) -> Result<bool, DbError> {
    let row: Option<(i64,)> = fetch_optional!(
        conn,
        (i64,),
        "SELECT CAST(1 AS BIGINT) FROM member m LEFT JOIN guardian_consent g ON g.member_id = m.id
         WHERE m.team_id = $1 AND m.minor AND COALESCE(g.state, 'pending') <> 'given' LIMIT 1",
        team.uuid(),
    )?;
    Ok(row.is_some())
}

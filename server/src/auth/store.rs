//! Statements about sessions, links and what permits rest on.

use crate::{
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional, row,
};
use app::{
    accounts::model::{LinkPurpose, Rights},
    ids::{AccountId, CompetitionId, EntryId, LinkId, ProposalId, TeamId},
    time::Moment,
};
use std::collections::BTreeSet;
use uuid::Uuid;

row! {
    pub(super) struct SessionRow {
        pub account_id: Uuid,
        pub name: String,
        pub host: bool,
        pub seen_at: i64,
        pub expires_at: i64,
    }
}

pub(super) async fn session(conn: &mut Conn, token_hash: &[u8]) -> Result<Option<SessionRow>, DbError> {
    fetch_optional!(
        conn, SessionRow,
        "SELECT s.account_id, a.name, a.host, s.seen_at, s.expires_at FROM session s JOIN account a ON a.id = s.account_id
         WHERE s.token_hash = $1",
        token_hash,
    )
}

row! {
    pub(super) struct ListedRow {
        pub token_hash: Vec<u8>,
        pub created_at: i64,
        pub seen_at: i64,
    }
}

/// The sessions of an account that have neither ended nor been idle since a moment.
pub(super) async fn sessions(
    conn: &mut Conn,
    account: AccountId,
    now: Moment,
    idle: Moment,
) -> Result<Vec<ListedRow>, DbError> {
    fetch_all!(
        conn,
        ListedRow,
        "SELECT token_hash, created_at, seen_at FROM session WHERE account_id = $1 AND expires_at >= $2 AND seen_at >= $3
         ORDER BY created_at DESC, token_hash",
        account.uuid(),
        now.micros(),
        idle.micros(),
    )
}

pub(super) async fn insert_session(
    tx: &mut Tx,
    token_hash: &[u8],
    account: AccountId,
    now: Moment,
    expires: Moment,
) -> Result<(), DbError> {
    execute!(
        tx,
        "INSERT INTO session (token_hash, account_id, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $3, $4)",
        token_hash,
        account.uuid(),
        now.micros(),
        expires.micros(),
    )
    .map(drop)
}

pub(super) async fn delete_old_sessions(tx: &mut Tx) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(tx, "DELETE FROM session WHERE expires_at < $1", now).map(drop)
}

pub(super) async fn touch_session(tx: &mut Tx, token_hash: &[u8]) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(tx, "UPDATE session SET seen_at = $2 WHERE token_hash = $1", token_hash, now).map(drop)
}

pub(super) async fn delete_session(tx: &mut Tx, token_hash: &[u8]) -> Result<(), DbError> {
    execute!(tx, "DELETE FROM session WHERE token_hash = $1", token_hash).map(drop)
}

pub(super) async fn delete_sessions(tx: &mut Tx, account: AccountId, keep: Option<&[u8; 32]>) -> Result<(), DbError> {
    let keep: &[u8] = keep.map_or(&[], |hash| hash);
    execute!(tx, "DELETE FROM session WHERE account_id = $1 AND token_hash <> $2", account.uuid(), keep).map(drop)
}

row! {
    pub(super) struct LinkRow {
        pub id: Uuid,
        pub purpose: String,
        pub account_id: Option<Uuid>,
        pub subject: Option<Uuid>,
        pub expires_at: i64,
        pub used_at: Option<i64>,
    }
}

pub(super) async fn insert_link(
    tx: &mut Tx,
    id: LinkId,
    token_hash: &[u8],
    purpose: LinkPurpose,
    account: Option<AccountId>,
    subject: Option<Uuid>,
    expires: Moment,
) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO one_time_link (id, token_hash, purpose, account_id, subject, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        id.uuid(), token_hash, purpose.as_str(), account.map(AccountId::uuid), subject, now, expires.micros(),
    )
    .map(drop)
}

pub(super) async fn link(conn: &mut Conn, token_hash: &[u8]) -> Result<Option<LinkRow>, DbError> {
    fetch_optional!(
        conn,
        LinkRow,
        "SELECT id, purpose, account_id, subject, expires_at, used_at FROM one_time_link WHERE token_hash = $1",
        token_hash
    )
}

/// The newest link about a subject that can still be used.
pub(super) async fn open_link(
    conn: &mut Conn,
    purpose: LinkPurpose,
    subject: Uuid,
    now: Moment,
) -> Result<Option<LinkRow>, DbError> {
    fetch_optional!(
        conn,
        LinkRow,
        "SELECT id, purpose, account_id, subject, expires_at, used_at FROM one_time_link
         WHERE purpose = $1 AND subject = $2 AND used_at IS NULL AND expires_at > $3 ORDER BY created_at DESC LIMIT 1",
        purpose.as_str(),
        subject,
        now.micros(),
    )
}

/// Marks a link as used; false when it was used before. The condition and the change are one statement, so of two
/// parallel uses one wins.
pub(super) async fn use_link(tx: &mut Tx, id: Uuid) -> Result<bool, DbError> {
    let now = tx.now().micros();
    Ok(execute!(tx, "UPDATE one_time_link SET used_at = $2 WHERE id = $1 AND used_at IS NULL", id, now)? == 1)
}

/// Ends every open link about a subject.
pub(super) async fn close_links(tx: &mut Tx, purpose: LinkPurpose, subject: Uuid) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "UPDATE one_time_link SET used_at = $3 WHERE purpose = $1 AND subject = $2 AND used_at IS NULL",
        purpose.as_str(),
        subject,
        now
    )
    .map(drop)
}

pub(super) async fn is_host(conn: &mut Conn, account: AccountId) -> Result<bool, DbError> {
    let row: Option<(bool,)> =
        fetch_optional!(conn, (bool,), "SELECT host FROM account WHERE id = $1", account.uuid())?;
    Ok(row.is_some_and(|row| row.0))
}

/// What an account may do in a competition that it organises. The host of all is an owner everywhere.
pub(super) async fn rights(
    conn: &mut Conn,
    account: AccountId,
    competition: CompetitionId,
) -> Result<Option<Rights>, DbError> {
    let row: Option<(bool, Option<String>)> = fetch_optional!(
        conn,
        (bool, Option<String>),
        "SELECT a.host, r.rights FROM competition c JOIN account a ON a.id = $1
         LEFT JOIN role r ON r.account_id = a.id AND r.competition_id = c.id AND r.role = 'organiser'
         WHERE c.id = $2",
        account.uuid(),
        competition.uuid(),
    )?;
    match row {
        None | Some((false, None)) => Ok(None),
        Some((true, _)) => Ok(Some(Rights::Owner)),
        Some((false, Some(word))) => {
            Rights::parse(&word).map(Some).ok_or_else(|| DbError::corrupt("role", "rights", word))
        }
    }
}

/// The entries that are kept from an organiser: by a conflict of interest, or as a member of the team, also a former one.
pub(super) async fn kept(
    conn: &mut Conn,
    account: AccountId,
    competition: CompetitionId,
) -> Result<BTreeSet<EntryId>, DbError> {
    let rows: Vec<(Uuid,)> = fetch_all!(
        conn,
        (Uuid,),
        "SELECT entry_id FROM kept_entry WHERE account_id = $1 AND competition_id = $2",
        account.uuid(),
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(entry,)| entry.into()).collect())
}

/// The entries that are kept from a judge in the panel's room: by a conflict that bars, as a member of the team, also a
/// former one, or by what is known of the same person as organiser.
pub(super) async fn kept_from_judge(
    conn: &mut Conn,
    judge: Uuid,
    account: AccountId,
    competition: CompetitionId,
) -> Result<BTreeSet<EntryId>, DbError> {
    let rows: Vec<(Uuid,)> = fetch_all!(
        conn,
        (Uuid,),
        "SELECT entry_id FROM conflict WHERE judge_id = $1 AND kind = 'hard'
         UNION SELECT entry_id FROM kept_entry WHERE account_id = $2 AND competition_id = $3",
        judge,
        account.uuid(),
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(entry,)| entry.into()).collect())
}

row! {
    pub(super) struct MembershipRow {
        pub competition_id: Uuid,
        pub team_id: Uuid,
    }
}

pub(super) async fn membership(
    conn: &mut Conn,
    account: AccountId,
    team: TeamId,
) -> Result<Option<MembershipRow>, DbError> {
    fetch_optional!(
        conn,
        MembershipRow,
        "SELECT competition_id, team_id FROM member WHERE account_id = $1 AND team_id = $2",
        account.uuid(),
        team.uuid(),
    )
}

pub(super) async fn entry_membership(
    conn: &mut Conn,
    account: AccountId,
    entry: EntryId,
) -> Result<Option<MembershipRow>, DbError> {
    fetch_optional!(
        conn,
        MembershipRow,
        "SELECT e.competition_id, e.team_id FROM entry e JOIN member m ON m.team_id = e.team_id WHERE m.account_id = $1 AND e.id = $2",
        account.uuid(),
        entry.uuid(),
    )
}

row! {
    pub(super) struct JudgeRow {
        pub id: Uuid,
        pub state: String,
        pub standing: String,
        pub slug: String,
        pub signed: bool,
    }
}

/// Whether judge `j` signed conduct as it reads now. Before organisers write a text of their own, the first is in force.
macro_rules! signed {
    () => {
        "(EXISTS (SELECT 1 FROM conduct_signature s WHERE s.judge_id = j.id AND s.version =
           (SELECT CAST(COALESCE(MAX(t.version), 1) AS BIGINT) FROM conduct_text t WHERE t.competition_id = s.competition_id)))"
    };
}

/// An account's judge in a competition, and whether conduct is signed.
pub(super) async fn judge(
    conn: &mut Conn,
    account: AccountId,
    competition: CompetitionId,
) -> Result<Option<JudgeRow>, DbError> {
    fetch_optional!(
        conn,
        JudgeRow,
        concat!(
            "SELECT j.id, j.state, j.standing, c.slug, ",
            signed!(),
            " AS signed
         FROM judge j JOIN competition c ON c.id = j.competition_id
         WHERE j.account_id = $1 AND j.competition_id = $2"
        ),
        account.uuid(),
        competition.uuid(),
    )
}

row! {
    pub(super) struct AssignedRow {
        pub competition_id: Uuid,
        pub judge_id: Uuid,
        pub round_id: Uuid,
        pub slug: String,
        pub signed: bool,
        pub samples_first: bool,
    }
}

/// The assignment that lets an account's judge see an entry: the judge is ready, the entry eligible, nothing bars it. SQLite
/// takes the tables of a CROSS JOIN in their order: it is to find the one judge, not to go through all judges of the entry.
/// Which samples are this judge's is said as in `scores::store::calibration::of_judge`; where none are required, one look
/// at one row is all that it costs.
pub(super) async fn assigned(
    conn: &mut Conn,
    account: AccountId,
    entry: EntryId,
) -> Result<Option<AssignedRow>, DbError> {
    fetch_optional!(
        conn, AssignedRow,
        concat!(
        "SELECT a.competition_id, a.judge_id, a.round_id, k.slug, ", signed!(), " AS signed,
           (EXISTS (SELECT 1 FROM calibration b JOIN sample p ON p.competition_id = b.competition_id
             WHERE b.competition_id = a.competition_id AND b.required
             AND NOT EXISTS (SELECT 1 FROM sample_scorecard d WHERE d.judge_id = j.id AND d.sample_id = p.id AND d.state = 'submitted')
             AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.judge_id = j.id AND c.entry_id = p.entry_id AND c.kind = 'hard')
             AND NOT EXISTS (SELECT 1 FROM entry f JOIN member m ON m.team_id = f.team_id WHERE f.id = p.entry_id AND m.account_id = j.account_id)
             AND NOT EXISTS (SELECT 1 FROM entry f JOIN former_member m ON m.team_id = f.team_id
               WHERE f.id = p.entry_id AND m.account_id = j.account_id))) AS samples_first
         FROM entry e
         CROSS JOIN judge j
         CROSS JOIN assignment a
         JOIN competition k ON k.id = a.competition_id
         JOIN round r ON r.id = a.round_id
         WHERE e.id = $2 AND e.state = 'eligible'
         AND j.competition_id = e.competition_id AND j.account_id = $1 AND j.state = 'ready' AND j.standing = 'member'
         AND a.judge_id = j.id AND a.entry_id = e.id
         AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.judge_id = a.judge_id AND c.entry_id = a.entry_id AND c.kind = 'hard')
         AND NOT EXISTS (SELECT 1 FROM member m WHERE m.team_id = e.team_id AND m.account_id = j.account_id)
         AND NOT EXISTS (SELECT 1 FROM former_member m WHERE m.team_id = e.team_id AND m.account_id = j.account_id)
         ORDER BY r.position DESC LIMIT 1"
        ),
        account.uuid(), entry.uuid(),
    )
}

row! {
    pub(super) struct ReleaseRow {
        pub competition_id: Uuid,
        pub confirmed_by: Option<Uuid>,
        pub payload: String,
        pub reason: String,
    }
}

/// A publication that was confirmed, is not done with and may come out by now.
pub(super) async fn release(conn: &mut Conn, proposal: ProposalId, now: Moment) -> Result<Option<ReleaseRow>, DbError> {
    fetch_optional!(
        conn,
        ReleaseRow,
        "SELECT competition_id, confirmed_by, payload, reason FROM proposal WHERE id = $1 AND kind = 'publish'
         AND outcome IS NULL AND confirmed_at IS NOT NULL AND (release_at IS NULL OR release_at <= $2)",
        proposal.uuid(),
        now.micros(),
    )
}

/// A reopening that was confirmed and is not done with: its competition and what is opened.
pub(super) async fn reopens(conn: &mut Conn, proposal: ProposalId) -> Result<Option<(Uuid, String)>, DbError> {
    fetch_optional!(
        conn,
        (Uuid, String),
        "SELECT competition_id, payload FROM proposal WHERE id = $1 AND kind = 'reopen' AND outcome IS NULL
         AND confirmed_at IS NOT NULL",
        proposal.uuid(),
    )
}

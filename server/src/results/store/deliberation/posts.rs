//! What is said in the room of an entry.

use crate::{
    auth::permits::InRoom,
    auth::permits::Speaker,
    competition::store::read::count,
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_one, fetch_optional, row,
};
use app::{
    ids::{AccountId, CompetitionId, EntryId, JudgeId, PostId},
    results::model::deliberation::NewPost,
    time::Moment,
};
use std::collections::BTreeMap;
use uuid::Uuid;

row! {
    struct PostRow {
        id: Uuid,
        judge_id: Option<Uuid>,
        account_id: Option<Uuid>,
        organiser: Option<String>,
        language: String,
        text: Option<String>,
        at: i64,
        withdrawn_at: Option<i64>,
    }
}

/// A post as it is read for a page: without its words when it was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPost {
    /// Its id.
    pub id: PostId,
    /// The judge who said it; `None` for an organiser, and for a judge who is gone.
    pub judge: Option<JudgeId>,
    /// The account, if it is still there.
    pub account: Option<AccountId>,
    /// The name of an organiser who said it.
    pub organiser: Option<String>,
    /// The language.
    pub language: String,
    /// What was said.
    pub text: Option<String>,
    /// When.
    pub at: Moment,
    /// When it was taken back.
    pub withdrawn_at: Option<Moment>,
}

/// What was said of an entry, in its order.
///
/// # Errors
/// The database's.
pub async fn of_entry(conn: &mut Conn, entry: EntryId) -> Result<Vec<StoredPost>, DbError> {
    let rows: Vec<PostRow> = fetch_all!(
        conn,
        PostRow,
        "SELECT p.id, p.judge_id, p.account_id, CASE WHEN p.judge_id IS NULL THEN a.name END AS organiser, p.language,
                CASE WHEN p.withdrawn_at IS NULL THEN p.text END AS text, p.at, p.withdrawn_at
         FROM deliberation_post p LEFT JOIN account a ON a.id = p.account_id WHERE p.entry_id = $1 ORDER BY p.at, p.id",
        entry.uuid(),
    )?;
    let post = |row: PostRow| StoredPost {
        id: row.id.into(),
        judge: row.judge_id.map(JudgeId::from),
        account: row.account_id.map(AccountId::from),
        organiser: row.organiser,
        language: row.language,
        text: row.text,
        at: Moment::from_micros(row.at),
        withdrawn_at: row.withdrawn_at.map(Moment::from_micros),
    };
    Ok(rows.into_iter().map(post).collect())
}

/// How many posts of each entry were not taken back.
///
/// # Errors
/// The database's.
pub async fn counts(conn: &mut Conn, competition: CompetitionId) -> Result<BTreeMap<EntryId, u32>, DbError> {
    let rows: Vec<(Uuid, i64)> = fetch_all!(
        conn,
        (Uuid, i64),
        "SELECT entry_id, CAST(COUNT(*) AS BIGINT) FROM deliberation_post
         WHERE competition_id = $1 AND withdrawn_at IS NULL GROUP BY entry_id",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(entry, posts)| (entry.into(), count(posts))).collect())
}

/// How many posts there are of an entry, and how many of this person's since a moment.
///
/// # Errors
/// The database's.
pub async fn numbers(conn: &mut Conn, by: &Speaker, since: Moment) -> Result<(i64, i64), DbError> {
    fetch_one!(
        conn,
        (i64, i64),
        "SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM deliberation_post WHERE entry_id = $1),
                (SELECT CAST(COUNT(*) AS BIGINT) FROM deliberation_post WHERE competition_id = $2 AND account_id = $3 AND at > $4)",
        by.entry().uuid(),
        by.place().uuid(),
        by.account().map(AccountId::uuid),
        since.micros(),
    )
}

/// Says something.
///
/// # Errors
/// [`DbError::Check`] where the room is closed, or the judge has a conflict of interest.
pub async fn insert(tx: &mut Tx, by: &Speaker, post: &NewPost) -> Result<PostId, DbError> {
    let (id, now): (PostId, i64) = (tx.ambient().id(), tx.now().micros());
    execute!(
        tx,
        "INSERT INTO deliberation_post (id, competition_id, entry_id, judge_id, account_id, language, text, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id.uuid(),
        by.place().uuid(),
        by.entry().uuid(),
        by.judge().map(JudgeId::uuid),
        by.account().map(AccountId::uuid),
        post.language.as_str(),
        post.text.as_str(),
        now,
    )?;
    Ok(id)
}

/// Where a post is: its competition and entry.
///
/// # Errors
/// The database's.
pub async fn place(conn: &mut Conn, post: PostId) -> Result<Option<(CompetitionId, EntryId)>, DbError> {
    let row: Option<(Uuid, Uuid)> = fetch_optional!(
        conn,
        (Uuid, Uuid),
        "SELECT competition_id, entry_id FROM deliberation_post WHERE id = $1",
        post.uuid(),
    )?;
    Ok(row.map(|(competition, entry)| (competition.into(), entry.into())))
}

/// Whether a post is this person's.
///
/// # Errors
/// The database's.
pub async fn is_own(conn: &mut Conn, by: &Speaker, post: PostId) -> Result<bool, DbError> {
    let row: Option<(Uuid,)> = fetch_optional!(
        conn,
        (Uuid,),
        "SELECT id FROM deliberation_post WHERE id = $1 AND entry_id = $2 AND account_id = $3",
        post.uuid(),
        by.entry().uuid(),
        by.account().map(AccountId::uuid),
    )?;
    Ok(row.is_some())
}

/// Takes an own post back; `false` when it was before.
///
/// # Errors
/// The database's.
pub async fn withdraw(tx: &mut Tx, by: &Speaker, post: PostId) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let rows = execute!(
        tx,
        "UPDATE deliberation_post SET withdrawn_at = $3 WHERE id = $1 AND account_id = $2 AND withdrawn_at IS NULL",
        post.uuid(),
        by.account().map(AccountId::uuid),
        now,
    )?;
    Ok(rows == 1)
}

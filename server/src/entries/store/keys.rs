//! Keys by which judges get into entries. Here they are sealed bytes: what opens them is not in the database.

use crate::{
    auth::permits::{About, AssignedJudge, Checker, EntryEditor},
    db::{Conn, DbError, Tx},
    execute, execute_rows, fetch_all, fetch_one, fetch_optional,
};
use app::{
    entries::model::KeyCounts,
    ids::{AccountId, CompetitionId, EntryId},
    time::Moment,
};
use uuid::Uuid;

/// Who keeps the keys of an entry: its team, or an organiser who checks entries and from whom it is not kept.
#[derive(Clone, Debug)]
pub enum Keeper {
    /// Of its team.
    Team(EntryEditor),
    /// An organiser.
    Organiser(About<Checker>),
}

impl Keeper {
    /// The entry.
    pub const fn entry(&self) -> EntryId {
        match self {
            Self::Team(by) => by.entry(),
            Self::Organiser(by) => by.entry(),
        }
    }
    /// Its competition.
    pub fn competition(&self) -> CompetitionId {
        match self {
            Self::Team(by) => by.competition(),
            Self::Organiser(by) => by.competition(),
        }
    }
    /// Who.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Self::Team(by) => by.account(),
            Self::Organiser(by) => by.account(),
        }
    }
}

/// A key as it is kept.
#[derive(Clone, Debug)]
pub struct SealedKey {
    /// Its id, under which it was sealed.
    pub id: Uuid,
    /// The key, sealed.
    pub sealed: Vec<u8>,
    /// What tells it from others.
    pub fingerprint: Vec<u8>,
}

/// A key that did not work.
#[derive(Clone, Debug)]
pub struct Broken {
    /// Its id.
    pub id: Uuid,
    /// The key, sealed.
    pub sealed: Vec<u8>,
    /// What the judge said.
    pub words: String,
    /// When.
    pub at: Moment,
}

/// How many there are of an entry.
///
/// # Errors
/// The database's.
pub async fn counts(conn: &mut Conn, by: &Keeper) -> Result<KeyCounts, DbError> {
    let (free, handed): (i64, i64) = fetch_one!(
        conn,
        (i64, i64),
        "SELECT CAST(COUNT(CASE WHEN handed_at IS NULL THEN 1 END) AS BIGINT),
           CAST(COUNT(CASE WHEN handed_at IS NOT NULL AND broken_at IS NULL THEN 1 END) AS BIGINT)
         FROM access_key WHERE entry_id = $1",
        by.entry().uuid(),
    )?;
    let number = |count| usize::try_from(count).unwrap_or_default();
    Ok(KeyCounts { free: number(free), handed: number(handed) })
}

/// Those that did not work, the newest first.
///
/// # Errors
/// The database's.
pub async fn broken(conn: &mut Conn, by: &Keeper) -> Result<Vec<Broken>, DbError> {
    let rows: Vec<(Uuid, Vec<u8>, String, i64)> = fetch_all!(
        conn,
        (Uuid, Vec<u8>, String, i64),
        "SELECT id, sealed, broken_words, broken_at FROM access_key WHERE entry_id = $1 AND broken_at IS NOT NULL
         ORDER BY broken_at DESC, id",
        by.entry().uuid(),
    )?;
    let line = |(id, sealed, words, at)| Broken { id, sealed, words, at: Moment::from_micros(at) };
    Ok(rows.into_iter().map(line).collect())
}

/// Keeps keys; gives how many of them were not there already.
///
/// # Errors
/// The database's.
pub async fn add(tx: &mut Tx, by: &Keeper, keys: &[SealedKey]) -> Result<u64, DbError> {
    let now = tx.now().micros();
    let (competition, entry) = (by.competition().uuid(), by.entry().uuid());
    execute_rows!(
        tx,
        "INSERT INTO access_key (id, competition_id, entry_id, sealed, fingerprint, added_at) VALUES",
        keys,
        |key| [key.id, competition, entry, key.sealed.as_slice(), key.fingerprint.as_slice(), now],
        "ON CONFLICT (entry_id, fingerprint) DO NOTHING",
    )
}

/// Forgets every key that nobody has; gives how many there were.
///
/// # Errors
/// The database's.
pub async fn take_back(tx: &mut Tx, by: &Keeper) -> Result<u64, DbError> {
    execute!(tx, "DELETE FROM access_key WHERE entry_id = $1 AND handed_at IS NULL", by.entry().uuid())
}

/// How it stands between a judge and an entry's keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfJudge {
    /// The judge's own: its id, and the key, sealed.
    pub own: Option<(Uuid, Vec<u8>)>,
    /// Whether any were ever given.
    pub any: bool,
    /// Whether one is free.
    pub free: bool,
}

/// How it stands between this judge and the entry's keys.
///
/// # Errors
/// The database's.
pub async fn of_judge(conn: &mut Conn, by: &AssignedJudge) -> Result<OfJudge, DbError> {
    let (all, free): (i64, i64) = fetch_one!(
        conn,
        (i64, i64),
        "SELECT CAST(COUNT(*) AS BIGINT), CAST(COUNT(CASE WHEN handed_at IS NULL THEN 1 END) AS BIGINT)
         FROM access_key WHERE entry_id = $1",
        by.entry().uuid(),
    )?;
    let own = if all == 0 { None } else { held(conn, by).await? };
    Ok(OfJudge { own, any: all > 0, free: free > 0 })
}

async fn held(conn: &mut Conn, by: &AssignedJudge) -> Result<Option<(Uuid, Vec<u8>)>, DbError> {
    fetch_optional!(
        conn,
        (Uuid, Vec<u8>),
        "SELECT id, sealed FROM access_key WHERE entry_id = $1 AND judge_id = $2 AND broken_at IS NULL",
        by.entry().uuid(),
        by.judge().uuid(),
    )
}

/// Gives a judge who has none a key that nobody had, of those that were given first. `None` when none is left.
///
/// # Errors
/// [`DbError::Unique`] when the judge was given one at this moment.
pub async fn hand_out(tx: &mut Tx, by: &AssignedJudge) -> Result<Option<Uuid>, DbError> {
    let now = tx.now().micros();
    loop {
        let next: Option<(Uuid,)> = fetch_optional!(
            tx,
            (Uuid,),
            "SELECT id FROM access_key WHERE entry_id = $1 AND handed_at IS NULL ORDER BY added_at, id LIMIT 1",
            by.entry().uuid(),
        )?;
        let Some((id,)) = next else { return Ok(None) };
        let changed = execute!(
            tx,
            "UPDATE access_key SET judge_id = $2, handed_at = $3 WHERE id = $1 AND handed_at IS NULL",
            id,
            by.judge().uuid(),
            now,
        )?;
        // Otherwise somebody else was given it between the two, and it is not there to be found again.
        if changed == 1 {
            return Ok(Some(id));
        }
    }
}

/// The judge's key does not work. False when the judge has none.
///
/// # Errors
/// The database's.
pub async fn mark_broken(tx: &mut Tx, by: &AssignedJudge, words: &str) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "UPDATE access_key SET broken_at = $3, broken_words = $4
         WHERE entry_id = $1 AND judge_id = $2 AND broken_at IS NULL",
        by.entry().uuid(),
        by.judge().uuid(),
        now,
        words,
    )?;
    Ok(changed == 1)
}

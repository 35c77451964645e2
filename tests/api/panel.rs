//! Inviting, declaring conflicts, assigning: the good way, every refusal, and what strangers learn.

mod assigning;
mod assignment;
mod conflict_overview;
mod conflicts;
mod invitations;
mod judges;
mod jury;
mod lists;
mod matching;
mod own_conflicts;
mod permissions;

use app::{
    error::AppError,
    ids::{EntryId, JudgeId},
};
use server::{
    auth::{permits, session},
    db::Db,
    fetch_all, fetch_one,
};
use tests::{Client, Engine, Fixture, Reply, Site, put};
use uuid::Uuid;

/// A site with a competition in this state and its organiser.
async fn with_organiser(state: &'static str) -> (Site, Fixture, Client) {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, state).await;
    let (client, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    (site, fixture, client)
}

/// What was done, in the address a form leads to.
fn done(reply: &Reply) -> &str {
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.location.as_deref().unwrap_or_default()
}

/// Judges who are ready, with accounts nobody uses.
async fn judges(site: &Site, fixture: &Fixture, keys: &[&'static str]) -> Vec<JudgeId> {
    let mut made = Vec::new();
    for key in keys {
        made.push(fixture.judge(&site.db, key, "ready", None).await);
    }
    made
}

/// Eligible entries.
async fn entries(site: &Site, fixture: &Fixture, keys: &[&'static str]) -> Vec<EntryId> {
    let mut made = Vec::new();
    for key in keys {
        made.push(fixture.entry(&site.db, key, "eligible", None).await.0);
    }
    made
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    let mut conn = db.read().await.expect("a reader");
    fetch_one!(&mut conn, (i64,), sql).expect("a count").0
}

/// Who judges what.
async fn pairs(db: &Db) -> Vec<(JudgeId, EntryId)> {
    let mut conn = db.read().await.expect("a reader");
    let rows: Vec<(Uuid, Uuid)> =
        fetch_all!(&mut conn, (Uuid, Uuid), "SELECT judge_id, entry_id FROM assignment ORDER BY judge_id, entry_id")
            .expect("pairs");
    rows.into_iter().map(|(judge, entry)| (judge.into(), entry.into())).collect()
}

/// The newest run of the assigner.
async fn newest_run(db: &Db) -> String {
    let mut conn = db.read().await.expect("a reader");
    let (id,): (Uuid,) =
        fetch_one!(&mut conn, (Uuid,), "SELECT id FROM assignment_run ORDER BY made_at DESC, id DESC LIMIT 1")
            .expect("a run");
    id.to_string()
}

/// What the permit says to somebody who asks for an entry as its judge.
async fn permit(site: &Site, account: Uuid, entry: EntryId) -> Result<(), AppError> {
    let token = site
        .db
        .write(move |tx| Box::pin(async move { session::begin(tx, account.into()).await }))
        .await
        .expect("a session");
    let caller = session::caller(&site.db, &site.ambient, &token).await.expect("a session").expect("a caller");
    let mut conn = site.db.read().await.expect("a reader");
    permits::assigned_judge(&mut conn, Some(&caller), entry).await.map(drop)
}

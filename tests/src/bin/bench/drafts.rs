//! The last hour before entries close: teams save their drafts, each again as soon as the last save is acknowledged. The
//! database is as durable as in production: nobody is answered before the disk has it.

use crate::{
    load::{self, Load},
    site,
};
use app::ids::{AccountId, EntryId};
use server::{
    accounts,
    auth::session,
    db::{Db, DbError},
    execute, fetch_one,
};
use tests::Fixture;

/// Words of each long answer: what a team that takes it seriously writes.
const WORDS: usize = 200;

/// What came of it: the load, and what was kept.
pub async fn run(teams: usize) -> (Load, String) {
    let data = site::data();
    let (db, ambient) = site::open(data.path()).await;
    let fixture = Fixture::new(&db, "open").await;
    let mut drafts = Vec::new();
    for team in 0..teams {
        drafts.push(draft(&db, &fixture, team).await);
    }
    let open = "UPDATE competition SET entries_close_at = $1";
    db.write(move |tx| Box::pin(async move { execute!(tx, open, None::<i64>) })).await.expect("open");
    let running = site::start(site::site(db.clone(), ambient, data.path())).await;
    let clients = drafts.into_iter().map(|(entry, cookie)| (cookie, (1..).map(move |version| form(entry, version))));
    let (load, acknowledged) = load::post(running.addr, "entries/save_draft", clients.collect()).await;
    let mut conn = db.read().await.expect("a reader");
    let sql = "SELECT CAST(SUM(version) - COUNT(*) AS BIGINT) FROM entry";
    let (kept,): (i64,) = fetch_one!(&mut conn, (i64,), sql).expect("a count");
    (load, format!("{acknowledged} acknowledged, {kept} kept"))
}

fn form(entry: EntryId, version: usize) -> String {
    let text = format!("version{version}+").repeat(WORDS);
    format!(
        "entry={entry}&version={version}&title=Draft&pitch=A+pitch&kind=existing&languages%5B%5D=en&platforms%5B%5D=web\
         &answer%5Bdescription%5D={text}&answer%5Bdialogue%5D={text}&answer%5Bprevention%5D={text}&key={entry}-{version}"
    )
}

/// A team with one member who signs in, and its draft; gives the cookie too.
async fn draft(db: &Db, fixture: &Fixture, team: usize) -> (EntryId, String) {
    let (account, token) = db
        .write(move |tx| {
            Box::pin(async move {
                let account: AccountId = tx.ambient().id();
                accounts::store::insert(tx, account, &format!("t{team}@bench.example"), "Team", None).await?;
                Ok::<_, DbError>((account, session::begin(tx, account).await?))
            })
        })
        .await
        .expect("a session");
    let key: &'static str = Box::leak(format!("draft-{team}").into_boxed_str());
    let (entry, _) = fixture.entry(db, key, "draft", Some(account.uuid())).await;
    (entry, format!("cookie: {}={token}\r\n", session::COOKIE))
}

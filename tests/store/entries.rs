//! Teams, entries, consents and checks, statement by statement.

mod archive;
mod deadline;
mod entry;
mod files;
mod people;
mod screening;
mod team;
mod translations;

use app::{
    entries::{
        model::{CheckReason, EntryContent, EntryState},
        rules::{MemberDetails, Verdict},
    },
    ids::{AccountId, CompetitionId, EntryId, TeamId},
};
use server::{
    accounts::store as accounts,
    auth::{
        Caller,
        permits::{self, About, EntryEditor, Operator, Organises, Owner},
        session,
    },
    db::{Db, DbError},
    entries::store,
    fetch_one,
};
use tests::{Fixture, ambient, on_both_engines};

/// The permit of an organiser for one entry.
fn at<P: Clone>(by: &Owner, entry: EntryId) -> About<P>
where
    Owner: AsRef<P>,
{
    by.about(entry).expect("nothing is kept from the operator")
}

/// Somebody with an account and a session.
async fn person(db: &Db, email: &'static str) -> Caller {
    let token = db
        .write(move |tx| {
            Box::pin(async move {
                let account: AccountId = tx.ambient().id();
                accounts::insert(tx, account, email, "N", None).await?;
                session::begin(tx, account).await
            })
        })
        .await
        .expect("a session");
    session::caller(db, &ambient(), &token).await.expect("the database").expect("a caller")
}

fn organiser(competition: CompetitionId) -> Owner {
    Operator::at_the_command_line().owner(competition)
}

fn editor(fixture: &Fixture, entry: EntryId, team: TeamId) -> EntryEditor {
    Operator::at_the_command_line().editor(fixture.competition, team, entry)
}

fn adult(name: &str) -> MemberDetails {
    MemberDetails { public_name: name.into(), country: "KE".into(), role: String::new(), guardian: None }
}

fn minor(name: &str) -> MemberDetails {
    MemberDetails { guardian: Some("Juma".into()), ..adult(name) }
}

fn content(title: &str) -> EntryContent {
    EntryContent { title: title.into(), languages: vec!["en".into(), "ar".into()], ..EntryContent::default() }
}

fn verdict(form: (&str, &str, &str)) -> Verdict {
    let form = app::entries::rules::CheckForm {
        outcome: form.0.into(),
        reason: form.1.into(),
        text: form.2.into(),
        cure_days: "5".into(),
        parts: Vec::new(),
        despite: String::new(),
    };
    app::entries::rules::verdict(&form).expect("a verdict")
}

async fn state(db: &Db, entry: EntryId) -> EntryState {
    store::read::entry(&mut db.read().await.expect("a reader"), entry).await.expect("read").expect("an entry").state
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    fetch_one!(&mut db.read().await.expect("a reader"), (i64,), sql).expect("a count").0
}

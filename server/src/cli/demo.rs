//! `peaceapp demo`: fills an empty database with the competition of `demo/`, one that is open, and somebody to sign in
//! as for each role. The files are in the form that `import` reads; their dates are relative to the moment of loading.

use super::{Failure, serve::passwords, storage::Storage};
use crate::{
    auth::password::Passwords,
    clock::Ambient,
    db::Db,
    operator::{
        folder::Folder,
        reading,
        service::demo::{self, Demo, People, Person},
    },
};
use app::{
    competition::{
        model::CompetitionState,
        template::{self, Timetable},
    },
    time::Moment,
};

const SLUG: &str = "peaceapp-demo";
const OPEN_SLUG: &str = "peaceapp-next";

/// The judged competition.
const FILES: &[(&str, &[u8])] = &[
    ("competition.json", include_bytes!("demo/competition.json")),
    ("judges.csv", include_bytes!("demo/judges.csv")),
    ("conflicts.csv", include_bytes!("demo/conflicts.csv")),
    ("scores.csv", include_bytes!("demo/scores.csv")),
];

const ORGANISER: &str = "organiser@demo.example";
const SECOND: &str = "second@demo.example";
const JUDGE: &str = "judge@demo.example";
const TEAM: &str = "team@demo.example";

/// Loads the demo into an empty database and prints how to sign in.
///
/// # Errors
/// When there is a competition already.
pub async fn run(storage: &Storage, ambient: Ambient) -> Result<(), Failure> {
    let db = storage.open(ambient.clone()).await?;
    let loaded = load(&db, &ambient, &passwords()).await;
    db.close().await;
    match loaded? {
        Some(password) => {
            announce(&password);
            Ok(())
        }
        None => Err(Failure::no("there are competitions already; the demo goes into an empty database only")),
    }
}

/// Says how to sign in as each role.
pub fn announce(password: &str) {
    for (role, email) in [("organiser", ORGANISER), ("second-organiser", SECOND), ("judge", JUDGE), ("team", TEAM)] {
        println!("sign in as {role}: {email} / {password}");
    }
}

/// Loads the demo and gives the password of its accounts, which is made here and kept nowhere; nothing when there is a
/// competition already.
///
/// # Errors
/// The database's.
pub async fn load(db: &Db, ambient: &Ambient, passwords: &Passwords) -> Result<Option<String>, Failure> {
    let password = password(ambient);
    let now = ambient.now();
    let judged = reading::read(&Folder::Embedded(FILES), SLUG, now)?.parcel;
    let people = People {
        organiser: person(ambient, passwords, ORGANISER, "Olena Organiser", &password).await?,
        second: person(ambient, passwords, SECOND, "Samir Second", &password).await?,
        judge: (person(ambient, passwords, JUDGE, "Amara Diallo", &password).await?, "a"),
        member: (person(ambient, passwords, TEAM, "Wanjiru Kamau", &password).await?, "ballot-walk", "Wanjiru Kamau"),
    };
    let loaded = demo::load(db, Demo { judged, open: open(now), people }).await?;
    Ok(loaded.then_some(password))
}

async fn person(
    ambient: &Ambient,
    passwords: &Passwords,
    email: &'static str,
    name: &'static str,
    password: &str,
) -> Result<Person, Failure> {
    let hash = passwords.hash(password.to_owned(), ambient.random()).await;
    let password_hash = hash.map_err(|_| Failure::no("the password could not be hashed"))?;
    Ok(Person { email, name, password_hash })
}

/// Eighty random bits, in groups that can be read out.
fn password(ambient: &Ambient) -> String {
    let digits = hex::encode(ambient.random::<10>());
    let groups: Vec<&str> = (0..digits.len()).step_by(5).filter_map(|at| digits.get(at..at + 5)).collect();
    groups.join("-")
}

/// The template, open for thirty days more, so that a visitor can enter at once.
fn open(now: Moment) -> app::competition::model::NewCompetition {
    const DAY: i64 = 86_400;
    let usual = Timetable::from(now);
    let dates = Timetable {
        entries_open_at: now.plus_seconds(-10 * DAY),
        entries_close_at: usual.entries_close_at.plus_seconds((30 - i64::from(template::DAYS_OF_ENTRY)) * DAY),
        round_closes_at: usual.round_closes_at.plus_seconds((60 - i64::from(template::DAYS_TO_ROUND_END)) * DAY),
        results_at: usual.results_at.plus_seconds((75 - i64::from(template::DAYS_TO_RESULTS)) * DAY),
        ..usual
    };
    let mut new = template::competition(OPEN_SLUG, "PEACEapp (next edition)", "UTC", dates);
    new.state = CompetitionState::Open;
    new
}

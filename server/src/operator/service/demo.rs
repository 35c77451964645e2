//! Fills an empty database with something to look at: a competition that has been judged, one that is open, and an
//! account for each role. One transaction.

use super::{
    super::{parcel::Parcel, store},
    import::{self, ImportError},
};
use crate::{
    accounts::store as accounts,
    auth::permits::Operator,
    competition::store::write,
    db::{Db, DbError, Tx},
};
use app::{accounts::model::Role, competition::model::NewCompetition, ids::AccountId};

/// What is loaded.
#[derive(Debug)]
pub struct Demo {
    /// The competition that has been judged.
    pub judged: Parcel,
    /// The competition that is open.
    pub open: NewCompetition,
    /// Who signs in.
    pub people: People,
}

/// Who signs in: an address for each role.
#[derive(Debug)]
pub struct People {
    /// Organises both competitions and may create others.
    pub organiser: Person,
    /// Organises both competitions with the first, and confirms what that one proposes.
    pub second: Person,
    /// Somebody on the panel, and the key there.
    pub judge: (Person, &'static str),
    /// A member of a team: the entry's key, and the member's public name.
    pub member: (Person, &'static str, &'static str),
}

/// Somebody.
#[derive(Debug)]
pub struct Person {
    /// The address.
    pub email: &'static str,
    /// The name.
    pub name: &'static str,
    /// The stored form of the password.
    pub password_hash: String,
}

/// Loads it; false when there is a competition already.
///
/// # Errors
/// [`ImportError`]; then nothing was loaded.
pub async fn load(db: &Db, demo: Demo) -> Result<bool, ImportError> {
    db.write(move |tx| Box::pin(async move { insert(tx, &demo).await })).await
}

async fn insert(tx: &mut Tx, demo: &Demo) -> Result<bool, ImportError> {
    if store::has_competitions(tx).await? {
        return Ok(false);
    }
    let operator = Operator::at_the_command_line();
    let (judged, _) = import::insert(tx, &demo.judged).await?;
    let open = write::insert(tx, &operator.host(), &demo.open).await?;
    let by = operator.owner(judged);

    let organiser = account(tx, &demo.people.organiser).await?;
    accounts::make_host(tx, &operator.host(), organiser).await?;
    let second = account(tx, &demo.people.second).await?;
    for competition in [judged, open] {
        accounts::add_role(tx, organiser, competition, Role::Organiser).await?;
        accounts::add_role(tx, second, competition, Role::Organiser).await?;
    }
    let (person, key) = &demo.people.judge;
    let judge = account(tx, person).await?;
    store::bind_judge(tx, &by, key, judge).await?;
    store::sign_conduct(tx, &by, key).await?;
    accounts::add_role(tx, judge, judged, Role::Judge).await?;
    let (person, entry, name) = &demo.people.member;
    let member = account(tx, person).await?;
    store::bind_member(tx, &by, entry, name, member).await?;
    accounts::add_role(tx, member, judged, Role::TeamMember).await?;
    Ok(true)
}

async fn account(tx: &mut Tx, person: &Person) -> Result<AccountId, DbError> {
    let id: AccountId = tx.ambient().id();
    accounts::insert(tx, id, person.email, person.name, Some(&person.password_hash)).await?;
    Ok(id)
}

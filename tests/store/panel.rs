//! Judges, conflicts and assignments in the tables.

use app::{
    accounts::model::LinkPurpose,
    ids::{AccountId, EntryId, JudgeId, RunId},
    panel::{
        model::{
            Assignment, AssignmentRun, Conflict, ConflictCategory, ConflictKind, DeclaredTie, Judge, JudgeState,
            Proposal, Work,
        },
        rules::{Acceptance, Profile},
    },
    time::Moment,
};
use server::{
    auth::{
        link::{self, LinkKey},
        permits::{self, About, Editor, Operator, Organises, Owner, PanelMember},
        session,
    },
    db::{Db, DbError},
    execute, fetch_one,
    panel::store::{
        forbidden, read,
        seeds::{self, HiddenSeed},
        write,
    },
};
use tests::{Fixture, NOON, ambient, on_both_engines, put};
use uuid::Uuid;

mod assigning;
mod assignments;
mod conflicts;
mod jury;
mod matching;
mod own;
mod seats;

fn organiser(fixture: &Fixture) -> Owner {
    Operator::at_the_command_line().owner(fixture.competition)
}

/// The permit for one entry.
fn at(by: &Owner, entry: EntryId) -> About<Editor> {
    by.about(entry).expect("nothing is kept from the operator")
}

fn judge(fixture: &Fixture, n: u128, email: &str, state: JudgeState) -> Judge {
    Judge {
        id: JudgeId::new(Uuid::from_u128(n)),
        key: format!("J{n}"),
        competition: fixture.competition,
        name: format!("Judge {n}"),
        email: email.to_owned(),
        affiliation: "Lab".to_owned(),
        field: "law".to_owned(),
        languages: vec!["en".to_owned(), "zh-hans".to_owned()],
        max_load: Some(7),
        state,
    }
}

async fn insert(db: &Db, fixture: &Fixture, judge: Judge) -> Result<(), DbError> {
    let permit = organiser(fixture);
    db.write(move |tx| Box::pin(async move { write::insert_imported_judge(tx, &permit, &judge).await })).await
}

/// An account with a session, and what permits need of it.
async fn caller(db: &Db, n: u128) -> (AccountId, server::auth::Caller) {
    let account = AccountId::new(Uuid::from_u128(n));
    let token = db
        .write(move |tx| {
            Box::pin(async move {
                server::accounts::store::insert(tx, account, &format!("{n}@example.org"), "N", None).await?;
                session::begin(tx, account).await
            })
        })
        .await
        .expect("a session");
    (account, session::caller(db, &ambient(), &token).await.expect("read").expect("a caller"))
}

/// A judge with an account, and the permit.
async fn member(db: &Db, fixture: &Fixture, state: &'static str) -> (PanelMember, AccountId) {
    let (account, caller) = caller(db, 77).await;
    fixture.judge(db, "member", state, Some(account.uuid())).await;
    let mut conn = db.read().await.expect("a reader");
    let permit = permits::panel_member(&mut conn, Some(&caller), fixture.competition).await.expect("a permit");
    (permit, account)
}

async fn state_of(db: &Db, id: JudgeId) -> JudgeState {
    read::judge(&mut db.read().await.expect("a reader"), id).await.expect("read").expect("a judge").state
}

on_both_engines!(judges_are_stored_as_they_are, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let one = judge(&fixture, 1, "a@b.org", JudgeState::Invited);
    insert(&db, &fixture, one.clone()).await.expect("stored");
    let mut other = judge(&fixture, 2, "", JudgeState::Ready);
    other.max_load = None;
    insert(&db, &fixture, other.clone()).await.expect("stored");
    insert(&db, &fixture, judge(&fixture, 3, "", JudgeState::Ready)).await.expect("two without an address");
    let mut conn = db.read().await.expect("a reader");
    let panel = read::judges(&mut conn, fixture.competition).await.expect("read");
    assert_eq!(panel.get(..2), Some([one.clone(), other].as_slice()));
    assert_eq!(read::judge(&mut conn, one.id).await.expect("read"), Some(one));
    drop(conn);
    let twice = insert(&db, &fixture, judge(&fixture, 4, "a@b.org", JudgeState::Invited)).await;
    assert!(matches!(twice, Err(DbError::Unique(_))), "{twice:?}");
    let mut same_key = judge(&fixture, 5, "c@d.org", JudgeState::Invited);
    same_key.key = "J1".to_owned();
    assert!(matches!(insert(&db, &fixture, same_key).await, Err(DbError::Unique(_))));
});

on_both_engines!(an_invitation_is_answered_once, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    for n in [1, 2] {
        insert(&db, &fixture, judge(&fixture, n, "", JudgeState::Invited)).await.expect("stored");
    }
    let (account, caller) = caller(&db, 77).await;
    let key = LinkKey::new([3; 32]);
    for (n, accepts) in [(1, true), (2, false)] {
        let id = JudgeId::new(Uuid::from_u128(n));
        let (key, who) = (key.clone(), permits::signed_in(Some(&caller)).expect("signed in"));
        let answers = db
            .write(move |tx| {
                Box::pin(async move {
                    let token = key.make(tx, LinkPurpose::JudgeInvitation, None, Some(id.uuid())).await?;
                    let holder = link::redeem(tx, &token).await?;
                    let accepted = Acceptance { languages: vec!["ar".to_owned()], max_load: Some(3) };
                    let mut answers = Vec::new();
                    for _ in 0..2 {
                        answers.push(if accepts {
                            write::bind_judge(tx, &holder, &who, &accepted).await?
                        } else {
                            write::decline_judge(tx, &holder, "No time").await?
                        });
                    }
                    Ok::<_, app::error::AppError>(answers)
                })
            })
            .await
            .expect("answered");
        assert_eq!(answers, [true, false]);
    }
    let mut conn = db.read().await.expect("a reader");
    let first = JudgeId::new(Uuid::from_u128(1));
    assert_eq!(read::account_of(&mut conn, first).await.expect("read"), Some(account));
    let told = server::mail::store::judge(&mut conn, first).await.expect("read");
    assert_eq!(told.iter().map(|person| person.account).collect::<Vec<_>>(), [Some(account)]);
    assert_eq!(read::judge_of_account(&mut conn, fixture.competition, account).await.expect("read"), Some(first));
    let stored = read::judge(&mut conn, first).await.expect("read").expect("a judge");
    assert_eq!(
        (stored.languages, stored.max_load, stored.state),
        (vec!["ar".to_owned()], Some(3), JudgeState::Accepted)
    );
    drop(conn);
    assert_eq!(state_of(&db, JudgeId::new(Uuid::from_u128(2))).await, JudgeState::Declined);
});

on_both_engines!(a_state_changes_from_what_it_was, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let other = Fixture::with_slug(&db, "open", "other").await;
    let one = judge(&fixture, 1, "", JudgeState::Ready);
    let id = one.id;
    insert(&db, &fixture, one).await.expect("stored");
    for (permit, from, done) in [
        (organiser(&other), JudgeState::Ready, false),
        (organiser(&fixture), JudgeState::Invited, false),
        (organiser(&fixture), JudgeState::Ready, true),
        (organiser(&fixture), JudgeState::Ready, false),
    ] {
        let changed = db
            .write(move |tx| {
                Box::pin(async move { write::set_judge_state(tx, &permit, id, from, JudgeState::Left).await })
            })
            .await;
        assert_eq!(changed.expect("tried"), done);
    }
});

on_both_engines!(a_judge_saves_a_profile_and_becomes_ready, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let (permit, account) = member(&db, &fixture, "accepted").await;
    let (id, seat) = (permit.judge(), permit.seat());
    db.write(move |tx| {
        Box::pin(async move {
            let profile = Profile {
                name: "أمينة".to_owned(),
                affiliation: String::new(),
                field: "technology".to_owned(),
                languages: vec!["ar".to_owned()],
                max_load: None,
            };
            write::update_profile(tx, &seat, &profile).await?;
            write::mark_ready(tx, &permit).await
        })
    })
    .await
    .expect("saved");
    let mut conn = db.read().await.expect("a reader");
    let stored = read::judge(&mut conn, id).await.expect("read").expect("a judge");
    assert_eq!((stored.name.as_str(), stored.max_load, stored.state), ("أمينة", None, JudgeState::Ready));
    drop(conn);
    let competition = fixture.competition;
    db.write(move |tx| {
        Box::pin(async move {
            let role = app::accounts::model::Role::Judge;
            server::accounts::store::remove_role(tx, account, competition, role).await?;
            server::accounts::store::remove_role(tx, account, competition, role).await
        })
    })
    .await
    .expect("removed, and nothing left to remove");
    let mut conn = db.read().await.expect("a reader");
    let (roles,): (i64,) = fetch_one!(&mut conn, (i64,), "SELECT CAST(COUNT(*) AS BIGINT) FROM role").expect("a count");
    assert_eq!(roles, 0);
});

on_both_engines!(a_hard_conflict_ends_the_assignment_and_voids_the_scorecard, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let (permit, _) = member(&db, &fixture, "ready").await;
    let (entry, _) = fixture.entry(&db, "one", "eligible", None).await;
    fixture.assign(&db, permit.judge(), entry).await;
    scorecard(&db, &fixture, permit.judge(), entry, "submitted").await;
    let declare = |kind: ConflictKind, reason: &'static str| {
        let permit = permit.clone();
        let tie = DeclaredTie { kind, category: ConflictCategory::Family, reason: reason.to_owned() };
        db.write(move |tx| Box::pin(async move { write::put_conflict(tx, &permit, entry, &tie).await }))
    };
    let work = || async {
        read::work(&mut db.read().await.expect("a reader"), fixture.competition, fixture.round).await.expect("read")
    };
    declare(ConflictKind::Soft, "met").await.expect("declared");
    assert_eq!(work().await.first().map(|work| (work.work, work.by_hand)), Some((Work::Submitted, false)));
    declare(ConflictKind::Hard, "family").await.expect("declared anew");
    assert!(work().await.is_empty());
    let mut conn = db.read().await.expect("a reader");
    let (state,): (String,) = fetch_one!(&mut conn, (String,), "SELECT state FROM scorecard").expect("a scorecard");
    assert_eq!(state, "void");
    let list = read::declarable(&mut conn, fixture.competition, permit.judge()).await.expect("read");
    let tie = list.first().and_then(|entry| entry.tie.clone()).expect("a tie");
    assert_eq!((tie.kind, tie.reason.as_str()), (ConflictKind::Hard, "family"));
    drop(conn);

    let (by, judge, round) = (organiser(&fixture), permit.judge(), fixture.round);
    let barred = db
        .write(move |tx| Box::pin(async move { write::insert_assignment(tx, &by, round, judge, entry, true).await }))
        .await;
    assert!(matches!(barred, Err(DbError::Check(_))), "{barred:?}");
    let taken_back = permit.clone();
    db.write(move |tx| Box::pin(async move { write::delete_conflict(tx, &taken_back, entry).await }))
        .await
        .expect("tried");
    let mut conn = db.read().await.expect("a reader");
    let left = read::conflicts(&mut conn, fixture.competition).await.expect("read");
    assert_eq!(left.len(), 1, "what bars is not taken back by the judge");
});

on_both_engines!(the_list_to_declare_on_says_who_and_not_what, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let (permit, account) = member(&db, &fixture, "accepted").await;
    fixture.entry(&db, "one", "eligible", None).await;
    fixture.entry(&db, "two", "fix_needed", Some(account.uuid())).await;
    let (_, kite) = fixture.entry(&db, "kite", "submitted", None).await;
    for state in ["draft", "rejected", "withdrawn"] {
        fixture.entry(&db, state, state, None).await;
    }
    let team = kite.uuid();
    db.write(move |tx| {
        Box::pin(async move { execute!(tx, "UPDATE member SET minor = $2 WHERE team_id = $1", team, true) })
    })
    .await
    .expect("a minor");
    let mut conn = db.read().await.expect("a reader");
    let list = read::declarable(&mut conn, fixture.competition, permit.judge()).await.expect("read");
    let short: Vec<_> = list
        .iter()
        .map(|entry| (entry.title.as_str(), entry.own, entry.members.len(), entry.countries.len()))
        .collect();
    assert_eq!(short, [("kite", false, 0, 1), ("one", false, 1, 1), ("two", true, 1, 1)]);
});

on_both_engines!(imports_bring_conflicts_and_assignments_of_their_own_competition_only, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let other = Fixture::with_slug(&db, "screening", "other").await;
    let judge = fixture.judge(&db, "a", "ready", None).await;
    let (one, _) = fixture.entry(&db, "one", "eligible", None).await;
    let (two, _) = fixture.entry(&db, "two", "eligible", None).await;
    let (foreign, _) = other.entry(&db, "one", "eligible", None).await;
    let (by, round) = (organiser(&fixture), fixture.round);
    let done = db
        .write(move |tx| {
            Box::pin(async move {
                for entry in [one, foreign] {
                    let conflict =
                        Conflict { judge, entry, kind: ConflictKind::Hard, reason: "x".to_owned(), at: NOON };
                    write::insert_imported_conflict(tx, &by, &conflict).await?;
                }
                let mut done = Vec::new();
                for entry in [two, two, foreign] {
                    let id = tx.ambient().id();
                    let assignment = Assignment { id, judge, entry, round, by_hand: false };
                    done.push(write::insert_imported_assignment(tx, &by, &assignment).await?);
                }
                Ok::<_, DbError>(done)
            })
        })
        .await
        .expect("imported");
    assert_eq!(done, [true, false, false]);
    let mut conn = db.read().await.expect("a reader");
    let conflicts = read::conflicts(&mut conn, fixture.competition).await.expect("read");
    assert_eq!(conflicts.iter().map(|tie| (tie.entry, tie.at)).collect::<Vec<_>>(), [(one, NOON)]);
    assert!(read::conflicts(&mut conn, other.competition).await.expect("read").is_empty());
});

/// A scorecard with nothing on it.
async fn scorecard(db: &Db, fixture: &Fixture, judge: JudgeId, entry: EntryId, state: &'static str) {
    let (c, r) = (fixture.competition.uuid(), fixture.round.uuid());
    db.write(move |tx| {
        Box::pin(async move {
            execute!(
                tx,
                "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at)
                 VALUES ($1, $2, $3, $4, $5, $6, '', 1, 0)",
                Uuid::from_u128(entry.uuid().as_u128() ^ judge.uuid().as_u128()),
                c,
                r,
                judge.uuid(),
                entry.uuid(),
                state
            )
        })
    })
    .await
    .expect("a scorecard");
}

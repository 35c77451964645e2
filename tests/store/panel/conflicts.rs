//! Claims and what takes effect of them, what is given back, who is asked about late entries, and ties that were found.

use super::*;
use app::panel::model::{ClaimState, ConflictClaim, ConflictSource, Ended};

const COUNTS: ClaimState = ClaimState::Counts;
const ASIDE: ClaimState = ClaimState::Aside;

fn tie(kind: ConflictKind, reason: &str) -> DeclaredTie {
    DeclaredTie { kind, category: ConflictCategory::Employer, reason: reason.to_owned() }
}

/// What takes effect: kind and reason.
async fn in_effect(db: &Db, fixture: &Fixture) -> Vec<(ConflictKind, String)> {
    let mut conn = db.read().await.expect("a reader");
    let list = read::conflicts(&mut conn, fixture.competition).await.expect("read");
    list.into_iter().map(|conflict| (conflict.kind, conflict.reason)).collect()
}

async fn claims(db: &Db, fixture: &Fixture, reader: Option<AccountId>) -> Vec<ConflictClaim> {
    let mut conn = db.read().await.expect("a reader");
    read::claims(&mut conn, fixture.competition, reader).await.expect("read")
}

async fn move_claim(
    db: &Db,
    by: Owner,
    of: (JudgeId, EntryId, ConflictSource),
    (from, to): (ClaimState, ClaimState),
) -> (bool, usize) {
    let done: Result<_, DbError> = db
        .write(move |tx| {
            Box::pin(async move {
                let moved = write::move_claim(tx, &at(&by, of.1), (of.0, of.2), (from, to), "a slip").await?;
                Ok((moved, write::restore(tx, &at(&by, of.1), of.0).await?))
            })
        })
        .await;
    done.expect("moved")
}

on_both_engines!(of_several_claims_the_hardest_takes_effect, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let other = Fixture::with_slug(&db, "judging", "other").await;
    let (permit, _) = member(&db, &fixture, "ready").await;
    let judge = permit.judge();
    let (entry, _) = fixture.entry(&db, "one", "eligible", None).await;
    let (foreign, _) = other.entry(&db, "one", "eligible", None).await;
    let by = organiser(&fixture);
    let written: Result<(), DbError> = db
        .write(move |tx| {
            Box::pin(async move {
                write::put_conflict(tx, &permit, entry, &tie(ConflictKind::Soft, "met")).await?;
                for entry in [entry, foreign] {
                    let hard = tie(ConflictKind::Hard, "employer");
                    write::record_conflict(tx, &at(&by, entry), judge, ConflictSource::Organiser, &hard).await?;
                }
                Ok(())
            })
        })
        .await;
    written.expect("written");
    assert_eq!(in_effect(&db, &fixture).await, [(ConflictKind::Hard, "employer".to_owned())]);
    assert!(claims(&db, &other, None).await.is_empty(), "an entry of another competition is none of theirs");
    let all = claims(&db, &fixture, None).await;
    let short: Vec<_> = all.iter().map(|claim| (claim.source, claim.kind, claim.state)).collect();
    assert_eq!(
        short,
        [
            (ConflictSource::Declared, ConflictKind::Soft, COUNTS),
            (ConflictSource::Organiser, ConflictKind::Hard, COUNTS)
        ]
    );
    let of = (judge, entry, ConflictSource::Organiser);
    assert_eq!(move_claim(&db, organiser(&other), of, (COUNTS, ASIDE)).await, (false, 0), "not theirs");
    assert_eq!(move_claim(&db, organiser(&fixture), of, (COUNTS, ASIDE)).await, (true, 0));
    assert_eq!(move_claim(&db, organiser(&fixture), of, (COUNTS, ASIDE)).await, (false, 0), "once");
    assert_eq!(in_effect(&db, &fixture).await, [(ConflictKind::Soft, "met".to_owned())]);
    assert_eq!(claims(&db, &fixture, None).await[1].aside_reason, "a slip");
    let of = (judge, entry, ConflictSource::Declared);
    assert_eq!(move_claim(&db, organiser(&fixture), of, (COUNTS, ASIDE)).await, (true, 0));
    assert!(in_effect(&db, &fixture).await.is_empty());
});

on_both_engines!(what_a_conflict_ended_comes_back_when_none_is_left, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let (permit, _) = member(&db, &fixture, "ready").await;
    let judge = permit.judge();
    for (n, (key, submitted, ended)) in
        [("one", Some(7_i64), Ended::Scorecard), ("two", None, Ended::Draft)].into_iter().enumerate()
    {
        let (entry, _) = fixture.entry(&db, key, "eligible", None).await;
        fixture.assign(&db, judge, entry).await;
        let state = if submitted.is_some() { "submitted" } else { "draft" };
        scorecard(&db, &fixture, judge, entry, state).await;
        put!(db, "UPDATE scorecard SET submitted_at = $2 WHERE entry_id = $1", entry.uuid(), submitted);
        let (by, declares) = (organiser(&fixture), permit.clone());
        let written: Result<(), DbError> = db
            .write(move |tx| {
                Box::pin(async move {
                    let hard = tie(ConflictKind::Hard, "kin");
                    write::put_conflict(tx, &declares, entry, &hard).await?;
                    write::record_conflict(tx, &at(&by, entry), judge, ConflictSource::Organiser, &hard).await
                })
            })
            .await;
        written.expect("written");
        let pair = |claim: &&ConflictClaim| claim.entry == entry;
        assert!(claims(&db, &fixture, None).await.iter().filter(pair).all(|claim| claim.ended == ended));
        let work = || async {
            read::work(&mut db.read().await.expect("a reader"), fixture.competition, fixture.round).await.expect("read")
        };
        assert_eq!(work().await.len(), n);
        let by = organiser(&fixture);
        let of = (judge, entry, ConflictSource::Declared);
        assert_eq!(move_claim(&db, by.clone(), of, (COUNTS, ASIDE)).await, (true, 0), "another one bars still");
        assert_eq!(work().await.len(), n);
        let of = (judge, entry, ConflictSource::Organiser);
        assert_eq!(move_claim(&db, by, of, (COUNTS, ASIDE)).await, (true, 1));
        let mut conn = db.read().await.expect("a reader");
        let (stored,): (String,) =
            fetch_one!(&mut conn, (String,), "SELECT state FROM scorecard WHERE entry_id = $1", entry.uuid())
                .expect("a scorecard");
        assert_eq!(stored, state);
        drop(conn);
        assert_eq!(work().await.len(), n + 1);
    }
});

on_both_engines!(two_names_are_kept_when_a_second_organiser_agrees, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let judge = fixture.judge(&db, "a", "ready", None).await;
    let (entry, _) = fixture.entry(&db, "one", "eligible", None).await;
    fixture.conflict(&db, judge, entry).await;
    let mut organisers = Vec::new();
    for n in [1_u128, 2] {
        let (account, caller) = caller(&db, n).await;
        fixture.organiser(&db, account.uuid()).await;
        let mut conn = db.read().await.expect("a reader");
        let owner: Owner = permits::organiser(&mut conn, Some(&caller), fixture.competition).await.expect("a permit");
        organisers.push((account, owner));
    }
    let of = (judge, entry, ConflictSource::Declared);
    let [(first, proposes), (second, agrees)] = organisers.try_into().expect("two");
    assert!(move_claim(&db, proposes, of, (COUNTS, ClaimState::Leaving)).await.0);
    assert_eq!(in_effect(&db, &fixture).await.len(), 1, "until somebody agrees it counts");
    assert!(claims(&db, &fixture, Some(first)).await[0].aside_own);
    assert!(!claims(&db, &fixture, Some(second)).await[0].aside_own);
    assert!(move_claim(&db, agrees, of, (ClaimState::Leaving, ASIDE)).await.0);
    let claim = claims(&db, &fixture, None).await.remove(0);
    assert!(claim.aside_by.is_some() && claim.seconded_by.is_some(), "{claim:?}");
    assert!(in_effect(&db, &fixture).await.is_empty());
});

on_both_engines!(judges_who_declared_are_asked_about_late_entries, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let (permit, _) = member(&db, &fixture, "ready").await;
    let fresh = fixture.judge(&db, "fresh", "accepted", None).await;
    let (old, _) = fixture.entry(&db, "old", "submitted", None).await;
    let (late, _) = fixture.entry(&db, "late", "draft", None).await;
    let state = |entry: EntryId, state: &'static str| {
        let db = db.clone();
        async move { put!(db, "UPDATE entry SET state = $2 WHERE id = $1", entry.uuid(), state) }
    };
    state(old, "eligible").await;
    state(late, "submitted").await;
    let questions = |judge: JudgeId| {
        let db = db.clone();
        async move { read::questions(&mut db.read().await.expect("a reader"), judge).await.expect("read") }
    };
    assert_eq!(questions(permit.judge()).await.into_iter().collect::<Vec<_>>(), [late]);
    assert!(questions(fresh).await.is_empty(), "who has not begun goes through the whole list");
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(read::unanswered(&mut conn, fixture.competition).await.expect("read"), [(permit.judge(), late)]);
    let list = read::declarable(&mut conn, fixture.competition, permit.judge()).await.expect("read");
    let asked: Vec<_> = list.iter().filter(|entry| entry.asked).map(|entry| entry.id).collect();
    assert_eq!(asked, [late]);
    drop(conn);
    state(late, "withdrawn").await;
    assert!(questions(permit.judge()).await.is_empty(), "nobody is asked about what is gone");
    state(late, "submitted").await;
    let answers = permit.clone();
    let done: Result<(), DbError> =
        db.write(move |tx| Box::pin(async move { write::answered(tx, &answers, late).await })).await;
    done.expect("answered");
    assert!(questions(permit.judge()).await.is_empty());
    let asks = permit.clone();
    let done: Result<(), DbError> =
        db.write(move |tx| Box::pin(async move { write::ask(tx, &asks, &[old, late, old]).await })).await;
    done.expect("asked");
    assert_eq!(questions(permit.judge()).await.len(), 2);
});

on_both_engines!(who_left_a_team_does_not_judge_it, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let (permit, account) = member(&db, &fixture, "ready").await;
    let (entry, team) = fixture.entry(&db, "one", "eligible", Some(account.uuid())).await;
    let own =
        || async { read::own_pairs(&mut db.read().await.expect("a reader"), fixture.competition).await.expect("read") };
    assert_eq!(own().await, [(permit.judge(), entry)]);
    put!(db, "DELETE FROM member WHERE account_id = $1", account.uuid());
    assert_eq!(own().await, [(permit.judge(), entry)], "once of the team, always barred");
    put!(db, "DELETE FROM entry WHERE id = $1", entry.uuid());
    put!(db, "DELETE FROM team WHERE id = $1", team.uuid());
    assert!(own().await.is_empty());
    let (_, minors) = fixture.entry(&db, "two", "draft", Some(account.uuid())).await;
    put!(db, "UPDATE member SET minor = $2 WHERE team_id = $1", minors.uuid(), true);
    put!(db, "DELETE FROM member WHERE team_id = $1", minors.uuid());
    assert!(own().await.is_empty(), "of a minor who left nothing is kept");
});

on_both_engines!(what_is_found_bars_at_once_or_waits_for_an_organiser, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let judge = fixture.judge(&db, "a", "ready", None).await;
    let (one, _) = fixture.entry(&db, "one", "eligible", None).await;
    let (two, _) = fixture.entry(&db, "two", "eligible", None).await;
    let (three, _) = fixture.entry(&db, "three", "eligible", None).await;
    let competition = fixture.competition.uuid();
    put!(
        db,
        "INSERT INTO finding_aside (entry_id, finding, competition_id, reason, at) VALUES ($1, 'namesake', $2, 'no', 0)",
        three.uuid(),
        competition
    );
    for (entry, finding, kind) in [
        (one, "same", "decides"),
        (one, "mail", "domain"),
        (two, "works", "organisation"),
        (two, "team", "together"),
        (three, "namesake", "decides"),
    ] {
        put!(
            db,
            "INSERT INTO finding (entry_id, finding, competition_id, kind, detail, likeness, party_judge) VALUES ($1, $2, $3, $4, 'Lab', 100, $5)",
            entry.uuid(),
            finding,
            competition,
            kind,
            judge.uuid()
        );
    }
    let mut conn = db.read().await.expect("a reader");
    let found = read::found_ties(&mut conn, fixture.competition).await.expect("read");
    let short: Vec<_> = found.iter().map(|tie| (tie.entry, tie.finding.as_str(), tie.detail.as_str())).collect();
    assert_eq!(short, [(two, "works", "Lab"), (two, "team", "Lab")], "the others bar, or were set aside");
    let hard = read::conflicts(&mut conn, fixture.competition).await.expect("read");
    assert_eq!(hard.iter().map(|tie| (tie.entry, tie.kind)).collect::<Vec<_>>(), [(one, ConflictKind::Hard)]);
    drop(conn);
    let claim = claims(&db, &fixture, None).await.remove(0);
    assert_eq!((claim.source, claim.category), (ConflictSource::Detected, ConflictCategory::Team));
    let by = organiser(&fixture);
    let confirmed: Result<(), DbError> = db
        .write(move |tx| {
            Box::pin(async move {
                let soft = tie(ConflictKind::Soft, "Lab");
                write::record_conflict(tx, &at(&by, two), judge, ConflictSource::Detected, &soft).await
            })
        })
        .await;
    confirmed.expect("confirmed");
    let mut conn = db.read().await.expect("a reader");
    assert!(read::found_ties(&mut conn, fixture.competition).await.expect("read").is_empty());
});

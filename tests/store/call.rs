//! What people see before they enter, statement by statement: questions and answers, checks, versions of the rules.

use app::{
    competition::{
        model::{AnsweredInquiry, Effect, INQUIRIES_AT_ONCE, InquiryState, Precheck},
        rules::InquiryAnswer,
    },
    ids::{AccountId, CompetitionId, InquiryId},
    time::Moment,
};
use server::{
    accounts::store::{self as accounts, data, erase},
    auth::{
        permits::{self, Operator, Owner, SignedIn},
        session,
    },
    competition::store::{board, inquiry, precheck, read},
    db::Db,
    execute, fetch_all,
    results::store::retention,
};
use tests::{Fixture, NOON, ambient, on_both_engines};
use uuid::Uuid;

async fn person(db: &Db, email: &'static str) -> SignedIn {
    let token = db
        .write(move |tx| {
            Box::pin(async move {
                let account: AccountId = tx.ambient().id();
                accounts::insert(tx, account, email, "Ann", Some("hash")).await?;
                session::begin(tx, account).await
            })
        })
        .await
        .expect("a session");
    let caller = session::caller(db, &ambient(), &token).await.expect("the database").expect("a caller");
    permits::signed_in(Some(&caller)).expect("signed in")
}

fn organiser(competition: CompetitionId) -> Owner {
    Operator::at_the_command_line().owner(competition)
}

async fn ask(db: &Db, who: &SignedIn, competition: CompetitionId, text: &'static str) -> Option<InquiryId> {
    let who = who.clone();
    db.write(move |tx| Box::pin(async move { inquiry::ask(tx, &who, competition, text).await })).await.expect("asked")
}

fn words(state: InquiryState) -> InquiryAnswer {
    let public_text = if state == InquiryState::Published { "May one?" } else { "" };
    InquiryAnswer { state, public_text: public_text.into(), answer: "Yes.".into() }
}

async fn answer(db: &Db, by: Owner, id: InquiryId, version: i64, state: InquiryState) -> bool {
    db.write(move |tx| Box::pin(async move { inquiry::answer(tx, &by, id, version, &words(state)).await }))
        .await
        .expect("the database")
}

async fn one(db: &Db, by: &Owner, id: InquiryId) -> Option<AnsweredInquiry> {
    inquiry::one(&mut db.read().await.expect("a reader"), by, id).await.expect("read")
}

on_both_engines!(an_answer_has_a_version_and_says_when_it_was_changed, |db| async move {
    let f = Fixture::new(&db, "open").await;
    let other = Fixture::with_slug(&db, "open", "other").await;
    let ann = person(&db, "ann@example.org").await;
    let by = organiser(f.competition);
    let id = ask(&db, &ann, f.competition, "May I?").await.expect("asked");
    let asked = one(&db, &by, id).await.expect("there");
    assert_eq!((asked.asker.as_deref(), asked.inquiry.text.as_str()), (Some("Ann"), "May I?"));
    assert_eq!((asked.inquiry.state, asked.inquiry.version), (InquiryState::Open, 1));
    assert_eq!((asked.inquiry.asked_at, asked.inquiry.answered_at), (NOON, None));
    assert!(!answer(&db, organiser(other.competition), id, 1, InquiryState::Published).await, "not theirs");
    assert!(answer(&db, by.clone(), id, 1, InquiryState::Published).await);
    assert!(!answer(&db, by.clone(), id, 1, InquiryState::Declined).await, "an old version");
    let first = one(&db, &by, id).await.expect("there").inquiry;
    assert_eq!((first.version, first.answered_at, first.changed_at), (2, Some(NOON), None));
    assert!(answer(&db, by.clone(), id, 2, InquiryState::Published).await);
    let second = one(&db, &by, id).await.expect("there").inquiry;
    assert_eq!((second.version, second.answered_at, second.changed_at), (3, Some(NOON), Some(NOON)));
    assert_eq!(one(&db, &organiser(other.competition), id).await, None);
});

on_both_engines!(only_what_is_published_is_read_by_everybody, |db| async move {
    let f = Fixture::new(&db, "open").await;
    let (ann, ben) = (person(&db, "ann@example.org").await, person(&db, "ben@example.org").await);
    let by = organiser(f.competition);
    for state in [None, Some(InquiryState::Private), Some(InquiryState::Declined), Some(InquiryState::Published)] {
        let id = ask(&db, &ann, f.competition, "My name is Ann, may I?").await.expect("asked");
        if let Some(state) = state {
            assert!(answer(&db, by.clone(), id, 1, state).await);
        }
    }
    let mut conn = db.read().await.expect("a reader");
    let published = inquiry::published(&mut conn, f.competition).await.expect("read");
    let texts: Vec<&str> = published.iter().map(|inquiry| inquiry.question.as_str()).collect();
    assert_eq!(texts, ["May one?"]);
    assert_eq!(inquiry::own(&mut conn, &ann, f.competition).await.expect("read").len(), 4);
    assert_eq!(inquiry::own(&mut conn, &ben, f.competition).await.expect("read").len(), 0);
    assert_eq!(inquiry::all(&mut conn, &by).await.expect("read").len(), 4);
    let asker = inquiry::asker(&mut conn, &by, published[0].id).await.expect("read").expect("there");
    assert_eq!(asker.address, "ann@example.org");
});

on_both_engines!(of_many_questions_at_once_five_wait, |db| async move {
    let f = Fixture::new(&db, "open").await;
    let other = Fixture::with_slug(&db, "open", "other").await;
    let ann = person(&db, "ann@example.org").await;
    let asked = futures::future::join_all((0..12).map(|_| ask(&db, &ann, f.competition, "May I?"))).await;
    let taken: Vec<InquiryId> = asked.into_iter().flatten().collect();
    assert_eq!(taken.len(), INQUIRIES_AT_ONCE as usize);
    assert!(ask(&db, &ann, other.competition, "And here?").await.is_some(), "each competition counts on its own");
    assert!(answer(&db, organiser(f.competition), taken[0], 1, InquiryState::Private).await);
    assert!(ask(&db, &ann, f.competition, "One more?").await.is_some(), "an answer makes room");
    assert!(ask(&db, &ann, f.competition, "Two more?").await.is_none());
});

/// Ann's questions: one waits, one is published, one is answered to her alone.
async fn three(db: &Db, f: &Fixture, ann: &SignedIn) {
    for state in [None, Some(InquiryState::Published), Some(InquiryState::Private)] {
        let id = ask(db, ann, f.competition, "I am Ann of Kisumu, may I?").await.expect("asked");
        if let Some(state) = state {
            assert!(answer(db, organiser(f.competition), id, 1, state).await);
        }
    }
}

async fn left(db: &Db) -> Vec<(String, String, Option<Uuid>)> {
    let mut conn = db.read().await.expect("a reader");
    fetch_all!(
        &mut conn,
        (String, String, Option<Uuid>),
        "SELECT state, text, account_id FROM inquiry ORDER BY state, id"
    )
    .expect("read")
}

on_both_engines!(who_asked_is_forgotten_with_the_account, |db| async move {
    let f = Fixture::new(&db, "open").await;
    let ann = person(&db, "ann@example.org").await;
    three(&db, &f, &ann).await;
    let everything = data::everything(&mut db.read().await.expect("a reader"), &ann).await.expect("data");
    assert_eq!(everything["questions"].as_array().map(Vec::len), Some(3), "{everything}");
    let who = ann.clone();
    db.write(move |tx| Box::pin(async move { erase::erase(tx, &who, true).await })).await.expect("erased");
    assert_eq!(left(&db).await, [("published".to_owned(), "May one?".to_owned(), None)]);
});

on_both_engines!(who_asked_is_forgotten_when_the_time_is_over, |db| async move {
    let f = Fixture::new(&db, "published").await;
    let ann = person(&db, "ann@example.org").await;
    three(&db, &f, &ann).await;
    let id = f.competition;
    db.write(move |tx| {
        Box::pin(async move {
            execute!(tx, "INSERT INTO publication (id, competition_id, version, document, digest, published_at) VALUES ($1, $1, 1, $2, '', 0)",
                id.uuid(),
                "{\"competition\":\"\",\"theme\":\"\",\"time_zone\":\"UTC\",\"method\":\"mean\",\"entries_submitted\":0,\
                  \"entries_judged\":0,\"countries\":0,\"judges\":0,\"scorecards\":0,\"reviews_per_entry\":2,\"fields\":[],\"tracks\":[]}")?;
            retention::erase(tx, id).await
        })
    })
    .await
    .expect("erased");
    assert_eq!(left(&db).await, [("published".to_owned(), "May one?".to_owned(), None)]);
});

on_both_engines!(checks_and_examples_are_put_in_the_place_of_others, |db| async move {
    let f = Fixture::new(&db, "open").await;
    let other = Fixture::with_slug(&db, "open", "other").await;
    let check =
        |text: &str, needed, effect| Precheck { text: text.into(), needed, effect, otherwise: "لماذا".into() };
    let lists = [
        vec![
            check("One?", true, Effect::Stops),
            check("Two?", false, Effect::Needs),
            check("Three?", true, Effect::Needs),
        ],
        vec![check("Only?", false, Effect::Stops)],
    ];
    for list in lists {
        let (id, track, new) = (f.competition, f.track, list.clone());
        db.write(move |tx| {
            Box::pin(async move {
                precheck::save(tx, &organiser(id), &new).await?;
                precheck::save_examples(tx, &organiser(id), track, "A game\nAn app").await
            })
        })
        .await
        .expect("saved");
        let mut conn = db.read().await.expect("a reader");
        assert_eq!(precheck::of_competition(&mut conn, f.competition).await.expect("read"), list);
        assert!(precheck::of_competition(&mut conn, other.competition).await.expect("read").is_empty());
    }
    let (id, track) = (other.competition, f.track);
    db.write(move |tx| Box::pin(async move { precheck::save_examples(tx, &organiser(id), track, "Not mine").await }))
        .await
        .expect("nothing done");
    let tracks = read::tracks(&mut db.read().await.expect("a reader"), f.competition).await.expect("read");
    assert_eq!(tracks[0].examples, "A game\nAn app");
});

on_both_engines!(versions_of_the_rules_have_dates, |db| async move {
    let f = Fixture::new(&db, "open").await;
    let id = f.competition;
    db.write(move |tx| {
        Box::pin(async move {
            execute!(
                tx,
                "INSERT INTO rules_version (competition_id, version, text, since) VALUES ($1, 2, 'Be kinder.', $2)",
                id.uuid(),
                NOON.plus_seconds(60).micros(),
            )
            .map(drop)
        })
    })
    .await
    .expect("a version");
    let mut conn = db.read().await.expect("a reader");
    let dates: Vec<(i64, Moment)> = board::rules_dates(&mut conn, id).await.expect("read");
    assert_eq!(dates, [(1, NOON), (2, NOON.plus_seconds(60))]);
});

//! What is kept of prizes, on both engines.

use super::*;
use app::{
    ids::{AwardId, EntryId},
    results::{
        model::{Delivery, PassedHow, PrizeCheck, PrizeRecord, PrizeState},
        rules::PrizeAnswer,
    },
};
use server::{
    auth::permits::EntryEditor,
    fetch_one,
    results::store::{prizes, retention},
};

fn editor(seed: &Seed, entry: EntryId) -> EntryEditor {
    let nobody: app::ids::TeamId = uuid::Uuid::nil().into();
    Operator::at_the_command_line().editor(seed.competition, nobody, entry)
}

async fn record(db: &Db, seed: &Seed) -> PrizeRecord {
    let mut conn = db.read().await.expect("a reader");
    prizes::records(&mut conn, seed.competition).await.expect("read").remove(0)
}

fn first(seed: &Seed) -> (AwardId, EntryId) {
    (seed.prizes["functioning"], seed.entries["ballot-walk"])
}

async fn ask(db: &Db, seed: &Seed) -> bool {
    let (by, (award, entry)) = (organiser(seed), first(seed));
    db.write(move |tx| Box::pin(async move { prizes::ask(tx, &at(&by, entry), award).await })).await.expect("asked")
}

async fn answer(db: &Db, seed: &Seed, accepts: bool) -> bool {
    let (award, entry) = first(seed);
    let by = editor(seed, entry);
    let words = |text: &str| if accepts { text.to_owned() } else { String::new() };
    let said = PrizeAnswer { accepts, travels: words("Amina"), needs: words("An invoice") };
    db.write(move |tx| Box::pin(async move { prizes::answer(tx, &by, award, &said).await })).await.expect("answered")
}

on_both_engines!(a_prize_is_asked_once_answered_and_passed_on, |db| async move {
    let seed = Seed::new(&db, "deliberation").await;
    assert!(!answer(&db, &seed, true).await, "nobody was asked");
    assert!(ask(&db, &seed).await && !ask(&db, &seed).await);
    assert!(answer(&db, &seed, true).await);
    let accepted = record(&db, &seed).await;
    assert_eq!((accepted.state, accepted.travels.as_str()), (PrizeState::Accepted, "Amina"));
    assert!(evidence(&db, &seed).await.prizes.passed.is_empty());
    assert!(answer(&db, &seed, false).await, "who accepted may decline");
    assert!(!answer(&db, &seed, true).await, "and not come back");
    let declined = record(&db, &seed).await;
    assert_eq!((declined.state, declined.travels.as_str(), declined.needs.as_str()), (PrizeState::Declined, "", ""));
    assert_eq!(evidence(&db, &seed).await.prizes.passed, [(first(&seed), PassedHow::Declined)].into());
    assert!(!ask(&db, &seed).await, "who declined is not asked again");
    let (by, (award, entry)) = (organiser(&seed), first(&seed));
    for offered in [Some(true), None] {
        let by = by.clone();
        let again = db
            .write(move |tx| Box::pin(async move { prizes::offer_again(tx, &at(&by, entry), award).await }))
            .await
            .expect("offered");
        assert_eq!(again, offered);
    }
    assert_eq!(record(&db, &seed).await.state, PrizeState::Asked);
});

on_both_engines!(what_was_never_asked_is_withheld_and_opened_again, |db| async move {
    let seed = Seed::new(&db, "deliberation").await;
    let (by, (award, entry)) = (organiser(&seed), first(&seed));
    let held = by.clone();
    db.write(move |tx| Box::pin(async move { prizes::withhold(tx, &at(&held, entry), award, "Why").await }))
        .await
        .expect("withheld");
    assert_eq!(evidence(&db, &seed).await.prizes.passed, [(first(&seed), PassedHow::NotGiven)].into());
    let again = by.clone();
    let asked = db
        .write(move |tx| Box::pin(async move { prizes::offer_again(tx, &at(&again, entry), award).await }))
        .await
        .expect("offered");
    assert_eq!((asked, record(&db, &seed).await.state), (Some(false), PrizeState::Open));
    db.write(move |tx| {
        Box::pin(
            async move { prizes::deliver(tx, &at(&by, entry), award, (Delivery::UnderWay, "Flight booked")).await },
        )
    })
    .await
    .expect("noted");
    let noted = record(&db, &seed).await;
    assert_eq!((noted.delivery, noted.delivery_note.as_str()), (Delivery::UnderWay, "Flight booked"));
});

on_both_engines!(checks_are_ticked_and_taken_back_by_their_own_organisers, |db| async move {
    let seed = Seed::new(&db, "deliberation").await;
    let other = Fixture::new(&db, "deliberation").await;
    let (by, (_, entry)) = (organiser(&seed), first(&seed));
    let ticks = by.clone();
    db.write(move |tx| {
        Box::pin(async move { prizes::check(tx, &at(&ticks, entry), PrizeCheck::Diligence, ("Looked at", "")).await })
    })
    .await
    .expect("ticked");
    assert_eq!(evidence(&db, &seed).await.prizes.checked, [(entry, [PrizeCheck::Diligence].into())].into());
    let stranger = Operator::at_the_command_line().owner(other.competition);
    for (by, gone) in [(stranger, false), (by.clone(), true), (by, false)] {
        let taken = db
            .write(move |tx| Box::pin(async move { prizes::reopen(tx, &at(&by, entry), PrizeCheck::Diligence).await }))
            .await
            .expect("asked");
        assert_eq!(taken, gone);
    }
});

on_both_engines!(the_schema_keeps_words_of_those_who_accept_only, |db| async move {
    let seed = Seed::new(&db, "deliberation").await;
    ask(&db, &seed).await;
    let words = db.write(|tx| Box::pin(async move { execute!(tx, "UPDATE prize SET travels = 'Amina'") })).await;
    assert!(words.is_err(), "nothing is kept of who did not accept");
    let unasked = db
        .write(|tx| {
            Box::pin(async move { execute!(tx, "UPDATE prize SET state = 'accepted', asked_at = $1", None::<i64>) })
        })
        .await;
    assert!(unasked.is_err(), "nobody accepts what was not offered");
});

on_both_engines!(words_about_prizes_go_with_retention, |db| async move {
    let seed = Seed::new(&db, "published").await;
    ask(&db, &seed).await;
    answer(&db, &seed, true).await;
    let (by, (award, entry)) = (organiser(&seed), first(&seed));
    db.write(move |tx| {
        Box::pin(async move {
            let by = at(&by, entry);
            prizes::deliver(tx, &by, award, (Delivery::Delivered, "Paid")).await?;
            prizes::check(tx, &by, PrizeCheck::Diligence, ("Passport seen", "")).await
        })
    })
    .await
    .expect("noted");
    let id = seed.competition;
    db.write(move |tx| Box::pin(async move { retention::erase(tx, id).await })).await.expect("erased");
    let left = record(&db, &seed).await;
    let words = [left.travels, left.needs, left.reason, left.delivery_note];
    assert_eq!((left.state, left.delivery, words.concat()), (PrizeState::Accepted, Delivery::Delivered, String::new()));
    let (note,): (String,) =
        fetch_one!(&mut db.read().await.expect("a reader"), (String,), "SELECT note FROM prize_check")
            .expect("a check");
    assert_eq!(note, "");
});

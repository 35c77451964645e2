//! What follows on results, as it is kept: comments that were decided on, numbers, appeals.

use super::*;
use app::results::model::{AppealOutcome, CommentDecision};
use server::{
    fetch_one,
    operator::service::{export::export, import::import},
    results::store::{comment, retention},
};
use uuid::Uuid;

async fn number(db: &Db, sql: &'static str) -> i64 {
    fetch_one!(&mut db.read().await.expect("a reader"), (i64,), sql).expect("a number").0
}

/// A decision on each comment, feedback that is out, and an appeal that was upheld.
async fn put(db: &Db, seed: &Seed) {
    let (c, e, appeal) = (seed.competition.uuid(), seed.entries["rumour-line"].uuid(), Uuid::from_u128(5));
    let put: Result<(), DbError> = db
        .write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO comment_review (scorecard_id, criterion_id, competition_id, entry_id, decision, original, text, reason, decided_at)
                     SELECT s.scorecard_id, s.criterion_id, k.competition_id, k.entry_id, 'held', s.comment, '', 'Rude', $2
                     FROM score s JOIN scorecard k ON k.id = s.scorecard_id WHERE k.competition_id = $1",
                    c,
                    NOON.micros()
                )?;
                execute!(tx, "INSERT INTO feedback_settings (competition_id, shows, with_publication) VALUES ($1, 'marks', $2)", c, true)?;
                execute!(tx, "INSERT INTO feedback_release (competition_id, at) VALUES ($1, $2)", c, NOON.micros())?;
                execute!(tx, "INSERT INTO appeal_settings (competition_id, days, answer_days) VALUES ($1, 3, 4)", c)?;
                execute!(
                    tx,
                    "INSERT INTO appeal (id, competition_id, entry_id, version, about, text, filed_at, answer_by, question, asked_at, outcome, reason, decided_at, corrected_version)
                     VALUES ($1, $2, $3, 1, 'rule', 'Words', $4, $4, 'Why?', $4, 'upheld', 'So it is', $4, 2)",
                    appeal,
                    c,
                    e,
                    NOON.micros()
                )
                .map(drop)
            })
        })
        .await;
    put.expect("put");
}

on_both_engines!(what_follows_on_results_goes_out_and_comes_in, |db| async move {
    let seed = Seed::new(&db, "deliberation").await;
    put(&db, &seed).await;
    let mut parcel = export(&db, "peaceapp").await.expect("exported");
    let reviews = &parcel.document.feedback.as_ref().expect("feedback").reviews;
    let all = number(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM score").await;
    assert_eq!(i64::try_from(reviews.len()), Ok(all));
    assert!(
        reviews.iter().all(|one| one.decision == CommentDecision::Held && one.original.starts_with("canary-comment"))
    );
    let appeals = &parcel.document.appeals.as_ref().expect("appeals").appeals;
    assert_eq!(appeals[0].decision.as_ref().map(|decision| decision.0), Some(AppealOutcome::Upheld));
    parcel.document.competition.slug = "copy".to_owned();
    import(&db, parcel.clone()).await.expect("imported");
    let again = export(&db, "copy").await.expect("exported");
    assert_eq!((again.document.feedback, again.document.appeals), (parcel.document.feedback, parcel.document.appeals));
});

on_both_engines!(a_decision_holds_for_the_comment_that_was_read, |db| async move {
    let seed = Seed::new(&db, "deliberation").await;
    put(&db, &seed).await;
    let waiting = async || {
        let mut conn = db.read().await.expect("a reader");
        comment::waiting(&mut conn, seed.competition).await.expect("read")
    };
    assert_eq!(waiting().await, 0);
    seed.change(&db, "UPDATE score SET comment = 'Changed' WHERE criterion_id IN (SELECT id FROM criterion WHERE competition_id = $1 AND key = 'reach')").await;
    let changed = number(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM score WHERE comment = 'Changed'").await;
    assert!(changed > 5);
    assert_eq!(i64::try_from(waiting().await), Ok(changed));
});

on_both_engines!(after_its_time_words_are_erased_and_decisions_stay, |db| async move {
    let seed = Seed::new(&db, "published").await;
    put(&db, &seed).await;
    let competition = seed.competition;
    db.write(move |tx| Box::pin(async move { retention::erase(tx, competition).await })).await.expect("erased");
    let kept = "SELECT CAST(COUNT(*) AS BIGINT) FROM appeal WHERE text = '' AND question = '' AND reason = '' AND outcome = 'upheld'";
    assert_eq!(number(&db, kept).await, 1);
    assert_eq!(number(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM comment_review WHERE reason <> ''").await, 0);
});

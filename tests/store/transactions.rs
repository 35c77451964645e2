//! What a transaction promises: all or nothing, and no commit over a swallowed error.

use server::{
    db::{Db, DbError},
    execute, fetch_one,
};
use tests::on_both_engines;
use uuid::Uuid;

async fn teams(db: &Db) -> i64 {
    let mut conn = db.read().await.expect("a reader");
    fetch_one!(&mut conn, (i64,), "SELECT CAST(COUNT(*) AS BIGINT) FROM account").expect("a count").0
}

const INSERT: &str = "INSERT INTO account (id, email, name, host, created_at) VALUES ($1, $2, 'n', $3, 0)";

on_both_engines!(an_error_undoes_the_whole_job_and_no_other, |db| async move {
    let good = |n: u128| {
        let db = db.clone();
        async move {
            db.write(move |tx| Box::pin(async move { execute!(tx, INSERT, Uuid::from_u128(n), n.to_string(), false) }))
                .await
        }
    };
    let bad = db.write(|tx| {
        Box::pin(async move {
            execute!(tx, INSERT, Uuid::from_u128(90), "ninety", false)?;
            Err::<u64, DbError>(DbError::Busy)
        })
    });
    let (a, b, c) = futures::join!(good(1), bad, good(2));
    assert!(a.is_ok() && b.is_err() && c.is_ok());
    assert_eq!(teams(&db).await, 2);
});

on_both_engines!(a_swallowed_error_is_not_committed, |db| async move {
    let result = db
        .write(|tx| {
            Box::pin(async move {
                execute!(tx, INSERT, Uuid::from_u128(1), "one", false)?;
                drop(execute!(tx, INSERT, Uuid::from_u128(1), "two", false));
                Ok::<_, DbError>(())
            })
        })
        .await;
    assert!(matches!(result, Err(DbError::Swallowed)), "{result:?}");
    assert_eq!(teams(&db).await, 0);
});

on_both_engines!(a_panic_undoes_its_job_and_the_database_goes_on, |db| async move {
    let result: Result<(), DbError> = db
        .write(|tx| {
            Box::pin(async move {
                execute!(tx, INSERT, Uuid::from_u128(1), "one", false)?;
                panic!("on purpose")
            })
        })
        .await;
    assert!(matches!(result, Err(DbError::Panicked)), "{result:?}");
    assert_eq!(teams(&db).await, 0);
    db.write(|tx| Box::pin(async move { execute!(tx, INSERT, Uuid::from_u128(2), "two", false) }))
        .await
        .expect("the next is done");
});

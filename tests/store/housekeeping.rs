//! What a server forgets, and what it keeps.

use server::{db::DbError, execute, fetch_all, housekeeping};
use tests::{NOON, ambient, on_both_engines};
use uuid::Uuid;

const DAY: i64 = 86_400;

on_both_engines!(what_is_old_goes_and_what_is_not_stays, |db| async move {
    db.write(|tx| Box::pin(async move {
        // More than one piece of old replies.
        for n in 0..700 {
            let key = format!("old-{n}");
            execute!(tx, "INSERT INTO idempotency_key (caller, key, request_hash, reply, created_at) VALUES ('a', $1, $2, '{}', $3)",
                key, [0_u8].as_slice(), NOON.plus_seconds(-8 * DAY).micros())?;
        }
        execute!(tx, "INSERT INTO idempotency_key (caller, key, request_hash, reply, created_at) VALUES ('a', 'new', $1, '{}', $2)",
            [0_u8].as_slice(), NOON.plus_seconds(-6 * DAY).micros())?;
        for (id, age) in [(1, 700), (2, 500)] {
            execute!(tx, "INSERT INTO kept_post (id, path, fields, error, created_at) VALUES ($1, '/x', '[]', '{}', $2)",
                Uuid::from_u128(id), NOON.plus_seconds(-age).micros())?;
        }
        execute!(tx, "INSERT INTO account (id, email, name, host, created_at) VALUES ($1, 'a@b.org', 'A', $2, 0)", Uuid::nil(), false)?;
        for (token, left) in [([1_u8], -1), ([2], 1)] {
            execute!(tx, "INSERT INTO session (token_hash, account_id, created_at, seen_at, expires_at) VALUES ($1, $2, 0, 0, $3)",
                token.as_slice(), Uuid::nil(), NOON.plus_seconds(left).micros())?;
        }
        Ok::<_, DbError>(())
    })).await.expect("rows");

    housekeeping::forget_old(&db, &ambient()).await.expect("forgotten");

    let mut conn = db.read().await.expect("a connection");
    let keys: Vec<(String,)> = fetch_all!(&mut conn, (String,), "SELECT key FROM idempotency_key").expect("keys");
    assert_eq!(keys, [("new".to_owned(),)]);
    let kept: Vec<(Uuid,)> = fetch_all!(&mut conn, (Uuid,), "SELECT id FROM kept_post").expect("forms");
    assert_eq!(kept, [(Uuid::from_u128(2),)]);
    let sessions: Vec<(Vec<u8>,)> =
        fetch_all!(&mut conn, (Vec<u8>,), "SELECT token_hash FROM session").expect("sessions");
    assert_eq!(sessions, [(vec![2],)]);
});

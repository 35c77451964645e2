//! The transactions of sending: taking a message, and what became of it. Nothing is sent inside them.

use super::{
    MailError,
    store::{self, DueMail},
};
use crate::db::{Db, DbError};
use app::time::Moment;
use uuid::Uuid;

/// A message that was taken belongs to its worker so long. Longer than any attempt takes.
const HELD_SECONDS: i64 = 300;
/// The first delay; each next one is twice as long.
const FIRST_DELAY_SECONDS: i64 = 60;
/// The longest delay.
const LONGEST_DELAY_SECONDS: i64 = 6 * 3600;
/// So many attempts: more than two days.
const ATTEMPTS: i64 = 16;

/// The delay after so many attempts: 1, 2, 4 .. minutes, at most six hours.
pub fn delay(attempts: i64) -> i64 {
    let doublings = attempts.saturating_sub(1).clamp(0, 20);
    (FIRST_DELAY_SECONDS << doublings).min(LONGEST_DELAY_SECONDS)
}

/// Takes a message; false when another worker has it.
///
/// # Errors
/// The database's.
pub async fn take(db: &Db, mail: &DueMail) -> Result<bool, DbError> {
    let mail = mail.clone();
    db.write(move |tx| {
        Box::pin(async move {
            let until = tx.now().plus_seconds(HELD_SECONDS);
            store::claim(tx, &mail, until).await
        })
    })
    .await
}

/// Notes what became of an attempt; `attempts` with this one.
///
/// # Errors
/// The database's.
pub async fn settle(db: &Db, id: Uuid, attempts: i64, result: Result<(), MailError>) -> Result<(), DbError> {
    db.write(move |tx| {
        Box::pin(async move {
            match result {
                Ok(()) => store::sent(tx, id).await,
                Err(error) if error.is_final() || attempts >= ATTEMPTS => store::fail(tx, id, error).await,
                Err(error) => {
                    let until: Moment = tx.now().plus_seconds(delay(attempts));
                    store::postpone(tx, id, until, error).await
                }
            }
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_to_six_hours() {
        let delays: Vec<i64> = (1..=4).map(delay).collect();
        assert_eq!(delays, [60, 120, 240, 480]);
        assert_eq!((delay(10), delay(i64::MAX), delay(0)), (21_600, 21_600, 60));
        let total: i64 = (1..ATTEMPTS).map(delay).sum();
        assert!(total > 36 * 3600, "given up after {total} seconds");
    }
}

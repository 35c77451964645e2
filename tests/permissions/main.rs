//! Who may do what when: every operation of the site, for every kind of person, in every state of a competition. The
//! expected answers are written down in [`table`]; an operation that is not in it fails the test.

mod kept;
mod pages;
mod table;
mod world;

use std::collections::BTreeSet;
use table::{Expected, rows};
use tests::Engine;
use world::{Actor, STATES, World};

#[test]
fn every_operation_is_in_the_table() {
    let known: BTreeSet<String> = rows().map(|row| format!("/api/{}", row.operation)).collect();
    let there: BTreeSet<String> = server::http::router::operations().into_iter().collect();
    assert_eq!(known, there, "the table of permissions and the operations of the site differ");
    assert_eq!(known.len(), rows().count(), "an operation stands twice in the table");
}

/// One site for each state: first everything that must be refused, which changes nothing, so that one site serves all
/// of it; then each allowed deed on a site of its own.
async fn check(state: &'static str) {
    let mut world = World::new(Engine::Sqlite, state).await;
    let mut wrong = Vec::new();
    let mut cells = 0;
    for row in rows() {
        for actor in Actor::ALL {
            let expected = row.expected(actor, state);
            cells += 1;
            let status = if expected == Expected::Done {
                world.again().await.attempt(actor, row).await
            } else {
                world.attempt(actor, row).await
            };
            if !expected.fits(status) {
                wrong.push(format!("{state}: {actor:?} {}: expected {expected:?}, got {status}", row.operation));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {cells} cells:\n{}", wrong.len(), wrong.join("\n"));
}

macro_rules! states {
    ($($state:ident),+) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $state() {
            assert!(STATES.contains(&stringify!($state)));
            check(stringify!($state)).await;
        }
    )+};
}

states!(setup, open, screening, judging, deliberation, published);

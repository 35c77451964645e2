//! Results are out everywhere at one moment (trust.md C-11): whoever asks any address at any time gets all of what was before
//! or all of what is after, and nobody who has seen the one is shown the other again. How often it asks hangs on the build: for
//! release (`cargo test --release --workspace --test api at_once`) 6,000 to 28,000 times a second on two busy cores.

use super::*;
use server::results::service::release;
use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};
use tests::NOON;
use tokio::time::Instant;

/// Everything that changes with publication.
const ADDRESSES: [&str; 13] = [
    PAGE,
    "/ar/c/peaceapp/results",
    JSON,
    CSV,
    "/c/peaceapp/results.atom",
    "/en/c/peaceapp/entries",
    "/c/peaceapp/entries.json",
    "/c/peaceapp/entries.csv",
    "/en/c/peaceapp/entries/ballot-walk",
    "/c/peaceapp/entries/ballot-walk/entry.json",
    "/c/peaceapp/entries/ballot-walk/badge.svg",
    "/en/c/peaceapp/statistics",
    "/c/peaceapp/statistics.csv",
];
/// Clients that ask at the same time.
const CLIENTS: usize = 8;
/// How long they ask before and after.
const AROUND: Duration = Duration::from_millis(700);

/// What an answer says: status, and of a page its main part.
fn said(address: &str, reply: &Reply) -> (u16, String) {
    let page = address.starts_with("/en/") || address.starts_with("/ar/");
    let said = if page { main_part(reply) } else { &reply.body };
    // An error page has a number of its own each time.
    let said = said.split("Request number").next().unwrap_or_default();
    (reply.status, said.to_owned())
}

async fn all(site: &Site) -> BTreeMap<&'static str, (u16, String)> {
    let mut visitor = site.visitor();
    let mut all = BTreeMap::new();
    for address in ADDRESSES {
        all.insert(address, said(address, &visitor.get(address).await));
    }
    all
}

/// One answer: between which moments, of which address, what.
struct Heard {
    begun: u64,
    ended: u64,
    address: &'static str,
    said: (u16, String),
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_wholly_before_or_wholly_after_on_sqlite() {
    before_or_after(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_wholly_before_or_wholly_after_on_postgres() {
    before_or_after(Engine::Postgres).await;
}

async fn before_or_after(engine: Engine) {
    let (site, _, mut olga) = seeded_on(engine, "deliberation").await;
    olga.propose("peaceapp", "").await;
    let mut petra = site.second_owner("peaceapp").await;
    let proposal = petra.proposal("peaceapp").await;
    let before = all(&site).await;
    let (ticks, over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    let started = Instant::now();
    let asking: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (mut visitor, ticks, over) = (site.visitor(), ticks.clone(), over.clone());
            tokio::spawn(async move {
                let mut heard = Vec::new();
                for address in ADDRESSES.into_iter().cycle().skip(client) {
                    if over.load(Ordering::SeqCst) {
                        break;
                    }
                    let begun = ticks.fetch_add(1, Ordering::SeqCst);
                    let reply = visitor.get(address).await;
                    let ended = ticks.fetch_add(1, Ordering::SeqCst);
                    heard.push(Heard { begun, ended, address, said: said(address, &reply) });
                    // Others get their turn, also where an answer waits for nothing.
                    tokio::task::yield_now().await;
                }
                heard
            })
        })
        .collect();
    tokio::time::sleep(AROUND).await;
    let fields = [("slug", "peaceapp"), ("proposal", &*proposal)];
    assert_eq!(petra.call("results/confirm", &fields).await.status, 200);
    let confirmed = ticks.fetch_add(1, Ordering::SeqCst);
    tokio::time::sleep(AROUND).await;
    over.store(true, Ordering::SeqCst);
    let mut heard = Vec::new();
    for client in asking {
        heard.extend(client.await.expect("answers"));
    }
    let rate = heard.len() as f64 / started.elapsed().as_secs_f64();
    let after = all(&site).await;
    let mut both = [0_usize; 2];
    let (mut first_after, mut last_before) = (u64::MAX, 0);
    for answer in &heard {
        let (old, new) = (&before[answer.address], &after[answer.address]);
        assert_ne!(old, new, "{} changes with publication", answer.address);
        assert!(answer.said == *old || answer.said == *new, "{}: a mixed answer: {:?}", answer.address, answer.said);
        let is_new = answer.said == *new;
        both[usize::from(is_new)] += 1;
        if is_new {
            first_after = first_after.min(answer.ended);
        } else {
            last_before = last_before.max(answer.begun);
        }
    }
    println!("{} answers, {rate:.0} in a second; {} before, {} after", heard.len(), both[0], both[1]);
    assert!(both.iter().all(|count| *count > ADDRESSES.len()), "both are seen: {both:?}");
    assert!(last_before < first_after, "asked after somebody had seen the results, and not shown them");
    assert!(last_before < confirmed, "who confirmed had the answer, and others did not see it yet");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_embargo_ends_everywhere_with_its_second_on_sqlite() {
    embargo(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_embargo_ends_everywhere_with_its_second_on_postgres() {
    embargo(Engine::Postgres).await;
}

async fn embargo(engine: Engine) {
    let (site, _, mut olga) = seeded_on(engine, "deliberation").await;
    let digest = digest(&mut olga).await;
    let fields = [("slug", "peaceapp"), ("digest", &*digest), ("note", ""), ("release_at", "2026-03-01T12:30")];
    assert_eq!(olga.call("results/propose", &fields).await.status, 200);
    let mut petra = site.second_owner("peaceapp").await;
    let proposal = petra.proposal("peaceapp").await;
    assert_eq!(petra.call("results/confirm", &[("slug", "peaceapp"), ("proposal", &proposal)]).await.status, 200);
    let time = NOON.plus_seconds(1800);
    let due = async || release::due(&site.db, &site.ambient, &site.config).await.expect("an answer");
    site.clock.set(time.plus_seconds(-1));
    assert_eq!(due().await, 0);
    for (address, (status, body)) in all(&site).await {
        assert_eq!(status, 404, "{address}");
        for secret in Seed::titles().chain(["ballot-walk\"", "87.3", "canary"]) {
            assert!(!body.contains(secret), "{address}: {secret}: {body}");
        }
    }
    site.clock.set(time);
    assert_eq!(due().await, 1);
    let after = all(&site).await;
    for (address, (status, body)) in &after {
        assert_eq!(*status, 200, "{address}: {body}");
    }
    assert!(after[PAGE].1.contains("Ballot Walk") && after[JSON].1.contains("87.3"));
    site.clock.set(time.plus_seconds(1));
    assert_eq!(due().await, 0, "once");
}

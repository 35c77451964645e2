//! The last evening of a round: many judges with time to think, who open entries, save as they go and hand in. Goose drives
//! them; how fast they are is changed until the server gives in.

use crate::{
    board::Board,
    judging::{self, Held},
    machine::{Latency, Ticks, now},
    report::{Report, Row},
};
use goose::{config::GooseConfiguration, goose::GooseMethod, prelude::*};
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tests::Engine;

/// Judges in one panel.
const JUDGES: usize = 500;
/// Entries that each of them has.
const ENTRIES: usize = 60;
/// How long each pace is kept up.
const SECONDS: u64 = 40;

/// How fast they are: the pause after each step, in milliseconds. A scorecard takes four steps.
struct Pace {
    what: &'static str,
    target: &'static str,
    pause: (u64, u64),
}

const PACES: [Pace; 5] = [
    Pace { what: "500 judges, a scorecard in 16 s", target: "0 errors, p95 50 ms, p99 150 ms", pause: (2000, 6000) },
    Pace { what: "500 judges, 5,000 scorecards a minute", target: "0 errors", pause: (1000, 2000) },
    Pace { what: "500 judges, 10,000 scorecards a minute", target: "-", pause: (500, 1000) },
    Pace { what: "500 judges, 20,000 scorecards a minute", target: "-", pause: (250, 500) },
    Pace { what: "500 judges, 40,000 scorecards a minute", target: "-", pause: (125, 250) },
];

/// What one judge holds in hands.
#[derive(Clone)]
struct Judge {
    cookie: String,
    number: usize,
    entry: usize,
    version: i64,
}

/// What was measured.
#[derive(Default)]
struct Measured {
    saves: Mutex<Vec<Duration>>,
    submitted: AtomicUsize,
    /// When each scorecard was acknowledged.
    acknowledged: Mutex<Vec<Instant>>,
}

/// One pace after the other, each on a fresh database, until it breaks.
pub async fn run(report: &mut Report) {
    for pace in &PACES {
        let (rows, whole) = at(pace).await;
        rows.into_iter().for_each(|row| report.row(row));
        if !whole {
            report.say(format!("broke at: {}", pace.what));
            break;
        }
    }
}

async fn at(pace: &Pace) -> (Vec<Row>, bool) {
    let held = Arc::new(judging::hold(Engine::Sqlite, ENTRIES, JUDGES).await);
    let measured = Arc::new(Measured::default());
    let board = Board::open(&held).await;
    let before = Ticks::read();
    let begin = now();
    let metrics = attack(&held, &measured, pace).await.expect("goose ran");
    let seconds = begin.elapsed().as_secs_f64();
    let others = Ticks::read().others_since(before);
    let acknowledged = std::mem::take(&mut *measured.acknowledged.lock().expect("not poisoned"));
    let shown = board.delays(&acknowledged);
    let failed: usize = metrics.requests.values().map(|request| request.fail_count).sum();
    let all: usize = metrics.requests.values().map(|request| request.success_count + request.fail_count).sum();
    let saves = std::mem::take(&mut *measured.saves.lock().expect("not poisoned"));
    let (count, latency) = (saves.len(), Latency::of(saves));
    let submitted = measured.submitted.load(Ordering::Relaxed);
    let kept = judging::submitted(&held).await;
    let figure = format!(
        "{failed} errors of {all}, {:.0} saves/s, {:.0} scorecards/min; saves p50 {:.1}, p95 {:.1}, p99 {:.1} ms; {} of {submitted} kept; others {others:.0}%",
        count as f64 / seconds,
        submitted as f64 / seconds * 60.0,
        latency.p50 / 1e3,
        latency.p95 / 1e3,
        latency.p99 / 1e3,
        if kept == submitted { "all".to_owned() } else { kept.to_string() },
    );
    let board = format!(
        "{} scorecards, p50 {:.2}, p95 {:.2}, p99 {:.2} s",
        acknowledged.len(),
        shown.p50 / 1e6,
        shown.p95 / 1e6,
        shown.p99 / 1e6
    );
    let whole = failed == 0 && kept == submitted && latency.p99 < 1e6;
    let rows =
        vec![Row::new(pace.what, pace.target, figure), Row::new("until an open board shows it", "p95 2 s", board)];
    (rows, whole)
}

async fn attack(held: &Arc<Held>, measured: &Arc<Measured>, pace: &Pace) -> Result<GooseMetrics, GooseError> {
    let next = Arc::new(AtomicUsize::new(0));
    let sit_down = {
        let held = Arc::clone(held);
        step(move |user| {
            let number = next.fetch_add(1, Ordering::Relaxed) % JUDGES;
            let cookie = held.cookies[number].clone();
            // Each begins elsewhere, as their own orders do.
            user.set_session_data(Judge { cookie, number, entry: number % ENTRIES, version: 0 });
            Box::pin(async move { page(user, "/en/c/large/judge", "desk").await })
        })
    };
    let read = {
        let held = Arc::clone(held);
        step(move |user| {
            let path = format!("/en/judge/entries/{}", held.entries[judge(user).entry]);
            Box::pin(async move { page(user, &path, "entry").await })
        })
    };
    let saving = |submit: bool| {
        let (held, measured) = (Arc::clone(held), Arc::clone(measured));
        step(move |user| {
            let (held, measured) = (Arc::clone(&held), Arc::clone(&measured));
            Box::pin(async move { save(user, &held, &measured, submit).await })
        })
    };
    let pause = |milliseconds| Duration::from_millis(milliseconds);
    let scenario = Scenario::new("judge")
        .set_wait_time(pause(pace.pause.0), pause(pace.pause.1))?
        .register_transaction(Transaction::new(sit_down).set_on_start())
        .register_transaction(Transaction::new(read).set_sequence(1))
        .register_transaction(Transaction::new(saving(false)).set_sequence(2))
        .register_transaction(Transaction::new(saving(false)).set_sequence(3))
        .register_transaction(Transaction::new(saving(true)).set_sequence(4));
    let mut configuration = GooseConfiguration::default();
    configuration.host = Some(format!("http://{}", held.running.addr));
    configuration.users = Some(JUDGES);
    configuration.increase_rate = Some("100".to_owned());
    configuration.run_time = Some(SECONDS.to_string());
    configuration.quiet = 3;
    configuration.no_reset_metrics = true;
    configuration.no_print_metrics = true;
    configuration.no_telnet = true;
    GooseAttack::initialize_with_config(configuration)?.register_scenario(scenario).execute().await
}

type Done<'u> = std::pin::Pin<Box<dyn Future<Output = TransactionResult> + Send + 'u>>;

fn step<F>(step: F) -> TransactionFunction
where
    F: for<'u> Fn(&'u mut GooseUser) -> Done<'u> + Send + Sync + 'static,
{
    Arc::new(step)
}

fn judge(user: &GooseUser) -> &Judge {
    user.get_session_data_unchecked::<Judge>()
}

async fn page(user: &mut GooseUser, path: &str, name: &str) -> TransactionResult {
    let cookie = judge(user).cookie.clone();
    let request =
        user.get_request_builder(&GooseMethod::Get, path)?.header("cookie", cookie).header("accept", "text/html");
    let request =
        GooseRequest::builder().path(path).name(name).expect_status_code(200).set_request_builder(request).build();
    let reply = user.request(request).await?;
    // The whole page, as a browser takes it.
    if let Ok(response) = reply.response {
        drop(response.bytes().await);
    }
    Ok(())
}

async fn save(user: &mut GooseUser, held: &Held, measured: &Measured, submit: bool) -> TransactionResult {
    let Judge { cookie, number, entry, version } = judge(user);
    let (cookie, form) = (cookie.clone(), judging::form(held.entries[*entry], *number, *version, submit));
    let path = "/api/scores/save";
    let request = user
        .get_request_builder(&GooseMethod::Post, path)?
        .header("cookie", cookie)
        .header("accept", "application/json")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form);
    let request = GooseRequest::builder()
        .method(GooseMethod::Post)
        .path(path)
        .name(if submit { "submit" } else { "save" })
        .expect_status_code(200)
        .set_request_builder(request)
        .build();
    let begin = now();
    let reply = user.request(request).await?;
    let took = begin.elapsed();
    let good = reply.request.success;
    if let Ok(response) = reply.response {
        drop(response.bytes().await);
    }
    if good {
        measured.saves.lock().expect("not poisoned").push(took);
        if submit {
            measured.submitted.fetch_add(1, Ordering::Relaxed);
            measured.acknowledged.lock().expect("not poisoned").push(now());
        }
    }
    let judge = user.get_session_data_unchecked_mut::<Judge>();
    if submit {
        (judge.entry, judge.version) = ((judge.entry + 1) % ENTRIES, 0);
    } else {
        judge.version += 1;
    }
    Ok(())
}

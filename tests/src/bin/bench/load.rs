//! Closed-loop load: each connection sends its next request when the reply to the last one is there.

use crate::{
    SECONDS, client,
    client::Connection,
    machine::{Latency, Ticks, now},
    site::{self, Running},
};
use axum::{Router, routing::get as route};
use std::{net::SocketAddr, time::Duration};

/// What is sent at first is not measured: connections are opened and statements prepared.
const WARMING: Duration = Duration::from_secs(1);

/// What came of a load.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Requests in a second.
    pub rate: f64,
    /// How long each took.
    pub latency: Latency,
    /// The share of the machine that others used meanwhile, of 100.
    pub others: f64,
}

/// The same page, again and again, as a browser with a session-less visitor asks for it.
pub async fn get(site: &Running, path: &str, connections: usize) -> Load {
    same(site.addr, client::get(path, "accept: text/html\r\n"), connections).await
}

/// The same with a cookie, for which nothing is kept: drawn each time.
pub async fn drawn(site: &Running, path: &str, connections: usize) -> Load {
    same(site.addr, client::get(path, "accept: text/html\r\ncookie: drawn=1\r\n"), connections).await
}

/// A route that gives a constant, through the same accept loop.
pub async fn bare(connections: usize) -> Load {
    let running = site::start(Router::new().route("/", route(|| async { "constant" }))).await;
    same(running.addr, client::get("/", ""), connections).await
}

/// Clients, each of which posts its forms one after the other until the time is over or it has no more; gives how many
/// were acknowledged in all, too. `clients`: a cookie and its forms.
pub async fn post<F>(addr: SocketAddr, operation: &'static str, clients: Vec<(String, F)>) -> (Load, usize)
where
    F: Iterator<Item = String> + Send + 'static,
{
    let before = Ticks::read();
    let begin = now() + WARMING;
    let end = begin + Duration::from_secs(SECONDS);
    let tasks: Vec<_> = clients
        .into_iter()
        .map(|(cookie, forms)| {
            tokio::spawn(async move {
                let mut connection = Connection::open(addr).await;
                let (mut all, mut warming) = (Vec::new(), 0);
                for form in forms {
                    if now() >= end {
                        break;
                    }
                    let request = client::post(operation, &cookie, &form);
                    let sent = now();
                    let reply = connection.send(&request).await;
                    assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
                    if sent < begin {
                        warming += 1;
                    } else {
                        all.push(sent.elapsed());
                    }
                }
                (all, warming)
            })
        })
        .collect();
    let (mut all, mut acknowledged) = (Vec::new(), 0);
    for task in tasks {
        let (measured, warming) = task.await.expect("a client");
        acknowledged += measured.len() + warming;
        all.extend(measured);
    }
    let load = Load {
        rate: all.len() as f64 / begin.elapsed().as_secs_f64(),
        others: Ticks::read().others_since(before),
        latency: Latency::of(all),
    };
    (load, acknowledged)
}

async fn same(addr: SocketAddr, request: Vec<u8>, connections: usize) -> Load {
    run(addr, &request, connections, WARMING).await;
    let before = Ticks::read();
    let begin = now();
    let all = run(addr, &request, connections, Duration::from_secs(SECONDS)).await;
    Load {
        rate: all.len() as f64 / begin.elapsed().as_secs_f64(),
        latency: Latency::of(all),
        others: Ticks::read().others_since(before),
    }
}

async fn run(addr: SocketAddr, request: &[u8], connections: usize, length: Duration) -> Vec<Duration> {
    let end = now() + length;
    let tasks: Vec<_> = (0..connections)
        .map(|_| {
            let request = request.to_vec();
            tokio::spawn(async move {
                let mut connection = Connection::open(addr).await;
                let mut all = Vec::new();
                while now() < end {
                    let begin = now();
                    let reply = connection.send(&request).await;
                    assert_eq!(reply.status, 200, "{}", reply.head);
                    all.push(begin.elapsed());
                }
                all
            })
        })
        .collect();
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await.expect("a connection"));
    }
    all
}

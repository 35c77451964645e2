//! An organiser's open board: it hears that something happened and gets its page again, as its script does.

use crate::{
    client::{self, Connection},
    judging::Held,
    machine::{Latency, now},
};
use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::task::JoinHandle;

/// One open board.
pub struct Board {
    /// When each page was asked for, and when it was there.
    pages: Arc<Mutex<Vec<(Instant, Instant)>>>,
    task: JoinHandle<()>,
}

impl Board {
    /// Opens the board of a competition that is being judged.
    pub async fn open(held: &Held) -> Self {
        let cookie = format!("cookie: {}\r\n", held.organiser);
        let mut events = Connection::open(held.running.addr).await;
        let ask = client::get("/c/large/organise/scores/events", &format!("{cookie}accept: text/event-stream\r\n"));
        events.write(&ask).await;
        let mut page = Connection::open(held.running.addr).await;
        let request = client::get("/en/c/large/organise/scores", &format!("{cookie}accept: text/html\r\n"));
        let pages = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&pages);
        let task = tokio::spawn(async move {
            loop {
                events.heard().await;
                let begin = now();
                let reply = page.send(&request).await;
                assert_eq!(reply.status, 200, "{}", reply.head);
                seen.lock().expect("not poisoned").push((begin, now()));
                // Not more often than the script.
                tokio::time::sleep(Duration::from_secs(1).saturating_sub(begin.elapsed())).await;
            }
        });
        Self { pages, task }
    }

    /// How long it took from each moment until a page that was asked for afterwards was there. What no page shows any more,
    /// because the load had ended, is left out.
    pub fn delays(&self, moments: &[Instant]) -> Latency {
        let pages = self.pages.lock().expect("not poisoned");
        let shown = |moment: &Instant| {
            let at = pages.partition_point(|(begin, _)| begin < moment);
            pages.get(at).map(|(_, end)| end.duration_since(*moment))
        };
        Latency::of(moments.iter().filter_map(shown).collect())
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        self.task.abort();
    }
}

//! A body that arrives slowly and may be large: bounded in bytes and in time, handed on piece by piece.

use app::error::AppError;
use axum::body::{Body, BodyDataStream, Bytes};
use futures::{Stream, StreamExt};
use std::{
    io,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::{Instant, Sleep, sleep};

/// Nothing for so long, and the sender is taken to have gone away.
const SILENCE: Duration = Duration::from_secs(30);
/// The longest that a whole body may take: 2 GiB at five megabits a second.
const WHOLE: Duration = Duration::from_secs(3600);
/// How much of what nobody wants is still read, and for how long, so that its sender gets to the answer.
const THROWN: u64 = 256 * 1024 * 1024;
const THROWING: Duration = Duration::from_secs(20);

/// What is handed on at once: little while words come, so that a file is not gathered before its place is known; more
/// once it is.
const WORDS_AT_ONCE: usize = 8 * 1024;
const FILE_AT_ONCE: usize = 256 * 1024;

/// A body on its way in.
pub struct Arriving {
    body: Arc<Mutex<BodyDataStream>>,
    /// How many bytes more are taken.
    left: Arc<AtomicI64>,
    /// How many are handed on at once.
    at_once: Arc<AtomicUsize>,
}

impl Arriving {
    /// A body of which so many bytes are taken, until more are allowed.
    pub fn new(body: Body, most: u64) -> Self {
        Self {
            body: Arc::new(Mutex::new(body.into_data_stream())),
            left: Arc::new(AtomicI64::new(i64::try_from(most).unwrap_or(i64::MAX))),
            at_once: Arc::new(AtomicUsize::new(WORDS_AT_ONCE)),
        }
    }

    /// So many bytes more, of a file.
    pub fn allow(&self, more: u64) {
        self.at_once.store(FILE_AT_ONCE, Ordering::SeqCst);
        self.left.fetch_add(i64::try_from(more).unwrap_or(i64::MAX / 2), Ordering::SeqCst);
    }

    /// The pieces. After each the reader has a rest, since it would gather all that is there otherwise.
    pub fn stream(&self) -> impl Stream<Item = Result<Bytes, io::Error>> + Send + use<> {
        Pieces {
            body: self.body.clone(),
            left: self.left.clone(),
            at_once: self.at_once.clone(),
            over: Bytes::new(),
            silence: Box::pin(sleep(SILENCE)),
            whole: Box::pin(sleep(WHOLE)),
            rest: false,
        }
    }

    /// What an error of the reader's means: more than was allowed, or a body that cannot be read.
    pub fn error(&self, error: &multer::Error) -> AppError {
        if self.left.load(Ordering::SeqCst) < 0 {
            return AppError::TooLarge;
        }
        tracing::debug!(%error, "a form in parts");
        AppError::Malformed
    }

    /// Reads on, in the background, what nobody wants.
    pub fn throw_away(self) {
        let body = self.body;
        tokio::spawn(async move {
            let mut read = 0;
            let rest = futures::stream::poll_fn(|context| lock(&body).poll_next_unpin(context));
            let rest = rest.take_while(|piece| {
                read += piece.as_ref().map_or(THROWN, |bytes| bytes.len() as u64);
                futures::future::ready(read < THROWN)
            });
            drop(tokio::time::timeout(THROWING, rest.for_each(|_| futures::future::ready(()))).await);
        });
    }
}

fn lock(body: &Mutex<BodyDataStream>) -> std::sync::MutexGuard<'_, BodyDataStream> {
    body.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Pieces {
    body: Arc<Mutex<BodyDataStream>>,
    left: Arc<AtomicI64>,
    at_once: Arc<AtomicUsize>,
    /// What came in one piece and was not handed on yet.
    over: Bytes,
    silence: Pin<Box<Sleep>>,
    whole: Pin<Box<Sleep>>,
    rest: bool,
}

impl Stream for Pieces {
    type Item = Result<Bytes, io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.rest) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let piece = if self.over.is_empty() {
            lock(&self.body).poll_next_unpin(context)
        } else {
            Poll::Ready(Some(Ok(std::mem::take(&mut self.over))))
        };
        match piece {
            Poll::Ready(Some(Ok(mut bytes))) => {
                self.rest = true;
                self.silence.as_mut().reset(Instant::now() + SILENCE);
                self.over = bytes.split_off(bytes.len().min(self.at_once.load(Ordering::SeqCst)));
                let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
                if self.left.fetch_sub(size, Ordering::SeqCst) < size {
                    return Poll::Ready(Some(Err(io::ErrorKind::FileTooLarge.into())));
                }
                Poll::Ready(Some(Ok(bytes)))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(io::Error::other(error)))),
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending if self.silence.as_mut().poll(context).is_ready() => gone(),
            Poll::Pending if self.whole.as_mut().poll(context).is_ready() => gone(),
            Poll::Pending => Poll::Pending,
        }
    }
}

fn gone() -> Poll<Option<Result<Bytes, io::Error>>> {
    Poll::Ready(Some(Err(io::ErrorKind::TimedOut.into())))
}

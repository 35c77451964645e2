//! Time and randomness, injected: nothing else in the server asks the machine for either, so that tests
//! decide when it is and runs can be repeated.

use app::time::Moment;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicI64, Ordering},
};
use uuid::Uuid;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Moment;
}

/// The machine's clock.
#[derive(Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    fn now(&self) -> Moment {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Moment::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
}

/// A clock that stands until it is set.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that shows this moment.
    pub fn at(now: Moment) -> Self {
        Self(AtomicI64::new(now.micros()))
    }
    /// Sets it.
    pub fn set(&self, now: Moment) {
        self.0.store(now.micros(), Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Moment {
        Moment::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// The clock and the source of randomness of one server.
#[derive(Clone)]
pub struct Ambient {
    clock: Arc<dyn Clock>,
    random: Arc<Mutex<ChaCha20Rng>>,
}

impl std::fmt::Debug for Ambient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ambient")
    }
}

impl Ambient {
    /// The machine's clock, and ChaCha20 seeded by the operating system.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn system() -> Result<Self, std::io::Error> {
        let rng = ChaCha20Rng::try_from_rng(&mut rand::rngs::SysRng)
            .map_err(|error| std::io::Error::other(format!("no randomness from the operating system: {error}")))?;
        Ok(Self::new(Arc::new(SystemClock), rng))
    }

    /// A clock and a seed of one's own, for tests and benchmarks.
    pub fn seeded(clock: Arc<dyn Clock>, seed: u64) -> Self {
        Self::new(clock, ChaCha20Rng::seed_from_u64(seed))
    }

    fn new(clock: Arc<dyn Clock>, rng: ChaCha20Rng) -> Self {
        Self { clock, random: Arc::new(Mutex::new(rng)) }
    }

    /// Now.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Random bytes, fit for secrets.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.random.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    /// A fresh id: UUIDv7, so that ids sort by the time they were made and stay close in an index.
    pub fn id<T: From<Uuid>>(&self) -> T {
        let millis = u64::try_from(self.now().micros() / 1000).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.random()).into_uuid().into()
    }

    /// An unguessable id that says nothing about time: for form keys and kept posts.
    pub fn unguessable(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.random()).into_uuid()
    }
}

//! A transaction under way.

use super::Conn;
use crate::clock::Ambient;
use app::time::Moment;
use std::ops::{Deref, DerefMut};
use uuid::Uuid;

/// An audit event written in this transaction, for the seal of its commit.
#[derive(Clone, Copy, Debug)]
pub struct SealedEvent {
    /// The event's number.
    pub seq: i64,
    /// Its digest.
    pub digest: [u8; 32],
    /// Where, if it was in a competition.
    pub competition: Option<Uuid>,
    /// The leaf of what it states.
    pub statement: Option<[u8; 32]>,
}

/// A transaction. Holding one is the only way to write.
pub struct Tx {
    conn: Conn,
    ambient: Ambient,
    now: Moment,
    pub(super) events: Vec<SealedEvent>,
}

impl Tx {
    pub(super) fn begin(conn: Conn, ambient: Ambient) -> Self {
        let now = ambient.now();
        Self { conn, ambient, now, events: Vec::new() }
    }

    pub(super) fn restart(&mut self) {
        self.now = self.ambient.now();
    }

    /// The moment at which this transaction decides: deadlines, states and times written are all of this one moment.
    pub const fn now(&self) -> Moment {
        self.now
    }

    /// Fresh ids and secrets.
    pub const fn ambient(&self) -> &Ambient {
        &self.ambient
    }

    /// Hands an audit event to the seal.
    pub(crate) fn wrote_event(&mut self, event: SealedEvent) {
        self.events.push(event);
    }

    pub(super) fn into_conn(self) -> Conn {
        self.conn
    }
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

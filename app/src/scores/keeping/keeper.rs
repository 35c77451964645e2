//! One scorecard on one device: what was typed, what is on its way, what the server has.

use super::{Fields, Stored, join};
use serde::{Deserialize, Serialize};

/// Rest after the last keystroke before a save, in milliseconds as all times here.
const REST: i64 = 1_500;
/// Waits before a save is sent again: the last one from then on.
const WAITS: [i64; 6] = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/// A save on its way. What is in it stays as it is until it is answered: the same key must mean the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// The idempotency key.
    pub key: String,
    /// The round it was written for; empty in what a page of an older release kept.
    #[serde(default)]
    pub round: String,
    /// The version it is based on.
    pub version: i64,
    /// Whether it hands in.
    pub submit: bool,
    /// What the scorecard is to say.
    pub fields: Fields,
    /// When it was written, by the clock of the device.
    pub typed_at: i64,
}

/// What came of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The server has it: one version above the one it was based on.
    Saved,
    /// Somebody saved a newer version, which is this.
    Stale(Stored),
    /// The round is closed: the server keeps it as late, and the organisers decide.
    Late,
    /// It will not be taken as it is; the reason as the server said it.
    Refused(String),
    /// Nobody is signed in here, or somebody else is.
    SignedOut,
    /// Nobody answered, or nobody who knows: whether it was stored is unknown.
    Nothing,
}

/// What is said of a scorecard. Times are of the device's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing was typed.
    Untouched,
    /// It is on this device, and on its way or waiting for a rest.
    Here(i64),
    /// It is on this device; what was handed in changes when the button is pressed.
    Unhanded(i64),
    /// The server has it.
    Sent(i64),
    /// It is on this device; the server did not answer and is asked again.
    Trying(i64),
    /// It is on this device; somebody has to sign in.
    SignedOut(i64),
    /// It is on this device; the server does not take it.
    Refused(i64, String),
    /// It is on the server as late.
    Late(i64),
    /// Something was written elsewhere at the same place: see [`Keeper::clashes`].
    Clash(i64),
}

/// How the last attempt went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Last {
    #[default]
    None,
    Saved(i64),
    Unanswered,
    SignedOut,
    Refused(String, Fields),
    Late(i64, Fields),
}

/// One scorecard on one device. It is stored there whole after each change, before anything is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keeper {
    #[serde(default)]
    round: String,
    base: Stored,
    local: Fields,
    clashes: Fields,
    parcel: Option<Parcel>,
    /// What was met while something was on its way.
    #[serde(default)]
    met: Option<Stored>,
    hand_in: bool,
    last: Last,
    typed_at: i64,
    joined: bool,
    tries: usize,
    #[serde(skip)]
    due: i64,
    #[serde(skip)]
    waits: bool,
}

impl Keeper {
    /// A scorecard as the server has it.
    pub fn new(stored: Stored) -> Self {
        Self { local: stored.fields.clone(), base: stored, ..Self::default() }
    }

    /// The same, of the round for which its page was drawn.
    #[must_use]
    pub fn in_round(self, round: &str) -> Self {
        Self { round: round.to_owned(), ..self }
    }

    /// What the form says.
    pub const fn fields(&self) -> &Fields {
        &self.local
    }

    /// What the server had when it was last heard.
    pub const fn stored(&self) -> &Stored {
        &self.base
    }

    /// What was written elsewhere where something was written here too, by field.
    pub const fn clashes(&self) -> &Fields {
        &self.clashes
    }

    /// When something was last written here.
    pub const fn typed_at(&self) -> i64 {
        self.typed_at
    }

    /// Whether something written elsewhere was taken over since the last edit here.
    pub const fn joined(&self) -> bool {
        self.joined
    }

    /// Whether it was written for another round than this one.
    pub fn of_another_round(&self, round: &str) -> bool {
        !self.round.is_empty() && self.round != round
    }

    /// The page was drawn anew, or another tab was heard: the server has this of a round by now.
    pub fn meet(&mut self, round: &str, stored: Stored, now: i64) {
        // What is on its way comes first: its answer says how it relates to what is stored.
        if self.parcel.is_some() {
            self.met = (!self.of_another_round(round)).then_some(stored);
        } else if self.of_another_round(round) {
            // Nothing is joined across rounds. It is sent once more as what it is, so that its judge reads why it is refused.
            (self.last, self.due) = (Last::None, now);
        } else if stored.version > self.base.version {
            self.take(stored, now);
        }
    }

    /// A button was pressed below the words that what was written is of another round: it is to be of this one, beside what
    /// is stored there. Nothing is, before it was refused.
    pub fn carry_over(&mut self, round: &str, stored: Stored, now: i64) -> bool {
        let refused = self.parcel.is_none() && matches!(self.last, Last::Refused(..));
        if !refused || !self.of_another_round(round) {
            return false;
        }
        round.clone_into(&mut self.round);
        self.base = Stored::default();
        self.clashes.clear();
        self.take(stored, now);
        true
    }

    /// Something was typed.
    pub fn edit(&mut self, fields: Fields, now: i64) {
        if fields == self.local {
            return;
        }
        self.local = fields;
        self.typed_at = now;
        self.joined = false;
        let local = &self.local;
        self.clashes.retain(|name, theirs| local.get(name).map_or("", String::as_str) != theirs);
        if self.parcel.is_none() {
            self.due = now + REST;
        }
    }

    /// The button to hand in was pressed; it is done when the server says so. Not while something is left to choose.
    pub fn press(&mut self, now: i64) -> bool {
        if !self.clashes.is_empty() {
            return false;
        }
        self.hand_in = true;
        self.typed_at = now;
        self.last = Last::None;
        self.wake(now);
        true
    }

    /// One of two texts was chosen; the other is given up knowingly.
    pub fn choose(&mut self, name: &str, mine: bool, now: i64) {
        let Some(theirs) = self.clashes.remove(name) else { return };
        if !mine && theirs.is_empty() {
            self.local.remove(name);
        } else if !mine {
            self.local.insert(name.to_owned(), theirs);
        }
        self.typed_at = now;
        self.due = now;
    }

    /// There is reason to think that the server answers now: the network is back, the page is looked at again.
    pub const fn wake(&mut self, now: i64) {
        self.tries = 0;
        self.due = now;
    }

    /// What is to be sent now, if anything is; `key` has never been used before. Whoever gets it stores this keeper before
    /// it is sent, and comes back with [`Self::answer`].
    pub fn send(&mut self, now: i64, key: impl FnOnce() -> String) -> Option<Parcel> {
        if self.waits || now < self.due {
            return None;
        }
        if self.parcel.is_none() && self.wants_to_send() {
            self.parcel = Some(Parcel {
                key: key(),
                round: self.round.clone(),
                version: self.base.version,
                submit: self.hand_in,
                fields: self.outgoing(),
                typed_at: self.typed_at,
            });
        }
        self.waits = self.parcel.is_some();
        self.parcel.clone()
    }

    /// The answer to what was sent. One to something else is too old to matter.
    pub fn answer(&mut self, key: &str, answer: Answer, now: i64) {
        let Some(parcel) = self.parcel.take_if(|parcel| parcel.key == key) else { return };
        self.waits = false;
        if matches!(answer, Answer::Nothing | Answer::SignedOut)
            || matches!(&answer, Answer::Stale(stored) if stored.version == parcel.version)
        {
            self.last = if answer == Answer::SignedOut { Last::SignedOut } else { Last::Unanswered };
            self.due = now + wait(self.tries, &parcel.key);
            self.tries += 1;
            self.parcel = Some(parcel);
            return;
        }
        self.tries = 0;
        self.due = now;
        let met = self.met.take();
        match answer {
            Answer::Saved => {
                self.base = Stored {
                    version: parcel.version + 1,
                    submitted: self.base.submitted || parcel.submit,
                    fields: parcel.fields,
                };
                self.hand_in &= !parcel.submit;
                self.last = Last::Saved(now);
                // It was stored long ago, and more since: what a tab that crashed left behind must not stand for the newest.
                if let Some(newer) = met.filter(|met| met.version > self.base.version) {
                    self.take(newer, now);
                }
            }
            Answer::Stale(stored) => self.take(stored, now),
            Answer::Late => {
                self.hand_in = false;
                self.last = Last::Late(now, parcel.fields);
            }
            Answer::Refused(why) => {
                self.hand_in = false;
                self.last = Last::Refused(why, parcel.fields);
            }
            Answer::SignedOut | Answer::Nothing => {}
        }
    }

    /// Whether the server lacks something of this.
    pub fn unsent(&self) -> bool {
        let known = match &self.last {
            Last::Late(_, fields) => fields,
            _ => &self.base.fields,
        };
        self.parcel.is_some() || self.hand_in || !self.clashes.is_empty() || self.outgoing() != *known
    }

    /// What is said of it.
    pub fn shown(&self) -> Shown {
        let at = self.typed_at;
        if !self.clashes.is_empty() {
            return Shown::Clash(at);
        }
        if !self.unsent() {
            return match &self.last {
                Last::Saved(at) => Shown::Sent(*at),
                Last::Late(at, _) => Shown::Late(*at),
                _ => Shown::Untouched,
            };
        }
        match &self.last {
            Last::Refused(why, fields) if self.parcel.is_none() && *fields == self.outgoing() => {
                Shown::Refused(at, why.clone())
            }
            Last::Unanswered => Shown::Trying(at),
            Last::SignedOut => Shown::SignedOut(at),
            _ if self.base.submitted && !self.hand_in => Shown::Unhanded(at),
            _ => Shown::Here(at),
        }
    }

    /// What a save says: where a choice is open, what is stored stays stored.
    fn outgoing(&self) -> Fields {
        let mut fields = self.local.clone();
        for (name, theirs) in &self.clashes {
            if theirs.is_empty() {
                fields.remove(name);
            } else {
                fields.insert(name.clone(), theirs.clone());
            }
        }
        fields
    }

    /// What was handed in changes by the button only; what was refused or came late is not sent again as it is.
    fn wants_to_send(&self) -> bool {
        if self.hand_in {
            return self.clashes.is_empty();
        }
        let fields = self.outgoing();
        let answered = matches!(&self.last, Last::Refused(_, sent) | Last::Late(_, sent) if *sent == fields);
        !self.base.submitted && !answered && fields != self.base.fields
    }

    /// Joins what the server has with what was written here. Whoever pressed the button did not see it: it is pressed anew.
    fn take(&mut self, stored: Stored, now: i64) {
        let joined = join(&self.base.fields, &self.local, &stored.fields, &self.clashes);
        self.hand_in &= !joined.taken && joined.clashes.is_empty();
        self.joined = joined.taken;
        (self.local, self.clashes, self.base) = (joined.fields, joined.clashes, stored);
        self.last = Last::None;
        self.due = now;
    }
}

/// The wait before the next attempt: longer each time, and up to a second more by the key, so that not everybody comes at
/// once to a server that is up again.
fn wait(tries: usize, key: &str) -> i64 {
    let spread = key.bytes().fold(7_i64, |sum, byte| (sum * 31 + i64::from(byte)) % 1_000);
    WAITS.get(tries).or(WAITS.last()).copied().unwrap_or_default() + spread
}

#[cfg(test)]
mod tests;

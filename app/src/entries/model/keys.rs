//! Keys by which judges get into an entry, as those see it who keep them: never the keys themselves.

use crate::time::Moment;

/// How many keys of an entry there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeyCounts {
    /// Not handed out.
    pub free: usize,
    /// With a judge who did not say that it is broken.
    pub handed: usize,
}

/// A key that did not work. Whose it was stays out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenKey {
    /// Its last characters, by which those who gave it know which it is.
    pub ending: String,
    /// What the judge said.
    pub words: String,
    /// When.
    pub at: Moment,
}

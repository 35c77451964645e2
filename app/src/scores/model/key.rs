//! A judge's own key to an entry.

use serde::{Deserialize, Serialize};

/// How it stands between a judge and the keys of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum OwnKey {
    /// Nobody gave any.
    #[default]
    None,
    /// There is one to be had.
    Waiting,
    /// All are with others, or did not work.
    Gone,
    /// The judge has this one.
    Held(String),
}

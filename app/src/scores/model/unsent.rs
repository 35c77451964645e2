//! What waits on judges' devices.

use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// Scorecards that a judge's device had not sent when it was last heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnsentWork {
    /// The judge's name.
    pub judge: String,
    /// How many.
    pub items: i64,
    /// When it was heard.
    pub heard_at: Moment,
}

//! A scorecard as it was posted.

use crate::{ids::EntryId, time::Moment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A scorecard as it was posted: all by the criterion's key, nothing checked yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScorecardForm {
    /// The entry; `None` where the form names none that can exist.
    pub entry: Option<EntryId>,
    /// The version the form was based on; 0 where nothing was stored.
    pub version: i64,
    /// Whether it is handed in, not only saved.
    pub submit: bool,
    /// Whether the judge was asked already why nothing of the entry was opened.
    pub untried: bool,
    /// Marks as written; or [`crate::scores::rules::COULD_NOT_ASSESS`].
    pub marks: BTreeMap<String, String>,
    /// Criteria ticked as not assessed, where marks are written and not chosen.
    pub not_assessed: BTreeMap<String, String>,
    /// What is said to the team.
    pub comments: BTreeMap<String, String>,
    /// What is said to the panel and organisers only.
    pub note: String,
    /// The round it was written for; empty in what a page of an older release kept.
    #[serde(skip)]
    pub round: String,
    /// For whom a device kept it; empty where a page was posted.
    #[serde(skip)]
    pub account: String,
    /// When it was written, as the device claims: shown to people, never decided by.
    #[serde(skip)]
    pub typed_at: Option<Moment>,
}

//! The panel as its organisers see it.

use super::{Away, Invited, Judge, NeedsJudges};
use crate::{competition::model::Competition, time::Moment};

/// The panel of a competition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelBoard {
    /// The competition.
    pub competition: Competition,
    /// Its judges, by name.
    pub judges: Vec<PanelMemberRow>,
    /// Whether the panel can do what is asked of it.
    pub readiness: Readiness,
    /// The address of the site, for links that are sent to people.
    pub origin: String,
    /// When scoring ends.
    pub judging_closes_at: Option<Moment>,
    /// Entries that were given back and lack judges.
    pub needs_judges: Vec<NeedsJudges>,
}

/// One judge in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelMemberRow {
    /// The judge.
    pub judge: Judge,
    /// Entries assigned.
    pub load: u32,
    /// Conflicts that bar.
    pub hard_conflicts: u32,
    /// Conflicts to be avoided.
    pub soft_conflicts: u32,
    /// The token of the open invitation, while there is one.
    pub invitation: Option<String>,
    /// How the invitation stands.
    pub invited: Invited,
    /// The partner or sponsor that employs the judge, or nothing.
    pub partner: String,
    /// What the judge is not to be given; for those who assign.
    pub comfort: Vec<String>,
    /// When the judge is away; for those who assign.
    pub away: Vec<Away>,
}

/// A panel in numbers, and what it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// Asked, no answer yet.
    pub invited: u32,
    /// Accepted, conflicts not declared.
    pub accepted: u32,
    /// May be assigned.
    pub ready: u32,
    /// Entries to be judged.
    pub entries: u32,
    /// Reviews of all entries together.
    pub reviews: u32,
    /// The fewest and most entries a ready judge would get, when there is one.
    pub load: Option<(u32, u32)>,
    /// Ready judges missing so that an entry can get different judges.
    pub judges_missing: u32,
    /// Reviews beyond what the ready judges are willing to take.
    pub reviews_over: u32,
}

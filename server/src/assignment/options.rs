//! What the caller may choose about the objective.

use serde::{Deserialize, Serialize};

use super::perturbation::Seed;

/// Where an even load stands among the goals. Even means the least sum of squared loads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Balance {
    /// Even loads come before affinity: nobody carries more for the sake of a better fit.
    #[default]
    AboveAffinity,
    /// Affinity comes first; even loads choose among the answers of best fit.
    BelowAffinity,
    /// Only the load bounds count.
    Ignored,
}

/// The choices for one run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Where an even load stands among the goals.
    pub balance: Balance,
    /// Settles what every goal leaves open.
    pub seed: Seed,
}

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
    /// Whether an optimum that falls into parts is connected by exchanges of two judges, at the least cost: scores of
    /// parts that share no judge cannot be compared.
    #[serde(default)]
    pub connect: bool,
}

impl Options {
    /// The usual choices: even loads above affinity, and parts connected.
    #[must_use]
    pub fn new(seed: Seed) -> Self {
        Self { balance: Balance::AboveAffinity, seed, connect: true }
    }
}

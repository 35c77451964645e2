//! What organisers set for their panel.

use crate::competition::model::Competition;

/// Minutes that one entry takes where organisers say nothing else.
pub const DEFAULT_MINUTES: u32 = 25;
/// What judges are asked to know about where organisers say nothing else.
pub const DEFAULT_EXPERTISE: [&str; 6] = ["peacebuilding", "games", "technical", "education", "design", "gender"];

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelSettings {
    /// Minutes that one entry takes.
    pub minutes_per_entry: u32,
    /// What judges are asked to know about, in order.
    pub expertise: Vec<String>,
}

impl Default for PanelSettings {
    fn default() -> Self {
        Self { minutes_per_entry: DEFAULT_MINUTES, expertise: DEFAULT_EXPERTISE.map(str::to_owned).to_vec() }
    }
}

/// The page on which they are changed.
#[derive(Clone, Debug)]
pub struct PanelSettingsDesk {
    /// Where.
    pub competition: Competition,
    /// The settings.
    pub settings: PanelSettings,
    /// The version of conduct in force.
    pub version: i64,
    /// Its text by language.
    pub texts: Vec<(String, String)>,
    /// How many judges signed it, and how many there are.
    pub signed: (u32, u32),
}

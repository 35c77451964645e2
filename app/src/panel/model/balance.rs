//! Who is on a panel, taken together, and what its entries need.

use crate::competition::model::Competition;

/// So many have to say the same of their gender before it is shown.
pub const GENDER_AT_LEAST: u32 = 5;

/// How many judges have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// What it is; nothing: those who did not say.
    pub what: String,
    /// How many.
    pub judges: u32,
}

/// Entries in a language, and judges who read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageNeed {
    /// The language without region and script.
    pub language: String,
    /// Entries that are in it, among others or alone.
    pub entries: u32,
    /// Entries that are in no other.
    pub only: u32,
    /// Judges who read it.
    pub readers: u32,
    /// Judges that an entry needs.
    pub needed: u32,
}

impl LanguageNeed {
    /// Whether entries in this language alone cannot get as many judges who read them as they need.
    pub fn short(&self) -> bool {
        self.only > 0 && self.readers < self.needed
    }
}

/// A panel in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// Judges who accepted, on reserve or not.
    pub judges: u32,
    /// By language of entries.
    pub languages: Vec<LanguageNeed>,
    /// By field.
    pub fields: Vec<Share>,
    /// By part of the world.
    pub regions: Vec<Share>,
    /// By gender; nothing where too few said the same.
    pub genders: Vec<Share>,
    /// By device.
    pub devices: Vec<Share>,
    /// By expertise.
    pub expertise: Vec<Share>,
    /// Who is employed by a partner or sponsor: name and partner.
    pub employed: Vec<(String, String)>,
}

/// The page that shows it.
#[derive(Clone, Debug)]
pub struct BalanceDesk {
    /// Where.
    pub competition: Competition,
    /// The numbers.
    pub balance: Balance,
}

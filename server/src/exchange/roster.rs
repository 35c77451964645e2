//! A list of people to be invited as judges, as organisers paste it: `name,email` and what is known of them.

use super::error::FileErrors;
use super::layout::Layout;
use super::reader::{Located, Source};

const LAYOUT: Layout = Layout {
    required: &["name", "email"],
    optional: &["languages", "devices", "expertise", "organisation", "field", "region", "load_limit", "reserve"],
    key: &["email"],
};

/// One person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterRecord {
    /// The name.
    pub name: String,
    /// Where the invitation goes.
    pub email: String,
    /// Language tags.
    pub languages: Vec<String>,
    /// Devices.
    pub devices: Vec<String>,
    /// Fields the judge knows.
    pub expertise: Vec<String>,
    /// Where the judge belongs.
    pub organisation: String,
    /// What the judge knows best.
    pub field: String,
    /// The part of the world.
    pub region: String,
    /// The most entries.
    pub load_limit: Option<u32>,
    /// Whether for the reserve, in a word.
    pub reserve: String,
}

/// Reads the list.
///
/// # Errors
/// All errors of the list.
pub fn read(data: &[u8]) -> Result<Vec<Located<RosterRecord>>, FileErrors> {
    Source::new("", data).read(&LAYOUT, |row| {
        let (name, email) = (row.text("name"), row.text("email"));
        let languages = row.languages("languages");
        let (devices, expertise) = (row.list("devices"), row.list("expertise"));
        let (organisation, field) = (row.optional_text("organisation"), row.optional_text("field"));
        let (region, load_limit) = (row.optional_text("region"), row.optional_count("load_limit"));
        let reserve = row.optional_text("reserve");
        Some(RosterRecord {
            name: name?.to_owned(),
            email: email?.to_owned(),
            languages: languages?,
            devices: devices?,
            expertise: expertise?,
            organisation: organisation?.unwrap_or_default(),
            field: field?.unwrap_or_default(),
            region: region?.unwrap_or_default(),
            load_limit: load_limit?,
            reserve: reserve?.unwrap_or_default(),
        })
    })
}

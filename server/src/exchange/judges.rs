//! `judges.csv`: the members of the panel.

use std::io::Write;

use super::error::FileErrors;
use super::layout::Layout;
use super::reader::{Located, Source};
use super::writer::{WriteError, Writer};

const LAYOUT: Layout = Layout {
    required: &["judge", "name"],
    optional: &["email", "affiliation", "country", "languages", "devices", "expertise", "max_load"],
    key: &["judge"],
};

/// One judge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JudgeRecord {
    /// The key in all files.
    pub judge: String,
    /// The name.
    pub name: String,
    /// Where to write to.
    pub email: Option<String>,
    /// Where the judge belongs; an entry of the same affiliation is a conflict.
    pub affiliation: Option<String>,
    /// The country.
    pub country: Option<String>,
    /// Languages the judge can play in, as BCP 47 tags.
    pub languages: Vec<String>,
    /// Devices the judge has.
    pub devices: Vec<String>,
    /// Fields the judge knows.
    pub expertise: Vec<String>,
    /// The most entries the judge takes on.
    pub max_load: Option<u32>,
}

/// Reads the file.
///
/// # Errors
/// All errors of the file.
pub fn read(file: &str, data: &[u8]) -> Result<Vec<Located<JudgeRecord>>, FileErrors> {
    Source::new(file, data).read(&LAYOUT, |row| {
        let (judge, name, email) = (row.text("judge"), row.text("name"), row.optional_text("email"));
        let (affiliation, country) = (row.optional_text("affiliation"), row.optional_text("country"));
        let (languages, devices) = (row.languages("languages"), row.list("devices"));
        let (expertise, max_load) = (row.list("expertise"), row.optional_count("max_load"));
        Some(JudgeRecord {
            judge: judge?.to_owned(),
            name: name?.to_owned(),
            email: email?,
            affiliation: affiliation?,
            country: country?,
            languages: languages?,
            devices: devices?,
            expertise: expertise?,
            max_load: max_load?,
        })
    })
}

/// Writes the file with all columns.
///
/// # Errors
/// When the output fails, or an item of a list could not be read back.
pub fn write<'a>(records: impl IntoIterator<Item = &'a JudgeRecord>, out: impl Write) -> Result<(), WriteError> {
    let mut writer = Writer::new(out, &[LAYOUT.required, LAYOUT.optional].concat())?;
    for record in records {
        writer
            .text(&record.judge)?
            .text(&record.name)?
            .optional_text(record.email.as_deref())?
            .optional_text(record.affiliation.as_deref())?
            .optional_text(record.country.as_deref())?
            .list("languages", &record.languages)?
            .list("devices", &record.devices)?
            .list("expertise", &record.expertise)?
            .optional_number(record.max_load)?
            .end_row()?;
    }
    writer.finish()
}

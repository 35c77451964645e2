//! `entries.csv`: what is entered.

use std::io::Write;

use super::error::FileErrors;
use super::layout::Layout;
use super::reader::{Located, Source};
use super::writer::{WriteError, Writer};

const LAYOUT: Layout = Layout {
    required: &["entry", "title"],
    optional: &[
        "track",
        "kind",
        "team",
        "affiliation",
        "country",
        "languages",
        "devices",
        "summary",
        "play_url",
        "video_url",
    ],
    key: &["entry"],
};

/// One entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryRecord {
    /// Its key in all files.
    pub entry: String,
    /// Its title.
    pub title: String,
    /// The key of its track.
    pub track: Option<String>,
    /// How it came about: made for the competition, existing, repurposed.
    pub kind: Option<String>,
    /// The name of the team.
    pub team: Option<String>,
    /// Where the team belongs; a judge of the same affiliation has a conflict.
    pub affiliation: Option<String>,
    /// The country of the team.
    pub country: Option<String>,
    /// Languages it can be played in, as BCP 47 tags.
    pub languages: Vec<String>,
    /// Devices it runs on.
    pub devices: Vec<String>,
    /// What it is, in a few words.
    pub summary: Option<String>,
    /// Where to play it.
    pub play_url: Option<String>,
    /// Where to see it played.
    pub video_url: Option<String>,
}

/// Reads the file.
///
/// # Errors
/// All errors of the file.
pub fn read(file: &str, data: &[u8]) -> Result<Vec<Located<EntryRecord>>, FileErrors> {
    Source::new(file, data).read(&LAYOUT, |row| {
        let (entry, title) = (row.text("entry"), row.text("title"));
        let (track, kind, team) = (row.optional_text("track"), row.optional_text("kind"), row.optional_text("team"));
        let (affiliation, country) = (row.optional_text("affiliation"), row.optional_text("country"));
        let (languages, devices) = (row.languages("languages"), row.list("devices"));
        let summary = row.optional_text("summary");
        let (play_url, video_url) = (row.optional_text("play_url"), row.optional_text("video_url"));
        Some(EntryRecord {
            entry: entry?.to_owned(),
            title: title?.to_owned(),
            track: track?,
            kind: kind?,
            team: team?,
            affiliation: affiliation?,
            country: country?,
            languages: languages?,
            devices: devices?,
            summary: summary?,
            play_url: play_url?,
            video_url: video_url?,
        })
    })
}

/// Writes the file with all columns.
///
/// # Errors
/// When the output fails, or an item of a list could not be read back.
pub fn write<'a>(records: impl IntoIterator<Item = &'a EntryRecord>, out: impl Write) -> Result<(), WriteError> {
    let mut writer = Writer::new(out, &[LAYOUT.required, LAYOUT.optional].concat())?;
    for record in records {
        writer
            .text(&record.entry)?
            .text(&record.title)?
            .optional_text(record.track.as_deref())?
            .optional_text(record.kind.as_deref())?
            .optional_text(record.team.as_deref())?
            .optional_text(record.affiliation.as_deref())?
            .optional_text(record.country.as_deref())?
            .list("languages", &record.languages)?
            .list("devices", &record.devices)?
            .optional_text(record.summary.as_deref())?
            .optional_text(record.play_url.as_deref())?
            .optional_text(record.video_url.as_deref())?
            .end_row()?;
    }
    writer.finish()
}

//! What a team writes: from the fields of a form to the contents of an entry.

use crate::{
    entries::model::{EntryContent, EntryKind},
    error::{AppError, FormCheck, Problem},
    text,
};
use serde::{Deserialize, Serialize};

/// The longest title.
pub const TITLE_CHARACTERS: usize = 80;
/// The longest pitch.
pub const PITCH_CHARACTERS: usize = 140;
/// The longest description.
pub const DESCRIPTION_WORDS: usize = 400;
/// The longest answer on dialogue.
pub const DIALOGUE_WORDS: usize = 250;
/// The longest answer on preventing violence.
pub const PREVENTION_WORDS: usize = 250;
/// The longest instructions to judges.
pub const INSTRUCTIONS_WORDS: usize = 200;
/// The longest content notes.
pub const CONTENT_NOTES_WORDS: usize = 100;
/// The most languages and the most platforms.
const LIST_ITEMS: usize = 30;
/// The longest name of a platform.
const PLATFORM_CHARACTERS: usize = 40;

/// Platforms the form offers; others are written out.
pub const PLATFORMS: [&str; 6] = ["web", "android", "ios", "windows", "macos", "linux"];

/// The fields of the entry form as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    /// Its name.
    pub title: String,
    /// One line.
    pub pitch: String,
    /// A word of [`EntryKind`].
    pub kind: String,
    /// What it is.
    pub description: String,
    /// How play creates dialogue.
    pub dialogue: String,
    /// How it helps to prevent violence.
    pub prevention: String,
    /// Languages that were ticked.
    pub languages: Vec<String>,
    /// Other languages, as a list.
    pub more_languages: String,
    /// Platforms that were ticked.
    pub platforms: Vec<String>,
    /// Other platforms, as a list.
    pub more_platforms: String,
    /// Where to play it.
    pub play_url: String,
    /// A video of it.
    pub video_url: String,
    /// What judges need to play it.
    pub instructions: String,
    /// What a judge should be warned of.
    pub content_notes: String,
}

/// How strictly contents are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentRule {
    /// Anything may be missing.
    Draft,
    /// Everything a judge needs must be there.
    Submission,
}

/// Reads the form. `accepted`: languages of the competition.
///
/// # Errors
/// [`AppError::Invalid`] with every problem.
pub fn content(form: &EntryForm, accepted: &[String], rule: ContentRule) -> Result<EntryContent, AppError> {
    let mut check = FormCheck::default();
    let content = EntryContent {
        title: check.take("title", text::line(&form.title, TITLE_CHARACTERS)).unwrap_or_default(),
        pitch: check.take("pitch", text::line(&form.pitch, PITCH_CHARACTERS)).unwrap_or_default(),
        kind: check.take("kind", kind(&form.kind)).unwrap_or_default(),
        description: check.take("description", text::block(&form.description, DESCRIPTION_WORDS)).unwrap_or_default(),
        dialogue: check.take("dialogue", text::block(&form.dialogue, DIALOGUE_WORDS)).unwrap_or_default(),
        prevention: check.take("prevention", text::block(&form.prevention, PREVENTION_WORDS)).unwrap_or_default(),
        languages: languages(&mut check, form),
        platforms: check.take("more_platforms", platforms(form)).unwrap_or_default(),
        play_url: check.take("play_url", text::link(&form.play_url)).unwrap_or_default(),
        video_url: check.take("video_url", text::link(&form.video_url)).unwrap_or_default(),
        instructions: check
            .take("instructions", text::block(&form.instructions, INSTRUCTIONS_WORDS))
            .unwrap_or_default(),
        content_notes: check
            .take("content_notes", text::block(&form.content_notes, CONTENT_NOTES_WORDS))
            .unwrap_or_default(),
    };
    // What was written but is wrong is said already; saying that it is missing too would confuse.
    check.finish()?;
    let mut missing = FormCheck::default();
    if rule == ContentRule::Submission {
        for (part, _) in checklist(&content, accepted).into_iter().filter(|(_, there)| !there) {
            let chosen = part == Part::Languages && !content.languages.is_empty();
            missing.note(part.field(), if chosen { Problem::Choice } else { Problem::Required });
        }
    }
    missing.finish()?;
    Ok(content)
}

fn kind(word: &str) -> Result<EntryKind, Problem> {
    if word.is_empty() { Ok(EntryKind::default()) } else { EntryKind::parse(word).ok_or(Problem::Choice) }
}

fn languages(check: &mut FormCheck, form: &EntryForm) -> Vec<String> {
    let ticked = check.take("languages", text::languages(&form.languages.join(" "))).unwrap_or_default();
    let mut all = ticked;
    for tag in check.take("more_languages", text::languages(&form.more_languages)).unwrap_or_default() {
        if !all.contains(&tag) {
            all.push(tag);
        }
    }
    if all.len() > LIST_ITEMS {
        check.note("more_languages", Problem::TooManyWords { max: LIST_ITEMS });
    }
    all
}

fn platforms(form: &EntryForm) -> Result<Vec<String>, Problem> {
    let mut all: Vec<String> = Vec::new();
    let others = form.more_platforms.split([',', ';', '،', '؛', '、']);
    for name in form.platforms.iter().map(String::as_str).chain(others) {
        let name = text::line(&name.replace(';', " "), PLATFORM_CHARACTERS)?;
        if !name.is_empty() && !all.contains(&name) {
            all.push(name);
        }
    }
    if all.len() > LIST_ITEMS { Err(Problem::TooManyWords { max: LIST_ITEMS }) } else { Ok(all) }
}

/// Whether a language tag is one of the competition's: `en-gb` is `en`. A competition that names none takes all.
pub fn accepted_language(tag: &str, accepted: &[String]) -> bool {
    accepted.is_empty()
        || accepted
            .iter()
            .any(|known| tag == known || tag.strip_prefix(known.as_str()).is_some_and(|rest| rest.starts_with('-')))
}

/// What a submission needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A title.
    Title,
    /// A pitch.
    Pitch,
    /// A description.
    Description,
    /// How play creates dialogue.
    Dialogue,
    /// How it helps to prevent violence.
    Prevention,
    /// One of the competition's languages.
    Languages,
    /// A platform.
    Platforms,
    /// A place to play it, or a video.
    Link,
}

impl Part {
    /// The field of the form that fills it.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Pitch => "pitch",
            Self::Description => "description",
            Self::Dialogue => "dialogue",
            Self::Prevention => "prevention",
            Self::Languages => "languages",
            Self::Platforms => "platforms",
            Self::Link => "play_url",
        }
    }
}

/// What a submission needs, in the order of the form, and whether it is there.
pub fn checklist(content: &EntryContent, accepted: &[String]) -> [(Part, bool); 8] {
    [
        (Part::Title, !content.title.is_empty()),
        (Part::Pitch, !content.pitch.is_empty()),
        (Part::Description, !content.description.is_empty()),
        (Part::Dialogue, !content.dialogue.is_empty()),
        (Part::Prevention, !content.prevention.is_empty()),
        (Part::Languages, content.languages.iter().any(|tag| accepted_language(tag, accepted))),
        (Part::Platforms, !content.platforms.is_empty()),
        (Part::Link, !content.play_url.is_empty() || !content.video_url.is_empty()),
    ]
}

/// Whether everything a submission needs is there.
pub fn is_complete(content: &EntryContent, accepted: &[String]) -> bool {
    checklist(content, accepted).iter().all(|(_, there)| *there)
}

#[cfg(test)]
mod tests;

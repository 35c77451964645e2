//! What a team writes: from the fields of a form to the contents of an entry.

use crate::{
    competition::{
        model::{AnswerKind, Question},
        rules::chosen,
    },
    entries::model::{EntryContent, EntryKind, WARNINGS},
    error::{AppError, FormCheck, Problem},
    text,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The longest title.
pub const TITLE_CHARACTERS: usize = 80;
/// The longest pitch.
pub const PITCH_CHARACTERS: usize = 140;
/// The longest answer of one line.
pub const LINE_CHARACTERS: usize = 200;
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
    /// Languages that were ticked.
    pub languages: Vec<String>,
    /// Other languages, as a list.
    pub more_languages: String,
    /// Platforms that were ticked.
    pub platforms: Vec<String>,
    /// Other platforms, as a list.
    pub more_platforms: String,
    /// Of [`WARNINGS`], those that were ticked.
    pub warnings: Vec<String>,
    /// Answers to the track's questions, by their keys; of several that were ticked, one on each line.
    #[serde(deserialize_with = "answers::joined")]
    pub answer: BTreeMap<String, String>,
}

/// The field of a question's answer.
pub fn answer_field(key: &str) -> String {
    format!("answer[{key}]")
}

/// How strictly contents are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentRule {
    /// Anything may be missing.
    Draft,
    /// Everything a judge needs must be there.
    Submission,
}

/// What is asked of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The questions of its track.
    pub questions: &'a [Question],
    /// The languages of its competition.
    pub languages: &'a [String],
}

/// Reads the form.
///
/// # Errors
/// [`AppError::Invalid`] with every problem.
pub fn content(form: &EntryForm, asked: Asked<'_>, rule: ContentRule) -> Result<EntryContent, AppError> {
    let mut check = FormCheck::default();
    let content = EntryContent {
        title: check.take("title", text::line(&form.title, TITLE_CHARACTERS)).unwrap_or_default(),
        pitch: check.take("pitch", text::line(&form.pitch, PITCH_CHARACTERS)).unwrap_or_default(),
        kind: check.take("kind", kind(&form.kind)).unwrap_or_default(),
        languages: languages(&mut check, form),
        platforms: check.take("more_platforms", platforms(form)).unwrap_or_default(),
        warnings: check.take("warnings", warnings(form)).unwrap_or_default(),
        answers: answers(&mut check, form, asked.questions),
    };
    // What was written but is wrong is said already; saying that it is missing too would confuse.
    check.finish()?;
    if rule == ContentRule::Submission {
        complete(&content, asked, &|_| true)?;
    }
    Ok(content)
}

/// Whether everything is there that a submission needs, in the fields that are asked.
///
/// # Errors
/// [`AppError::Invalid`] with every field where something is missing.
pub(super) fn complete(content: &EntryContent, asked: Asked<'_>, of: &dyn Fn(&str) -> bool) -> Result<(), AppError> {
    let mut missing = FormCheck::default();
    for (part, there) in checklist(content, asked) {
        let chosen = part == Part::Languages && !content.languages.is_empty();
        if !there && of(&part.field()) {
            missing.note(&part.field(), if chosen { Problem::Choice } else { Problem::Required });
        }
    }
    missing.finish()
}

fn kind(word: &str) -> Result<EntryKind, Problem> {
    if word.is_empty() { Ok(EntryKind::default()) } else { EntryKind::parse(word).ok_or(Problem::Choice) }
}

fn answers(check: &mut FormCheck, form: &EntryForm, questions: &[Question]) -> BTreeMap<String, String> {
    let mut answers = BTreeMap::new();
    for question in questions {
        let typed = form.answer.get(&question.key).map_or("", String::as_str);
        let read = match question.kind {
            AnswerKind::Text => text::block(typed, usize::try_from(question.max_words).unwrap_or(usize::MAX)),
            AnswerKind::Line => text::line(typed, LINE_CHARACTERS),
            AnswerKind::Link => text::link(typed),
            AnswerKind::Choice | AnswerKind::Choices => chosen(question, typed),
        };
        if let Some(answer) = check.take(&answer_field(&question.key), read).filter(|answer| !answer.is_empty()) {
            answers.insert(question.key.clone(), answer);
        }
    }
    answers
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

/// In the order of the list, so that the same ticks are the same contents.
fn warnings(form: &EntryForm) -> Result<Vec<String>, Problem> {
    if form.warnings.iter().any(|word| !WARNINGS.contains(&word.as_str())) {
        return Err(Problem::Choice);
    }
    let ticked = |word: &&str| form.warnings.iter().any(|ticked| ticked == word);
    Ok(WARNINGS.into_iter().filter(ticked).map(str::to_owned).collect())
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
pub enum Part<'a> {
    /// A title.
    Title,
    /// A pitch.
    Pitch,
    /// One of the competition's languages.
    Languages,
    /// A platform.
    Platforms,
    /// An answer.
    Answer(&'a Question),
}

impl Part<'_> {
    /// The field of the form that fills it.
    pub fn field(self) -> String {
        match self {
            Self::Title => "title".to_owned(),
            Self::Pitch => "pitch".to_owned(),
            Self::Languages => "languages".to_owned(),
            Self::Platforms => "platforms".to_owned(),
            Self::Answer(question) => answer_field(&question.key),
        }
    }
}

/// What a submission needs, and whether it is there.
pub fn checklist<'a>(content: &EntryContent, asked: Asked<'a>) -> Vec<(Part<'a>, bool)> {
    let answers = asked.questions.iter().filter(|question| question.required);
    let answers = answers.map(|question| (Part::Answer(question), !content.answer(&question.key).is_empty()));
    let mut list = vec![(Part::Title, !content.title.is_empty()), (Part::Pitch, !content.pitch.is_empty())];
    list.extend(answers);
    list.push((Part::Languages, content.languages.iter().any(|tag| accepted_language(tag, asked.languages))));
    list.push((Part::Platforms, !content.platforms.is_empty()));
    list
}

mod answers;

#[cfg(test)]
mod tests;

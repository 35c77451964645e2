//! Whether an entry is ready to be submitted, part by part. What stops it is what the submission itself would say: its
//! reading of the form is asked, and nothing is judged twice.

use super::content::{Asked, ContentRule, EntryForm, checklist, content};
use crate::{
    competition::model::{AnswerKind, Audience},
    entries::model::{CurePart, EntryContent, EntryFile, FileFacts, FileKind, Member},
    error::{AppError, Problem},
    ids::AttachmentId,
};

/// The points along its longer side from which a picture fills a page.
pub const GOOD_SIDE: u32 = 1000;

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// A submission would be refused.
    Stops,
    /// It can be submitted; something could be better.
    Advice,
    /// Good.
    Good,
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A part of the form, and what is wrong with it.
    Part(CurePart, Option<Problem>),
    /// Guardians' consents: whether all are given.
    Consents(bool),
    /// A build, and whether something in it can be started, as far as is known.
    Build(String, Option<bool>),
    /// A picture, and its points where they are few.
    Picture(String, Option<(u32, u32)>),
    /// A picture without words.
    PictureWithoutWords(String),
    /// There is no picture.
    NoPicture,
    /// Whether judges have a link or a build.
    Play(bool),
}

impl Subject {
    /// How it stands.
    pub const fn light(&self) -> Light {
        match self {
            Self::Part(_, Some(_)) => Light::Stops,
            Self::Part(_, None)
            | Self::Consents(true)
            | Self::Build(_, Some(true))
            | Self::Picture(_, None)
            | Self::Play(true) => Light::Good,
            Self::Consents(false)
            | Self::Build(..)
            | Self::Picture(..)
            | Self::PictureWithoutWords(_)
            | Self::NoPicture
            | Self::Play(false) => Light::Advice,
        }
    }
}

/// The files of an entry and what was found in them.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'a> {
    /// The files.
    pub files: &'a [EntryFile],
    /// What was found in them when they were read.
    pub facts: &'a [(AttachmentId, FileFacts)],
}

/// Everything that is looked at before a submission: what stops it first, then advice, then what is good.
pub fn lights(content: &EntryContent, asked: Asked<'_>, looked: Looked<'_>, members: &[Member]) -> Vec<Subject> {
    let mut all = parts(content, asked);
    if members.iter().any(|member| member.minor) {
        all.push(Subject::Consents(!members.iter().any(crate::entries::views::lacks_consent)));
    }
    all.push(Subject::Play(is_playable(content, asked, looked.files)));
    all.extend(files(looked));
    all.sort_by_key(Subject::light);
    all
}

/// What is written or has to be, as a submission would read it.
fn parts(content_now: &EntryContent, asked: Asked<'_>) -> Vec<Subject> {
    let errors = match content(&as_form(content_now), asked, ContentRule::Submission) {
        Err(AppError::Invalid(errors)) => errors,
        _ => Vec::new(),
    };
    let mut fields: Vec<String> = checklist(content_now, asked).into_iter().map(|(part, _)| part.field()).collect();
    for question in asked.questions.iter().filter(|question| !content_now.answer(&question.key).is_empty()) {
        let field = super::answer_field(&question.key);
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let problem = |field: &str| errors.iter().find(|error| error.field == field).map(|error| error.problem.clone());
    fields.into_iter().filter_map(|field| Some(Subject::Part(CurePart::parse(&field)?, problem(&field)))).collect()
}

/// Contents as a form that says the same.
fn as_form(content: &EntryContent) -> EntryForm {
    EntryForm {
        title: content.title.clone(),
        pitch: content.pitch.clone(),
        kind: content.kind.as_str().to_owned(),
        languages: content.languages.clone(),
        platforms: content.platforms.clone(),
        warnings: content.warnings.clone(),
        answer: content.answers.clone(),
        ..EntryForm::default()
    }
}

/// A link that judges read, to play or to watch, or a build.
fn is_playable(content: &EntryContent, asked: Asked<'_>, files: &[EntryFile]) -> bool {
    let link = asked.questions.iter().any(|question| {
        question.kind == AnswerKind::Link
            && question.audience <= Audience::Judges
            && !content.answer(&question.key).is_empty()
    });
    link || files.iter().any(|file| file.kind == FileKind::Build)
}

fn files(looked: Looked<'_>) -> Vec<Subject> {
    let facts = |file: &EntryFile| looked.facts.iter().find(|(id, _)| *id == file.id).map(|(_, facts)| *facts);
    let mut found = Vec::new();
    for file in looked.files {
        let known = facts(file).unwrap_or_default();
        match file.kind {
            FileKind::Build => found.push(Subject::Build(file.name.clone(), known.startable)),
            FileKind::Screenshot => {
                let small = known.points.filter(|(width, height)| (*width).max(*height) < GOOD_SIDE);
                found.push(Subject::Picture(file.name.clone(), small));
                if file.alt.is_empty() {
                    found.push(Subject::PictureWithoutWords(file.name.clone()));
                }
            }
            FileKind::Document => {}
        }
    }
    if !looked.files.iter().any(|file| file.kind == FileKind::Screenshot) {
        found.push(Subject::NoPicture);
    }
    found
}

#[cfg(test)]
mod tests;

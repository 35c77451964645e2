//! The cure of a defect: what a fix may change, so that what is judged stays what was handed in.

use super::content::{Asked, ContentRule, EntryForm, complete, content};
use crate::{
    competition::model::{AnswerKind, Audience, Question},
    entries::model::{CheckReason, CurePart, EntryContent, FileKind},
    error::{AppError, ClosedPart, FieldError, FormCheck, Problem, Refusal},
};

/// Every part of an entry, in the order of its form.
pub fn parts(questions: &[Question]) -> Vec<CurePart> {
    let mut all = vec![CurePart::Title, CurePart::Pitch, CurePart::Kind];
    all.extend(questions.iter().map(|question| CurePart::Answer(question.key.clone())));
    all.extend([CurePart::Languages, CurePart::Platforms, CurePart::Warnings]);
    all.extend(FileKind::ALL.map(CurePart::Files));
    all.push(CurePart::Team);
    all
}

/// The parts that a defect of this kind is usually in: what is opened where organisers tick nothing.
pub fn usual_parts(reason: CheckReason, questions: &[Question]) -> Vec<CurePart> {
    let answer = |part: &CurePart, fits: &dyn Fn(&Question) -> bool| match part {
        CurePart::Answer(key) => questions.iter().any(|question| question.key == *key && fits(question)),
        _ => false,
    };
    let link = |question: &Question| question.kind == AnswerKind::Link;
    let usual = |part: &CurePart| match reason {
        CheckReason::Complete | CheckReason::Other => true,
        CheckReason::Theme | CheckReason::Language => {
            matches!(part, CurePart::Title | CurePart::Pitch)
                || *part == CurePart::Languages && reason == CheckReason::Language
                || answer(part, &|question| !link(question))
        }
        CheckReason::Consent => *part == CurePart::Team,
        CheckReason::Conflict => {
            *part == CurePart::Team || answer(part, &|question| question.audience == Audience::Organisers)
        }
        CheckReason::Content => {
            !matches!(part, CurePart::Kind | CurePart::Languages | CurePart::Platforms | CurePart::Team)
        }
        CheckReason::Rights => {
            matches!(part, CurePart::Kind | CurePart::Files(_)) || answer(part, &|question| !link(question))
        }
        CheckReason::Link => answer(part, &link),
    };
    parts(questions).into_iter().filter(usual).collect()
}

/// The parts that organisers open for a fix: those that were ticked, or the usual ones where nothing was.
///
/// # Errors
/// [`AppError::Invalid`] at `parts` for what is no part of this entry.
pub fn opened_parts(ticked: &[String], reason: CheckReason, questions: &[Question]) -> Result<Vec<CurePart>, AppError> {
    if ticked.is_empty() {
        return Ok(usual_parts(reason, questions));
    }
    let mut opened = Vec::new();
    for word in ticked {
        let part = CurePart::parse(word).filter(|part| parts(questions).contains(part));
        opened.push(part.ok_or_else(|| AppError::field("parts", Problem::Choice))?);
    }
    opened.sort();
    opened.dedup();
    Ok(opened)
}

/// Whether a part may be changed now, of an entry that is open like this: `None` is all of it.
///
/// # Errors
/// [`Refusal::OutsideFix`], which names the part. What is written is judged by [`cured`].
pub fn may_touch(open: Option<&[CurePart]>, part: &CurePart) -> Result<(), Refusal> {
    let closed = match part {
        CurePart::Files(FileKind::Screenshot) => ClosedPart::Screenshots,
        CurePart::Files(FileKind::Document) => ClosedPart::Documents,
        CurePart::Files(FileKind::Build) => ClosedPart::Builds,
        CurePart::Team => ClosedPart::Team,
        _ => ClosedPart::Words,
    };
    if open.is_none_or(|open| open.contains(part)) { Ok(()) } else { Err(Refusal::OutsideFix { part: closed }) }
}

/// What was written, with every part that is not open as it is judged.
#[must_use]
pub fn within(written: &EntryContent, judged: &EntryContent, open: &[CurePart]) -> EntryContent {
    let from = |part: CurePart| if open.contains(&part) { written } else { judged };
    let mut answers = judged.answers.clone();
    for part in open {
        if let CurePart::Answer(key) = part {
            match written.answers.get(key) {
                Some(answer) => answers.insert(key.clone(), answer.clone()),
                None => answers.remove(key),
            };
        }
    }
    EntryContent {
        title: from(CurePart::Title).title.clone(),
        pitch: from(CurePart::Pitch).pitch.clone(),
        kind: from(CurePart::Kind).kind,
        languages: from(CurePart::Languages).languages.clone(),
        platforms: from(CurePart::Platforms).platforms.clone(),
        warnings: from(CurePart::Warnings).warnings.clone(),
        answers,
    }
}

/// Reads the form of a fix. A part that is not open stays as it is judged: its page has no field for it, so that a form
/// which says nothing of it is well; one that says something else is refused there.
///
/// # Errors
/// [`AppError::Invalid`] with every problem.
pub fn cured(
    form: &EntryForm,
    asked: Asked<'_>,
    rule: ContentRule,
    open: &[CurePart],
    judged: &EntryContent,
) -> Result<EntryContent, AppError> {
    let is_open = |field: &str| CurePart::parse(field_part(field)).is_none_or(|part| open.contains(&part));
    let written = content(form, asked, ContentRule::Draft).map_err(|error| match error {
        AppError::Invalid(errors) => {
            AppError::Invalid(errors.into_iter().map(|error| outside(error, &is_open)).collect())
        }
        other => other,
    })?;
    let mut check = FormCheck::default();
    for part in parts(asked.questions).iter().filter(|part| !open.contains(part)) {
        if is_said(form, part) && says(&written, part) != says(judged, part) {
            check.note(&part.word(), Problem::OutsideFix);
        }
    }
    check.finish()?;
    let content = within(&written, judged, open);
    if rule == ContentRule::Submission {
        complete(&content, asked, &is_open)?;
    }
    Ok(content)
}

/// The part that a field of the form belongs to.
fn field_part(field: &str) -> &str {
    match field {
        "more_languages" => "languages",
        "more_platforms" => "platforms",
        other => other,
    }
}

/// An error in a part that is not open is that it is not.
fn outside(error: FieldError, is_open: &dyn Fn(&str) -> bool) -> FieldError {
    if is_open(&error.field) { error } else { FieldError::new(field_part(&error.field), Problem::OutsideFix) }
}

/// Whether a form says anything of a part.
fn is_said(form: &EntryForm, part: &CurePart) -> bool {
    let said = |text: &str| !text.trim().is_empty();
    match part {
        CurePart::Title => said(&form.title),
        CurePart::Pitch => said(&form.pitch),
        CurePart::Kind => said(&form.kind),
        CurePart::Languages => !form.languages.is_empty() || said(&form.more_languages),
        CurePart::Platforms => !form.platforms.is_empty() || said(&form.more_platforms),
        CurePart::Warnings => !form.warnings.is_empty(),
        CurePart::Answer(key) => form.answer.get(key).is_some_and(|answer| said(answer)),
        CurePart::Files(_) | CurePart::Team => false,
    }
}

/// What contents say of a part, as one text.
pub fn says(content: &EntryContent, part: &CurePart) -> String {
    match part {
        CurePart::Title => content.title.clone(),
        CurePart::Pitch => content.pitch.clone(),
        CurePart::Kind => content.kind.as_str().to_owned(),
        CurePart::Languages => content.languages.join(", "),
        CurePart::Platforms => content.platforms.join(", "),
        CurePart::Warnings => content.warnings.join(", "),
        CurePart::Answer(key) => content.answer(key).to_owned(),
        CurePart::Files(_) | CurePart::Team => String::new(),
    }
}

#[cfg(test)]
mod tests;

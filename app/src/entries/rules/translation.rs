//! Which texts of an entry can be translated for judges, from the fields of a form, and whom a translation is shown to.

use super::{LINE_CHARACTERS, PITCH_CHARACTERS, TITLE_CHARACTERS};
use crate::{
    competition::model::{AnswerKind, Audience, CompetitionState, Question},
    entries::model::{EntryContent, EntryState, ShownTranslation, TranslatedText, Translation, Translator},
    error::{AppError, FormCheck, Problem, Refusal},
    text,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The name of the title among texts; no question has it.
pub const TITLE: &str = "title";
/// The name of the pitch among texts.
pub const PITCH: &str = "pitch";
/// How much longer than its original a translation may be: some languages need more words.
const LONGER: usize = 2;

/// The fields of the form as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TranslationForm {
    /// A word of [`Translator`].
    pub translator: String,
    /// Translations, by the names of their originals.
    pub texts: BTreeMap<String, String>,
    /// Of what was made of another original, `on` where it fits the one that is there now.
    pub fits: BTreeMap<String, String>,
}

/// The field of a text.
pub fn field(name: &str) -> String {
    format!("texts[{name}]")
}

/// The field that says that a text fits its new original.
pub fn fits_field(name: &str) -> String {
    format!("fits[{name}]")
}

/// How much may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// One line of so many characters.
    Line(usize),
    /// Several lines of so many words.
    Words(usize),
}

/// A text that can be translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Original<'a> {
    /// [`TITLE`], [`PITCH`] or the key of a question.
    pub name: &'a str,
    /// The question it answers; none for title and pitch.
    pub question: Option<&'a Question>,
    /// What the team wrote.
    pub text: &'a str,
    /// How long its translation may be.
    pub length: Length,
}

/// The texts of what is judged that judges read, in order: nothing that is for organisers alone, no address,
/// nothing that was chosen, nothing empty.
pub fn originals<'a>(judged: &'a EntryContent, questions: &'a [Question]) -> Vec<Original<'a>> {
    let line = |name: &'static str, text: &'a str, most: usize| Original {
        name,
        question: None,
        text,
        length: Length::Line(most * LONGER),
    };
    let answer = |question: &'a Question| {
        let length = match question.kind {
            AnswerKind::Text => {
                Length::Words(usize::try_from(question.max_words).unwrap_or(usize::MAX).saturating_mul(LONGER))
            }
            AnswerKind::Line => Length::Line(LINE_CHARACTERS * LONGER),
            // What is chosen has its words in every language that the organisers or the site gave it.
            AnswerKind::Link | AnswerKind::Choice | AnswerKind::Choices => return None,
        };
        let text = judged.answer(&question.key);
        Some(Original { name: &question.key, question: Some(question), text, length })
    };
    let head = [line(TITLE, &judged.title, TITLE_CHARACTERS), line(PITCH, &judged.pitch, PITCH_CHARACTERS)];
    let answers = questions.iter().filter(|question| question.audience <= Audience::Judges).filter_map(answer);
    head.into_iter().chain(answers).filter(|original| !original.text.is_empty()).collect()
}

/// Whether texts of an entry may be translated: as long as what was handed in may be judged.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn may_translate(entry: EntryState, competition: CompetitionState) -> Result<(), Refusal> {
    let judged = matches!(entry, EntryState::Submitted | EntryState::FixNeeded | EntryState::Eligible);
    if judged && competition != CompetitionState::Published { Ok(()) } else { Err(Refusal::WrongState) }
}

/// The one language that a tag names, as tags are kept.
pub fn language(tag: &str) -> Option<String> {
    text::languages(tag).ok().filter(|tags| tags.len() == 1)?.pop()
}

/// `pt-br` is read by who reads `pt`, and the other way round.
pub fn same_language(one: &str, other: &str) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    primary(one) == primary(other)
}

/// Whether a translation is of the text that is there now.
pub fn is_current(translated: &TranslatedText, original: &Original<'_>) -> bool {
    translated.original == text::digest(original.text)
}

/// Reads the form: who translated, and every text that is not empty. What comes back as it was stored stays a translation of
/// its own original, unless it is said to fit the new one: nobody looks at ten texts to correct one of them.
///
/// # Errors
/// [`AppError::Invalid`] at `translator`, `texts[..]`.
pub fn read(
    form: &TranslationForm,
    originals: &[Original<'_>],
    stored: Option<&Translation>,
) -> Result<(Translator, BTreeMap<String, TranslatedText>), AppError> {
    let mut check = FormCheck::default();
    let translator = check.take("translator", Translator::parse(&form.translator).ok_or(Problem::Choice));
    let mut texts = BTreeMap::new();
    for original in originals {
        let typed = form.texts.get(original.name).map_or("", String::as_str);
        let read = match original.length {
            Length::Line(most) => text::line(typed, most),
            Length::Words(most) => text::block(typed, most),
        };
        let Some(text) = check.take(&field(original.name), read).filter(|text| !text.is_empty()) else { continue };
        let as_before = stored
            .and_then(|stored| stored.texts.get(original.name))
            .filter(|before| before.text == text && !form.fits.contains_key(original.name));
        let original_digest = as_before.map_or_else(|| text::digest(original.text), |before| before.original.clone());
        texts.insert(original.name.to_owned(), TranslatedText { text, original: original_digest });
    }
    check.finish()?;
    let Some(translator) = translator else { return Err(AppError::Internal) };
    Ok((translator, texts))
}

/// How far a translation goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Texts that are shown to judges.
    pub current: usize,
    /// Texts whose original has changed since.
    pub outdated: usize,
}

/// How far a translation goes today.
pub fn reach(translation: &Translation, originals: &[Original<'_>]) -> Reach {
    let translated = |original: &Original<'_>| Some(is_current(translation.texts.get(original.name)?, original));
    let (current, outdated): (Vec<bool>, Vec<bool>) =
        originals.iter().filter_map(translated).partition(|current| *current);
    Reach { current: current.len(), outdated: outdated.len() }
}

/// What somebody who reads these languages is shown beside the originals, by their names: of each text the translation into the
/// first of the languages that there is, if it is of the original as it is now.
pub fn shown(
    translations: &[Translation],
    originals: &[Original<'_>],
    reads: &[String],
) -> BTreeMap<String, ShownTranslation> {
    let into = |language: &str, original: &Original<'_>| {
        let exactly = |translation: &&Translation| translation.language == language;
        let nearly =
            |translation: &&Translation| !exactly(translation) && same_language(&translation.language, language);
        translations.iter().filter(exactly).chain(translations.iter().filter(nearly)).find_map(|translation| {
            let translated = translation.texts.get(original.name)?;
            is_current(translated, original).then(|| ShownTranslation {
                language: translation.language.clone(),
                translator: translation.translator,
                text: translated.text.clone(),
            })
        })
    };
    originals
        .iter()
        .filter_map(|original| {
            let shown = reads.iter().find_map(|language| into(language, original))?;
            Some((original.name.to_owned(), shown))
        })
        .collect()
}

#[cfg(test)]
mod tests;

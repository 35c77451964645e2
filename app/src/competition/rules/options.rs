//! The options of a question of choice: from the lines of a form and back, what may be chosen of them, and which of them
//! have to stay.

use super::{QuestionForm, Rows, key};
use crate::{
    competition::model::{AnswerKind, Question, QuestionOption, has_words},
    error::Problem,
    text,
};

/// The fewest options of a question.
const FEWEST: usize = 2;
/// The most options of a question.
const MOST: usize = 30;
/// The longest label.
const LABEL_CHARACTERS: usize = 120;

/// Reads the options of a question, one on each line: `short-name: label`, a label, of which a short name is made, or the
/// short name of an option the site has words for.
///
/// # Errors
/// [`Problem`]: too few or too many, a label that is missing or too long, a short name or a label twice.
pub fn options(question: &str, typed: &str) -> Result<Vec<QuestionOption>, Problem> {
    let lines: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let written: Vec<Option<&str>> = lines.iter().map(|line| named(question, line)).collect();
    let mut options: Vec<QuestionOption> = Vec::new();
    for (number, (line, name)) in lines.iter().zip(&written).enumerate() {
        let words = name.map_or(*line, |name| line.get(name.len()..).unwrap_or_default().trim_start());
        let label = text::line(words.strip_prefix(':').filter(|_| name.is_some()).unwrap_or(words), LABEL_CHARACTERS)?;
        let key = match name {
            Some(name) => (*name).to_owned(),
            None => made(&label, number + 1, |key| {
                written.contains(&Some(key)) || options.iter().any(|option| option.key == key)
            })?,
        };
        if label.is_empty() && !has_words(question, &key) {
            return Err(Problem::Required);
        }
        if options.iter().any(|option| option.key == key || !label.is_empty() && option.label == label) {
            return Err(Problem::Taken);
        }
        options.push(QuestionOption { key, label });
    }
    if (FEWEST..=MOST).contains(&options.len()) {
        Ok(options)
    } else {
        Err(Problem::Options { min: FEWEST, max: MOST })
    }
}

/// Options as the lines of a form, which say the same again.
pub fn option_lines(options: &[QuestionOption]) -> String {
    let line = |option: &QuestionOption| match option.label.as_str() {
        "" => option.key.clone(),
        label => format!("{}: {label}", option.key),
    };
    options.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The short name that a line begins with.
fn named<'a>(question: &str, line: &'a str) -> Option<&'a str> {
    let name = line.split_once(':').map_or(line, |(name, _)| name).trim_end();
    let well_formed = !name.is_empty() && key(name, "", "", 0).is_ok();
    (well_formed && (line.contains(':') || has_words(question, line))).then_some(name)
}

/// A short name of a label that no other option has.
fn made(label: &str, number: usize, taken: impl Fn(&str) -> bool) -> Result<String, Problem> {
    let plain = key("", label, "option", number)?;
    let numbered = (2..).map(|again| format!("{plain}-{again}"));
    Ok(std::iter::once(plain.clone()).chain(numbered).find(|key| !taken(key)).unwrap_or(plain))
}

/// Reads an answer by choice: the short names of what was chosen, one on each line, in the order of the options.
///
/// # Errors
/// [`Problem::Choice`] for what is no option, and for several where one is asked for.
pub fn chosen(question: &Question, typed: &str) -> Result<String, Problem> {
    let typed: Vec<&str> = typed.lines().map(str::trim).filter(|key| !key.is_empty()).collect();
    if typed.iter().any(|key| question.options.iter().all(|option| option.key != *key)) {
        return Err(Problem::Choice);
    }
    let keys: Vec<&str> =
        question.options.iter().map(|option| option.key.as_str()).filter(|key| typed.contains(key)).collect();
    if question.kind == AnswerKind::Choice && keys.len() > 1 {
        return Err(Problem::Choice);
    }
    Ok(keys.join("\n"))
}

/// Options that new questions would take from answers: those that are gone, and all of a question that is asked in another
/// way. A question that is taken away whole takes its answers along, as any other does. By the key of the question.
pub fn given_up<'a>(old: &'a [Question], new: &[Question]) -> Vec<(&'a str, Vec<&'a QuestionOption>)> {
    let gone = |question: &'a Question| {
        let after = new.iter().find(|after| after.key == question.key)?;
        let stays = |option: &QuestionOption| {
            after.kind == question.kind && after.options.iter().any(|kept| kept.key == option.key)
        };
        let gone: Vec<&QuestionOption> = question.options.iter().filter(|option| !stays(option)).collect();
        (!gone.is_empty()).then_some((question.key.as_str(), gone))
    };
    old.iter().filter_map(gone).collect()
}

/// The field of the form that holds the options of a question.
pub fn options_field(rows: &Rows<QuestionForm>, question: &str) -> String {
    let row = rows.iter().find(|(_, form)| form.key.trim() == question).map_or("r0", |(row, _)| row.as_str());
    format!("question[{row}][options]")
}

#[cfg(test)]
mod tests;

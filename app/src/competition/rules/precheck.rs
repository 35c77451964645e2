//! The checks that people make for themselves before they enter: reading the organisers' form, and what answers come to.

use super::{Rows, as_rows, in_order};
use crate::{
    competition::model::{Effect, Precheck},
    error::{AppError, FormCheck, Problem},
    text,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most checks, so that they take two minutes.
pub const PRECHECKS: usize = 12;
/// Words of the examples of a track.
const EXAMPLE_WORDS: usize = 150;

/// A check as the form has it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PrecheckForm {
    /// What is asked.
    pub text: String,
    /// `yes` or `no`.
    pub needed: String,
    /// A word of [`Effect`].
    pub effect: String,
    /// What is said otherwise.
    pub otherwise: String,
    /// `on` to leave it out.
    pub remove: Option<String>,
}

/// Yes or no as a word of a form.
pub const fn answer_word(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// Reads the word.
pub fn answer(word: &str) -> Option<bool> {
    [true, false].into_iter().find(|yes| answer_word(*yes) == word)
}

/// Reads the checks; there may be none.
///
/// # Errors
/// [`AppError::Invalid`] at `check[ROW][..]`.
pub fn prechecks(rows: &Rows<PrecheckForm>) -> Result<Vec<Precheck>, AppError> {
    let mut check = FormCheck::default();
    let mut prechecks = Vec::new();
    let blank = |form: &PrecheckForm| form.text.trim().is_empty() && form.otherwise.trim().is_empty();
    let kept = in_order(rows).into_iter().filter(|(_, form)| form.remove.is_none() && !blank(form));
    for (number, (row, form)) in kept.enumerate() {
        let at = |field: &str| format!("check[{row}][{field}]");
        let text = check.take(&at("text"), text::required_line(&form.text, 200));
        let needed = check.take(&at("needed"), answer(&form.needed).ok_or(Problem::Choice));
        let effect = check.take(&at("effect"), Effect::parse(&form.effect).ok_or(Problem::Choice));
        let otherwise = check.take(&at("otherwise"), text::required_line(&form.otherwise, 300));
        if let (Some(text), Some(needed), Some(effect), Some(otherwise)) = (text, needed, effect, otherwise) {
            prechecks.push(Precheck { text, needed, effect, otherwise });
        }
        if number == PRECHECKS {
            check.note(&at("text"), Problem::OutOfRange { min: "0".to_owned(), max: PRECHECKS.to_string() });
        }
    }
    check.finish()?;
    Ok(prechecks)
}

/// Reads the examples of tracks, by the track's key.
///
/// # Errors
/// [`AppError::Invalid`] at `example[KEY]`.
pub fn examples(rows: &Rows<String>) -> Result<BTreeMap<String, String>, AppError> {
    let mut check = FormCheck::default();
    let read = |(key, written): (&String, &String)| {
        check.take(&format!("example[{key}]"), text::block(written, EXAMPLE_WORDS)).map(|text| (key.clone(), text))
    };
    let examples = rows.iter().filter_map(read).collect();
    check.finish()?;
    Ok(examples)
}

/// What is wrong with checks that did not come from a form.
pub(super) fn check(list: &[Precheck]) -> Result<(), AppError> {
    let form = |precheck: &Precheck| PrecheckForm {
        text: precheck.text.clone(),
        needed: answer_word(precheck.needed).to_owned(),
        effect: precheck.effect.as_str().to_owned(),
        otherwise: precheck.otherwise.clone(),
        remove: None,
    };
    prechecks(&as_rows(list.iter().map(form))).map(drop)
}

/// What answers come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// These checks, by number, have no answer yet.
    Unanswered(Vec<usize>),
    /// One can enter, and needs what these checks say, if any.
    Enter(Vec<usize>),
    /// One cannot enter, because of these checks.
    Stopped(Vec<usize>),
}

/// What answers come to. Whoever is stopped is told so at once, whatever else is open.
pub fn outcome(prechecks: &[Precheck], answers: &[Option<bool>]) -> Outcome {
    let answer_to = |number: usize| answers.get(number).copied().flatten();
    let numbers = |fits: &dyn Fn(usize, &Precheck) -> bool| -> Vec<usize> {
        prechecks.iter().enumerate().filter(|(number, check)| fits(*number, check)).map(|(number, _)| number).collect()
    };
    let otherwise = |effect: Effect| {
        numbers(&|number, check| check.effect == effect && answer_to(number).is_some_and(|yes| yes != check.needed))
    };
    let stopped = otherwise(Effect::Stops);
    if !stopped.is_empty() {
        return Outcome::Stopped(stopped);
    }
    let unanswered = numbers(&|number, _| answer_to(number).is_none());
    if unanswered.is_empty() { Outcome::Enter(otherwise(Effect::Needs)) } else { Outcome::Unanswered(unanswered) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn precheck(needed: bool, effect: Effect) -> Precheck {
        Precheck { text: "Is it?".into(), needed, effect, otherwise: "Then".into() }
    }

    fn row(text: &str) -> PrecheckForm {
        PrecheckForm {
            text: text.into(),
            needed: "no".into(),
            effect: "needs".into(),
            otherwise: "A guardian agrees.".into(),
            remove: None,
        }
    }

    #[test]
    fn answers_come_to_an_outcome() {
        let checks = [precheck(true, Effect::Stops), precheck(false, Effect::Needs), precheck(true, Effect::Needs)];
        let (yes, no) = (Some(true), Some(false));
        for (answers, expected) in [
            ([yes, no, yes], Outcome::Enter(vec![])),
            ([yes, yes, yes], Outcome::Enter(vec![1])),
            ([yes, yes, no], Outcome::Enter(vec![1, 2])),
            ([no, yes, no], Outcome::Stopped(vec![0])),
            ([no, None, None], Outcome::Stopped(vec![0])),
            ([yes, None, no], Outcome::Unanswered(vec![1])),
            ([None, None, None], Outcome::Unanswered(vec![0, 1, 2])),
        ] {
            assert_eq!(outcome(&checks, &answers), expected, "{answers:?}");
        }
        assert_eq!(outcome(&checks, &[]), Outcome::Unanswered(vec![0, 1, 2]));
        assert_eq!(outcome(&[], &[]), Outcome::Enter(vec![]));
    }

    #[test]
    fn checks_are_read_in_order_without_empty_and_removed_ones() {
        let gone = PrecheckForm { remove: Some("on".into()), ..row("Gone?") };
        let blank = PrecheckForm { otherwise: String::new(), ..row(" ") };
        let rows = as_rows([row("First?"), gone, blank, row("Second?")]);
        let read = prechecks(&rows).expect("good");
        assert_eq!(read.iter().map(|check| check.text.as_str()).collect::<Vec<_>>(), ["First?", "Second?"]);
        assert_eq!((read[0].needed, read[0].effect), (false, Effect::Needs));
        assert_eq!(check(&read), Ok(()));
    }

    #[test]
    fn each_field_is_judged_and_there_are_twelve_at_most() {
        for (bad, field, problem) in [
            (PrecheckForm { text: String::new(), ..row("") }, "text", Problem::Required),
            (row(&"x".repeat(201)), "text", Problem::TooManyCharacters { max: 200 }),
            (row("a\u{7}"), "text", Problem::ControlCharacters),
            (PrecheckForm { needed: "maybe".into(), ..row("A?") }, "needed", Problem::Choice),
            (PrecheckForm { effect: "hinders".into(), ..row("A?") }, "effect", Problem::Choice),
            (PrecheckForm { otherwise: String::new(), ..row("A?") }, "otherwise", Problem::Required),
        ] {
            let at = format!("check[r0][{field}]");
            assert_eq!(prechecks(&as_rows([bad])), Err(AppError::field(&at, problem)));
        }
        let many = |count: usize| as_rows((0..count).map(|number| row(&format!("Number {number}?"))));
        assert_eq!(prechecks(&many(PRECHECKS)).map(|list| list.len()), Ok(PRECHECKS));
        assert!(prechecks(&many(PRECHECKS + 1)).is_err());
    }

    #[test]
    fn examples_are_of_tracks() {
        let rows = BTreeMap::from([("development".to_owned(), " A walk-through\r\nA level \n".to_owned())]);
        let read = examples(&rows).expect("good");
        assert_eq!(read.get("development").map(String::as_str), Some("A walk-through\nA level"));
        let long = BTreeMap::from([("development".to_owned(), "word ".repeat(EXAMPLE_WORDS + 1))]);
        let expected = AppError::field("example[development]", Problem::TooManyWords { max: EXAMPLE_WORDS });
        assert_eq!(examples(&long), Err(expected));
    }
}

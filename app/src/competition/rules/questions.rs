//! The questions of a track's entry form, from the fields of a form.

use super::{Rows, as_rows, in_order, key, option_lines, options, settings::whole};
use crate::{
    competition::model::{AnswerKind, Audience, CompetitionState, Question, known},
    error::{AppError, FormCheck, Problem, Refusal},
    text,
};
use serde::{Deserialize, Serialize};

/// The most questions of a form.
const MOST: usize = 40;
/// The longest answer that may be asked for.
const WORDS: u32 = 2000;
/// What every entry has under these names.
const TAKEN: [&str; 5] = ["title", "pitch", "kind", "languages", "platforms"];
/// Questions the site has words for.
const KNOWN: [&str; 13] = [
    known::DESCRIPTION,
    known::DIALOGUE,
    known::PREVENTION,
    known::PLAY_URL,
    known::VIDEO_URL,
    known::INSTRUCTIONS,
    known::CONTENT_NOTES,
    known::RISKS,
    known::EVIDENCE,
    known::RIGHTS,
    known::MENTORSHIP,
    known::TIES,
    known::THEME,
];

/// A question as the form has it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct QuestionForm {
    /// Its short name; made of its words when empty.
    pub key: String,
    /// What is asked; may stay empty where the site has words.
    pub label: String,
    /// What to write.
    pub hint: String,
    /// A word of [`AnswerKind`].
    pub kind: String,
    /// The most words of a text.
    pub max_words: String,
    /// `on` when it must be answered.
    pub required: Option<String>,
    /// A word of [`Audience`].
    pub audience: String,
    /// What can be chosen, one on each line, as [`options`] reads it.
    pub options: String,
    /// `on` to leave it out.
    pub remove: Option<String>,
}

/// Reads the questions of a track; there may be none.
///
/// # Errors
/// [`AppError::Invalid`] at `question[ROW][..]`.
pub fn questions(rows: &Rows<QuestionForm>) -> Result<Vec<Question>, AppError> {
    let mut check = FormCheck::default();
    let mut questions: Vec<Question> = Vec::new();
    let blank = |form: &QuestionForm| form.label.trim().is_empty() && form.key.trim().is_empty();
    let kept = in_order(rows).into_iter().filter(|(_, form)| form.remove.is_none() && !blank(form));
    for (number, (row, form)) in kept.enumerate() {
        let at = |field: &str| format!("question[{row}][{field}]");
        let key = check.take(&at("label"), key(&form.key, &form.label, "question", number + 1));
        let has_words = key.as_deref().is_some_and(|key| KNOWN.contains(&key) || known::build_for(key).is_some());
        let label = if has_words { text::line(&form.label, 160) } else { text::required_line(&form.label, 160) };
        let label = check.take(&at("label"), label);
        let hint = check.take(&at("hint"), text::line(&form.hint, 300));
        let kind = check.take(&at("kind"), AnswerKind::parse(&form.kind).ok_or(Problem::Choice));
        let max_words = match kind {
            Some(AnswerKind::Text) => check.take(&at("max_words"), whole(&form.max_words, 1, WORDS)),
            _ => Some(0),
        };
        let audience = check.take(&at("audience"), Audience::parse(&form.audience).ok_or(Problem::Choice));
        let chosen_of = match kind.filter(|kind| kind.is_chosen()) {
            Some(_) => check.take(&at("options"), options(key.as_deref().unwrap_or_default(), &form.options)),
            None => Some(Vec::new()),
        };
        if let (Some(key), Some(label), Some(hint), Some(kind), Some(max_words), Some(audience), Some(options)) =
            (key, label, hint, kind, max_words, audience, chosen_of)
        {
            if TAKEN.contains(&key.as_str()) || questions.iter().any(|known| known.key == key) {
                check.note(&at("label"), Problem::Taken);
            }
            let required = form.required.is_some();
            questions.push(Question { key, label, hint, kind, max_words, required, audience, options });
        }
        if number == MOST {
            check.note(&at("label"), Problem::OutOfRange { min: "0".to_owned(), max: MOST.to_string() });
        }
    }
    check.finish()?;
    Ok(questions)
}

/// What is wrong with questions that did not come from a form.
pub(super) fn check(list: &[Question]) -> Result<(), AppError> {
    let form = |question: &Question| QuestionForm {
        key: question.key.clone(),
        label: question.label.clone(),
        hint: question.hint.clone(),
        kind: question.kind.as_str().to_owned(),
        max_words: question.max_words.to_string(),
        required: question.required.then(|| "on".to_owned()),
        audience: question.audience.as_str().to_owned(),
        options: option_lines(&question.options),
        remove: None,
    };
    let read = questions(&as_rows(list.iter().map(form)))?;
    // A file can say what no line says: a short name with blanks, or options of a question that is answered in words.
    let same =
        |question: &Question| read.iter().any(|read| read.key == question.key && read.options == question.options);
    let other = list.iter().position(|question| !question.options.is_empty() && !same(question));
    other.map_or(Ok(()), |row| Err(AppError::field(&format!("question[r{row}][options]"), Problem::Slug)))
}

/// Questions stand once entries are closed: what was asked is what was answered.
///
/// # Errors
/// `WrongState`.
pub const fn may_ask(state: CompetitionState) -> Result<(), Refusal> {
    match state {
        CompetitionState::Setup | CompetitionState::Open => Ok(()),
        _ => Err(Refusal::WrongState),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(key: &str, label: &str) -> QuestionForm {
        QuestionForm {
            key: key.into(),
            label: label.into(),
            kind: "text".into(),
            max_words: "100".into(),
            audience: "judges".into(),
            ..QuestionForm::default()
        }
    }

    #[test]
    fn what_is_standard_is_well_formed() {
        assert_eq!(check(&Question::standard()), Ok(()));
    }

    #[test]
    fn questions_are_read_and_the_empty_row_is_none() {
        let rows = as_rows([row("", "Who tested it?"), row("", ""), row("dialogue", "")]);
        let read = questions(&rows).expect("good");
        let keys: Vec<&str> = read.iter().map(|question| question.key.as_str()).collect();
        assert_eq!(keys, ["who-tested-it", "dialogue"]);
    }

    #[test]
    fn each_field_is_judged() {
        let taken = [row("dialogue", ""), row("dialogue", "Again")];
        for (rows, field, problem) in [
            (as_rows([row("own", "")]), "question[r0][label]", Problem::Required),
            (as_rows([row("title", "Another title")]), "question[r0][label]", Problem::Taken),
            (as_rows(taken), "question[r1][label]", Problem::Taken),
            (
                as_rows([QuestionForm { kind: "video".into(), ..row("dialogue", "") }]),
                "question[r0][kind]",
                Problem::Choice,
            ),
            (
                as_rows([QuestionForm { audience: "all".into(), ..row("dialogue", "") }]),
                "question[r0][audience]",
                Problem::Choice,
            ),
        ] {
            assert_eq!(questions(&rows), Err(AppError::field(field, problem)));
        }
        for (kind, typed, problem) in
            [("choice", "", Problem::Options { min: 2, max: 30 }), ("choices", "a: Red\na: Blue", Problem::Taken)]
        {
            let row = QuestionForm { kind: kind.into(), options: typed.into(), ..row("", "Which colour?") };
            assert_eq!(questions(&as_rows([row])), Err(AppError::field("question[r0][options]", problem)));
        }
        let long = as_rows([QuestionForm { max_words: "2001".into(), ..row("dialogue", "") }]);
        assert!(questions(&long).is_err());
        let many = as_rows((0..=MOST).map(|number| row("", &format!("Question number {number}"))));
        assert!(questions(&many).is_err());
    }

    #[test]
    fn options_are_of_questions_of_choice() {
        let colours = QuestionForm { kind: "choices".into(), options: "Red\nBlue".into(), ..row("", "Which colour?") };
        let written = QuestionForm { kind: "line".into(), ..colours.clone() };
        let read = questions(&as_rows([colours.clone()])).expect("good");
        let keys: Vec<&str> = read[0].options.iter().map(|option| option.key.as_str()).collect();
        assert_eq!((read[0].max_words, keys), (0, vec!["red", "blue"]));
        assert!(questions(&as_rows([written])).expect("good")[0].options.is_empty());
        assert_eq!(check(&read), Ok(()));
        assert_eq!(check(&[Question::known(known::THEME, 0).choices(&known::THEMES)]), Ok(()));
        let mut strange = read.clone();
        strange[0].options[0].key = "Red ones".into();
        assert!(check(&strange).is_err());
        strange[0] = Question { kind: AnswerKind::Line, ..read[0].clone() };
        assert!(check(&strange).is_err());
    }
}

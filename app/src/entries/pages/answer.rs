//! The field of a question of the entry form.

use super::fields::counter;
use crate::{
    competition::{
        model::{AnswerKind, Question},
        pages::{option_label, question_hint, question_label},
    },
    entries::{islands::Unit, rules},
    i18n::{Locale, td_string},
    ui::{AreaField, ChoiceField, Options, TextField, TickField},
};
use leptos::prelude::*;

/// The control that its kind of answer takes.
pub(super) fn answer(l: Locale, question: &Question, stored: &str) -> AnyView {
    let name = rules::answer_field(&question.key);
    let (label, hint, required) = (question_label(l, question), question_hint(l, question), question.required);
    match question.kind {
        AnswerKind::Text => {
            let max = usize::try_from(question.max_words).unwrap_or(usize::MAX);
            let counter = counter(l, &name, Unit::Words, max, stored);
            view! { <AreaField name=name label=label hint=hint value=stored required=required rows=8 counter=counter/> }
                .into_any()
        }
        AnswerKind::Line => {
            let counter = counter(l, &name, Unit::Characters, rules::LINE_CHARACTERS, stored);
            view! { <TextField name=name label=label hint=hint value=stored required=required counter=counter/> }.into_any()
        }
        AnswerKind::Link => view! {
            <TextField name=name label=label hint=hint value=stored kind="url" inputmode="url" required=required dir="ltr"/>
        }
        .into_any(),
        AnswerKind::Choice => {
            let options = one_of(l, question);
            // What is not an option any more is not chosen: of what is chosen, the form says what it posts.
            let stored = question.chosen(stored).first().map(|option| option.key.clone()).unwrap_or_default();
            view! { <ChoiceField name=name label=label hint=hint options=options value=stored required=required/> }
                .into_any()
        }
        AnswerKind::Choices => {
            let chosen = question.chosen(stored).into_iter().map(|option| option.key.clone()).collect();
            view! {
                <TickField name=name label=label hint=hint options=options(l, question) chosen=chosen required=required
                    class="choices"/>
            }
            .into_any()
        }
    }
}

fn options(l: Locale, question: &Question) -> Options {
    question.options.iter().map(|option| (option.key.clone(), option_label(l, &question.key, option))).collect()
}

/// Its options, and where it may stay without an answer, a way back to none: a radio button cannot be let go again.
fn one_of(l: Locale, question: &Question) -> Options {
    let none = (!question.required).then(|| (String::new(), td_string!(l, entries.no_answer).to_owned()));
    options(l, question).into_iter().chain(none).collect()
}

//! What the entry form of a track asks, as a form: every question at once, and an empty one to add.

use super::question_words::{answer_kind, audience, option_label, question_hint, question_label};
use crate::{
    competition::{
        model::{AnswerKind, Audience, Question},
        rules::option_lines,
    },
    i18n::{Locale, td_string},
    ui::{AreaField, Badge, CheckField, Options, SelectField, TextField, Tone, form::FormState},
};
use leptos::prelude::*;

/// The rows of the form. Inside a form, so that what was typed comes back.
pub(super) fn rows(l: Locale, questions: &[Question]) -> AnyView {
    let rows: Vec<AnyView> = questions.iter().enumerate().map(|(row, question)| existing(l, row, question)).collect();
    let next = questions.len();
    let begun = FormState::here().typed(&at(next, "label")).is_some_and(|typed| !typed.is_empty());
    view! {
        {rows}
        <details class="disclosure" open=begun>
            <summary>{td_string!(l, competition.add_question)}</summary>
            <fieldset class="form-section">
                <legend class="visually-hidden">{td_string!(l, competition.add_question)}</legend>
                {fields(l, next, None)}
            </fieldset>
        </details>
    }
    .into_any()
}

/// The questions, where they cannot be changed any more.
pub(super) fn list(l: Locale, questions: &[Question]) -> AnyView {
    let items: Vec<AnyView> = questions
        .iter()
        .map(|question| view! { <li>{summary(l, question)} {options(l, question)}</li> }.into_any())
        .collect();
    view! { <ol class="stack-tight">{items}</ol> }.into_any()
}

fn at(row: usize, field: &str) -> String {
    format!("question[r{row}][{field}]")
}

fn summary(l: Locale, question: &Question) -> AnyView {
    let required = question
        .required
        .then(|| view! { " " <Badge tone=Tone::Neutral text=td_string!(l, competition.question_required)/> });
    view! {
        <bdi>{question_label(l, question)}</bdi> " "
        <span class="small muted">{audience(l, question.audience)}</span>
        {required}
    }
    .into_any()
}

/// What can be chosen.
fn options(l: Locale, question: &Question) -> Option<AnyView> {
    let labels = question.options.iter().map(|option| option_label(l, &question.key, option));
    let items: Vec<_> = labels.map(|label| view! { <li><bdi>{label}</bdi></li> }).collect();
    (!items.is_empty()).then(|| view! { <ul class="small">{items}</ul> }.into_any())
}

/// Words of the site for options that have no label.
fn words_of_options(l: Locale, question: &Question) -> Option<AnyView> {
    let sites = question.options.iter().filter(|option| option.label.is_empty());
    let items: Vec<_> = sites
        .map(|option| {
            let words = option_label(l, &question.key, option);
            view! { <li><bdi dir="ltr">{option.key.clone()}</bdi>": "<bdi>{words}</bdi></li> }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <div class="small muted stack-tight">
                <p>{td_string!(l, competition.question_options_words)}</p>
                <ul class="plain">{items}</ul>
            </div>
        }
        .into_any()
    })
}

fn existing(l: Locale, row: usize, question: &Question) -> AnyView {
    let state = FormState::here();
    let wrong = ["label", "hint", "kind", "max_words", "audience", "options"]
        .iter()
        .any(|field| state.error(&at(row, field)).is_some());
    let key = question.key.clone();
    view! {
        <details class="disclosure" open=wrong>
            <summary><span>{summary(l, question)}</span></summary>
            <fieldset class="form-section">
                <legend class="visually-hidden"><bdi>{question_label(l, question)}</bdi></legend>
                <input type="hidden" name=at(row, "key") value=key/>
                {fields(l, row, Some(question))}
                <CheckField name=at(row, "remove") label=td_string!(l, competition.remove_question)/>
            </fieldset>
        </details>
    }
    .into_any()
}

fn fields(l: Locale, row: usize, question: Option<&Question>) -> AnyView {
    let kinds: Options =
        AnswerKind::ALL.into_iter().map(|kind| (kind.as_str().to_owned(), answer_kind(l, kind).to_owned())).collect();
    let audiences: Options =
        Audience::ALL.into_iter().map(|reader| (reader.as_str().to_owned(), audience(l, reader).to_owned())).collect();
    let new = Question::known("", 200);
    let of = question.unwrap_or(&new);
    // Words of the site stand in the hint, so that it is plain what an empty field asks.
    let words = question.filter(|of| of.label.is_empty()).map(|of| question_label(l, of));
    let label_hint = words.map(|words| td_string!(l, competition.question_words, words = words).to_string());
    let hint_hint = question.map(|of| question_hint(l, of)).filter(|_| of.hint.is_empty()).unwrap_or_default();
    let lines = option_lines(&of.options);
    view! {
        <TextField name=at(row, "label") label=td_string!(l, competition.question_label) value=of.label.clone()
            hint=label_hint.unwrap_or_default() required=false/>
        <TextField name=at(row, "hint") label=td_string!(l, competition.question_hint) value=of.hint.clone() hint=hint_hint required=false/>
        <div class="field-pair">
            <SelectField name=at(row, "kind") label=td_string!(l, competition.question_kind) options=kinds value=of.kind.as_str()/>
            <TextField name=at(row, "max_words") label=td_string!(l, competition.question_max_words)
                value=of.max_words.to_string() kind="number" dir="ltr" size="input-short"/>
        </div>
        <AreaField name=at(row, "options") label=td_string!(l, competition.question_options)
            hint=td_string!(l, competition.question_options_hint) value=lines required=false rows=4/>
        {words_of_options(l, of)}
        <SelectField name=at(row, "audience") label=td_string!(l, competition.question_audience) options=audiences value=of.audience.as_str()/>
        <CheckField name=at(row, "required") label=td_string!(l, competition.question_must) checked=of.required/>
    }
    .into_any()
}

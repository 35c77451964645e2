//! A text of the entry in a language that the judge reads, marked as a translation.

use crate::{
    entries::{
        model::Translator,
        rules::translation::{PITCH, TITLE},
    },
    i18n::{Locale, td_string},
    scores::model::Sheet,
    ui::{language_name, prose},
};
use leptos::prelude::*;

/// The translation of a text, if there is one for the judge. Who can read the entry anyhow finds it folded.
pub fn translation(l: Locale, sheet: &Sheet, name: &str) -> Option<AnyView> {
    let shown = sheet.translations.get(name)?;
    let language = language_name(&shown.language);
    let mark = match shown.translator {
        Translator::Person => td_string!(l, translations.by_person, language = language).to_string(),
        Translator::Machine => td_string!(l, translations.by_machine, language = language).to_string(),
    };
    // One line is no Markdown.
    let text = match name {
        TITLE | PITCH => view! { <p dir="auto">{shown.text.clone()}</p> }.into_any(),
        _ => prose(&shown.text).into_any(),
    };
    let text = view! { <div lang=shown.language.clone()>{text}</div> };
    let view = if sheet.languages.iter().any(|language| language.read) {
        view! {
            <details class="disclosure">
                <summary>{mark}</summary>
                {text}
            </details>
        }
        .into_any()
    } else {
        view! {
            <div class="notice stack-tight">
                <p class="small">{mark}</p>
                {text}
            </div>
        }
        .into_any()
    };
    Some(view)
}

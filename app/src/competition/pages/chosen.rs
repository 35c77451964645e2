//! An answer by choice, as it is shown.

use super::chosen_labels;
use crate::{competition::model::Question, i18n::Locale};
use leptos::prelude::*;

/// What was chosen, below what was asked, as a row of a list of facts; nothing where nothing was.
pub fn chosen_fact(l: Locale, question: &Question, answer: &str) -> Option<AnyView> {
    let items: Vec<_> =
        chosen_labels(l, question, answer).into_iter().map(|label| view! { <li><bdi>{label}</bdi></li> }).collect();
    let name = super::question_label(l, question);
    (!items.is_empty())
        .then(|| view! { <div><dt><bdi>{name}</bdi></dt><dd><ul class="plain">{items}</ul></dd></div> }.into_any())
}

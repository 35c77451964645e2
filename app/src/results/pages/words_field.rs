//! A few lines of text in one of several forms of a page that have the same field.

use crate::{
    i18n::td_string,
    services::services,
    ui::{error_text, field::textarea_text, form::FormState},
};
use leptos::prelude::*;

/// The field. `of` tells it from those of other forms; in the form that comes back it has its bare name, to which the list of
/// errors leads.
pub(super) fn words_field(
    name: &'static str,
    of: &str,
    label: &'static str,
    hint: &'static str,
    value: &str,
    required: bool,
) -> AnyView {
    let state = FormState::here();
    let l = services().page.locale;
    state.name_field(name, label);
    let id = if state.returned { name.to_owned() } else { format!("{name}-{}", of.replace(':', "-")) };
    let error = state.error(name).map(|error| error_text::problem_text(l, &error.problem));
    let invalid = error.as_ref().map(|_| "true");
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = match &error {
        Some(_) => format!("{hint_id} {error_id}"),
        None => hint_id.clone(),
    };
    let error = error.map(|text| view! { <p class="field-error" id=error_id>{text}</p> });
    let optional =
        (!required).then(|| view! { " " <span class="field-optional">{td_string!(l, common.optional)}</span> });
    let text = state.typed(name).unwrap_or_else(|| value.to_owned());
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}{optional}</label>
            <p class="field-hint" id=hint_id>{hint}</p>
            <textarea class="textarea" id=id name=name rows=2 dir="auto" required=required aria-invalid=invalid
                aria-describedby=described>{textarea_text(&text)}</textarea>
            {error}
        </div>
    }
    .into_any()
}

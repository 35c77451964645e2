//! Fields of which the choices are all in sight: one of them, or any number.

use super::{
    field::{Options, Parts, parts},
    form::FormState,
};
use leptos::prelude::*;

/// One of a few.
#[component]
pub fn ChoiceField(
    /// Its name; the first choice has it as id.
    #[prop(into)]
    name: String,
    /// What it is.
    #[prop(into)]
    label: String,
    /// What can be chosen.
    options: Options,
    /// What is stored; what was chosen comes before it.
    #[prop(optional, into)]
    value: String,
    /// What to choose.
    #[prop(optional, into)]
    hint: String,
    /// Whether there may be no answer.
    #[prop(default = true)]
    required: bool,
) -> impl IntoView {
    let state = FormState::here();
    let parts = parts(&state, &name, &label, &hint, required);
    let chosen = state.typed(&name).unwrap_or(value);
    let options = controls("radio", &name, &name, options, |value| value == chosen);
    group(label, parts, "choices", options)
}

/// Any number of a few: posted as `name[]`.
#[component]
pub fn TickField(
    /// The name without brackets; the first choice has it as id, and errors are at it.
    #[prop(into)]
    name: String,
    /// What it is.
    #[prop(into)]
    label: String,
    /// What can be chosen.
    options: Options,
    /// What is stored; what was chosen comes before it.
    chosen: Vec<String>,
    /// What to choose; nothing where the name says it.
    #[prop(into)]
    hint: String,
    /// Whether something has to be chosen, or it is plain that nothing need be.
    #[prop(default = true)]
    required: bool,
    /// How they stand: `choices-inline` for words, `choices` for sentences.
    #[prop(default = "choices-inline")]
    class: &'static str,
) -> impl IntoView {
    let state = FormState::here();
    let parts = parts(&state, &name, &label, &hint, required);
    let posted = format!("{name}[]");
    let chosen = if state.returned { state.typed_all(&posted) } else { chosen };
    let options = controls("checkbox", &name, &posted, options, |value| chosen.iter().any(|one| one == value));
    group(label, parts, class, options)
}

/// A control for each choice.
fn controls(
    kind: &'static str,
    name: &str,
    posted: &str,
    options: Options,
    is_chosen: impl Fn(&str) -> bool,
) -> Vec<AnyView> {
    options
        .into_iter()
        .enumerate()
        .map(|(index, (value, label))| {
            let id = if index == 0 { name.to_owned() } else { format!("{name}-{index}") };
            let (posted, checked) = (posted.to_owned(), is_chosen(&value));
            view! {
                <label class="choice">
                    <input type=kind id=id name=posted value=value checked=checked/>
                    <span><bdi>{label}</bdi></span>
                </label>
            }
            .into_any()
        })
        .collect()
}

fn group(label: String, parts: Parts, class: &'static str, options: Vec<AnyView>) -> AnyView {
    let Parts { error, hint, described_by, optional, .. } = parts;
    view! {
        <fieldset class="field-group" aria-describedby=described_by>
            <legend class="field-label">{label}{optional}</legend>
            {hint}
            <div class=class>{options}</div>
            {error}
        </fieldset>
    }
    .into_any()
}

//! Fields of forms: label, hint, control, the error under it.

use super::{error_text, form::FormState};
use crate::{i18n::td_string, services::services};
use leptos::prelude::*;

/// The parts of a field that do not depend on its control.
pub(super) struct Parts {
    pub(super) error: Option<AnyView>,
    pub(super) hint: Option<AnyView>,
    pub(super) described_by: Option<String>,
    pub(super) invalid: Option<&'static str>,
    pub(super) optional: Option<AnyView>,
}

/// The error under a control, with a counter at the far end where there is one. The counter's id is the field's with
/// `-counter` behind.
fn foot(error: Option<AnyView>, counter: Option<AnyView>) -> Option<AnyView> {
    match counter {
        None => error,
        Some(counter) => Some(view! { <div class="field-foot">{error}{counter}</div> }.into_any()),
    }
}

/// The control is described by its counter too.
fn counted(described_by: Option<String>, name: &str, counter: Option<&AnyView>) -> Option<String> {
    match (described_by, counter) {
        (described_by, None) => described_by,
        (None, Some(_)) => Some(format!("{name}-counter")),
        (Some(ids), Some(_)) => Some(format!("{ids} {name}-counter")),
    }
}

pub(super) fn parts(state: &FormState, name: &str, label: &str, hint: &str, required: bool) -> Parts {
    state.name_field(name, label);
    let locale = services().page.locale;
    let error = state.error(name).map(|error| error_text::problem_text(locale, &error.problem));
    let hint_id = format!("{name}-hint");
    let error_id = format!("{name}-error");
    let mut described = Vec::new();
    if !hint.is_empty() {
        described.push(hint_id.clone());
    }
    if error.is_some() {
        described.push(error_id.clone());
    }
    Parts {
        invalid: error.as_ref().map(|_| "true"),
        hint: (!hint.is_empty()).then(|| view! { <p class="field-hint" id=hint_id>{hint.to_owned()}</p> }.into_any()),
        error: error.map(|text| view! { <p class="field-error" id=error_id>{text}</p> }.into_any()),
        described_by: (!described.is_empty()).then(|| described.join(" ")),
        optional: (!required).then(|| {
            view! { " " <span class="field-optional">{td_string!(locale, common.optional)}</span> }.into_any()
        }),
    }
}

/// One line of text.
#[component]
pub fn TextField(
    /// Its name, also its id.
    #[prop(into)]
    name: String,
    /// What it is.
    #[prop(into)]
    label: String,
    /// What is stored; what was typed comes before it.
    #[prop(optional, into)]
    value: String,
    /// What to write.
    #[prop(optional, into)]
    hint: String,
    /// The type of control.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    #[prop(optional, into)]
    autocomplete: Option<&'static str>,
    /// Whether it may stay empty.
    #[prop(default = true)]
    required: bool,
    /// A short field: `input-short`, `input-medium`.
    #[prop(default = "")]
    size: &'static str,
    /// The direction of what is typed: `auto` for people's words, `ltr` for addresses.
    #[prop(default = "auto")]
    dir: &'static str,
    /// Which keyboard a phone shows.
    #[prop(optional, into)]
    inputmode: Option<&'static str>,
    /// The language of what is typed, where it is known.
    #[prop(optional, into)]
    lang: Option<String>,
    /// How much was written, shown under it.
    #[prop(optional)]
    counter: Option<AnyView>,
) -> impl IntoView {
    let state = FormState::here();
    let Parts { error, hint, described_by, invalid, optional } = parts(&state, &name, &label, &hint, required);
    let described_by = counted(described_by, &name, counter.as_ref());
    let value = (kind != "password").then(|| state.typed(&name).unwrap_or(value));
    view! {
        <div class="field">
            <label class="field-label" for=name.clone()>{label}{optional}</label>
            {hint}
            <input class=format!("input {size}") id=name.clone() name=name type=kind value=value dir=dir lang=lang required=required
                autocomplete=autocomplete inputmode=inputmode aria-invalid=invalid aria-describedby=described_by/>
            {foot(error, counter)}
        </div>
    }
}

/// A file. It cannot be kept while a form comes back, and the field says so.
#[component]
pub fn FileField(
    /// Its name, also its id.
    #[prop(into)]
    name: String,
    /// What it is.
    #[prop(into)]
    label: String,
    /// What may be chosen.
    #[prop(into)]
    hint: String,
    /// The endings that the browser offers.
    accept: &'static str,
) -> impl IntoView {
    let state = FormState::here();
    let hint =
        if state.returned { format!("{hint} {}", td_string!(services().page.locale, common.file_again)) } else { hint };
    let Parts { error, hint, described_by, invalid, .. } = parts(&state, &name, &label, &hint, true);
    view! {
        <div class="field">
            <label class="field-label" for=name.clone()>{label}</label>
            {hint}
            <input class="input" id=name.clone() name=name type="file" accept=accept required=true
                aria-invalid=invalid aria-describedby=described_by/>
            {error}
        </div>
    }
}

/// Several lines of text.
#[component]
pub fn AreaField(
    /// Its name, also its id.
    #[prop(into)]
    name: String,
    /// What it is.
    #[prop(into)]
    label: String,
    /// What is stored; what was typed comes before it.
    #[prop(optional, into)]
    value: String,
    /// What to write.
    #[prop(optional, into)]
    hint: String,
    /// Whether it may stay empty.
    #[prop(default = true)]
    required: bool,
    /// Lines shown.
    #[prop(default = 5)]
    rows: u32,
    /// The language of what is typed, where it is known.
    #[prop(optional, into)]
    lang: Option<String>,
    /// How much was written, shown under it.
    #[prop(optional)]
    counter: Option<AnyView>,
) -> impl IntoView {
    let state = FormState::here();
    let Parts { error, hint, described_by, invalid, optional } = parts(&state, &name, &label, &hint, required);
    let described_by = counted(described_by, &name, counter.as_ref());
    let value = state.typed(&name).unwrap_or(value);
    view! {
        <div class="field">
            <label class="field-label" for=name.clone()>{label}{optional}</label>
            {hint}
            <textarea class="textarea" id=name.clone() name=name rows=rows dir="auto" lang=lang required=required
                aria-invalid=invalid aria-describedby=described_by>{textarea_text(&value)}</textarea>
            {foot(error, counter)}
        </div>
    }
}

/// What goes between the tags of a textarea. Leptos writes it as it is, so `</textarea>` in somebody's words would end
/// the field and begin markup of theirs. The first line end is the one that browsers take away.
pub fn textarea_text(value: &str) -> String {
    format!("\n{}", value.replace('&', "&amp;").replace('<', "&lt;"))
}

/// Values and their labels, in order.
pub type Options = Vec<(String, String)>;

/// One of a few, in a drop-down.
#[component]
pub fn SelectField(
    /// Its name, also its id.
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
) -> impl IntoView {
    let state = FormState::here();
    let Parts { error, hint, described_by, invalid, .. } = parts(&state, &name, &label, &hint, true);
    let chosen = state.typed(&name).unwrap_or(value);
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label class="field-label" for=name.clone()>{label}</label>
            {hint}
            <select class="select" id=name.clone() name=name aria-invalid=invalid aria-describedby=described_by>{options}</select>
            {error}
        </div>
    }
}

/// Yes or no. The value posted is `on`.
#[component]
pub fn CheckField(
    /// Its name, also its id.
    #[prop(into)]
    name: String,
    /// What it says yes to.
    #[prop(into)]
    label: String,
    /// What is stored; what was chosen comes before it.
    #[prop(optional)]
    checked: bool,
) -> impl IntoView {
    let state = FormState::here();
    let Parts { error, described_by, invalid, .. } = parts(&state, &name, &label, "", true);
    let checked = if state.returned { state.typed(&name).is_some() } else { checked };
    view! {
        <div class="field">
            <label class="choice">
                <input type="checkbox" id=name.clone() name=name value="on" checked=checked aria-invalid=invalid aria-describedby=described_by/>
                <span>{label}</span>
            </label>
            {error}
        </div>
    }
}

/// A reason. There may be several such fields on the page, so each has an id of its own; the one that comes back has the
/// id that the list of errors leads to.
#[component]
pub fn ReasonField(name: &'static str, of: String, label: &'static str, required: bool) -> impl IntoView {
    let state = FormState::here();
    let l = services().page.locale;
    state.name_field(name, label);
    let id = if state.returned { name.to_owned() } else { format!("{name}-{of}") };
    let error = state.error(name).map(|error| error_text::problem_text(l, &error.problem));
    let error_id = format!("{id}-error");
    let described = error.is_some().then(|| error_id.clone());
    let invalid = error.is_some().then_some("true");
    let error = error.map(|text| view! { <p class="field-error" id=error_id>{text}</p> });
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <input class="input" id=id name=name type="text" dir="auto" required=required value=state.typed(name)
                aria-invalid=invalid aria-describedby=described/>
            {error}
        </div>
    }
}

//! Forms: posted as ordinary HTML forms, with a key so that sending twice does it once. A refused form comes back
//! with every word and each error at its field.

use super::error_text;
use crate::{
    accounts::model::Rights,
    error::{AppError, FieldError},
    services::services,
};
use leptos::{context::Provider, prelude::*};
use std::sync::{Arc, Mutex, PoisonError};

/// What the fields of a form need to know of its last refusal.
#[derive(Clone, Default)]
pub struct FormState {
    fields: Arc<Vec<(String, String)>>,
    errors: Arc<Vec<FieldError>>,
    labels: Arc<Mutex<Vec<(String, String)>>>,
    /// Whether the form was refused and comes back; then what was typed counts, not what is stored.
    pub returned: bool,
}

impl FormState {
    /// The state of the form around the component that asks.
    pub fn here() -> Self {
        use_context::<Self>().unwrap_or_default()
    }

    /// The state of a form that is answered in the address of its page and was refused there.
    pub fn asked(query: &[(String, String)], error: &AppError) -> Self {
        let errors = match error {
            AppError::Invalid(errors) => errors.clone(),
            _ => Vec::new(),
        };
        Self { fields: Arc::new(query.to_vec()), errors: Arc::new(errors), returned: true, ..Self::default() }
    }

    /// What was typed into a field, if the form comes back.
    pub fn typed(&self, name: &str) -> Option<String> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())
    }

    /// All values that were given to a field: of checkboxes with one name.
    pub fn typed_all(&self, name: &str) -> Vec<String> {
        self.fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value.clone()).collect()
    }

    /// Notes what a field is called, for the list of errors at the head of the form.
    pub fn name_field(&self, name: &str, label: &str) {
        if self.returned {
            self.labels.lock().unwrap_or_else(PoisonError::into_inner).push((name.to_owned(), label.to_owned()));
        }
    }

    fn label(&self, name: &str) -> Option<String> {
        let labels = self.labels.lock().unwrap_or_else(PoisonError::into_inner);
        labels.iter().find(|(field, _)| field == name).map(|(_, label)| label.clone())
    }

    /// What is wrong with a field.
    pub fn error(&self, name: &str) -> Option<&FieldError> {
        self.errors.iter().find(|error| error.field == name)
    }
}

/// A form that is posted. `only_if` tells forms with the same address on one page apart: the field and the value by
/// which a refused one is known again (usually a hidden id).
#[component]
pub fn PostForm(
    /// Where it is posted to: `SignIn::url()`.
    action: &'static str,
    /// Where else one of its buttons posts it to (`formaction`): a form refused there comes back here too.
    #[prop(optional, into)]
    also: Option<&'static str>,
    /// Its class.
    #[prop(default = "form")]
    class: &'static str,
    /// A field and its value that a refused form must have to be this one.
    #[prop(optional, into)]
    only_if: Option<(&'static str, String)>,
    /// Its id, for controls elsewhere on the page.
    #[prop(optional, into)]
    id: Option<String>,
    /// `multipart/form-data`, for one with a file.
    #[prop(optional, into)]
    enctype: Option<&'static str>,
    /// On a page of organisers, the rights it takes; whoever has less does not see it.
    #[prop(default = Rights::Editor)]
    needs: Rights,
    children: Children,
) -> impl IntoView {
    let page = services().page;
    if page.rights.is_some_and(|rights| rights < needs) {
        return ().into_any();
    }
    let key = page.reply.form_key();
    let kept = page.kept.clone().filter(|kept| {
        let fields: Vec<(&str, &str)> = only_if.iter().map(|(name, value)| (*name, value.as_str())).collect();
        kept.matches(action, &fields) || also.is_some_and(|also| kept.matches(also, &fields))
    });
    let state = kept.as_ref().map_or_else(FormState::default, |kept| FormState {
        fields: Arc::new(kept.fields.clone()),
        errors: Arc::new(match &kept.error {
            AppError::Invalid(errors) => errors.clone(),
            _ => Vec::new(),
        }),
        labels: Arc::default(),
        returned: true,
    });
    // The fields are made before the list of their errors, which stands above them, because they know their names.
    let fields = view! { <Provider value=state.clone()>{children()}</Provider> };
    let summary = kept.as_ref().map(|kept| error_summary(page.locale, &kept.error, &state));
    view! {
        <form method="post" action=action class=class id=id enctype=enctype novalidate>
            <input type="hidden" name="key" value=key/>
            {summary}
            {fields}
        </form>
    }
    .into_any()
}

/// What was refused, at the head of the form, with a way to each field.
fn error_summary(locale: crate::i18n::Locale, error: &AppError, state: &FormState) -> impl IntoView + use<> {
    let text = error_text::form_text(locale, error);
    let fields: Vec<_> = match error {
        AppError::Invalid(errors) => errors
            .iter()
            .map(|error| {
                let text = error_text::problem_text(locale, &error.problem);
                let text = match state.label(&error.field) {
                    Some(label) => format!("{label}: {text}"),
                    None => text,
                };
                view! { <li><a href=format!("#{}", error.field)>{text}</a></li> }
            })
            .collect(),
        _ => Vec::new(),
    };
    let list = (!fields.is_empty()).then(|| view! { <ul class="plain">{fields}</ul> });
    view! {
        <div class="error-summary" role="alert" tabindex="-1">
            <p class="error-summary-title">{text}</p>
            {list}
        </div>
    }
}

/// A hidden field.
#[component]
pub fn Hidden(
    /// Its name.
    name: &'static str,
    /// Its value.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}

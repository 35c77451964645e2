//! A page's own part: its parameters, its data, and what is shown when these cannot be had.

use super::{error_text, layout};
use crate::{
    error::{AppError, Refusal},
    services::services,
};
use leptos::{prelude::*, tachys::html::InertElement};
use std::{future::Future, str::FromStr};

/// What a page draws below the header.
pub type PageBody = AnyView;

/// A parameter of the address. What does not parse does not exist.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn param<T: FromStr>(name: &str) -> Result<T, AppError> {
    services().page.address.param(name).and_then(|text| text.parse().ok()).ok_or(AppError::NotFound)
}

/// What follows a name in the query of the address.
pub fn query(name: &str) -> Option<String> {
    services().page.address.query(name).map(str::to_owned)
}

/// Draws a page when its data are there, or the error page with the error's status. Somebody who is not signed in
/// is shown where to do so.
///
/// Nothing in the page is waited for any more, so that it is written at once: leptos's way of streaming, which asks each
/// element for a future, takes several times as long.
pub fn load<F>(data: F) -> impl IntoView
where
    F: Future<Output = Result<PageBody, AppError>> + Send + 'static,
{
    let page = services().page;
    Suspend::new(async move {
        let body = data.await.unwrap_or_else(|error| {
            page.reply.status(error.status());
            error_page(&page, &error)
        });
        at_once(body)
    })
}

/// A part of a page that waits for nothing, written at once.
pub fn at_once(view: impl IntoView) -> InertElement {
    InertElement::new(view.into_view().to_html())
}

/// The one error page: what happened, what to do, a way back, and the number by which the operator finds it.
pub fn error_page(page: &crate::services::Page, error: &AppError) -> PageBody {
    let locale = page.locale;
    let text = error_text::page_text(locale, error);
    let sign_in = matches!(error, AppError::SignIn).then(|| {
        let next: String = url::form_urlencoded::byte_serialize(page.path.as_bytes()).collect();
        view! {
            <a class="button button-primary" href=page.link(&format!("/sign-in?next={next}"))>
                {crate::i18n::td_string!(locale, accounts.sign_in)}
            </a>
        }
    });
    let sign = match error {
        AppError::Refused(Refusal::ConductNotSigned { slug }) => Some(view! {
            <a class="button button-primary" href=page.link(&format!("/c/{slug}/judge/conduct"))>
                {crate::i18n::td_string!(locale, judges.to_conduct)}
            </a>
        }),
        _ => None,
    };
    let home = page.link("/");
    let id = page.request_id.to_string();
    layout::narrow(
        text.title,
        Vec::new(),
        view! {
            <div class="stack">
                <p>{text.what}</p>
                <div class="button-row">
                    {sign_in}
                    {sign}
                    <a class="button" href=home>{crate::i18n::td_string!(locale, errors.home)}</a>
                </div>
                <p class="small muted">
                    {crate::i18n::td_string!(locale, errors.request)} " " <code dir="ltr">{id}</code>
                </p>
            </div>
        },
    )
}

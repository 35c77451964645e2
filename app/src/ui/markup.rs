//! Plain markup inside a page: text written once, with everything from outside escaped by maud. For what many people
//! load and nothing moves in: an element of leptos's costs some ten times as much to draw.

use leptos::tachys::html::InertElement;
use maud::Markup;

/// Markup as a part of a page.
pub fn plain(markup: Markup) -> InertElement {
    InertElement::new(markup.into_string())
}

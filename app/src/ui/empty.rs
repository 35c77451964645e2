//! What is shown where there is nothing to show.

use leptos::prelude::*;

/// Why there is nothing, and what to do about it.
pub fn empty_state(title: &'static str, text: impl Into<String>) -> AnyView {
    view! { <div class="empty-state"><h2>{title}</h2><p>{text.into()}</p></div> }.into_any()
}

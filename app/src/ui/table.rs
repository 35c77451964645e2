//! Small things: badges.

use leptos::prelude::*;

/// What a badge means; its word says it too, never the colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A plain state.
    Neutral,
    /// Something is going on.
    Information,
    /// Good.
    Positive,
    /// Needs a look.
    Warning,
    /// Wrong or over.
    Danger,
    /// An award.
    Award,
    /// Cannot be changed any more.
    Locked,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "badge",
            Self::Information => "badge badge-information",
            Self::Positive => "badge badge-positive",
            Self::Warning => "badge badge-warning",
            Self::Danger => "badge badge-danger",
            Self::Award => "badge badge-award",
            Self::Locked => "badge badge-locked",
        }
    }
}

/// A state in a word.
#[component]
pub fn Badge(
    /// What it means.
    tone: Tone,
    /// The word.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class=tone.class()>{text}</span> }
}

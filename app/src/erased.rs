//! leptos's `view!`, with the type erased. Otherwise a page is one type as deep as the page, and the compiler works
//! for minutes on what the reader gains nothing from.

/// As [`leptos::prelude::view!`], giving an `AnyView`.
macro_rules! erased_view {
    ($($markup:tt)*) => {
        ::leptos::prelude::IntoAny::into_any(::leptos::prelude::view! { $($markup)* })
    };
}

pub(crate) use erased_view as view;

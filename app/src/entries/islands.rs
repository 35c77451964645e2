//! What the browser runs on the pages of this stage. Everything works without it.

use crate::text;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// Words, as [`text::words`] counts them.
    Words,
    /// Characters, as [`text::characters`] counts them.
    Characters,
}

impl Unit {
    /// How much of it a text has, by the same rule that judges the form.
    pub fn count(self, typed: &str) -> usize {
        match self {
            Self::Words => text::words(typed),
            Self::Characters => text::characters(typed),
        }
    }
}

/// How much is written in a field, kept up to date while it is typed. `sentence` has a `#` where the number goes.
#[island]
pub fn Counter(field: String, unit: Unit, max: usize, start: usize, sentence: String) -> impl IntoView {
    let count = RwSignal::new(start);
    let name = field.clone();
    Effect::new(move |_| {
        let name = name.clone();
        let listener = window_event_listener(leptos::ev::input, move |event| {
            if event_target::<web_sys::HtmlElement>(&event).id() == name {
                count.set(unit.count(&event_target_value(&event)));
            }
        });
        on_cleanup(move || listener.remove());
    });
    let class = move || if count.get() > max { "counter counter-over" } else { "counter" };
    view! {
        <span id=format!("{field}-counter") class=class>
            {move || sentence.replace('#', &count.get().to_string())}
        </span>
    }
}

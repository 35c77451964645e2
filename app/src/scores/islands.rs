//! What the browser runs for a judge: the running total, by the rules of the server; scorecards that keep themselves.

mod courier;
mod desk;
mod device;
mod given;
mod keeper;
mod live;
mod reply;
mod worker;

pub use desk::{DeskItem, DeskKeeper, DeskPlace, DeskWords};
pub use given::{KeeperPlace, KeeperWords, RefusalWords};
pub use keeper::ScorecardKeeper;
pub use live::LiveBoard;

use super::{
    model::RubricLine,
    rules::{self, Running},
};
use leptos::{ev, prelude::*, wasm_bindgen::JsCast};
use serde::{Deserialize, Serialize};

/// The words of the bar, in the reader's language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TotalWords {
    /// What the number is.
    pub label: String,
    /// What it is out of.
    pub of: String,
    /// How many criteria have an answer, with `{done}` and `{all}` in it.
    pub answered: String,
    /// What the bar is.
    pub progress: String,
}

/// The total of what is scored so far, live. Without scripts it shows what is stored.
#[island]
pub fn ScorecardTotal(
    /// The rubric.
    lines: Vec<RubricLine>,
    /// The id of the form.
    form: String,
    /// The stored total as shown.
    total: Option<String>,
    /// Criteria with a stored answer.
    answered: usize,
    /// The words.
    words: TotalWords,
) -> impl IntoView {
    let all = lines.len();
    let (shown, show) = signal((total, answered));
    let rubric = StoredValue::new((lines, form));
    Effect::new(move |_| {
        let update = move || {
            if let Some(now) = rubric.with_value(|(lines, form)| read(lines, form)) {
                show.set((now.shown(), now.answered));
            }
        };
        // A browser that goes back or reloads fills the form in by itself.
        update();
        let listener = window_event_listener(ev::input, move |_| update());
        on_cleanup(move || listener.remove());
    });
    let answered_words = {
        let template = words.answered.clone();
        move || template.replace("{done}", &shown.get().1.to_string()).replace("{all}", &all.to_string())
    };
    view! {
        <div class="running-total-text">
            <p class="running-total-value" role="status">
                <span class="visually-hidden">{words.label}</span>
                <output>{move || shown.get().0.unwrap_or_else(|| "–".to_owned())}</output>
                <small>{words.of}</small>
            </p>
            <div class="running-total-words"><span>{answered_words}</span></div>
        </div>
        <progress class="progress" value=move || shown.get().1.to_string() max=all.to_string() aria-label=words.progress></progress>
    }
}

/// What the form says now; a mark that is not on its scale counts as open.
fn read(lines: &[RubricLine], form: &str) -> Option<Running> {
    let form = document().get_element_by_id(form)?.dyn_into::<web_sys::HtmlFormElement>().ok()?;
    let data = web_sys::FormData::new_with_form(&form).ok()?;
    let answers: Vec<_> = lines
        .iter()
        .map(|line| {
            let mark = data.get(&rules::mark_field(&line.key)).as_string().unwrap_or_default();
            rules::answer(line, &mark, data.has(&rules::not_assessed_field(&line.key))).unwrap_or_default()
        })
        .collect();
    Some(rules::running(lines, &answers))
}

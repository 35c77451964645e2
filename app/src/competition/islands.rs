//! What the browser runs on this stage's pages. No page needs it.

use crate::number::Decimal;
use leptos::{ev, prelude::*};

/// What the weights of the rubric's form total while they are typed. The words come as properties, so that the browser
/// carries no dictionary; `total` is what they total in the page as it was sent.
#[island]
pub fn WeightTotal(label: String, enough: String, off: String, total: String) -> impl IntoView {
    let total = RwSignal::new(total);
    let is_whole = move || total.with(|total| total == "100");
    // Effects run in the browser only.
    Effect::new(move |_| {
        let listener = window_event_listener(ev::input, move |_| total.set(typed_total()));
        on_cleanup(move || listener.remove());
    });
    view! {
        <p class="cluster" role="status">
            <span>{label} " "</span>
            <strong class="number" dir="ltr">{total}</strong>
            <span class="badge badge-positive" hidden=move || !is_whole()>{enough}</span>
            <span class="badge badge-warning" hidden=is_whole>{off}</span>
        </p>
    }
}

/// The weights in the form, of criteria that are not to be removed.
fn typed_total() -> String {
    use leptos::wasm_bindgen::JsCast;
    let Ok(inputs) = document().query_selector_all("input[name$='][weight]']") else { return String::new() };
    let mut total = 0_i64;
    for index in 0..inputs.length() {
        let Some(input) = inputs.item(index).and_then(|node| node.dyn_into::<web_sys::HtmlInputElement>().ok()) else {
            continue;
        };
        let removal = format!("input[name='{}']:checked", input.name().replace("[weight]", "[remove]"));
        let removed = document().query_selector(&removal).ok().flatten().is_some();
        if let Ok(weight) = input.value().trim().parse::<Decimal>()
            && !removed
        {
            total = total.saturating_add(weight.micros());
        }
    }
    Decimal::from_micros(total).to_string()
}

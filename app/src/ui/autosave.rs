//! Forms that save themselves while they are written, and say so. Without scripts their button does it.
//!
//! One save is on its way at a time, and it is sent again, with the same key, until somebody answers: a save that timed out
//! may have happened, and doing it twice must not be possible (trust.md N-02). What was typed meanwhile goes with the next.

use leptos::{
    ev,
    prelude::*,
    task::spawn_local,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{
        AbortSignal, FormData, Headers, HtmlFormElement, HtmlInputElement, RequestInit, Response, UrlSearchParams,
    },
};
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::JsFuture;

/// Rest after the last keystroke before a save.
const REST: i32 = 1_500;
/// The longest a save may take before it is sent again.
const PATIENCE: u32 = 15_000;
/// Waits before a save is sent again: the last one from then on.
const WAITS: [i32; 5] = [2_000, 4_000, 8_000, 15_000, 30_000];

/// The words of the state, in the reader's language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AutosaveWords {
    /// Before anything was typed.
    pub idle: String,
    /// While a save is on its way.
    pub saving: String,
    /// With `{time}` in it.
    pub saved: String,
    /// When nobody answered.
    pub retrying: String,
    /// When nobody is signed in any more.
    pub signed_out: String,
    /// When the save was refused: the button says why.
    pub refused: String,
}

/// Where the form stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing {
    Idle,
    Saving,
    Saved(String),
    Retrying,
    SignedOut,
    Refused,
}

/// What happened since the page was opened.
#[derive(Clone, Copy)]
struct Counts {
    /// Changes of the form.
    typed: StoredValue<u32>,
    /// Saves; each has a key of its own.
    sent: StoredValue<u32>,
}

/// What came of a save.
enum Outcome {
    Done,
    SignedOut,
    Refused,
    Unknown,
}

/// Saves a form whenever its writer rests.
#[island]
pub fn Autosave(
    /// The id of the form. Its field `version` counts saves, its field `key` is that of the page.
    form: String,
    /// Where a save is posted to.
    action: String,
    /// The words.
    words: AutosaveWords,
) -> impl IntoView {
    let (standing, stand) = signal(Standing::Idle);
    let counts = Counts { typed: StoredValue::new(0), sent: StoredValue::new(0) };
    let under_way = StoredValue::new(false);
    let id = StoredValue::new(form);
    let action = StoredValue::new(action);
    let begin = move || {
        if !under_way.get_value() {
            under_way.set_value(true);
            spawn_local(async move {
                save_until_quiet(&id.get_value(), &action.get_value(), counts, stand).await;
                under_way.set_value(false);
            });
        }
    };
    Effect::new(move |_| {
        let input = window_event_listener(ev::input, move |event| {
            let within = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let within = within.and_then(|target| target.closest("form").ok().flatten());
            if within.is_some_and(|form| form.id() == id.get_value()) {
                counts.typed.update_value(|count| *count += 1);
                begin();
            }
        });
        // On a slow network people write before the scripts are there.
        if touched(&id.get_value()) {
            counts.typed.update_value(|count| *count += 1);
            begin();
        }
        let leaving = window_event_listener(ev::beforeunload, move |event| {
            if under_way.get_value() {
                event.prevent_default();
            }
        });
        // Whoever presses a button leaves on purpose.
        let submitting = window_event_listener(ev::submit, move |_| under_way.set_value(false));
        on_cleanup(move || {
            input.remove();
            leaving.remove();
            submitting.remove();
        });
    });
    let class = move || match standing.get() {
        Standing::Idle | Standing::Saving => "save-state",
        Standing::Saved(_) => "save-state save-state-saved",
        Standing::Retrying | Standing::SignedOut | Standing::Refused => "save-state save-state-not-saved",
    };
    let text = move || match standing.get() {
        Standing::Idle => words.idle.clone(),
        Standing::Saving => words.saving.clone(),
        Standing::Saved(time) => words.saved.replace("{time}", &time),
        Standing::Retrying => words.retrying.clone(),
        Standing::SignedOut => words.signed_out.clone(),
        Standing::Refused => words.refused.clone(),
    };
    view! { <p class=class role="status">{text}</p> }
}

/// Whether something else stands in a form than the page came with.
fn touched(id: &str) -> bool {
    let fields = format!("#{id} :is(input:not([type=hidden]), textarea)");
    let Ok(fields) = document().query_selector_all(&fields) else { return false };
    let other = |field: &JsValue, now: &str, first: &str| {
        js_sys::Reflect::get(field, &now.into()).ok() != js_sys::Reflect::get(field, &first.into()).ok()
    };
    (0..fields.length())
        .filter_map(|index| fields.get(index))
        .any(|field| other(&field, "value", "defaultValue") || other(&field, "checked", "defaultChecked"))
}

/// Saves what is in the form, again and again, until what was saved is what is there or a save is refused.
async fn save_until_quiet(id: &str, action: &str, counts: Counts, stand: WriteSignal<Standing>) {
    let typed = counts.typed;
    loop {
        let mut seen = typed.get_value();
        loop {
            sleep(REST).await;
            let now = typed.get_value();
            if now == seen {
                break;
            }
            seen = now;
        }
        counts.sent.update_value(|count| *count += 1);
        let Some(body) = body(id, counts.sent.get_value()) else { return };
        stand.set(Standing::Saving);
        match send_until_answered(action, &body, stand).await {
            Outcome::Done => {
                next_version(id);
                stand.set(Standing::Saved(time()));
            }
            _ => {
                stand.set(Standing::Refused);
                return;
            }
        }
        if typed.get_value() == seen {
            return;
        }
    }
}

async fn send_until_answered(action: &str, body: &UrlSearchParams, stand: WriteSignal<Standing>) -> Outcome {
    let mut waits = WAITS.into_iter();
    let mut wait = WAITS[0];
    loop {
        match send(action, body).await {
            Outcome::Unknown => stand.set(Standing::Retrying),
            Outcome::SignedOut => stand.set(Standing::SignedOut),
            answered => return answered,
        }
        wait = waits.next().unwrap_or(wait);
        sleep(wait).await;
    }
}

/// What the form says, under a key of its own.
fn body(id: &str, number: u32) -> Option<UrlSearchParams> {
    let form: HtmlFormElement = document().get_element_by_id(id)?.dyn_into().ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    let body = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    let page = body.get("key")?;
    body.set("key", &format!("{page}-{number}"));
    Some(body)
}

/// The next save is based on this one.
fn next_version(id: &str) {
    let field = document().query_selector(&format!("#{id} [name=version]")).ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        let version: i64 = field.value().parse().unwrap_or_default();
        field.set_value(&(version + 1).to_string());
    }
}

async fn send(action: &str, body: &UrlSearchParams) -> Outcome {
    let sent = async {
        let headers = Headers::new()?;
        headers.set("accept", "application/json")?;
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_headers(&headers);
        init.set_body(body);
        init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
        let reply = JsFuture::from(window().fetch_with_str_and_init(action, &init)).await?;
        Ok::<u16, JsValue>(reply.dyn_into::<Response>()?.status())
    };
    match sent.await {
        Ok(200..=299) => Outcome::Done,
        Ok(401) => Outcome::SignedOut,
        Ok(408 | 429 | 500..) | Err(_) => Outcome::Unknown,
        Ok(_) => Outcome::Refused,
    }
}

/// Waits.
pub(crate) async fn sleep(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |done, _| {
        drop(window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds));
    });
    drop(JsFuture::from(promise).await);
}

/// The time of day on the reader's clock.
fn time() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}

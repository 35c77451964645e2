//! What keeping a scorecard needs of a browser: its form, its storage, its network. The storage is `localStorage`: a write is
//! done when it returns, also while the page is being closed, which no other storage of a browser promises.

use super::reply::{self, Lead, Meaning};
use crate::{
    accounts::model::UNSENT_COOKIE,
    next::Done,
    scores::keeping::{Answer, DAYS, Fields, Label, Parcel, Record, Stored},
};
use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{
        AbortSignal, FormData, Headers, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, RequestInit, Response,
        Storage, UrlSearchParams,
    },
};
use wasm_bindgen_futures::JsFuture;

/// The longest an answer is waited for, in milliseconds.
const PATIENCE: u32 = 15_000;
/// What asks other tabs whether they are there.
const ASK: &str = "peaceapp.ask";
/// The name of this device.
const DEVICE: &str = "peaceapp.device";
/// Fields that are of the form and not of the scorecard.
const OWN: [&str; 5] = ["key", "entry", "round", "version", "submit"];

/// Milliseconds by the clock of the device.
#[expect(clippy::cast_possible_truncation, reason = "whole milliseconds, far below the limit")]
pub(super) fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// The time of day of a moment on the reader's clock.
#[expect(clippy::cast_precision_loss, reason = "milliseconds are far below the limit")]
pub(super) fn time_of(at: i64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(at as f64));
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

pub(super) fn form(id: &str) -> Option<HtmlFormElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// What the form says.
pub(super) fn read(id: &str) -> Option<Fields> {
    let data = FormData::new_with_form(&form(id)?).ok()?;
    let pairs = js_sys::try_iter(&data).ok().flatten()?.filter_map(Result::ok).filter_map(|pair| {
        let pair = js_sys::Array::from(&pair);
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    });
    Some(crate::scores::keeping::fields(pairs.filter(|(name, _)| !OWN.contains(&name.as_str()))))
}

/// Makes the form say this. A field that says it already is left alone, with the writer's place in it.
pub(super) fn write(id: &str, fields: &Fields) {
    let Ok(found) = document().query_selector_all(&format!("#{id} :is(input:not([type=hidden]), textarea)")) else {
        return;
    };
    for field in (0..found.length()).filter_map(|index| found.get(index)) {
        let said = |name: &str| fields.get(name).cloned().unwrap_or_default();
        if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
            let said = said(&area.name());
            if area.value().trim() != said {
                area.set_value(&said);
            }
        } else if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
            let said = said(&input.name());
            match input.type_().as_str() {
                "radio" => input.set_checked(input.value() == said),
                "checkbox" => input.set_checked(!said.is_empty()),
                _ if input.value().trim() != said => input.set_value(&said),
                _ => {}
            }
        }
    }
}

/// The value of a hidden field.
pub(super) fn hidden(id: &str, name: &str) -> Option<HtmlInputElement> {
    document().query_selector(&format!("#{id} input[name={name}]")).ok().flatten()?.dyn_into().ok()
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Stores a record; `false` when the device has no room, or no storage at all.
pub(super) fn keep(label: &Label, record: &Record) -> bool {
    let (Ok(text), Some(storage)) = (serde_json::to_string(record), storage()) else { return false };
    let known = is_kept(&storage, label);
    let stored = storage.set_item(&label.name(), &text).is_ok();
    if !known {
        tell_of_unsent(&storage, &label.account);
    }
    stored
}

pub(super) fn forget(label: &Label) {
    if let Some(storage) = storage().filter(|storage| is_kept(storage, label)) {
        drop(storage.remove_item(&label.name()));
        tell_of_unsent(&storage, &label.account);
    }
}

fn is_kept(storage: &Storage, label: &Label) -> bool {
    storage.get_item(&label.name()).is_ok_and(|text| text.is_some())
}

fn labels(storage: &Storage) -> Vec<Label> {
    let names = (0..storage.length().unwrap_or_default()).filter_map(|index| storage.key(index).ok().flatten());
    names.filter_map(|name| Label::parse(&name)).collect()
}

/// Leaves word for whichever page somebody signs out from, which takes everything off this device: a cookie, as long as there
/// is something of the account that is on no other.
fn tell_of_unsent(storage: &Storage, account: &str) {
    let age = if labels(storage).iter().any(|label| label.account == account) { DAYS * 86_400 } else { 0 };
    let cookie = format!("{UNSENT_COOKIE}=1; path=/; samesite=lax; max-age={age}");
    drop(js_sys::Reflect::set(&document(), &"cookie".into(), &cookie.into()));
}

/// Every record of an account on this device; what is too old, whoever's it is, is forgotten.
pub(super) fn records(account: &str) -> Vec<(Label, Record)> {
    let Some(storage) = storage() else { return Vec::new() };
    let mut found = Vec::new();
    for label in labels(&storage) {
        let text = storage.get_item(&label.name()).ok().flatten().unwrap_or_default();
        match serde_json::from_str::<Record>(&text) {
            Ok(record) if record.forgotten(now()) => forget(&label),
            Ok(record) if label.account == account => found.push((label, record)),
            _ => {}
        }
    }
    found
}

/// Asks the other tabs whether they are there: each stores its record anew. Gives when it was asked.
pub(super) fn ask() -> i64 {
    let asked = now();
    if let Some(storage) = storage() {
        drop(storage.set_item(ASK, &asked.to_string()));
    }
    asked
}

/// Whether a change of the storage asks so.
pub(super) fn is_asked(event: &JsValue) -> bool {
    js_sys::Reflect::get(event, &"key".into()).ok().and_then(|key| key.as_string()).as_deref() == Some(ASK)
}

/// The name of this device, by which organisers' page counts it once.
pub(super) fn device() -> Option<String> {
    let storage = storage()?;
    if let Ok(Some(name)) = storage.get_item(DEVICE) {
        return Some(name);
    }
    let name = fresh()?;
    storage.set_item(DEVICE, &name).ok()?;
    Some(name)
}

/// A name that nothing had before: a page that is kept for reading offline is opened more than once, so that the key its
/// form came with is no name for a tab.
pub(super) fn fresh() -> Option<String> {
    let mut bytes = [0_u8; 16];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

async fn fetch(to: &str, body: Option<&UrlSearchParams>) -> Result<(u16, String), JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    let init = RequestInit::new();
    init.set_headers(&headers);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    if let Some(body) = body {
        init.set_method("POST");
        init.set_body(body);
    }
    let reply: Response = JsFuture::from(window().fetch_with_str_and_init(to, &init)).await?.dyn_into()?;
    let text = JsFuture::from(reply.text()?).await?.as_string().unwrap_or_default();
    Ok((reply.status(), text))
}

/// Sends a save; gives what came of it, and where its page would lead to.
pub(super) async fn send(action: &str, account: &str, entry: &str, parcel: &Parcel) -> (Answer, Option<Lead>) {
    let Ok(body) = UrlSearchParams::new() else { return (Answer::Nothing, None) };
    let (version, typed_at) = (parcel.version.to_string(), parcel.typed_at.to_string());
    let submit = if parcel.submit { "submit" } else { "draft" };
    let own = [("key", parcel.key.as_str()), ("entry", entry), ("version", &version), ("submit", submit)];
    for (name, value) in own.into_iter().chain([("account", account), ("typed_at", &typed_at)]) {
        body.append(name, value);
    }
    // With an empty one, a save that an older release has sent already would not be the same form.
    if !parcel.round.is_empty() {
        body.append("round", &parcel.round);
    }
    for (name, value) in &parcel.fields {
        body.append(name, value);
    }
    let Ok((status, text)) = fetch(action, Some(&body)).await else { return (Answer::Nothing, None) };
    if (200..300).contains(&status) {
        // Something between may answer with a page of its own.
        return match serde_json::from_str::<Lead>(&text) {
            Ok(lead) if lead.done.as_deref() == Some(Done::ScorecardLate.as_str()) => (Answer::Late, Some(lead)),
            Ok(lead) => (Answer::Saved, Some(lead)),
            Err(_) => (Answer::Nothing, None),
        };
    }
    let answer = match reply::meaning(&text) {
        Meaning::SignedOut => Answer::SignedOut,
        Meaning::Stale => stored(entry).await.map_or(Answer::Nothing, Answer::Stale),
        Meaning::Later => Answer::Nothing,
        Meaning::Refused => Answer::Refused(text),
    };
    (answer, None)
}

async fn stored(entry: &str) -> Option<Stored> {
    let (status, text) = fetch(&format!("/judge/entries/{entry}/card.json"), None).await.ok()?;
    (status == 200).then(|| serde_json::from_str(&text).ok()).flatten()
}

/// Tells the organisers how much this device has not sent; whether it was heard.
pub(super) async fn report(action: &str, slug: &str, device: &str, items: usize) -> bool {
    let Ok(body) = UrlSearchParams::new() else { return false };
    let items = items.to_string();
    for (name, value) in [("slug", slug), ("device", device), ("items", &items)] {
        body.append(name, value);
    }
    matches!(fetch(action, Some(&body)).await, Ok((200, _)))
}

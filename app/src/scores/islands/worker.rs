//! The service worker, as a page speaks with it: `server/src/http/service_worker.js` says what it does.

use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
};
use wasm_bindgen_futures::JsFuture;

const ADDRESS: &str = "/service-worker.js";

pub(super) fn get(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    js_sys::Reflect::get(object, &name.into())
}

pub(super) fn call(object: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let function: js_sys::Function = get(object, name)?.dyn_into()?;
    function.apply(object, &arguments.iter().copied().collect())
}

fn object(pairs: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in pairs {
        drop(js_sys::Reflect::set(&object, &(*name).into(), value));
    }
    object.into()
}

/// The address of the worker as the policy wants it: where scripts are trusted by type, a plain text is none.
fn address() -> Result<JsValue, JsValue> {
    let types = get(&window(), "trustedTypes")?;
    if types.is_undefined() {
        return Ok(ADDRESS.into());
    }
    // Whatever it is asked for, there is one answer.
    let only = Closure::<dyn Fn() -> String>::new(|| ADDRESS.to_owned()).into_js_value();
    let policy = call(&types, "createPolicy", &[&"peaceapp-worker".into(), &object(&[("createScriptURL", only)])])?;
    call(&policy, "createScriptURL", &[&ADDRESS.into()])
}

/// What a promise gives.
async fn outcome(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(promise.dyn_into::<js_sys::Promise>()?).await
}

/// Asks the worker to keep these pages for an account, in place of what this desk had asked for before.
///
/// # Errors
/// Where there are no workers: an old browser, a private window, an address without TLS.
pub(super) async fn keep(account: &str, desk: &str, pages: &[String]) -> Result<(), JsValue> {
    let container = get(&window().navigator(), "serviceWorker")?;
    if container.is_undefined() {
        return Err(container);
    }
    let options = object(&[("updateViaCache", "none".into())]);
    let registered = match call(&container, "register", &[&address()?, &options]) {
        Ok(promise) => outcome(promise).await,
        Err(error) => Err(error),
    };
    // Without a network the worker that was there before goes on.
    if registered.is_err() && get(&container, "controller")?.is_null() {
        return registered.map(drop);
    }
    let ready = outcome(get(&container, "ready")?).await?;
    let list: js_sys::Array = pages.iter().map(JsValue::from).collect();
    let message = object(&[("account", account.into()), ("desk", desk.into()), ("pages", list.into())]);
    call(&get(&ready, "active")?, "postMessage", &[&message]).map(drop)
}

/// Hears of the pages that the worker has.
pub(super) fn on_kept(heard: impl Fn(Vec<String>) + 'static) {
    let Ok(container) = get(&window().navigator(), "serviceWorker") else { return };
    if container.is_undefined() {
        return;
    }
    let listener = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let kept = get(&event, "data").and_then(|data| get(&data, "kept")).unwrap_or_default();
        if js_sys::Array::is_array(&kept) {
            heard(js_sys::Array::from(&kept).iter().filter_map(|page| page.as_string()).collect());
        }
    });
    drop(call(&container, "addEventListener", &[&"message".into(), &listener.into_js_value()]));
}

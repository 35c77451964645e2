//! The board of scores while it is looked at. It hears that something happened, never what, and gets its own page again:
//! what a reader may see is decided in one place, on the server. No words are here.
//!
//! Pages are read by `XMLHttpRequest`, whose documents are no sink of trusted types: the policy lets nothing be made of text.

use super::worker::{call, get};
use crate::ui::autosave::sleep;
use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
    web_sys::{Document, Element},
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen_futures::JsFuture;

/// The page is fetched no more often than that, in milliseconds.
const PAUSE: f64 = 1_000.0;
/// What may have the focus.
const FOCUSABLE: &str = "a,button,summary,input:not([type=hidden])";
/// `EventSource.CLOSED`: the browser does not try again.
const CLOSED: f64 = 2.0;

/// Keeps the elements of a page that are marked `data-live` as the server would draw them now.
#[island]
pub fn LiveBoard(
    /// Where changes are heard of.
    events: String,
    /// The page itself.
    page: String,
) -> impl IntoView {
    let address = StoredValue::new((events, page));
    Effect::new(move |_| {
        let (events, page) = address.get_value();
        let board = Rc::new(Board { events, page, ..Board::default() });
        board.follow();
        let seen = Closure::<dyn Fn()>::new(move || board.follow());
        drop(call(&document(), "addEventListener", &[&"visibilitychange".into(), &seen.into_js_value()]));
    });
}

#[derive(Default)]
struct Board {
    events: String,
    page: String,
    /// What is heard, while the page is in sight.
    source: RefCell<Option<JsValue>>,
    wanted: Cell<bool>,
    busy: Cell<bool>,
    last: Cell<f64>,
}

/// Makes an object of one of the browser's classes.
fn make(class: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let class: js_sys::Function = get(&window(), class)?.dyn_into()?;
    js_sys::Reflect::construct(&class, &arguments.iter().copied().collect())
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    drop(js_sys::Reflect::set(object, &name.into(), value));
}

impl Board {
    /// Listens while the page is in sight. Every stream begins with an event, so that nothing is missed in between.
    fn follow(self: &Rc<Self>) {
        let hidden = document().hidden();
        if hidden || self.source.borrow().is_some() {
            if hidden && let Some(source) = self.source.take() {
                drop(call(&source, "close", &[]));
            }
            return;
        }
        let Ok(source) = make("EventSource", &[&self.events.as_str().into()]) else { return };
        let board = Rc::clone(self);
        set(&source, "onmessage", &Closure::<dyn Fn()>::new(move || board.changed()).into_js_value());
        let from = source.clone();
        let failed = move || {
            // Otherwise the browser tries again by itself.
            if get(&from, "readyState").is_ok_and(|state| state.as_f64() == Some(CLOSED))
                && let Some(notice) = document().get_element_by_id("board-ended")
            {
                drop(notice.remove_attribute("hidden"));
            }
        };
        set(&source, "onerror", &Closure::<dyn Fn()>::new(failed).into_js_value());
        self.source.replace(Some(source));
    }

    fn changed(self: &Rc<Self>) {
        self.wanted.set(true);
        if self.busy.replace(true) {
            return;
        }
        let board = Rc::clone(self);
        spawn_local(async move {
            while board.wanted.get() {
                let rest = board.last.get() + PAUSE - js_sys::Date::now();
                if rest > 0.0 {
                    sleep(rest as i32).await;
                }
                // What is heard from now on asks once more.
                board.wanted.set(false);
                board.last.set(js_sys::Date::now());
                if let Ok(fresh) = load(&board.page).await {
                    show(&fresh);
                }
            }
            board.busy.set(false);
        });
    }
}

/// The page as it is now; an error when it is not there for this reader, or nobody answers.
async fn load(page: &str) -> Result<Document, JsValue> {
    let request = make("XMLHttpRequest", &[])?;
    call(&request, "open", &[&"GET".into(), &page.into()])?;
    set(&request, "responseType", &"document".into());
    let over = js_sys::Promise::new(&mut |done, _| set(&request, "onloadend", &done));
    call(&request, "send", &[])?;
    JsFuture::from(over).await?;
    if get(&request, "status")?.as_f64() != Some(200.0) {
        return Err(request);
    }
    get(&request, "response")?.dyn_into()
}

fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = within.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok()).collect()
}

/// Puts what is new in the place of what is old. What is open stays open, and the focus stays where it is; a refused form
/// stays as it is, with its reasons.
fn show(fresh: &Document) {
    let Some(root) = document().document_element() else { return };
    for old in all(&root, "[data-live]") {
        let Some(new) = fresh.get_element_by_id(&old.id()) else { continue };
        if old.get_attribute("role").is_some() {
            // Something that is read aloud is read again only when it says something else.
            if old.text_content() != new.text_content() {
                old.set_text_content(new.text_content().as_deref());
            }
            continue;
        }
        if !all(&old, "[role=alert]").is_empty() {
            continue;
        }
        for open in all(&old, "details[open]") {
            if let Some(details) = fresh.get_element_by_id(&open.id()) {
                drop(details.set_attribute("open", ""));
            }
        }
        let focus = document().active_element().and_then(|active| {
            let place = all(&old, FOCUSABLE).iter().position(|one| *one == active)?;
            Some((place, active.outer_html()))
        });
        drop(old.replace_with_with_node_1(&new));
        if let Some((place, html)) = focus {
            let now = all(&new, FOCUSABLE);
            // The same one, wherever it is now, or what stands in its place.
            if let Some(there) = now.iter().find(|one| one.outer_html() == html).or_else(|| now.get(place)) {
                let still = js_sys::Object::new();
                set(&still, "preventScroll", &true.into());
                drop(call(there, "focus", &[&still]));
            }
        }
    }
}

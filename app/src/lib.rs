//! PEACEapp, the part that knows the rules and draws the pages. It is compiled twice: for the server, which renders
//! every page with it, and for the browser, which runs only the islands. It has no SQL, no sockets, no clock and no
//! randomness; what it needs of those it asks of the ports in [`services`].
//!
//! The stages, in the order of the mission; each imports only from those above it.

#[macro_use]
mod words;

pub mod accounts;
pub mod competition;
pub mod entries;
pub mod panel;
pub mod results;
pub mod scores;

pub mod country;
pub mod error;
pub mod ids;
pub mod log;
pub mod next;
pub mod number;
pub mod services;
pub mod text;
pub mod time;
pub mod ui;

// The words of the pages, by language: module `i18n`, made from `locales/` at compile time.
include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));

/// Wakes the islands of a page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}

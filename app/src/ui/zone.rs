//! The reader's own time zone: in the address, since a page has no script that could ask the browser.

use super::markup;
use crate::{i18n::td_string, services::services};
use jiff::tz::{self, TimeZone};
use leptos::{prelude::*, tachys::html::InertElement};
use maud::html;

/// The zone of a name, as the zone database writes it.
pub fn known_zone(written: &str) -> Option<String> {
    TimeZone::get(written.trim()).ok()?.iana_name().map(str::to_owned)
}

/// Asks for the reader's zone and shows the page again with it, at an element of this id.
#[component]
pub fn ZoneForm(
    /// What is in the address; unknown zones are said to be.
    typed: String,
    /// Where the page is, without the language.
    path: String,
) -> impl IntoView {
    let page = services().page;
    let l = page.locale;
    let unknown = !typed.trim().is_empty() && known_zone(&typed).is_none();
    let error =
        unknown.then(|| view! { <p class="field-error" id="zone-error">{td_string!(l, call.zone_unknown)}</p> });
    let described = if unknown { "zone-hint zone-error" } else { "zone-hint" };
    let href = page.link(&path);
    view! {
        <form class="form" action="#dates">
            <div class="field">
                <label class="field-label" for="zone">{td_string!(l, call.zone)}</label>
                <p class="field-hint" id="zone-hint">{td_string!(l, call.zone_hint)}</p>
                <input class="input input-medium" id="zone" name="zone" dir="ltr" list="zones" maxlength="60" autocomplete="off"
                    value=typed aria-invalid=unknown.then_some("true") aria-describedby=described/>
                {error}
            </div>
            {zones()}
            <div class="button-row">
                <button class="button">{td_string!(l, call.zone_use)}</button>
                <a class="button button-quiet" href=format!("{href}#dates")>{td_string!(l, call.zone_none)}</a>
            </div>
        </form>
    }
}

/// The names that the browser offers: places, not abbreviations.
fn zones() -> InertElement {
    let names: Vec<String> = tz::db().available().map(|name| name.to_string()).filter(|name| is_place(name)).collect();
    markup::plain(html! { datalist id="zones" { @for name in &names { option value=(name) {} } } })
}

fn is_place(name: &str) -> bool {
    const AREAS: [&str; 10] = [
        "Africa/",
        "America/",
        "Antarctica/",
        "Arctic/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    AREAS.iter().any(|area| name.starts_with(area))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_the_names_of_places() {
        assert_eq!(known_zone(" africa/nairobi ").as_deref(), Some("Africa/Nairobi"));
        for bad in ["", "Mars/Base", "../etc/passwd", "+03", "<script>"] {
            assert_eq!(known_zone(bad), None, "{bad}");
        }
        let offered: Vec<String> =
            tz::db().available().map(|name| name.to_string()).filter(|name| is_place(name)).collect();
        assert!(offered.len() > 300, "{}", offered.len());
        assert!(offered.iter().all(|name| known_zone(name).as_deref() == Some(name.as_str())));
    }
}

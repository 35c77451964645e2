//! The ways from the organisers' page of results to all that belongs to it.

use crate::{
    i18n::{Locale, td_string},
    services::Page,
};
use leptos::prelude::*;

/// A way: where to, what it is called, and what one does there.
type Way = (&'static str, &'static str, &'static str);

/// Links with a line each; `deciding`: from deliberation on, when there is something to decide about.
pub(super) fn ways(page: &Page, slug: &str, deciding: bool) -> AnyView {
    let l = page.locale;
    let list: Vec<_> = if deciding { from_deliberation(l) } else { Vec::new() }
        .into_iter()
        .chain(always(l))
        .map(|(to, name, what)| {
            let href = page.link(&format!("/c/{slug}/organise/{to}"));
            view! { <li><a href=href>{name}</a> " – " {what}</li> }
        })
        .collect();
    view! { <ul class="plain stack-tight">{list}</ul> }.into_any()
}

fn from_deliberation(l: Locale) -> Vec<Way> {
    vec![
        ("deliberation", td_string!(l, deliberation.room_of), td_string!(l, deliberation.to_room_what)),
        ("method/compare", td_string!(l, lab.link), td_string!(l, lab.link_what)),
        ("prizes", td_string!(l, prizes.title), td_string!(l, prizes.to_prizes_what)),
    ]
}

fn always(l: Locale) -> Vec<Way> {
    vec![
        ("analysis", td_string!(l, analysis.to_page), td_string!(l, analysis.to_page_what)),
        ("feedback", td_string!(l, feedback.title), td_string!(l, feedback.to_desk)),
        ("appeals", td_string!(l, appeals.title), td_string!(l, appeals.to_desk)),
    ]
}

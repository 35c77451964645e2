//! What entries can be looked for by: a form that is sent to its own page, so that what it finds has an address.

use crate::{
    country,
    entries::{
        model::EntryKind,
        pages::{kind, platform},
    },
    i18n::{Locale, td_string},
    results::{
        model::ResultsDocument,
        rules::{Facet, GalleryFilter},
    },
    services::Page,
    ui::language_name,
};
use maud::{Markup, html};

/// One list for each thing in which entries differ; nothing when they differ in none.
pub(super) fn filters(page: &Page, path: &str, document: &ResultsDocument, filter: &GalleryFilter) -> Markup {
    let l = page.locale;
    let lists: Vec<(Facet, Vec<(String, String)>)> = Facet::ALL
        .into_iter()
        .map(|facet| (facet, options(l, document, filter, facet)))
        .filter(|(facet, options)| options.len() > 1 || !filter.of(*facet).is_empty())
        .collect();
    html! {
        @if !lists.is_empty() {
            form method="get" action=(page.link(path)) class="stack" role="search" aria-label=(td_string!(l, public.filter)) {
                div class="filter-bar" {
                    @for (facet, options) in &lists {
                        div class="field" {
                            label class="field-label" for=(facet.as_str()) { (label(l, *facet)) }
                            select class="select" id=(facet.as_str()) name=(facet.as_str()) {
                                option value="" { (td_string!(l, public.all)) }
                                @for (value, text) in options {
                                    option value=(value) selected[value == filter.of(*facet)] { (text) }
                                }
                            }
                        }
                    }
                }
                div class="button-row" {
                    button class="button button-primary" { (td_string!(l, public.show)) }
                    @if !filter.is_empty() {
                        a class="button button-quiet" href=(page.link(path)) { (td_string!(l, public.show_all)) }
                    }
                }
            }
        }
    }
}

/// What a list is called.
fn label(l: Locale, facet: Facet) -> &'static str {
    match facet {
        Facet::Track => td_string!(l, public.track),
        Facet::Kind => td_string!(l, public.kind),
        Facet::Country => td_string!(l, public.country),
        Facet::Language => td_string!(l, public.language),
        Facet::Platform => td_string!(l, public.platform),
    }
}

/// Value and text of each choice, in the order of the texts; tracks in their own.
fn options(l: Locale, document: &ResultsDocument, filter: &GalleryFilter, facet: Facet) -> Vec<(String, String)> {
    let counts = filter.counts(document, facet);
    let named = |value: &str| match facet {
        Facet::Track => {
            let track = document.tracks.iter().find(|track| track.key == value);
            track.map_or_else(|| value.to_owned(), |track| track.name.clone())
        }
        Facet::Kind => EntryKind::parse(value).map_or_else(|| value.to_owned(), |known| kind(l, known).to_owned()),
        Facet::Country => country::name(l, value),
        Facet::Language => language_name(value),
        Facet::Platform => platform(l, value),
    };
    // Somebody's words are kept apart from the number, whatever their direction: an option takes no markup.
    let mut options: Vec<(String, String, String)> = counts
        .into_iter()
        .map(|(value, count)| {
            let name = named(value);
            let text = format!("\u{2068}{name}\u{2069} ({count})");
            (name, value.to_owned(), text)
        })
        .collect();
    if facet == Facet::Track {
        options.sort_by_key(|(_, value, _)| document.tracks.iter().position(|track| track.key == *value));
    } else {
        options.sort();
    }
    options.into_iter().map(|(_, value, text)| (value, text)).collect()
}

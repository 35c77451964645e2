//! What entries can be looked for by: a form that is sent to its own page, so that what it finds has an address.

use crate::{
    competition::pages::{option_label, question_label},
    country,
    entries::{
        model::EntryKind,
        pages::{kind, platform},
    },
    i18n::{Locale, td_string},
    results::{
        model::{PublicAnswer, ResultsDocument},
        rules::{Facet, GalleryFilter},
    },
    services::Page,
    ui::language_name,
};
use maud::{Markup, html};

/// One list for each thing in which entries differ; nothing when they differ in none.
pub(super) fn filters(page: &Page, path: &str, document: &ResultsDocument, filter: &GalleryFilter) -> Markup {
    let l = page.locale;
    let lists: Vec<(Facet, Vec<(String, String)>)> = Facet::of(document)
        .into_iter()
        .map(|facet| (facet.clone(), options(l, document, filter, &facet)))
        .filter(|(facet, options)| options.len() > 1 || !filter.of(facet).is_empty())
        .collect();
    html! {
        @if !lists.is_empty() {
            form method="get" action=(page.link(path)) class="stack" role="search" aria-label=(td_string!(l, public.filter)) {
                div class="filter-bar" {
                    @for (facet, options) in &lists {
                        div class="field" {
                            label class="field-label" for=(facet.word()) { bdi { (label(l, document, facet)) } }
                            select class="select" id=(facet.word()) name=(facet.word()) {
                                option value="" { (td_string!(l, public.all)) }
                                @for (value, text) in options {
                                    option value=(value) selected[value == filter.of(facet)] { (text) }
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
fn label(l: Locale, document: &ResultsDocument, facet: &Facet) -> String {
    match facet {
        Facet::Track => td_string!(l, public.track),
        Facet::Kind => td_string!(l, public.kind),
        Facet::Country => td_string!(l, public.country),
        Facet::Language => td_string!(l, public.language),
        Facet::Platform => td_string!(l, public.platform),
        Facet::Answer(key) => {
            let answer = answers(document, key).next();
            return answer.map_or_else(|| key.clone(), |answer| question_label(l, &answer.question()));
        }
    }
    .to_owned()
}

/// What was answered to a question.
fn answers<'a>(document: &'a ResultsDocument, key: &'a str) -> impl Iterator<Item = &'a PublicAnswer> {
    let all = document.placements().flat_map(|(_, at)| at.about.iter().flat_map(|about| &about.answers));
    all.filter(move |answer| answer.key == key && !answer.chosen.is_empty())
}

/// Value and text of each choice, in the order of the texts; tracks in their own.
fn options(l: Locale, document: &ResultsDocument, filter: &GalleryFilter, facet: &Facet) -> Vec<(String, String)> {
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
        Facet::Answer(key) => {
            let option = answers(document, key).flat_map(|answer| &answer.chosen).find(|option| option.key == value);
            option.map_or_else(|| value.to_owned(), |option| option_label(l, key, option))
        }
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
    if *facet == Facet::Track {
        options.sort_by_key(|(_, value, _)| document.tracks.iter().position(|track| track.key == *value));
    } else {
        options.sort();
    }
    options.into_iter().map(|(_, value, text)| (value, text)).collect()
}

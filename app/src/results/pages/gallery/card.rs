//! One entry of the gallery.

use crate::{
    country,
    i18n::{Locale, td_string},
    results::{
        model::{PublishedPlacement, TrackResults},
        pages::document::award_text,
    },
    services::Page,
    ui::language_name,
};
use maud::{Markup, html};

/// Whether an entry has a picture that everybody may see.
pub(super) fn has_picture(at: &PublishedPlacement) -> bool {
    at.about.as_ref().is_some_and(|about| !about.pictures.is_empty())
}

/// A picture or the mark in its place, what it is, and what it won. `pictured`: whether any card beside it has a picture;
/// marks alone would be no more than a long way down.
pub(super) fn card(page: &Page, slug: &str, track: &TrackResults, at: &PublishedPlacement, pictured: bool) -> Markup {
    let l = page.locale;
    let href = page.link(&format!("/c/{slug}/entries/{}", at.key));
    let about = at.about.as_ref();
    let languages: Vec<String> =
        about.iter().flat_map(|about| &about.languages).map(|tag| language_name(tag)).collect();
    html! {
        li class="gallery-card" {
            @if pictured {
                div class="gallery-picture" {
                    // What it shows is said on the entry's page; here the title stands beside it.
                    @if has_picture(at) {
                        img src=(picture_path(slug, &at.key, 1)) alt="" loading="lazy" decoding="async" width="640" height="360";
                    }
                }
            }
            div class="gallery-text" {
                h2 class="gallery-title" { a href=(href) { bdi { (at.title) } } }
                p class="small muted" { (by(l, at)) }
                @if !at.pitch.is_empty() { p { bdi { (at.pitch) } } }
                p class="cluster" {
                    @for given in &at.awards { span class="badge badge-award" { bdi { (award_text(l, given)) } } }
                    @if at.awards.is_empty() {
                        span class="badge" { (td_string!(l, results.your_place, place = at.place, ranked = track.ranked).to_string()) }
                    }
                }
                p class="small muted" {
                    bdi { (track.name) }
                    @for language in &languages { " · " bdi { (language) } }
                }
            }
        }
    }
}

/// Where a picture of a published entry is: the first is number 1.
pub(in crate::results::pages) fn picture_path(slug: &str, key: &str, number: usize) -> String {
    format!("/c/{slug}/entries/{key}/pictures/{number}")
}

/// The team, as far as it may be named, and its countries.
pub(in crate::results::pages) fn by(l: Locale, at: &PublishedPlacement) -> Markup {
    html! {
        @if at.team.is_empty() { (td_string!(l, results.team_withheld)) } @else { bdi { (at.team) } }
        @for (index, code) in at.countries.iter().enumerate() {
            @if index == 0 { " · " } @else { (td_string!(l, results.comma)) }
            (country::name(l, code))
        }
    }
}

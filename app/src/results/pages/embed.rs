//! What helps to speak of an entry elsewhere: its address, its badge, its data.

use super::{badge, entry::path, share::whole};
use crate::{i18n::td_string, results::model::ShownEntry, services::Page};
use maud::{Markup, html};

/// The address, the badge with the text that puts it on another site, and the file.
pub(super) fn embed(page: &Page, entry: &ShownEntry) -> Markup {
    let l = page.locale;
    let here = whole(page, &page.link(&path(entry)));
    let file = format!("{}/entry.json", path(entry));
    let image = format!("{}/badge.svg?l={l}", path(entry));
    let says = badge::says(l, &entry.track, entry.ranked, &entry.placement);
    let alt = format!("{}: {says}", entry.competition);
    let (width, height) = badge::SIZE;
    let snippet = html! {
        a href=(here) { img src=(whole(page, &image)) width=(width) height=(height) alt=(alt); }
    };
    html! {
        section class="section" aria-labelledby="share" {
            h2 id="share" { (td_string!(l, public.share)) }
            p { (td_string!(l, public.address)) }
            code class="code-box" dir="ltr" { (here) }
            p { (td_string!(l, public.badge)) }
            p { img src=(image) width=(width) height=(height) alt=(alt) class="entry-badge"; }
            code class="code-box" dir="ltr" { (snippet.into_string()) }
            p class="cluster" {
                a href=(file) download="" { (td_string!(l, results.download_json)) }
                a href=(page.link(&format!("/c/{}/questions", entry.slug))) { (td_string!(l, public.report)) }
            }
        }
    }
}

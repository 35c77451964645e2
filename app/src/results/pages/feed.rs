//! The publications of a competition's results as an Atom feed (RFC 4287): one entry for each, so that whoever follows it
//! hears of a correction as of the first.

use super::document::award_text;
use crate::{
    i18n::{Locale, td_string},
    results::model::PublishedVersion,
    ui::moment::machine_text,
};
use maud::{Markup, html};

/// The feed. `origin`: where the site is. `versions`: oldest first, at least one.
pub fn feed(l: Locale, origin: &str, slug: &str, versions: &[PublishedVersion]) -> String {
    let newest = versions.last();
    let name = newest.map(|newest| newest.document.competition.clone()).unwrap_or_default();
    let page = format!("{origin}/{l}/c/{slug}/results");
    let own = format!("{origin}/c/{slug}/results.atom");
    let feed = html! {
        feed xmlns="http://www.w3.org/2005/Atom" xml:lang=(l.to_string()) {
            id { (own) }
            title { (td_string!(l, results.title_of, name = name.clone()).to_string()) }
            @if let Some(newest) = newest { updated { (machine_text(newest.at)) } }
            author { name { (name) } }
            link rel="self" type="application/atom+xml" href={ (own) "?l=" (l.to_string()) } {}
            link rel="alternate" type="text/html" hreflang=(l.to_string()) href=(page) {}
            @for version in versions.iter().rev() { (entry(l, &page, version)) }
        }
    };
    let xml = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{}", feed.into_string());
    xml.chars().filter(|c| allowed(*c)).collect()
}

/// What may stand in XML 1.0, section 2.2.
const fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

fn entry(l: Locale, page: &str, version: &PublishedVersion) -> Markup {
    let document = &version.document;
    let title = td_string!(l, results.title_of, name = document.competition.clone()).to_string();
    let title = if version.version > 1 {
        td_string!(l, public.feed_version, title = title, version = version.version).to_string()
    } else {
        title
    };
    let awarded = html! {
        @if !version.note.is_empty() { p dir="auto" { (version.note) } }
        @for track in &document.tracks {
            h2 { (track.name) }
            ol {
                @for at in track.placements.iter().filter(|at| !at.awards.is_empty()) {
                    li value=(at.place) {
                        bdi { (at.title) }
                        @for given in &at.awards { " – " bdi { (award_text(l, given)) } }
                    }
                }
            }
        }
    };
    html! {
        entry {
            id { "urn:uuid:" (version.id) }
            title { (title) }
            published { (machine_text(version.at)) }
            updated { (machine_text(version.at)) }
            link rel="alternate" type="text/html" hreflang=(l.to_string()) href=(page) {}
            // As text: what is HTML inside stands here escaped once more (RFC 4287, 4.1.3.3).
            content type="html" { (awarded.into_string()) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn what_xml_does_not_take_is_left_out() {
        assert!(['\u{0}', '\u{B}', '\u{1F}', '\u{FFFE}', '\u{FFFF}'].into_iter().all(|c| !allowed(c)));
        assert!(['\n', 'a', 'م', '平', '\u{1F54A}'].into_iter().all(allowed));
    }
}

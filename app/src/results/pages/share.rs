//! What a published page says of itself to other programs: to those that show a link to it (Open Graph, https://ogp.me),
//! to search engines, and to readers of feeds. In the language of the page, with addresses that hold elsewhere.

use crate::{i18n::Locale, services::Page, ui::layout::LANGUAGES};
use leptos::prelude::*;
use leptos_meta::{Link, Meta};
use unicode_segmentation::UnicodeSegmentation;

/// The most characters of a description: what those who show links show of it.
const MOST: usize = 200;

/// A page to be shared.
pub(super) struct Share {
    /// What it is called, without the name of the site.
    pub(super) title: String,
    /// What is on it, in a sentence.
    pub(super) description: String,
    /// Where it is, without the language.
    pub(super) path: String,
    /// A picture of its own and what it shows.
    pub(super) picture: Option<(String, String)>,
    /// The competition's short name.
    pub(super) slug: String,
}

/// Where an address of this site is for those who are elsewhere.
pub(super) fn whole(page: &Page, path: &str) -> String {
    format!("{}{path}", page.origin)
}

/// The feed of a competition's results in a language.
pub(super) fn feed_path(l: Locale, slug: &str) -> String {
    format!("/c/{slug}/results.atom?l={l}")
}

/// The Open Graph's name of a language: with a country, as it asks for one.
const fn open_graph(l: Locale) -> &'static str {
    match l {
        Locale::ar => "ar_AR",
        Locale::en => "en_US",
    }
}

/// The tags in the head of the page.
pub(super) fn share(page: &Page, of: Share) -> AnyView {
    let l = page.locale;
    let here = whole(page, &page.link(&of.path));
    let description = shortened(&of.description);
    let feed = feed_path(l, &of.slug);
    let (picture, alt) = of.picture.unwrap_or_else(|| (page.picture.to_string(), String::new()));
    let alt = (!alt.is_empty()).then(|| view! { <Meta property="og:image:alt" content=alt/> });
    let languages: Vec<_> = LANGUAGES
        .into_iter()
        .map(|(language, _)| {
            let there = whole(page, &format!("/{language}{}", of.path));
            let other =
                (language != l).then(|| view! { <Meta property="og:locale:alternate" content=open_graph(language)/> });
            view! { <Link rel="alternate" hreflang=language.to_string() href=there/> {other} }
        })
        .collect();
    view! {
        <Meta name="description" content=description.clone()/>
        <Meta property="og:site_name" content="PEACEapp"/>
        <Meta property="og:type" content="website"/>
        <Meta property="og:title" content=of.title.clone()/>
        <Meta property="og:description" content=description/>
        <Meta property="og:url" content=here.clone()/>
        <Meta property="og:image" content=whole(page, &picture)/>
        {alt}
        <Meta property="og:locale" content=open_graph(l)/>
        <Meta name="twitter:card" content="summary_large_image"/>
        <Link rel="canonical" href=here/>
        <Link rel="alternate" type_="application/atom+xml" title=of.title href=feed/>
        {languages}
    }
    .into_any()
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.grapheme_indices(true).nth(MOST) {
        None => line,
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_description_is_a_line_and_ends() {
        assert_eq!(shortened("One\n\ntwo  three"), "One two three");
        let long = shortened(&"ك".repeat(500));
        assert_eq!(long.chars().count(), 201);
        assert!(long.ends_with('…'));
    }
}

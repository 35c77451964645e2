//! Which published entries somebody wants to see.

use crate::{
    entries::model::EntryKind,
    results::model::{PublicEntry, PublishedPlacement, ResultsDocument, TrackResults},
};
use std::collections::BTreeMap;
use url::form_urlencoded::Serializer;

/// What entries are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// The track, by its key.
    Track,
    /// How the work came about.
    Kind,
    /// A country of the team.
    Country,
    /// A language it can be played in.
    Language,
    /// A platform it runs on.
    Platform,
}

impl Facet {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Track, Self::Kind, Self::Country, Self::Language, Self::Platform];

    /// The word used in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Track => "track",
            Self::Kind => "kind",
            Self::Country => "country",
            Self::Language => "language",
            Self::Platform => "platform",
        }
    }

    /// What an entry has of it.
    fn values<'a>(self, track: &'a TrackResults, at: &'a PublishedPlacement) -> Vec<&'a str> {
        let listed = |list: fn(&PublicEntry) -> &Vec<String>| {
            at.about.iter().flat_map(move |about| list(about).iter().map(String::as_str)).collect()
        };
        match self {
            Self::Track => vec![track.key.as_str()],
            Self::Kind => at.about.iter().map(|about| EntryKind::as_str(about.kind)).collect(),
            Self::Country => at.countries.iter().map(String::as_str).collect(),
            Self::Language => listed(|about| &about.languages),
            Self::Platform => listed(|about| &about.platforms),
        }
    }
}

/// What is asked for of each facet; everything where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GalleryFilter([String; 5]);

impl GalleryFilter {
    /// From the query of an address.
    pub fn read<'a>(query: impl Fn(&str) -> Option<&'a str>) -> Self {
        Self(Facet::ALL.map(|facet| query(facet.as_str()).unwrap_or_default().to_owned()))
    }

    /// What is asked for of a facet; empty for everything.
    pub fn of(&self, facet: Facet) -> &str {
        self.0.get(facet as usize).map_or("", String::as_str)
    }

    /// Whether everything is asked for.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(String::is_empty)
    }

    /// The query of an address that asks for the same, on a page of it.
    pub fn query(&self, page: usize) -> String {
        let mut out = Serializer::new(String::new());
        for (facet, value) in Facet::ALL.iter().zip(&self.0).filter(|(_, value)| !value.is_empty()) {
            out.append_pair(facet.as_str(), value);
        }
        if page > 1 {
            out.append_pair("page", &page.to_string());
        }
        out.finish()
    }

    fn lets(&self, track: &TrackResults, at: &PublishedPlacement, but: Option<Facet>) -> bool {
        let asked = Facet::ALL.into_iter().filter(|facet| Some(*facet) != but && !self.of(*facet).is_empty());
        asked.into_iter().all(|facet| facet.values(track, at).contains(&self.of(facet)))
    }

    /// The entries that are asked for, in the order of the results.
    pub fn entries<'a>(&self, document: &'a ResultsDocument) -> Vec<(&'a TrackResults, &'a PublishedPlacement)> {
        placements(document).filter(|(track, at)| self.lets(track, at, None)).collect()
    }

    /// The values of a facet with how many entries each would show, the rest of the filter being as it is. A value that is
    /// asked for is among them, though nothing has it.
    pub fn counts<'a>(&'a self, document: &'a ResultsDocument, facet: Facet) -> BTreeMap<&'a str, u32> {
        let mut counts = BTreeMap::new();
        for (track, at) in placements(document) {
            let counted = u32::from(self.lets(track, at, Some(facet)));
            for value in facet.values(track, at) {
                *counts.entry(value).or_default() += counted;
            }
        }
        if !self.of(facet).is_empty() {
            counts.entry(self.of(facet)).or_default();
        }
        counts
    }
}

fn placements(document: &ResultsDocument) -> impl Iterator<Item = (&TrackResults, &PublishedPlacement)> {
    document.tracks.iter().flat_map(|track| track.placements.iter().map(move |at| (track, at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::rules::tests::one_placement;

    fn entry(key: &str, country: &str, languages: &[&str], kind: EntryKind) -> PublishedPlacement {
        let mut at = one_placement(key, 1).tracks.remove(0).placements.remove(0);
        at.countries = vec![country.to_owned()];
        let languages = languages.iter().map(|tag| (*tag).to_owned()).collect();
        at.about = Some(PublicEntry { kind, languages, platforms: vec!["web".to_owned()], ..PublicEntry::default() });
        at
    }

    fn document() -> ResultsDocument {
        let mut document = one_placement("a", 1);
        document.tracks[0].placements = vec![
            entry("a", "KE", &["en", "sw"], EntryKind::Existing),
            entry("b", "KE", &["en"], EntryKind::MadeForCompetition),
            entry("c", "MA", &["ar", "en"], EntryKind::Existing),
            PublishedPlacement { about: None, ..entry("old", "MA", &[], EntryKind::Existing) },
        ];
        document
    }

    fn filter(query: &'static [(&'static str, &'static str)]) -> GalleryFilter {
        GalleryFilter::read(|name| query.iter().find(|(key, _)| *key == name).map(|(_, value)| *value))
    }

    fn shown(query: &'static [(&'static str, &'static str)]) -> Vec<String> {
        filter(query).entries(&document()).into_iter().map(|(_, at)| at.key.clone()).collect()
    }

    #[test]
    fn what_is_asked_for_is_shown_in_the_order_of_the_results() {
        assert_eq!(shown(&[]), ["a", "b", "c", "old"]);
        assert_eq!(shown(&[("country", "KE")]), ["a", "b"]);
        assert_eq!(shown(&[("country", "KE"), ("kind", "existing")]), ["a"]);
        assert_eq!(shown(&[("language", "ar")]), ["c"]);
        assert_eq!(shown(&[("track", "t"), ("platform", "web")]), ["a", "b", "c"]);
        assert!(shown(&[("track", "nothing")]).is_empty() && shown(&[("language", "e")]).is_empty());
    }

    #[test]
    fn each_choice_has_the_number_it_would_show() {
        let (document, filter) = (document(), filter(&[("country", "KE"), ("language", "fr")]));
        let counts = |facet| filter.counts(&document, facet).into_iter().collect::<Vec<_>>();
        assert_eq!(counts(Facet::Language), [("ar", 0), ("en", 2), ("fr", 0), ("sw", 1)]);
        assert_eq!(counts(Facet::Country), [("KE", 0), ("MA", 0)], "nothing of it is in French");
        for facet in Facet::ALL {
            for (value, count) in GalleryFilter::default().counts(&document, facet) {
                let one = GalleryFilter::read(|name| (name == facet.as_str()).then_some(value));
                assert_eq!(one.entries(&document).len(), count as usize, "{value}");
            }
        }
    }

    #[test]
    fn an_address_asks_for_the_same_again() {
        let one = filter(&[("country", "KE"), ("track", "a&b=c")]);
        assert_eq!(one.query(1), "track=a%26b%3Dc&country=KE");
        assert_eq!(one.query(3), "track=a%26b%3Dc&country=KE&page=3");
        assert!(GalleryFilter::default().is_empty() && !one.is_empty());
    }
}

//! Which published entries somebody wants to see.

use crate::{
    entries::model::EntryKind,
    results::model::{PublicAnswer, PublicEntry, PublishedPlacement, ResultsDocument, TrackResults},
};
use std::{borrow::Cow, collections::BTreeMap};
use url::form_urlencoded::Serializer;

/// What entries are told apart by.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// What was chosen in answer to a question, by its key.
    Answer(String),
}

impl Facet {
    /// Those that entries of every competition have, in the order they are offered.
    pub const FIXED: [Self; 5] = [Self::Track, Self::Kind, Self::Country, Self::Language, Self::Platform];
    /// What else stands in addresses of pages, so that a question of this key is asked for by another name.
    const TAKEN: [&str; 2] = ["page", "done"];

    /// Those of a document, in the order they are offered: last its questions of choice, as they first come.
    pub fn of(document: &ResultsDocument) -> Vec<Self> {
        let mut all = Self::FIXED.to_vec();
        for answer in document.placements().flat_map(|(_, at)| answers(at)).filter(|answer| !answer.chosen.is_empty()) {
            let known = |facet: &Self| matches!(facet, Self::Answer(key) if *key == answer.key);
            if !all.iter().any(known) {
                all.push(Self::Answer(answer.key.clone()));
            }
        }
        all
    }

    /// The word used in addresses: of a question its key, or, where that means something else, its field of the entry form,
    /// which no key can be.
    pub fn word(&self) -> Cow<'_, str> {
        let fixed = match self {
            Self::Track => "track",
            Self::Kind => "kind",
            Self::Country => "country",
            Self::Language => "language",
            Self::Platform => "platform",
            Self::Answer(key) => {
                let taken = Self::TAKEN.contains(&key.as_str()) || Self::FIXED.iter().any(|facet| facet.word() == *key);
                return if taken { format!("answer[{key}]").into() } else { key.into() };
            }
        };
        fixed.into()
    }

    /// What an entry has of it.
    fn values<'a>(&self, track: &'a TrackResults, at: &'a PublishedPlacement) -> Vec<&'a str> {
        let listed = |list: fn(&PublicEntry) -> &Vec<String>| {
            at.about.iter().flat_map(move |about| list(about).iter().map(String::as_str)).collect()
        };
        match self {
            Self::Track => vec![track.key.as_str()],
            Self::Kind => at.about.iter().map(|about| EntryKind::as_str(about.kind)).collect(),
            Self::Country => at.countries.iter().map(String::as_str).collect(),
            Self::Language => listed(|about| &about.languages),
            Self::Platform => listed(|about| &about.platforms),
            Self::Answer(key) => {
                let chosen = answers(at).filter(|answer| answer.key == *key).flat_map(|answer| &answer.chosen);
                chosen.map(|option| option.key.as_str()).collect()
            }
        }
    }
}

fn answers(at: &PublishedPlacement) -> impl Iterator<Item = &PublicAnswer> {
    at.about.iter().flat_map(|about| &about.answers)
}

/// What is asked for of each facet; everything where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GalleryFilter(Vec<(Facet, String)>);

impl GalleryFilter {
    /// From the query of an address: what it asks of the facets that a document has.
    pub fn read<'a>(document: &ResultsDocument, query: impl Fn(&str) -> Option<&'a str>) -> Self {
        let asked = |facet: Facet| {
            let value = query(&facet.word()).filter(|value| !value.is_empty())?.to_owned();
            Some((facet, value))
        };
        Self(Facet::of(document).into_iter().filter_map(asked).collect())
    }

    /// What is asked for of a facet; empty for everything.
    pub fn of(&self, facet: &Facet) -> &str {
        self.0.iter().find(|(asked, _)| asked == facet).map_or("", |(_, value)| value.as_str())
    }

    /// Whether everything is asked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The query of an address that asks for the same, on a page of it.
    pub fn query(&self, page: usize) -> String {
        let mut out = Serializer::new(String::new());
        for (facet, value) in &self.0 {
            out.append_pair(&facet.word(), value);
        }
        if page > 1 {
            out.append_pair("page", &page.to_string());
        }
        out.finish()
    }

    fn lets(&self, track: &TrackResults, at: &PublishedPlacement, but: Option<&Facet>) -> bool {
        let mut asked = self.0.iter().filter(|(facet, _)| Some(facet) != but);
        asked.all(|(facet, value)| facet.values(track, at).contains(&value.as_str()))
    }

    /// The entries that are asked for, in the order of the results.
    pub fn entries<'a>(&self, document: &'a ResultsDocument) -> Vec<(&'a TrackResults, &'a PublishedPlacement)> {
        document.placements().filter(|(track, at)| self.lets(track, at, None)).collect()
    }

    /// The values of a facet with how many entries each would show, the rest of the filter being as it is. A value that is
    /// asked for is among them, though nothing has it.
    pub fn counts<'a>(&'a self, document: &'a ResultsDocument, facet: &Facet) -> BTreeMap<&'a str, u32> {
        let mut counts = BTreeMap::new();
        for (track, at) in document.placements() {
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

#[cfg(test)]
mod tests;

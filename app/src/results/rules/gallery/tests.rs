use super::*;
use crate::{
    competition::model::{AnswerKind, QuestionOption},
    results::rules::tests::one_placement,
};

fn entry(key: &str, country: &str, languages: &[&str], kind: EntryKind) -> PublishedPlacement {
    let mut at = one_placement(key, 1).tracks.remove(0).placements.remove(0);
    at.countries = vec![country.to_owned()];
    let languages = languages.iter().map(|tag| (*tag).to_owned()).collect();
    at.about = Some(PublicEntry { kind, languages, platforms: vec!["web".to_owned()], ..PublicEntry::default() });
    at
}

/// The same, which has also chosen these options of a question.
fn choosing(mut at: PublishedPlacement, question: &str, options: &[&str]) -> PublishedPlacement {
    let answer = PublicAnswer {
        key: question.to_owned(),
        label: String::new(),
        kind: AnswerKind::Choices,
        text: options.join("\n"),
        chosen: options.iter().map(|key| QuestionOption::known(key)).collect(),
    };
    at.about.as_mut().expect("told of").answers.push(answer);
    at
}

fn document() -> ResultsDocument {
    let mut document = one_placement("a", 1);
    document.tracks[0].placements = vec![
        choosing(entry("a", "KE", &["en", "sw"], EntryKind::Existing), "theme", &["spaces", "stories"]),
        choosing(entry("b", "KE", &["en"], EntryKind::MadeForCompetition), "country", &["stories"]),
        choosing(entry("c", "MA", &["ar", "en"], EntryKind::Existing), "theme", &["stories"]),
        PublishedPlacement { about: None, ..entry("old", "MA", &[], EntryKind::Existing) },
    ];
    document
}

fn filter(query: &'static [(&'static str, &'static str)]) -> GalleryFilter {
    GalleryFilter::read(&document(), |name| query.iter().find(|(key, _)| *key == name).map(|(_, value)| *value))
}

fn shown(query: &'static [(&'static str, &'static str)]) -> Vec<String> {
    filter(query).entries(&document()).into_iter().map(|(_, at)| at.key.clone()).collect()
}

fn answer(key: &str) -> Facet {
    Facet::Answer(key.to_owned())
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
fn what_was_chosen_is_asked_for_by_its_question() {
    let facets = Facet::of(&document());
    assert_eq!(facets[5..], [answer("theme"), answer("country")], "each once, as they come");
    assert_eq!(Facet::of(&one_placement("a", 1)), Facet::FIXED);
    assert_eq!(shown(&[("theme", "stories")]), ["a", "c"]);
    assert_eq!(shown(&[("theme", "spaces"), ("country", "KE")]), ["a"]);
    assert!(shown(&[("theme", "stor")]).is_empty() && shown(&[("theme", "identity")]).is_empty());
    // A question whose key means something else in addresses, and one that this document does not know.
    assert_eq!(shown(&[("answer[country]", "stories")]), ["b"]);
    assert_eq!(shown(&[("mood", "merry"), ("theme", "")]), ["a", "b", "c", "old"]);
    for taken in ["track", "kind", "country", "language", "platform", "page", "done"] {
        assert_eq!(answer(taken).word(), format!("answer[{taken}]"));
    }
    let filter = filter(&[("theme", "stories"), ("answer[country]", "x")]);
    assert_eq!(filter.query(2), "theme=stories&answer%5Bcountry%5D=x&page=2");
}

#[test]
fn each_choice_has_the_number_it_would_show() {
    let document = document();
    let asked = filter(&[("country", "KE"), ("language", "fr")]);
    let counts = |filter: &GalleryFilter, facet: &Facet| -> Vec<(String, u32)> {
        filter.counts(&document, facet).into_iter().map(|(value, count)| (value.to_owned(), count)).collect()
    };
    let expected = |list: &[(&str, u32)]| -> Vec<(String, u32)> {
        list.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
    };
    assert_eq!(counts(&asked, &Facet::Language), expected(&[("ar", 0), ("en", 2), ("fr", 0), ("sw", 1)]));
    assert_eq!(counts(&asked, &Facet::Country), expected(&[("KE", 0), ("MA", 0)]), "nothing of it is in French");
    let kenya = filter(&[("country", "KE")]);
    assert_eq!(counts(&kenya, &answer("theme")), expected(&[("spaces", 1), ("stories", 1)]));
    for facet in Facet::of(&document) {
        for (value, count) in GalleryFilter::default().counts(&document, &facet) {
            let one = GalleryFilter::read(&document, |name| (name == facet.word()).then_some(value));
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

use super::*;
use crate::time::Moment;

fn judged() -> EntryContent {
    EntryContent {
        title: "Le pont".into(),
        pitch: "On y va".into(),
        answers: [
            ("description", "Un pont entre deux rives."),
            ("play_url", "https://play.example/"),
            ("ties", "Aucun"),
            ("motto", "Ensemble"),
            ("theme", "spaces"),
            ("unasked", "Rien"),
        ]
        .map(|(key, answer)| (key.to_owned(), answer.to_owned()))
        .into(),
        ..EntryContent::default()
    }
}

fn questions() -> Vec<Question> {
    vec![
        Question::known("description", 4).read_by(Audience::Public),
        Question::known("play_url", 0).link(),
        Question::known("ties", 50).read_by(Audience::Organisers),
        Question { kind: AnswerKind::Line, ..Question::known("motto", 0) },
        Question::known("risks", 50),
        Question::known("theme", 0).choices(&["spaces", "stories"]),
    ]
}

fn form(texts: &[(&str, &str)]) -> TranslationForm {
    TranslationForm {
        translator: "machine".into(),
        texts: texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
        ..TranslationForm::default()
    }
}

fn made(language: &str, judged: &EntryContent, texts: &[(&str, &str)]) -> Translation {
    let questions = questions();
    let (translator, texts) = read(&form(texts), &originals(judged, &questions), None).expect("a translation");
    Translation { language: language.into(), translator, version: 1, saved_at: Moment::from_micros(0), texts }
}

#[test]
fn only_what_judges_read_can_be_translated() {
    let (judged, questions) = (judged(), questions());
    let names: Vec<&str> = originals(&judged, &questions).iter().map(|original| original.name).collect();
    assert_eq!(
        names,
        ["title", "pitch", "description", "motto"],
        "no address, nothing for organisers, nothing chosen, nothing empty"
    );
    let more = form(&[("title", "The bridge"), ("ties", "None"), ("play_url", "x"), ("unasked", "x"), ("risks", "x")]);
    let (_, texts) = read(&more, &originals(&judged, &questions), None).expect("a translation");
    assert_eq!(texts.into_keys().collect::<Vec<_>>(), ["title"]);
}

#[test]
fn who_translated_is_said_and_texts_are_at_most_twice_as_long() {
    let (judged, questions) = (judged(), questions());
    let originals = originals(&judged, &questions);
    let fields = |form: &TranslationForm| -> Vec<String> {
        match read(form, &originals, None) {
            Err(AppError::Invalid(errors)) => errors.into_iter().map(|error| error.field).collect(),
            other => panic!("{other:?}"),
        }
    };
    let wrong = fields(&TranslationForm { translator: String::new(), ..form(&[("title", "The bridge")]) });
    assert_eq!(wrong, ["translator"]);
    let long = |count: usize| "w ".repeat(count);
    assert!(read(&form(&[("description", &long(8))]), &originals, None).is_ok());
    assert_eq!(fields(&form(&[("description", &long(9))])), ["texts[description]"]);
    assert!(read(&form(&[("title", &"t".repeat(160))]), &originals, None).is_ok());
    assert_eq!(fields(&form(&[("title", &"t".repeat(161)), ("motto", "a\nb")])), ["texts[title]", "texts[motto]"]);
}

#[test]
fn a_translation_outlives_its_original_only_where_that_is_unchanged() {
    let (before, questions) = (judged(), questions());
    let stored = made("en", &before, &[("title", "The bridge"), ("description", "A bridge between two shores.")]);
    let after = EntryContent { title: "Le grand pont".into(), ..before.clone() };
    let now = originals(&after, &questions);
    assert_eq!(reach(&stored, &originals(&before, &questions)), Reach { current: 2, outdated: 0 });
    assert_eq!(reach(&stored, &now), Reach { current: 1, outdated: 1 });
    let shown = shown(std::slice::from_ref(&stored), &now, &["en".to_owned()]);
    assert_eq!(shown.keys().collect::<Vec<_>>(), ["description"], "the title says something else now");
    // Sent back as it was it stays of its old original, until it is changed or said to fit.
    let again = |form: TranslationForm| {
        let (translator, texts) = read(&form, &now, Some(&stored)).expect("a translation");
        reach(&Translation { translator, texts, ..stored.clone() }, &now)
    };
    let same = form(&[("title", "The bridge"), ("description", "A bridge.")]);
    assert_eq!(again(same.clone()), Reach { current: 1, outdated: 1 });
    let fits = [("title".to_owned(), "on".to_owned())].into();
    assert_eq!(again(TranslationForm { fits, ..same }), Reach { current: 2, outdated: 0 });
    assert_eq!(again(form(&[("title", "The great bridge")])), Reach { current: 1, outdated: 0 });
}

#[test]
fn a_reader_is_shown_the_first_language_there_is_of_each_text() {
    let (judged, questions) = (judged(), questions());
    let originals = originals(&judged, &questions);
    let all = [
        made("en", &judged, &[("title", "The bridge"), ("pitch", "Off we go")]),
        made("pt", &judged, &[("title", "A ponte")]),
        made("pt-br", &judged, &[("title", "A ponte, cara")]),
    ];
    let title_of = |reads: &[&str]| {
        let reads: Vec<String> = reads.iter().map(|tag| (*tag).to_owned()).collect();
        shown(&all, &originals, &reads).get("title").map(|shown| shown.text.clone())
    };
    assert_eq!(title_of(&["pt-br", "en"]).as_deref(), Some("A ponte, cara"));
    assert_eq!(title_of(&["pt-pt"]).as_deref(), Some("A ponte"), "near enough");
    assert_eq!(title_of(&["sw", "en"]).as_deref(), Some("The bridge"));
    assert_eq!(title_of(&["sw"]), None);
    let shown = shown(&all, &originals, &["pt".to_owned(), "en".to_owned()]);
    assert_eq!(shown["pitch"].language, "en", "what is not there in Portuguese is shown in English");
    assert_eq!(shown["pitch"].translator, Translator::Machine);
    assert!(!shown.contains_key("description"));
}

#[test]
fn one_language_is_named_by_a_tag() {
    assert_eq!(language("PT-BR").as_deref(), Some("pt-br"));
    for bad in ["", "en;fr", "en fr", "../en", "x", "e1"] {
        assert_eq!(language(bad), None, "{bad}");
    }
}

#[test]
fn what_can_be_judged_can_be_translated() {
    for state in EntryState::ALL {
        let judged = matches!(state, EntryState::Submitted | EntryState::FixNeeded | EntryState::Eligible);
        assert_eq!(may_translate(state, CompetitionState::Judging).is_ok(), judged, "{state:?}");
        assert!(may_translate(state, CompetitionState::Published).is_err(), "{state:?}");
    }
}

use super::*;
use crate::error::FieldError;

fn accepted() -> Vec<String> {
    vec!["en".into(), "ar".into()]
}

fn whole() -> EntryForm {
    EntryForm {
        title: "Ballot Walk".into(),
        pitch: "Walk to the vote together.".into(),
        kind: "existing".into(),
        description: "Words".into(),
        dialogue: "Words".into(),
        prevention: "Words".into(),
        languages: vec!["en".into()],
        platforms: vec!["web".into()],
        play_url: "https://play.example/x".into(),
        ..EntryForm::default()
    }
}

fn problems(form: &EntryForm, rule: ContentRule) -> Vec<FieldError> {
    match content(form, &accepted(), rule) {
        Err(AppError::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    }
}

fn only(field: &str, problem: Problem) -> Vec<FieldError> {
    vec![FieldError::new(field, problem)]
}

#[test]
fn a_draft_may_lack_everything() {
    let empty = content(&EntryForm::default(), &accepted(), ContentRule::Draft);
    assert_eq!(empty, Ok(EntryContent::default()));
}

#[test]
fn a_submission_lacks_each_part_at_its_field() {
    assert!(content(&whole(), &accepted(), ContentRule::Submission).is_ok());
    let fields: Vec<String> =
        problems(&EntryForm::default(), ContentRule::Submission).into_iter().map(|error| error.field).collect();
    let all = ["title", "pitch", "description", "dialogue", "prevention", "languages", "platforms", "play_url"];
    assert_eq!(fields, all);
}

#[test]
fn a_video_stands_in_for_a_place_to_play() {
    let form = EntryForm { play_url: String::new(), video_url: "https://v.example/1".into(), ..whole() };
    assert!(content(&form, &accepted(), ContentRule::Submission).is_ok());
}

#[test]
fn one_language_must_be_the_competitions() {
    let foreign = EntryForm { languages: Vec::new(), more_languages: "sw, de".into(), ..whole() };
    assert_eq!(problems(&foreign, ContentRule::Submission), only("languages", Problem::Choice));
    let regional = EntryForm { languages: Vec::new(), more_languages: "sw, EN-GB".into(), ..whole() };
    let read = content(&regional, &accepted(), ContentRule::Submission).expect("a submission");
    assert_eq!(read.languages, ["sw", "en-gb"]);
    assert!(!accepted_language("eng", &accepted()));
    assert!(accepted_language("sw", &[]));
}

#[test]
fn lengths_hold_for_drafts_too() {
    let long = |n: usize| "word ".repeat(n);
    for (form, field, problem) in [
        (EntryForm { title: "é".repeat(81), ..whole() }, "title", Problem::TooManyCharacters { max: 80 }),
        (EntryForm { pitch: "a".repeat(141), ..whole() }, "pitch", Problem::TooManyCharacters { max: 140 }),
        (EntryForm { description: long(401), ..whole() }, "description", Problem::TooManyWords { max: 400 }),
        (EntryForm { dialogue: long(251), ..whole() }, "dialogue", Problem::TooManyWords { max: 250 }),
        (EntryForm { prevention: long(251), ..whole() }, "prevention", Problem::TooManyWords { max: 250 }),
        (EntryForm { instructions: long(201), ..whole() }, "instructions", Problem::TooManyWords { max: 200 }),
        (EntryForm { content_notes: long(101), ..whole() }, "content_notes", Problem::TooManyWords { max: 100 }),
        (EntryForm { kind: "stolen".into(), ..whole() }, "kind", Problem::Choice),
        (EntryForm { play_url: "javascript:alert(1)".into(), ..whole() }, "play_url", Problem::Link),
        (
            EntryForm { more_platforms: "a".repeat(41), ..whole() },
            "more_platforms",
            Problem::TooManyCharacters { max: 40 },
        ),
    ] {
        assert_eq!(problems(&form, ContentRule::Draft), only(field, problem));
    }
    let at_the_limit = EntryForm { title: "é".repeat(80), description: long(400), ..whole() };
    assert!(content(&at_the_limit, &accepted(), ContentRule::Submission).is_ok());
}

#[test]
fn a_title_of_control_characters_is_refused() {
    let form = EntryForm { title: "\u{0}\u{7}".into(), ..whole() };
    assert_eq!(problems(&form, ContentRule::Draft), only("title", Problem::ControlCharacters));
    let invisible = EntryForm { title: "\u{202E}\u{2066}".into(), ..whole() };
    assert_eq!(problems(&invisible, ContentRule::Submission), only("title", Problem::Required));
}

#[test]
fn lists_are_cleaned_and_bounded() {
    let form = EntryForm {
        platforms: vec!["web".into(), "web".into()],
        more_platforms: "VR headset; , web".into(),
        ..whole()
    };
    let read = content(&form, &accepted(), ContentRule::Draft).expect("a draft");
    assert_eq!(read.platforms, ["web", "VR headset"]);
    let many: Vec<String> = (0..31).map(|n| format!("console {n}")).collect();
    let form = EntryForm { more_platforms: many.join(","), ..whole() };
    assert_eq!(problems(&form, ContentRule::Draft), only("more_platforms", Problem::TooManyWords { max: 30 }));
}

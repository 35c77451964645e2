use super::*;
use crate::{
    competition::model::{Audience, known},
    error::FieldError,
};

fn accepted() -> Vec<String> {
    vec!["en".into(), "ar".into()]
}

fn whole() -> EntryForm {
    EntryForm {
        title: "Ballot Walk".into(),
        pitch: "Walk to the vote together.".into(),
        kind: "existing".into(),
        languages: vec!["en".into()],
        platforms: vec!["web".into()],
        answer: [("description", "Words"), ("dialogue", "Words"), ("prevention", "Words")]
            .map(|(key, answer)| (key.to_owned(), answer.to_owned()))
            .into(),
        ..EntryForm::default()
    }
}

/// The whole form with another answer.
fn answering(key: &str, answer: &str) -> EntryForm {
    let mut form = whole();
    form.answer.insert(key.to_owned(), answer.to_owned());
    form
}

fn read(form: &EntryForm, rule: ContentRule) -> Result<EntryContent, AppError> {
    content(form, Asked { questions: &Question::standard(), languages: &accepted() }, rule)
}

fn problems(form: &EntryForm, rule: ContentRule) -> Vec<FieldError> {
    match read(form, rule) {
        Err(AppError::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    }
}

fn only(field: &str, problem: Problem) -> Vec<FieldError> {
    vec![FieldError::new(field, problem)]
}

#[test]
fn a_draft_may_lack_everything() {
    let empty = read(&EntryForm::default(), ContentRule::Draft);
    assert_eq!(empty, Ok(EntryContent::default()));
}

#[test]
fn a_submission_lacks_each_part_at_its_field() {
    assert!(read(&whole(), ContentRule::Submission).is_ok());
    let fields: Vec<String> =
        problems(&EntryForm::default(), ContentRule::Submission).into_iter().map(|error| error.field).collect();
    let all =
        ["title", "pitch", "answer[description]", "answer[dialogue]", "answer[prevention]", "languages", "platforms"];
    assert_eq!(fields, all);
}

#[test]
fn what_a_track_requires_is_required() {
    let mut questions = Question::standard();
    questions.retain(|question| question.key == known::VIDEO_URL);
    let Some(video) = questions.first_mut() else { panic!("a video is asked for") };
    video.required = true;
    let asked = Asked { questions: &questions, languages: &[] };
    assert_eq!(
        content(&whole(), asked, ContentRule::Submission),
        Err(AppError::field("answer[video_url]", Problem::Required))
    );
    let read = content(&answering("video_url", "https://v.example/1"), asked, ContentRule::Submission);
    let keys: Vec<String> = read.expect("whole").answers.into_keys().collect();
    assert_eq!(keys, ["video_url"], "what is not asked is not kept");
}

#[test]
fn readers_see_what_is_for_them() {
    let mut questions = Question::standard();
    questions.push(Question::known(known::TIES, 50).read_by(Audience::Organisers));
    let mut form = answering("instructions", "Key 123");
    form.answer.insert("ties".into(), "My aunt is a juror".into());
    let asked = Asked { questions: &questions, languages: &[] };
    let content = content(&form, asked, ContentRule::Draft).expect("a draft");
    let keys = |audience| content.clone().read_by(audience, &questions).answers.into_keys().collect::<Vec<_>>();
    assert_eq!(keys(Audience::Public), ["description", "dialogue", "prevention"]);
    assert_eq!(keys(Audience::Judges), ["description", "dialogue", "instructions", "prevention"]);
    assert_eq!(keys(Audience::Organisers), ["description", "dialogue", "instructions", "prevention", "ties"]);
}

#[test]
fn one_language_must_be_the_competitions() {
    let foreign = EntryForm { languages: Vec::new(), more_languages: "sw, de".into(), ..whole() };
    assert_eq!(problems(&foreign, ContentRule::Submission), only("languages", Problem::Choice));
    let regional = EntryForm { languages: Vec::new(), more_languages: "sw, EN-GB".into(), ..whole() };
    let read = read(&regional, ContentRule::Submission).expect("a submission");
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
        (answering("description", &long(401)), "answer[description]", Problem::TooManyWords { max: 400 }),
        (answering("dialogue", &long(251)), "answer[dialogue]", Problem::TooManyWords { max: 250 }),
        (answering("prevention", &long(251)), "answer[prevention]", Problem::TooManyWords { max: 250 }),
        (answering("instructions", &long(201)), "answer[instructions]", Problem::TooManyWords { max: 200 }),
        (answering("content_notes", &long(101)), "answer[content_notes]", Problem::TooManyWords { max: 100 }),
        (EntryForm { kind: "stolen".into(), ..whole() }, "kind", Problem::Choice),
        (answering("play_url", "javascript:alert(1)"), "answer[play_url]", Problem::Link),
        (
            EntryForm { more_platforms: "a".repeat(41), ..whole() },
            "more_platforms",
            Problem::TooManyCharacters { max: 40 },
        ),
    ] {
        assert_eq!(problems(&form, ContentRule::Draft), only(field, problem));
    }
    let at_the_limit = EntryForm { title: "é".repeat(80), ..answering("description", &long(400)) };
    assert!(read(&at_the_limit, ContentRule::Submission).is_ok());
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
    let read = read(&form, ContentRule::Draft).expect("a draft");
    assert_eq!(read.platforms, ["web", "VR headset"]);
    let many: Vec<String> = (0..31).map(|n| format!("console {n}")).collect();
    let form = EntryForm { more_platforms: many.join(","), ..whole() };
    assert_eq!(problems(&form, ContentRule::Draft), only("more_platforms", Problem::TooManyWords { max: 30 }));
}

#[test]
fn warnings_are_those_of_the_list_in_its_order_and_change_no_hash_where_there_are_none() {
    let form = EntryForm { warnings: vec!["gore".into(), "motion".into(), "gore".into()], ..whole() };
    let of = |form: &EntryForm| read(form, ContentRule::Draft).expect("in order");
    let read = of(&form);
    assert_eq!(read.warnings, ["motion", "gore"]);
    let json = serde_json::to_string(&read).expect("JSON");
    assert!(json.contains("\"content:warnings\":[\"motion\",\"gore\"]"), "{json}");
    assert_eq!(serde_json::from_str::<EntryContent>(&json).expect("contents"), read);
    assert!(!serde_json::to_string(&of(&whole())).expect("JSON").contains("warnings"));
    // A question may have any key that a question can have: it is no warning.
    let answered: EntryContent = serde_json::from_str("{\"warnings\":\"Blood\"}").expect("contents");
    assert_eq!((answered.answer("warnings"), answered.warnings.len()), ("Blood", 0));
    let unknown = EntryForm { warnings: vec!["spiders".into()], ..whole() };
    assert_eq!(problems(&unknown, ContentRule::Draft), only("warnings", Problem::Choice));
}

fn themed(required: bool) -> Vec<Question> {
    let theme = Question::known(known::THEME, 0).choices(&known::THEMES);
    let one = Question { kind: AnswerKind::Choice, ..theme.clone() };
    vec![Question { required, ..theme }, Question { key: "first".into(), ..one }]
}

#[test]
fn what_is_chosen_is_of_the_options() {
    let asked = themed(true);
    let read = |answers: &[(&str, &str)]| {
        let form = EntryForm {
            answer: answers.iter().map(|(key, answer)| ((*key).to_owned(), (*answer).to_owned())).collect(),
            ..whole()
        };
        content(&form, Asked { questions: &asked, languages: &accepted() }, ContentRule::Submission)
    };
    let written = read(&[("theme", "stories\nspaces"), ("first", "contact")]).expect("good");
    assert_eq!((written.answer("theme"), written.answer("first")), ("spaces\nstories", "contact"));
    for (answers, field, problem) in [
        ([("theme", "stories\npeace"), ("first", "")], "answer[theme]", Problem::Choice),
        ([("theme", "stories"), ("first", "stories\nspaces")], "answer[first]", Problem::Choice),
        ([("theme", ""), ("first", "")], "answer[theme]", Problem::Required),
    ] {
        assert_eq!(read(&answers), Err(AppError::field(field, problem)), "{answers:?}");
    }
}

#[test]
fn several_values_of_an_answer_are_its_lines() {
    let form: EntryForm =
        serde_json::from_str(r#"{"answer":{"theme":["spaces","stories"],"dialogue":"Words","first":[]}}"#)
            .expect("a form");
    let answers: Vec<(&str, &str)> = form.answer.iter().map(|(key, answer)| (key.as_str(), answer.as_str())).collect();
    assert_eq!(answers, [("dialogue", "Words"), ("first", ""), ("theme", "spaces\nstories")]);
    assert!(serde_json::from_str::<EntryForm>(r#"{"answer":{"theme":{"a":"b"}}}"#).is_err());
}

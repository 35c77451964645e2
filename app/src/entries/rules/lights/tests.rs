use super::*;
use crate::{
    competition::model::Question,
    entries::model::{ConsentState, MediaType},
    ids::MemberId,
};
use uuid::Uuid;

fn whole() -> EntryContent {
    EntryContent {
        title: "Boats".into(),
        pitch: "Two boats".into(),
        languages: vec!["en".into()],
        platforms: vec!["web".into()],
        warnings: Vec::new(),
        answers: ["description", "dialogue", "prevention"].map(|key| (key.to_owned(), "Words".to_owned())).into(),
        ..EntryContent::default()
    }
}

fn file(number: u128, kind: FileKind, alt: &str) -> EntryFile {
    EntryFile {
        id: Uuid::from_u128(number).into(),
        kind,
        name: format!("file-{number}"),
        alt: alt.into(),
        media_type: MediaType::Zip,
        size: 1,
        sha256: String::new(),
    }
}

fn look(
    content: &EntryContent,
    files: &[EntryFile],
    facts: &[(AttachmentId, FileFacts)],
    members: &[Member],
) -> Vec<Subject> {
    let (questions, languages) = (Question::standard(), ["en".to_owned()]);
    lights(content, Asked { questions: &questions, languages: &languages }, Looked { files, facts }, members)
}

fn light(found: &[Subject], wanted: &Subject) -> Light {
    assert!(found.contains(wanted), "{wanted:?} in {found:?}");
    wanted.light()
}

fn minor(consent: ConsentState) -> Member {
    Member {
        id: MemberId::new(Uuid::nil()),
        public_name: String::new(),
        country: String::new(),
        role: String::new(),
        minor: true,
        consent: Some(consent),
        publication: None,
        has_account: false,
        without_account: false,
    }
}

#[test]
fn red_is_what_a_submission_would_refuse() {
    let found = look(&EntryContent::default(), &[], &[], &[]);
    let missing = Subject::Part(CurePart::Title, Some(Problem::Required));
    assert_eq!(light(&found, &missing), Light::Stops);
    assert_eq!(found[0].light(), Light::Stops, "what stops comes first");
    let found = look(&whole(), &[], &[], &[]);
    assert!(found.iter().all(|subject| subject.light() != Light::Stops), "{found:?}");

    let mut long = whole();
    long.answers.insert("description".into(), "word ".repeat(2000));
    let found = look(&long, &[], &[], &[]);
    let stopped: Vec<_> = found.iter().filter(|subject| subject.light() == Light::Stops).collect();
    assert!(
        matches!(stopped.as_slice(), [Subject::Part(part, Some(Problem::TooManyWords { .. }))] if part.word() == "answer[description]"),
        "{stopped:?}"
    );

    for bad in ["javascript:alert(1)", "http://user@play.example/", "//evil.example", "data:text/html,x"] {
        let mut linked = whole();
        linked.answers.insert("play_url".into(), bad.into());
        let part = Subject::Part(CurePart::Answer("play_url".into()), Some(Problem::Link));
        assert_eq!(light(&look(&linked, &[], &[], &[]), &part), Light::Stops, "{bad}");
    }
    let other = EntryContent { languages: vec!["xx".into()], ..whole() };
    assert_eq!(
        light(&look(&other, &[], &[], &[]), &Subject::Part(CurePart::Languages, Some(Problem::Choice))),
        Light::Stops
    );
}

#[test]
fn judges_need_a_link_or_a_build() {
    assert_eq!(light(&look(&whole(), &[], &[], &[]), &Subject::Play(false)), Light::Advice);
    let mut linked = whole();
    linked.answers.insert("play_url".into(), "https://play.example/".into());
    assert_eq!(light(&look(&linked, &[], &[], &[]), &Subject::Play(true)), Light::Good);
    let build = [file(1, FileKind::Build, "")];
    assert_eq!(light(&look(&whole(), &build, &[], &[]), &Subject::Play(true)), Light::Good);
}

#[test]
fn files_are_looked_into() {
    let files =
        [file(1, FileKind::Build, ""), file(2, FileKind::Screenshot, "A boat"), file(3, FileKind::Screenshot, "")];
    let with = |startable, points| {
        let facts = [
            (files[0].id, FileFacts { startable, points: None }),
            (files[1].id, FileFacts { points, startable: None }),
        ];
        look(&whole(), &files, &facts, &[])
    };
    let found = with(Some(true), Some((1920, 1080)));
    assert_eq!(light(&found, &Subject::Build("file-1".into(), Some(true))), Light::Good);
    assert_eq!(light(&found, &Subject::Picture("file-2".into(), None)), Light::Good);
    assert_eq!(light(&found, &Subject::PictureWithoutWords("file-3".into())), Light::Advice);
    assert!(!found.contains(&Subject::NoPicture));
    let found = with(Some(false), Some((999, 40)));
    assert_eq!(light(&found, &Subject::Build("file-1".into(), Some(false))), Light::Advice);
    assert_eq!(light(&found, &Subject::Picture("file-2".into(), Some((999, 40)))), Light::Advice);
    assert_eq!(light(&with(None, Some((40, 1000))), &Subject::Build("file-1".into(), None)), Light::Advice);
    assert_eq!(light(&look(&whole(), &[], &[], &[]), &Subject::NoPicture), Light::Advice);
}

#[test]
fn consents_are_advice_because_a_submission_does_not_wait_for_them() {
    assert_eq!(
        light(&look(&whole(), &[], &[], &[minor(ConsentState::Pending)]), &Subject::Consents(false)),
        Light::Advice
    );
    assert_eq!(light(&look(&whole(), &[], &[], &[minor(ConsentState::Given)]), &Subject::Consents(true)), Light::Good);
    assert!(!look(&whole(), &[], &[], &[]).iter().any(|subject| matches!(subject, Subject::Consents(_))));
}

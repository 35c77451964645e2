use super::*;
use crate::entries::model::EntryKind;

fn question(key: &str, kind: AnswerKind, audience: Audience) -> Question {
    Question { kind, required: true, audience, ..Question::known(key, 50) }
}

fn questions() -> Vec<Question> {
    vec![
        question("description", AnswerKind::Text, Audience::Public),
        question("play_url", AnswerKind::Link, Audience::Judges),
        question("ties", AnswerKind::Line, Audience::Organisers),
    ]
}

fn answer(key: &str) -> CurePart {
    CurePart::Answer(key.into())
}

fn judged() -> EntryContent {
    EntryContent {
        title: "Boats".into(),
        pitch: "Two boats".into(),
        kind: EntryKind::Existing,
        languages: vec!["en".into(), "sw".into()],
        platforms: vec!["web".into()],
        warnings: Vec::new(),
        answers: [("description", "A river"), ("play_url", "https://play.example/dead"), ("ties", "None")]
            .map(|(key, answer)| (key.to_owned(), answer.to_owned()))
            .into(),
    }
}

/// The form that a browser posts when the play link alone is open.
fn link_form(link: &str) -> EntryForm {
    EntryForm { answer: [("play_url".to_owned(), link.to_owned())].into(), ..EntryForm::default() }
}

fn cure(form: &EntryForm, open: &[CurePart], rule: ContentRule) -> Result<EntryContent, AppError> {
    let (questions, languages) = (questions(), ["en".to_owned()]);
    cured(form, Asked { questions: &questions, languages: &languages }, rule, open, &judged())
}

#[test]
fn what_is_not_open_stays_as_it_is_judged() {
    let cured = cure(&link_form("https://play.example/alive"), &[answer("play_url")], ContentRule::Submission);
    let mut expected = judged();
    expected.answers.insert("play_url".into(), "https://play.example/alive".into());
    assert_eq!(cured, Ok(expected));
}

#[test]
fn a_change_outside_is_refused_where_it_is() {
    let good = link_form("https://play.example/alive");
    let open = [answer("play_url")];
    let outside = |field: &str| AppError::field(field, Problem::OutsideFix);
    let long = "x".repeat(500);
    for (form, field) in [
        (EntryForm { title: "Ships".into(), ..good.clone() }, "title"),
        (EntryForm { title: long, ..good.clone() }, "title"),
        (EntryForm { pitch: "Three boats".into(), ..good.clone() }, "pitch"),
        (EntryForm { kind: "repurposed".into(), ..good.clone() }, "kind"),
        (EntryForm { languages: vec!["en".into()], ..good.clone() }, "languages"),
        (EntryForm { more_languages: "sw, de".into(), languages: vec!["en".into()], ..good.clone() }, "languages"),
        (EntryForm { more_platforms: "VR".into(), ..good.clone() }, "platforms"),
        (EntryForm { warnings: vec!["gore".into()], ..good.clone() }, "warnings"),
        (
            EntryForm { answer: [("description".to_owned(), "A sea".to_owned())].into(), ..good.clone() },
            "answer[description]",
        ),
        (EntryForm { answer: [("ties".to_owned(), "A judge".to_owned())].into(), ..good.clone() }, "answer[ties]"),
    ] {
        assert_eq!(cure(&form, &open, ContentRule::Draft), Err(outside(field)), "{field}");
    }
    let same = EntryForm {
        title: " Boats ".into(),
        kind: "existing".into(),
        languages: vec!["en".into()],
        more_languages: "sw".into(),
        ..good
    };
    assert!(cure(&same, &open, ContentRule::Submission).is_ok(), "what says the same is no change");
}

#[test]
fn only_what_is_open_can_be_missing() {
    let empty = EntryForm::default();
    let error = cure(&empty, &[answer("play_url")], ContentRule::Submission);
    assert_eq!(error, Err(AppError::field("answer[play_url]", Problem::Required)));
    assert!(cure(&empty, &[answer("play_url")], ContentRule::Draft).is_ok());
    assert_eq!(cure(&empty, &[CurePart::Team], ContentRule::Submission), Ok(judged()));
    let wrong = link_form("javascript:alert(1)");
    assert_eq!(
        cure(&wrong, &[answer("play_url")], ContentRule::Draft),
        Err(AppError::field("answer[play_url]", Problem::Link)),
        "an error in an open part is its own"
    );
}

#[test]
fn what_was_chosen_is_changed_in_a_fix_as_words_are() {
    let questions = [Question::known("theme", 0).choices(&["spaces", "contact"])];
    let asked = Asked { questions: &questions, languages: &["en".to_owned()] };
    let judged = EntryContent { answers: [("theme".to_owned(), "spaces".to_owned())].into(), ..judged() };
    let say = |theme: &str, open: &[CurePart]| {
        let form = EntryForm { answer: [("theme".to_owned(), theme.to_owned())].into(), ..EntryForm::default() };
        cured(&form, asked, ContentRule::Submission, open, &judged).map(|cured| cured.answer("theme").to_owned())
    };
    let theme = [answer("theme")];
    assert_eq!(say("contact\nspaces", &theme).as_deref(), Ok("spaces\ncontact"));
    assert_eq!(say("", &theme).as_deref(), Ok(""));
    assert_eq!(say("peace", &theme), Err(AppError::field("answer[theme]", Problem::Choice)));
    let closed = Err(AppError::field("answer[theme]", Problem::OutsideFix));
    assert_eq!((say("contact", &[CurePart::Kind]), say("peace", &[CurePart::Kind])), (closed.clone(), closed));
    assert_eq!(say("", &[CurePart::Kind]).as_deref(), Ok("spaces"), "a page without the field says nothing of it");
    assert!(usual_parts(CheckReason::Theme, &questions).contains(&theme[0]));
}

#[test]
fn a_reason_opens_what_it_is_about() {
    let usual = |reason| usual_parts(reason, &questions());
    assert_eq!(usual(CheckReason::Link), [answer("play_url")]);
    assert_eq!(usual(CheckReason::Consent), [CurePart::Team]);
    assert_eq!(usual(CheckReason::Conflict), [answer("ties"), CurePart::Team]);
    assert_eq!(usual(CheckReason::Other), parts(&questions()));
    assert!(usual(CheckReason::Language).contains(&CurePart::Languages));
    assert!(!usual(CheckReason::Theme).contains(&CurePart::Languages));
    assert!(!usual(CheckReason::Theme).contains(&answer("play_url")), "the game itself stays");
    assert!(usual(CheckReason::Rights).contains(&CurePart::Files(FileKind::Build)));
    assert!(!usual(CheckReason::Content).contains(&CurePart::Team));
}

#[test]
fn organisers_tick_parts_of_the_entry() {
    let opened = |ticked: &[&str]| {
        let ticked: Vec<String> = ticked.iter().map(|word| (*word).to_owned()).collect();
        opened_parts(&ticked, CheckReason::Link, &questions())
    };
    assert_eq!(opened(&[]), Ok(vec![answer("play_url")]));
    assert_eq!(opened(&["team", "title", "team"]), Ok(vec![CurePart::Title, CurePart::Team]));
    for bad in ["answer[unknown]", "score", ""] {
        assert_eq!(opened(&["title", bad]), Err(AppError::field("parts", Problem::Choice)), "{bad}");
    }
}

#[test]
fn a_refusal_names_the_part() {
    let open = [CurePart::Files(FileKind::Build)];
    assert_eq!(may_touch(None, &CurePart::Team), Ok(()));
    assert_eq!(may_touch(Some(&open), &CurePart::Files(FileKind::Build)), Ok(()));
    for (part, closed) in [
        (CurePart::Files(FileKind::Screenshot), ClosedPart::Screenshots),
        (CurePart::Files(FileKind::Document), ClosedPart::Documents),
        (CurePart::Team, ClosedPart::Team),
    ] {
        assert_eq!(may_touch(Some(&open), &part), Err(Refusal::OutsideFix { part: closed }));
    }
}

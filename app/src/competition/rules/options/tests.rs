use super::*;
use crate::competition::model::known;
use proptest::prelude::*;

fn read(typed: &str) -> Vec<(String, String)> {
    options("own", typed).expect("good").into_iter().map(|option| (option.key, option.label)).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(key, label)| ((*key).to_owned(), (*label).to_owned())).collect()
}

fn asked(kind: AnswerKind) -> Question {
    let options = options("own", "red: Red\nblue: Blue\ngreen: Green").expect("good");
    Question { kind, options, ..Question::known("own", 0) }
}

#[test]
fn a_line_is_a_name_and_a_label_or_a_label() {
    assert_eq!(read("red: A red one\r\n\n Blue  sky \n"), pairs(&[("red", "A red one"), ("blue-sky", "Blue sky")]));
    assert_eq!(read("Peace: yes\na:b: c"), pairs(&[("peace-yes", "Peace: yes"), ("a", "b: c")]));
    assert_eq!(read("سلام\nحوار"), pairs(&[("option-1", "سلام"), ("option-2", "حوار")]));
    // What is made does not take what was written further down.
    assert_eq!(read("سلام\noption-1: حوار"), pairs(&[("option-1-2", "سلام"), ("option-1", "حوار")]));
    assert_eq!(read("Red!\nRed?"), pairs(&[("red", "Red!"), ("red-2", "Red?")]));
    // Of another question the short name alone is a label.
    assert_eq!(read("stories\nspaces"), pairs(&[("stories", "stories"), ("spaces", "spaces")]));
}

#[test]
fn an_option_the_site_has_words_for_needs_none() {
    let theme = options(known::THEME, "stories\nspaces: Our own words\nMore").expect("good");
    let read: Vec<(&str, &str)> = theme.iter().map(|option| (option.key.as_str(), option.label.as_str())).collect();
    assert_eq!(read, [("stories", ""), ("spaces", "Our own words"), ("more", "More")]);
    assert_eq!(option_lines(&theme), "stories\nspaces: Our own words\nmore: More");
}

#[test]
fn what_is_wrong_is_said() {
    let range = Problem::Options { min: 2, max: 30 };
    let many = (0..31).map(|number| format!("Option number {number}\n")).collect::<String>();
    for (typed, problem) in [
        ("", range.clone()),
        ("One alone", range.clone()),
        (many.as_str(), range),
        ("red:\nBlue", Problem::Required),
        ("red: A\nred: B", Problem::Taken),
        ("Same\nother: Same", Problem::Taken),
        ("A\u{7}b\nBlue", Problem::ControlCharacters),
    ] {
        assert_eq!(options("own", typed), Err(problem), "{typed}");
    }
    let long = format!("{}\nBlue", "a".repeat(121));
    assert_eq!(options("own", &long), Err(Problem::TooManyCharacters { max: 120 }));
}

#[test]
fn an_answer_is_of_the_options_and_in_their_order() {
    let several = asked(AnswerKind::Choices);
    assert_eq!(chosen(&several, "green\r\nred\nred\n").as_deref(), Ok("red\ngreen"));
    assert_eq!(chosen(&several, "").as_deref(), Ok(""));
    assert_eq!(chosen(&several, "red\nyellow"), Err(Problem::Choice));
    let one = asked(AnswerKind::Choice);
    assert_eq!(chosen(&one, "blue").as_deref(), Ok("blue"));
    assert_eq!(chosen(&one, "blue\nred"), Err(Problem::Choice));
}

#[test]
fn what_is_taken_from_answers_is_named() {
    let old = [asked(AnswerKind::Choices), Question::known("dialogue", 10)];
    let names = |new: &[Question]| -> Vec<String> {
        let named = |(question, gone): (&str, Vec<&QuestionOption>)| {
            gone.into_iter().map(move |option| format!("{question} {}", option.key)).collect::<Vec<_>>()
        };
        given_up(&old, new).into_iter().flat_map(named).collect()
    };
    let with = |lines: &str| [Question { options: options("own", lines).expect("good"), ..asked(AnswerKind::Choices) }];
    assert!(names(&old).is_empty() && names(&[]).is_empty());
    assert!(names(&with("green: Another label\nred: Red\nblue: B\nnew: New")).is_empty());
    assert_eq!(names(&with("red: Red\nazure: Blue\ngreen: Green")), ["own blue"]);
    assert_eq!(names(&[asked(AnswerKind::Choice)]), ["own red", "own blue", "own green"]);
}

proptest! {
    #[test]
    fn options_come_back_from_their_lines(
        list in prop::collection::btree_map("[a-z0-9_-]{1,12}", "[A-Za-z؀-ۿ][A-Za-z؀-ۿ:! ]{0,30}[A-Za-z!]", 2..=30)
    ) {
        let clean = |(number, (key, label)): (usize, (String, String))| {
            let label = text::line(&format!("{label} {number}"), LABEL_CHARACTERS).expect("a line");
            QuestionOption { key, label }
        };
        let list: Vec<QuestionOption> = list.into_iter().enumerate().map(clean).collect();
        prop_assert_eq!(options("own", &option_lines(&list)), Ok(list));
    }

    #[test]
    fn what_was_read_is_read_the_same_again(typed in prop::collection::vec("[ -~ا-ي]{0,40}", 0..12)) {
        if let Ok(read) = options("own", &typed.join("\n")) {
            prop_assert_eq!(options("own", &option_lines(&read)), Ok(read));
        }
    }

    #[test]
    fn what_was_chosen_is_chosen_the_same_again(picked in prop::collection::vec(0_usize..4, 0..8)) {
        let question = asked(AnswerKind::Choices);
        let typed: Vec<&str> = picked.iter().map(|at| ["red", "blue", "green", "yellow"][*at]).collect();
        match chosen(&question, &typed.join("\n")) {
            Ok(answer) => {
                prop_assert!(!picked.contains(&3));
                prop_assert_eq!(chosen(&question, &answer), Ok(answer.clone()));
                let keys: Vec<&str> = question.chosen(&answer).iter().map(|option| option.key.as_str()).collect();
                prop_assert_eq!(keys.join("\n"), answer);
                prop_assert!(typed.iter().all(|key| keys.contains(key)));
            }
            Err(problem) => prop_assert!(problem == Problem::Choice && picked.contains(&3)),
        }
    }
}

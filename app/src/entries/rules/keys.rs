//! Keys by which judges get into an entry.

use crate::{
    competition::model::CompetitionState,
    entries::model::EntryState,
    error::{AppError, Problem, Refusal},
};

/// The most keys in one list.
pub const KEYS: usize = 500;
/// The most characters of a key: room for a user's name and a password on one line.
pub const KEY_CHARACTERS: usize = 200;
/// Characters that are shown of a key that did not work, of one that is at least twice as long.
const ENDING: usize = 4;

/// Reads a list of keys, one on each line. What is there twice is one.
///
/// # Errors
/// [`AppError::Invalid`] at `keys`.
pub fn keys(typed: &str) -> Result<Vec<String>, AppError> {
    let refuse = |problem| Err(AppError::field("keys", problem));
    let mut keys: Vec<String> = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.chars().count() > KEY_CHARACTERS {
            return refuse(Problem::TooManyCharacters { max: KEY_CHARACTERS });
        }
        if line.chars().any(|c| c.is_control() && c != '\t') {
            return refuse(Problem::ControlCharacters);
        }
        if !keys.iter().any(|key| key == line) {
            keys.push(line.to_owned());
        }
    }
    match keys.len() {
        0 => refuse(Problem::Required),
        count if count > KEYS => refuse(Problem::OutOfRange { min: "1".to_owned(), max: KEYS.to_string() }),
        _ => Ok(keys),
    }
}

/// Whether keys of an entry may still be given or taken back: as long as it can be judged.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn may_keep_keys(entry: EntryState, competition: CompetitionState) -> Result<(), Refusal> {
    let over = matches!(entry, EntryState::Rejected | EntryState::Withdrawn)
        || matches!(
            competition,
            CompetitionState::Setup | CompetitionState::Deliberation | CompetitionState::Published
        );
    if over { Err(Refusal::WrongState) } else { Ok(()) }
}

/// The last characters of a key; nothing of a short one, of which they would tell too much.
pub fn ending(key: &str) -> String {
    let length = key.chars().count();
    if length < 2 * ENDING { String::new() } else { key.chars().skip(length - ENDING).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_a_key_on_each_line_and_each_once() {
        assert_eq!(
            keys(" AAAA-1 \r\n\n judge@x.example secret\nAAAA-1\n"),
            Ok(vec!["AAAA-1".to_owned(), "judge@x.example secret".to_owned()])
        );
        let many: Vec<String> = (0..=KEYS).map(|number| format!("key-{number}")).collect();
        assert!(keys(&many[1..].join("\n")).is_ok());
        for bad in ["", " \n ", &"x".repeat(KEY_CHARACTERS + 1), "a\u{7}b", &many.join("\n")] {
            assert!(matches!(keys(bad), Err(AppError::Invalid(_))), "{bad}");
        }
    }

    #[test]
    fn keys_are_kept_as_long_as_something_can_be_judged() {
        use CompetitionState::*;
        for state in CompetitionState::ALL {
            assert_eq!(may_keep_keys(EntryState::Eligible, state).is_ok(), matches!(state, Open | Screening | Judging));
            assert!(
                may_keep_keys(EntryState::Withdrawn, state).is_err()
                    && may_keep_keys(EntryState::Rejected, state).is_err()
            );
        }
    }

    #[test]
    fn an_ending_tells_little() {
        assert_eq!(
            (ending("ABCD-EFGH"), ending("ABCDEFG"), ending("مفتاح-١٢٣٤")),
            ("EFGH".into(), String::new(), "١٢٣٤".into())
        );
    }
}

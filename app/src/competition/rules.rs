//! What may be done to a competition, and what it must look like: pure functions.

mod awards;
mod complete;
mod difference;
mod edition;
mod further;
mod inquiry;
pub mod message;
mod method;
mod options;
mod organisers;
mod precheck;
mod questions;
mod reopening;
mod rubric;
mod settings;
mod timetable;
mod transitions;

pub use awards::{AwardForm, awards};
pub use complete::check_competition;
pub use difference::{Fate, Paragraph, Piece, difference};
pub use edition::{
    Copy, CopyForm, NewTrackForm, Shift, copy, edition, first_date, may_change_tracks, may_remove_track, moved_track,
    new_track,
};
pub use further::{further, may_announce};
pub use inquiry::{
    ANSWER_WORDS, AnswerForm, INQUIRY_WORDS, InquiryAnswer, inquiry, inquiry_answer, is_found, may_inquire,
    search_words,
};
pub use method::{MethodForm, disconnected_word, may_choose_method, ranking_rules, seal_statement, sealed_method};
pub use options::{chosen, given_up, option_lines, options, options_field};
pub use organisers::{NewOrganiser, OrganiserForm, may_become, new_organiser, rights};
pub use precheck::{Outcome, PRECHECKS, PrecheckForm, answer, answer_word, examples, outcome, prechecks};
pub use questions::{QuestionForm, may_ask, questions};
pub use reopening::{reopenable, reopening};
pub use rubric::{CriterionForm, WHOLE, described_marks, marks, rubric, total};
pub use settings::{
    BUILD_MEBIBYTES, RULES_WORDS, Settings, SettingsForm, TrackForm, TrackSettings, build_limit, retention, settings,
    track,
};
pub use timetable::{check_move, may_move, reason, reason_at};
pub use transitions::{TRANSITIONS, Transition, forward, may_transition};

use std::collections::BTreeMap;

/// Rows of a form, by name: `criterion[r0][label]`. The letter keeps what reads forms from taking the rows for a list.
pub type Rows<T> = BTreeMap<String, T>;

/// A list as the rows of a form.
fn as_rows<T>(list: impl IntoIterator<Item = T>) -> Rows<T> {
    list.into_iter().enumerate().map(|(number, row)| (format!("r{number}"), row)).collect()
}

/// The rows with their names, in order of their numbers; rows without a number come last.
fn in_order<T>(rows: &Rows<T>) -> Vec<(&str, &T)> {
    let mut list: Vec<_> = rows.iter().map(|(name, row)| (name.as_str(), row)).collect();
    list.sort_by_key(|(name, _)| name.trim_start_matches('r').parse::<usize>().unwrap_or(usize::MAX));
    list
}

/// A short name for files: of what was written, or of a name in Latin letters, or of a number.
fn key(written: &str, name: &str, prefix: &str, number: usize) -> Result<String, crate::error::Problem> {
    let written = written.trim();
    if !written.is_empty() {
        let well_formed = written.len() <= 60
            && written.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'));
        return if well_formed { Ok(written.to_owned()) } else { Err(crate::error::Problem::Slug) };
    }
    let mut made = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            made.push(c.to_ascii_lowercase());
        } else if !made.is_empty() && !made.ends_with('-') {
            made.push('-');
        }
        if made.len() >= 40 {
            break;
        }
    }
    let made = made.trim_end_matches('-');
    Ok(if made.len() >= 3 { made.to_owned() } else { format!("{prefix}-{number}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_made_of_names() {
        assert_eq!(key("", "Do no harm & respect!", "criterion", 1).as_deref(), Ok("do-no-harm-respect"));
        assert_eq!(key("", "الحوار", "criterion", 3).as_deref(), Ok("criterion-3"));
        assert_eq!(key("honourable_mention", "x", "award", 1).as_deref(), Ok("honourable_mention"));
        assert!(key("a;b", "x", "award", 1).is_err());
    }
}

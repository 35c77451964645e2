//! The words of questions: the organisers' own, or those the site has in every language.

use crate::{
    competition::model::{AnswerKind, Audience, Question, QuestionOption, known},
    i18n::{Locale, td_string},
};

/// What is asked.
pub fn question_label(l: Locale, question: &Question) -> String {
    if !question.label.is_empty() {
        return question.label.clone();
    }
    if let Some(platform) = known::build_for(&question.key) {
        return td_string!(l, competition.ask_build, platform = platform_name(platform)).to_string();
    }
    match question.key.as_str() {
        known::DESCRIPTION => td_string!(l, competition.ask_description),
        known::DIALOGUE => td_string!(l, competition.ask_dialogue),
        known::PREVENTION => td_string!(l, competition.ask_prevention),
        known::PLAY_URL => td_string!(l, competition.ask_play_url),
        known::VIDEO_URL => td_string!(l, competition.ask_video_url),
        known::INSTRUCTIONS => td_string!(l, competition.ask_instructions),
        known::CONTENT_NOTES => td_string!(l, competition.ask_content_notes),
        known::RISKS => td_string!(l, competition.ask_risks),
        known::EVIDENCE => td_string!(l, competition.ask_evidence),
        known::RIGHTS => td_string!(l, competition.ask_rights),
        known::MENTORSHIP => td_string!(l, competition.ask_mentorship),
        known::TIES => td_string!(l, competition.ask_ties),
        known::THEME => td_string!(l, competition.ask_theme),
        other => return other.to_owned(),
    }
    .to_owned()
}

/// A platform as its makers write it, in every language.
pub fn platform_name(word: &str) -> &str {
    match word {
        "android" => "Android",
        "ios" => "iOS",
        "windows" => "Windows",
        "macos" => "macOS",
        "linux" => "Linux",
        other => other,
    }
}

/// What to write; empty where nobody said.
pub fn question_hint(l: Locale, question: &Question) -> String {
    if !question.hint.is_empty() || !question.label.is_empty() {
        return question.hint.clone();
    }
    match question.key.as_str() {
        known::DESCRIPTION => td_string!(l, competition.ask_description_hint),
        known::DIALOGUE => td_string!(l, competition.ask_dialogue_hint),
        known::PREVENTION => td_string!(l, competition.ask_prevention_hint),
        known::PLAY_URL => td_string!(l, competition.ask_play_url_hint),
        known::VIDEO_URL => td_string!(l, competition.ask_video_url_hint),
        known::INSTRUCTIONS => td_string!(l, competition.ask_instructions_hint),
        known::CONTENT_NOTES => td_string!(l, competition.ask_content_notes_hint),
        known::RISKS => td_string!(l, competition.ask_risks_hint),
        known::EVIDENCE => td_string!(l, competition.ask_evidence_hint),
        known::RIGHTS => td_string!(l, competition.ask_rights_hint),
        known::MENTORSHIP => td_string!(l, competition.ask_mentorship_hint),
        known::TIES => td_string!(l, competition.ask_ties_hint),
        known::THEME => td_string!(l, competition.ask_theme_hint),
        _ => "",
    }
    .to_owned()
}

/// What is chosen with an option of a question.
pub fn option_label(l: Locale, question: &str, option: &QuestionOption) -> String {
    if !option.label.is_empty() || question != known::THEME {
        return option.text().to_owned();
    }
    match option.key.as_str() {
        "spaces" => td_string!(l, competition.theme_spaces),
        "contact" => td_string!(l, competition.theme_contact),
        "stories" => td_string!(l, competition.theme_stories),
        "identity" => td_string!(l, competition.theme_identity),
        other => other,
    }
    .to_owned()
}

/// What an answer by choice says, option by option.
pub fn chosen_labels(l: Locale, question: &Question, answer: &str) -> Vec<String> {
    question.chosen(answer).into_iter().map(|option| option_label(l, &question.key, option)).collect()
}

/// Who reads the answers.
pub fn audience(l: Locale, audience: Audience) -> &'static str {
    match audience {
        Audience::Public => td_string!(l, competition.audience_public),
        Audience::Judges => td_string!(l, competition.audience_judges),
        Audience::Organisers => td_string!(l, competition.audience_organisers),
    }
}

/// What kind of answer is asked for.
pub(super) fn answer_kind(l: Locale, kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Text => td_string!(l, competition.answer_text),
        AnswerKind::Line => td_string!(l, competition.answer_line),
        AnswerKind::Link => td_string!(l, competition.answer_link),
        AnswerKind::Choice => td_string!(l, competition.answer_choice),
        AnswerKind::Choices => td_string!(l, competition.answer_choices),
    }
}

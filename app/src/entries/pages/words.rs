//! The words of this stage's values.

use crate::{
    competition::{
        model::Rules,
        pages::{platform_name, question_label},
    },
    entries::{
        model::{CheckOutcome, CheckReason, ConsentState, EntryKind, EntryState, FileKind, Member, Team},
        rules::{MEBIBYTE, Part},
    },
    i18n::{Locale, td_string},
    ui::{Badge, Tone},
};
use leptos::prelude::*;

/// The title, or that there is none yet.
pub fn title(l: Locale, title: &str) -> String {
    if title.is_empty() { td_string!(l, entries.untitled).to_owned() } else { title.to_owned() }
}

/// A state in a word.
pub fn state(l: Locale, state: EntryState) -> &'static str {
    match state {
        EntryState::Draft => td_string!(l, entries.state_draft),
        EntryState::Submitted => td_string!(l, entries.state_submitted),
        EntryState::FixNeeded => td_string!(l, entries.state_fix_needed),
        EntryState::Eligible => td_string!(l, entries.state_eligible),
        EntryState::Rejected => td_string!(l, entries.state_rejected),
        EntryState::Withdrawn => td_string!(l, entries.state_withdrawn),
    }
}

/// A state as a badge.
pub fn state_badge(l: Locale, of: EntryState) -> AnyView {
    let tone = match of {
        EntryState::Draft | EntryState::Withdrawn => Tone::Neutral,
        EntryState::Submitted => Tone::Information,
        EntryState::FixNeeded => Tone::Warning,
        EntryState::Eligible => Tone::Positive,
        EntryState::Rejected => Tone::Danger,
    };
    view! { <Badge tone=tone text=state(l, of)/> }.into_any()
}

/// How a work came about.
pub fn kind(l: Locale, kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::MadeForCompetition => td_string!(l, entries.kind_made_for_competition),
        EntryKind::Existing => td_string!(l, entries.kind_existing),
        EntryKind::Repurposed => td_string!(l, entries.kind_repurposed),
    }
}

/// A guardian's answer as a badge.
pub fn consent_badge(l: Locale, of: ConsentState) -> AnyView {
    let (tone, text) = match of {
        ConsentState::Pending => (Tone::Warning, td_string!(l, entries.consent_pending)),
        ConsentState::Given => (Tone::Positive, td_string!(l, entries.consent_given)),
        ConsentState::Refused => (Tone::Danger, td_string!(l, entries.consent_refused)),
        ConsentState::Withdrawn => (Tone::Danger, td_string!(l, entries.consent_withdrawn)),
    };
    view! { <Badge tone=tone text=text/> }.into_any()
}

/// How a member is called; who deleted their account with their name has none.
pub fn member_name(l: Locale, member: &Member) -> String {
    if member.public_name.is_empty() {
        td_string!(l, entries.former_member).to_owned()
    } else {
        member.public_name.clone()
    }
}

/// What somebody is in a team, beyond a member, and whether they have confirmed it.
pub fn standing_badges(l: Locale, team: &Team, member: &Member) -> AnyView {
    let contact = (team.contact == Some(member.id))
        .then(|| view! { <Badge tone=Tone::Information text=td_string!(l, entries.contact)/> });
    let second = (team.second_contact == Some(member.id))
        .then(|| view! { <Badge tone=Tone::Neutral text=td_string!(l, entries.second_contact)/> });
    let unconfirmed =
        (!member.is_confirmed()).then(|| view! { <Badge tone=Tone::Warning text=td_string!(l, entries.unconfirmed)/> });
    let without = member
        .without_account
        .then(|| view! { <span class="small muted">{td_string!(l, entries.without_account)}</span> });
    view! { {contact} {second} {unconfirmed} {without} }.into_any()
}

/// The outcome of a check as a badge.
pub fn outcome_badge(l: Locale, of: CheckOutcome) -> AnyView {
    let (tone, text) = match of {
        CheckOutcome::Pass => (Tone::Positive, td_string!(l, entries.outcome_pass)),
        CheckOutcome::FixNeeded => (Tone::Warning, td_string!(l, entries.outcome_fix_needed)),
        CheckOutcome::Reject => (Tone::Danger, td_string!(l, entries.outcome_reject)),
    };
    view! { <Badge tone=tone text=text/> }.into_any()
}

/// The reason of a check.
pub fn reason(l: Locale, reason: CheckReason) -> &'static str {
    match reason {
        CheckReason::Complete => td_string!(l, entries.reason_complete),
        CheckReason::Theme => td_string!(l, entries.reason_theme),
        CheckReason::Language => td_string!(l, entries.reason_language),
        CheckReason::Consent => td_string!(l, entries.reason_consent),
        CheckReason::Conflict => td_string!(l, entries.reason_conflict),
        CheckReason::Content => td_string!(l, entries.reason_content),
        CheckReason::Rights => td_string!(l, entries.reason_rights),
        CheckReason::Link => td_string!(l, entries.reason_link),
        CheckReason::Other => td_string!(l, entries.reason_other),
    }
}

/// A part of a submission.
pub fn part(l: Locale, part: Part<'_>) -> String {
    match part {
        Part::Title => td_string!(l, entries.field_title),
        Part::Pitch => td_string!(l, entries.field_pitch),
        Part::Languages => td_string!(l, entries.field_languages),
        Part::Platforms => td_string!(l, entries.field_platforms),
        Part::Answer(question) => return question_label(l, question),
    }
    .to_owned()
}

/// A platform by its name.
pub fn platform(l: Locale, word: &str) -> String {
    match word {
        "web" => td_string!(l, entries.platform_web),
        other => platform_name(other),
    }
    .to_owned()
}

/// What to be warned of, by its word.
pub fn warning(l: Locale, word: &str) -> String {
    match word {
        "photosensitivity" => td_string!(l, entries.warning_photosensitivity),
        "motion" => td_string!(l, entries.warning_motion),
        "gore" => td_string!(l, entries.warning_gore),
        other => other,
    }
    .to_owned()
}

/// All of it, in a line.
pub fn warnings(l: Locale, words: &[String]) -> String {
    words.iter().map(|word| warning(l, word)).collect::<Vec<_>>().join(comma(l))
}

/// What a file is for.
pub fn file_kind(l: Locale, kind: FileKind) -> &'static str {
    match kind {
        FileKind::Screenshot => td_string!(l, entries.file_kind_screenshot),
        FileKind::Document => td_string!(l, entries.file_kind_document),
        FileKind::Build => td_string!(l, entries.file_kind_build),
    }
}

/// What a file of a kind may be.
pub fn file_hint(l: Locale, kind: FileKind, mebibytes: u64) -> String {
    match kind {
        FileKind::Screenshot => td_string!(l, entries.file_hint_screenshot, mebibytes = mebibytes).to_string(),
        FileKind::Document => td_string!(l, entries.file_hint_document, mebibytes = mebibytes).to_string(),
        FileKind::Build => td_string!(l, entries.file_hint_build, mebibytes = mebibytes).to_string(),
    }
}

/// How large a file is: whole mebibytes, below ten with a tenth, below one in kibibytes. Rounded up, so that nothing is
/// nought.
pub fn size(l: Locale, bytes: u64) -> String {
    let tenths = (bytes * 10).div_ceil(MEBIBYTE);
    match tenths {
        0..10 => td_string!(l, entries.file_kibibytes, size = bytes.div_ceil(1024)).to_string(),
        10..100 => td_string!(l, entries.file_mebibytes, size = format!("{}.{}", tenths / 10, tenths % 10)).to_string(),
        _ => td_string!(l, entries.file_mebibytes, size = bytes.div_ceil(MEBIBYTE)).to_string(),
    }
}

/// The mark between items of a list.
pub const fn comma(l: Locale) -> &'static str {
    match l {
        Locale::ar => "، ",
        Locale::en => ", ",
    }
}

/// What a guardian agrees to, point by point.
pub fn consent_points(l: Locale, member: &str) -> [String; 5] {
    [
        td_string!(l, entries.consent_point_rules).to_owned(),
        td_string!(l, entries.consent_point_name, name = member.to_owned()).to_string(),
        td_string!(l, entries.consent_point_judged).to_owned(),
        td_string!(l, entries.consent_point_asked).to_owned(),
        td_string!(l, entries.consent_point_no, member = member.to_owned()).to_string(),
    ]
}

/// The same with the rules, as plain text: the copy that a guardian gets by mail.
pub fn consent_terms(l: Locale, member: &str, rules: Option<&Rules>) -> String {
    let points = consent_points(l, member).map(|point| format!("- {point}")).join("\n");
    match rules {
        None => points,
        Some(rules) => {
            let title = td_string!(l, entries.consent_rules, version = rules.version).to_string();
            format!("{points}\n\n{title}\n\n{}", rules.text)
        }
    }
}

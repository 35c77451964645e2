//! Words and crumbs that several pages of this stage share.

use crate::{
    competition::model::Competition,
    i18n::{Locale, td_string},
    panel::model::{ConflictCategory, JudgeState},
    ui::{Crumb, Options, Tone},
};
use leptos::prelude::*;

/// The way to a page of a judge.
pub fn judge_crumbs(l: Locale, competition: &Competition) -> Vec<Crumb> {
    let home = format!("/c/{}", competition.slug);
    vec![
        Crumb::new(competition.name.clone(), home.clone()),
        Crumb::new(td_string!(l, panel.judge_desk), format!("{home}/judge")),
    ]
}

/// The state of a judge in a word, with its tone.
pub fn state_word(l: Locale, state: JudgeState) -> (Tone, &'static str) {
    match state {
        JudgeState::Invited => (Tone::Information, td_string!(l, panel.state_invited)),
        JudgeState::Accepted => (Tone::Warning, td_string!(l, panel.state_accepted)),
        JudgeState::Ready => (Tone::Positive, td_string!(l, panel.state_ready)),
        JudgeState::Declined => (Tone::Danger, td_string!(l, panel.state_declined)),
        JudgeState::Left => (Tone::Neutral, td_string!(l, panel.state_left)),
        JudgeState::Reserve => (Tone::Neutral, td_string!(l, judges.state_reserve)),
        JudgeState::SteppedDown => (Tone::Warning, td_string!(l, judges.state_stepped_down)),
    }
}

/// Language tags in a line.
pub fn tags(list: &[String]) -> impl IntoView + use<> {
    let text = list.join(", ");
    (!text.is_empty()).then(|| view! { <bdi dir="ltr">{text}</bdi> })
}

/// `18 / 28`, or only the first where there is no second.
pub fn ratio(count: u32, of: Option<u32>) -> impl IntoView + use<> {
    let text = of.map_or_else(|| count.to_string(), |of| format!("{count} / {of}"));
    view! { <bdi dir="ltr">{text}</bdi> }
}

/// `27–28`, or only one where both are the same.
pub fn span(min: u32, max: u32) -> impl IntoView + use<> {
    let text = if min == max { min.to_string() } else { format!("{min}–{max}") };
    view! { <bdi dir="ltr">{text}</bdi> }
}

/// A number in a tile, or a dash.
pub fn tile(label: &'static str, value: impl IntoView + 'static) -> impl IntoView {
    view! { <div class="tile"><dt>{label}</dt><dd>{value}</dd></div> }
}

/// What tie it is, in words.
pub fn category_word(l: Locale, category: ConflictCategory) -> &'static str {
    match category {
        ConflictCategory::Family => td_string!(l, conflicts.family),
        ConflictCategory::Friend => td_string!(l, conflicts.friend),
        ConflictCategory::Employer => td_string!(l, conflicts.employer),
        ConflictCategory::Organisation => td_string!(l, conflicts.organisation),
        ConflictCategory::Funded => td_string!(l, conflicts.funded),
        ConflictCategory::Mentor => td_string!(l, conflicts.mentor),
        ConflictCategory::Competitor => td_string!(l, conflicts.competitor),
        ConflictCategory::Other => td_string!(l, conflicts.other),
        ConflictCategory::Team => td_string!(l, conflicts.team),
    }
}

/// The ties to choose from; nothing is chosen at first.
pub fn category_options(l: Locale) -> Options {
    let choice = |category: ConflictCategory| (category.as_str().to_owned(), category_word(l, category).to_owned());
    let none = (String::new(), td_string!(l, conflicts.choose).to_owned());
    std::iter::once(none).chain(ConflictCategory::choices().map(choice)).collect()
}

/// A device in words.
pub fn device(l: Locale, word: &str) -> String {
    match word {
        "windows" => td_string!(l, judges.device_windows).to_owned(),
        "mac" => td_string!(l, judges.device_mac).to_owned(),
        "linux" => td_string!(l, judges.device_linux).to_owned(),
        "android" => td_string!(l, judges.device_android).to_owned(),
        "iphone" => td_string!(l, judges.device_iphone).to_owned(),
        "controller" => td_string!(l, judges.device_controller).to_owned(),
        "vr" => td_string!(l, judges.device_vr).to_owned(),
        other => other.to_owned(),
    }
}

/// A tag of expertise: those of the default in words, the organisers' own as they wrote them.
pub fn expertise_word(l: Locale, word: &str) -> String {
    match word {
        "peacebuilding" => td_string!(l, judges.expertise_peacebuilding).to_owned(),
        "games" => td_string!(l, judges.expertise_games).to_owned(),
        "technical" => td_string!(l, judges.expertise_technical).to_owned(),
        "education" => td_string!(l, judges.expertise_education).to_owned(),
        "design" => td_string!(l, judges.expertise_design).to_owned(),
        "gender" => td_string!(l, judges.expertise_gender).to_owned(),
        other => other.to_owned(),
    }
}

/// What a judge does not want to be shown, in words.
pub fn comfort(l: Locale, word: &str) -> String {
    match word {
        "photosensitivity" => td_string!(l, judges.comfort_photosensitivity).to_owned(),
        "motion" => td_string!(l, judges.comfort_motion).to_owned(),
        "gore" => td_string!(l, judges.comfort_gore).to_owned(),
        other => other.to_owned(),
    }
}

/// A part of the world in words.
pub fn region(l: Locale, word: &str) -> String {
    match word {
        "africa" => td_string!(l, judges.region_africa).to_owned(),
        "arab_states" => td_string!(l, judges.region_arab_states).to_owned(),
        "asia_pacific" => td_string!(l, judges.region_asia_pacific).to_owned(),
        "europe" => td_string!(l, judges.region_europe).to_owned(),
        "latin_america" => td_string!(l, judges.region_latin_america).to_owned(),
        "north_america" => td_string!(l, judges.region_north_america).to_owned(),
        other => other.to_owned(),
    }
}

//! Words and crumbs that several pages of this stage share.

use crate::{
    competition::model::Competition,
    i18n::{Locale, td_string},
    panel::model::{ConflictCategory, JudgeState},
    ui::{Crumb, Options, Tone},
};
use leptos::prelude::*;

/// The way to a page of an organiser.
pub fn organiser_crumbs(l: Locale, competition: &Competition) -> Vec<Crumb> {
    let home = format!("/c/{}", competition.slug);
    vec![
        Crumb::new(competition.name.clone(), home.clone()),
        Crumb::new(td_string!(l, panel.organise), format!("{home}/organise")),
    ]
}

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

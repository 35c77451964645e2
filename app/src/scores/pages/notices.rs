//! Why nothing can be scored now, and other words that both pages of a judge share.

use crate::{
    competition::model::CompetitionState,
    error::Refusal,
    i18n::{Locale, td_string},
    scores::{
        model::{DeskState, EntryLanguage},
        rules,
    },
    services::Page,
    time::Moment,
    ui::{Badge, Language, Tone},
};
use leptos::prelude::*;

/// Says why scorecards are not accepted now; `None` when they are.
pub fn closed_notice(page: &Page, state: CompetitionState, closes_at: Option<Moment>) -> Option<AnyView> {
    let l = page.locale;
    let (title, text) = match rules::may_score(state, closes_at, page.now).err()? {
        Refusal::RoundClosed => (td_string!(l, scores.closed_title), td_string!(l, scores.closed)),
        _ if state < CompetitionState::Judging => {
            (td_string!(l, scores.not_begun_title), td_string!(l, scores.not_begun))
        }
        _ => (td_string!(l, scores.over_title), td_string!(l, scores.over)),
    };
    Some(view! { <div class="notice"><p class="notice-title">{title}</p><p>{text}</p></div> }.into_any())
}

/// What a judge has done with an entry, in a word.
pub fn state_badge(l: Locale, state: DeskState) -> impl IntoView + use<> {
    let (tone, text) = match state {
        DeskState::ToDo => (Tone::Neutral, td_string!(l, scores.state_to_do)),
        DeskState::Draft => (Tone::Information, td_string!(l, scores.state_draft)),
        DeskState::Submitted => (Tone::Positive, td_string!(l, scores.state_submitted)),
    };
    view! { <Badge tone=tone text=text/> }
}

/// Languages of an entry; where the judge reads none of them, they are marked.
pub fn languages(l: Locale, list: &[EntryLanguage]) -> AnyView {
    let unread = list.iter().all(|language| !language.read);
    let items: Vec<_> = list
        .iter()
        .map(|language| {
            let unread =
                unread.then(|| view! { " " <span class="badge badge-warning">{td_string!(l, scores.not_read)}</span> });
            view! { <li><Language tag=language.tag.clone()/> {unread}</li> }
        })
        .collect();
    view! { <ul class="plain stack-tight">{items}</ul> }.into_any()
}

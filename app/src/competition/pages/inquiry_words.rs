//! What became of a question, in words.

use crate::{
    competition::model::InquiryState,
    i18n::{Locale, td_string},
    services::Page,
    time::Moment,
    ui::{Badge, DateTime, Tone},
};
use leptos::prelude::*;

/// Where a question stands.
pub(super) fn state_badge(l: Locale, state: InquiryState) -> AnyView {
    let (tone, text) = match state {
        InquiryState::Open => (Tone::Warning, td_string!(l, call.state_open)),
        InquiryState::Published => (Tone::Positive, td_string!(l, call.state_published)),
        InquiryState::Private => (Tone::Information, td_string!(l, call.state_private)),
        InquiryState::Declined => (Tone::Neutral, td_string!(l, call.state_declined)),
    };
    view! { <Badge tone=tone text=text/> }.into_any()
}

/// When it was answered, and when the answer was changed.
pub(super) fn answered_when(
    page: &Page,
    zone: &str,
    answered: Option<Moment>,
    changed: Option<Moment>,
) -> Option<AnyView> {
    let l = page.locale;
    let answered = answered?;
    let changed = changed.map(|at| {
        let zone = zone.to_owned();
        view! { " · " {td_string!(l, call.changed_on)} " " <DateTime at=at zone=zone/> }
    });
    let zone = zone.to_owned();
    let line = view! {
        <p class="small muted">{td_string!(l, call.answered_on)} " " <DateTime at=answered zone=zone/>{changed}</p>
    };
    Some(line.into_any())
}

//! What a judge is told of scorecards that came late.

use crate::{
    i18n::{Locale, td_string},
    scores::model::{LateNotice, LateState},
    ui::DateTime,
};
use leptos::prelude::*;

/// What the judge sent after the close, and what became of it.
pub fn late_notice(l: Locale, zone: &str, late: &[LateNotice]) -> Option<AnyView> {
    if late.is_empty() {
        return None;
    }
    let lines: Vec<_> = late
        .iter()
        .map(|one| {
            let reason =
                (!one.reason.is_empty()).then(|| view! { <div class="small"><bdi>{one.reason.clone()}</bdi></div> });
            view! {
                <li><DateTime at=one.received_at zone=zone.to_owned()/> ": " {state(l, one.state)} {reason}</li>
            }
        })
        .collect();
    Some(
        view! {
            <div class="notice notice-warning">
                <p class="notice-title">{td_string!(l, scores.late_title)}</p>
                <ul class="plain stack-tight">{lines}</ul>
            </div>
        }
        .into_any(),
    )
}

/// What became of it, in words.
pub fn state(l: Locale, state: LateState) -> &'static str {
    match state {
        LateState::Waiting => td_string!(l, scores.late_waiting),
        LateState::Accepted => td_string!(l, scores.late_accepted),
        LateState::SetAside => td_string!(l, scores.late_set_aside),
    }
}

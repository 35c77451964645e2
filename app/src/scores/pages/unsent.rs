//! What waits on judges' devices: a part of the page of scores.

use crate::{
    i18n::{Locale, td_string},
    scores::model::UnsentWork,
    ui::DateTime,
};
use leptos::prelude::*;

/// Devices with unsent work, if there are any.
pub fn unsent(l: Locale, zone: &str, all: &[UnsentWork]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let lines: Vec<_> = all
        .iter()
        .map(|one| {
            view! {
                <li>
                    <bdi>{one.judge.clone()}</bdi> ": " {td_string!(l, scores.unsent_count, count = one.items).to_string()} ", "
                    <span class="muted">{td_string!(l, scores.unsent_heard)} " " <DateTime at=one.heard_at zone=zone.to_owned()/></span>
                </li>
            }
        })
        .collect();
    Some(
        view! {
            <section class="section" aria-labelledby="unsent">
                <h2 id="unsent">{td_string!(l, scores.unsent_title)}</h2>
                <p class="muted">{td_string!(l, scores.unsent_hint)}</p>
                <ul class="plain stack-tight">{lines}</ul>
            </section>
        }
        .into_any(),
    )
}

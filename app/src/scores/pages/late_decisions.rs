//! What came late: a part of the page of scores.

use super::late::state;
use crate::{
    i18n::{Locale, td_string},
    scores::{
        api::DecideLate,
        model::{LateCard, LateState},
    },
    services::Page,
    ui::{AreaField, DateTime, Hidden, PostForm},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What came late, if anything did.
pub fn late_decisions(page: &Page, zone: &str, all: &[LateCard]) -> Option<AnyView> {
    let l = page.locale;
    if all.is_empty() {
        return None;
    }
    let cards: Vec<_> = all.iter().map(|card| late(l, zone, card)).collect();
    Some(
        view! {
            <section class="section" aria-labelledby="late">
                <h2 id="late">{td_string!(l, scores.late_came_late)}</h2>
                <p class="muted">{td_string!(l, scores.late_came_late_hint)}</p>
                <div class="stack">{cards}</div>
            </section>
        }
        .into_any(),
    )
}

fn late(l: Locale, zone: &str, card: &LateCard) -> AnyView {
    let kind = if card.handed_in { td_string!(l, scores.late_handed_in) } else { td_string!(l, scores.late_draft) };
    let claimed = card.claimed_at.map(|at| {
        view! { <div class="small muted">{td_string!(l, scores.late_claimed)} " " <DateTime at=at zone=zone.to_owned()/></div> }
    });
    let overtaken = card.overtaken.then(|| view! { <p class="small">{td_string!(l, scores.late_overtaken)}</p> });
    let reason = (!card.notice.reason.is_empty()).then(|| view! { ": " <bdi>{card.notice.reason.clone()}</bdi> });
    let id = card.id.to_string();
    let (accept, overtaken_now) = (td_string!(l, scores.late_accept), card.overtaken);
    let form = (card.notice.state == LateState::Waiting).then(|| {
        view! {
            <PostForm action=DecideLate::url() only_if=("late", id.clone())>
                <Hidden name="late" value=id/>
                <AreaField name="reason" label=td_string!(l, scores.late_reason) value=String::new() required=true rows=2
                    hint=td_string!(l, scores.late_reason_hint)/>
                <div class="button-row">
                    {(!overtaken_now).then(|| view! { <button class="button" name="decision" value="accept">{accept}</button> })}
                    <button class="button" name="decision" value="set_aside">{td_string!(l, scores.late_aside)}</button>
                </div>
            </PostForm>
        }
    });
    view! {
        <article class="card">
            <h3><bdi>{card.judge.clone()}</bdi> ", " <bdi>{card.title.clone()}</bdi></h3>
            <p>
                {kind} ", " {td_string!(l, scores.late_received)} " " <DateTime at=card.notice.received_at zone=zone.to_owned()/>
            </p>
            {claimed}
            <p><strong>{state(l, card.notice.state)}</strong> {reason}</p>
            {overtaken}
            {form}
        </article>
    }
    .into_any()
}

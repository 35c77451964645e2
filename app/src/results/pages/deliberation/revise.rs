//! A judge changes the own score.

use crate::{
    i18n::td_string,
    results::{api::ReviseScorecard, model::deliberation::EntryRoom, rules::deliberation::REVISION_WORDS},
    scores::{model::Score, pages::CriterionField},
    services::Page,
    ui::{AreaField, Hidden, PostForm},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The form, folded away, if there is a card to change.
pub(super) fn revise(page: &Page, room: &EntryRoom) -> Option<AnyView> {
    let l = page.locale;
    let version = room.revisable?;
    let own = room.cards.iter().find(|card| card.own)?;
    let fields: Vec<_> = room
        .own_criteria
        .iter()
        .map(|line| {
            let stored = own.scores.iter().find(|score| score.criterion == line.key).cloned();
            let score = stored.unwrap_or_else(|| Score { criterion: line.key.clone(), ..Score::default() });
            (line.clone(), score)
        })
        .collect();
    let entry = room.entry.entry.to_string();
    let came_back = page.came_back(ReviseScorecard::url(), &[("entry", &entry)]);
    Some(
        view! {
            <details class="disclosure" id="revise" open=came_back>
                <summary>{td_string!(l, deliberation.revise)}</summary>
                <p>{td_string!(l, deliberation.revise_what)}</p>
                <PostForm action=ReviseScorecard::url() class="card form" only_if=("entry", entry.clone())>
                    <Hidden name="entry" value=entry/>
                    <Hidden name="version" value=version.to_string()/>
                    {fields.into_iter().map(|(criterion, score)| view! { <CriterionField criterion=criterion score=score/> }).collect::<Vec<_>>()}
                    <AreaField name="reason" label=td_string!(l, deliberation.revise_reason)
                        hint=td_string!(l, deliberation.revise_reason_hint, max = REVISION_WORDS).to_string() rows=3/>
                    <div class="form-actions"><button class="button button-primary">{td_string!(l, deliberation.revise_send)}</button></div>
                </PostForm>
            </details>
        }
        .into_any(),
    )
}

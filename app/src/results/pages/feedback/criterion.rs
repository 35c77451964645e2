//! What judges said of an entry on one criterion.

use super::strip::strip;
use crate::{
    i18n::{Locale, td_string},
    results::model::{CriterionFeedback, Distribution, FeedbackShows},
    ui::{markup, prose},
};
use leptos::{either::Either, prelude::*};

pub(super) fn criterion(l: Locale, one: &CriterionFeedback, shows: FeedbackShows) -> AnyView {
    // Below the page stands why there may be none.
    let mean = one
        .mean
        .as_ref()
        .filter(|_| shows >= FeedbackShows::Marks)
        .map(|mean| td_string!(l, results.mean_mark, mean = mean.clone(), max = one.scale.1.clone()).to_string());
    let level = one.level.clone().map(|(mark, text)| {
        let lead = td_string!(l, feedback.closest, mark = mark).to_string();
        view! { <p class="small">{lead} " " <bdi>{text}</bdi></p> }
    });
    let comments = if one.comments.is_empty() {
        Either::Left(view! { <p class="muted">{td_string!(l, results.no_comments)}</p> })
    } else {
        let comments: Vec<_> =
            one.comments.iter().map(|comment| view! { <li dir="auto">{prose(comment)}</li> }).collect();
        Either::Right(view! { <ul class="stack-tight">{comments}</ul> })
    };
    view! {
        <section class="card stack-tight">
            <div class="cluster-spread"><h3><bdi>{one.label.clone()}</bdi></h3><span class="strong">{mean}</span></div>
            <p class="small muted" dir="auto">{one.question.clone()}</p>
            {level}
            {one.field.as_ref().map(|field| distribution(l, field, &one.scale))}
            {comments}
        </section>
    }
    .into_any()
}

/// The bars, with everything they say in words.
fn distribution(l: Locale, field: &Distribution, (min, max): &(String, String)) -> impl IntoView + use<> {
    let others = field.above + field.same + field.below;
    let position =
        td_string!(l, feedback.position, others = others, above = field.above, same = field.same, below = field.below)
            .to_string();
    let counts: Vec<String> = field.parts.iter().map(ToString::to_string).collect();
    let bars = td_string!(
        l,
        feedback.bars,
        min = min.clone(),
        max = max.clone(),
        counts = counts.join(td_string!(l, results.comma))
    )
    .to_string();
    view! {
        <figure class="stack-tight">
            {markup::plain(strip(l, field))}
            <figcaption class="small muted">{position} <span class="visually-hidden">" " {bars}</span></figcaption>
        </figure>
    }
}

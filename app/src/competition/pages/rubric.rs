//! A rubric to read.

use crate::{
    competition::model::{Criterion, Track},
    i18n::{Locale, td_string},
};
use leptos::prelude::*;

/// The criteria of a track with weights and levels, and how its ties are settled.
pub(super) fn rubric_table(l: Locale, track: &Track) -> AnyView {
    let rows: Vec<_> = track.criteria.iter().map(|criterion| row(l, criterion)).collect();
    let ties: Vec<_> = track
        .tie_criteria
        .iter()
        .filter_map(|key| track.criterion(key))
        .map(|criterion| view! { <li><bdi>{criterion.label.clone()}</bdi></li> })
        .collect();
    let ties = (!ties.is_empty()).then(|| {
        view! { <div class="stack-tight"><p>{td_string!(l, competition.ties)}</p><ol>{ties}</ol></div> }
    });
    view! {
        <div class="stack">
            <table class="table table-stacked" role="table">
                <caption class="visually-hidden">{td_string!(l, competition.rubric_of, track = track.name.clone()).to_string()}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">{td_string!(l, competition.criterion)}</th>
                        <th scope="col" role="columnheader" class="number">{td_string!(l, competition.weight)}</th>
                        <th scope="col" role="columnheader">{td_string!(l, competition.levels)}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
            {ties}
        </div>
    }
    .into_any()
}

fn row(l: Locale, criterion: &Criterion) -> AnyView {
    let levels: Vec<_> = criterion
        .levels
        .iter()
        .map(|level| {
            view! { <li><strong>{level.mark.to_string()}</strong>" "<bdi>{level.text.clone()}</bdi></li> }
        })
        .collect();
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <bdi>{criterion.label.clone()}</bdi>
                <p class="small muted"><bdi>{criterion.question.clone()}</bdi></p>
            </th>
            <td role="cell" class="number" data-label=td_string!(l, competition.weight)>{criterion.weight.to_string()}</td>
            <td role="cell" data-label=td_string!(l, competition.levels)><ul class="plain stack-tight">{levels}</ul></td>
        </tr>
    }
    .into_any()
}

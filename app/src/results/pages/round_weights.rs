//! What criteria weigh in a further round, as a part of its form.

use crate::{
    competition::model::{Criterion, Track},
    i18n::{Locale, td_string},
    results::rules::weight_field,
    ui::{error_text, form::FormState},
};
use leptos::prelude::*;

/// The weights of tracks, folded away while nobody changes them.
pub(super) fn weights_part(l: Locale, tracks: &[Track]) -> AnyView {
    let state = FormState::here();
    let changed = tracks.iter().flat_map(|track| &track.criteria).any(|line| {
        let typed = state.typed(&weight_field(line.id));
        typed.is_some_and(|typed| typed.trim() != line.weight.to_string())
    });
    let of = |track: &Track| {
        let lines: Vec<_> = track.criteria.iter().map(|criterion| line(l, criterion)).collect();
        view! {
            <fieldset class="field-group stack-tight">
                <legend class="field-label"><bdi>{track.name.clone()}</bdi></legend>
                {lines}
            </fieldset>
        }
    };
    view! {
        <details class="disclosure" open=changed>
            <summary>{td_string!(l, rounds.rubric)}</summary>
            <div class="stack">
                <p class="field-hint">{td_string!(l, rounds.rubric_hint)}</p>
                {tracks.iter().map(of).collect::<Vec<_>>()}
            </div>
        </details>
    }
    .into_any()
}

/// A weight beside its criterion. It may be empty, so that a form whose weights are folded away is never held back by one.
fn line(l: Locale, criterion: &Criterion) -> AnyView {
    let state = FormState::here();
    let name = weight_field(criterion.id);
    state.name_field(&name, &criterion.label);
    let about = format!("{name}-error");
    let problem = state.error(&name).map(|error| error_text::problem_text(l, &error.problem));
    let (invalid, described_by) = (problem.is_some().then_some("true"), problem.is_some().then(|| about.clone()));
    let problem = problem.map(|text| view! { <p class="field-error" id=about>{text}</p> });
    let value = state.typed(&name).unwrap_or_else(|| criterion.weight.to_string());
    view! {
        <div class="field-line">
            <label for=name.clone()><bdi>{criterion.label.clone()}</bdi></label>
            <input class="input input-short" id=name.clone() name=name type="text" inputmode="decimal" dir="ltr" value=value
                aria-invalid=invalid aria-describedby=described_by/>
            {problem}
        </div>
    }
    .into_any()
}

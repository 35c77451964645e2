//! How the panel scored a sample, for a judge who has handed it in: no names, and where one's own marks differ.

use super::level_plot::{Marked, level_plot};
use crate::{
    competition::model::Criterion,
    i18n::{Locale, td_string},
    scores::{
        model::{Anchor, CriterionOutcome, SampleOutcome, SampleSheet},
        rules,
    },
    ui::prose,
};
use leptos::prelude::*;

/// Nothing before the judge has handed in.
pub fn outcome(l: Locale, sheet: &SampleSheet) -> Option<AnyView> {
    let found = sheet.outcome.as_ref()?;
    let pairs = || {
        let of = |line: &CriterionOutcome| sheet.criteria.iter().find(|criterion| criterion.key == line.criterion);
        found.criteria.iter().filter_map(move |line| Some((of(line)?, line)))
    };
    let rows: Vec<_> = pairs()
        .filter(|(_, line)| found.shown || line.anchor.is_some())
        .map(|(criterion, line)| row(l, criterion, line))
        .collect();
    let differ: Vec<_> = pairs().filter_map(|(criterion, line)| difference(l, criterion, line)).collect();
    Some(
        view! {
            <section class="section" aria-labelledby="outcome">
                <h2 id="outcome">{td_string!(l, calibration.outcome)}</h2>
                <p>{counted(l, found)}</p>
                {found.shown.then(|| differences(l, differ))}
                <div class="grid">{rows}</div>
            </section>
        }
        .into_any(),
    )
}

fn counted(l: Locale, found: &SampleOutcome) -> String {
    if found.shown {
        td_string!(l, calibration.outcome_of, count = found.submitted).to_string()
    } else {
        td_string!(l, calibration.outcome_waits, count = found.submitted, fewest = rules::FEWEST_SHOWN).to_string()
    }
}

/// In a sentence, where one's own mark is a step or more off the middle of the panel.
fn difference(l: Locale, criterion: &Criterion, line: &CriterionOutcome) -> Option<AnyView> {
    let (own, middle) = (line.own?, rules::middle(&line.levels)?);
    let text = td_string!(l, calibration.differ_line, own = own.to_string(), middle = middle.to_string()).to_string();
    rules::differs(criterion.scale, own, middle)
        .then(|| view! { <li><strong><bdi>{criterion.label.clone()}</bdi></strong> ": " {text}</li> }.into_any())
}

fn differences(l: Locale, list: Vec<AnyView>) -> AnyView {
    if list.is_empty() {
        return view! { <p>{td_string!(l, calibration.differ_nowhere)}</p> }.into_any();
    }
    view! {
        <h3>{td_string!(l, calibration.differ)}</h3>
        <ul class="stack-tight">{list}</ul>
        <p class="small muted">{td_string!(l, calibration.differ_hint)}</p>
    }
    .into_any()
}

fn row(l: Locale, criterion: &Criterion, line: &CriterionOutcome) -> AnyView {
    let anchor_mark = line.anchor.as_ref().map(|anchor| anchor.mark);
    let plot =
        (!line.levels.is_empty()).then(|| level_plot(l, &line.levels, Marked { own: line.own, anchor: anchor_mark }));
    let own = line.own.map_or_else(|| td_string!(l, scores.could_not_assess).to_owned(), |mark| mark.to_string());
    view! {
        <div class="card stack-tight">
            <h3><bdi>{criterion.label.clone()}</bdi></h3>
            {plot}
            <p class="small">{td_string!(l, calibration.own_mark)} " " <bdi>{own}</bdi></p>
            {line.anchor.as_ref().map(|anchor| anchor_view(l, anchor))}
        </div>
    }
    .into_any()
}

fn anchor_view(l: Locale, anchor: &Anchor) -> AnyView {
    view! {
        <div class="small">
            <p>{td_string!(l, calibration.anchor_mark)} " " <bdi dir="ltr">{anchor.mark.to_string()}</bdi></p>
            {prose(&anchor.reason)}
        </div>
    }
    .into_any()
}

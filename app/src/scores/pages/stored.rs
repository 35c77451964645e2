//! A stored scorecard to be read: after the round has closed, or beside a form that another tab has overtaken.

use crate::{
    competition::model::Criterion,
    i18n::{Locale, td_string},
    scores::model::Score,
    ui::prose,
};
use leptos::prelude::*;

/// Marks and comments as stored, and the note.
pub fn stored_scores(l: Locale, criteria: &[Criterion], (scores, note): (&[Score], &str)) -> AnyView {
    let lines: Vec<_> = criteria
        .iter()
        .map(|criterion| {
            let score = scores.iter().find(|score| score.criterion == criterion.key);
            let comment = score.map(|score| prose(&score.comment));
            view! {
                <div class="criterion">
                    <div class="criterion-title">
                        <bdi>{criterion.label.clone()}</bdi>
                        {said(l, criterion, score)}
                    </div>
                    {comment}
                </div>
            }
        })
        .collect();
    let note = (!note.is_empty()).then(|| {
        view! {
            <div class="criterion">
                <div class="criterion-title"><span>{td_string!(l, scores.note)}</span></div>
                {prose(note)}
            </div>
        }
    });
    view! { {lines} {note} }.into_any()
}

fn said(l: Locale, criterion: &Criterion, score: Option<&Score>) -> AnyView {
    match score {
        Some(score) if score.could_not_assess => {
            view! { <span class="criterion-weight">{td_string!(l, scores.could_not_assess)}</span> }.into_any()
        }
        Some(Score { mark: Some(mark), .. }) => {
            let ratio = format!("{mark} / {}", criterion.scale.max);
            view! { <bdi dir="ltr">{ratio}</bdi> }.into_any()
        }
        _ => view! { <span class="criterion-weight">{td_string!(l, scores.open)}</span> }.into_any(),
    }
}

//! One criterion of the scorecard: its marks, "could not assess", its comment.

use crate::{
    competition::model::Criterion,
    i18n::{Locale, td_string},
    number::Decimal,
    scores::{model::Score, rules},
    services::services,
    ui::{AreaField, error_text, form::FormState},
};
use leptos::prelude::*;

/// One criterion. Few marks are chosen, each beside what it means; many are written.
#[component]
pub fn CriterionField(
    /// The criterion.
    criterion: Criterion,
    /// What is stored.
    score: Score,
    /// What the comment is called, where it is not for a team.
    #[prop(default = "")]
    comment: &'static str,
) -> impl IntoView {
    let l = services().page.locale;
    let state = FormState::here();
    let called = if comment.is_empty() { td_string!(l, scores.comment) } else { comment };
    let comment = format!("{}, {}", criterion.label, called);
    state.name_field(&rules::mark_field(&criterion.key), &criterion.label);
    state.name_field(&rules::comment_field(&criterion.key), &comment);
    let (key, weight) = (criterion.key.clone(), criterion.weight.to_string());
    let name = rules::mark_field(&key);
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let error = state.error(&name).map(|error| {
        let text = error_text::problem_text(l, &error.problem);
        view! { <p class="field-error" id=error_id.clone()>{text}</p> }
    });
    let described = if error.is_some() { format!("{hint_id} {error_id}") } else { hint_id.clone() };
    let marks = Marks { l, name, described, invalid: error.is_some(), state, criterion: &criterion, score: &score };
    let marks = match rules::choices(criterion.scale) {
        Some(choices) => marks.chosen(&choices),
        None => marks.written(),
    };
    view! {
        <fieldset class="criterion">
            <legend class="visually-hidden">
                <bdi>{criterion.label.clone()}</bdi> ", " {td_string!(l, scores.weight, weight = weight.clone())}
            </legend>
            <div class="criterion-title" aria-hidden="true">
                <bdi>{criterion.label.clone()}</bdi>
                <span class="criterion-weight">{td_string!(l, scores.weight, weight = weight)}</span>
            </div>
            <p class="field-hint" id=hint_id dir="auto">{criterion.question.clone()}</p>
            {marks}
            {error}
            <AreaField name=rules::comment_field(&key) label=called hint=comment_hint(l, &criterion)
                value=score.comment required=false rows=2/>
        </fieldset>
    }
}

/// When a comment has to be written.
fn comment_hint(l: Locale, criterion: &Criterion) -> String {
    let wanted: Vec<String> = rules::choices(criterion.scale)
        .unwrap_or_default()
        .into_iter()
        .filter(|mark| rules::wants_comment(criterion.scale, !criterion.levels.is_empty(), *mark))
        .map(|mark| mark.to_string())
        .collect();
    let max = rules::COMMENT_WORDS;
    if wanted.is_empty() {
        td_string!(l, scores.comment_hint, max = max).to_string()
    } else {
        td_string!(l, scores.comment_hint_marks, max = max, marks = wanted.join(", ")).to_string()
    }
}

struct Marks<'c> {
    l: Locale,
    name: String,
    described: String,
    invalid: bool,
    state: FormState,
    criterion: &'c Criterion,
    score: &'c Score,
}

impl Marks<'_> {
    /// What was typed, or else what is stored, as the form says it.
    fn said(&self) -> String {
        if self.state.returned {
            return self.state.typed(&self.name).unwrap_or_default();
        }
        if self.score.could_not_assess {
            return rules::COULD_NOT_ASSESS.to_owned();
        }
        self.score.mark.map(|mark| mark.to_string()).unwrap_or_default()
    }

    fn chosen(&self, choices: &[Decimal]) -> AnyView {
        let l = self.l;
        let said = self.said();
        let invalid = self.invalid.then_some("true");
        let levels: Vec<_> = choices
            .iter()
            .enumerate()
            .map(|(index, mark)| {
                let value = mark.to_string();
                let checked = value == said;
                // The first has the field's name as id: a link to an error leads to it.
                let id = (index == 0).then(|| self.name.clone());
                view! {
                    <label class="level">
                        <input type="radio" id=id name=self.name.clone() value=value.clone() checked=checked
                            aria-invalid=invalid aria-describedby=self.described.clone()/>
                        <span class="level-number">{value}</span>
                        {self.level_text(*mark)}
                    </label>
                }
            })
            .collect();
        let checked = said == rules::COULD_NOT_ASSESS;
        view! {
            <div class="levels">{levels}</div>
            <label class="choice">
                <input type="radio" name=self.name.clone() value=rules::COULD_NOT_ASSESS checked=checked/>
                <span>{td_string!(l, scores.could_not_assess)}</span>
            </label>
        }
        .into_any()
    }

    fn level_text(&self, mark: Decimal) -> AnyView {
        let levels = &self.criterion.levels;
        if let Some(level) = levels.iter().find(|level| level.mark == mark) {
            return view! { <span class="level-text" dir="auto">{level.text.clone()}</span> }.into_any();
        }
        match rules::between(levels, mark) {
            Some((below, above)) => {
                let text = td_string!(self.l, scores.between, below = below.to_string(), above = above.to_string());
                view! { <span class="level-text level-between">{text.to_string()}</span> }.into_any()
            }
            None => ().into_any(),
        }
    }

    fn written(&self) -> AnyView {
        let l = self.l;
        let scale = self.criterion.scale;
        let said = self.said();
        let unassessed_name = rules::not_assessed_field(&self.criterion.key);
        let unassessed = if self.state.returned {
            self.state.typed(&unassessed_name).is_some()
        } else {
            said == rules::COULD_NOT_ASSESS
        };
        let value = if said == rules::COULD_NOT_ASSESS { String::new() } else { said };
        let range = td_string!(
            l,
            scores.range,
            min = scale.min.to_string(),
            max = scale.max.to_string(),
            step = scale.step.to_string()
        );
        let levels: Vec<_> = self
            .criterion
            .levels
            .iter()
            .map(|level| {
                view! {
                    <div><dt>{level.mark.to_string()}</dt><dd dir="auto">{level.text.clone()}</dd></div>
                }
            })
            .collect();
        let levels = (!levels.is_empty()).then(|| view! { <dl class="facts">{levels}</dl> });
        view! {
            {levels}
            <div class="field">
                <label class="field-label" for=self.name.clone()>{td_string!(l, scores.mark)}</label>
                <p class="field-hint">{range.to_string()}</p>
                <input class="input input-short" type="number" inputmode="decimal" dir="ltr" id=self.name.clone() name=self.name.clone()
                    min=scale.min.to_string() max=scale.max.to_string() step=scale.step.to_string() value=value
                    aria-invalid=self.invalid.then_some("true") aria-describedby=self.described.clone()/>
            </div>
            <label class="choice">
                <input type="checkbox" name=unassessed_name value="on" checked=unassessed/>
                <span>{td_string!(l, scores.could_not_assess)}</span>
            </label>
        }
        .into_any()
    }
}

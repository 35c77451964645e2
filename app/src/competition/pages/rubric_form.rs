//! The rubric of a track as a form: every criterion and its levels at once, and an empty one to add.

use crate::{
    competition::{
        islands::WeightTotal,
        model::{Criterion, Level, Scale, Track},
        rules::{described_marks, total},
    },
    i18n::{Locale, td_string},
    number::Decimal,
    services::Page,
    ui::{CheckField, TextField, form::FormState},
};
use leptos::prelude::*;

/// The scale a new criterion begins with.
const SCALE: Scale =
    Scale { min: Decimal::from_integer(1), max: Decimal::from_integer(5), step: Decimal::from_integer(1) };

/// The rows of the form. Inside a form, so that what was typed comes back.
pub(super) fn rows(page: &Page, track: &Track) -> AnyView {
    let l = page.locale;
    let criteria: Vec<AnyView> =
        track.criteria.iter().enumerate().map(|(row, criterion)| existing(l, row, criterion)).collect();
    let sum = total(track.criteria.iter().map(|criterion| criterion.weight)).to_string();
    view! {
        {criteria}
        {added(l, track.criteria.len())}
        <WeightTotal label=td_string!(l, competition.total).to_owned() enough=td_string!(l, competition.total_whole).to_owned()
            off=td_string!(l, competition.total_off).to_owned() total=sum/>
    }
    .into_any()
}

fn existing(l: Locale, row: usize, criterion: &Criterion) -> AnyView {
    let at = |field: &str| format!("criterion[r{row}][{field}]");
    view! {
        <fieldset class="form-section">
            <legend class="visually-hidden"><bdi>{criterion.label.clone()}</bdi></legend>
            <input type="hidden" name=at("key") value=criterion.key.clone()/>
            {fields(l, row, Some(criterion))}
            <CheckField name=at("remove") label=td_string!(l, competition.remove_criterion)/>
        </fieldset>
    }
    .into_any()
}

fn added(l: Locale, row: usize) -> AnyView {
    let at = |field: &str| format!("criterion[r{row}][{field}]");
    let state = FormState::here();
    let begun = ["label", "question", "weight"]
        .into_iter()
        .any(|field| state.typed(&at(field)).is_some_and(|typed| !typed.is_empty()));
    view! {
        <details class="disclosure" open=begun>
            <summary>{td_string!(l, competition.add_criterion)}</summary>
            <fieldset class="form-section">
                <legend class="visually-hidden">{td_string!(l, competition.add_criterion)}</legend>
                {fields(l, row, None)}
                <TextField name=at("key") label=td_string!(l, competition.key_new) hint=td_string!(l, competition.key_hint)
                    required=false dir="ltr" size="input-medium"/>
            </fieldset>
        </details>
    }
    .into_any()
}

fn fields(l: Locale, row: usize, criterion: Option<&Criterion>) -> AnyView {
    let at = |field: &str| format!("criterion[r{row}][{field}]");
    let required = criterion.is_some();
    let (label, question, weight) = criterion.map_or_else(Default::default, |criterion| {
        (criterion.label.clone(), criterion.question.clone(), criterion.weight.to_string())
    });
    let scale = criterion.map_or(SCALE, |criterion| criterion.scale);
    let levels = criterion.map(|criterion| criterion.levels.as_slice()).unwrap_or_default();
    let state = FormState::here();
    let marks = described_marks(scale, levels);
    let wrong = ["min", "max", "step"].into_iter().any(|field| state.error(&at(field)).is_some())
        || marks.iter().any(|mark| state.error(&at(&format!("level][m{mark}"))).is_some());
    view! {
        <TextField name=at("label") label=td_string!(l, competition.label) value=label required=required/>
        <TextField name=at("question") label=td_string!(l, competition.question) value=question required=required/>
        <TextField name=at("weight") label=td_string!(l, competition.weight) value=weight required=required
            inputmode="decimal" dir="ltr" size="input-short"/>
        <details class="disclosure" open=wrong>
            <summary>{td_string!(l, competition.scale)}</summary>
            <div class="form-section">
                <div class="field-row">
                    <TextField name=at("min") label=td_string!(l, competition.scale_min) value=scale.min.to_string()
                        inputmode="decimal" dir="ltr" size="input-short"/>
                    <TextField name=at("max") label=td_string!(l, competition.scale_max) value=scale.max.to_string()
                        inputmode="decimal" dir="ltr" size="input-short"/>
                    <TextField name=at("step") label=td_string!(l, competition.scale_step) value=scale.step.to_string()
                        inputmode="decimal" dir="ltr" size="input-short"/>
                </div>
                {level_fields(l, row, levels, marks)}
            </div>
        </details>
    }
    .into_any()
}

fn level_fields(l: Locale, row: usize, levels: &[Level], marks: Vec<Decimal>) -> Vec<AnyView> {
    marks
        .into_iter()
        .map(|mark| {
            let text =
                levels.iter().find(|level| level.mark == mark).map(|level| level.text.clone()).unwrap_or_default();
            let label = td_string!(l, competition.level, mark = mark).to_string();
            view! { <TextField name=format!("criterion[r{row}][level][m{mark}]") label=label value=text required=false/> }
                .into_any()
        })
        .collect()
}

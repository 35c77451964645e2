//! The cure of a defect on pages: the parts that may be changed, those that may not, and what was changed.

use super::words;
use crate::{
    competition::{
        model::Question,
        pages::{chosen_labels, question_label},
    },
    entries::{
        model::{CurePart, EntryKind, EntryState},
        rules::{self, Change},
        views::{Desk, Review},
    },
    i18n::{Locale, td_string},
    ui::{DateTime, error_text, form::FormState, moment_text, prose},
};
use leptos::prelude::*;

/// A part in words.
pub fn part(l: Locale, part: &CurePart, questions: &[Question]) -> String {
    match part {
        CurePart::Title => td_string!(l, entries.field_title).to_owned(),
        CurePart::Pitch => td_string!(l, entries.field_pitch).to_owned(),
        CurePart::Kind => td_string!(l, entries.field_kind).to_owned(),
        CurePart::Languages => td_string!(l, entries.field_languages).to_owned(),
        CurePart::Platforms => td_string!(l, entries.field_platforms).to_owned(),
        CurePart::Warnings => td_string!(l, entries.warnings).to_owned(),
        CurePart::Answer(key) => questions
            .iter()
            .find(|question| question.key == *key)
            .map_or_else(|| key.clone(), |question| question_label(l, question)),
        CurePart::Files(kind) => words::file_kind(l, *kind).to_owned(),
        CurePart::Team => td_string!(l, deadline.team_part).to_owned(),
    }
}

/// What contents say of a part, in words: of an answer by choice, what was chosen.
pub fn worded(l: Locale, part: &CurePart, text: &str, questions: &[Question]) -> String {
    let chosen = |question: &&Question| *part == CurePart::Answer(question.key.clone()) && question.kind.is_chosen();
    questions
        .iter()
        .find(chosen)
        .map_or_else(|| text.to_owned(), |question| chosen_labels(l, question, text).join(words::comma(l)))
}

/// What of an entry may be changed, for its team.
pub fn open_parts(l: Locale, desk: &Desk) -> Option<AnyView> {
    if desk.may_write.is_err() {
        let over = desk.entry.state == EntryState::FixNeeded;
        return over.then(|| view! { <p>{td_string!(l, deadline.fix_over_stays)}</p> }.into_any());
    }
    let open = desk.entry.fix()?;
    let items: Vec<_> =
        open.iter().map(|open| view! { <li><bdi>{part(l, open, &desk.questions)}</bdi></li> }).collect();
    Some(view! { <p>{td_string!(l, deadline.fix_open)}</p><ul>{items}</ul> }.into_any())
}

/// The later deadline of an entry, for its team.
pub fn later_deadline(l: Locale, desk: &Desk) -> Option<AnyView> {
    let exception = desk.entry.exception.as_ref()?;
    let when = moment_text(l, exception.until, &desk.competition.time_zone);
    let open = desk.may_write.is_ok() && desk.entry.late_until.is_some();
    let text = if open {
        td_string!(l, deadline.exception_desk, when = when).to_string()
    } else {
        td_string!(l, deadline.exception_desk_over, when = when).to_string()
    };
    Some(view! { <div class="notice"><p>{text}</p><p dir="auto">{exception.reason.clone()}</p></div> }.into_any())
}

/// In the place of a field that is not open: what is judged, and what was typed there, if it was.
/// `field`: the name the field has where it is open, which is the id of what stands here.
pub fn closed_field(l: Locale, field: &str, label: &str, text: &str) -> AnyView {
    let state = FormState::here();
    state.name_field(field, label);
    let id = field.to_owned();
    let shown = if text.is_empty() {
        view! { <p class="muted">{td_string!(l, deadline.nothing_there)}</p> }.into_any()
    } else {
        prose(text).into_any()
    };
    let refused = state.error(field).map(|error| {
        let mut typed: Vec<String> = state.typed(field).into_iter().collect();
        typed.extend(state.typed_all(&format!("{field}[]")));
        typed.extend(state.typed(&format!("more_{field}")));
        let typed = typed.join(" ");
        view! {
            <p class="field-error">{error_text::problem_text(l, &error.problem)}</p>
            <p class="small muted">{td_string!(l, deadline.closed_typed)}</p>
            <p class="small" dir="auto">{typed}</p>
        }
    });
    view! {
        <div class="field" id=id>
            <p class="field-label">{label.to_owned()}</p>
            <div class="stack-tight">{shown}</div>
            {refused}
        </div>
    }
    .into_any()
}

/// What a fix changed, for organisers who check it again.
pub fn changes_view(l: Locale, review: &Review) -> Option<AnyView> {
    let (before, after) = review.deadline.cured.as_ref()?;
    let zone = &review.competition.time_zone;
    let found = rules::changes(before, after, &review.questions);
    let none = found.is_empty().then(|| view! { <p class="muted">{td_string!(l, deadline.changes_none)}</p> });
    let items: Vec<_> = found.iter().map(|change| change_view(l, change, &review.questions)).collect();
    let copy = |label: &'static str, id: String, at| {
        let zone = zone.clone();
        view! { <div><dt>{label}</dt><dd><DateTime at=at zone=zone/>" "<code class="code-box" dir="ltr">{id}</code></dd></div> }
    };
    let view = view! {
        <section class="section" aria-labelledby="changes">
            <h2 id="changes">{td_string!(l, deadline.changes)}</h2>
            <p>{td_string!(l, deadline.changes_lead)}</p>
            <dl class="facts">
                {copy(td_string!(l, deadline.snapshot_before), before.id.to_string(), before.at)}
                {copy(td_string!(l, deadline.snapshot_after), after.id.to_string(), after.at)}
            </dl>
            {none}
            {items}
        </section>
    };
    Some(view.into_any())
}

fn change_view(l: Locale, change: &Change, questions: &[Question]) -> AnyView {
    let shown = |text: &str| {
        if text.is_empty() {
            return view! { <p class="muted">{td_string!(l, deadline.nothing_there)}</p> }.into_any();
        }
        match (&change.part, EntryKind::parse(text)) {
            (CurePart::Kind, Some(kind)) => view! { <p>{words::kind(l, kind)}</p> }.into_any(),
            _ => prose(&worded(l, &change.part, text, questions)).into_any(),
        }
    };
    view! {
        <div class="card stack">
            <h3><bdi>{part(l, &change.part, questions)}</bdi></h3>
            <dl class="facts">
                <div><dt>{td_string!(l, deadline.changes_before)}</dt><dd>{shown(&change.before)}</dd></div>
                <div><dt>{td_string!(l, deadline.changes_after)}</dt><dd>{shown(&change.after)}</dd></div>
            </dl>
        </div>
    }
    .into_any()
}

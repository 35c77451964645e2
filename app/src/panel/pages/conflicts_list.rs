//! The form over the whole list of entries.

use crate::{
    country,
    i18n::{Locale, td_string},
    panel::{
        api::DeclareConflicts,
        model::{ConflictKind, DeclarableEntry, Declaration},
        rules::entry_field,
    },
    ui::{CheckField, Hidden, PostForm, error_text, form::FormState},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Every entry with none, avoid or bars, and a reason. `first`: the judge has not declared before.
pub fn whole_list(l: Locale, declaration: &Declaration, first: bool) -> impl IntoView + use<> {
    let entries = declaration.entries.clone();
    let slug = declaration.competition.slug.clone();
    let (class, text) = if first {
        ("button button-primary", td_string!(l, panel.declare))
    } else {
        ("button", td_string!(l, panel.declare_again))
    };
    view! {
        <PostForm action=DeclareConflicts::url() class="stack-wide">
            <Hidden name="slug" value=slug/>
            <EntryRows entries=entries/>
            <CheckField name="confirmed" label=td_string!(l, panel.confirmed)/>
            <div class="form-actions"><button class=class>{text}</button></div>
        </PostForm>
    }
}

/// A component, not a function, so that it finds the state of the form around it.
#[component]
fn EntryRows(
    /// The entries, in order.
    entries: Vec<DeclarableEntry>,
) -> impl IntoView {
    let l = crate::services::services().page.locale;
    if entries.is_empty() {
        return view! {
            <div class="empty-state"><h2>{td_string!(l, panel.list_empty_title)}</h2><p>{td_string!(l, panel.list_empty)}</p></div>
        }
        .into_any();
    }
    let state = FormState::here();
    let rows: Vec<_> = entries.iter().map(|entry| row(l, &state, entry)).collect();
    view! {
        <table class="table table-stacked" role="table">
            <caption>{td_string!(l, panel.list_caption)}</caption>
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">{td_string!(l, panel.entry)}</th>
                <th scope="col" role="columnheader">{td_string!(l, panel.tie)}</th>
                <th scope="col" role="columnheader">{td_string!(l, panel.reason)}</th>
            </tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(l: Locale, state: &FormState, entry: &DeclarableEntry) -> impl IntoView + use<> {
    let field = entry_field(entry.id);
    let (kind, reason) = (format!("kind[{field}]"), format!("reason[{field}]"));
    let stored = entry.tie.as_ref().map_or("none", |tie| tie.kind.as_str()).to_owned();
    let chosen = state.typed(&kind).unwrap_or(stored);
    let written = state.typed(&reason).or_else(|| entry.tie.as_ref().map(|tie| tie.reason.clone())).unwrap_or_default();
    let error = |name: &str| {
        state.error(name).map(|error| {
            let id = format!("{name}-error");
            view! { <p class="field-error" id=id>{error_text::problem_text(l, &error.problem)}</p> }
        })
    };
    let (kind_error, reason_error) = (error(&kind), error(&reason));
    let invalid = reason_error.is_some().then_some("true");
    let described = reason_error.is_some().then(|| format!("{reason}-error"));
    let legend = format!("{} {}", td_string!(l, panel.reason_of), entry.title);
    let label = format!("{}: {}", td_string!(l, panel.reason), entry.title);
    state.name_field(&kind, &entry.title);
    state.name_field(&reason, &entry.title);
    let choices = if entry.own {
        view! { <p class="small">{td_string!(l, panel.own_entry)}</p> <input type="hidden" name=kind value="hard"/> }
            .into_any()
    } else {
        let choice = |value: &'static str, text: &'static str, first: bool| {
            let id = first.then(|| kind.clone());
            view! {
                <label class="choice">
                    <input type="radio" id=id name=kind.clone() value=value checked=chosen == value/>
                    <span>{text}</span>
                </label>
            }
        };
        view! {
            <fieldset class="field-group">
                <legend class="visually-hidden">{legend}</legend>
                <div class="choices-inline">
                    {choice("none", td_string!(l, panel.tie_none), true)}
                    {choice(ConflictKind::Soft.as_str(), td_string!(l, panel.tie_soft), false)}
                    {choice(ConflictKind::Hard.as_str(), td_string!(l, panel.tie_hard), false)}
                </div>
                {kind_error}
            </fieldset>
        }
        .into_any()
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{who(l, entry)}</th>
            <td role="cell" data-label=td_string!(l, panel.tie)>{choices}</td>
            <td role="cell" data-label=td_string!(l, panel.reason)>
                <input class="input" id=reason.clone() name=reason type="text" dir="auto" value=written aria-label=label
                    aria-invalid=invalid aria-describedby=described/>
                {reason_error}
            </td>
        </tr>
    }
}

/// Who is behind an entry: what is needed to know of a tie, nothing of the work.
fn who(l: Locale, entry: &DeclarableEntry) -> impl IntoView + use<> {
    let organisation =
        (!entry.organisation.is_empty()).then(|| view! { " · " <bdi>{entry.organisation.clone()}</bdi> });
    let people: Vec<_> = entry
        .members
        .iter()
        .cloned()
        .chain(entry.countries.iter().map(|code| country::name(l, code)))
        .enumerate()
        .map(|(n, word)| view! { {(n > 0).then_some(" · ")} <bdi>{word}</bdi> })
        .collect();
    view! {
        <bdi>{entry.title.clone()}</bdi>
        <p class="small"><bdi>{entry.team.clone()}</bdi>{organisation}</p>
        <p class="small muted">{people}</p>
    }
}

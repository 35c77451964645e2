//! The form over the whole list of entries.

use super::words::{category_options, category_word};
use crate::{
    country,
    i18n::{Locale, td_string},
    panel::{
        api::DeclareConflicts,
        model::{ConflictKind, DeclarableEntry, Declaration, DeclarationFilter},
        rules::{ENTRIES_PER_PAGE, entry_field},
    },
    services::Page,
    ui::{CheckField, Hidden, PostForm, empty_state, error_text, form::FormState},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// A page of the list: every entry with none, soft or hard, what tie it is, and words.
pub fn whole_list(page: &Page, declaration: &Declaration, filter: &DeclarationFilter) -> impl IntoView + use<> {
    let l = page.locale;
    let entries = declaration.entries.clone();
    let slug = declaration.competition.slug.clone();
    let (class, text) = if declaration.asked > 0 {
        ("button button-primary", td_string!(l, conflicts.declare_page))
    } else {
        ("button", td_string!(l, panel.declare_again))
    };
    view! {
        <PostForm action=DeclareConflicts::url() class="stack-wide">
            <Hidden name="slug" value=slug/>
            <EntryRows entries=entries/>
            <CheckField name="confirmed" label=td_string!(l, conflicts.confirmed)/>
            <div class="form-actions"><button class=class>{text}</button></div>
        </PostForm>
        {pagination(page, declaration, filter)}
    }
}

/// The way to other pages of the list.
fn pagination(page: &Page, declaration: &Declaration, filter: &DeclarationFilter) -> Option<AnyView> {
    let l = page.locale;
    let pages = declaration.found.div_ceil(ENTRIES_PER_PAGE);
    if pages < 2 {
        return None;
    }
    let link = |number: usize, text: &'static str| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("page", &number.to_string());
        if !filter.text.is_empty() {
            query.append_pair("text", &filter.text);
        }
        let path = format!("/c/{}/judge/conflicts?{}", declaration.competition.slug, query.finish());
        view! { <li><a href=page.link(&path)>{text}</a></li> }
    };
    let previous = (filter.page > 1).then(|| link(filter.page - 1, td_string!(l, conflicts.previous)));
    let next = (filter.page < pages).then(|| link(filter.page + 1, td_string!(l, conflicts.next)));
    let here = format!("{} / {pages}", filter.page);
    Some(
        view! {
            <nav class="pagination" aria-label=td_string!(l, conflicts.pages)>
                <p class="small muted"><bdi dir="ltr">{here}</bdi></p>
                <ul>{previous}{next}</ul>
            </nav>
        }
        .into_any(),
    )
}

/// A component, not a function, so that it finds the state of the form around it.
#[component]
fn EntryRows(
    /// The entries, in order.
    entries: Vec<DeclarableEntry>,
) -> impl IntoView {
    let l = crate::services::services().page.locale;
    if entries.is_empty() {
        return empty_state(td_string!(l, panel.list_empty_title), td_string!(l, panel.list_empty));
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

fn row(l: Locale, state: &FormState, entry: &DeclarableEntry) -> AnyView {
    let field = entry_field(entry.id);
    let (kind, reason) = (format!("kind[{field}]"), format!("reason[{field}]"));
    let category = format!("category[{field}]");
    let stored = entry.tie.as_ref().map_or("none", |tie| tie.kind.as_str()).to_owned();
    let chosen = state.typed(&kind).unwrap_or(stored);
    let written = state.typed(&reason).or_else(|| entry.tie.as_ref().map(|tie| tie.reason.clone())).unwrap_or_default();
    let error = |name: &str| {
        state.error(name).map(|error| {
            let id = format!("{name}-error");
            view! { <p class="field-error" id=id>{error_text::problem_text(l, &error.problem)}</p> }
        })
    };
    let (kind_error, category_error, reason_error) = (error(&kind), error(&category), error(&reason));
    let invalid = reason_error.is_some().then_some("true");
    let described = reason_error.is_some().then(|| format!("{reason}-error"));
    let legend = format!("{} {}", td_string!(l, panel.reason_of), entry.title);
    let label = format!("{}: {}", td_string!(l, panel.reason), entry.title);
    state.name_field(&kind, &entry.title);
    state.name_field(&category, &entry.title);
    // What bars stays until organisers set it aside, so there is nothing to choose.
    let barred = entry.tie.as_ref().filter(|tie| tie.kind == ConflictKind::Hard);
    if entry.own || barred.is_some() {
        let (words, why) = match barred {
            Some(tie) if !entry.own => (td_string!(l, conflicts.stays), category_word(l, tie.category)),
            _ => (td_string!(l, panel.own_entry), ""),
        };
        return view! {
            <tr role="row">
                <th scope="row" role="rowheader">{who(l, entry)}</th>
                <td role="cell" data-label=td_string!(l, panel.tie)>
                    <p class="small">{words}</p> <input type="hidden" name=kind value="hard"/>
                </td>
                <td role="cell" data-label=td_string!(l, panel.reason)>{why}</td>
            </tr>
        }
        .into_any();
    }
    state.name_field(&reason, &entry.title);
    let choices = {
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
                    {choice(ConflictKind::Soft.as_str(), td_string!(l, conflicts.say_soft), false)}
                    {choice(ConflictKind::Hard.as_str(), td_string!(l, conflicts.say_hard), false)}
                </div>
                {kind_error}
            </fieldset>
        }
    };
    let chosen_category = state
        .typed(&category)
        .or_else(|| entry.tie.as_ref().map(|tie| tie.category.as_str().to_owned()))
        .unwrap_or_default();
    let options: Vec<_> = category_options(l)
        .into_iter()
        .map(|(value, text)| {
            let selected = value == chosen_category;
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect();
    let category_label = format!("{}: {}", td_string!(l, conflicts.category), entry.title);
    let category_invalid = category_error.is_some().then_some("true");
    let category_described = category_error.is_some().then(|| format!("{category}-error"));
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{who(l, entry)}</th>
            <td role="cell" data-label=td_string!(l, panel.tie)>{choices}</td>
            <td role="cell" data-label=td_string!(l, panel.reason)>
                <select class="select" id=category.clone() name=category aria-label=category_label
                    aria-invalid=category_invalid aria-describedby=category_described>{options}</select>
                {category_error}
                <input class="input" id=reason.clone() name=reason type="text" dir="auto" value=written aria-label=label
                    aria-invalid=invalid aria-describedby=described/>
                {reason_error}
            </td>
        </tr>
    }
    .into_any()
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

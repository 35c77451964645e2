//! Declaring conflicts of interest: the whole list once, single ties at any time.

use super::{
    conflicts_list::whole_list,
    words::{category_options, category_word, judge_crumbs},
};
use crate::{
    i18n::{Locale, td_string},
    panel::{
        api::{AddConflict, DeclareConflicts},
        model::{ConflictCategory, ConflictKind, DeclarableEntry, Declaration, DeclarationFilter, DeclaredTie},
    },
    services::{Page, services},
    text,
    ui::{Badge, ChoiceField, Hidden, Options, PostForm, SelectField, TextField, Tone, layout, load, param, query},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The list of entries, and what this judge declared.
#[component]
pub fn ConflictsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    let filter = DeclarationFilter {
        text: query("text").and_then(|typed| text::line(&typed, 100).ok()).unwrap_or_default(),
        page: query("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 100_000),
        // The desk and a scorecard lead here with their entry.
        entry: query("entry").and_then(|id| id.parse().ok()),
    };
    load(async move {
        let declaration = services.panel.declaration(slug?, filter.clone()).await?;
        let page = services.page;
        let l = page.locale;
        let profile = page.link(&format!("/c/{}/judge/profile", declaration.competition.slug));
        let (tone, word) = if declaration.declared {
            (Tone::Positive, td_string!(l, panel.declared))
        } else {
            (Tone::Warning, td_string!(l, panel.not_declared))
        };
        let state = view! {
            <div class="page-state"><Badge tone=tone text=word/></div>
            <div class="page-actions"><a class="button" href=profile>{td_string!(l, panel.to_profile)}</a></div>
        };
        let crumbs = judge_crumbs(l, &declaration.competition);
        let body = body(&page, &declaration, &filter);
        Ok(layout::with_state(td_string!(l, panel.declaration), crumbs, state, body))
    })
}

fn body(page: &Page, declaration: &Declaration, filter: &DeclarationFilter) -> AnyView {
    let l = page.locale;
    if !declaration.open {
        return view! {
            <div class="empty-state">
                <h2>{td_string!(l, panel.list_later_title)}</h2>
                <p>{td_string!(l, panel.list_later)}</p>
            </div>
        }
        .into_any();
    }
    if !declaration.declared {
        return view! {
            <p class="lead">{td_string!(l, panel.declaration_lead)}</p>
            {left(l, declaration)}
            {meanings(l, false)}
            {search(page, declaration, filter)}
            {whole_list(page, declaration, filter)}
        }
        .into_any();
    }
    let ties = view! {
        <div class="with-sidebar">
            <section class="section" aria-labelledby="ties">
                <h2 id="ties">{td_string!(l, panel.your_ties)}</h2>
                {ties(l, &declaration.ties)}
            </section>
            <aside class="stack-wide">{add_form(l, declaration)}</aside>
        </div>
        {meanings(l, true)}
    };
    if declaration.asked > 0 && filter.text.is_empty() {
        return view! {
            {left(l, declaration)}
            {whole_list(page, declaration, filter)}
            {ties}
        }
        .into_any();
    }
    let open = !filter.text.is_empty() || filter.page > 1 || page.came_back(DeclareConflicts::url(), &[]);
    view! {
        <p class="lead">{td_string!(l, panel.declaration_lead_done)}</p>
        {ties}
        <details class="disclosure" open=open>
            <summary>{td_string!(l, panel.whole_list)}</summary>
            {search(page, declaration, filter)}
            {whole_list(page, declaration, filter)}
        </details>
    }
    .into_any()
}

/// How much is left, and that entries which came late are asked about by themselves.
fn left(l: Locale, declaration: &Declaration) -> AnyView {
    let count = td_string!(l, conflicts.left, left = declaration.asked, all = declaration.all).to_string();
    if declaration.declared {
        return view! {
            <div class="notice notice-warning">
                <p class="notice-title">{td_string!(l, conflicts.new_title)}</p>
                <p>{td_string!(l, conflicts.asked_anew)}</p>
            </div>
        }
        .into_any();
    }
    view! { <p>{count}</p> }.into_any()
}

/// Looks for words in the whole list, without a script.
fn search(page: &Page, declaration: &Declaration, filter: &DeclarationFilter) -> impl IntoView + use<> {
    let l = page.locale;
    let action = page.link(&format!("/c/{}/judge/conflicts", declaration.competition.slug));
    let all = (!filter.text.is_empty())
        .then(|| view! { <a class="button button-quiet" href=action.clone()>{td_string!(l, conflicts.show_all)}</a> });
    let found = (!filter.text.is_empty()).then(
        || view! { <p role="status">{td_string!(l, conflicts.found_count, count = declaration.found).to_string()}</p> },
    );
    view! {
        <form method="get" action=action.clone() class="stack" role="search">
            <div class="field">
                <label class="field-label" for="text">{td_string!(l, conflicts.search)}</label>
                <input class="input" id="text" name="text" type="search" dir="auto" value=filter.text.clone()/>
            </div>
            <div class="button-row"><button class="button">{td_string!(l, conflicts.find)}</button>{all}</div>
            {found}
        </form>
    }
}

fn meanings(l: Locale, late: bool) -> impl IntoView {
    let late = late.then(|| view! { <p>{td_string!(l, panel.late_means)}</p> });
    view! {
        <div class="notice">
            <p><strong>{td_string!(l, conflicts.say_hard)}</strong> " " {td_string!(l, conflicts.hard_means)}</p>
            <p><strong>{td_string!(l, conflicts.say_soft)}</strong> " " {td_string!(l, conflicts.soft_means)}</p>
            <p>{td_string!(l, conflicts.who_reads)}</p>
            {late}
        </div>
    }
}

/// A tie in a word, with its tone.
fn kind_word(l: Locale, kind: ConflictKind) -> (Tone, &'static str) {
    match kind {
        ConflictKind::Hard => (Tone::Danger, td_string!(l, conflicts.say_hard)),
        ConflictKind::Soft => (Tone::Warning, td_string!(l, conflicts.say_soft)),
    }
}

fn ties(l: Locale, entries: &[DeclarableEntry]) -> AnyView {
    let rows: Vec<_> = entries
        .iter()
        .filter_map(|entry| {
            let own = DeclaredTie { kind: ConflictKind::Hard, category: ConflictCategory::Team, reason: String::new() };
            let tie = entry.tie.clone().or(entry.own.then_some(own))?;
            let (tone, word) = kind_word(l, tie.kind);
            Some(view! {
                <tr role="row">
                    <th scope="row" role="rowheader"><bdi>{entry.title.clone()}</bdi> <p class="small muted"><bdi>{entry.team.clone()}</bdi></p></th>
                    <td role="cell" data-label=td_string!(l, panel.tie)><Badge tone=tone text=word/></td>
                    <td role="cell" data-label=td_string!(l, panel.reason)>{category_word(l, tie.category)} <p class="small muted"><bdi>{tie.reason}</bdi></p></td>
                </tr>
            })
        })
        .collect();
    if rows.is_empty() {
        return view! { <p class="muted">{td_string!(l, panel.no_ties)}</p> }.into_any();
    }
    view! {
        <table class="table table-stacked" role="table">
            <caption class="visually-hidden">{td_string!(l, panel.your_ties)}</caption>
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

fn add_form(l: Locale, declaration: &Declaration) -> impl IntoView + use<> {
    let named = |entry: &DeclarableEntry| (entry.id.to_string(), format!("{} – {}", entry.title, entry.team));
    let mut entries: Options = vec![(String::new(), td_string!(l, panel.choose_entry).to_owned())];
    match &declaration.wanted {
        Some(entry) => entries = vec![named(entry)],
        None => entries.extend(declaration.entries.iter().map(named)),
    }
    let wanted = declaration.wanted.as_ref().map(|entry| entry.id.to_string()).unwrap_or_default();
    // Not every entry is on this page of the list: words find the others.
    let hint = if declaration.wanted.is_none() && declaration.found < declaration.all
        || declaration.entries.len() < declaration.found
    {
        td_string!(l, conflicts.search_first)
    } else {
        ""
    };
    let kinds: Options = vec![
        (ConflictKind::Hard.as_str().to_owned(), td_string!(l, conflicts.say_hard).to_owned()),
        (ConflictKind::Soft.as_str().to_owned(), td_string!(l, conflicts.say_soft).to_owned()),
    ];
    let slug = declaration.competition.slug.clone();
    view! {
        <section class="card" aria-labelledby="add">
            <h2 id="add">{td_string!(l, panel.add_tie)}</h2>
            <PostForm action=AddConflict::url()>
                <Hidden name="slug" value=slug/>
                <SelectField name="entry" label=td_string!(l, panel.entry) options=entries value=wanted hint=hint/>
                <ChoiceField name="kind" label=td_string!(l, panel.tie) options=kinds value="hard"/>
                <SelectField name="category" label=td_string!(l, conflicts.category) options=category_options(l)/>
                <TextField name="reason" label=td_string!(l, panel.reason) hint=td_string!(l, conflicts.reason_hint) required=false/>
                <div class="button-row"><button class="button button-primary">{td_string!(l, panel.add_tie_send)}</button></div>
            </PostForm>
        </section>
    }
}

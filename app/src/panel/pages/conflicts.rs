//! Declaring conflicts of interest: the whole list once, single ties at any time.

use super::{conflicts_list::whole_list, words::judge_crumbs};
use crate::{
    i18n::{Locale, td_string},
    panel::{
        api::{AddConflict, DeclareConflicts},
        model::{ConflictKind, DeclarableEntry, Declaration},
    },
    services::{Page, services},
    ui::{Badge, ChoiceField, Hidden, Options, PostForm, SelectField, TextField, Tone, layout, load, param, query},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The list of entries, and what this judge declared.
#[component]
pub fn ConflictsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    // A scorecard leads here with its entry.
    let wanted = query("entry").unwrap_or_default();
    load(async move {
        let declaration = services.panel.declaration(slug?).await?;
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
        let body = body(&page, &declaration, wanted);
        Ok(layout::with_state(td_string!(l, panel.declaration), crumbs, state, body))
    })
}

fn body(page: &Page, declaration: &Declaration, wanted: String) -> AnyView {
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
            {meanings(l, false)}
            {whole_list(l, declaration, true)}
        }
        .into_any();
    }
    let open = page.kept.as_ref().is_some_and(|kept| kept.action == DeclareConflicts::url());
    view! {
        <p class="lead">{td_string!(l, panel.declaration_lead_done)}</p>
        <div class="with-sidebar">
            <section class="section" aria-labelledby="ties">
                <h2 id="ties">{td_string!(l, panel.your_ties)}</h2>
                {ties(l, &declaration.entries)}
            </section>
            <aside class="stack-wide">{add_form(l, declaration, wanted)}</aside>
        </div>
        {meanings(l, true)}
        <details class="disclosure" open=open>
            <summary>{td_string!(l, panel.whole_list)}</summary>
            {whole_list(l, declaration, false)}
        </details>
    }
    .into_any()
}

fn meanings(l: Locale, late: bool) -> impl IntoView {
    let late = late.then(|| view! { <p>{td_string!(l, panel.late_means)}</p> });
    view! {
        <div class="notice">
            <p>{td_string!(l, panel.hard_means)}</p>
            <p>{td_string!(l, panel.soft_means)}</p>
            {late}
        </div>
    }
}

/// A tie in a word, with its tone.
fn kind_word(l: Locale, kind: ConflictKind) -> (Tone, &'static str) {
    match kind {
        ConflictKind::Hard => (Tone::Danger, td_string!(l, panel.tie_hard)),
        ConflictKind::Soft => (Tone::Warning, td_string!(l, panel.tie_soft)),
    }
}

fn ties(l: Locale, entries: &[DeclarableEntry]) -> AnyView {
    let rows: Vec<_> = entries
        .iter()
        .filter_map(|entry| {
            let tie = entry.tie.clone()?;
            let (tone, word) = kind_word(l, tie.kind);
            Some(view! {
                <tr role="row">
                    <th scope="row" role="rowheader"><bdi>{entry.title.clone()}</bdi> <p class="small muted"><bdi>{entry.team.clone()}</bdi></p></th>
                    <td role="cell" data-label=td_string!(l, panel.tie)><Badge tone=tone text=word/></td>
                    <td role="cell" data-label=td_string!(l, panel.reason)><bdi>{tie.reason}</bdi></td>
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

fn add_form(l: Locale, declaration: &Declaration, wanted: String) -> impl IntoView + use<> {
    let mut entries: Options = vec![(String::new(), td_string!(l, panel.choose_entry).to_owned())];
    entries.extend(
        declaration.entries.iter().map(|entry| (entry.id.to_string(), format!("{} – {}", entry.title, entry.team))),
    );
    let kinds: Options = vec![
        (ConflictKind::Hard.as_str().to_owned(), td_string!(l, panel.tie_hard).to_owned()),
        (ConflictKind::Soft.as_str().to_owned(), td_string!(l, panel.tie_soft).to_owned()),
    ];
    let slug = declaration.competition.slug.clone();
    view! {
        <section class="card" aria-labelledby="add">
            <h2 id="add">{td_string!(l, panel.add_tie)}</h2>
            <PostForm action=AddConflict::url()>
                <Hidden name="slug" value=slug/>
                <SelectField name="entry" label=td_string!(l, panel.entry) options=entries value=wanted/>
                <ChoiceField name="kind" label=td_string!(l, panel.tie) options=kinds value="hard"/>
                <TextField name="reason" label=td_string!(l, panel.reason) hint=td_string!(l, panel.reason_hint)/>
                <div class="button-row"><button class="button button-primary">{td_string!(l, panel.add_tie_send)}</button></div>
            </PostForm>
        </section>
    }
}

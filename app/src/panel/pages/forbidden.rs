//! Judges and entries that organisers keep apart.

use crate::{
    i18n::{Locale, td_string},
    panel::{
        api::{AllowPair, ForbidPair},
        model::{AssignmentBoard, ForbiddenPair},
    },
    ui::{Hidden, Options, PostForm, SelectField, TextField},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The pairs, each with the way back, and the form that adds one.
pub fn forbidden_section(
    l: Locale,
    board: &AssignmentBoard,
    pairs: &[ForbiddenPair],
    change: bool,
) -> Option<impl IntoView + use<>> {
    let slug = board.competition.slug.clone();
    let rows: Vec<_> = pairs.iter().map(|pair| pair_row(l, &slug, pair, change)).collect();
    let list = (!rows.is_empty()).then(|| view! { <ul class="plain stack-tight">{rows}</ul> });
    let judges: Options = board.judges.iter().map(|judge| (judge.id.to_string(), judge.name.clone())).collect();
    let open = board.entries.iter().filter(|entry| entry.withheld.is_none());
    let entries: Options = open.map(|entry| (entry.id.to_string(), entry.title.clone())).collect();
    let form = (change && !judges.is_empty() && !entries.is_empty()).then(|| {
        view! {
            <PostForm action=ForbidPair::url() class="card form">
                <Hidden name="slug" value=slug/>
                <div class="field-pair">
                    <SelectField name="apart_judge" label=td_string!(l, panel.judge) options=judges/>
                    <SelectField name="apart_entry" label=td_string!(l, panel.entry) options=entries/>
                </div>
                <TextField name="apart_reason" label=td_string!(l, panel.reason) hint=td_string!(l, assigning.reason_hint)/>
                <div class="button-row"><button class="button">{td_string!(l, assigning.forbid)}</button></div>
            </PostForm>
        }
    });
    (list.is_some() || form.is_some()).then(|| {
        view! {
            <section class="section" aria-labelledby="apart">
                <div class="section-heading">
                    <h2 id="apart">{td_string!(l, assigning.forbidden)}</h2>
                    <p class="small muted">{td_string!(l, assigning.forbidden_hint)}</p>
                </div>
                {list}
                {form}
            </section>
        }
    })
}

fn pair_row(l: Locale, slug: &str, pair: &ForbiddenPair, change: bool) -> impl IntoView + use<> {
    let (slug, judge, entry) = (slug.to_owned(), pair.judge.to_string(), pair.entry.to_string());
    let of = format!("{} – {}", pair.name, pair.title);
    let allow = change.then(|| {
        view! {
            <PostForm action=AllowPair::url() class="inline-form">
                <Hidden name="slug" value=slug/>
                <Hidden name="judge" value=judge/>
                <Hidden name="entry" value=entry/>
                <button class="button button-small button-quiet">{td_string!(l, assigning.allow)} <span class="visually-hidden">" " <bdi>{of}</bdi></span></button>
            </PostForm>
        }
    });
    view! {
        <li class="cluster-spread">
            <span><bdi>{pair.name.clone()}</bdi> " – " <bdi>{pair.title.clone()}</bdi> " " <span class="small muted" dir="auto">{pair.reason.clone()}</span></span>
            {allow}
        </li>
    }
}

//! Stepping down: from one entry, or from the panel.

use super::words::judge_crumbs;
use crate::{
    i18n::{Locale, td_string},
    panel::{
        api::{GiveBack, StepDown},
        model::OpenWork,
    },
    services::services,
    ui::{AreaField, Hidden, PostForm, TextField, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What the judge has not handed in, each with a way to give it back, and the way out.
#[component]
pub fn StepDownPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let desk = services.panel.profile(slug?).await?;
        let l = services.page.locale;
        let slug = desk.competition.slug.clone();
        let work: Vec<_> = desk.work.iter().map(|work| one(l, &slug, work)).collect();
        let back = (!work.is_empty()).then(|| {
            view! {
                <section class="section" aria-labelledby="one">
                    <h2 id="one">{td_string!(l, judges.back_title)}</h2>
                    <p>{td_string!(l, judges.back_what)}</p>
                    <ul class="plain stack">{work}</ul>
                </section>
            }
        });
        Ok(layout::narrow(
            td_string!(l, judges.step_down),
            judge_crumbs(l, &desk.competition),
            view! {
                {back}
                <section class="section" aria-labelledby="all">
                    <h2 id="all">{td_string!(l, judges.leave_title)}</h2>
                    <p>{td_string!(l, judges.leave_what)}</p>
                    <PostForm action=StepDown::url() class="card form">
                        <Hidden name="slug" value=slug/>
                        <AreaField name="reason" label=td_string!(l, judges.why) hint=td_string!(l, judges.why_hint) required=false rows=2/>
                        <div class="form-actions"><button class="button button-danger">{td_string!(l, judges.leave)}</button></div>
                    </PostForm>
                </section>
            },
        ))
    })
}

fn one(l: Locale, slug: &str, work: &OpenWork) -> AnyView {
    let (slug, id, title) = (slug.to_owned(), work.entry.to_string(), work.title.clone());
    view! {
        <li class="card">
            <details class="confirm">
                <summary>
                    <strong><bdi>{title.clone()}</bdi></strong> " "
                    <span class="button button-small button-quiet">{td_string!(l, judges.back)}</span>
                </summary>
                <PostForm action=GiveBack::url() only_if=("entry", id.clone())>
                    <Hidden name="slug" value=slug/>
                    <Hidden name="entry" value=id/>
                    <TextField name="reason" label=td_string!(l, judges.why) required=false/>
                    <div class="button-row"><button class="button button-danger">{td_string!(l, judges.back)} " " <bdi>{title}</bdi></button></div>
                </PostForm>
            </details>
        </li>
    }
    .into_any()
}

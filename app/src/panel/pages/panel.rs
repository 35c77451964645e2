//! The panel as its organisers see it.

use super::{
    invited::needs_judges,
    panel_table::{judges_table, open_invitations},
    words::{span, tile},
};
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs, organiser_crumbs},
    i18n::{Locale, td_string},
    panel::{api::InviteJudge, model::Readiness, rules},
    services::{Page, services},
    ui::{CheckField, Hidden, PostForm, TextField, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Readiness, open invitations, judges, and the form that invites.
#[component]
pub fn PanelPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let board = services.panel.board(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let slug = board.competition.slug.clone();
        let crumbs = organiser_crumbs(l, &board.competition);
        let invite = if !page.may(Rights::Editor) {
            ().into_any()
        } else if rules::may_invite(board.competition.state).is_ok() {
            invite_form(l, slug.clone()).into_any()
        } else {
            view! { <p class="muted">{td_string!(l, panel.invite_closed)}</p> }.into_any()
        };
        Ok(layout::wide(
            td_string!(l, panel.panel),
            crumbs,
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Panel)}
                {ways(&page, &slug)}
                {readiness(l, &board.readiness)}
                {needs_judges(&page, &board)}
                {open_invitations(&page, &board)}
                {judges_table(&page, &board)}
                {invite}
            },
        ))
    })
}

/// Ways to what else there is of the panel.
fn ways(page: &Page, slug: &str) -> impl IntoView + use<> {
    let l = page.locale;
    let way = |path: &str, text: &'static str| {
        let href = page.link(&format!("/c/{slug}/organise/{path}"));
        view! { <li><a href=href>{text}</a></li> }
    };
    let list = page.may(Rights::Editor).then(|| way("panel/list", td_string!(l, judges.list)));
    let conflicts = page.may(Rights::Checker).then(|| way("conflicts", td_string!(l, conflicts.to_overview)));
    view! {
        <ul class="plain cluster">
            {way("panel/capacity", td_string!(l, assigning.to_capacity))}
            {way("panel/balance", td_string!(l, judges.balance))}
            {conflicts}
            {list}
            {way("panel/settings", td_string!(l, judges.settings))}
        </ul>
    }
}

fn readiness(l: Locale, made: &Readiness) -> impl IntoView + use<> {
    let load = made.load.map_or_else(|| "–".into_any(), |(min, max)| span(min, max).into_any());
    let need = |count: u32, text: String| (count > 0).then(|| view! { <li class="task"><p>{text}</p></li> });
    let needs: Vec<_> = [
        need(made.judges_missing, td_string!(l, panel.need_judges, count = made.judges_missing).to_string()),
        need(made.reviews_over, td_string!(l, panel.need_capacity, count = made.reviews_over).to_string()),
        need(made.accepted, td_string!(l, panel.need_declarations, count = made.accepted).to_string()),
        need(made.invited, td_string!(l, panel.need_answers, count = made.invited).to_string()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let words = if needs.is_empty() {
        view! { <p class="notice notice-success">{td_string!(l, panel.all_ready)}</p> }.into_any()
    } else {
        view! {
            <section class="section" aria-labelledby="needs">
                <h2 id="needs">{td_string!(l, panel.needs_you)}</h2>
                <ul class="tasks">{needs}</ul>
            </section>
        }
        .into_any()
    };
    view! {
        <dl class="tiles">
            {tile(td_string!(l, panel.tile_ready), made.ready)}
            {tile(td_string!(l, panel.tile_waiting), made.invited + made.accepted)}
            {tile(td_string!(l, panel.tile_reviews), made.reviews)}
            {tile(td_string!(l, panel.tile_load), load)}
        </dl>
        {words}
    }
}

fn invite_form(l: Locale, slug: String) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="invite">
            <h2 id="invite">{td_string!(l, panel.invite_title)}</h2>
            <PostForm action=InviteJudge::url() class="card form">
                <Hidden name="slug" value=slug/>
                <div class="field-pair">
                    <TextField name="name" label=td_string!(l, panel.name)/>
                    <TextField name="email" label=td_string!(l, panel.email) hint=td_string!(l, panel.email_hint) kind="email" dir="ltr"/>
                </div>
                <div class="field-pair">
                    <TextField name="affiliation" label=td_string!(l, panel.affiliation) required=false/>
                    <TextField name="field" label=td_string!(l, panel.field) hint=td_string!(l, panel.field_hint) required=false/>
                </div>
                <div class="field-pair">
                    <TextField name="languages" label=td_string!(l, panel.languages) hint=td_string!(l, panel.languages_hint) required=false dir="ltr"/>
                    <TextField name="max_load" label=td_string!(l, panel.max_load) hint=td_string!(l, panel.max_load_hint) required=false
                        dir="ltr" size="input-short" inputmode="numeric"/>
                </div>
                <TextField name="until" label=td_string!(l, judges.until) hint=td_string!(l, judges.until_hint) kind="date"
                    required=false dir="ltr" size="input-medium"/>
                <CheckField name="reserve" label=td_string!(l, judges.as_reserve)/>
                <div class="form-actions"><button class="button button-primary">{td_string!(l, panel.invite)}</button></div>
            </PostForm>
        </section>
    }
}

//! The appeals of a competition, for organisers.

use super::words::{about_text, clock, state};
use crate::{
    accounts::model::Rights,
    competition::{
        model::CompetitionState,
        pages::{OrganiseTab, organise_tabs},
    },
    i18n::{Locale, td_string},
    results::{
        api::SetAppeals,
        model::{AppealLine, AppealsDesk},
    },
    services::{Page, services},
    ui::{Crumb, DateTime, Hidden, PostForm, TextField, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Appeals, those whose time is over first.
#[component]
pub fn AppealsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let desk = services.appeals.desk(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let slug = desk.competition.slug.clone();
        let list: Vec<_> = desk.appeals.iter().map(|line| item(&page, &desk, line)).collect();
        let none = list.is_empty().then(|| {
            view! {
                <div class="empty-state">
                    <h2>{td_string!(l, appeals.desk_empty_title)}</h2>
                    <p>{td_string!(l, appeals.desk_empty)}</p>
                </div>
            }
        });
        Ok(layout::with_state(
            td_string!(l, appeals.title),
            crumbs(l, &slug, &desk.competition.name),
            None::<()>,
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Results)}
                <p>{td_string!(l, appeals.desk_lead)}</p>
                {none}
                <ul class="plain stack">{list}</ul>
                {settings(&page, &desk)}
            },
        ))
    })
}

pub(super) fn crumbs(l: Locale, slug: &str, name: &str) -> Vec<Crumb> {
    vec![
        Crumb::new(name, format!("/c/{slug}")),
        Crumb::new(td_string!(l, results.organise), format!("/c/{slug}/organise")),
        Crumb::new(td_string!(l, results.title), format!("/c/{slug}/organise/results")),
    ]
}

fn item(page: &Page, desk: &AppealsDesk, line: &AppealLine) -> AnyView {
    let l = page.locale;
    let zone = desk.competition.time_zone.clone();
    let appeal = &line.appeal;
    let href = page.link(&format!("/c/{}/organise/appeals/{}", desk.competition.slug, appeal.id));
    view! {
        <li class="card stack-tight">
            <div class="cluster-spread">
                <h2><a href=href><bdi>{line.title.clone()}</bdi></a> " " <span class="muted"><bdi>{line.team.clone()}</bdi></span></h2>
                {state(l, appeal, page.now)}
            </div>
            <p>{about_text(l, appeal.about)} " · " <span class="small muted"><DateTime at=appeal.at zone=zone.clone()/></span></p>
            {clock(l, appeal, &zone, page.now)}
        </li>
    }
    .into_any()
}

fn settings(page: &Page, desk: &AppealsDesk) -> Option<AnyView> {
    let l = page.locale;
    if desk.competition.state == CompetitionState::Published || !page.may(Rights::Editor) {
        return None;
    }
    let slug = desk.competition.slug.clone();
    let (days, answer) = (desk.settings.days.to_string(), desk.settings.answer_days.to_string());
    let view = view! {
        <section class="section" aria-labelledby="settings">
            <h2 id="settings">{td_string!(l, appeals.settings)}</h2>
            <PostForm action=SetAppeals::url()>
                <Hidden name="slug" value=slug/>
                <TextField name="days" label=td_string!(l, appeals.days) hint=td_string!(l, appeals.days_hint) value=days
                    size="input-short" inputmode="numeric" dir="ltr"/>
                <TextField name="answer_days" label=td_string!(l, appeals.answer_days) value=answer
                    size="input-short" inputmode="numeric" dir="ltr"/>
                <div class="form-actions"><button class="button">{td_string!(l, feedback.save)}</button></div>
            </PostForm>
        </section>
    };
    Some(view.into_any())
}

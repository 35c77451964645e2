//! Where a person has something to do.

use crate::{
    accounts::model::{Involvement, Role},
    i18n::{Locale, td_string},
    services::{Page, services},
    ui::{layout, load},
};
use leptos::prelude::*;

/// One card for each competition, with a way to each of the person's desks.
#[component]
pub fn WorkPage() -> impl IntoView {
    let services = services();
    load(async move {
        let involvements = services.accounts.involvements().await?;
        let page = services.page;
        let l = page.locale;
        let host = page.viewer.as_ref().is_some_and(|viewer| viewer.host);
        let cards: Vec<_> = involvements.iter().map(|involvement| card(&page, involvement)).collect();
        let empty = cards.is_empty().then(|| {
            view! {
                <div class="empty-state">
                    <h2>{td_string!(l, accounts.no_work_title)}</h2>
                    <p>{td_string!(l, accounts.no_work)}</p>
                    <a class="button" href=page.link("/")>{td_string!(l, common.competitions)}</a>
                </div>
            }
        });
        let create = host.then(|| {
            view! { <p><a class="button" href=page.link("/new")>{td_string!(l, competition.create)}</a></p> }
        });
        Ok(layout::wide(
            td_string!(l, common.your_work),
            Vec::new(),
            view! { {empty} <div class="grid">{cards}</div> {create} },
        ))
    })
}

fn card(page: &Page, involvement: &Involvement) -> impl IntoView + use<> {
    let links: Vec<_> = involvement
        .roles
        .iter()
        .map(|role| {
            let href = page.link(&format!("/c/{}/{}", involvement.slug, desk(*role)));
            view! { <li><a href=href>{role_text(page.locale, *role)}</a></li> }
        })
        .collect();
    let href = page.link(&format!("/c/{}", involvement.slug));
    view! {
        <section class="card">
            <h2><a href=href><bdi>{involvement.name.clone()}</bdi></a></h2>
            <ul class="plain">{links}</ul>
        </section>
    }
}

const fn desk(role: Role) -> &'static str {
    match role {
        Role::Organiser => "organise",
        Role::Judge => "judge",
        Role::TeamMember => "mine",
    }
}

fn role_text(l: Locale, role: Role) -> &'static str {
    match role {
        Role::Organiser => td_string!(l, accounts.desk_organiser),
        Role::Judge => td_string!(l, accounts.desk_judge),
        Role::TeamMember => td_string!(l, accounts.desk_team),
    }
}

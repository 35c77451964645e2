//! Who would be reminded of an unfinished draft, before it is done.

use super::{OrganiseTab, organise_tabs, organiser_crumbs};
use crate::{
    accounts::model::Rights,
    competition::{
        api::RemindDrafts,
        model::message::{REMINDER_DAYS, Reminders},
    },
    i18n::td_string,
    services::{Page, services},
    ui::{Crumb, Hidden, PostForm, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The people behind, and the button.
#[component]
pub fn RemindersPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let reminders = services.messages.reminders(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let mut crumbs = organiser_crumbs(l, &reminders.competition);
        crumbs.push(Crumb::new(
            td_string!(l, messages.title),
            format!("/c/{}/organise/messages", reminders.competition.slug),
        ));
        let body = if !reminders.may_remind {
            view! { <div class="notice"><p>{td_string!(l, messages.reminders_closed)}</p></div> }.into_any()
        } else if reminders.drafts.is_empty() {
            view! {
                <div class="empty-state">
                    <h2>{td_string!(l, messages.reminders_empty_title)}</h2>
                    <p>{td_string!(l, messages.reminders_empty)}</p>
                </div>
            }
            .into_any()
        } else {
            people(&page, &reminders)
        };
        Ok(layout::wide(
            td_string!(l, messages.reminders),
            crumbs,
            view! { {organise_tabs(&page, &reminders.competition.slug, OrganiseTab::Messages)} {body} },
        ))
    })
}

fn people(page: &Page, reminders: &Reminders) -> AnyView {
    let l = page.locale;
    let rows: Vec<_> = reminders
        .drafts
        .iter()
        .map(|draft| {
            let title =
                if draft.title.is_empty() { td_string!(l, messages.untitled).to_owned() } else { draft.title.clone() };
            view! {
                <tr role="row">
                    <th scope="row" role="rowheader"><bdi>{title}</bdi></th>
                    <td role="cell" data-label=td_string!(l, messages.team)><bdi>{draft.team.clone()}</bdi></td>
                    <td role="cell" data-label=td_string!(l, messages.person)><bdi>{draft.name.clone()}</bdi> " " <bdi class="muted" dir="ltr">{draft.address.clone()}</bdi></td>
                </tr>
            }
        })
        .collect();
    let slug = reminders.competition.slug.clone();
    let send = td_string!(l, messages.send_reminders, count = reminders.drafts.len()).to_string();
    view! {
        <p>{td_string!(l, messages.reminders_lead, days = REMINDER_DAYS).to_string()}</p>
        <table class="table table-stacked" role="table">
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">{td_string!(l, messages.draft)}</th>
                <th scope="col" role="columnheader">{td_string!(l, messages.team)}</th>
                <th scope="col" role="columnheader">{td_string!(l, messages.person)}</th>
            </tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        <PostForm action=RemindDrafts::url() class="inline-form" needs=Rights::Checker>
            <Hidden name="slug" value=slug/>
            <button class="button button-primary">{send}</button>
        </PostForm>
    }
    .into_any()
}

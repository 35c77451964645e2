//! Guardians who have not answered, and asking them again.

use super::{competition_crumbs, words};
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs},
    entries::{
        api::ChaseConsent,
        views::{PendingConsent, PendingConsents},
    },
    i18n::td_string,
    services::{Page, services},
    ui::{Crumb, Hidden, PostForm, layout, load, moment_text, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// A table, those who have waited longest first.
#[component]
pub fn PendingConsentsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        let consents = services.screening.pending_consents(slug.clone()).await?;
        let page = services.page;
        let l = page.locale;
        let mut crumbs = competition_crumbs(&consents.competition);
        crumbs.push(Crumb::new(td_string!(l, entries.queue_title), format!("/c/{slug}/organise/entries")));
        let body = if consents.pending.is_empty() {
            view! {
                <div class="empty-state">
                    <h2>{td_string!(l, screening.pending_empty_title)}</h2>
                    <p>{td_string!(l, screening.pending_empty)}</p>
                </div>
            }
            .into_any()
        } else {
            table(&page, &consents)
        };
        Ok(layout::wide(
            td_string!(l, screening.pending_title),
            crumbs,
            view! { {organise_tabs(&page, &slug, OrganiseTab::Entries)} {body} },
        ))
    })
}

fn table(page: &Page, consents: &PendingConsents) -> AnyView {
    let l = page.locale;
    let rows: Vec<_> = consents.pending.iter().map(|pending| row(page, consents, pending)).collect();
    view! {
        <p>{td_string!(l, screening.pending_lead)}</p>
        <table class="table table-stacked" role="table">
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">{td_string!(l, screening.minor)}</th>
                <th scope="col" role="columnheader">{td_string!(l, entries.team)}</th>
                <th scope="col" role="columnheader">{td_string!(l, entries.entry)}</th>
                <th scope="col" role="columnheader">{td_string!(l, screening.waits)}</th>
                <th scope="col" role="columnheader">{td_string!(l, screening.chase_what)}</th>
            </tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(page: &Page, consents: &PendingConsents, pending: &PendingConsent) -> AnyView {
    let l = page.locale;
    let href = page.link(&format!("/c/{}/organise/entries/{}", consents.competition.slug, pending.entry));
    let days = td_string!(l, screening.days, count = pending.days(page.now)).to_string();
    let address = (!pending.has_address)
        .then(|| view! { <span class="small muted">{td_string!(l, screening.no_address)}</span> });
    let chased = pending.chased_at.map(|at| {
        let when = moment_text(l, at, &consents.competition.time_zone);
        view! { <span class="small muted">{td_string!(l, screening.chased_at, when = when).to_string()}</span> }
    });
    let id = pending.member.to_string();
    let chase = consents.may_ask.then(|| {
        let name = pending.name.clone();
        view! {
            <PostForm action=ChaseConsent::url() needs=Rights::Checker class="inline-form" only_if=("member", id.clone())>
                <Hidden name="member" value=id/>
                <button class="button button-small">{td_string!(l, screening.chase)} <span class="visually-hidden">" " <bdi>{name}</bdi></span></button>
            </PostForm>
        }
    });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader"><bdi>{pending.name.clone()}</bdi></th>
            <td role="cell" data-label=td_string!(l, entries.team)><bdi>{pending.team.clone()}</bdi></td>
            <td role="cell" data-label=td_string!(l, entries.entry)><a href=href><bdi>{words::title(l, &pending.title)}</bdi></a></td>
            <td role="cell" data-label=td_string!(l, screening.waits)>{days}</td>
            <td role="cell" data-label=td_string!(l, screening.chase_what)><div class="stack-tight">{chase}{address}{chased}</div></td>
        </tr>
    }
    .into_any()
}

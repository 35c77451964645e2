//! What people were told: the list for organisers, and the texts.

use super::{OrganiseTab, organise_tabs, organiser_crumbs};
use crate::{
    accounts::model::Rights,
    competition::{
        message_text::template_name,
        model::message::{LoggedMail, MAIL_PAGE, MailFilter, MailLog, MailState, MessageTemplate, languages},
    },
    i18n::{Locale, td_string},
    services::{Page, services},
    ui::{Badge, DateTime, Tone, language_name, layout, load, param, query},
};
use leptos::prelude::*;

/// The list, newest first, filtered by plain links; below it the texts.
#[component]
pub fn MessagesPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    let filter = MailFilter {
        state: query("state").and_then(|word| MailState::parse(&word)),
        page: query("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 100_000),
    };
    load(async move {
        let log = services.messages.log(slug?, filter).await?;
        let page = services.page;
        let l = page.locale;
        let lead = if log.sends { td_string!(l, messages.lead_sends) } else { td_string!(l, messages.lead_keeps) };
        let remind = page.link(&format!("/c/{}/organise/messages/reminders", log.competition.slug));
        let list = if log.count(None) == 0 {
            view! {
                <div class="empty-state">
                    <h2>{td_string!(l, messages.empty_title)}</h2>
                    <p>{td_string!(l, messages.empty)}</p>
                </div>
            }
            .into_any()
        } else {
            view! { {states(&page, &log, filter)} {table(&page, &log, filter)} {pagination(&page, &log, filter)} }
                .into_any()
        };
        Ok(layout::with_state(
            td_string!(l, messages.title),
            organiser_crumbs(l, &log.competition),
            view! { <div class="page-actions"><a class="button" href=remind>{td_string!(l, messages.reminders)}</a></div> },
            view! {
                {organise_tabs(&page, &log.competition.slug, OrganiseTab::Messages)}
                <p>{lead}</p>
                {list}
                {texts(&page, &log)}
            },
        ))
    })
}

fn address(page: &Page, log: &MailLog, filter: MailFilter) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if let Some(state) = filter.state {
        query.append_pair("state", state.as_str());
    }
    if filter.page > 1 {
        query.append_pair("page", &filter.page.to_string());
    }
    let path = page.link(&format!("/c/{}/organise/messages", log.competition.slug));
    let query = query.finish();
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

fn state_text(l: Locale, state: MailState) -> &'static str {
    match state {
        MailState::Queued => td_string!(l, messages.state_queued),
        MailState::Sent => td_string!(l, messages.state_sent),
        MailState::Failed => td_string!(l, messages.state_failed),
        MailState::Kept => td_string!(l, messages.state_kept),
    }
}

/// Where a message is, as a badge.
pub(super) fn state_badge(l: Locale, state: MailState) -> AnyView {
    let tone = match state {
        MailState::Queued => Tone::Information,
        MailState::Sent => Tone::Positive,
        MailState::Failed => Tone::Danger,
        MailState::Kept => Tone::Neutral,
    };
    view! { <Badge tone=tone text=state_text(l, state)/> }.into_any()
}

/// What went wrong, in words; a mail server's code is kept, its words are not.
pub(super) fn error_text(l: Locale, error: &str) -> String {
    let (kind, code) = error.split_once(' ').unwrap_or((error, ""));
    match kind {
        "refused" => td_string!(l, messages.error_refused, code = code.to_owned()).to_string(),
        "later" => td_string!(l, messages.error_later, code = code.to_owned()).to_string(),
        "address" => td_string!(l, messages.error_address).to_owned(),
        "link_over" => td_string!(l, messages.error_link_over).to_owned(),
        _ => td_string!(l, messages.error_unreachable).to_owned(),
    }
}

/// To whom a message went.
pub(super) fn addressee(l: Locale, mail: &LoggedMail) -> AnyView {
    let name = (!mail.name.is_empty()).then(|| view! { <bdi>{mail.name.clone()}</bdi> " " });
    if mail.address.is_empty() {
        return view! { {name} <span class="muted">{td_string!(l, messages.no_address)}</span> }.into_any();
    }
    view! { {name} <bdi class="muted" dir="ltr">{mail.address.clone()}</bdi> }.into_any()
}

fn states(page: &Page, log: &MailLog, now: MailFilter) -> AnyView {
    let l = page.locale;
    let tabs: Vec<_> = std::iter::once(None)
        .chain(MailState::ALL.iter().copied().map(Some))
        .map(|state| {
            let text = state.map_or_else(|| td_string!(l, messages.all), |state| state_text(l, state));
            let href = address(page, log, MailFilter { state, page: 1 });
            let current = (now.state == state).then_some("page");
            let count = log.count(state);
            view! { <li><a href=href aria-current=current>{text} " " <span class="tab-count">{count}</span></a></li> }
        })
        .collect();
    view! { <nav class="tabs" aria-label=td_string!(l, messages.by_state)><ul>{tabs}</ul></nav> }.into_any()
}

fn table(page: &Page, log: &MailLog, filter: MailFilter) -> AnyView {
    let l = page.locale;
    if log.mails.is_empty() {
        let all = address(page, log, MailFilter { state: None, page: 1 });
        return view! {
            <div class="empty-state">
                <p>{td_string!(l, messages.filtered_empty)}</p>
                <a class="button" href=all>{td_string!(l, messages.show_all)}</a>
            </div>
        }
        .into_any();
    }
    let caption = td_string!(l, messages.caption, count = log.count(filter.state)).to_string();
    let rows: Vec<_> = log.mails.iter().map(|mail| row(page, log, mail)).collect();
    view! {
        <table class="table table-stacked" role="table"><caption>{caption}</caption>
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">{td_string!(l, messages.when)}</th>
                <th scope="col" role="columnheader">{td_string!(l, messages.to)}</th>
                <th scope="col" role="columnheader">{td_string!(l, messages.what)}</th>
                <th scope="col" role="columnheader">{td_string!(l, messages.state)}</th>
            </tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(page: &Page, log: &MailLog, mail: &LoggedMail) -> AnyView {
    let l = page.locale;
    let href = page.link(&format!("/c/{}/organise/messages/{}", log.competition.slug, mail.id));
    let zone = log.competition.time_zone.clone();
    let error = mail.error.as_ref().map(|error| view! { <p class="small muted">{error_text(l, error)}</p> });
    view! {
        <tr role="row">
            <td role="cell" data-label=td_string!(l, messages.when)><DateTime at=mail.at zone=zone/></td>
            <td role="cell" data-label=td_string!(l, messages.to)>{addressee(l, mail)}</td>
            <td role="cell" data-label=td_string!(l, messages.what)>
                <a href=href><bdi>{mail.subject.clone()}</bdi></a>
                <p class="small muted">{template_name(l, mail.template)}</p>
            </td>
            <td role="cell" data-label=td_string!(l, messages.state)>{state_badge(l, mail.state)} {error}</td>
        </tr>
    }
    .into_any()
}

fn pagination(page: &Page, log: &MailLog, filter: MailFilter) -> Option<AnyView> {
    let l = page.locale;
    let all = log.count(filter.state);
    if all <= MAIL_PAGE && filter.page == 1 {
        return None;
    }
    let first = (filter.page - 1) * MAIL_PAGE + 1;
    let last = (filter.page * MAIL_PAGE).min(all);
    let link = |to: u32, text: &'static str| {
        let href = address(page, log, MailFilter { page: to, ..filter });
        view! { <li><a href=href>{text}</a></li> }
    };
    let previous = (filter.page > 1).then(|| link(filter.page - 1, td_string!(l, messages.previous)));
    let next = (last < all).then(|| link(filter.page + 1, td_string!(l, messages.next)));
    let range = td_string!(l, messages.page_range, first = first, last = last, all = all).to_string();
    let nav = view! {
        <nav class="pagination" aria-label=td_string!(l, messages.pages)>
            <span>{range}</span>
            <ul>{previous}{next}</ul>
        </nav>
    };
    Some(nav.into_any())
}

/// Each kind of message, with a way to its text in each language.
fn texts(page: &Page, log: &MailLog) -> AnyView {
    let l = page.locale;
    if !page.may(Rights::Editor) {
        return ().into_any();
    }
    let items: Vec<_> = MessageTemplate::ALL
        .iter()
        .map(|template| {
            let links: Vec<_> = languages()
                .iter()
                .map(|language| {
                    let tag = language.to_string();
                    let href = page.link(&format!(
                        "/c/{}/organise/messages/texts/{}?language={tag}",
                        log.competition.slug,
                        template.as_str()
                    ));
                    let changed = log
                        .changed
                        .contains(&(*template, *language))
                        .then(|| view! { " " <Badge tone=Tone::Information text=td_string!(l, messages.changed)/> });
                    let name = language_name(&tag);
                    let of = template_name(l, *template);
                    view! {
                        <li><a href=href><span class="visually-hidden">{of} " "</span><bdi lang=tag>{name}</bdi></a>{changed}</li>
                    }
                })
                .collect();
            view! { <li class="card card-quiet cluster-spread"><span>{template_name(l, *template)}</span><ul class="plain cluster">{links}</ul></li> }
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="texts">
            <h2 id="texts">{td_string!(l, messages.texts)}</h2>
            <p>{td_string!(l, messages.texts_lead)}</p>
            <ul class="plain stack">{items}</ul>
        </section>
    }
    .into_any()
}

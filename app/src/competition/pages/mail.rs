//! One message, to be read.

use super::{
    OrganiseTab,
    messages::{addressee, error_text, state_badge},
    organise_tabs, organiser_crumbs,
};
use crate::{
    competition::{message_text::template_name, model::message::MailView},
    i18n::td_string,
    services::{Page, services},
    ui::{Crumb, DateTime, Language, layout, load, moment_text, param},
};
use leptos::prelude::*;

/// To whom, when, what.
#[component]
pub fn MailPage() -> impl IntoView {
    let services = services();
    let (slug, mail) = (param::<String>("slug"), param("mail"));
    load(async move {
        let shown = services.messages.mail(slug?, mail?).await?;
        let page = services.page;
        let l = page.locale;
        let mut crumbs = organiser_crumbs(l, &shown.competition);
        crumbs.push(Crumb::new(
            td_string!(l, messages.title),
            format!("/c/{}/organise/messages", shown.competition.slug),
        ));
        Ok(layout::wide(
            template_name(l, shown.mail.template),
            crumbs,
            view! { {organise_tabs(&page, &shown.competition.slug, OrganiseTab::Messages)} {facts(&page, &shown)} {text(&page, &shown)} },
        ))
    })
}

fn facts(page: &Page, shown: &MailView) -> AnyView {
    let l = page.locale;
    let zone = shown.competition.time_zone.clone();
    let mail = &shown.mail;
    let error = mail.error.as_ref().map(|error| view! { <p class="small">{error_text(l, error)}</p> });
    let attempts = (mail.attempts > 0).then(
        || view! { <p class="small muted">{td_string!(l, messages.attempts, count = mail.attempts).to_string()}</p> },
    );
    let sent = mail.sent_at.map(|at| view! { <p class="small muted">{moment_text(l, at, &zone)}</p> });
    view! {
        <dl class="facts">
            <div><dt>{td_string!(l, messages.to)}</dt><dd>{addressee(l, mail)}</dd></div>
            <div><dt>{td_string!(l, messages.when)}</dt><dd><DateTime at=mail.at zone=zone.clone()/></dd></div>
            <div><dt>{td_string!(l, messages.state)}</dt><dd>{state_badge(l, mail.state)} {sent} {attempts} {error}</dd></div>
            <div><dt>{td_string!(l, messages.language)}</dt><dd><Language tag=mail.locale.to_string()/></dd></div>
        </dl>
    }
    .into_any()
}

fn text(page: &Page, shown: &MailView) -> AnyView {
    let l = page.locale;
    letter(
        shown.mail.locale.as_ref(),
        layout::direction(shown.mail.locale),
        &shown.mail.subject,
        &shown.body,
        td_string!(l, messages.text),
    )
}

/// A message as it looks: its lines as they are, in the direction of its language.
pub(super) fn letter(tag: &str, dir: &'static str, subject: &str, body: &str, label: &'static str) -> AnyView {
    let lines: Vec<_> = body
        .split("\n\n")
        .map(|paragraph| {
            let mut lines = Vec::new();
            for (number, line) in paragraph.split('\n').enumerate() {
                lines.push((number > 0).then(|| view! { <br/> }).into_any());
                lines.push(line.to_owned().into_any());
            }
            view! { <p>{lines}</p> }
        })
        .collect();
    let (tag, subject) = (tag.to_owned(), subject.to_owned());
    view! {
        <section class="card stack" aria-label=label lang=tag dir=dir>
            <p><strong><bdi>{subject}</bdi></strong></p>
            {lines}
        </section>
    }
    .into_any()
}

//! The text of one kind of message in one language.

use super::{OrganiseTab, mail::letter, organise_tabs, organiser_crumbs};
use crate::{
    competition::{
        api::{ResetMessage, SaveMessage},
        message_text::{template_name, written},
        model::message::{MessageDesk, Placeholder},
        rules::message::Values,
    },
    i18n::{Locale, td_string},
    services::{Page, services},
    time::Moment,
    ui::{AreaField, Crumb, Hidden, PostForm, TextField, language_name, layout, load, moment_text, param, query},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The form, and below it what somebody would get.
#[component]
pub fn MessagePage() -> impl IntoView {
    let services = services();
    let (slug, template) = (param::<String>("slug"), param::<String>("template"));
    let language = query("language").unwrap_or_else(|| services.page.locale.to_string());
    load(async move {
        let desk = services.messages.desk(slug?, template?, language).await?;
        let page = services.page;
        let l = page.locale;
        let mut crumbs = organiser_crumbs(l, &desk.competition);
        crumbs
            .push(Crumb::new(td_string!(l, messages.title), format!("/c/{}/organise/messages", desk.competition.slug)));
        let title = format!("{} · {}", template_name(l, desk.template), language_name(desk.locale.as_ref()));
        Ok(layout::wide(
            title,
            crumbs,
            view! {
                {organise_tabs(&page, &desk.competition.slug, OrganiseTab::Messages)}
                {form(&page, &desk)}
                {preview(&page, &desk)}
                {reset(&page, &desk)}
            },
        ))
    })
}

fn form(page: &Page, desk: &MessageDesk) -> AnyView {
    let l = page.locale;
    let desk = desk.clone();
    let known: Vec<_> = desk
        .template
        .placeholders()
        .iter()
        .map(|placeholder| view! { <li><code dir="ltr">{format!("{{{}}}", placeholder.as_str())}</code></li> })
        .collect();
    let default = (desk.version == 0).then(|| view! { <p class="muted">{td_string!(l, messages.default_in_use)}</p> });
    view! {
        {default}
        <PostForm action=SaveMessage::url() class="card form">
            <Hidden name="slug" value=desk.competition.slug.clone()/>
            <Hidden name="version" value=desk.version.to_string()/>
            <Hidden name="template" value=desk.template.as_str()/>
            <Hidden name="language" value=desk.locale.to_string()/>
            <TextField name="subject" label=td_string!(l, messages.subject) hint=td_string!(l, messages.subject_hint) value=desk.text.subject.clone()/>
            <AreaField name="body" label=td_string!(l, messages.body) hint=td_string!(l, messages.body_hint) value=desk.text.body.clone() rows=14/>
            <p class="small">{td_string!(l, messages.placeholders)}</p>
            <ul class="plain cluster">{known}</ul>
            <div class="form-actions"><button class="button button-primary">{td_string!(l, common.save)}</button></div>
        </PostForm>
    }
    .into_any()
}

/// Values to look at, in the language of the message.
fn samples(l: Locale, desk: &MessageDesk, now: Moment) -> Values {
    let zone = &desk.competition.time_zone;
    let day = |days: i64| moment_text(l, now.plus_seconds(days * 86_400), zone);
    let value = |placeholder: Placeholder| match placeholder {
        Placeholder::Name => td_string!(l, messages.sample_name).to_owned(),
        Placeholder::Competition => desk.competition.name.clone(),
        Placeholder::Link => format!("https://example.org/{l}/c/{}", desk.competition.slug),
        Placeholder::Title => td_string!(l, messages.sample_title).to_owned(),
        Placeholder::Team => td_string!(l, messages.sample_team).to_owned(),
        Placeholder::Member => td_string!(l, messages.sample_member).to_owned(),
        Placeholder::Time => day(0),
        Placeholder::RulesVersion => "2".to_owned(),
        Placeholder::Hash => "9f86d081884c7d65".repeat(4),
        Placeholder::Until => day(7),
        Placeholder::Words => td_string!(l, messages.sample_text).to_owned(),
        Placeholder::Reason if desk.template.placeholders().contains(&Placeholder::Old) => {
            td_string!(l, messages.sample_moved).to_owned()
        }
        Placeholder::Reason => td_string!(l, messages.sample_reason).to_owned(),
        Placeholder::Old => day(10),
        Placeholder::New | Placeholder::Deadline => day(17),
        Placeholder::Terms => td_string!(l, messages.sample_terms).to_owned(),
        Placeholder::Answer => td_string!(l, messages.answer_given).to_owned(),
        Placeholder::Question => td_string!(l, call.mail_sample_question).to_owned(),
        Placeholder::Prize => td_string!(l, prizes.mail_sample).to_owned(),
        Placeholder::Outcome => td_string!(l, call.outcome_published).to_owned(),
    };
    Placeholder::ALL.iter().map(|placeholder| (*placeholder, value(*placeholder))).collect()
}

fn preview(page: &Page, desk: &MessageDesk) -> AnyView {
    let l = page.locale;
    let text = written(desk.locale, desk.template, &desk.text, &samples(desk.locale, desk, page.now));
    let shown = letter(
        desk.locale.as_ref(),
        layout::direction(desk.locale),
        &text.subject,
        &text.body,
        td_string!(l, messages.text),
    );
    view! {
        <section class="section" aria-labelledby="preview">
            <h2 id="preview">{td_string!(l, messages.preview)}</h2>
            <p class="muted">{td_string!(l, messages.preview_lead)}</p>
            {shown}
        </section>
    }
    .into_any()
}

fn reset(page: &Page, desk: &MessageDesk) -> Option<AnyView> {
    let l = page.locale;
    let desk = desk.clone();
    let form = (desk.version > 0).then(|| {
        view! {
            <details class="confirm">
                <summary class="button button-small">{td_string!(l, messages.use_default)}</summary>
                <div class="confirm-panel">
                    <p>{td_string!(l, messages.use_default_what)}</p>
                    <PostForm action=ResetMessage::url() class="inline-form">
                        <Hidden name="slug" value=desk.competition.slug.clone()/>
                        <Hidden name="template" value=desk.template.as_str()/>
                        <Hidden name="language" value=desk.locale.to_string()/>
                        <button class="button button-small">{td_string!(l, messages.use_default)}</button>
                    </PostForm>
                </div>
            </details>
        }
    });
    form.map(|form| form.into_any())
}

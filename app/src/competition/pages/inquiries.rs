//! The questions that people ask about a competition, for organisers: the list, and one to be answered.

use super::{
    OrganiseTab,
    inquiry_words::{answered_when, state_badge},
    organise_tabs, organiser_crumbs,
};
use crate::{
    accounts::model::Rights,
    competition::{
        api::AnswerInquiry,
        model::{AnsweredInquiry, InquiryDesk, InquiryState, InquiryView},
        rules::{ANSWER_WORDS, INQUIRY_WORDS},
    },
    i18n::{Locale, td_string},
    ids::InquiryId,
    services::{Page, services},
    ui::{AreaField, ChoiceField, Crumb, DateTime, Hidden, Options, PostForm, layout, load, param, prose},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The list: first what waits.
#[component]
pub fn InquiriesPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let desk = services.inquiries.desk(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let body = if desk.waiting.is_empty() && desk.done.is_empty() {
            view! {
                <div class="empty-state">
                    <h2>{td_string!(l, call.desk_empty_title)}</h2>
                    <p>{td_string!(l, call.desk_empty)}</p>
                </div>
            }
            .into_any()
        } else {
            view! {
                {list(&page, &desk, "waiting", td_string!(l, call.desk_waiting), &desk.waiting)}
                {list(&page, &desk, "done", td_string!(l, call.desk_done), &desk.done)}
            }
            .into_any()
        };
        Ok(layout::wide(
            td_string!(l, call.questions),
            organiser_crumbs(l, &desk.competition),
            view! {
                {organise_tabs(&page, &desk.competition.slug, OrganiseTab::Questions)}
                <p>{td_string!(l, call.desk_lead)}</p>
                {body}
            },
        ))
    })
}

fn list(page: &Page, desk: &InquiryDesk, id: &'static str, title: &'static str, asked: &[AnsweredInquiry]) -> AnyView {
    let l = page.locale;
    let items: Vec<_> = asked.iter().map(|asked| item(page, desk, asked)).collect();
    let body = if items.is_empty() {
        view! { <p class="muted">{td_string!(l, call.desk_none)}</p> }.into_any()
    } else {
        view! { <ul class="plain stack">{items}</ul> }.into_any()
    };
    view! { <section class="section" aria-labelledby=id><h2 id=id>{title}</h2>{body}</section> }.into_any()
}

fn item(page: &Page, desk: &InquiryDesk, asked: &AnsweredInquiry) -> AnyView {
    let l = page.locale;
    let inquiry = &asked.inquiry;
    let href = page.link(&format!("/c/{}/organise/questions/{}", desk.competition.slug, inquiry.id));
    let action = if inquiry.state == InquiryState::Open {
        td_string!(l, call.desk_answer)
    } else {
        td_string!(l, call.desk_change)
    };
    view! {
        <li class="card stack">
            {head(page, &desk.competition.time_zone, asked)}
            {prose(&inquiry.text)}
            <p><a class="button button-small" href=href>{action} <span class="visually-hidden">" " <bdi>{inquiry.text.clone()}</bdi></span></a></p>
        </li>
    }
    .into_any()
}

fn head(page: &Page, zone: &str, asked: &AnsweredInquiry) -> AnyView {
    let l = page.locale;
    let zone = zone.to_owned();
    let name = match &asked.asker {
        Some(name) => view! { <bdi>{name.clone()}</bdi> }.into_any(),
        None => td_string!(l, call.asker_gone).into_any(),
    };
    view! {
        <p class="cluster">
            {state_badge(l, asked.inquiry.state)}
            <span class="small muted">{name} ", " <DateTime at=asked.inquiry.asked_at zone=zone/></span>
        </p>
    }
    .into_any()
}

/// One question, with the form to answer it.
#[component]
pub fn AnswerPage() -> impl IntoView {
    let services = services();
    let place = param::<String>("slug").and_then(|slug| Ok((slug, param::<InquiryId>("inquiry")?)));
    load(async move {
        let (slug, inquiry) = place?;
        let shown = services.inquiries.inquiry(slug, inquiry).await?;
        let page = services.page;
        let l = page.locale;
        let mut crumbs = organiser_crumbs(l, &shown.competition);
        let list = format!("/c/{}/organise/questions", shown.competition.slug);
        crumbs.push(Crumb::new(td_string!(l, call.questions), list));
        let inquiry = &shown.asked.inquiry;
        let zone = &shown.competition.time_zone;
        Ok(layout::narrow(
            td_string!(l, call.answer_title),
            crumbs,
            view! {
                <section class="card stack" aria-labelledby="asked">
                    <h2 id="asked">{td_string!(l, call.question)}</h2>
                    {head(&page, zone, &shown.asked)}
                    {prose(&inquiry.text)}
                    {answered_when(&page, zone, inquiry.answered_at, inquiry.changed_at)}
                </section>
                {form(l, &shown)}
            },
        ))
    })
}

fn form(l: Locale, shown: &InquiryView) -> AnyView {
    let inquiry = shown.asked.inquiry.clone();
    let outcomes: Options = InquiryState::ANSWERS
        .into_iter()
        .map(|state| {
            let text = match state {
                InquiryState::Private => td_string!(l, call.how_private),
                InquiryState::Declined => td_string!(l, call.how_declined),
                _ => td_string!(l, call.how_published),
            };
            (state.as_str().to_owned(), text.to_owned())
        })
        .collect();
    // Nothing is chosen for a new one: what is for everybody is made so on purpose.
    let outcome = if inquiry.state == InquiryState::Open { "" } else { inquiry.state.as_str() };
    let public = if inquiry.public_text.is_empty() { inquiry.text } else { inquiry.public_text };
    let public_hint = td_string!(l, call.public_text_hint, words = INQUIRY_WORDS).to_string();
    let answer_hint = td_string!(l, call.answer_hint, words = ANSWER_WORDS).to_string();
    let slug = shown.competition.slug.clone();
    view! {
        <PostForm action=AnswerInquiry::url() needs=Rights::Checker>
            <Hidden name="slug" value=slug/>
            <Hidden name="inquiry" value=inquiry.id.to_string()/>
            <Hidden name="version" value=inquiry.version.to_string()/>
            <ChoiceField name="outcome" label=td_string!(l, call.how) options=outcomes value=outcome/>
            <AreaField name="answer" label=td_string!(l, call.answer_label) hint=answer_hint value=inquiry.answer rows=6/>
            <AreaField name="public_text" label=td_string!(l, call.public_text) hint=public_hint value=public required=false rows=4/>
            <div class="form-actions"><button class="button button-primary">{td_string!(l, call.answer_send)}</button></div>
        </PostForm>
    }
    .into_any()
}

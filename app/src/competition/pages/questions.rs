//! Questions about a competition: what was answered for everybody, a way to ask, and what one asked oneself.

use super::inquiry_words::{answered_when, state_badge};
use crate::{
    accounts::model::Rights,
    competition::{
        api::Ask,
        model::{Inquiry, InquiryPage, InquiryState, PublicInquiry},
        rules::INQUIRY_WORDS,
    },
    i18n::td_string,
    services::{Page, services},
    ui::{AreaField, Crumb, DateTime, Hidden, PostForm, layout, load, param, prose, query},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The questions of a competition.
#[component]
pub fn QuestionsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    let search = query("search").unwrap_or_default();
    load(async move {
        let shown = services.inquiries.page(slug?, search.clone()).await?;
        let page = services.page;
        let l = page.locale;
        let competition = &shown.competition;
        let organise = shown.organiser.then(|| {
            let href = page.link(&format!("/c/{}/organise/questions", competition.slug));
            view! { <div class="page-actions"><a class="button" href=href>{td_string!(l, call.questions_organise)}</a></div> }
        });
        Ok(layout::with_state(
            td_string!(l, call.questions),
            vec![Crumb::new(&competition.name, format!("/c/{}", competition.slug))],
            organise,
            view! { {answered(&page, &shown, &search)} {asking(&page, &shown)} {own(&page, &shown)} },
        ))
    })
}

fn answered(page: &Page, shown: &InquiryPage, search: &str) -> AnyView {
    let l = page.locale;
    let body = if shown.published == 0 {
        view! { <div class="empty-state"><p>{td_string!(l, call.questions_none)}</p></div> }.into_any()
    } else {
        let items: Vec<_> = shown.found.iter().map(|inquiry| item(page, shown, inquiry)).collect();
        let count = td_string!(l, call.questions_found, found = shown.found.len(), all = shown.published).to_string();
        let all = (!search.trim().is_empty()).then(|| {
            let href = page.link(&format!("/c/{}/questions", shown.competition.slug));
            view! { " " <a href=href>{td_string!(l, call.questions_all)}</a> }
        });
        view! {
            {search_form(page, search)}
            <p class="small muted" role="status">{count}{all}</p>
            <ul class="plain stack">{items}</ul>
        }
        .into_any()
    };
    view! {
        <section class="section" aria-labelledby="answered">
            <h2 id="answered">{td_string!(l, call.questions_answered)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn search_form(page: &Page, search: &str) -> AnyView {
    let l = page.locale;
    view! {
        <form class="filter-bar" role="search" aria-label=td_string!(l, call.questions_search)>
            <div class="field">
                <label class="field-label" for="search">{td_string!(l, call.questions_search)}</label>
                <input class="input" id="search" name="search" type="search" dir="auto" maxlength="100" value=search.to_owned()/>
            </div>
            <button class="button">{td_string!(l, call.search)}</button>
        </form>
    }
    .into_any()
}

fn item(page: &Page, shown: &InquiryPage, inquiry: &PublicInquiry) -> AnyView {
    let l = page.locale;
    let zone = &shown.competition.time_zone;
    view! {
        <li class="card stack" id=format!("question-{}", inquiry.id)>
            <p class="small strong">{td_string!(l, call.question)}</p>
            {prose(&inquiry.question)}
            <p class="small strong">{td_string!(l, call.answer)}</p>
            {prose(&inquiry.answer)}
            {answered_when(page, zone, Some(inquiry.answered_at), inquiry.changed_at)}
        </li>
    }
    .into_any()
}

fn asking(page: &Page, shown: &InquiryPage) -> AnyView {
    let l = page.locale;
    let competition = &shown.competition;
    let body = if !shown.open {
        view! { <p class="muted">{td_string!(l, call.ask_closed)}</p> }.into_any()
    } else if page.viewer.is_none() {
        let path = format!("/c/{}/questions", competition.slug);
        let next: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
        let href = page.link(&format!("/sign-in?next={next}"));
        view! {
            <p>{td_string!(l, call.ask_sign_in)}</p>
            <div class="button-row"><a class="button" href=href>{td_string!(l, accounts.sign_in)}</a></div>
        }
        .into_any()
    } else {
        let hint = td_string!(l, call.ask_hint, words = INQUIRY_WORDS).to_string();
        let slug = competition.slug.clone();
        view! {
            <p>{td_string!(l, call.ask_lead)}</p>
            <PostForm action=Ask::url() needs=Rights::Observer>
                <Hidden name="slug" value=slug/>
                <AreaField name="text" label=td_string!(l, call.ask_label) hint=hint rows=4/>
                <div class="button-row"><button class="button button-primary">{td_string!(l, call.ask)}</button></div>
            </PostForm>
        }
        .into_any()
    };
    view! {
        <section class="section" aria-labelledby="ask">
            <h2 id="ask">{td_string!(l, call.ask_title)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn own(page: &Page, shown: &InquiryPage) -> Option<AnyView> {
    let l = page.locale;
    let items: Vec<_> = shown.own.iter().map(|inquiry| own_item(page, shown, inquiry)).collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="own">
                <h2 id="own">{td_string!(l, call.own)}</h2>
                <p class="small muted">{td_string!(l, call.own_lead)}</p>
                <ul class="plain stack">{items}</ul>
            </section>
        }
        .into_any()
    })
}

fn own_item(page: &Page, shown: &InquiryPage, inquiry: &Inquiry) -> AnyView {
    let l = page.locale;
    let zone = &shown.competition.time_zone;
    let answer = (inquiry.state != InquiryState::Open).then(|| {
        let label = match inquiry.state {
            InquiryState::Declined => td_string!(l, call.declined_because),
            _ => td_string!(l, call.answer),
        };
        view! {
            <p class="small strong">{label}</p>
            {prose(&inquiry.answer)}
            {answered_when(page, zone, inquiry.answered_at, inquiry.changed_at)}
        }
    });
    view! {
        <li class="card card-quiet stack">
            <p class="cluster">
                {state_badge(l, inquiry.state)}
                <span class="small muted">{td_string!(l, call.asked)} " " <DateTime at=inquiry.asked_at zone=zone.clone()/></span>
            </p>
            {prose(&inquiry.text)}
            {answer}
        </li>
    }
    .into_any()
}

//! Organisers' own conflicts of interest: what is kept from the reader, and what is known of others.

use super::words::{category_options, category_word};
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs, organiser_crumbs},
    i18n::{Locale, td_string},
    panel::{
        api::{DeclareOwnConflict, RecordOwnConflict, SetOwnConflictAside},
        model::{ConflictSource, OwnConflict, OwnConflictsPage as Board},
    },
    services::{Page, services},
    text,
    ui::{DateTime, Hidden, Options, PostForm, ReasonField, SelectField, TextField, layout, load, param, query},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The longest words that are looked for.
const SEARCH_CHARACTERS: usize = 100;

/// What is kept from the reader, the form that adds to it, and the same of others.
#[component]
pub fn OwnConflictsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    let words = query("text").and_then(|typed| text::line(&typed, SEARCH_CHARACTERS).ok()).unwrap_or_default();
    load(async move {
        let board = services.own_conflicts.page(slug?, words.clone()).await?;
        let page = services.page;
        let l = page.locale;
        let slug = board.competition.slug.clone();
        Ok(layout::wide(
            td_string!(l, own_conflicts.title),
            organiser_crumbs(l, &board.competition),
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Panel)}
                <p class="lead">{td_string!(l, own_conflicts.lead)}</p>
                {alarms(&page, &board)}
                {own(l, &board)}
                {declare(&page, &board, &words)}
                {others(&page, &board)}
                {record(&page, &board)}
            },
        ))
    })
}

/// Where nobody is left who may decide, with what helps.
fn alarms(page: &Page, board: &Board) -> impl IntoView + use<> {
    let l = page.locale;
    let href = page.link(&format!("/c/{}/organise/organisers", board.competition.slug));
    let alarm = |title: &'static str, what: &'static str, list: Vec<String>| {
        let href = href.clone();
        let list: Vec<_> = list.into_iter().map(|title| view! { <li><bdi>{title}</bdi></li> }).collect();
        let list = (!list.is_empty()).then(|| view! { <ul>{list}</ul> });
        view! {
            <div class="notice notice-error">
                <p class="notice-title">{title}</p>
                {list}
                <p>{what} " " <a href=href>{td_string!(l, own_conflicts.invite)}</a></p>
            </div>
        }
    };
    let deserted = (!board.deserted.is_empty()).then(|| {
        let what = td_string!(l, own_conflicts.deserted_what);
        alarm(td_string!(l, own_conflicts.deserted), what, board.deserted.clone())
    });
    let publishes = board.nobody_publishes.then(|| {
        let what = td_string!(l, own_conflicts.nobody_publishes_what);
        alarm(td_string!(l, own_conflicts.nobody_publishes), what, Vec::new())
    });
    view! { {deserted} {publishes} }
}

fn source_word(l: Locale, conflict: &OwnConflict) -> &'static str {
    match conflict.source {
        _ if conflict.of_the_team() => td_string!(l, own_conflicts.of_team),
        ConflictSource::Declared => td_string!(l, own_conflicts.said_self),
        ConflictSource::Detected => td_string!(l, own_conflicts.said_found),
        ConflictSource::Organiser => td_string!(l, own_conflicts.said_other),
    }
}

/// What is said of one pair.
fn said(l: Locale, board: &Board, conflict: &OwnConflict) -> impl IntoView + use<> {
    let zone = board.competition.time_zone.clone();
    let at = conflict.at.map(|at| view! { " · " <DateTime at=at zone=zone/> });
    let category = (!conflict.of_the_team()).then(|| view! { {category_word(l, conflict.category)} " · " });
    let reason = (!conflict.reason.is_empty()).then(|| view! { <p><bdi>{conflict.reason.clone()}</bdi></p> });
    let aside = conflict.aside.clone().map(|(by, reason)| {
        let lead = match by {
            Some(name) => td_string!(l, own_conflicts.aside_by, name = name).to_string(),
            None => td_string!(l, own_conflicts.aside_gone).to_owned(),
        };
        view! { <p class="muted">{lead} " " <bdi>{reason}</bdi></p> }
    });
    view! {
        <p><strong><bdi>{conflict.title.clone()}</bdi></strong> " – " <bdi>{conflict.team.clone()}</bdi></p>
        <p class="small muted">{category}{source_word(l, conflict)}{at}</p>
        {reason}
        {aside}
    }
}

fn own(l: Locale, board: &Board) -> impl IntoView + use<> {
    let lines: Vec<_> =
        board.own.iter().map(|conflict| view! { <li class="card">{said(l, board, conflict)}</li> }).collect();
    let list = if lines.is_empty() {
        view! { <p class="muted">{td_string!(l, own_conflicts.none)}</p> }.into_any()
    } else {
        view! { <ul class="plain stack-tight">{lines}</ul> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="own">
            <h2 id="own">{td_string!(l, own_conflicts.yours)}</h2>
            {list}
        </section>
    }
}

fn entries(l: Locale, board: &Board) -> Options {
    let nothing = (String::new(), td_string!(l, own_conflicts.choose).to_owned());
    std::iter::once(nothing).chain(board.entries.iter().map(|(id, title)| (id.to_string(), title.clone()))).collect()
}

fn declare(page: &Page, board: &Board, words: &str) -> impl IntoView + use<> {
    let l = page.locale;
    let slug = board.competition.slug.clone();
    let here = page.link(&format!("/c/{slug}/organise/conflicts/own"));
    let offered = entries(l, board);
    let search = (board.more || !words.is_empty()).then(|| {
        let more = board.more.then(|| view! { <p class="small muted">{td_string!(l, own_conflicts.more)}</p> });
        view! {
            <form method="get" action=here class="stack-tight" role="search">
                {more}
                <div class="field">
                    <label class="field-label" for="text">{td_string!(l, own_conflicts.search)}</label>
                    <input class="input" id="text" name="text" type="search" dir="auto" value=words.to_owned()/>
                </div>
                <div class="button-row"><button class="button">{td_string!(l, conflicts.find)}</button></div>
            </form>
        }
    });
    view! {
        <section class="section" aria-labelledby="declare">
            <div class="section-heading">
                <h2 id="declare">{td_string!(l, own_conflicts.declare)}</h2>
                <p class="small muted">{td_string!(l, own_conflicts.declare_hint)}</p>
            </div>
            {search}
            <PostForm action=DeclareOwnConflict::url() class="card form">
                <Hidden name="slug" value=slug/>
                <SelectField name="entry" label=td_string!(l, own_conflicts.entry) options=offered/>
                <SelectField name="category" label=td_string!(l, conflicts.category) options=category_options(l)/>
                <TextField name="reason" label=td_string!(l, panel.reason) hint=td_string!(l, conflicts.reason_hint) required=false/>
                <div class="form-actions"><button class="button button-primary">{td_string!(l, own_conflicts.declare_send)}</button></div>
            </PostForm>
        </section>
    }
}

fn others(page: &Page, board: &Board) -> Option<AnyView> {
    let l = page.locale;
    if !page.may(Rights::Editor) {
        return None;
    }
    let lines: Vec<_> = board
        .others
        .iter()
        .map(|conflict| {
            let form = (page.may(Rights::Owner) && conflict.aside.is_none() && !conflict.of_the_team())
                .then(|| aside_form(l, board, conflict));
            view! {
                <li class="card stack-tight">
                    <p><bdi>{conflict.name.clone()}</bdi></p>
                    {said(l, board, conflict)}
                    {form}
                </li>
            }
        })
        .collect();
    let list = if lines.is_empty() {
        view! { <p class="muted">{td_string!(l, own_conflicts.others_none)}</p> }.into_any()
    } else {
        view! { <ul class="plain stack-tight">{lines}</ul> }.into_any()
    };
    Some(
        view! {
            <section class="section" aria-labelledby="others">
                <h2 id="others">{td_string!(l, own_conflicts.others)}</h2>
                {list}
            </section>
        }
        .into_any(),
    )
}

fn aside_form(l: Locale, board: &Board, conflict: &OwnConflict) -> impl IntoView + use<> {
    let (account, entry) = (conflict.account.to_string(), conflict.entry.to_string());
    let id = format!("{account}-{entry}-{}", conflict.source.as_str());
    let (title, slug, source) = (conflict.title.clone(), board.competition.slug.clone(), conflict.source.as_str());
    let all = (conflict.source == ConflictSource::Detected).then(|| {
        view! { <label class="choice"><input type="checkbox" name="all" value="on"/><span>{td_string!(l, own_conflicts.aside_all)}</span></label> }
    });
    view! {
        <details class="disclosure">
            <summary>{td_string!(l, own_conflicts.aside)} <span class="visually-hidden">" " <bdi>{title}</bdi></span></summary>
            <PostForm action=SetOwnConflictAside::url() class="stack-tight" needs=Rights::Owner only_if=("pair", id.clone())>
                <Hidden name="slug" value=slug/>
                <Hidden name="account" value=account/>
                <Hidden name="entry" value=entry/>
                <Hidden name="source" value=source/>
                <Hidden name="pair" value=id.clone()/>
                <p class="small muted">{td_string!(l, own_conflicts.aside_what)}</p>
                <ReasonField name="aside" of=id required=true label=td_string!(l, panel.reason)/>
                {all}
                <div class="button-row"><button class="button">{td_string!(l, own_conflicts.aside)}</button></div>
            </PostForm>
        </details>
    }
}

fn record(page: &Page, board: &Board) -> Option<AnyView> {
    let l = page.locale;
    if !page.may(Rights::Editor) || board.organisers.is_empty() {
        return None;
    }
    let (slug, offered) = (board.competition.slug.clone(), entries(l, board));
    let nobody = (String::new(), td_string!(l, own_conflicts.choose_organiser).to_owned());
    let people: Options = std::iter::once(nobody)
        .chain(board.organisers.iter().map(|(id, name)| (id.to_string(), name.clone())))
        .collect();
    Some(
        view! {
            <section class="section" aria-labelledby="record">
                <h2 id="record">{td_string!(l, own_conflicts.record)}</h2>
                <PostForm action=RecordOwnConflict::url() class="card form" needs=Rights::Editor>
                    <Hidden name="slug" value=slug/>
                    <SelectField name="other" label=td_string!(l, own_conflicts.organiser) options=people/>
                    <SelectField name="other_entry" label=td_string!(l, own_conflicts.entry) options=offered/>
                    <SelectField name="other_category" label=td_string!(l, conflicts.category) options=category_options(l)/>
                    <TextField name="other_reason" label=td_string!(l, panel.reason) hint=td_string!(l, conflicts.add_hint) required=false/>
                    <div class="form-actions"><button class="button">{td_string!(l, own_conflicts.record_send)}</button></div>
                </PostForm>
            </section>
        }
        .into_any(),
    )
}

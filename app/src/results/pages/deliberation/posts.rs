//! What is said of an entry.

use super::words::called;
use crate::{
    accounts::model::Rights,
    i18n::td_string,
    results::{
        api::{Say, WithdrawPost},
        model::deliberation::{EntryRoom, Post, RoomSide},
        rules::deliberation::POST_WORDS,
    },
    services::Page,
    ui::{AreaField, Badge, DateTime, Hidden, Options, PostForm, SelectField, Tone, language_name, prose},
};
use leptos::{prelude::*, server_fn::ServerFn};

pub(super) fn posts(page: &Page, room: &EntryRoom) -> AnyView {
    let l = page.locale;
    let list: Vec<_> = room.posts.iter().map(|post| one(page, room, post)).collect();
    let none = list.is_empty().then(|| view! { <p class="muted">{td_string!(l, deliberation.no_posts)}</p> });
    let list = (!list.is_empty()).then(|| view! { <ol class="plain stack" role="list">{list}</ol> });
    let may = room.frame.side == RoomSide::Judge || page.may(Rights::Editor);
    let form = (room.frame.is_open && may).then(|| form(page, room));
    view! {
        <section class="section" aria-labelledby="discussion">
            <h2 id="discussion">{td_string!(l, deliberation.discussion)}</h2>
            {none}
            {list}
            {form}
        </section>
    }
    .into_any()
}

fn one(page: &Page, room: &EntryRoom, post: &Post) -> AnyView {
    let l = page.locale;
    let zone = room.frame.competition.time_zone.clone();
    let you = post.own.then(|| view! { " " <Badge tone=Tone::Information text=td_string!(l, deliberation.you)/> });
    let body = match &post.text {
        Some(text) => view! { <div lang=post.language.clone() dir="auto">{prose(text)}</div> }.into_any(),
        None => {
            let at = post.withdrawn_at.map(|at| view! { " " <DateTime at=at zone=zone.clone()/> });
            view! { <p class="muted">{td_string!(l, deliberation.withdrawn)} {at}</p> }.into_any()
        }
    };
    let withdraw = (post.own && post.text.is_some() && room.frame.is_open).then(|| {
        let id = post.id.to_string();
        let side = room.frame.side.as_str();
        view! {
            <PostForm action=WithdrawPost::url() class="inline-form" only_if=("post", id.clone())>
                <Hidden name="post" value=id/>
                <Hidden name="side" value=side/>
                <button class="button button-small button-quiet">{td_string!(l, deliberation.withdraw)}</button>
            </PostForm>
        }
    });
    view! {
        <li class="card stack-tight">
            <p class="small"><strong><bdi>{called(l, &post.author)}</bdi></strong>{you} " · " <span class="muted"><DateTime at=post.at zone=zone/></span></p>
            {body}
            {withdraw}
        </li>
    }
    .into_any()
}

fn form(page: &Page, room: &EntryRoom) -> AnyView {
    let l = page.locale;
    let languages: Options = room.languages.iter().map(|tag| (tag.clone(), language_name(tag))).collect();
    let language = (languages.len() > 1).then(|| {
        let languages = languages.clone();
        view! { <SelectField name="language" label=td_string!(l, deliberation.language) options=languages/> }
    });
    let only = language.is_none().then(|| {
        let tag = room.languages.first().cloned().unwrap_or_default();
        view! { <Hidden name="language" value=tag/> }
    });
    let (slug, entry, side) =
        (room.frame.competition.slug.clone(), room.entry.entry.to_string(), room.frame.side.as_str());
    view! {
        <PostForm action=Say::url() class="card form">
            <Hidden name="slug" value=slug/>
            <Hidden name="entry" value=entry/>
            <Hidden name="side" value=side/>
            {language}
            {only}
            <AreaField name="text" label=td_string!(l, deliberation.say_label)
                hint=td_string!(l, deliberation.say_hint, max = POST_WORDS).to_string() rows=4/>
            <div class="form-actions"><button class="button">{td_string!(l, deliberation.say_send)}</button></div>
        </PostForm>
    }
    .into_any()
}

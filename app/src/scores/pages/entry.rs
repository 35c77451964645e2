//! The entry, as a judge reads it.

use super::notices::languages;
use crate::{
    i18n::{Locale, td_string},
    scores::model::Sheet,
    text::web_address,
    ui::prose,
};
use leptos::prelude::*;

/// Everything a judge needs to know of the entry: where to play and watch it, what to be warned of, its texts.
pub fn entry(l: Locale, sheet: &Sheet) -> AnyView {
    let content = &sheet.content;
    let notes = (!content.content_notes.is_empty()).then(|| {
        view! {
            <div class="notice notice-warning">
                <p class="notice-title">{td_string!(l, scores.content_notes)}</p>
                {prose(&content.content_notes)}
            </div>
        }
    });
    let unread = (!sheet.languages.is_empty() && sheet.languages.iter().all(|language| !language.read)).then(|| {
        view! {
            <div class="notice notice-warning">
                <p class="notice-title">{td_string!(l, scores.unread_title)}</p>
                <p>{td_string!(l, scores.unread)}</p>
            </div>
        }
    });
    let platforms = (!content.platforms.is_empty()).then(|| {
        let list = content.platforms.join(", ");
        view! { <div><dt>{td_string!(l, scores.platforms)}</dt><dd><bdi>{list}</bdi></dd></div> }
    });
    view! {
        <p class="lead" dir="auto">{content.pitch.clone()}</p>
        {links(l, sheet)}
        {notes}
        {unread}
        <dl class="facts facts-wide">
            <div><dt>{td_string!(l, scores.team)}</dt><dd><bdi>{sheet.team.clone()}</bdi></dd></div>
            <div><dt>{td_string!(l, scores.track)}</dt><dd><bdi>{sheet.track.clone()}</bdi></dd></div>
            <div><dt>{td_string!(l, scores.languages)}</dt><dd>{languages(l, &sheet.languages)}</dd></div>
            {platforms}
        </dl>
        {text(td_string!(l, scores.instructions), &content.instructions)}
        {text(td_string!(l, scores.description), &content.description)}
        {text(td_string!(l, scores.dialogue), &content.dialogue)}
        {text(td_string!(l, scores.prevention), &content.prevention)}
    }
    .into_any()
}

/// Where to play and watch. The addresses come from teams: each says which host it leads to, and tells that host nothing.
fn links(l: Locale, sheet: &Sheet) -> Option<AnyView> {
    let list: Vec<_> = [
        (td_string!(l, scores.play), &sheet.content.play_url),
        (td_string!(l, scores.watch), &sheet.content.video_url),
    ]
    .into_iter()
    .filter_map(|(text, address)| Some((text, web_address(address)?)))
    .map(|(text, address)| {
        let (host, address) = (address.host_str().unwrap_or_default().to_owned(), address.to_string());
        view! {
            <li>
                <a class="button" href=address target="_blank" rel="noopener noreferrer ugc nofollow">
                    {text} " " <bdi dir="ltr">{host}</bdi>
                    <span class="visually-hidden">" " {td_string!(l, scores.new_tab)}</span>
                </a>
            </li>
        }
    })
    .collect();
    (!list.is_empty()).then(|| view! { <ul class="cluster">{list}</ul> }.into_any())
}

fn text(title: &'static str, words: &str) -> Option<AnyView> {
    (!words.is_empty()).then(|| view! { <section class="section"><h2>{title}</h2>{prose(words)}</section> }.into_any())
}

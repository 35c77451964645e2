//! The entry, as a judge reads it.

use super::notices::languages;
use crate::{
    i18n::{Locale, td_string},
    scores::model::Sheet,
};
use leptos::prelude::*;

/// Everything a judge needs to know of the entry: where to play and watch it, what to be warned of, its texts.
pub fn entry(l: Locale, sheet: &Sheet) -> AnyView {
    let content = &sheet.content;
    let notes = (!content.content_notes.is_empty()).then(|| {
        view! {
            <div class="notice notice-warning">
                <p class="notice-title">{td_string!(l, scores.content_notes)}</p>
                {paragraphs(&content.content_notes)}
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
    .filter_map(|(text, address)| Some((text, host(address)?, address.clone())))
    .map(|(text, host, address)| {
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

/// The host of a web address; nothing for what is none, which then is no link.
fn host(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.host_str().map(str::to_owned)).flatten()
}

fn text(title: &'static str, words: &str) -> Option<AnyView> {
    (!words.is_empty()).then(|| {
        view! { <section class="section"><h2>{title}</h2><div class="prose">{paragraphs(words)}</div></section> }
            .into_any()
    })
}

/// What a person wrote, in its paragraphs, each in its own direction.
pub fn paragraphs(words: &str) -> Vec<AnyView> {
    words
        .split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| view! { <p dir="auto">{part.to_owned()}</p> }.into_any())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(host("https://play.example/x").as_deref(), Some("play.example"));
        for bad in ["", "javascript:alert(1)", "data:text/html,x", "ftp://a.b/", "play.example"] {
            assert_eq!(host(bad), None, "{bad}");
        }
    }
}

//! The contents of an entry, as judges see them.

use super::words;
use crate::{
    entries::model::EntryContent,
    i18n::{Locale, td_string},
    ui::{Language, prose},
};
use leptos::prelude::*;

/// Everything that was written; nothing is said of what was not.
pub fn content_view(l: Locale, content: &EntryContent) -> AnyView {
    let comma = words::comma(l);
    let languages: Vec<_> = content
        .languages
        .iter()
        .enumerate()
        .map(|(n, tag)| view! { {(n > 0).then_some(comma)} <Language tag=tag.clone()/> }.into_any())
        .collect();
    let languages = (!languages.is_empty())
        .then(|| view! { <div><dt>{td_string!(l, entries.field_languages)}</dt><dd>{languages}</dd></div> });
    let platforms: Vec<String> = content.platforms.iter().map(|word| words::platform(l, word)).collect();
    let pitch = (!content.pitch.is_empty()).then(|| view! { <p class="lead" dir="auto">{content.pitch.clone()}</p> });
    let facts = [
        (td_string!(l, entries.field_kind), words::kind(l, content.kind).to_owned()),
        (td_string!(l, entries.field_platforms), platforms.join(comma)),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div> })
        .collect();
    let links = [
        (td_string!(l, entries.field_play_url), &content.play_url),
        (td_string!(l, entries.field_video_url), &content.video_url),
    ];
    let links: Vec<_> = links
        .into_iter()
        .filter(|(_, url)| !url.is_empty())
        .map(|(name, url)| {
            let (url, shown) = (url.clone(), url.clone());
            view! { <div><dt>{name}</dt><dd><a href=url rel="noopener noreferrer nofollow" dir="ltr">{shown}</a></dd></div> }
        })
        .collect();
    let texts = [
        (td_string!(l, entries.field_description), &content.description),
        (td_string!(l, entries.field_dialogue), &content.dialogue),
        (td_string!(l, entries.field_prevention), &content.prevention),
        (td_string!(l, entries.field_instructions), &content.instructions),
        (td_string!(l, entries.field_content_notes), &content.content_notes),
    ];
    let texts: Vec<_> = texts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| view! { <div class="stack-tight"><h3>{name}</h3>{prose(text)}</div> })
        .collect();
    view! {
        {pitch}
        <dl class="facts facts-wide">{languages}{facts}{links}</dl>
        {texts}
    }
    .into_any()
}

//! The contents of an entry, as judges see them.

use super::words;
use crate::{
    competition::{
        model::{AnswerKind, Question},
        pages::{chosen_fact, question_label},
    },
    entries::model::EntryContent,
    i18n::{Locale, td_string},
    ui::{Language, prose},
};
use leptos::prelude::*;

/// Everything that was written; nothing is said of what was not.
/// `questions`: what was asked, in order.
pub fn content_view(l: Locale, content: &EntryContent, questions: &[Question]) -> AnyView {
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
        (td_string!(l, entries.warnings), words::warnings(l, &content.warnings)),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div> })
        .collect();
    let answered = |is_one: fn(AnswerKind) -> bool| {
        questions
            .iter()
            .filter(move |question| is_one(question.kind))
            .map(|question| (question_label(l, question), content.answer(&question.key)))
            .filter(|(_, answer)| !answer.is_empty())
    };
    let links: Vec<_> = answered(|kind| kind == AnswerKind::Link)
        .map(|(name, url)| {
            let (url, shown) = (url.to_owned(), url.to_owned());
            view! {
                <div>
                    <dt><bdi>{name}</bdi></dt>
                    <dd><a href=url rel="noopener noreferrer ugc nofollow" dir="ltr">{shown}</a></dd>
                </div>
            }
        })
        .collect();
    let chosen: Vec<_> = questions
        .iter()
        .filter(|question| question.kind.is_chosen())
        .filter_map(|question| chosen_fact(l, question, content.answer(&question.key)))
        .collect();
    let texts: Vec<_> = answered(AnswerKind::is_written)
        .map(|(name, text)| view! { <div class="stack-tight"><h3><bdi>{name}</bdi></h3>{prose(text)}</div> })
        .collect();
    view! {
        {pitch}
        <dl class="facts facts-wide">{languages}{facts}{chosen}{links}</dl>
        {texts}
    }
    .into_any()
}

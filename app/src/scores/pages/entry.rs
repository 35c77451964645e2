//! The entry, as a judge reads it.

use super::notices::languages;
use crate::{
    competition::{
        model::{AnswerKind, Question, known},
        pages::question_label,
    },
    entries::pages::{files_view, warnings},
    i18n::{Locale, td_string},
    scores::model::Sheet,
    text::web_address,
    ui::prose,
};
use leptos::prelude::*;

/// Everything a judge needs to know of the entry: where to play and watch it, what to be warned of, its texts.
pub fn entry(l: Locale, sheet: &Sheet) -> AnyView {
    let content = &sheet.content;
    let (notes, warnings) = (content.answer(known::CONTENT_NOTES), warnings(l, &content.warnings));
    let notes = (!notes.is_empty() || !warnings.is_empty()).then(|| {
        let warnings = (!warnings.is_empty()).then(|| view! { <p>{warnings}</p> });
        view! {
            <div class="notice notice-warning">
                <p class="notice-title">{td_string!(l, scores.content_notes)}</p>
                {warnings}
                {prose(notes)}
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
        {texts(l, sheet)}
        {files_view(l, &sheet.files)}
    }
    .into_any()
}

/// Where to play and watch. The addresses come from teams: each says which host it leads to, and tells that host nothing. The
/// way there is by our own address, which notes that it was followed.
fn links(l: Locale, sheet: &Sheet) -> Option<AnyView> {
    let list: Vec<_> = asked(sheet, true)
        .filter_map(|(question, address)| Some((question, web_address(address)?)))
        .map(|(question, address)| {
            let text = match question.key.as_str() {
                known::PLAY_URL => td_string!(l, scores.play).to_owned(),
                known::VIDEO_URL => td_string!(l, scores.watch).to_owned(),
                _ => question_label(l, question),
            };
            let host = address.host_str().unwrap_or_default().to_owned();
            let address = format!("/judge/entries/{}/links/{}", sheet.entry, question.key);
            view! {
                <li>
                    <a class="button" href=address target="_blank" rel="noopener noreferrer ugc nofollow">
                        <bdi>{text}</bdi> " " <bdi class="host" dir="ltr">{host}</bdi>
                        <span class="visually-hidden">" " {td_string!(l, scores.new_tab)}</span>
                    </a>
                </li>
            }
        })
        .collect();
    (!list.is_empty()).then(|| view! { <ul class="cluster">{list}</ul> }.into_any())
}

/// Answers in words, what must be known to play first.
fn texts(l: Locale, sheet: &Sheet) -> Vec<AnyView> {
    let first = |question: &Question| question.key != known::INSTRUCTIONS;
    let mut texts: Vec<_> = asked(sheet, false).filter(|(question, _)| question.key != known::CONTENT_NOTES).collect();
    texts.sort_by_key(|(question, _)| first(question));
    texts
        .into_iter()
        .map(|(question, words)| {
            let title = question_label(l, question);
            view! { <section class="section"><h2><bdi>{title}</bdi></h2>{prose(words)}</section> }.into_any()
        })
        .collect()
}

/// What was asked and answered, either links or words.
fn asked(sheet: &Sheet, links: bool) -> impl Iterator<Item = (&Question, &str)> {
    sheet
        .questions
        .iter()
        .filter(move |question| (question.kind == AnswerKind::Link) == links)
        .map(|question| (question, sheet.content.answer(&question.key)))
        .filter(|(_, answer)| !answer.is_empty())
}

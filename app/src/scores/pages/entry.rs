//! The entry, as a judge reads it.

use super::{key::own_key, notices::languages, translation::translation};
use crate::{
    competition::{
        model::{AnswerKind, Question, known},
        pages::{chosen_fact, question_label},
    },
    entries::{
        pages::{files_view, platform as platform_text, warnings},
        rules::translation::{PITCH, TITLE},
    },
    i18n::{Locale, td_string},
    scores::model::Sheet,
    text::web_address,
    ui::prose,
};
use leptos::prelude::*;

/// Everything a judge needs to know of the entry: where to play and watch it, what to be warned of, its texts.
pub fn entry(l: Locale, sheet: &Sheet, open: bool) -> AnyView {
    let content = &sheet.content;
    let (notes, warnings) = (content.answer(known::CONTENT_NOTES), warnings(l, &content.warnings));
    let notes = (!notes.is_empty() || !warnings.is_empty()).then(|| {
        let warnings = (!warnings.is_empty()).then(|| view! { <p>{warnings}</p> });
        view! {
            <div class="notice notice-warning">
                <p class="notice-title">{td_string!(l, scores.content_notes)}</p>
                {warnings}
                {prose(notes)}
                {translation(l, sheet, known::CONTENT_NOTES)}
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
        let list: Vec<_> =
            content.platforms.iter().map(|word| platform(l, word, sheet.own_platforms.contains(word))).collect();
        view! { <div><dt>{td_string!(l, scores.platforms)}</dt><dd class="cluster">{list}</dd></div> }
    });
    let chosen: Vec<_> =
        asked(sheet, AnswerKind::is_chosen).filter_map(|(question, answer)| chosen_fact(l, question, answer)).collect();
    view! {
        {translation(l, sheet, TITLE)}
        <p class="lead" dir="auto">{content.pitch.clone()}</p>
        {translation(l, sheet, PITCH)}
        {links(l, sheet)}
        {own_key(l, sheet, open)}
        {notes}
        {unread}
        <dl class="facts facts-wide">
            <div><dt>{td_string!(l, scores.team)}</dt><dd><bdi>{sheet.team.clone()}</bdi></dd></div>
            <div><dt>{td_string!(l, scores.track)}</dt><dd><bdi>{sheet.track.clone()}</bdi></dd></div>
            <div><dt>{td_string!(l, scores.languages)}</dt><dd>{languages(l, &sheet.languages)}</dd></div>
            {platforms}
            {chosen}
        </dl>
        {texts(l, sheet)}
        {files_view(l, &sheet.files)}
    }
    .into_any()
}

/// Where to play and watch. The addresses come from teams: each says which host it leads to, and tells that host nothing. The
/// way there is by our own address, which notes that it was followed.
fn links(l: Locale, sheet: &Sheet) -> Option<AnyView> {
    let mut links: Vec<_> = asked(sheet, |kind| kind == AnswerKind::Link)
        .filter_map(|(question, address)| Some((question, web_address(address)?)))
        .collect();
    links.sort_by_key(|(question, _)| rank(sheet, &question.key));
    let list: Vec<_> = links
        .into_iter()
        .map(|(question, address)| {
            let own = own_build(sheet, &question.key).then(|| {
                view! { " " <span class="small">"(" {td_string!(l, judging.own_device)} ")"</span> }
            });
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
                        <bdi>{text}</bdi> {own} " " <bdi class="host" dir="ltr">{host}</bdi>
                        <span class="visually-hidden">" " {td_string!(l, scores.new_tab)}</span>
                    </a>
                </li>
            }
        })
        .collect();
    (!list.is_empty()).then(|| view! { <ul class="cluster">{list}</ul> }.into_any())
}

/// Whether a question asks for a build that runs on what the judge has.
fn own_build(sheet: &Sheet, key: &str) -> bool {
    known::build_for(key).is_some_and(|platform| sheet.own_platforms.iter().any(|own| own == platform))
}

/// What the judge can run comes first, then what everybody can, the video, and builds for what the judge does not have.
fn rank(sheet: &Sheet, key: &str) -> u8 {
    match key {
        known::PLAY_URL => 1,
        known::VIDEO_URL => 2,
        key if known::build_for(key).is_none() => 3,
        key => {
            if own_build(sheet, key) {
                0
            } else {
                4
            }
        }
    }
}

fn platform(l: Locale, word: &str, own: bool) -> AnyView {
    let name = platform_text(l, word);
    let own = own.then(|| view! { <span class="small muted">" (" {td_string!(l, judging.own_device)} ")"</span> });
    view! { <span><bdi>{name}</bdi>{own}</span> }.into_any()
}

/// Answers in words, what must be known to play first.
fn texts(l: Locale, sheet: &Sheet) -> Vec<AnyView> {
    let first = |question: &Question| question.key != known::INSTRUCTIONS;
    let mut texts: Vec<_> =
        asked(sheet, AnswerKind::is_written).filter(|(question, _)| question.key != known::CONTENT_NOTES).collect();
    texts.sort_by_key(|(question, _)| first(question));
    texts
        .into_iter()
        .map(|(question, words)| {
            let title = question_label(l, question);
            let translation = translation(l, sheet, &question.key);
            view! { <section class="section"><h2><bdi>{title}</bdi></h2>{prose(words)}{translation}</section> }
                .into_any()
        })
        .collect()
}

/// What was asked and answered in one way.
fn asked(sheet: &Sheet, is_one: fn(AnswerKind) -> bool) -> impl Iterator<Item = (&Question, &str)> {
    sheet
        .questions
        .iter()
        .filter(move |question| is_one(question.kind))
        .map(|question| (question, sheet.content.answer(&question.key)))
        .filter(|(_, answer)| !answer.is_empty())
}

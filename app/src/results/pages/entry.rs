//! A published entry, for everybody: what it is, where to play it, and where it stands.

use super::{
    document::award_text,
    embed::embed,
    gallery::card::{by, picture_path},
    public::unless_out,
    share::{Share, share},
};
use crate::{
    competition::{
        model::{AnswerKind, known},
        pages::{option_label, question_label},
    },
    entries::pages::{comma, kind, platform, warnings},
    i18n::{Locale, td_string},
    results::model::{PublicAnswer, PublicEntry, ShownEntry},
    services::{Page, services},
    text::web_address,
    ui::{Crumb, PageBody, language_name, layout, load, markup, param, prose},
};
use leptos::prelude::*;
use maud::{Markup, html};

/// The page of an entry.
#[component]
pub fn PublicEntryPage() -> impl IntoView {
    let services = services();
    let (slug, key) = (param::<String>("slug"), param::<String>("key"));
    load(async move {
        let (slug, key) = (slug?, key?);
        let page = services.page;
        let drawn = services.gallery.entry(slug.clone(), key).await.map(|entry| entry_page(&page, &entry));
        unless_out(&page, &slug, drawn)
    })
}

/// Where it is, without the language.
pub(super) fn path(entry: &ShownEntry) -> String {
    format!("/c/{}/entries/{}", entry.slug, entry.placement.key)
}

/// The way to it.
pub(super) fn crumbs(l: Locale, entry: &ShownEntry) -> Vec<Crumb> {
    vec![
        Crumb::new(entry.competition.clone(), format!("/c/{}", entry.slug)),
        Crumb::new(td_string!(l, public.entries), format!("/c/{}/entries", entry.slug)),
    ]
}

fn entry_page(page: &Page, entry: &ShownEntry) -> PageBody {
    let l = page.locale;
    let (at, nothing) = (&entry.placement, PublicEntry::default());
    let about = at.about.as_ref().unwrap_or(&nothing);
    let link = |key: &str| web_address(about.answer(key)).map(String::from);
    let action = |key: &str, text: &'static str, class: &'static str| {
        link(key).map(|to| view! { <a class=class href=to rel="noopener noreferrer ugc nofollow">{text}</a> })
    };
    let play = action(known::PLAY_URL, td_string!(l, public.play), "button button-primary");
    let trailer = action(known::VIDEO_URL, td_string!(l, public.trailer), "button");
    let certificate = page.link(&format!("{}/certificate", path(entry)));
    let picture = about.pictures.first().map(|one| (picture_path(&entry.slug, &at.key, 1), one.alt.clone()));
    let tags = share(
        page,
        Share {
            title: at.title.clone(),
            description: if at.pitch.is_empty() {
                about.answer(known::DESCRIPTION).to_owned()
            } else {
                at.pitch.clone()
            },
            path: path(entry),
            picture,
            slug: entry.slug.clone(),
        },
    );
    let texts = about.answers.iter().filter(|answer| answer.kind.is_written() && answer.key != known::CONTENT_NOTES);
    let texts: Vec<_> = texts.map(|answer| text(l, answer)).collect();
    let withheld =
        at.team.is_empty().then(|| view! { <div class="notice"><p>{td_string!(l, public.withheld)}</p></div> });
    let by = markup::plain(html! { (by(l, at)) });
    layout::with_state(
        at.title.clone(),
        crumbs(l, entry),
        view! {
            <div class="page-state"><span class="badge"><bdi>{entry.track.clone()}</bdi></span> <span>{by}</span></div>
            <div class="page-actions">{play}{trailer}<a class="button" href=certificate>{td_string!(l, public.certificate)}</a></div>
        },
        view! {
            {tags}
            {markup::plain(lead(at.pitch.as_str()))}
            {markup::plain(standing(page, entry))}
            {withheld}
            {markup::plain(before_playing(l, about))}
            {markup::plain(pictures(l, entry, about))}
            <div class="with-sidebar">
                <div class="stack-wide">{texts}</div>
                <aside class="card" aria-labelledby="facts">{markup::plain(facts(l, entry, about))}</aside>
            </div>
            {markup::plain(embed(page, entry))}
        },
    )
}

fn lead(pitch: &str) -> Markup {
    html! { @if !pitch.is_empty() { p class="lead" { bdi { (pitch) } } } }
}

fn text(l: Locale, answer: &PublicAnswer) -> AnyView {
    let (id, name) = (format!("answer-{}", answer.key), question_label(l, &answer.question()));
    let heading = id.clone();
    view! { <section class="stack" aria-labelledby=id><h2 id=heading><bdi>{name}</bdi></h2>{prose(&answer.text)}</section> }
        .into_any()
}

/// Its place and what it won, with the jury's reasons.
fn standing(page: &Page, entry: &ShownEntry) -> Markup {
    let (l, at) = (page.locale, &entry.placement);
    let results = page.link(&format!("/c/{}/results", entry.slug));
    html! {
        section class="card standing" aria-labelledby="place" {
            h2 id="place" { (td_string!(l, results.your_place, place = at.place, ranked = entry.ranked).to_string()) }
            p class="muted" {
                bdi { (entry.track) }
                @if at.shared { " · " (td_string!(l, results.shared_place)) }
                @if let Some(score) = &at.score { " · " (td_string!(l, results.score)) " " bdi dir="ltr" { (score) } }
                " · " (td_string!(l, results.reviews, number = at.scorecards).to_string())
            }
            @for given in &at.awards {
                div class="stack-tight" {
                    p { span class="badge badge-award" { bdi { (award_text(l, given)) } } }
                    @if !given.reason.is_empty() {
                        p class="small muted" { (td_string!(l, results.reason)) }
                        blockquote dir="auto" { (given.reason) }
                    }
                }
            }
            p { a href=(results) { (td_string!(l, results.full_results)) } }
        }
    }
}

/// What somebody should know before they play.
fn before_playing(l: Locale, about: &PublicEntry) -> Markup {
    let notes = about.answer(known::CONTENT_NOTES);
    html! {
        @if !about.warnings.is_empty() || !notes.is_empty() {
            section class="notice notice-warning" aria-labelledby="before" {
                h2 id="before" class="notice-title" { (td_string!(l, public.before_playing)) }
                @if !about.warnings.is_empty() { p { (warnings(l, &about.warnings)) } }
                @if !notes.is_empty() { p dir="auto" { (notes) } }
            }
        }
    }
}

fn pictures(l: Locale, entry: &ShownEntry, about: &PublicEntry) -> Markup {
    html! {
        @if !about.pictures.is_empty() {
            section class="section" aria-labelledby="pictures" {
                h2 id="pictures" { (td_string!(l, public.pictures)) }
                ul class="plain entry-pictures" {
                    @for (number, picture) in (1..).zip(&about.pictures) {
                        @let from = picture_path(&entry.slug, &entry.placement.key, number);
                        li {
                            figure class="stack-tight" {
                                a class="media" href=(from) {
                                    img src=(from) alt=(picture.alt) loading="lazy" decoding="async";
                                    span class="visually-hidden" { (td_string!(l, entries.file_whole)) }
                                }
                                figcaption class="small" dir="auto" { (picture.alt) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What can be said in a word or two.
fn facts(l: Locale, entry: &ShownEntry, about: &PublicEntry) -> Markup {
    let platforms: Vec<String> = about.platforms.iter().map(|word| platform(l, word)).collect();
    let links = about.answers.iter().filter(|answer| answer.kind == AnswerKind::Link);
    let told = entry.placement.about.is_some();
    html! {
        h2 id="facts" { (td_string!(l, public.about)) }
        dl class="facts" {
            @if told { div { dt { (td_string!(l, public.kind)) } dd { (kind(l, about.kind)) } } }
            @if !about.languages.is_empty() {
                div {
                    dt { (td_string!(l, public.languages)) }
                    dd {
                        @for (n, tag) in about.languages.iter().enumerate() {
                            @if n > 0 { (comma(l)) }
                            bdi lang=(tag) { (language_name(tag)) }
                        }
                    }
                }
            }
            @if !platforms.is_empty() {
                div { dt { (td_string!(l, public.platforms)) } dd { bdi { (platforms.join(comma(l))) } } }
            }
            @for answer in about.answers.iter().filter(|answer| !answer.chosen.is_empty()) {
                div {
                    dt { bdi { (question_label(l, &answer.question())) } }
                    dd {
                        ul class="plain" {
                            @for option in &answer.chosen { li { bdi { (option_label(l, &answer.key, option)) } } }
                        }
                    }
                }
            }
            @for answer in links {
                @if let Some(to) = web_address(&answer.text) {
                    div {
                        dt { bdi { (question_label(l, &answer.question())) } }
                        dd { a class="address" href=(to.as_str()) rel="noopener noreferrer ugc nofollow" dir="ltr" { (to.as_str()) } }
                    }
                }
            }
            @if !entry.credits.is_empty() {
                div {
                    dt { (td_string!(l, public.credits)) }
                    dd {
                        ul class="plain" {
                            @for credit in &entry.credits {
                                li {
                                    bdi { (credit.name) }
                                    @if !credit.role.is_empty() { br; span class="small muted" { bdi { (credit.role) } } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

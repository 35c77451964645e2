//! What the code on a certificate stands for: what was published, by which version, and whether that still holds.

use super::{document::award_text, gallery::card::by, public::unless_out};
use crate::{
    error::{AppError, Refusal},
    i18n::{Locale, td_string},
    results::model::{Certificate, PublishedPlacement, Since},
    services::{Page, services},
    ui::{Crumb, PageBody, layout, load, markup, moment_text, param},
};
use leptos::prelude::*;
use maud::{Markup, html};

/// The page of a code.
#[component]
pub fn VerificationPage() -> impl IntoView {
    let services = services();
    let (slug, code) = (param::<String>("slug"), param::<String>("code"));
    load(async move {
        let (slug, code) = (slug?, code?);
        let page = services.page;
        let drawn = match services.gallery.certificate(slug.clone(), code).await {
            Err(AppError::Refused(Refusal::NothingThere)) => {
                page.reply.status(AppError::NotFound.status());
                Ok(unknown(&page, &slug))
            }
            found => found.map(|found| known(&page, &found)),
        };
        unless_out(&page, &slug, drawn)
    })
}

/// A code of no publication.
fn unknown(page: &Page, slug: &str) -> PageBody {
    let l = page.locale;
    layout::narrow(
        td_string!(l, public.unknown_title),
        Vec::new(),
        view! {
            <div class="stack">
                <p>{td_string!(l, public.unknown)}</p>
                <p><a class="button" href=page.link(&format!("/c/{slug}/results"))>{td_string!(l, results.full_results)}</a></p>
            </div>
        },
    )
}

fn known(page: &Page, found: &Certificate) -> PageBody {
    let l = page.locale;
    let at = &found.placement;
    let time = |at| moment_text(l, at, &found.time_zone);
    let body = html! {
        (verdict(l, found, &time))
        section class="section" aria-labelledby="says" {
            h2 id="says" { (td_string!(l, public.says)) }
            (stated(l, at, Some((&found.track, found.ranked))))
            p class="muted" { (td_string!(l, public.code)) " " code dir="ltr" { (found.code) } }
        }
        @if let Since::Changed { now: Some(now), .. } = &found.since {
            section class="section" aria-labelledby="now" {
                h2 id="now" { (td_string!(l, public.now)) }
                (stated(l, now, None))
            }
        }
        section class="section" aria-labelledby="from" {
            h2 id="from" { (td_string!(l, public.where_from)) }
            p {
                (td_string!(l, public.by_version, version = found.version, time = time(found.at)).to_string()) " "
                a href=(page.link(&format!("/c/{}/results", found.slug))) { (td_string!(l, results.full_results)) }
            }
            p { (td_string!(l, public.sha256)) }
            code class="code-box" dir="ltr" { (found.digest) }
        }
    };
    layout::wide(
        td_string!(l, public.code_title),
        vec![
            Crumb::new(found.competition.clone(), format!("/c/{}", found.slug)),
            Crumb::new(td_string!(l, public.entries), format!("/c/{}/entries", found.slug)),
        ],
        markup::plain(body),
    )
}

/// Whether it holds, first of all.
fn verdict(l: Locale, found: &Certificate, time: &impl Fn(crate::time::Moment) -> String) -> Markup {
    match &found.since {
        Since::Stands => html! {
            div class="notice notice-success" {
                p class="notice-title" { (td_string!(l, public.stands_title)) }
                p { (td_string!(l, public.stands)) }
            }
        },
        Since::Changed { version, at, note, now } => html! {
            div class="notice notice-warning" {
                p class="notice-title" {
                    (if now.is_some() { td_string!(l, public.changed_title) } else { td_string!(l, public.gone_title) })
                }
                p { (td_string!(l, public.changed, version = *version, time = time(*at)).to_string()) }
                @if !note.is_empty() { p dir="auto" { (note) } }
            }
        },
    }
}

/// What a publication says of an entry; with the track and how many were ranked in it, where it is known.
fn stated(l: Locale, at: &PublishedPlacement, track: Option<(&str, u32)>) -> Markup {
    let place = match track {
        Some((_, ranked)) => td_string!(l, results.your_place, place = at.place, ranked = ranked).to_string(),
        None => format!("{} {}", td_string!(l, results.place), at.place),
    };
    html! {
        dl class="facts facts-wide" {
            div { dt { (td_string!(l, public.entry)) } dd { bdi { (at.title) } } }
            div { dt { (td_string!(l, public.team)) } dd { (by(l, at)) } }
            div {
                dt { (td_string!(l, results.place)) }
                dd {
                    (place)
                    @if let Some((track, _)) = track { " – " bdi { (track) } }
                    @if at.shared { " (" (td_string!(l, results.shared_place)) ")" }
                }
            }
            @if !at.awards.is_empty() {
                div {
                    dt { (td_string!(l, results.awards)) }
                    dd { ul class="plain stack-tight" { @for given in &at.awards { li { bdi { (award_text(l, given)) } } } } }
                }
            }
        }
    }
}

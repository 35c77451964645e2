//! What organisers see of the panel and of the order, as a page of words, tables and lines with dots.

mod entries;
mod judges;
mod panel;
mod signs;
mod without;
mod words;

use crate::{
    competition::{
        model::CompetitionState,
        pages::{OrganiseTab, organise_tabs},
    },
    error::{AppError, Refusal},
    i18n::{Locale, td_string},
    results::model::analysis::{Analysis, AnalysisPage as Shown, AnalysisView, TrackAnalysis},
    services::{Page, services},
    ui::{Crumb, PageBody, layout, load, markup, param},
};
use leptos::prelude::*;
use maud::{Markup, html};

/// How sure the order is, and how the panel scored.
#[component]
pub fn AnalysisPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        match services.analyses.analysis(slug.clone()).await {
            Ok(shown) => Ok(body(&services.page, &shown)),
            Err(AppError::Refused(Refusal::WrongState)) => {
                let l = services.page.locale;
                let text = (td_string!(l, analysis.early_title), td_string!(l, analysis.early));
                Ok(frame(&services.page, &slug, &slug, empty(text)))
            }
            Err(error) => Err(error),
        }
    })
}

fn frame(page: &Page, slug: &str, name: &str, content: Markup) -> PageBody {
    let l = page.locale;
    let crumbs = vec![
        Crumb::new(name, format!("/c/{slug}")),
        Crumb::new(td_string!(l, results.organise), format!("/c/{slug}/organise")),
        Crumb::new(td_string!(l, results.title), format!("/c/{slug}/organise/results")),
    ];
    let tabs = organise_tabs(page, slug, OrganiseTab::Results).into_any();
    layout::wide(td_string!(l, analysis.title), crumbs, view! { {tabs} {markup::plain(content)} })
}

fn empty((title, text): (&str, &str)) -> Markup {
    html! { div class="empty-state" { h2 { (title) } p { (text) } } }
}

fn body(page: &Page, shown: &Shown) -> PageBody {
    let l = page.locale;
    let competition = &shown.competition;
    let content = match &shown.view {
        AnalysisView::Kept => empty((td_string!(l, analysis.kept_title), td_string!(l, analysis.kept))),
        AnalysisView::Own => empty((td_string!(l, analysis.own_title), td_string!(l, analysis.own))),
        AnalysisView::Shown(all) => html! {
            p class="lead" { (td_string!(l, analysis.lead)) }
            @if competition.state == CompetitionState::Judging {
                div class="notice" { p { (td_string!(l, analysis.draft)) } }
            }
            (contents(l, all))
            @for track in &all.tracks { (self::track(page, &competition.slug, track, all.further)) }
            (signs::signs(page, &competition.slug, &all.signs))
        },
    };
    frame(page, &competition.slug, &competition.name, content)
}

/// The ways to the parts of the page.
fn contents(l: Locale, all: &Analysis) -> Markup {
    html! {
        nav aria-label=(td_string!(l, analysis.on_page)) {
            ul class="cluster" {
                @for track in &all.tracks { li { a href={ "#track-" (track.key) } { bdi { (track.name) } } } }
                li { a href="#signs" { (td_string!(l, analysis.signs)) } }
            }
        }
    }
}

fn track(page: &Page, slug: &str, track: &TrackAnalysis, further: bool) -> Markup {
    let l = page.locale;
    let id = format!("track-{}", track.key);
    html! {
        section class="section" aria-labelledby=(id) {
            h2 id=(id) { bdi { (track.name) } }
            @match &track.panel {
                None => p class="muted" { (td_string!(l, analysis.nothing)) },
                Some(of) => {
                    (panel::panel(l, track, of))
                    (entries::entries(page, slug, track))
                    (entries::settling(page, slug, track, further))
                    (entries::swapped(l, track))
                    (judges::judges(page, slug, track))
                    (without::without(l, track))
                },
            }
        }
    }
}

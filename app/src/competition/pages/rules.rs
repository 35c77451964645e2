//! The rules: the version in force or an older one, and what changed from the one before.

use crate::{
    competition::{
        model::RulesPage as Shown,
        rules::{Fate, Paragraph, Piece, difference},
    },
    error::AppError,
    i18n::{Locale, td_string},
    services::{Page, services},
    ui::{Badge, Crumb, DateTime, Tone, layout, load, param, prose, query},
};
use leptos::prelude::*;

/// The rules of a competition; `?version=2` for an older version.
#[component]
pub fn RulesPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    // What is no number names no version.
    let version = query("version").map(|word| word.parse::<i64>().map_err(|_| AppError::NotFound)).transpose();
    load(async move {
        let shown = services.guide.rules(slug?, version?).await?;
        let page = services.page;
        let l = page.locale;
        let crumbs = vec![Crumb::new(&shown.competition.name, format!("/c/{}", shown.competition.slug))];
        let body = match &shown.shown {
            None => view! { <p class="muted">{td_string!(l, competition.no_rules)}</p> }.into_any(),
            Some(rules) => view! {
                {standing(&page, &shown)}
                <section class="section" aria-labelledby="text">
                    <h2 id="text">{td_string!(l, call.rules_text)}</h2>
                    <article>{prose(&rules.text)}</article>
                </section>
                {changes(l, &shown)}
                {versions(&page, &shown)}
                <p><a href=page.link(&format!("/c/{}/appeals", shown.competition.slug))>{td_string!(l, appeals.rules_link)}</a></p>
            }
            .into_any(),
        };
        Ok(layout::narrow(td_string!(l, competition.rules), crumbs, body))
    })
}

/// Which version this is, and whether it holds.
fn standing(page: &Page, shown: &Shown) -> Option<AnyView> {
    let l = page.locale;
    let rules = shown.shown.as_ref()?;
    let zone = shown.competition.time_zone.clone();
    let line = td_string!(l, competition.rules_version, version = rules.version).to_string();
    let view = match shown.until() {
        None => view! {
            <p class="cluster"><Badge tone=Tone::Positive text=td_string!(l, call.rules_in_force)/> <span>{line} " " <DateTime at=rules.since zone=zone/></span></p>
        }
        .into_any(),
        Some(until) => {
            let newest = page.link(&format!("/c/{}/rules", shown.competition.slug));
            view! {
                <div class="notice notice-warning">
                    <p class="notice-title">{td_string!(l, call.rules_old)}</p>
                    <p>{line} " " <DateTime at=rules.since zone=zone.clone()/> " " {td_string!(l, call.rules_until)} " " <DateTime at=until zone=zone/></p>
                    <p><a href=newest>{td_string!(l, call.rules_newest)}</a></p>
                </div>
            }
            .into_any()
        }
    };
    Some(view)
}

fn changes(l: Locale, shown: &Shown) -> Option<AnyView> {
    let (now, before) = (shown.shown.as_ref()?, shown.before.as_ref()?);
    let title = td_string!(l, call.rules_changes, before = before.version, version = now.version).to_string();
    let mut parts: Vec<AnyView> = Vec::new();
    let mut same = 0_usize;
    for paragraph in difference(&before.text, &now.text) {
        match paragraph {
            Paragraph::Same(_) => same += 1,
            Paragraph::Changed(pieces) => {
                parts.extend(unchanged(l, std::mem::take(&mut same)));
                let pieces: Vec<_> = pieces.iter().map(|piece| piece_view(l, piece)).collect();
                parts.push(view! { <p dir="auto">{pieces}</p> }.into_any());
            }
        }
    }
    parts.extend(unchanged(l, same));
    let view = view! {
        <section class="section" aria-labelledby="changes">
            <h2 id="changes">{title}</h2>
            <p class="small muted">{td_string!(l, call.rules_changes_lead)}</p>
            <div class="prose difference">{parts}</div>
        </section>
    };
    Some(view.into_any())
}

fn unchanged(l: Locale, count: usize) -> Option<AnyView> {
    (count > 0).then(|| {
        let text = td_string!(l, call.rules_unchanged, count = count).to_string();
        view! { <p class="small muted">{text}</p> }.into_any()
    })
}

/// Words of one fate. Those who hear the page are told where they begin and end, in an isolated element, so that our
/// words do not decide in which direction theirs run.
fn piece_view(l: Locale, piece: &Piece) -> AnyView {
    let text = piece.text.clone();
    let said = |words: &'static str| view! { <bdi class="visually-hidden">{words}</bdi> };
    match piece.fate {
        Fate::Kept => text.into_any(),
        Fate::Added => view! {
            <ins>{said(td_string!(l, call.added_from))}" "{text}" "{said(td_string!(l, call.added_to))}</ins>
        }
        .into_any(),
        Fate::Removed => view! {
            <del>{said(td_string!(l, call.removed_from))}" "{text}" "{said(td_string!(l, call.removed_to))}</del>
        }
        .into_any(),
    }
}

fn versions(page: &Page, shown: &Shown) -> Option<AnyView> {
    let l = page.locale;
    let here = shown.shown.as_ref()?.version;
    if shown.versions.len() < 2 {
        return None;
    }
    let items: Vec<_> = shown
        .versions
        .iter()
        .rev()
        .map(|(version, since)| {
            let href = page.link(&format!("/c/{}/rules?version={version}", shown.competition.slug));
            let zone = shown.competition.time_zone.clone();
            let text = td_string!(l, competition.rules_version, version = *version).to_string();
            let current = (*version == here).then_some("page");
            view! { <li><a href=href aria-current=current>{text} " " <DateTime at=*since zone=zone/></a></li> }
        })
        .collect();
    let view = view! {
        <section class="section" aria-labelledby="versions">
            <h2 id="versions">{td_string!(l, call.rules_versions)}</h2>
            <p class="small muted">{td_string!(l, call.rules_versions_lead)}</p>
            <ul>{items}</ul>
        </section>
    };
    Some(view.into_any())
}

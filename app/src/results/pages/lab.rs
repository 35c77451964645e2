//! After judging: the sealed method beside the others, and the form for a departure from it.

mod chart;
mod table;

use super::publish::proposal;
use crate::{
    accounts::model::Rights,
    competition::{
        model::{Method, MethodKind, ProposalKind, RankingRules},
        pages::{OrganiseTab, decimals_text, method_fields, method_name, method_text, organise_tabs, organiser_crumbs},
    },
    error::{AppError, Refusal},
    i18n::{Locale, td_string},
    results::{
        api::ProposeMethod,
        model::{ComparedMethod, ComparedOutcome, Difference, MethodComparison, NamedEntry, TrackComparison},
        ranking::Unrankable,
    },
    services::{Page, services},
    ui::{AreaField, Crumb, DateTime, Hidden, PageBody, PostForm, layout, load, markup, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What other methods would make of the same scorecards.
#[component]
pub fn ComparePage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        match services.results.compare(slug.clone()).await {
            Ok(comparison) => Ok(compared(&services.page, &comparison)),
            Err(AppError::Refused(Refusal::WrongState)) => Ok(too_early(&services.page, &slug)),
            Err(error) => Err(error),
        }
    })
}

fn too_early(page: &Page, slug: &str) -> PageBody {
    let l = page.locale;
    let crumbs = vec![
        Crumb::new(slug, format!("/c/{slug}")),
        Crumb::new(td_string!(l, competition.organise), format!("/c/{slug}/organise")),
    ];
    layout::wide(
        td_string!(l, lab.title),
        crumbs,
        view! {
            {organise_tabs(page, slug, OrganiseTab::Results)}
            <div class="empty-state">
                <h2>{td_string!(l, lab.early_title)}</h2>
                <p>{td_string!(l, lab.early)}</p>
            </div>
        },
    )
}

fn compared(page: &Page, comparison: &MethodComparison) -> PageBody {
    let l = page.locale;
    let competition = &comparison.competition;
    let tracks: Vec<_> = comparison
        .tracks
        .iter()
        .map(|track| one_track(page, &competition.slug, track, comparison.sealed_at.is_some()))
        .collect();
    let part = (!comparison.whole).then(|| {
        view! { <p class="notice notice-warning">{td_string!(l, own_conflicts.places)}</p> }
    });
    let mut crumbs = organiser_crumbs(l, competition);
    crumbs.push(Crumb::new(td_string!(l, method.title), format!("/c/{}/organise/method", competition.slug)));
    layout::wide(
        td_string!(l, lab.title),
        crumbs,
        view! {
            {organise_tabs(page, &competition.slug, OrganiseTab::Results)}
            <p class="lead">{td_string!(l, lab.lead)}</p>
            {part}
            {in_force(l, comparison)}
            {tracks}
            {departure(page, comparison)}
        },
    )
}

/// What was sealed, and what is ranked by if it is something else.
fn in_force(l: Locale, comparison: &MethodComparison) -> AnyView {
    let zone = comparison.competition.time_zone.clone();
    let sealed = rules_text(l, &comparison.sealed);
    let title = if comparison.sealed_at.is_some() { td_string!(l, lab.sealed) } else { td_string!(l, lab.chosen) };
    let when = match comparison.sealed_at {
        Some(at) => view! { <span class="small muted">{td_string!(l, method.sealed_since)} " " <DateTime at=at zone=zone/></span> }.into_any(),
        None => view! { <span class="small muted">{td_string!(l, method.unsealed_late)}</span> }.into_any(),
    };
    let departed = (comparison.in_force != comparison.sealed).then(|| {
        let text = rules_text(l, &comparison.in_force);
        view! { <div><dt>{td_string!(l, lab.ranked_by)}</dt><dd><p>{text}</p><p class="small muted">{td_string!(l, lab.departed)}</p></dd></div> }
    });
    view! {
        <dl class="facts facts-wide">
            <div><dt>{title}</dt><dd><p>{sealed}</p><p>{when}</p></dd></div>
            {departed}
        </dl>
        <p class="small muted">{td_string!(l, lab.same_rounding)}</p>
    }
    .into_any()
}

fn rules_text(l: Locale, rules: &RankingRules) -> String {
    let noise = if rules.method.judge_noise { td_string!(l, lab.noise) } else { "" };
    let decimals = decimals_text(l, rules.method.decimals);
    format!("{} {noise} {}: {decimals}.", method_text(l, rules.method.kind), td_string!(l, method.decimals))
}

/// The name of a method in a column.
fn name(l: Locale, method: &Method) -> String {
    if method.kind == MethodKind::Adjusted && method.judge_noise {
        td_string!(l, lab.adjusted_noise).to_owned()
    } else {
        method_name(l, method.kind).to_owned()
    }
}

/// The name with its part in this competition. `seal`: whether there was one.
fn full_name(l: Locale, one: &ComparedMethod, seal: bool) -> String {
    let name = name(l, &one.method);
    match (one.sealed, one.in_force) {
        (true, true) if seal => td_string!(l, lab.column_sealed, name = name).to_string(),
        (true, true) => td_string!(l, lab.column_chosen, name = name).to_string(),
        (true, false) if seal => td_string!(l, lab.column_sealed_left, name = name).to_string(),
        (true, false) => td_string!(l, lab.column_chosen_left, name = name).to_string(),
        (false, true) => td_string!(l, lab.column_in_force, name = name).to_string(),
        (false, false) => name,
    }
}

fn one_track(page: &Page, slug: &str, track: &TrackComparison, seal: bool) -> AnyView {
    let l = page.locale;
    let id = format!("track-{}", track.key);
    let heading = id.clone();
    if track.entries.is_empty() {
        return view! {
            <section class="section" aria-labelledby=id>
                <h2 id=heading><bdi>{track.name.clone()}</bdi></h2>
                <p class="muted">{td_string!(l, results.none)}</p>
            </section>
        }
        .into_any();
    }
    let lines: Vec<_> = track
        .methods
        .iter()
        .filter_map(|one| {
            let text = match &one.outcome {
                ComparedOutcome::Refused(why) => refused(l, why),
                ComparedOutcome::Ranked(Some(difference)) => differs(l, difference),
                ComparedOutcome::Ranked(None) => return None,
            };
            Some(view! { <li><strong>{full_name(l, one, seal)}</strong> ": " {text}</li> })
        })
        .collect();
    let names: Vec<String> = track.methods.iter().map(|one| full_name(l, one, seal)).collect();
    let chart = chart::chart(l, track, &names).map(markup::plain);
    view! {
        <section class="section" aria-labelledby=id>
            <h2 id=heading><bdi>{track.name.clone()}</bdi></h2>
            <ul class="stack-tight">{lines}</ul>
            {table::table(page, slug, track, &names)}
            {chart}
        </section>
    }
    .into_any()
}

/// Why there is no ranking.
fn refused(l: Locale, why: &Unrankable) -> AnyView {
    let text = match why {
        Unrankable::Disconnected { parts } => td_string!(l, lab.refused_parts, parts = *parts).to_string(),
        Unrankable::TooLargeForJudgeNoise { found, most } => {
            td_string!(l, lab.refused_large, found = *found, most = *most).to_string()
        }
        Unrankable::NoDecimals | Unrankable::TooManyDecimals { .. } => td_string!(l, lab.refused_decimals).to_owned(),
    };
    view! { <span>{text}</span> }.into_any()
}

/// How far an order is from the sealed one, in a sentence or two.
fn differs(l: Locale, of: &Difference) -> AnyView {
    let pairs = td_string!(l, lab.pairs, same = of.same, pairs = of.pairs).to_string();
    let tau = of.tau.map(|tau| {
        let value = format!("{tau:.2}");
        view! { " (" {td_string!(l, lab.tau)} " " <bdi dir="ltr">{value}</bdi> ")" }
    });
    let moves = if of.moved == 0 {
        td_string!(l, lab.nobody_moves).to_owned()
    } else {
        td_string!(l, lab.moves, moved = of.moved, most = of.most).to_string()
    };
    let prizes = if of.enter.is_empty() && of.leave.is_empty() {
        view! { <span>{td_string!(l, lab.same_prizes)}</span> }.into_any()
    } else {
        view! {
            <strong>{td_string!(l, lab.other_prizes)}</strong>
            {titles(td_string!(l, lab.enter), &of.enter)}
            {titles(td_string!(l, lab.leave), &of.leave)}
        }
        .into_any()
    };
    view! { <span>{pairs}{tau} ". " {moves} " " {prizes}</span> }.into_any()
}

fn titles(what: &'static str, entries: &[NamedEntry]) -> Option<AnyView> {
    (!entries.is_empty()).then(|| {
        let names: Vec<_> = entries
            .iter()
            .enumerate()
            .map(|(number, entry)| view! { {(number > 0).then_some(" · ")} <bdi>{entry.title.clone()}</bdi> })
            .collect();
        view! { " " {what} " " {names} }.into_any()
    })
}

/// What waits for a second organiser, and the form that proposes another method.
fn departure(page: &Page, comparison: &MethodComparison) -> AnyView {
    let l = page.locale;
    let competition = &comparison.competition;
    let (slug, zone) = (competition.slug.clone(), &competition.time_zone);
    let waiting = comparison.proposals.iter().find(|one| one.kind == ProposalKind::Method).map(|one| {
        let rules = serde_json::from_str::<RankingRules>(&one.payload).map(|rules| rules_text(l, &rules));
        let what = view! { <p>{rules.unwrap_or_default()}</p> }.into_any();
        proposal(l, &slug, zone, one, what, td_string!(l, publication.confirm_method))
    });
    let drawn = comparison.sealed_at.is_none() || comparison.sealed.lottery;
    let rules = comparison.in_force;
    let form = (comparison.whole && page.may(Rights::Editor)).then(|| {
        view! {
            <PostForm action=ProposeMethod::url() class="card form">
                <Hidden name="slug" value=slug.clone()/>
                {method_fields(l, &rules, drawn)}
                <AreaField name="departure_reason" label=td_string!(l, lab.reason) hint=td_string!(l, lab.reason_hint) rows=3/>
                <p class="notice notice-warning">{td_string!(l, lab.published)}</p>
                <div class="form-actions"><button class="button button-danger">{td_string!(l, lab.propose)}</button></div>
            </PostForm>
        }
    });
    view! {
        <section class="section" aria-labelledby="departure">
            <h2 id="departure">{td_string!(l, lab.departure)}</h2>
            <p>{td_string!(l, lab.departure_lead)}</p>
            {waiting}
            {form}
        </section>
    }
    .into_any()
}

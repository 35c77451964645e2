//! Opening a phase again: the form, what waits for a second organiser, and what everybody sees of it.

use crate::{
    accounts::model::Rights,
    competition::{
        api::{ConfirmReopening, ProposeReopening, WithdrawReopening},
        model::{Board, CompetitionState, Proposal, Reopenable, Reopened, Reopening},
    },
    i18n::{Locale, td_string},
    services::Page,
    ui::{AreaField, DateTime, Hidden, PostForm, TextField},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The phase by name, as the button says it.
fn title(l: Locale, to: CompetitionState) -> &'static str {
    if to == CompetitionState::Open { td_string!(l, reopening.entries) } else { td_string!(l, reopening.judging) }
}

/// What waits, or the form that proposes it.
pub(super) fn reopening_part(page: &Page, board: &Board) -> Option<AnyView> {
    match (&board.reopening, board.reopen) {
        (Some(one), _) => Some(waiting(page, board, one)),
        (None, Some(phase)) if page.may(Rights::Editor) => Some(propose(page, board, phase)),
        _ => None,
    }
}

fn propose(page: &Page, board: &Board, phase: Reopenable) -> AnyView {
    let l = page.locale;
    let competition = &board.call.competition;
    let hint = td_string!(l, reopening.closes_at_hint, zone = competition.time_zone.clone()).to_string();
    let refused = page.came_back(ProposeReopening::url(), &[]);
    let (slug, text) = (competition.slug.clone(), title(l, phase.to));
    view! {
        <details class="confirm" open=refused>
            <summary class="button">{text}</summary>
            <div class="confirm-panel">
                <p>{td_string!(l, reopening.lead)}</p>
                <PostForm action=ProposeReopening::url()>
                    <Hidden name="slug" value=slug/>
                    <AreaField name="reopen_reason" label=td_string!(l, reopening.reason) hint=td_string!(l, reopening.reason_hint) rows=3/>
                    <TextField name="closes_at" label=td_string!(l, reopening.closes_at) hint=hint kind="datetime-local" dir="ltr" required=phase.date_needed/>
                    <div class="button-row"><button class="button button-danger">{td_string!(l, reopening.propose)}</button></div>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

fn waiting(page: &Page, board: &Board, one: &Proposal) -> AnyView {
    let l = page.locale;
    let competition = &board.call.competition;
    let (slug, zone, id) = (competition.slug.clone(), competition.time_zone.clone(), one.id.to_string());
    let (of, named) = (slug.clone(), id.clone());
    let what: Option<Reopening> = serde_json::from_str(&one.payload).ok();
    let text = what.map_or("", |what| title(l, what.to));
    let until = what.and_then(|what| what.closes_at).map(|at| {
        let zone = zone.clone();
        view! { <div><dt>{td_string!(l, reopening.closes_at)}</dt><dd><DateTime at=at zone=zone/></dd></div> }
    });
    let by = one.proposed_by.clone().unwrap_or_else(|| td_string!(l, publication.somebody).to_owned());
    let confirm = if one.own {
        view! { <p>{td_string!(l, publication.waits_second)}</p> }.into_any()
    } else {
        view! {
            <PostForm action=ConfirmReopening::url() needs=Rights::Owner>
                <Hidden name="slug" value=of/>
                <Hidden name="proposal" value=named/>
                <button class="button button-danger button-primary">{td_string!(l, reopening.confirm)}</button>
            </PostForm>
        }
        .into_any()
    };
    view! {
        <div class="card stack">
            <h3>{td_string!(l, publication.waiting)} ": " {text}</h3>
            <dl class="facts facts-wide">
                <div><dt>{td_string!(l, publication.proposed_by)}</dt><dd><bdi>{by}</bdi> " · " <DateTime at=one.proposed_at zone=zone/></dd></div>
                <div><dt>{td_string!(l, publication.reason)}</dt><dd><bdi>{one.reason.clone()}</bdi></dd></div>
                {until}
            </dl>
            {confirm}
            <PostForm action=WithdrawReopening::url()>
                <Hidden name="slug" value=slug/>
                <Hidden name="proposal" value=id/>
                <button class="button">{td_string!(l, publication.withdraw)}</button>
            </PostForm>
        </div>
    }
    .into_any()
}

/// What was opened again, for everybody: when, and why.
pub(super) fn reopened(l: Locale, all: &[Reopened], zone: &str) -> Option<AnyView> {
    let items: Vec<_> = all
        .iter()
        .map(|one| {
            let what = if one.what.to == CompetitionState::Open {
                td_string!(l, reopening.entries_were)
            } else {
                td_string!(l, reopening.judging_was)
            };
            let zone = zone.to_owned();
            view! {
                <li class="card card-quiet stack-tight">
                    <div class="cluster-spread"><strong>{what}</strong><span class="small muted"><DateTime at=one.at zone=zone/></span></div>
                    <p>{td_string!(l, competition.change_reason)}" "<bdi>{one.reason.clone()}</bdi></p>
                </li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <h3>{td_string!(l, reopening.history)}</h3>
            <p class="small muted">{td_string!(l, reopening.history_lead)}</p>
            <ul class="plain stack">{items}</ul>
        }
        .into_any()
    })
}

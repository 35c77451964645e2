//! Who judges what, and the assigner.

use super::{
    assignment_now::{assign_form, by_entry, by_judge, short_section},
    assignment_preview::preview_section,
    forbidden::forbidden_section,
};
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs, organiser_crumbs},
    i18n::{Locale, td_string},
    panel::{api::ProposeAssignments, model::AssignmentBoard},
    services::{Page, services},
    ui::{Hidden, PostForm, empty_state, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The proposal that waits, and what is.
#[component]
pub fn AssignmentPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        let board = services.panel.assignment_board(slug.clone()).await?;
        let forbidden = services.assigning.forbidden(slug).await?;
        let page = services.page;
        let l = page.locale;
        let slug = board.competition.slug.clone();
        let crumbs = organiser_crumbs(l, &board.competition);
        let change = page.may(Rights::Editor);
        let state = change.then(|| page_actions(l, &board));
        let preview = board.preview.as_ref().map(|preview| preview_section(&page, &board.competition, preview));
        let lead =
            if board.open { td_string!(l, panel.assignment_lead) } else { td_string!(l, panel.assignment_closed) };
        Ok(layout::with_state(
            td_string!(l, panel.assignment),
            crumbs,
            state,
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Assignment)}
                <p class="lead">{lead}</p>
                {preview}
                {short_section(l, &board, change)}
                {now(&page, &board, change)}
                {forbidden_section(l, &board, &forbidden, change && board.open)}
            },
        ))
    })
}

/// Proposing is the one action of the page until there is a proposal to apply.
fn page_actions(l: Locale, board: &AssignmentBoard) -> Option<impl IntoView + use<>> {
    let waits = board.preview.as_ref().is_some_and(|preview| !preview.outdated);
    let (class, text) = match &board.preview {
        Some(_) if waits => ("button", td_string!(l, panel.propose_again)),
        Some(_) => ("button button-primary", td_string!(l, panel.propose_again)),
        None => ("button button-primary", td_string!(l, panel.propose)),
    };
    let slug = board.competition.slug.clone();
    board.open.then(|| {
        view! {
            <div class="page-actions">
                <PostForm action=ProposeAssignments::url() class="inline-form">
                    <Hidden name="slug" value=slug/>
                    <button class=class>{text}</button>
                </PostForm>
            </div>
        }
    })
}

fn now(page: &Page, board: &AssignmentBoard, change: bool) -> AnyView {
    let l = page.locale;
    if board.entries.is_empty() && board.judges.is_empty() {
        return empty_state(td_string!(l, panel.nothing_assigned_title), td_string!(l, panel.nothing_assigned));
    }
    let possible = board.judges.iter().any(|judge| judge.ready) && board.entries.iter().any(|entry| entry.assignable);
    let by_hand = (change && board.open && possible).then(|| assign_form(l, board));
    view! {
        {by_judge(l, board)}
        {by_entry(page, board, change)}
        {by_hand}
    }
    .into_any()
}

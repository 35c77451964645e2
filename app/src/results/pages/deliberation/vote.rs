//! A question: what is asked, the reader's own vote, and what came of it.

use super::{frame, result, words};
use crate::{
    accounts::model::Rights,
    competition::model::CompetitionState,
    i18n::td_string,
    ids::VoteId,
    results::{
        api::{CancelVote, CastBallot, CloseVote},
        model::deliberation::{Choice, RoomSide, ShownVote, VotePage, VoteState},
    },
    services::{Page, services},
    ui::{AreaField, ChoiceField, DateTime, Hidden, Options, PageBody, PostForm, ReasonField, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

pub(super) fn page(side: RoomSide) -> impl IntoView {
    let services = services();
    let (slug, vote) = (param::<String>("slug"), param::<VoteId>("vote"));
    load(async move {
        let shown = services.votes.vote(slug?, vote?, side).await?;
        Ok(body(&services.page, &shown))
    })
}

fn body(page: &Page, of: &VotePage) -> PageBody {
    let l = page.locale;
    let Some(shown) = &of.shown else {
        return layout::narrow(
            td_string!(l, deliberation.kept_vote),
            frame::crumbs(page, &of.frame, true),
            view! {
                {frame::tabs(page, &of.frame)}
                <p class="notice">{td_string!(l, deliberation.kept_vote_what)}</p>
            },
        );
    };
    layout::narrow(
        shown.vote.question.clone(),
        frame::crumbs(page, &of.frame, true),
        view! {
            {frame::tabs(page, &of.frame)}
            {facts(page, of, shown)}
            {ballot(page, shown)}
            {result::result(page, of, shown)}
            {manage(page, of, shown)}
        },
    )
}

fn facts(page: &Page, of: &VotePage, shown: &ShownVote) -> AnyView {
    let l = page.locale;
    let vote = &shown.vote;
    let zone = of.frame.competition.time_zone.clone();
    let award = vote.award.as_ref().map(|(_, name)| {
        view! { " · " <bdi>{td_string!(l, deliberation.award_is, name = name.clone()).to_string()}</bdi> }
    });
    let until = match (vote.state, vote.closes_at, vote.closed_at) {
        (VoteState::Open, Some(at), _) => {
            let zone = zone.clone();
            view! { {td_string!(l, deliberation.until)} " " <DateTime at=at zone=zone/> }.into_any()
        }
        (VoteState::Open, None, _) => td_string!(l, deliberation.by_hand).into_any(),
        (state, _, at) => {
            let word = if state == VoteState::Closed {
                td_string!(l, deliberation.vote_done)
            } else {
                td_string!(l, deliberation.vote_cancelled)
            };
            let zone = zone.clone();
            view! { {word} " " {at.map(|at| view! { <DateTime at=at zone=zone/> })} }.into_any()
        }
    };
    let cancelled = (vote.state == VoteState::Cancelled).then(|| {
        view! { <p class="notice">{td_string!(l, deliberation.cancelled_because)} " " <bdi>{vote.reason.clone()}</bdi></p> }
    });
    let open = (vote.state == VoteState::Open).then(|| {
        view! { <p>{td_string!(l, deliberation.who_votes)} " " {td_string!(l, deliberation.secret)}</p> }
    });
    let quorum = td_string!(l, deliberation.quorum_is, percent = vote.quorum).to_string();
    view! {
        <p class="muted">
            {words::kind(l, vote.kind)} {award} " · " {td_string!(l, deliberation.asked)} " " <DateTime at=vote.opened_at zone=zone/> " · " {until}
            <br/> {quorum}
        </p>
        {open}
        {cancelled}
    }
    .into_any()
}

fn choices(page: &Page, shown: &ShownVote) -> Options {
    let l = page.locale;
    let mut options: Options =
        shown.vote.options.iter().map(|option| (option.id.to_string(), option.words.clone())).collect();
    if shown.vote.none_option {
        options.push(("none".to_owned(), td_string!(l, deliberation.none_of_these).to_owned()));
    }
    options
}

fn ballot(page: &Page, shown: &ShownVote) -> Option<AnyView> {
    let l = page.locale;
    if shown.vote.state != VoteState::Open {
        return None;
    }
    if !shown.may_vote {
        let options: Vec<_> =
            choices(page, shown).into_iter().map(|(_, words)| view! { <li><bdi>{words}</bdi></li> }).collect();
        return Some(view! { <ul>{options}</ul> }.into_any());
    }
    let mut options = choices(page, shown);
    options.push(("abstain".to_owned(), td_string!(l, deliberation.abstain).to_owned()));
    let (chosen, dissent) = match &shown.ballot {
        None => (String::new(), String::new()),
        Some(ballot) => {
            let chosen = match ballot.choice {
                Choice::Option(option) => option.to_string(),
                Choice::None => "none".to_owned(),
                Choice::Abstain => "abstain".to_owned(),
            };
            (chosen, ballot.dissent.clone())
        }
    };
    let send =
        if shown.ballot.is_some() { td_string!(l, deliberation.cast_again) } else { td_string!(l, deliberation.cast) };
    let missing =
        shown.ballot.is_none().then(|| view! { <p class="muted">{td_string!(l, deliberation.not_voted)}</p> });
    let id = shown.vote.id.to_string();
    Some(
        view! {
            <PostForm action=CastBallot::url() class="card form" only_if=("vote", id.clone())>
                <Hidden name="vote" value=id/>
                {missing}
                <ChoiceField name="choice" label=td_string!(l, deliberation.your_vote) options=options value=chosen/>
                <AreaField name="dissent" label=td_string!(l, deliberation.dissent) hint=td_string!(l, deliberation.dissent_hint)
                    value=dissent required=false rows=2/>
                <div class="form-actions"><button class="button button-primary">{send}</button></div>
            </PostForm>
        }
        .into_any(),
    )
}

/// Closing and taking back, for organisers.
fn manage(page: &Page, of: &VotePage, shown: &ShownVote) -> Option<AnyView> {
    let l = page.locale;
    let deciding = of.frame.competition.state == CompetitionState::Deliberation;
    if shown.vote.state != VoteState::Open
        || of.frame.side != RoomSide::Organise
        || !page.may(Rights::Editor)
        || !deciding
    {
        return None;
    }
    let id = shown.vote.id.to_string();
    let came_back = page.came_back(CancelVote::url(), &[("vote", &id)]);
    let (same, of_reason) = (id.clone(), id.clone());
    Some(
        view! {
            <PostForm action=CloseVote::url() only_if=("vote", same.clone())>
                <Hidden name="vote" value=same/>
                <details class="confirm">
                    <summary class="button button-primary">{td_string!(l, deliberation.close_vote)}</summary>
                    <div class="confirm-panel confirm-panel-calm">
                        <p>{td_string!(l, deliberation.close_vote_what)}</p>
                        <button class="button button-primary">{td_string!(l, deliberation.close_vote)}</button>
                    </div>
                </details>
            </PostForm>
            <details class="disclosure" open=came_back>
                <summary>{td_string!(l, deliberation.cancel_vote)}</summary>
                <PostForm action=CancelVote::url() class="card form" only_if=("vote", id.clone())>
                    <Hidden name="vote" value=id/>
                    <ReasonField name="cancel_reason" of=of_reason label=td_string!(l, deliberation.cancel_reason) required=true/>
                    <div class="form-actions"><button class="button button-danger">{td_string!(l, deliberation.cancel_vote)}</button></div>
                </PostForm>
            </details>
        }
        .into_any(),
    )
}

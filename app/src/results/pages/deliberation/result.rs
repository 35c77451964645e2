//! What came of a question.

use super::words::called;
use crate::{
    accounts::model::Rights,
    competition::model::CompetitionState,
    i18n::{Locale, td_string},
    ids::VoteOptionId,
    results::{
        api::{ApplyVote, DecideVote},
        model::deliberation::{Decider, Outcome, RoomSide, ShownVote, VoteKind, VotePage, VoteResult},
    },
    services::Page,
    ui::{AreaField, DateTime, Hidden, Options, PostForm, SelectField, prose},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The count, once the question is closed.
pub(super) fn result(page: &Page, of: &VotePage, shown: &ShownVote) -> Option<AnyView> {
    let l = page.locale;
    let counted = shown.result.as_ref()?;
    let tally = &counted.tally;
    let mut rows: Vec<(String, u32)> =
        tally.counts.iter().map(|counted| (words(shown, counted.option), counted.votes)).collect();
    if shown.vote.none_option {
        rows.push((td_string!(l, deliberation.none_of_these).to_owned(), tally.none));
    }
    rows.push((td_string!(l, deliberation.abstained).to_owned(), tally.abstained));
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(option, votes)| view! { <tr><th scope="row"><bdi>{option}</bdi></th><td class="number">{votes}</td></tr> })
        .collect();
    let facts = [
        (td_string!(l, deliberation.entitled), tally.entitled),
        (td_string!(l, deliberation.cast_number), tally.cast),
        (td_string!(l, deliberation.counted_out), tally.counted_out),
    ];
    let facts: Vec<_> =
        facts.into_iter().map(|(name, number)| view! { <div><dt>{name}</dt><dd>{number}</dd></div> }).collect();
    Some(
        view! {
            <section class="section" aria-labelledby="result">
                <h2 id="result">{td_string!(l, deliberation.result)}</h2>
                {outcome(l, shown, counted)}
                <table class="table">
                    <thead><tr>
                        <th scope="col">{td_string!(l, deliberation.option)}</th>
                        <th scope="col" class="number">{td_string!(l, deliberation.votes_number)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                <dl class="facts">{facts}</dl>
                {dissents(l, counted)}
                {follows(page, of, shown, counted)}
            </section>
        }
        .into_any(),
    )
}

fn words(shown: &ShownVote, option: VoteOptionId) -> String {
    shown.vote.options.iter().find(|known| known.id == option).map(|known| known.words.clone()).unwrap_or_default()
}

fn outcome(l: Locale, shown: &ShownVote, counted: &VoteResult) -> AnyView {
    let no = |text: &'static str| view! { <p class="notice">{text}</p> }.into_any();
    match &counted.outcome {
        Outcome::NoQuorum => no(td_string!(l, deliberation.no_quorum)),
        Outcome::NoChoice => no(td_string!(l, deliberation.no_choice)),
        Outcome::NoneOfThese => no(td_string!(l, deliberation.none_wins)),
        Outcome::Tied(_) => no(td_string!(l, deliberation.tied)),
        Outcome::Decided { option, by } => {
            let decided = td_string!(l, deliberation.decided, option = words(shown, *option)).to_string();
            let how = match by {
                Decider::Votes => None,
                Decider::Chair => Some(view! { <p>{td_string!(l, deliberation.decided_chair)}</p> }.into_any()),
                Decider::Organisers => Some(
                    view! { <p>{td_string!(l, deliberation.decided_organisers)} " " <bdi>{shown.vote.reason.clone()}</bdi></p> }
                        .into_any(),
                ),
            };
            view! { <div class="notice notice-success"><p class="notice-title"><bdi>{decided}</bdi></p>{how}</div> }
                .into_any()
        }
    }
}

fn dissents(l: Locale, counted: &VoteResult) -> Option<AnyView> {
    let list: Vec<_> = counted
        .dissents
        .iter()
        .map(|(judge, text)| view! { <li><strong><bdi>{called(l, judge)}</bdi></strong> {prose(text)}</li> })
        .collect();
    (!list.is_empty()).then(|| {
        view! { <h3>{td_string!(l, deliberation.dissents)}</h3> <ul class="plain stack-tight">{list}</ul> }.into_any()
    })
}

/// What an organiser does with it: decides a tie, puts a decision into effect.
fn follows(page: &Page, of: &VotePage, shown: &ShownVote, counted: &VoteResult) -> Option<AnyView> {
    let l = page.locale;
    if let Some(at) = shown.vote.applied_at {
        let zone = of.frame.competition.time_zone.clone();
        return Some(view! { <p>{td_string!(l, deliberation.applied)} " " <DateTime at=at zone=zone/></p> }.into_any());
    }
    let deciding = of.frame.competition.state == CompetitionState::Deliberation;
    if of.frame.side != RoomSide::Organise || !page.may(Rights::Editor) || !deciding {
        return None;
    }
    let id = shown.vote.id.to_string();
    match &counted.outcome {
        Outcome::Tied(tied) => {
            let first = (String::new(), td_string!(l, deliberation.choose).to_owned());
            let tied = tied.iter().map(|option| (option.to_string(), words(shown, *option)));
            let options: Options = std::iter::once(first).chain(tied).collect();
            Some(
                view! {
                    <h3>{td_string!(l, deliberation.decide_title)}</h3>
                    <PostForm action=DecideVote::url() class="card form" only_if=("vote", id.clone())>
                        <Hidden name="vote" value=id/>
                        <SelectField name="option" label=td_string!(l, deliberation.decide_option) options=options/>
                        <AreaField name="decide_reason" label=td_string!(l, deliberation.decide_reason) rows=2/>
                        <div class="form-actions"><button class="button button-primary">{td_string!(l, deliberation.decide)}</button></div>
                    </PostForm>
                }
                .into_any(),
            )
        }
        Outcome::Decided { .. } if shown.vote.kind != VoteKind::Free => {
            let text = if shown.vote.kind == VoteKind::Tie {
                td_string!(l, deliberation.apply_tie)
            } else {
                td_string!(l, deliberation.apply_award)
            };
            Some(
                view! {
                    <PostForm action=ApplyVote::url() class="card form" only_if=("vote", id.clone())>
                        <Hidden name="vote" value=id/>
                        <p>{td_string!(l, deliberation.apply_what)}</p>
                        <div class="form-actions"><button class="button button-primary">{text}</button></div>
                    </PostForm>
                }
                .into_any(),
            )
        }
        _ => None,
    }
}

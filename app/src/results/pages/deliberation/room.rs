//! The room: shortlists and votes.

use super::{frame, settings, words};
use crate::{
    accounts::model::Rights,
    error::{AppError, Refusal},
    i18n::td_string,
    results::model::deliberation::{RoomPage, RoomSide, Shortlist, Shortlisted, VoteLine, VoteState},
    services::{Page, services},
    ui::{Badge, Crumb, PageBody, Tone, layout, load, moment_text, param},
};
use leptos::prelude::*;

pub(super) fn page(side: RoomSide) -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        match services.deliberation.room(slug.clone(), side).await {
            Ok(room) => Ok(body(&services.page, &room)),
            Err(AppError::Refused(Refusal::WrongState)) => Ok(too_early(&services.page, &slug)),
            Err(error) => Err(error),
        }
    })
}

/// For judges, before there is a room or while they score.
fn too_early(page: &Page, slug: &str) -> PageBody {
    let l = page.locale;
    let desk = Crumb::new(td_string!(l, scores.desk_title), format!("/c/{slug}/judge"));
    layout::narrow(
        td_string!(l, deliberation.title),
        vec![desk],
        view! {
            <div class="empty-state">
                <h2>{td_string!(l, deliberation.early_title)}</h2>
                <p>{td_string!(l, deliberation.early)}</p>
            </div>
        },
    )
}

fn body(page: &Page, room: &RoomPage) -> PageBody {
    let l = page.locale;
    let near = room.tracks.iter().any(|track| track.entries.iter().any(|entry| entry.near_next));
    let tracks: Vec<_> = room.tracks.iter().enumerate().map(|(at, track)| shortlist(page, room, at, track)).collect();
    let how = near.then(|| view! { <p class="small muted">{td_string!(l, deliberation.near_how)}</p> });
    let among = (!room.frame.kept.is_empty())
        .then(|| view! { <p class="small muted">{td_string!(l, deliberation.places_among)}</p> });
    let lead = match (&room.frame.room, room.frame.is_open) {
        (Some(_), true) => view! { <p class="lead">{td_string!(l, deliberation.lead)}</p> }.into_any(),
        (Some(_), false) => view! { <p class="notice">{td_string!(l, deliberation.closed_what)}</p> }.into_any(),
        (None, _) => view! {
            <div class="empty-state">
                <h2>{td_string!(l, deliberation.not_open_title)}</h2>
                <p>{td_string!(l, deliberation.not_open)} " " {td_string!(l, deliberation.early)}</p>
            </div>
        }
        .into_any(),
    };
    let votes = room.frame.room.is_some().then(|| votes(page, room));
    let settings = (room.frame.side == RoomSide::Organise).then(|| settings::settings(page, &room.frame));
    layout::with_state(
        td_string!(l, deliberation.title),
        frame::crumbs(page, &room.frame, false),
        frame::state(page, &room.frame),
        view! {
            {frame::tabs(page, &room.frame)}
            {lead}
            {frame::kept(page, &room.frame)}
            {votes}
            {tracks}
            {among}
            {how}
            {settings}
        },
    )
}

fn shortlist(page: &Page, room: &RoomPage, at: usize, list: &Shortlist) -> AnyView {
    let l = page.locale;
    let rows: Vec<_> = list.entries.iter().map(|entry| row(page, room, entry)).collect();
    let cut = list
        .near_at_the_cut
        .then(|| view! { <p class="notice notice-warning">{td_string!(l, deliberation.near_cut)}</p> });
    let id = format!("shortlist-{at}");
    let heading = id.clone();
    view! {
        <section class="section" aria-labelledby=id>
            <h2 id=heading>{td_string!(l, deliberation.shortlist_of, track = list.track.clone()).to_string()}</h2>
            <table class="table table-stacked" role="table">
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{td_string!(l, deliberation.entry)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, deliberation.place)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, deliberation.score)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, deliberation.spread)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, deliberation.scorecards)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, deliberation.posts)}</th>
                </tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
            {cut}
        </section>
    }
    .into_any()
}

fn row(page: &Page, room: &RoomPage, entry: &Shortlisted) -> AnyView {
    let l = page.locale;
    let href = page.link(&format!("{}/{}", room.frame.side.room(&room.frame.competition.slug), entry.entry));
    let near =
        entry.near_next.then(|| view! { <br/> <Badge tone=Tone::Warning text=td_string!(l, deliberation.near)/> });
    let wide = entry.wide.then(|| view! { " " <Badge tone=Tone::Warning text=td_string!(l, deliberation.wide)/> });
    let shared =
        entry.shared.then(|| view! { " " <span class="small muted">{td_string!(l, deliberation.shared)}</span> });
    let place =
        entry.place.map_or_else(|| td_string!(l, deliberation.not_ranked).to_owned(), |place| place.to_string());
    let changed = (entry.revisions > 0).then(|| {
        view! { <br/> <span class="small muted">{td_string!(l, deliberation.changed)} ": " {entry.revisions}</span> }
    });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <a href=href><bdi>{entry.title.clone()}</bdi></a> <br/> <span class="small muted"><bdi>{entry.team.clone()}</bdi></span>
                {near}
            </th>
            <td role="cell" class="number" data-label=td_string!(l, deliberation.place)><span>{place}{shared}</span></td>
            <td role="cell" class="number" data-label=td_string!(l, deliberation.score)>{entry.score.clone()}</td>
            <td role="cell" class="number" data-label=td_string!(l, deliberation.spread)><span>{entry.spread.clone()}{wide}</span></td>
            <td role="cell" class="number" data-label=td_string!(l, deliberation.scorecards)><span>{entry.scorecards}{changed}</span></td>
            <td role="cell" class="number" data-label=td_string!(l, deliberation.posts)>{entry.posts}</td>
        </tr>
    }
    .into_any()
}

fn votes(page: &Page, room: &RoomPage) -> AnyView {
    let l = page.locale;
    let lines: Vec<_> = room.votes.iter().map(|line| vote(page, room, line)).collect();
    let none = lines.is_empty().then(|| view! { <p class="muted">{td_string!(l, deliberation.no_votes)}</p> });
    let ask = (room.frame.side == RoomSide::Organise && room.frame.is_open && page.may(Rights::Editor)).then(|| {
        let href = page.link(&format!("{}/votes", room.frame.side.room(&room.frame.competition.slug)));
        view! { <p><a class="button" href=href>{td_string!(l, deliberation.open_vote)}</a></p> }
    });
    view! {
        <section class="section" aria-labelledby="votes">
            <h2 id="votes">{td_string!(l, deliberation.votes)}</h2>
            {none}
            <ul class="tasks">{lines}</ul>
            {ask}
        </section>
    }
    .into_any()
}

fn vote(page: &Page, room: &RoomPage, line: &VoteLine) -> AnyView {
    let l = page.locale;
    let href = page.link(&format!("{}/votes/{}", room.frame.side.room(&room.frame.competition.slug), line.id));
    let (tone, word) = match (line.state, line.voted) {
        (VoteState::Open, Some(false)) => (Tone::Warning, td_string!(l, deliberation.vote_yours)),
        (VoteState::Open, Some(true)) => (Tone::Positive, td_string!(l, deliberation.vote_cast)),
        (VoteState::Open, None) => (Tone::Information, td_string!(l, deliberation.vote_open)),
        (VoteState::Closed, _) => (Tone::Neutral, td_string!(l, deliberation.vote_done)),
        (VoteState::Cancelled, _) => (Tone::Neutral, td_string!(l, deliberation.vote_cancelled)),
    };
    let question = line.question.clone().unwrap_or_else(|| td_string!(l, deliberation.kept_vote).to_owned());
    let at = moment_text(l, line.opened_at, &room.frame.competition.time_zone);
    let class = if line.state == VoteState::Open { "task" } else { "task task-done" };
    view! {
        <li class=class>
            <a href=href><bdi>{question}</bdi></a>
            <span class="small muted">{words::kind(l, line.kind)} " · " {at} " · " <Badge tone=tone text=word/></span>
        </li>
    }
    .into_any()
}

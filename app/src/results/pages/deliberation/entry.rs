//! The room of an entry.

use super::{cards, frame, posts, revise};
use crate::ids::EntryId;
use crate::{
    i18n::td_string,
    results::model::deliberation::{EntryRoom, RoomSide},
    services::{Page, services},
    ui::{Badge, PageBody, Tone, layout, load, param},
};
use leptos::prelude::*;

pub(super) fn page(side: RoomSide) -> impl IntoView {
    let services = services();
    let (slug, entry) = (param::<String>("slug"), param::<EntryId>("entry"));
    load(async move {
        let room = services.deliberation.entry(slug?, entry?, side).await?;
        Ok(body(&services.page, &room))
    })
}

fn body(page: &Page, room: &EntryRoom) -> PageBody {
    let l = page.locale;
    let inside = if room.withheld {
        view! {
            <div class="notice">
                <p class="notice-title">{td_string!(l, deliberation.withheld_title)}</p>
                <p>{td_string!(l, deliberation.withheld)}</p>
            </div>
        }
        .into_any()
    } else {
        view! { {cards::cards(page, room)} {revise::revise(page, room)} {posts::posts(page, room)} }.into_any()
    };
    layout::with_state(
        room.entry.title.clone(),
        frame::crumbs(page, &room.frame, true),
        frame::state(page, &room.frame),
        view! {
            {frame::tabs(page, &room.frame)}
            {facts(page, room)}
            {inside}
        },
    )
}

/// Team, track and standing.
fn facts(page: &Page, room: &EntryRoom) -> AnyView {
    let l = page.locale;
    let entry = &room.entry;
    let standing = entry.place.map(|place| {
        let shared =
            entry.shared.then(|| view! { " " <span class="small muted">{td_string!(l, deliberation.shared)}</span> });
        let near =
            entry.near_next.then(|| view! { " " <Badge tone=Tone::Warning text=td_string!(l, deliberation.near)/> });
        let wide = entry.wide.then(|| view! { " " <Badge tone=Tone::Warning text=td_string!(l, deliberation.wide)/> });
        view! {
            <div><dt>{td_string!(l, deliberation.place)}</dt><dd>{place}{shared}{near}</dd></div>
            <div><dt>{td_string!(l, deliberation.score)}</dt><dd>{entry.score.clone()}</dd></div>
            <div><dt>{td_string!(l, deliberation.spread)}</dt><dd>{entry.spread.clone()}{wide}</dd></div>
        }
    });
    let open = (room.frame.side == RoomSide::Organise).then(|| {
        let href = page.link(&format!("/c/{}/organise/entries/{}", room.frame.competition.slug, entry.entry));
        view! { <p><a href=href>{td_string!(l, deliberation.to_entry)}</a></p> }
    });
    view! {
        <p class="muted"><bdi>{entry.team.clone()}</bdi> " · " <bdi>{room.track.clone()}</bdi></p>
        <dl class="facts">{standing}</dl>
        {open}
    }
    .into_any()
}

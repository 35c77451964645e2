//! What is around every page of the room.

use crate::{
    competition::pages::{OrganiseTab, organise_tabs},
    i18n::td_string,
    results::model::deliberation::{RoomFrame, RoomSide},
    services::Page,
    ui::{Badge, Crumb, Tone, moment_text},
};
use leptos::prelude::*;

/// The way to a page of the room. `inside`: whether the room itself is on the way.
pub(super) fn crumbs(page: &Page, frame: &RoomFrame, inside: bool) -> Vec<Crumb> {
    let l = page.locale;
    let slug = &frame.competition.slug;
    let mut way = vec![Crumb::new(frame.competition.name.clone(), format!("/c/{slug}"))];
    way.push(match frame.side {
        RoomSide::Judge => Crumb::new(td_string!(l, scores.desk_title), format!("/c/{slug}/judge")),
        RoomSide::Organise => Crumb::new(td_string!(l, results.organise), format!("/c/{slug}/organise")),
    });
    if inside {
        way.push(Crumb::new(td_string!(l, deliberation.title), frame.side.room(slug)));
    }
    way
}

/// The tabs of organisers.
pub(super) fn tabs(page: &Page, frame: &RoomFrame) -> Option<AnyView> {
    let tabs = || organise_tabs(page, &frame.competition.slug, OrganiseTab::Results).into_any();
    (frame.side == RoomSide::Organise).then(tabs)
}

/// Whether the room is open, and until when.
pub(super) fn state(page: &Page, frame: &RoomFrame) -> Option<AnyView> {
    let l = page.locale;
    let room = frame.room.as_ref()?;
    let zone = &frame.competition.time_zone;
    let (tone, word) = if frame.is_open {
        (Tone::Positive, td_string!(l, deliberation.open))
    } else {
        (Tone::Locked, td_string!(l, deliberation.closed))
    };
    let when = match (frame.is_open, room.settings.closes_at, room.closed_at) {
        (true, Some(at), _) => format!("{} {}", td_string!(l, deliberation.open_until), moment_text(l, at, zone)),
        (true, None, _) => td_string!(l, deliberation.open_by_hand).to_owned(),
        (false, _, Some(at)) | (false, Some(at), None) => {
            format!("{} {}", td_string!(l, deliberation.closed_since), moment_text(l, at, zone))
        }
        (false, None, None) => String::new(),
    };
    Some(
        view! { <div class="page-state"><Badge tone=tone text=word/> " " <span class="small muted">{when}</span></div> }
            .into_any(),
    )
}

/// Entries that are kept from the reader: only that they are there.
pub(super) fn kept(page: &Page, frame: &RoomFrame) -> Option<AnyView> {
    let l = page.locale;
    let titles: Vec<_> = frame.kept.iter().map(|title| view! { <li><bdi>{title.clone()}</bdi></li> }).collect();
    (!titles.is_empty()).then(|| {
        view! {
            <section class="notice" aria-labelledby="kept">
                <h2 class="notice-title" id="kept">{td_string!(l, deliberation.kept_title)}</h2>
                <ul>{titles}</ul>
                <p>{td_string!(l, deliberation.kept_what)}</p>
            </section>
        }
        .into_any()
    })
}

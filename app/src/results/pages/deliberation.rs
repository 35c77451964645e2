//! The pages of the panel's room, for judges and for organisers: the same pages, with what each may do.

mod ask;
mod cards;
mod entry;
mod frame;
mod posts;
mod result;
mod revise;
mod room;
mod settings;
mod vote;
mod words;

pub use ask::AskPage;
pub use words::decision_text;

use crate::results::model::deliberation::RoomSide;
use leptos::prelude::*;

/// The room, for a judge.
#[component]
pub fn JudgeRoomPage() -> impl IntoView {
    room::page(RoomSide::Judge)
}

/// The room, for an organiser.
#[component]
pub fn OrganiseRoomPage() -> impl IntoView {
    room::page(RoomSide::Organise)
}

/// The room of an entry, for a judge.
#[component]
pub fn JudgeEntryRoomPage() -> impl IntoView {
    entry::page(RoomSide::Judge)
}

/// The room of an entry, for an organiser.
#[component]
pub fn OrganiseEntryRoomPage() -> impl IntoView {
    entry::page(RoomSide::Organise)
}

/// A question, for a judge.
#[component]
pub fn JudgeVotePage() -> impl IntoView {
    vote::page(RoomSide::Judge)
}

/// A question, for an organiser.
#[component]
pub fn OrganiseVotePage() -> impl IntoView {
    vote::page(RoomSide::Organise)
}

//! Another track for an entry: what changes, before it is changed.

use super::{below_entry_crumbs, fix};
use crate::{
    competition::model::Question,
    entries::{
        api::ChangeTrack,
        model::{CurePart, EntryState},
        rules::Moved,
        views::{OtherTracks, TrackName},
    },
    i18n::{Locale, td_string},
    services::{Page, services},
    ui::{Hidden, PostForm, error_text::refusal_text, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// A card for each other track.
#[component]
pub fn TrackChangePage() -> impl IntoView {
    let services = services();
    let entry = param("entry");
    load(async move {
        let view = services.deadlines.other_tracks(entry?).await?;
        let page = services.page;
        let l = page.locale;
        let crumbs = below_entry_crumbs(l, &view.competition, &view.entry);
        let cards: Vec<_> = view.others.iter().map(|(to, asked, moved)| card(l, &view, to, asked, moved)).collect();
        let none = cards.is_empty().then(|| view! { <p class="muted">{td_string!(l, deadline.track_only)}</p> });
        let closed = view.may_change.as_ref().err().map(|refusal| {
            view! {
                <div class="notice">
                    <p class="notice-title">{td_string!(l, deadline.track_closed)}</p>
                    <p>{refusal_text(l, refusal)}</p>
                </div>
            }
        });
        let submitted = (view.entry.state == EntryState::Submitted && view.may_change.is_ok()).then(
            || view! { <div class="notice notice-warning"><p>{td_string!(l, deadline.track_submitted)}</p></div> },
        );
        Ok(layout::wide(
            td_string!(l, deadline.track_change),
            crumbs,
            view! {
                <p class="lead">{td_string!(l, deadline.track_lead)}</p>
                {closed}
                {submitted}
                {none}
                {cards}
            },
        ))
    })
}

fn card(l: Locale, view: &OtherTracks, to: &TrackName, asked: &[Question], moved: &Moved) -> AnyView {
    let heading = td_string!(l, deadline.track_to, from = view.track.name.clone(), to = to.name.clone()).to_string();
    let list = |keys: &[String], questions: &[Question], none: Option<&'static str>| {
        let items: Vec<_> = keys
            .iter()
            .map(|key| view! { <li><bdi>{fix::part(l, &CurePart::Answer(key.clone()), questions)}</bdi></li> })
            .collect();
        match none.filter(|_| keys.is_empty()) {
            Some(none) => view! { <p class="muted">{none}</p> }.into_any(),
            None => view! { <ul>{items}</ul> }.into_any(),
        }
    };
    let kept = (!moved.kept.is_empty()).then(|| {
        view! { <div><dt>{td_string!(l, deadline.track_keeps)}</dt><dd>{list(&moved.kept, asked, None)}</dd></div> }
    });
    let form = view.may_change.is_ok().then(|| {
        let (entry, version, track) = (view.entry.id.to_string(), view.entry.version.to_string(), to.id.to_string());
        view! {
            <PostForm action=ChangeTrack::url() only_if=("track", track.clone())>
                <Hidden name="entry" value=entry/>
                <Hidden name="version" value=version/>
                <Hidden name="track" value=track/>
                <div class="form-actions"><button class="button button-primary">{td_string!(l, deadline.track_do)}</button></div>
            </PostForm>
        }
    });
    view! {
        <section class="card stack">
            <h2><bdi>{heading}</bdi></h2>
            <p dir="auto">{to.description.clone()}</p>
            <dl class="facts">
                <div>
                    <dt>{td_string!(l, deadline.track_asks)}</dt>
                    <dd>{list(&moved.asked, asked, Some(td_string!(l, deadline.track_asks_none)))}</dd>
                </div>
                {kept}
                <div>
                    <dt>{td_string!(l, deadline.track_leaves)}</dt>
                    <dd>{list(&moved.left, &view.questions, Some(td_string!(l, deadline.track_leaves_none)))}</dd>
                </div>
            </dl>
            {form}
        </section>
    }
    .into_any()
}

/// The way there from the desk, while it is open.
pub fn track_link(page: &Page, desk: &crate::entries::views::Desk) -> Option<AnyView> {
    let l = page.locale;
    let open = desk.may_write.is_ok() && crate::entries::rules::may_change_track(desk.entry.state).is_ok();
    let href = page.link(&format!("/entries/{}/track", desk.entry.id));
    open.then(|| view! { <a class="button" href=href>{td_string!(l, deadline.track_change)}</a> }.into_any())
}

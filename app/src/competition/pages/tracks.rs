//! The tracks of a competition, in the settings: their order, those that come and those that go.

use crate::{
    competition::{
        api::{AddTrack, MoveTrack, RemoveTrack},
        model::{Setup, Track},
        rules::may_change_tracks,
    },
    i18n::td_string,
    services::Page,
    ui::{Hidden, Options, PostForm, SelectField, TextField},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Each with a way to its rubric, and the form that adds one.
pub(super) fn tracks(page: &Page, setup: &Setup) -> AnyView {
    let l = page.locale;
    let open = may_change_tracks(setup.call.competition.state).is_ok();
    let cards: Vec<_> = setup.call.tracks.iter().map(|track| card(page, setup, track, open)).collect();
    let add = open.then(|| add_form(page, setup));
    view! {
        <section class="section" aria-labelledby="tracks">
            <h2 id="tracks">{td_string!(l, competition.tracks)}</h2>
            <ul class="grid">{cards}</ul>
            {add}
        </section>
    }
    .into_any()
}

fn card(page: &Page, setup: &Setup, track: &Track, open: bool) -> AnyView {
    let l = page.locale;
    let href = page.link(&format!("/c/{}/organise/tracks/{}", setup.call.competition.slug, track.key));
    let changes = open.then(|| changes(page, setup, track));
    view! {
        <li class="card stack">
            <h3><bdi>{track.name.clone()}</bdi></h3>
            <p><bdi>{track.description.clone()}</bdi></p>
            <p><a href=href>{td_string!(l, competition.track_edit)}" "<span class="visually-hidden"><bdi>{track.name.clone()}</bdi></span></a></p>
            {changes}
        </li>
    }
    .into_any()
}

fn changes(page: &Page, setup: &Setup, track: &Track) -> AnyView {
    let l = page.locale;
    let competition = &setup.call.competition;
    let hidden = || {
        let (slug, key, version) = (competition.slug.clone(), track.key.clone(), competition.version.to_string());
        view! { <Hidden name="slug" value=slug/><Hidden name="track" value=key/><Hidden name="version" value=version/> }
            .into_any()
    };
    let name = || {
        let name = track.name.clone();
        view! { " " <span class="visually-hidden"><bdi>{name}</bdi></span> }.into_any()
    };
    let (first, last) = (setup.call.tracks.first(), setup.call.tracks.last());
    let button = |direction: &'static str, text: &'static str, end: Option<&Track>| {
        (end.is_some_and(|end| end.id != track.id)).then(|| {
            let name = name();
            view! { <button class="button button-small button-quiet" name="direction" value=direction>{text}{name}</button> }
                .into_any()
        })
    };
    let earlier = button("earlier", td_string!(l, organisers.track_earlier), first);
    let later = button("later", td_string!(l, organisers.track_later), last);
    let (moving, removing, summary, named) = (hidden(), hidden(), name(), name());
    let refused = page.came_back(RemoveTrack::url(), &[("track", &track.key)]);
    view! {
        <PostForm action=MoveTrack::url() class="inline-form" only_if=("track", track.key.clone())>
            {moving}
            <div class="button-row">{earlier}{later}</div>
        </PostForm>
        <details class="confirm" open=refused>
            <summary class="button button-small button-quiet">{td_string!(l, organisers.track_remove)}{summary}</summary>
            <div class="confirm-panel">
                <p>{td_string!(l, organisers.track_remove_what)}</p>
                <PostForm action=RemoveTrack::url() class="inline-form" only_if=("track", track.key.clone())>
                    {removing}
                    <button class="button button-danger">{td_string!(l, organisers.track_remove)}{named}</button>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

fn add_form(page: &Page, setup: &Setup) -> AnyView {
    let l = page.locale;
    let competition = &setup.call.competition;
    let (slug, version) = (competition.slug.clone(), competition.version.to_string());
    let like: Options = setup.call.tracks.iter().map(|track| (track.key.clone(), track.name.clone())).collect();
    let like = (!like.is_empty()).then(|| {
        view! { <SelectField name="like" label=td_string!(l, organisers.track_like) hint=td_string!(l, organisers.track_like_hint) options=like/> }
    });
    let refused = page.came_back(AddTrack::url(), &[]);
    view! {
        <details class="disclosure" open=refused>
            <summary>{td_string!(l, organisers.track_add)}</summary>
            <PostForm action=AddTrack::url() class="card form">
                <Hidden name="slug" value=slug/>
                <Hidden name="version" value=version/>
                <TextField name="track_name" label=td_string!(l, organisers.track_name)/>
                <TextField name="track_key" label=td_string!(l, organisers.track_key) hint=td_string!(l, competition.slug_hint) dir="ltr" size="input-medium"/>
                {like}
                <div class="button-row"><button class="button">{td_string!(l, organisers.track_add)}</button></div>
            </PostForm>
        </details>
    }
    .into_any()
}

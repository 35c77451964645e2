//! What an organiser sets of the room.

use crate::{
    accounts::model::Rights,
    competition::model::CompetitionState,
    i18n::td_string,
    results::{
        api::{CloseRoom, OpenRoom},
        model::deliberation::{NamesInRoom, RoomFrame},
    },
    services::Page,
    ui::{ChoiceField, Hidden, PostForm, TextField, moment::moment_value},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Opening the room, its settings, closing it; and its files.
pub(super) fn settings(page: &Page, frame: &RoomFrame) -> AnyView {
    let change = page.may(Rights::Editor) && frame.competition.state == CompetitionState::Deliberation;
    let forms = change.then(|| if frame.is_open { folded(page, frame) } else { form(page, frame) });
    let close = (change && frame.is_open).then(|| close(page, frame));
    let files = frame.room.is_some().then(|| files(page, frame));
    view! { {forms} {close} {files} }.into_any()
}

/// While the room is open its settings are folded away.
fn folded(page: &Page, frame: &RoomFrame) -> AnyView {
    let l = page.locale;
    let open = page.came_back(OpenRoom::url(), &[]);
    view! {
        <details class="disclosure" open=open>
            <summary>{td_string!(l, deliberation.settings_change)}</summary>
            {form(page, frame)}
        </details>
    }
    .into_any()
}

fn form(page: &Page, frame: &RoomFrame) -> AnyView {
    let l = page.locale;
    let known = frame.room.as_ref().map(|room| room.settings);
    let title = match (&frame.room, frame.is_open) {
        (Some(_), true) => td_string!(l, deliberation.settings_change),
        (Some(_), false) => td_string!(l, deliberation.settings_again),
        (None, _) => td_string!(l, deliberation.settings),
    };
    let send =
        if frame.is_open { td_string!(l, deliberation.save_room) } else { td_string!(l, deliberation.open_room) };
    let names = vec![
        (NamesInRoom::Shown.as_str().to_owned(), td_string!(l, deliberation.names_shown).to_owned()),
        (NamesInRoom::Letters.as_str().to_owned(), td_string!(l, deliberation.names_letters).to_owned()),
    ];
    let zone = frame.competition.time_zone.clone();
    // A time that is over is nothing to open a room with.
    let closes = moment_value(known.filter(|_| frame.is_open).and_then(|known| known.closes_at), &zone);
    let cut = known.and_then(|known| known.cut).map(|cut| cut.to_string()).unwrap_or_default();
    let chosen = known.map_or(NamesInRoom::Shown, |known| known.names).as_str();
    let slug = frame.competition.slug.clone();
    view! {
        <section class="section" aria-labelledby="settings">
            <h2 id="settings">{title}</h2>
            <p>{td_string!(l, deliberation.settings_what)}</p>
            <PostForm action=OpenRoom::url() class="card form">
                <Hidden name="slug" value=slug/>
                <TextField name="cut" label=td_string!(l, deliberation.cut) hint=td_string!(l, deliberation.cut_hint) value=cut
                    required=false size="input-short" dir="ltr" inputmode="numeric"/>
                <ChoiceField name="names" label=td_string!(l, deliberation.names) options=names value=chosen
                    hint=td_string!(l, deliberation.names_hint)/>
                <TextField name="closes_at" label=td_string!(l, deliberation.closes) kind="datetime-local"
                    hint=td_string!(l, deliberation.closes_hint, zone = zone).to_string() value=closes required=false size="input-medium" dir="ltr"/>
                <div class="form-actions"><button class="button button-primary">{send}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn close(page: &Page, frame: &RoomFrame) -> AnyView {
    let l = page.locale;
    let slug = frame.competition.slug.clone();
    view! {
        <PostForm action=CloseRoom::url()>
            <Hidden name="slug" value=slug/>
            <details class="confirm">
                <summary class="button">{td_string!(l, deliberation.close_room)}</summary>
                <div class="confirm-panel">
                    <p>{td_string!(l, deliberation.close_what)}</p>
                    <button class="button button-danger">{td_string!(l, deliberation.close_room)}</button>
                </div>
            </details>
        </PostForm>
    }
    .into_any()
}

fn files(page: &Page, frame: &RoomFrame) -> AnyView {
    let l = page.locale;
    let home = format!("/c/{}/organise/deliberation", frame.competition.slug);
    view! {
        <section class="section" aria-labelledby="files">
            <h2 id="files">{td_string!(l, deliberation.files)}</h2>
            <ul class="plain stack-tight">
                <li><a href=format!("{home}.json")>{td_string!(l, deliberation.file_json)}</a></li>
                <li><a href=format!("{home}.csv")>{td_string!(l, deliberation.file_csv)}</a></li>
            </ul>
        </section>
    }
    .into_any()
}

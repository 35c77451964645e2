//! A competition begins.

use crate::{
    competition::api::Create,
    error::AppError,
    i18n::td_string,
    services::services,
    ui::{Crumb, PostForm, TextField, layout, load},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Asks hosts for what the template cannot know.
#[component]
pub fn NewPage() -> impl IntoView {
    let page = services().page;
    load(async move {
        match &page.viewer {
            None => return Err(AppError::SignIn),
            Some(viewer) if !viewer.host => return Err(AppError::NotFound),
            Some(_) => {}
        }
        let l = page.locale;
        Ok(layout::narrow(
            td_string!(l, competition.create),
            vec![Crumb::new(td_string!(l, common.competitions), "/")],
            view! {
                <p class="lead">{td_string!(l, competition.new_lead)}</p>
                <PostForm action=Create::url() class="card form">
                    <TextField name="name" label=td_string!(l, competition.name) hint=td_string!(l, competition.name_hint)/>
                    <TextField name="slug" label=td_string!(l, competition.slug) hint=td_string!(l, competition.slug_hint) dir="ltr"/>
                    <TextField name="time_zone" label=td_string!(l, competition.time_zone) hint=td_string!(l, competition.time_zone_hint)
                        value="UTC" dir="ltr" size="input-medium"/>
                    <div class="button-row"><button class="button button-primary">{td_string!(l, competition.create)}</button></div>
                </PostForm>
            },
        ))
    })
}

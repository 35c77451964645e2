//! A new edition from one that is there.

use super::organiser_crumbs;
use crate::{
    accounts::model::Rights,
    competition::api::CopyEdition,
    i18n::td_string,
    services::services,
    ui::{CheckField, DateTime, Hidden, PostForm, TextField, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Asks for what differs.
#[component]
pub fn CopyPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let desk = services.editions.copy_desk(slug?).await?;
        let l = services.page.locale;
        let competition = &desk.competition;
        let (slug, name) = (competition.slug.clone(), competition.name.clone());
        let zone = competition.time_zone.clone();
        let first = desk.first.map(|at| {
            view! { <p class="small muted">{td_string!(l, organisers.copy_first)} " " <DateTime at=at zone=zone/></p> }
        });
        Ok(layout::narrow(
            td_string!(l, organisers.copy_title),
            organiser_crumbs(l, competition),
            view! {
                <p class="lead">{td_string!(l, organisers.copy_lead)}</p>
                <PostForm action=CopyEdition::url() class="card form" needs=Rights::Owner>
                    <Hidden name="slug" value=slug/>
                    <TextField name="name" label=td_string!(l, competition.name) value=name/>
                    <TextField name="new_slug" label=td_string!(l, competition.slug) hint=td_string!(l, competition.slug_hint) dir="ltr"/>
                    {first}
                    <TextField name="years" label=td_string!(l, organisers.copy_years) hint=td_string!(l, organisers.copy_years_hint)
                        value="1" kind="number" dir="ltr" size="input-short" required=false/>
                    <TextField name="first_day" label=td_string!(l, organisers.copy_day) hint=td_string!(l, organisers.copy_day_hint)
                        kind="date" dir="ltr" size="input-medium" required=false/>
                    <CheckField name="organisers" label=td_string!(l, organisers.copy_organisers)/>
                    <div class="button-row"><button class="button button-primary">{td_string!(l, organisers.copy)}</button></div>
                </PostForm>
            },
        ))
    })
}

//! A judge's own data.

use super::words::{judge_crumbs, state_word};
use crate::{
    i18n::td_string,
    panel::api::SaveProfile,
    services::services,
    ui::{Badge, Hidden, PostForm, TextField, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Asks for what organisers need to assign entries well.
#[component]
pub fn JudgeProfilePage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let (competition, judge) = services.panel.profile(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let (tone, word) = state_word(l, judge.state);
        let conflicts = page.link(&format!("/c/{}/judge/conflicts", competition.slug));
        let crumbs = judge_crumbs(l, &competition);
        let most = judge.max_load.map(|most| most.to_string()).unwrap_or_default();
        Ok(layout::narrow(
            td_string!(l, panel.profile),
            crumbs,
            view! {
                <p class="cluster"><Badge tone=tone text=word/> <a href=conflicts>{td_string!(l, panel.to_declaration)}</a></p>
                <p class="lead">{td_string!(l, panel.profile_lead)}</p>
                <PostForm action=SaveProfile::url() class="card form">
                    <Hidden name="slug" value=competition.slug/>
                    <TextField name="name" label=td_string!(l, panel.name) value=judge.name autocomplete="name"/>
                    <TextField name="affiliation" label=td_string!(l, panel.affiliation) value=judge.affiliation required=false
                        autocomplete="organization"/>
                    <TextField name="field" label=td_string!(l, panel.field) hint=td_string!(l, panel.own_field_hint) value=judge.field required=false/>
                    <TextField name="languages" label=td_string!(l, panel.languages) hint=td_string!(l, panel.own_languages_hint)
                        value=judge.languages.join(", ") dir="ltr" size="input-medium"/>
                    <TextField name="max_load" label=td_string!(l, panel.max_load) hint=td_string!(l, panel.own_max_load_hint)
                        value=most required=false dir="ltr" size="input-short" inputmode="numeric"/>
                    <div class="form-actions"><button class="button button-primary">{td_string!(l, panel.save_profile)}</button></div>
                </PostForm>
            },
        ))
    })
}

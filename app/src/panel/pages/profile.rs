//! A judge's own data.

use super::words::{judge_crumbs, state_word};
use crate::{
    country,
    i18n::td_string,
    panel::{
        api::{SaveProfile, SavePublicProfile},
        model::PublicProfile,
        rules::ABOUT_CHARACTERS,
    },
    services::{Page, services},
    ui::{Badge, CheckField, Hidden, Options, PostForm, SelectField, TextField, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Asks for what organisers need to assign entries well.
#[component]
pub fn JudgeProfilePage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        let (competition, judge) = services.panel.profile(slug.clone()).await?;
        let public = services.jury.own(slug).await?;
        let page = services.page;
        let l = page.locale;
        let (tone, word) = state_word(l, judge.state);
        let conflicts = page.link(&format!("/c/{}/judge/conflicts", competition.slug));
        let crumbs = judge_crumbs(l, &competition);
        let slug = competition.slug;
        let in_public = in_public(&page, slug.clone(), public);
        let most = judge.max_load.map(|most| most.to_string()).unwrap_or_default();
        Ok(layout::narrow(
            td_string!(l, panel.profile),
            crumbs,
            view! {
                <p class="cluster"><Badge tone=tone text=word/> <a href=conflicts>{td_string!(l, panel.to_declaration)}</a></p>
                <p class="lead">{td_string!(l, panel.profile_lead)}</p>
                <PostForm action=SaveProfile::url() class="card form">
                    <Hidden name="slug" value=slug/>
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
                {in_public}
            },
        ))
    })
}

/// What everybody may see of the judge: nothing, until the judge says so.
fn in_public(page: &Page, slug: String, public: PublicProfile) -> AnyView {
    let l = page.locale;
    let mut countries: Options = vec![(String::new(), td_string!(l, call.jury_no_country).to_owned())];
    countries.extend(country::choices(l));
    let hint = td_string!(l, call.jury_about_hint, max = ABOUT_CHARACTERS).to_string();
    let jury = page.link(&format!("/c/{slug}/jury"));
    view! {
        <section class="section" aria-labelledby="public">
            <h2 id="public">{td_string!(l, call.jury_public)}</h2>
            <p>{td_string!(l, call.jury_public_lead)} " " <a href=jury>{td_string!(l, call.jury)}</a></p>
            <PostForm action=SavePublicProfile::url() class="card form">
                <Hidden name="slug" value=slug/>
                <SelectField name="country" label=td_string!(l, call.jury_country) options=countries value=public.country/>
                <TextField name="about" label=td_string!(l, call.jury_about) hint=hint value=public.about required=false/>
                <CheckField name="named" label=td_string!(l, call.jury_named) checked=public.named/>
                <div class="form-actions"><button class="button">{td_string!(l, call.jury_save)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

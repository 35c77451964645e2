//! A judge's own data: by the judge, or by an organiser for one who asked.

use super::words::{comfort, device, expertise_word, judge_crumbs, region, state_word};
use crate::{
    accounts::model::Rights,
    competition::pages::organiser_crumbs,
    country,
    i18n::{Locale, td_string},
    ids::JudgeId,
    panel::{
        api::{SaveProfile, SaveProfileOf, SavePublicProfile},
        model::{COMFORT, DEVICES, JudgeDesk, PublicProfile, REGIONS},
        rules::ABOUT_CHARACTERS,
    },
    services::{Page, services},
    ui::{
        AreaField, Badge, CheckField, Hidden, Options, PostForm, SelectField, TextField, TickField, layout, load, param,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Asks for what organisers need to assign entries well.
#[component]
pub fn JudgeProfilePage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        let desk = services.panel.profile(slug.clone()).await?;
        let public = services.jury.own(slug.clone()).await?;
        let page = services.page;
        let l = page.locale;
        let (tone, word) = state_word(l, desk.judge.state);
        let conflicts = page.link(&format!("/c/{slug}/judge/conflicts"));
        let conduct = page.link(&format!("/c/{slug}/judge/conduct"));
        let step_down = page.link(&format!("/c/{slug}/judge/step-down"));
        let public = in_public(&page, slug.clone(), public);
        let crumbs = judge_crumbs(l, &desk.competition);
        let reserve = desk.reserve().then(|| view! { <p class="notice">{td_string!(l, judges.on_reserve)}</p> });
        Ok(layout::narrow(
            td_string!(l, panel.profile),
            crumbs,
            view! {
                <p class="cluster">
                    <Badge tone=tone text=word/> <a href=conflicts>{td_string!(l, panel.to_declaration)}</a>
                    <a href=conduct>{td_string!(l, judges.conduct)}</a>
                </p>
                {reserve}
                <p class="lead">{td_string!(l, panel.profile_lead)}</p>
                <PostForm action=SaveProfile::url() class="card form">
                    <Hidden name="slug" value=slug/>
                    {fields(l, &desk, true)}
                    <div class="form-actions"><button class="button button-primary">{td_string!(l, panel.save_profile)}</button></div>
                </PostForm>
                {public}
                <p class="small"><a href=step_down>{td_string!(l, judges.step_down)}</a></p>
            },
        ))
    })
}

/// The same for an organiser, who writes for a judge that asked.
#[component]
pub fn ProfileOfPage() -> impl IntoView {
    let services = services();
    let (slug, judge) = (param::<String>("slug"), param::<JudgeId>("judge"));
    load(async move {
        let (slug, judge) = (slug?, judge?);
        let desk = services.judges.profile_of(slug.clone(), judge).await?;
        let page = services.page;
        let l = page.locale;
        let crumbs = organiser_crumbs(l, &desk.competition);
        let owner = page.may(Rights::Owner);
        Ok(layout::narrow(
            desk.judge.name.clone(),
            crumbs,
            view! {
                <p class="lead">{td_string!(l, judges.profile_of_lead)}</p>
                <PostForm action=SaveProfileOf::url() class="card form">
                    <Hidden name="slug" value=slug/>
                    <Hidden name="judge" value=judge.to_string()/>
                    {fields(l, &desk, owner)}
                    <div class="form-actions"><button class="button button-primary">{td_string!(l, panel.save_profile)}</button></div>
                </PostForm>
            },
        ))
    })
}

fn choices(words: impl IntoIterator<Item = String>, l: Locale, name: fn(Locale, &str) -> String) -> Options {
    words
        .into_iter()
        .map(|word| {
            let label = name(l, &word);
            (word, label)
        })
        .collect()
}

/// The fields, each with what it is for.
fn fields(l: Locale, desk: &JudgeDesk, with_gender: bool) -> AnyView {
    let (judge, told) = (desk.judge.clone(), desk.profile.clone());
    let most = judge.max_load.map(|most| most.to_string()).unwrap_or_default();
    let mut expertise = desk.expertise.clone();
    expertise.extend(told.expertise.iter().filter(|tag| !desk.expertise.contains(tag)).cloned());
    let mut regions: Options = vec![(String::new(), td_string!(l, judges.not_said).to_owned())];
    regions.extend(choices(REGIONS.map(str::to_owned), l, region));
    let away: Vec<String> = told.away.iter().map(|away| format!("{} – {}", away.first, away.last)).collect();
    let away_hint = format!("{} {}", td_string!(l, judges.away_hint), td_string!(l, judges.away_share));
    let devices = choices(DEVICES.map(str::to_owned), l, device);
    let limits = choices(COMFORT.map(str::to_owned), l, comfort);
    let gender = with_gender.then(|| {
        view! {
            <TextField name="gender" label=td_string!(l, judges.gender) hint=td_string!(l, judges.gender_hint)
                value=told.gender required=false size="input-medium"/>
        }
    });
    view! {
        <TextField name="name" label=td_string!(l, panel.name) value=judge.name autocomplete="name"/>
        <TextField name="affiliation" label=td_string!(l, panel.affiliation) hint=td_string!(l, judges.organisation_hint)
            value=judge.affiliation required=false autocomplete="organization"/>
        <TextField name="partner" label=td_string!(l, judges.partner) hint=td_string!(l, judges.partner_hint)
            value=told.partner required=false/>
        <TextField name="field" label=td_string!(l, panel.field) hint=td_string!(l, panel.own_field_hint) value=judge.field required=false/>
        <TextField name="languages" label=td_string!(l, panel.languages) hint=td_string!(l, panel.own_languages_hint)
            value=judge.languages.join(", ") dir="ltr" size="input-medium"/>
        <TickField name="devices" label=td_string!(l, judges.devices) options=devices chosen=told.devices
            hint=td_string!(l, judges.devices_hint)/>
        <TickField name="expertise" label=td_string!(l, judges.expertise) options=choices(expertise, l, expertise_word)
            chosen=told.expertise hint=td_string!(l, judges.expertise_hint)/>
        <TextField name="max_load" label=td_string!(l, panel.max_load) hint=td_string!(l, panel.own_max_load_hint)
            value=most required=false dir="ltr" size="input-short" inputmode="numeric"/>
        <AreaField name="away" label=td_string!(l, judges.away) hint=away_hint value=away.join("\n")
            required=false rows=2/>
        <TickField name="comfort" label=td_string!(l, judges.comfort) options=limits chosen=told.comfort
            hint=td_string!(l, judges.comfort_hint)/>
        <SelectField name="region" label=td_string!(l, judges.region) options=regions value=told.region
            hint=td_string!(l, judges.region_hint)/>
        {gender}
    }
    .into_any()
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

//! The checks that people make for themselves, as a form: every check at once, and an empty one to add; below them what
//! belongs in each track, for instance.

use super::{OrganiseTab, organise_tabs, organiser_crumbs};
use crate::{
    competition::{
        api::SavePrechecks,
        model::{CompetitionState, Effect, GuideDesk, Precheck},
        rules::{PRECHECKS, answer_word},
    },
    i18n::{Locale, td_string},
    services::{Page, services},
    ui::{
        AreaField, CheckField, Crumb, Hidden, Options, PostForm, SelectField, TextField, form::FormState, layout, load,
        param,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The form.
#[component]
pub fn PrechecksPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let desk = services.guide.desk(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let competition = &desk.competition;
        let settings = format!("/c/{}/organise/settings", competition.slug);
        let mut crumbs = organiser_crumbs(l, competition);
        crumbs.push(Crumb::new(td_string!(l, competition.settings), settings));
        let public = page.link(&format!("/c/{}/eligibility", competition.slug));
        let body = if competition.state == CompetitionState::Published {
            view! { <div class="notice"><p>{td_string!(l, competition.published_notice)}</p></div> }.into_any()
        } else {
            form(&page, &desk)
        };
        let lead = td_string!(l, call.desk_checks_lead, max = PRECHECKS).to_string();
        Ok(layout::with_state(
            td_string!(l, call.checks_title),
            crumbs,
            view! { <div class="page-actions"><a class="button" href=public>{td_string!(l, competition.public_page)}</a></div> },
            view! {
                {organise_tabs(&page, &competition.slug, OrganiseTab::Settings)}
                <p>{lead}</p>
                {body}
            },
        ))
    })
}

fn form(page: &Page, desk: &GuideDesk) -> AnyView {
    let (page, desk) = (page.clone(), desk.clone());
    let l = page.locale;
    view! {
        <PostForm action=SavePrechecks::url()>
            <Hidden name="slug" value=desk.competition.slug.clone()/>
            <Hidden name="version" value=desk.competition.version.to_string()/>
            {rows(l, &desk.prechecks)}
            {examples(l, &desk)}
            <div class="form-actions"><button class="button button-primary">{td_string!(l, common.save)}</button></div>
        </PostForm>
    }
    .into_any()
}

fn at(row: usize, field: &str) -> String {
    format!("check[r{row}][{field}]")
}

/// Inside the form, so that what was typed comes back.
fn rows(l: Locale, prechecks: &[Precheck]) -> AnyView {
    let rows: Vec<AnyView> = prechecks.iter().enumerate().map(|(row, check)| existing(l, row, check)).collect();
    let next = prechecks.len();
    let begun = FormState::here().typed(&at(next, "text")).is_some_and(|typed| !typed.is_empty());
    // A refused form may come back with one row too many.
    let room = (next < PRECHECKS || begun).then(|| {
        view! {
            <details class="disclosure" open=begun>
                <summary>{td_string!(l, call.check_add)}</summary>
                <fieldset class="form-section">
                    <legend class="visually-hidden">{td_string!(l, call.check_add)}</legend>
                    {fields(l, next, None)}
                </fieldset>
            </details>
        }
    });
    view! { {rows} {room} }.into_any()
}

fn existing(l: Locale, row: usize, check: &Precheck) -> AnyView {
    let state = FormState::here();
    let wrong = ["text", "needed", "effect", "otherwise"].iter().any(|field| state.error(&at(row, field)).is_some());
    view! {
        <details class="disclosure" open=wrong>
            <summary><bdi>{check.text.clone()}</bdi></summary>
            <fieldset class="form-section">
                <legend class="visually-hidden"><bdi>{check.text.clone()}</bdi></legend>
                {fields(l, row, Some(check))}
                <CheckField name=at(row, "remove") label=td_string!(l, call.check_remove)/>
            </fieldset>
        </details>
    }
    .into_any()
}

fn fields(l: Locale, row: usize, check: Option<&Precheck>) -> AnyView {
    let answers: Options = vec![
        (answer_word(true).to_owned(), td_string!(l, call.yes).to_owned()),
        (answer_word(false).to_owned(), td_string!(l, call.no).to_owned()),
    ];
    let effect = |effect: Effect| match effect {
        Effect::Stops => td_string!(l, call.effect_stops),
        Effect::Needs => td_string!(l, call.effect_needs),
    };
    let effects: Options =
        Effect::ALL.into_iter().map(|each| (each.as_str().to_owned(), effect(each).to_owned())).collect();
    let required = check.is_some();
    let (text, needed, chosen, otherwise) = check.map_or_else(
        || (String::new(), true, Effect::Stops, String::new()),
        |check| (check.text.clone(), check.needed, check.effect, check.otherwise.clone()),
    );
    view! {
        <TextField name=at(row, "text") label=td_string!(l, call.check_text) value=text required=required/>
        <div class="field-pair">
            <SelectField name=at(row, "needed") label=td_string!(l, call.check_needed) options=answers value=answer_word(needed)/>
            <SelectField name=at(row, "effect") label=td_string!(l, call.check_effect) options=effects value=chosen.as_str()/>
        </div>
        <TextField name=at(row, "otherwise") label=td_string!(l, call.check_otherwise) hint=td_string!(l, call.check_otherwise_hint)
            value=otherwise required=required/>
    }
    .into_any()
}

fn examples(l: Locale, desk: &GuideDesk) -> AnyView {
    let fields: Vec<_> = desk
        .tracks
        .iter()
        .map(|track| {
            let label = td_string!(l, call.examples_of, track = track.name.clone()).to_string();
            view! {
                <AreaField name=format!("example[{}]", track.key) label=label hint=td_string!(l, call.examples_hint)
                    value=track.examples.clone() required=false rows=4/>
            }
        })
        .collect();
    view! {
        <fieldset class="form-section">
            <legend>{td_string!(l, call.tracks_title)}</legend>
            {fields}
        </fieldset>
    }
    .into_any()
}

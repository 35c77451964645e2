//! The organisers' settings: words and numbers, dates, tracks, rules, organisers.

use super::{OrganiseTab, dates, organise_tabs, organiser_crumbs};
use crate::competition::model::TimetableDate;
use crate::{
    accounts::model::Rights,
    competition::{
        api::{MoveDate, PublishRules, SaveFileLimit, SaveSettings, SetRetention},
        model::{CompetitionState, PublishDepth, Setup},
        rules::may_move,
    },
    i18n::td_string,
    services::{Page, services},
    ui::{AreaField, CheckField, DateTime, Hidden, PostForm, SelectField, TextField, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The settings.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let setup = services.competitions.setup(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let competition = &setup.call.competition;
        let forms = if competition.state == CompetitionState::Published {
            view! { <div class="notice"><p>{td_string!(l, competition.published_notice)}</p></div> }.into_any()
        } else {
            view! {
                {words(&page, &setup)}
                {timetable(&page, &setup)}
                {super::tracks::tracks(&page, &setup)}
                {eligibility(&page, &setup)}
                {rules(&page, &setup)}
                {method(&page, &setup)}
                {super::further::settings_part(&page, competition, setup.further)}
                {files(&page, &setup)}
            }
            .into_any()
        };
        let copy = page.may(Rights::Owner).then(|| {
            let href = page.link(&format!("/c/{}/organise/copy", competition.slug));
            view! { <p><a class="button" href=href>{td_string!(l, organisers.copy_title)}</a></p> }
        });
        Ok(layout::wide(
            td_string!(l, competition.settings),
            organiser_crumbs(l, competition),
            view! {
                {organise_tabs(&page, &competition.slug, OrganiseTab::Settings)}
                {copy}
                {forms}
                {page.may(Rights::Owner).then(|| retention(&page, &setup))}
            },
        ))
    })
}

fn words(page: &Page, setup: &Setup) -> AnyView {
    let l = page.locale;
    let c = setup.call.competition.clone();
    let depths = vec![
        (PublishDepth::Winners.as_str().to_owned(), td_string!(l, competition.depth_winners).to_owned()),
        ("shortlist".to_owned(), td_string!(l, competition.depth_shortlist).to_owned()),
        (PublishDepth::All.as_str().to_owned(), td_string!(l, competition.depth_all).to_owned()),
    ];
    let places = match c.publish_depth {
        PublishDepth::Shortlist(places) => places,
        PublishDepth::Winners | PublishDepth::All => PublishDepth::USUAL_PLACES,
    };
    view! {
        <section class="section" aria-labelledby="words">
            <h2 id="words">{td_string!(l, competition.settings_words)}</h2>
            <PostForm action=SaveSettings::url()>
                <Hidden name="slug" value=c.slug/>
                <Hidden name="version" value=c.version.to_string()/>
                <TextField name="name" label=td_string!(l, competition.name) value=c.name/>
                <TextField name="theme" label=td_string!(l, competition.theme) value=c.theme/>
                <AreaField name="description" label=td_string!(l, competition.description) hint=td_string!(l, competition.description_hint)
                    value=c.description required=false rows=8/>
                <TextField name="languages" label=td_string!(l, competition.languages) hint=td_string!(l, competition.languages_hint)
                    value=c.languages.join(", ") dir="ltr" size="input-medium"/>
                <div class="field-pair">
                    <TextField name="reviews_per_entry" label=td_string!(l, competition.reviews) hint=td_string!(l, competition.reviews_hint)
                        value=c.reviews_per_entry.to_string() kind="number" dir="ltr" size="input-short"/>
                    <TextField name="disparity_points" label=td_string!(l, competition.disparity) hint=td_string!(l, competition.disparity_hint)
                        value=c.disparity_points.to_string() kind="number" dir="ltr" size="input-short"/>
                </div>
                <div class="field-pair">
                    <SelectField name="publish_depth" label=td_string!(l, competition.publish_depth) options=depths value=c.publish_depth.as_str()/>
                    <TextField name="shortlist_places" label=td_string!(l, competition.shortlist_places) hint=td_string!(l, competition.shortlist_hint)
                        value=places.to_string() kind="number" dir="ltr" size="input-short" required=false/>
                </div>
                <CheckField name="publish_scores" label=td_string!(l, competition.publish_scores) checked=c.publish_scores/>
                <div class="form-actions"><button class="button button-primary">{td_string!(l, common.save)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn timetable(page: &Page, setup: &Setup) -> AnyView {
    let l = page.locale;
    let c = &setup.call.competition;
    let announced = c.state != CompetitionState::Setup;
    let movable: Vec<(String, String)> = TimetableDate::ALL
        .into_iter()
        .filter(|date| may_move(*date, c.state))
        .map(|date| (date.as_str().to_owned(), dates::date_text(l, date).to_owned()))
        .collect();
    let chosen = if announced { TimetableDate::RoundClosesAt } else { TimetableDate::EntriesCloseAt };
    let hint = td_string!(l, competition.move_value_hint, zone = c.time_zone.clone()).to_string();
    let (slug, version) = (c.slug.clone(), c.version.to_string());
    view! {
        <section class="section" aria-labelledby="dates">
            <h2 id="dates">{td_string!(l, competition.dates)}</h2>
            {dates::timetable(page, &setup.call, None)}
            {dates::changes(page, &setup.call)}
            <h3 id="move">{td_string!(l, competition.move_date)}</h3>
            <PostForm action=MoveDate::url()>
                <Hidden name="slug" value=slug/>
                <Hidden name="version" value=version/>
                <div class="field-pair">
                    <SelectField name="date" label=td_string!(l, competition.move_which) options=movable value=chosen.as_str()/>
                    <TextField name="value" label=td_string!(l, competition.move_value) hint=hint kind="datetime-local" dir="ltr" required=announced/>
                </div>
                <TextField name="reason" label=td_string!(l, competition.reason) hint=td_string!(l, competition.move_reason_hint) required=announced/>
                <div class="button-row"><button class="button">{td_string!(l, competition.move_date)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

/// The way to the checks that people make for themselves.
fn eligibility(page: &Page, setup: &Setup) -> AnyView {
    let l = page.locale;
    let href = page.link(&format!("/c/{}/organise/eligibility", setup.call.competition.slug));
    view! {
        <section class="section" aria-labelledby="eligibility">
            <h2 id="eligibility">{td_string!(l, call.checks_title)}</h2>
            <p>{td_string!(l, call.settings_checks)}</p>
            <p><a class="button button-small" href=href>{td_string!(l, call.settings_checks_edit)}</a></p>
        </section>
    }
    .into_any()
}

/// The way to how entries are ranked.
fn method(page: &Page, setup: &Setup) -> AnyView {
    let l = page.locale;
    let href = page.link(&format!("/c/{}/organise/method", setup.call.competition.slug));
    view! {
        <section class="section" aria-labelledby="method">
            <h2 id="method">{td_string!(l, method.settings)}</h2>
            <p>{td_string!(l, method.settings_lead)}</p>
            <p><a class="button button-small" href=href>{td_string!(l, method.settings_link)}</a></p>
        </section>
    }
    .into_any()
}

fn rules(page: &Page, setup: &Setup) -> AnyView {
    let l = page.locale;
    let c = &setup.call.competition;
    let (slug, version) = (c.slug.clone(), c.version.to_string());
    let text = setup.call.rules.as_ref().map(|rules| rules.text.clone()).unwrap_or_default();
    let since = setup.call.rules.as_ref().map(|rules| {
        let version = td_string!(l, competition.rules_version, version = rules.version).to_string();
        let zone = c.time_zone.clone();
        view! { <p class="small muted">{version}" "<DateTime at=rules.since zone=zone/></p> }
    });
    let refused = page.came_back(PublishRules::url(), &[]);
    view! {
        <section class="section" aria-labelledby="rules">
            <h2 id="rules">{td_string!(l, competition.rules)}</h2>
            {since}
            <details class="disclosure" open=refused>
                <summary>{td_string!(l, competition.rules_publish)}</summary>
                <PostForm action=PublishRules::url()>
                    <Hidden name="slug" value=slug/>
                    <Hidden name="version" value=version/>
                    <AreaField name="text" label=td_string!(l, competition.rules_text) hint=td_string!(l, competition.rules_hint) value=text rows=20/>
                    <div class="button-row"><button class="button">{td_string!(l, competition.rules_publish)}</button></div>
                </PostForm>
            </details>
        </section>
    }
    .into_any()
}

/// How long what is known of people is kept: settled also after publication.
fn retention(page: &Page, setup: &Setup) -> AnyView {
    let l = page.locale;
    let (slug, days) = (setup.call.competition.slug.clone(), setup.call.retention_days.to_string());
    view! {
        <section class="section" aria-labelledby="retention">
            <h2 id="retention">{td_string!(l, competition.retention)}</h2>
            <p class="small muted">{td_string!(l, competition.retention_what)}</p>
            <PostForm action=SetRetention::url() needs=Rights::Owner>
                <Hidden name="slug" value=slug/>
                <TextField name="retention_days" label=td_string!(l, competition.retention_days) value=days kind="number" dir="ltr" size="input-short"/>
                <div class="button-row"><button class="button">{td_string!(l, common.save)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn files(page: &Page, setup: &Setup) -> AnyView {
    let l = page.locale;
    let c = &setup.call.competition;
    let (slug, version, limit) = (c.slug.clone(), c.version.to_string(), setup.build_mebibytes.to_string());
    view! {
        <section class="section" aria-labelledby="files">
            <h2 id="files">{td_string!(l, competition.files_limit_title)}</h2>
            <PostForm action=SaveFileLimit::url()>
                <Hidden name="slug" value=slug/>
                <Hidden name="version" value=version/>
                <TextField name="build_mebibytes" label=td_string!(l, competition.files_limit)
                    hint=td_string!(l, competition.files_limit_hint) value=limit kind="number" dir="ltr" size="input-short"/>
                <div class="button-row"><button class="button">{td_string!(l, common.save)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

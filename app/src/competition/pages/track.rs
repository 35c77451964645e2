//! The settings of one track: its words, its rubric, its awards.

use super::{OrganiseTab, organise_tabs, organiser_crumbs, question_form, rubric::rubric_table, rubric_form};
use crate::{
    competition::{
        api::{SaveAwards, SaveQuestions, SaveRubric, SaveTrack},
        model::{Award, AwardKind, CompetitionState, SetupTrack},
        rules::may_ask,
    },
    i18n::{Locale, td_string},
    services::{Page, services},
    ui::{
        Badge, CheckField, Crumb, Hidden, PostForm, SelectField, TextField, Tone, form::FormState, layout, load, param,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The settings of a track.
#[component]
pub fn TrackPage() -> impl IntoView {
    let services = services();
    let place = param::<String>("slug").and_then(|slug| Ok((slug, param::<String>("track")?)));
    load(async move {
        let (slug, track) = place?;
        let shown = services.competitions.setup_track(slug, track).await?;
        let page = services.page;
        let l = page.locale;
        let competition = &shown.call.competition;
        let mut crumbs = organiser_crumbs(l, competition);
        crumbs.push(Crumb::new(
            td_string!(l, competition.settings),
            format!("/c/{}/organise/settings", competition.slug),
        ));
        let body = if competition.state == CompetitionState::Published {
            view! {
                <div class="notice"><p>{td_string!(l, competition.published_notice)}</p></div>
                {rubric_table(l, &shown.track)}
            }
            .into_any()
        } else {
            view! { {rubric(&page, &shown)} {questions(&page, &shown)} {words(&page, &shown)} {awards(&page, &shown)} }
                .into_any()
        };
        Ok(layout::wide(
            shown.track.name.clone(),
            crumbs,
            view! { {organise_tabs(&page, &competition.slug, OrganiseTab::Settings)} {body} },
        ))
    })
}

/// The hidden fields by which a form says what it is about.
fn about(shown: &SetupTrack) -> AnyView {
    view! {
        <Hidden name="slug" value=shown.call.competition.slug.clone()/>
        <Hidden name="track" value=shown.track.key.clone()/>
        <Hidden name="version" value=shown.call.competition.version.to_string()/>
    }
    .into_any()
}

fn rubric(page: &Page, shown: &SetupTrack) -> AnyView {
    let l = page.locale;
    let locked = shown.locked.then(|| view! { <Badge tone=Tone::Locked text=td_string!(l, competition.locked)/> });
    let body = if shown.locked {
        view! {
            <p>{td_string!(l, competition.rubric_locked)}</p>
            {rubric_table(l, &shown.track)}
        }
        .into_any()
    } else {
        let (page, shown) = (page.clone(), shown.clone());
        view! {
            <PostForm action=SaveRubric::url()>
                {about(&shown)}
                {rubric_form::rows(&page, &shown.track)}
                <div class="form-actions"><button class="button button-primary">{td_string!(l, competition.save_rubric)}</button></div>
            </PostForm>
        }
        .into_any()
    };
    view! {
        <section class="section" aria-labelledby="rubric">
            <div class="section-heading"><h2 id="rubric">{td_string!(l, competition.rubric)}</h2>{locked}</div>
            {body}
        </section>
    }
    .into_any()
}

/// What the entry form asks.
fn questions(page: &Page, shown: &SetupTrack) -> AnyView {
    let l = page.locale;
    let body = if may_ask(shown.call.competition.state).is_ok() {
        let shown = shown.clone();
        view! {
            <p>{td_string!(l, competition.questions_lead)}</p>
            <PostForm action=SaveQuestions::url()>
                {about(&shown)}
                {question_form::rows(l, &shown.track.questions)}
                <div class="form-actions"><button class="button">{td_string!(l, competition.save_questions)}</button></div>
            </PostForm>
        }
        .into_any()
    } else {
        view! { <p>{td_string!(l, competition.questions_stand)}</p> {question_form::list(l, &shown.track.questions)} }
            .into_any()
    };
    view! {
        <section class="section" aria-labelledby="questions">
            <h2 id="questions">{td_string!(l, competition.questions)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn words(page: &Page, shown: &SetupTrack) -> AnyView {
    let l = page.locale;
    let track = shown.track.clone();
    let ties: Vec<AnyView> = (0..track.tie_criteria.len().max(3).min(track.criteria.len()))
        .map(|step| {
            let mut options = vec![(String::new(), td_string!(l, competition.tie_none).to_owned())];
            options.extend(track.criteria.iter().map(|criterion| (criterion.key.clone(), criterion.label.clone())));
            let chosen = track.tie_criteria.get(step).cloned().unwrap_or_default();
            let label = td_string!(l, competition.tie, number = step + 1).to_string();
            if shown.locked {
                view! { <input type="hidden" name=format!("tie[r{step}]") value=chosen/> }.into_any()
            } else {
                view! { <SelectField name=format!("tie[r{step}]") label=label options=options value=chosen/> }
                    .into_any()
            }
        })
        .collect();
    let about = about(shown);
    view! {
        <section class="section" aria-labelledby="track">
            <h2 id="track">{td_string!(l, competition.track_words)}</h2>
            <PostForm action=SaveTrack::url()>
                {about}
                <TextField name="name" label=td_string!(l, competition.track_name) value=track.name/>
                <TextField name="description" label=td_string!(l, competition.track_description) value=track.description required=false/>
                {ties}
                <div class="button-row"><button class="button">{td_string!(l, common.save)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn awards(page: &Page, shown: &SetupTrack) -> AnyView {
    let l = page.locale;
    let shown = shown.clone();
    view! {
        <section class="section" aria-labelledby="awards">
            <h2 id="awards">{td_string!(l, competition.awards)}</h2>
            <PostForm action=SaveAwards::url()>
                {about(&shown)}
                {award_rows(l, &shown.track.awards)}
                <div class="form-actions"><button class="button">{td_string!(l, competition.save_awards)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

/// The awards and an empty one. Inside the form, so that what was typed comes back.
fn award_rows(l: Locale, awards: &[Award]) -> Vec<AnyView> {
    let mut rows: Vec<AnyView> = awards.iter().enumerate().map(|(row, award)| award_row(l, row, Some(award))).collect();
    let next = awards.len();
    let begun = FormState::here().typed(&format!("award[r{next}][name]")).is_some_and(|typed| !typed.is_empty());
    rows.push(
        view! {
            <details class="disclosure" open=begun>
                <summary>{td_string!(l, competition.add_award)}</summary>
                {award_row(l, next, None)}
            </details>
        }
        .into_any(),
    );
    rows
}

fn award_row(l: Locale, row: usize, award: Option<&Award>) -> AnyView {
    let at = |field: &str| format!("award[r{row}][{field}]");
    let kinds = vec![
        (AwardKind::Place.as_str().to_owned(), td_string!(l, competition.kind_place).to_owned()),
        (AwardKind::Distinction.as_str().to_owned(), td_string!(l, competition.kind_distinction).to_owned()),
    ];
    let legend = award.map_or_else(|| td_string!(l, competition.award_unnamed).to_owned(), |award| award.name.clone());
    let (key, name, prize, kind, count) = award.map_or_else(
        || (String::new(), String::new(), String::new(), AwardKind::Distinction, 1),
        |award| (award.key.clone(), award.name.clone(), award.prize.clone(), award.kind, award.count),
    );
    let required = award.is_some();
    let remove = award.is_some().then(|| {
        view! { <CheckField name=at("remove") label=td_string!(l, competition.remove_award)/> }
    });
    view! {
        <fieldset class="form-section">
            <legend class="visually-hidden"><bdi>{legend}</bdi></legend>
            <input type="hidden" name=at("key") value=key/>
            <div class="field-pair">
                <TextField name=at("name") label=td_string!(l, competition.award_name) value=name required=required/>
                <TextField name=at("prize") label=td_string!(l, competition.award_prize) value=prize required=false/>
            </div>
            <div class="field-pair">
                <SelectField name=at("kind") label=td_string!(l, competition.award_kind) options=kinds value=kind.as_str()/>
                <TextField name=at("count") label=td_string!(l, competition.award_count) value=count.to_string()
                    kind="number" dir="ltr" size="input-short"/>
            </div>
            {remove}
        </fieldset>
    }
    .into_any()
}

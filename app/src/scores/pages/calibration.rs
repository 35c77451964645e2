//! Organisers name samples, and say whether they come first.

use super::crumbs::board_crumbs;
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs},
    i18n::{Locale, td_string},
    scores::{
        api::{AddSample, RemoveSample, SaveCalibration},
        model::{CalibrationDesk, SampleStanding},
        rules,
    },
    services::{Page, services},
    ui::{
        AreaField, CheckField, Hidden, PageBody, PostForm, SelectField, TextField, field::Options, layout, load, param,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The samples of a competition.
#[component]
pub fn CalibrationPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let desk = services.calibration.calibration(slug?).await?;
        Ok(page_of(&services.page, &desk))
    })
}

fn page_of(page: &Page, desk: &CalibrationDesk) -> PageBody {
    let l = page.locale;
    let home = format!("/c/{}", desk.competition.slug);
    let open = rules::may_calibrate(desk.competition.state).is_ok();
    let agreement = page.link(&format!("{home}/organise/scores/agreement"));
    let list: Vec<_> = desk.samples.iter().map(|line| one(page, &home, desk.judges, line, open)).collect();
    let none = list.is_empty().then(|| {
        view! {
            <div class="empty-state">
                <h2>{td_string!(l, calibration.none_title)}</h2>
                <p>{td_string!(l, calibration.none)}</p>
            </div>
        }
    });
    let forms = open.then(|| view! { {required(l, desk)} {by_hand(l, desk)} {withdrawn(l, desk)} });
    layout::wide(
        td_string!(l, calibration.samples),
        board_crumbs(l, &desk.competition),
        view! {
            {organise_tabs(page, &desk.competition.slug, OrganiseTab::Scores)}
            <p class="lead">{td_string!(l, calibration.organise_lead)}</p>
            <p><a href=agreement>{td_string!(l, calibration.agreement_title)}</a></p>
            {none}
            <ul class="plain stack">{list}</ul>
            {forms}
        },
    )
}

fn one(page: &Page, home: &str, judges: usize, line: &SampleStanding, open: bool) -> AnyView {
    let l = page.locale;
    let id = line.sample.id.to_string();
    let anchors = page.link(&format!("{home}/organise/scores/samples/{id}"));
    let submitted = format!("{} / {judges}", line.submitted);
    let (given, all) = line.anchored;
    let anchored = format!("{given} / {all}");
    let remove = (open && line.submitted == 0).then(|| {
        view! {
            <PostForm action=RemoveSample::url() class="inline-form" only_if=("sample", id.clone())>
                <Hidden name="sample" value=id/>
                <button class="button button-quiet">{td_string!(l, calibration.remove)}</button>
            </PostForm>
        }
    });
    let copied = line.sample.entry.map(|_| {
        view! { " " <span class="badge badge-information">{td_string!(l, calibration.copied)}</span> }
    });
    view! {
        <li class="card stack-tight">
            <h2><bdi>{line.sample.title.clone()}</bdi>{copied}</h2>
            <p class="small muted"><bdi>{line.track.clone()}</bdi></p>
            <p>
                <bdi dir="ltr">{submitted}</bdi> " " {td_string!(l, calibration.handed_in)} " · "
                <a href=anchors>{td_string!(l, calibration.anchors)}</a> " " <bdi dir="ltr">{anchored}</bdi>
            </p>
            {remove}
        </li>
    }
    .into_any()
}

fn required(l: Locale, desk: &CalibrationDesk) -> AnyView {
    let (slug, required) = (desk.competition.slug.clone(), desk.required);
    view! {
        <PostForm action=SaveCalibration::url() class="card form">
            <Hidden name="slug" value=slug/>
            <CheckField name="required" label=td_string!(l, calibration.required) checked=required/>
            <p class="small muted">{td_string!(l, calibration.required_hint)}</p>
            <div class="form-actions"><button class="button">{td_string!(l, calibration.save)}</button></div>
        </PostForm>
    }
    .into_any()
}

fn by_hand(l: Locale, desk: &CalibrationDesk) -> Option<AnyView> {
    let page = services().page;
    let slug = desk.competition.slug.clone();
    let tracks: Options = desk.tracks.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let open = page.came_back(AddSample::url(), &[("entry", "")]) || desk.samples.is_empty();
    (!tracks.is_empty() && page.may(Rights::Editor)).then(|| {
        view! {
            <details class="disclosure" open=open>
                <summary>{td_string!(l, calibration.add)}</summary>
                <PostForm action=AddSample::url() class="form" only_if=("entry", String::new())>
                    <Hidden name="slug" value=slug/>
                    <Hidden name="entry" value=String::new()/>
                    <SelectField name="track" label=td_string!(l, scores.track) options=tracks/>
                    <TextField name="title" label=td_string!(l, calibration.title)/>
                    <AreaField name="text" label=td_string!(l, calibration.text)
                        hint=td_string!(l, calibration.text_hint, max = rules::SAMPLE_WORDS).to_string() rows=8/>
                    <TextField name="play_url" label=td_string!(l, calibration.play_url) kind="url" dir="ltr"/>
                    <TextField name="video_url" label=td_string!(l, calibration.video_url) kind="url" dir="ltr" required=false/>
                    <div class="form-actions"><button class="button button-primary">{td_string!(l, calibration.add)}</button></div>
                </PostForm>
            </details>
        }
        .into_any()
    })
}

fn withdrawn(l: Locale, desk: &CalibrationDesk) -> Option<AnyView> {
    let page = services().page;
    let slug = desk.competition.slug.clone();
    let entries: Options = desk.withdrawn.iter().map(|(id, title)| (id.to_string(), title.clone())).collect();
    let came_back = page.came_back(AddSample::url(), &[("copy", "on")]);
    (!entries.is_empty() && page.may(Rights::Editor)).then(|| {
        view! {
            <details class="disclosure" open=came_back>
                <summary>{td_string!(l, calibration.copy)}</summary>
                <PostForm action=AddSample::url() class="form" only_if=("copy", "on".to_owned())>
                    <Hidden name="slug" value=slug/>
                    <Hidden name="copy" value="on".to_owned()/>
                    <SelectField name="entry" label=td_string!(l, calibration.withdrawn) options=entries
                        hint=td_string!(l, calibration.copy_hint)/>
                    <div class="form-actions"><button class="button">{td_string!(l, calibration.copy)}</button></div>
                </PostForm>
            </details>
        }
        .into_any()
    })
}

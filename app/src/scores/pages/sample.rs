//! A sample and the judge's scorecard of it: the form of every scorecard, and once it is handed in how the panel scored it.

use super::{
    card_form::{CardForm, draft_buttons, total_bar},
    notices::state_badge,
    sample_outcome::outcome,
    stored::stored_scores,
};
use crate::{
    error::AppError,
    i18n::{Locale, td_string},
    ids::SampleId,
    scores::{
        api::SaveSample,
        model::{DeskState, OwnCard, Sample, SampleSheet, ScorecardState},
    },
    services::{Page, services},
    text::web_address,
    ui::{Crumb, PageBody, layout, load, moment_text, param, prose},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// One sample and the judge's scorecard of it.
#[component]
pub fn SamplePage() -> impl IntoView {
    let services = services();
    let sample = param::<SampleId>("sample");
    load(async move {
        let sheet = services.calibration.sample(sample?).await?;
        Ok(page_of(&services.page, &sheet))
    })
}

fn page_of(page: &Page, sheet: &SampleSheet) -> PageBody {
    let l = page.locale;
    let id = sheet.sample.id.to_string();
    let kept = page.kept.clone().filter(|kept| kept.matches(SaveSample::url(), &[("sample", &id)]));
    let submitted = sheet.card.as_ref().filter(|card| card.state == ScorecardState::Submitted);
    let open = submitted.is_none() && sheet.open;
    let stale = kept.as_ref().is_some_and(|kept| kept.error == AppError::Stale);
    let scores = sheet.card.as_ref().map(|card| card.scores.as_slice()).unwrap_or_default();
    let side = if open {
        let form = CardForm {
            action: SaveSample::url(),
            of: ("sample", id),
            round: None,
            criteria: &sheet.criteria,
            scores,
            note: Some(sheet.card.as_ref().map_or("", |card| &card.note)),
            version: sheet.card.as_ref().map_or(0, |card| card.version),
            comment: Some(td_string!(l, calibration.comment)),
        };
        form.view(l, kept.as_deref().filter(|_| !stale))
    } else {
        stored(l, sheet)
    };
    let foot = open.then(|| total_bar(l, &sheet.criteria, scores, draft_buttons(l, td_string!(l, scores.submit))));
    let lead = if open { td_string!(l, calibration.lead) } else { td_string!(l, calibration.lead_done) };
    let home = format!("/c/{}", sheet.competition.slug);
    layout::with_state(
        sheet.sample.title.clone(),
        vec![
            Crumb::new(sheet.competition.name.clone(), home.clone()),
            Crumb::new(td_string!(l, scores.desk_title), format!("{home}/judge")),
        ],
        heading(page, sheet),
        view! {
            <div class="notice"><p>{lead}</p></div>
            {outcome(l, sheet)}
            <div class="scorecard">
                <div class="stack-wide">{sample_text(l, &sheet.sample)}</div>
                {side}
            </div>
            {foot}
        },
    )
}

/// That it is a sample, which of how many, its state, and the way on.
fn heading(page: &Page, sheet: &SampleSheet) -> impl IntoView + use<> {
    let l = page.locale;
    let state = DeskState::of(sheet.card.as_ref().map(|card| card.state));
    let place = format!("{} / {}", sheet.place, sheet.of);
    let zone = &sheet.competition.time_zone;
    let saved = sheet.card.as_ref().map(|card: &OwnCard| {
        view! { <span>{td_string!(l, scores.saved)} " " {moment_text(l, card.saved_at, zone)}</span> }
    });
    let on = (state == DeskState::Submitted).then(|| {
        let (to, text) = match sheet.next {
            Some(next) => (format!("/judge/samples/{next}"), td_string!(l, calibration.next)),
            None => (format!("/c/{}/judge", sheet.competition.slug), td_string!(l, calibration.to_desk)),
        };
        view! { <div class="page-actions"><a class="button" href=page.link(&to)>{text}</a></div> }
    });
    view! {
        <div class="page-state">
            {state_badge(l, state)}
            <span>{td_string!(l, calibration.place)} " " <bdi dir="ltr">{place}</bdi></span>
            <span><bdi>{sheet.track.clone()}</bdi></span>
            {saved}
        </div>
        {on}
    }
}

/// What is scored: where to play and watch it, and what it is.
pub fn sample_text(l: Locale, sample: &Sample) -> AnyView {
    let link = |address: &str, text: &'static str| {
        let host = web_address(address)?.host_str().unwrap_or_default().to_owned();
        Some(view! {
            <li>
                <a class="button" href=address.to_owned() target="_blank" rel="noopener noreferrer ugc nofollow">
                    {text} " " <bdi class="host" dir="ltr">{host}</bdi>
                    <span class="visually-hidden">" " {td_string!(l, scores.new_tab)}</span>
                </a>
            </li>
        })
    };
    let links: Vec<_> =
        [(&sample.play_url, td_string!(l, scores.play)), (&sample.video_url, td_string!(l, scores.watch))]
            .into_iter()
            .filter_map(|(address, text)| link(address, text))
            .collect();
    let links = (!links.is_empty()).then(|| view! { <ul class="cluster">{links}</ul> });
    view! { {links} {prose(&sample.text)} }.into_any()
}

fn stored(l: Locale, sheet: &SampleSheet) -> AnyView {
    let stored = match &sheet.card {
        Some(card) => stored_scores(l, &sheet.criteria, (&card.scores, &card.note)),
        None => view! { <p class="criterion">{td_string!(l, scores.nothing_stored)}</p> }.into_any(),
    };
    view! { <section class="scorecard-side" tabindex="0" aria-label=td_string!(l, scores.scorecard)>{stored}</section> }
        .into_any()
}

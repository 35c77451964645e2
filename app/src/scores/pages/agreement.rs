//! How far judges agree, for organisers: on samples, on entries, and over time. It decides nothing.

use super::{
    crumbs::board_crumbs,
    drift_text::drift_numbers,
    level_plot::{Marked, level_plot},
};
use crate::{
    competition::pages::{OrganiseTab, organise_tabs},
    i18n::{Locale, td_string},
    number::Decimal,
    scores::{
        model::{Agreement, AgreementDesk, CriterionAgreement, Drift, JudgeDrift, ReadingsOf, TrackAgreement},
        rules::{self, Strength},
    },
    services::services,
    ui::{Badge, Tone, layout, load, param},
};
use leptos::prelude::*;

/// Agreement of the panel.
#[component]
pub fn AgreementPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let desk = services.calibration.agreement(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let home = format!("/c/{}", desk.competition.slug);
        let samples = page.link(&format!("{home}/organise/scores/calibration"));
        Ok(layout::wide(
            td_string!(l, calibration.agreement_title),
            board_crumbs(l, &desk.competition),
            view! {
                {organise_tabs(&page, &desk.competition.slug, OrganiseTab::Scores)}
                <p class="lead">{td_string!(l, calibration.agreement_lead)}</p>
                <p><a href=samples>{td_string!(l, calibration.samples)}</a></p>
                {sections(l, &desk)}
                <details class="disclosure">
                    <summary>{td_string!(l, calibration.how)}</summary>
                    <p>{td_string!(l, calibration.how_alpha)}</p>
                    <p>{td_string!(l, calibration.how_readings)}</p>
                    <p>{td_string!(l, calibration.how_drift, fewest = rules::DRIFT_CARDS).to_string()}</p>
                </details>
            },
        ))
    })
}

fn sections(l: Locale, desk: &AgreementDesk) -> impl IntoView + use<> {
    let part = |id: &'static str, title: &'static str, tracks: Option<&Vec<TrackAgreement>>| {
        let body = match tracks {
            None => view! { <p>{td_string!(l, calibration.hidden)}</p> }.into_any(),
            Some(tracks) if tracks.is_empty() => view! { <p>{td_string!(l, calibration.nothing_yet)}</p> }.into_any(),
            Some(tracks) => tracks.iter().map(|of| track(l, of)).collect_view().into_any(),
        };
        view! { <section class="section" aria-labelledby=id><h2 id=id>{title}</h2>{body}</section> }
    };
    view! {
        {part("on-samples", td_string!(l, calibration.on_samples), desk.samples.as_ref())}
        {part("on-entries", td_string!(l, calibration.on_entries), desk.entries.as_ref())}
        <section class="section" aria-labelledby="over-time">
            <h2 id="over-time">{td_string!(l, calibration.over_time)}</h2>
            {drift(l, desk.drift.as_deref())}
        </section>
    }
}

fn track(l: Locale, of: &TrackAgreement) -> AnyView {
    let counted = td_string!(l, calibration.counted, units = of.units, judges = of.judges).to_string();
    let rows: Vec<_> = of.criteria.iter().map(|line| criterion(l, line)).collect();
    view! {
        <h3><bdi>{of.track.clone()}</bdi></h3>
        <p class="small muted">{counted}</p>
        <div class="grid">{rows}</div>
    }
    .into_any()
}

fn criterion(l: Locale, line: &CriterionAgreement) -> AnyView {
    let not_assessed = (line.not_assessed > 0).then(|| {
        let text = td_string!(l, calibration.not_assessed, count = line.not_assessed).to_string();
        view! { <p class="small">{text}</p> }
    });
    let readings: Vec<_> = line.readings.iter().map(|readings| two_ways(l, readings)).collect();
    view! {
        <div class="card stack-tight">
            <h4><bdi>{line.label.clone()}</bdi></h4>
            {agreement(l, line.ordinal, line.interval)}
            {level_plot(l, &line.levels, Marked::default())}
            {not_assessed}
            {readings}
        </div>
    }
    .into_any()
}

/// A word first, the numbers behind it.
fn agreement(l: Locale, ordinal: Agreement, interval: Agreement) -> AnyView {
    let (tone, text) = match ordinal.strength() {
        Some(Strength::Good) => (Tone::Positive, td_string!(l, calibration.strength_good)),
        Some(Strength::Fair) => (Tone::Information, td_string!(l, calibration.strength_fair)),
        Some(Strength::Weak) => (Tone::Warning, td_string!(l, calibration.strength_weak)),
        None if ordinal == Agreement::OneLevel => (Tone::Neutral, td_string!(l, calibration.one_level)),
        None => (Tone::Neutral, td_string!(l, calibration.too_few)),
    };
    let number = |of: Agreement| match of {
        Agreement::Alpha(alpha) => Some(format!("{alpha:.2}")),
        _ => None,
    };
    let numbers = number(ordinal).zip(number(interval)).map(|(ordinal, interval)| {
        view! {
            <p class="small">
                {td_string!(l, calibration.ordinal)} " " <bdi dir="ltr">{ordinal}</bdi> " · "
                {td_string!(l, calibration.interval)} " " <bdi dir="ltr">{interval}</bdi>
            </p>
        }
    });
    view! { <p><Badge tone=tone text=text/></p> {numbers} }.into_any()
}

fn two_ways(l: Locale, readings: &ReadingsOf) -> AnyView {
    let level = |(mark, text): &(Decimal, Option<String>)| {
        let text = text.clone().map(|text| view! { ": " <bdi>{text}</bdi> });
        view! { <li><bdi dir="ltr">{mark.to_string()}</bdi>{text}</li> }
    };
    view! {
        <div class="notice notice-warning">
            <p class="notice-title">{td_string!(l, calibration.two_ways)}</p>
            <p><bdi>{readings.title.clone()}</bdi></p>
            <ul>{level(&readings.low)} {level(&readings.high)}</ul>
            <p class="small">{td_string!(l, calibration.two_ways_hint)}</p>
        </div>
    }
    .into_any()
}

fn drift(l: Locale, judges: Option<&[JudgeDrift]>) -> AnyView {
    let Some(judges) = judges else {
        return view! { <p>{td_string!(l, calibration.hidden)}</p> }.into_any();
    };
    if judges.is_empty() {
        return view! { <p>{td_string!(l, calibration.nothing_yet)}</p> }.into_any();
    }
    let rows: Vec<_> = judges.iter().map(|judge| drift_row(l, judge)).collect();
    view! {
        <p>{td_string!(l, calibration.drift_lead)}</p>
        <table class="table table-stacked" role="table">
            <caption class="visually-hidden">{td_string!(l, calibration.over_time)}</caption>
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">{td_string!(l, calibration.judge)}</th>
                <th scope="col" role="columnheader">{td_string!(l, calibration.drift)}</th>
            </tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn drift_row(l: Locale, line: &JudgeDrift) -> impl IntoView + use<> {
    let text = match line.drift {
        Drift::TooFew { shared } => {
            td_string!(l, calibration.drift_few, count = shared, fewest = rules::DRIFT_CARDS).to_string()
        }
        measured => drift_numbers(l, measured).unwrap_or_default(),
    };
    let worth = line.drift.worth_a_look().then(|| {
        view! { " " <Badge tone=Tone::Warning text=td_string!(l, calibration.worth_a_look)/> }
    });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader"><bdi>{line.judge.clone()}</bdi>{worth}</th>
            <td role="cell" data-label=td_string!(l, calibration.drift)>{text}</td>
        </tr>
    }
}

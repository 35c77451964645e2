//! The pace of judging, in words, as a line over time, and in numbers: a part of the page of scores.

use crate::{
    competition::model::CompetitionState,
    i18n::{Locale, td_string},
    scores::{
        model::{Forecast, Level, Pace, Progress},
        rules::PACE_DAYS,
    },
    ui::{DateTime, moment::day_text},
};
use leptos::prelude::*;

/// Both axes of the plot go to a thousand.
const AXIS: f64 = 1000.0;

/// Nothing before judging began.
pub fn pace(l: Locale, progress: &Progress) -> Option<AnyView> {
    if progress.state < CompetitionState::Judging {
        return None;
    }
    let pace = &progress.pace;
    let zone = &progress.time_zone;
    let rate = (pace.tenths_a_day > 0).then(|| {
        let rate = format!("{}.{}", pace.tenths_a_day / 10, pace.tenths_a_day % 10);
        view! { <p class="small muted">{td_string!(l, live.rate, rate = rate, days = PACE_DAYS).to_string()}</p> }
    });
    Some(
        view! {
            <section class="section" aria-labelledby="pace">
                <h2 id="pace">{td_string!(l, live.pace_title)}</h2>
                <p><strong>{forecast(l, pace.forecast, zone)}</strong></p>
                {rate}
                {plot(l, progress)}
                {days(l, pace, zone)}
            </section>
        }
        .into_any(),
    )
}

/// When it will be done, in words.
pub fn forecast(l: Locale, forecast: Forecast, zone: &str) -> String {
    match forecast {
        Forecast::Done => td_string!(l, live.done).to_owned(),
        Forecast::Still => td_string!(l, live.still).to_owned(),
        Forecast::At(at) => td_string!(l, live.at, date = day_text(l, at, zone)).to_string(),
        Forecast::InTime { at, spare_days: 0 } => {
            td_string!(l, live.in_time_just, date = day_text(l, at, zone)).to_string()
        }
        Forecast::InTime { at, spare_days } => {
            td_string!(l, live.in_time, date = day_text(l, at, zone), days = days_text(l, spare_days)).to_string()
        }
        Forecast::Late { missing } => td_string!(l, live.late, missing = missing).to_string(),
        Forecast::Over { missing } => td_string!(l, live.over, missing = missing).to_string(),
    }
}

/// So many days, in the plurals of the language.
pub fn days_text(l: Locale, days: i64) -> String {
    td_string!(l, call.left_days, count = u32::try_from(days).unwrap_or(u32::MAX)).to_string()
}

/// A line over time. Whoever does not see it hears its end; the table below has the way there.
fn plot(l: Locale, progress: &Progress) -> impl IntoView + use<> {
    let pace = &progress.pace;
    let (done, all) = (progress.submitted(), progress.assigned());
    let now = pace.line.last().and_then(|level| level.even);
    let words = match now {
        Some(even) => td_string!(l, live.against_even, done = done, all = all, even = even).to_string(),
        None => td_string!(l, live.against_none, done = done, all = all).to_string(),
    };
    let even = now.map(|_| {
        let (x, y) = (AXIS.to_string(), "0");
        view! { <line class="pace-even" x1="0" y1=AXIS.to_string() x2=x y2=y/> }
    });
    let key = if now.is_some() { td_string!(l, live.plot_key) } else { td_string!(l, live.plot_key_only) };
    let zone = &progress.time_zone;
    view! {
        <figure class="pace">
            <svg class="pace-plot" viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label=words.clone()>
                {even}
                <polyline class="pace-line" points=points(pace, all)/>
            </svg>
            <div class="pace-axis small muted">
                <span>{day_text(l, pace.opened_at, zone)}</span>
                <span>{day_text(l, pace.ends_at, zone)}</span>
            </div>
            <figcaption class="small">{words} " " <span class="muted">{key}</span></figcaption>
        </figure>
    }
}

fn points(pace: &Pace, all: usize) -> String {
    let length = pace.ends_at.micros().saturating_sub(pace.opened_at.micros()).max(1);
    let point = |level: &Level| {
        let x = level.at.micros().saturating_sub(pace.opened_at.micros()) as f64 / length as f64;
        let y = level.done.min(all) as f64 / all.max(1) as f64;
        format!("{:.0},{:.0}", AXIS * x, AXIS * (1.0 - y))
    };
    pace.line.iter().map(point).collect::<Vec<_>>().join(" ")
}

fn days(l: Locale, pace: &Pace, zone: &str) -> impl IntoView + use<> {
    let with_even = pace.days.iter().any(|level| level.even.is_some());
    let rows: Vec<_> = pace
        .days
        .iter()
        .map(|level| {
            let even = level.even.map(|even| {
                view! { <td class="number">{even}</td> }
            });
            view! {
                <tr>
                    <th scope="row"><DateTime at=level.at zone=zone.to_owned()/></th>
                    <td class="number">{level.done}</td>
                    {even}
                </tr>
            }
        })
        .collect();
    let even = with_even.then(|| view! { <th scope="col" class="number">{td_string!(l, live.day_even)}</th> });
    view! {
        <details class="disclosure" id="pace-days">
            <summary>{td_string!(l, live.days_title)}</summary>
            <table class="table">
                <thead><tr>
                    <th scope="col">{td_string!(l, live.day)}</th>
                    <th scope="col" class="number">{td_string!(l, live.day_done)}</th>
                    {even}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

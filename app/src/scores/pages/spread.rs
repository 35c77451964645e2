//! A judge's own marks beside the panel's: for that judge alone, once all of one's own are handed in.

use super::{
    drift_text::{drift_numbers, points},
    level_plot::{Marked, level_plot},
};
use crate::{
    i18n::{Locale, td_string},
    scores::{
        model::{CriterionSpread, Drift, Spread, SpreadView},
        rules,
    },
    services::services,
    ui::{Crumb, empty_state, layout, load, param},
};
use leptos::prelude::*;

/// Own marks beside those of others for the same entries.
#[component]
pub fn SpreadPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let own = services.calibration.own_spread(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let home = format!("/c/{}", own.competition.slug);
        let crumbs = vec![
            Crumb::new(own.competition.name.clone(), home.clone()),
            Crumb::new(td_string!(l, scores.desk_title), format!("{home}/judge")),
        ];
        let body = match &own.view {
            SpreadView::OwnFirst { submitted, assigned } => {
                let text = td_string!(l, calibration.own_first, submitted = *submitted, assigned = *assigned);
                empty_state(td_string!(l, calibration.own_first_title), text.to_string())
            }
            SpreadView::FewJudges => empty_state(
                td_string!(l, calibration.few_judges_title),
                td_string!(l, calibration.few_judges, fewest = rules::FEWEST_SHOWN).to_string(),
            ),
            SpreadView::Shown(spread) => shown(l, spread),
        };
        Ok(layout::wide(td_string!(l, calibration.spread_title), crumbs, body))
    })
}

fn shown(l: Locale, spread: &Spread) -> AnyView {
    let rows: Vec<_> = spread.criteria.iter().map(|line| criterion(l, line)).collect();
    let drift = match spread.drift {
        Drift::TooFew { shared } => {
            td_string!(l, calibration.drift_few_own, fewest = rules::DRIFT_CARDS, count = shared).to_string()
        }
        measured => drift_numbers(l, measured).unwrap_or_default(),
    };
    let worth = spread.drift.worth_a_look().then(|| view! { <p>{td_string!(l, calibration.drift_own_worth)}</p> });
    view! {
        <p class="lead">{td_string!(l, calibration.spread_lead, count = spread.entries).to_string()}</p>
        <div class="grid">{rows}</div>
        <section class="section" aria-labelledby="drift">
            <h2 id="drift">{td_string!(l, calibration.drift_own)}</h2>
            <p>{drift}</p>
            {worth}
            <p class="small muted">{td_string!(l, calibration.drift_nothing_changes)}</p>
        </section>
    }
    .into_any()
}

fn criterion(l: Locale, line: &CriterionSpread) -> AnyView {
    let difference = line.difference.map(|difference| {
        let by = points(difference.abs());
        let text = if difference.abs() < 0.05 {
            td_string!(l, calibration.as_others).to_owned()
        } else if difference > 0.0 {
            td_string!(l, calibration.above_others, by = by).to_string()
        } else {
            td_string!(l, calibration.below_others, by = by).to_string()
        };
        view! { <p>{text}</p> }
    });
    view! {
        <div class="card stack-tight">
            <h2><bdi>{line.label.clone()}</bdi></h2>
            <p class="small muted"><bdi>{line.track.clone()}</bdi></p>
            {difference}
            <p class="small">{td_string!(l, calibration.yours)}</p>
            {level_plot(l, &line.own, Marked::default())}
            <p class="small">{td_string!(l, calibration.others)}</p>
            {level_plot(l, &line.others, Marked::default())}
        </div>
    }
    .into_any()
}

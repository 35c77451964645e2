//! How many judges are needed, and what a review more is worth: asked in the address, answered on the page. Nothing is
//! stored.

use super::{power::power_section, words::tile};
use crate::{
    competition::pages::{OrganiseTab, organise_tabs, organiser_crumbs},
    error::AppError,
    i18n::{Locale, td_string},
    panel::{
        model::PlanningPage,
        rules::{self, Capacity, CapacityForm, Plan, Prior},
    },
    services::{Page, services},
    ui::{ChoiceField, TextField, form::FormState, layout, load, param},
};
use leptos::{context::Provider, prelude::*};

/// The plan, what it comes to, and what it is worth.
#[component]
pub fn CapacityPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let shown = services.assigning.planning(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let slug = shown.competition.slug.clone();
        let mut crumbs = organiser_crumbs(l, &shown.competition);
        crumbs.push(crate::ui::Crumb::new(td_string!(l, panel.panel), format!("/c/{slug}/organise/panel")));
        let usual = rules::present_plan(shown.entries, shown.judges, shown.competition.reviews_per_entry);
        let present = rules::Plan { minutes: shown.minutes, ..usual };
        let read = rules::plan(&asked(&page), present);
        let (plan, refused) = match &read {
            Ok(plan) => (*plan, None),
            Err(error) => (present, Some(error)),
        };
        let answer = refused.is_none().then(|| view! { {comes_to(l, &shown, &plan)} {power_section(l, &plan)} });
        Ok(layout::wide(
            td_string!(l, assigning.capacity),
            crumbs,
            view! {
                {organise_tabs(&page, &slug, OrganiseTab::Panel)}
                <p class="lead">{td_string!(l, assigning.capacity_lead)}</p>
                {form(&page, &plan, refused)}
                {answer}
            },
        ))
    })
}

/// What is in the address.
fn asked(page: &Page) -> CapacityForm {
    let value = |name: &str| page.address.query(name).map(str::to_owned);
    CapacityForm {
        entries: value("entries"),
        reviews: value("reviews"),
        judges: value("judges"),
        minutes: value("minutes"),
        day: value("day"),
        prior: value("prior"),
        variances: ["variance_entry", "variance_judge", "variance_residual"].map(value),
    }
}

fn form(page: &Page, plan: &Plan, refused: Option<&AppError>) -> impl IntoView + use<> {
    let l = page.locale;
    let state = refused.map_or_else(FormState::default, |error| FormState::asked(&page.address.query, error));
    let number = |name: &'static str, label: &'static str, value: u32| {
        view! { <TextField name=name label=label value=value.to_string() dir="ltr" size="input-short" inputmode="numeric"/> }
    };
    let priors = Prior::ALL.into_iter().map(|prior| (prior.as_str().to_owned(), prior_text(l, prior).to_owned()));
    let priors: Vec<_> = priors.collect();
    let own = |name: &'static str, label: &'static str, value: f64| {
        view! { <TextField name=name label=label value=value.to_string() dir="ltr" size="input-short" inputmode="decimal"/> }
    };
    let plan = *plan;
    let open = plan.prior == Prior::Own || refused.is_some();
    let fields = view! {
        <Provider value=state>
            <div class="field-pair">
                {number("entries", td_string!(l, assigning.entries_expected), plan.entries)}
                {number("reviews", td_string!(l, assigning.reviews_each), plan.reviews)}
            </div>
            <div class="field-pair">
                {number("judges", td_string!(l, panel.judges), plan.judges)}
                {number("minutes", td_string!(l, assigning.minutes_each), plan.minutes)}
            </div>
            {number("day", td_string!(l, assigning.minutes_day), plan.day)}
            <ChoiceField name="prior" label=td_string!(l, assigning.prior) hint=td_string!(l, assigning.prior_hint) options=priors
                value=plan.prior.as_str()/>
            <details class="disclosure" open=open>
                <summary>{td_string!(l, assigning.own_numbers)}</summary>
                <p class="small muted">{td_string!(l, assigning.own_hint)}</p>
                <div class="field-pair">
                    {own("variance_entry", td_string!(l, assigning.variance_entry), plan.variances.entry)}
                    {own("variance_judge", td_string!(l, assigning.variance_judge), plan.variances.judge)}
                </div>
                {own("variance_residual", td_string!(l, assigning.variance_residual), plan.variances.residual)}
            </details>
        </Provider>
    };
    view! {
        <form class="card form" method="get" novalidate>
            {fields}
            <div class="form-actions"><button class="button button-primary">{td_string!(l, assigning.work_out)}</button></div>
        </form>
    }
}

fn prior_text(l: Locale, prior: Prior) -> &'static str {
    match prior {
        Prior::Trained => td_string!(l, assigning.prior_trained),
        Prior::Ordinary => td_string!(l, assigning.prior_ordinary),
        Prior::Untrained => td_string!(l, assigning.prior_untrained),
        Prior::Own => td_string!(l, assigning.prior_own),
    }
}

/// Hours with one decimal where it is not whole.
fn hours(minutes: u32) -> String {
    let tenths = minutes.saturating_mul(10).div_ceil(60);
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

fn comes_to(l: Locale, shown: &PlanningPage, plan: &Plan) -> impl IntoView + use<> {
    let made: Capacity = rules::capacity(plan);
    let missing = (made.missing > 0).then(|| {
        let text = td_string!(l, assigning.judges_missing, count = made.missing).to_string();
        view! { <p class="notice notice-warning">{text}</p> }
    });
    let sum = format!("{} × {} ÷ {} → {}", plan.entries, plan.reviews, plan.judges, made.load);
    // The dates that are set, if there is time between them.
    let days =
        shown.window.and_then(|(opens, closes)| closes.left(opens)).map(|left| left.days).filter(|days| *days > 0);
    let fits = days.map(|days| {
        let text = match rules::judges_for(plan, days) {
            _ if made.days <= days && made.missing == 0 => {
                td_string!(l, assigning.window_fits, days = days).to_string()
            }
            Some(needed) => td_string!(l, assigning.window_short, days = days, judges = needed).to_string(),
            None => td_string!(l, assigning.window_never, days = days).to_string(),
        };
        view! { <p>{text}</p> }
    });
    view! {
        <section class="section" aria-labelledby="comes-to">
            <h2 id="comes-to">{td_string!(l, assigning.comes_to)}</h2>
            <dl class="tiles">
                {tile(td_string!(l, assigning.tile_load), made.load)}
                {tile(td_string!(l, assigning.tile_hours), view! { <bdi dir="ltr">{hours(made.minutes)}</bdi> })}
                {tile(td_string!(l, assigning.tile_days), made.days)}
                {tile(td_string!(l, panel.tile_reviews), made.reviews)}
            </dl>
            <p class="small muted">{td_string!(l, assigning.sum)} " " <bdi dir="ltr">{sum}</bdi></p>
            {fits}
            {missing}
        </section>
    }
}

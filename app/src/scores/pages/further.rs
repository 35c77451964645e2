//! Further reviews where the result is uncertain: which, why, and by whom.

use super::crumbs::board_crumbs;
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, further_rule, organise_tabs},
    i18n::{Locale, td_string},
    scores::{
        api::GiveFurther,
        model::{FurtherBatch, FurtherLine, FurtherPage as Shown, FurtherView, Standstill},
    },
    services::{Page, services},
    ui::{Hidden, PostForm, empty_state, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What follows from the rule that was announced, before it takes effect.
#[component]
pub fn FurtherPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let shown = services.further.further(slug?).await?;
        let page = services.page;
        let l = page.locale;
        Ok(layout::with_state(
            td_string!(l, further.title),
            board_crumbs(l, &shown.competition),
            None::<()>,
            view! {
                {organise_tabs(&page, &shown.competition.slug, OrganiseTab::Scores)}
                {spent(l, &shown)}
                {next(&page, &shown)}
                {rule(l, &shown)}
            },
        ))
    })
}

/// How much of what was announced is used.
fn spent(l: Locale, shown: &Shown) -> Option<impl IntoView + use<>> {
    let budget = shown.rule?.budget;
    let (given, ratio) = (shown.given, format!("{} / {budget}", shown.given));
    Some(view! {
        <div class="progress-block">
            <div class="progress-words">
                <label for="given"><strong><bdi dir="ltr">{ratio.clone()}</bdi> " " {td_string!(l, further.given)}</strong></label>
            </div>
            <progress class="progress" id="given" value=given.to_string() max=budget.to_string()>{ratio}</progress>
        </div>
    })
}

fn next(page: &Page, shown: &Shown) -> AnyView {
    let l = page.locale;
    let (title, text) = match &shown.view {
        FurtherView::Next(batch) => return batch_section(page, &shown.competition.slug, batch).into_any(),
        FurtherView::NotAnnounced => (td_string!(l, further.none_title), td_string!(l, further.none_what)),
        FurtherView::NotNow => (td_string!(l, further.not_now_title), td_string!(l, further.not_now)),
        FurtherView::Own => (td_string!(l, further.own_title), td_string!(l, further.own)),
        FurtherView::Kept => (td_string!(l, own_conflicts.further_title), td_string!(l, own_conflicts.refused)),
        FurtherView::Still(Standstill::Spent) => (td_string!(l, further.spent_title), td_string!(l, further.spent)),
        FurtherView::Still(Standstill::Waiting) => {
            (td_string!(l, further.waiting_title), td_string!(l, further.waiting))
        }
        FurtherView::Still(Standstill::NoJudge) => {
            (td_string!(l, further.no_judge_title), td_string!(l, further.no_judge))
        }
        FurtherView::Still(Standstill::Settled) => {
            (td_string!(l, further.settled_title), td_string!(l, further.settled))
        }
    };
    empty_state(title, text)
}

fn batch_section(page: &Page, slug: &str, batch: &FurtherBatch) -> impl IntoView + use<> {
    let l = page.locale;
    let rows: Vec<_> = batch.lines.iter().map(|line| row(l, line)).collect();
    let possible = page.may(Rights::Editor) && batch.lines.iter().any(|line| line.judge.is_some());
    let (slug, digest) = (slug.to_owned(), batch.digest.clone());
    let give = possible.then(|| {
        view! {
            <PostForm action=GiveFurther::url() class="inline-form">
                <Hidden name="slug" value=slug/>
                <Hidden name="digest" value=digest/>
                <button class="button button-primary">{td_string!(l, further.give)}</button>
            </PostForm>
        }
    });
    view! {
        <section class="card" aria-labelledby="next">
            <h2 id="next">{td_string!(l, further.next)}</h2>
            <p>{td_string!(l, further.page_lead)}</p>
            <table class="table table-stacked" role="table">
                <caption class="visually-hidden">{td_string!(l, further.next)}</caption>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{td_string!(l, further.entry)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, further.track)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, further.reviews)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, further.probability)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, further.value)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, further.judge)}</th>
                </tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
            <p class="small muted">{td_string!(l, further.kept)}</p>
            {give}
            <p class="small muted">{td_string!(l, further.seed)} " " <code dir="ltr">{batch.seed.clone()}</code></p>
        </section>
    }
}

fn row(l: Locale, line: &FurtherLine) -> impl IntoView + use<> {
    let probability = format!("{:.0}%", line.probability * 100.0);
    let judge = match &line.judge {
        Some(name) => view! { <bdi>{name.clone()}</bdi> }.into_any(),
        None => view! { <span class="muted">{td_string!(l, further.nobody)}</span> }.into_any(),
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader"><bdi>{line.title.clone()}</bdi></th>
            <td role="cell" data-label=td_string!(l, further.track)><bdi>{line.track.clone()}</bdi></td>
            <td role="cell" class="number" data-label=td_string!(l, further.reviews)>{line.reviews}</td>
            <td role="cell" class="number" data-label=td_string!(l, further.probability)><bdi dir="ltr">{probability}</bdi></td>
            <td role="cell" class="number" data-label=td_string!(l, further.value)><bdi dir="ltr">{format!("{:.3}", line.value)}</bdi></td>
            <td role="cell" data-label=td_string!(l, further.judge)>{judge}</td>
        </tr>
    }
}

fn rule(l: Locale, shown: &Shown) -> Option<impl IntoView + use<>> {
    shown.rule.map(|rule| {
        view! {
            <section class="section" aria-labelledby="rule">
                <h2 id="rule">{td_string!(l, further.rule_title)}</h2>
                <div class="stack">{further_rule(l, &rule)}</div>
            </section>
        }
    })
}

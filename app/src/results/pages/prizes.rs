//! Before announcing, and after: what is missing for each winner, what teams said, how far prizes have got.

mod forms;
mod winner;

use super::words_field::words_field;
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs},
    error::{AppError, Refusal},
    i18n::{Locale, td_string},
    results::{
        api::{AskPrizes, OfferAgain},
        model::{PassedHow, PassedPrize, PrizeDesk, PrizeState},
        rules::prize_name,
    },
    scores::pages::board_crumbs,
    services::{Page, services},
    ui::{Badge, Crumb, Hidden, PageBody, PostForm, Tone, empty_state, layout, load, param},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The organisers' page of prizes.
#[component]
pub fn PrizesPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        match services.prizes.prizes(slug.clone()).await {
            Ok(desk) => Ok(desk_page(&services.page, &desk)),
            Err(AppError::Refused(Refusal::WrongState)) => Ok(too_early(&services.page, &slug)),
            Err(error) => Err(error),
        }
    })
}

fn too_early(page: &Page, slug: &str) -> PageBody {
    let l = page.locale;
    layout::wide(
        td_string!(l, prizes.title),
        vec![Crumb::new(slug, format!("/c/{slug}"))],
        view! {
            {organise_tabs(page, slug, OrganiseTab::Results)}
            <div class="empty-state">
                <h2>{td_string!(l, prizes.early_title)}</h2>
                <p>{td_string!(l, prizes.early)}</p>
            </div>
        },
    )
}

fn desk_page(page: &Page, desk: &PrizeDesk) -> PageBody {
    let l = page.locale;
    let slug = &desk.competition.slug;
    let mut crumbs = board_crumbs(l, &desk.competition);
    crumbs.push(Crumb::new(td_string!(l, results.title), format!("/c/{slug}/organise/results")));
    // Who wins tells of all entries: it is decided by organisers from whom none is kept.
    let change = page.may(Rights::Editor) && page.withheld == 0;
    let winners: Vec<_> = desk.winners.iter().map(|of| winner::card(page, desk, of, change)).collect();
    let none = winners.is_empty().then(|| empty_state(td_string!(l, prizes.none_title), td_string!(l, prizes.none)));
    let table = format!("/c/{slug}/organise/prizes.csv");
    layout::with_state(
        td_string!(l, prizes.title),
        crumbs,
        view! { <div class="page-actions"><a class="button" href=table>{td_string!(l, prizes.table)}</a></div> },
        view! {
            {organise_tabs(page, slug, OrganiseTab::Results)}
            <p class="lead">{td_string!(l, prizes.lead)}</p>
            {(page.withheld > 0).then(|| view! { <p class="notice notice-warning">{td_string!(l, own_conflicts.places)}</p> })}
            {missing(l, desk)}
            {ask(l, desk, change)}
            <section class="section" aria-labelledby="winners">
                <h2 id="winners">{td_string!(l, prizes.winners)}</h2>
                {none}
                <div class="stack-wide">{winners}</div>
            </section>
            {passed(page, desk, change)}
        },
    )
}

/// A check in words.
pub(super) fn check_text(l: Locale, check: crate::results::model::PrizeCheck) -> &'static str {
    use crate::results::model::PrizeCheck;
    match check {
        PrizeCheck::Diligence => td_string!(l, prizes.check_diligence),
        PrizeCheck::Conflicts => td_string!(l, prizes.check_conflicts),
        PrizeCheck::Guardians => td_string!(l, prizes.check_guardians),
    }
}

/// What is missing for each winner, in short.
fn missing(l: Locale, desk: &PrizeDesk) -> AnyView {
    let lines: Vec<_> = desk
        .winners
        .iter()
        .filter(|winner| !winner.open.is_empty())
        .map(|winner| {
            let href = format!("#winner-{}", winner.name.entry);
            let open: Vec<_> = winner
                .open
                .iter()
                .enumerate()
                .map(|(n, check)| view! { {(n > 0).then_some(" · ")} {check_text(l, *check)} })
                .collect();
            view! { <li class="task"><a href=href><bdi>{winner.name.title.clone()}</bdi></a><span class="small muted">{open}</span></li> }
        })
        .collect();
    let nothing = (lines.is_empty() && !desk.winners.is_empty())
        .then(|| view! { <li class="task task-done"><span>{td_string!(l, prizes.nothing_missing)}</span></li> });
    view! {
        <section class="section" aria-labelledby="before">
            <div class="section-heading">
                <h2 id="before">{td_string!(l, prizes.before)}</h2>
                <p class="small muted">{td_string!(l, prizes.before_hint)}</p>
            </div>
            <ul class="tasks">{lines}{nothing}</ul>
        </section>
    }
    .into_any()
}

/// Asking all who were not asked.
fn ask(l: Locale, desk: &PrizeDesk, change: bool) -> Option<AnyView> {
    let unasked = if change { desk.unasked() } else { 0 };
    let slug = desk.competition.slug.clone();
    (unasked > 0).then(|| {
        view! {
            <PostForm action=AskPrizes::url() class="card form">
                <Hidden name="slug" value=slug/>
                <p>{td_string!(l, prizes.ask_hint)}</p>
                <p>{td_string!(l, prizes.unasked, count = unasked).to_string()}</p>
                <div class="form-actions"><button class="button">{td_string!(l, prizes.ask)}</button></div>
            </PostForm>
        }
        .into_any()
    })
}

/// Where a prize stands, as a badge.
pub(super) fn state_badge(l: Locale, state: PrizeState) -> AnyView {
    let (tone, text) = match state {
        PrizeState::Open => (Tone::Neutral, td_string!(l, prizes.state_open)),
        PrizeState::Asked => (Tone::Information, td_string!(l, prizes.state_asked)),
        PrizeState::Accepted => (Tone::Positive, td_string!(l, prizes.state_accepted)),
        PrizeState::Declined => (Tone::Warning, td_string!(l, prizes.state_declined)),
        PrizeState::NotGiven => (Tone::Danger, td_string!(l, prizes.state_not_given)),
        PrizeState::Lapsed => (Tone::Neutral, td_string!(l, prizes.state_lapsed)),
    };
    view! { <Badge tone=tone text=text/> }.into_any()
}

/// How a prize passed an entry by, for everybody.
pub(super) fn passed_text(l: Locale, how: PassedHow) -> &'static str {
    match how {
        PassedHow::Declined => td_string!(l, prizes.passed_declined),
        PassedHow::NotGiven => td_string!(l, prizes.passed_not_given),
    }
}

/// Prizes that passed entries by, and the way to offer them again.
fn passed(page: &Page, desk: &PrizeDesk, change: bool) -> Option<AnyView> {
    let l = page.locale;
    let rows: Vec<_> = desk.passed.iter().map(|one| passed_one(l, desk, one, change)).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="passed">
                <div class="section-heading">
                    <h2 id="passed">{td_string!(l, prizes.passed)}</h2>
                    <p class="small muted">{td_string!(l, prizes.passed_hint)}</p>
                </div>
                <div class="stack">{rows}</div>
            </section>
        }
        .into_any()
    })
}

fn passed_one(l: Locale, desk: &PrizeDesk, one: &PassedPrize, change: bool) -> AnyView {
    let prize = prize_name(one.record.award, one.name.entry);
    let reason = (!one.record.reason.is_empty()).then(|| view! { <p dir="auto">{one.record.reason.clone()}</p> });
    let again = change.then(|| {
        let (slug, named) = (desk.competition.slug.clone(), prize.clone());
        view! {
            <PostForm action=OfferAgain::url() only_if=("prize", prize)>
                <Hidden name="slug" value=slug/>
                <Hidden name="prize" value=named.clone()/>
                {words_field("reason", &named, td_string!(l, prizes.again_reason), td_string!(l, prizes.reason_hint), "", true)}
                <div class="form-actions"><button class="button">{td_string!(l, prizes.again)}</button></div>
            </PostForm>
        }
    });
    view! {
        <article class="card stack">
            <p class="cluster">
                <strong><bdi>{one.name.title.clone()}</bdi></strong>
                <span><bdi>{one.track.clone()}</bdi> " – " <bdi>{one.award.clone()}</bdi></span>
                {state_badge(l, one.record.state)}
            </p>
            {reason}
            {again}
        </article>
    }
    .into_any()
}

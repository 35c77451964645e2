//! One winning entry: its checks, what the comparison finds, its prizes.

use super::{check_text, forms, state_badge};
use crate::{
    entries::pages::finding_text,
    i18n::{Locale, td_string},
    panel::model::ConflictKind,
    results::{
        model::{CheckDone, PrizeCheck, PrizeDesk, TieKind, Winner, WinnerTie, WonPrize},
        pages::document::award_text,
    },
    services::Page,
    ui::{Badge, Tone, moment_text},
};
use leptos::prelude::*;

/// The card. `change`: the reader may tick and decide.
pub(super) fn card(page: &Page, desk: &PrizeDesk, winner: &Winner, change: bool) -> AnyView {
    let l = page.locale;
    let id = format!("winner-{}", winner.name.entry);
    let heading = format!("{id}-title");
    let href = page.link(&format!("/c/{}/organise/entries/{}", desk.competition.slug, winner.name.entry));
    let place = td_string!(l, prizes.place, track = winner.track.clone(), place = winner.place).to_string();
    let checks: Vec<_> = PrizeCheck::ALL.iter().map(|check| self::check(l, desk, winner, *check, change)).collect();
    let prizes: Vec<_> = winner.prizes.iter().map(|of| prize(l, desk, winner, of, change)).collect();
    let provisional = if winner.open.is_empty() {
        view! { <Badge tone=Tone::Positive text=td_string!(l, prizes.settled)/> }.into_any()
    } else {
        view! { <Badge tone=Tone::Warning text=td_string!(l, prizes.provisional)/> }.into_any()
    };
    view! {
        <article class="card stack" id=id aria-labelledby=heading.clone()>
            <div class="cluster-spread">
                <h3 id=heading.clone()><a href=href><bdi>{winner.name.title.clone()}</bdi></a></h3>
                {provisional}
            </div>
            <p class="muted"><bdi>{winner.name.team.clone()}</bdi> " · " <bdi>{place}</bdi></p>
            <dl class="facts facts-wide">{checks}</dl>
            <div class="stack">{prizes}</div>
        </article>
    }
    .into_any()
}

fn check(l: Locale, desk: &PrizeDesk, winner: &Winner, check: PrizeCheck, change: bool) -> AnyView {
    let done = winner.done.iter().find(|done| done.check == check);
    let found = (check == PrizeCheck::Conflicts).then(|| found(l, winner, done));
    let guardians = (check == PrizeCheck::Guardians).then(|| guardians(l, winner));
    // Guardians who all agree leave nothing to tick.
    let needed = check != PrizeCheck::Guardians || winner.minors.withheld();
    let state = match done {
        Some(done) => ticked(l, desk, done),
        None if needed => view! { <Badge tone=Tone::Warning text=td_string!(l, prizes.open)/> }.into_any(),
        None => view! { <Badge tone=Tone::Positive text=td_string!(l, prizes.not_needed)/> }.into_any(),
    };
    let form = (change && (needed || done.is_some())).then(|| forms::check(l, desk, winner, check, done));
    view! { <div><dt>{check_text(l, check)}</dt><dd class="stack-tight">{state}{guardians}{found}{form}</dd></div> }
        .into_any()
}

fn ticked(l: Locale, desk: &PrizeDesk, done: &CheckDone) -> AnyView {
    let by = done.by.clone().unwrap_or_else(|| td_string!(l, publication.somebody).to_owned());
    let at = moment_text(l, done.at, &desk.competition.time_zone);
    let note =
        (desk.whole && !done.note.is_empty()).then(|| view! { <p class="small" dir="auto">{done.note.clone()}</p> });
    view! {
        <p class="cluster"><Badge tone=Tone::Positive text=td_string!(l, prizes.done)/> <span class="small muted"><bdi>{by}</bdi> " · " {at}</span></p>
        {note}
    }
    .into_any()
}

/// What guardians said, in numbers.
fn guardians(l: Locale, winner: &Winner) -> AnyView {
    let minors = winner.minors;
    let badge = |many: u32, tone: Tone, text: &'static str| (many > 0).then(|| view! { <Badge tone=tone text=text/> });
    view! {
        <p class="cluster">
            {badge(minors.unasked, Tone::Warning, td_string!(l, results.consent_unasked))}
            {badge(minors.pending, Tone::Information, td_string!(l, results.consent_pending))}
            {badge(minors.refused, Tone::Neutral, td_string!(l, results.consent_refused))}
        </p>
    }
    .into_any()
}

/// What comparing the judges who scored it with its team finds now.
fn found(l: Locale, winner: &Winner, done: Option<&CheckDone>) -> AnyView {
    let compared = &winner.compared;
    let count = td_string!(l, prizes.compared, judges = compared.judges, ties = compared.ties.len()).to_string();
    let changed = done.is_some_and(|done| done.seen != compared.digest).then(|| {
        view! { <p class="notice notice-warning">{td_string!(l, prizes.found_since)}</p> }
    });
    let ties: Vec<_> = compared.ties.iter().map(|one| tie(l, one)).collect();
    let list = (!ties.is_empty()).then(|| view! { <ul class="plain stack-tight">{ties}</ul> });
    view! { {changed} <p class="small muted">{count}</p> {list} }.into_any()
}

fn tie(l: Locale, tie: &WinnerTie) -> AnyView {
    let what = match tie.kind {
        TieKind::Conflict(ConflictKind::Hard) => td_string!(l, conflicts.hard),
        TieKind::Conflict(ConflictKind::Soft) => td_string!(l, conflicts.soft),
        TieKind::Found(kind) => finding_text(l, kind),
    };
    let detail = (!tie.detail.is_empty()).then(|| view! { ": " <bdi>{tie.detail.clone()}</bdi> });
    let aside = tie.aside.then(|| view! { " " <Badge tone=Tone::Neutral text=td_string!(l, prizes.set_aside)/> });
    view! { <li><bdi>{tie.name.clone()}</bdi> " – " {what} {detail} {aside}</li> }.into_any()
}

fn prize(l: Locale, desk: &PrizeDesk, winner: &Winner, prize: &WonPrize, change: bool) -> AnyView {
    let state = prize.record.as_ref().map_or(crate::results::model::PrizeState::Open, |record| record.state);
    let passed_on =
        prize.passed_on.then(|| view! { <Badge tone=Tone::Information text=td_string!(l, prizes.passed_on)/> });
    let said = prize.record.as_ref().filter(|_| desk.whole).map(|record| {
        let line = |label: &'static str, text: &str| {
            let text = text.to_owned();
            (!text.is_empty()).then(|| view! { <div><dt>{label}</dt><dd dir="auto">{text}</dd></div> })
        };
        view! {
            <dl class="facts">
                {line(td_string!(l, prizes.travels), &record.travels)}
                {line(td_string!(l, prizes.needs), &record.needs)}
            </dl>
        }
    });
    let delivery = forms::delivery_state(l, prize.record.as_ref(), desk.whole);
    let change = change.then(|| forms::prize(l, desk, winner, prize));
    view! {
        <section class="card card-quiet stack-tight">
            <p class="cluster"><span class="badge badge-award"><bdi>{award_text(l, &prize.given)}</bdi></span> {state_badge(l, state)} {passed_on}</p>
            {said}
            {delivery}
            {change}
        </section>
    }
    .into_any()
}

//! A judge's desk: what is to be scored, and how much is done.

use super::{
    keeper::desk_keeper,
    notices::{closed_notice, languages},
    samples::{gate, sample_address, samples_section},
    time_spent::{duration, spent_of},
};
use crate::{
    competition::model::CompetitionState,
    i18n::td_string,
    scores::model::{Desk, DeskEntry, DeskGroup, DeskState, SamplesDesk},
    services::{Page, services},
    ui::{Crumb, DateTime, PageBody, layout, load, param},
};
use leptos::prelude::*;

/// The judge's queue in one competition.
#[component]
pub fn JudgeDeskPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let desk = services.scores.desk(slug?).await?;
        let samples = services.calibration.samples(desk.slug.clone()).await?;
        let page = services.page;
        Ok(if desk.declared { queue(&page, &desk, &samples) } else { declare_first(&page, &desk) })
    })
}

fn crumbs(desk: &Desk) -> Vec<Crumb> {
    vec![Crumb::new(desk.name.clone(), format!("/c/{}", desk.slug))]
}

/// Before conflicts of interest are declared nothing of any entry is shown here.
fn declare_first(page: &Page, desk: &Desk) -> PageBody {
    let l = page.locale;
    let href = page.link(&format!("/c/{}/judge/conflicts", desk.slug));
    layout::narrow(
        td_string!(l, scores.desk_title),
        crumbs(desk),
        view! {
            <div class="notice">
                <p class="notice-title">{td_string!(l, scores.declare_title)}</p>
                <p>{td_string!(l, scores.declare)}</p>
            </div>
            <p><a class="button button-primary" href=href>{td_string!(l, scores.declare_action)}</a></p>
        },
    )
}

fn queue(page: &Page, desk: &Desk, samples: &SamplesDesk) -> PageBody {
    let l = page.locale;
    let closed = closed_notice(page, desk.state, desk.closes_at);
    let due = desk.closes_at.map(|at| {
        view! { <span>{td_string!(l, scores.due)} " " <DateTime at=at zone=desk.time_zone.clone()/></span> }
    });
    let first = gate(samples).map(|sample| {
        let href = sample_address(page, sample);
        view! { <div class="page-actions"><a class="button button-primary" href=href>{td_string!(l, calibration.desk_action)}</a></div> }
    });
    let next = desk.next().filter(|_| closed.is_none() && first.is_none()).map(|entry| {
        let href = page.link(&format!("/judge/entries/{}", entry.entry));
        let text = match entry.state {
            DeskState::Draft => td_string!(l, judging.continue_with, title = entry.title.clone()).to_string(),
            _ if desk.submitted() == 0 => td_string!(l, scores.begin).to_owned(),
            _ => td_string!(l, scores.go_on).to_owned(),
        };
        view! { <div class="page-actions"><a class="button button-primary" href=href><bdi>{text}</bdi></a></div> }
    });
    let spread = page.link(&format!("/c/{}/judge/spread", desk.slug));
    let spread = (!desk.entries.is_empty() && desk.submitted() == desk.entries.len())
        .then(|| view! { <p><a href=spread>{td_string!(l, calibration.spread_title)}</a></p> });
    let finished =
        (closed.is_none() && !desk.entries.is_empty() && desk.submitted() == desk.entries.len()).then(|| {
            view! {
                <div class="notice notice-success">
                    <p class="notice-title">{td_string!(l, judging.all_done_title)}</p>
                    <p>{td_string!(l, judging.all_done)}</p>
                </div>
            }
        });
    let body = if desk.entries.is_empty() {
        view! {
            <div class="empty-state">
                <h2>{td_string!(l, scores.empty_title)}</h2>
                <p>{td_string!(l, scores.empty)}</p>
            </div>
        }
        .into_any()
    } else {
        let groups: Vec<_> = DeskGroup::ALL.into_iter().map(|of| group(page, desk, of)).collect();
        view! {
            {progress(page, desk)}
            {groups}
            <p class="small muted">{td_string!(l, scores.order_hint)} " " {td_string!(l, judging.time_hint)}</p>
        }
        .into_any()
    };
    let keeper = (closed.is_none() && first.is_none() && !desk.entries.is_empty()).then(|| desk_keeper(page, desk));
    let room = (desk.state == CompetitionState::Deliberation).then(|| {
        let href = page.link(&format!("/c/{}/judge/deliberation", desk.slug));
        view! { <p><a href=href>{td_string!(l, deliberation.to_room)}</a> " – " {td_string!(l, deliberation.to_room_what)}</p> }
    });
    let comments = (desk.state == CompetitionState::Published).then(|| {
        let href = page.link(&format!("/c/{}/judge/comments", desk.slug));
        view! { <p><a href=href>{td_string!(l, feedback.own_title)}</a></p> }
    });
    let step_down = page.link(&format!("/c/{}/judge/step-down", desk.slug));
    let conflict = page.link(&format!("/c/{}/judge/conflicts", desk.slug));
    let late = (desk.to_declare > 0).then(|| {
        view! {
            <div class="notice notice-warning">
                <p class="notice-title">{td_string!(l, conflicts.new_title)}</p>
                <p><a href=conflict.clone()>{td_string!(l, conflicts.declare_new)}</a></p>
            </div>
        }
    });
    let round = desk.round.as_ref().map(|round| {
        view! { <span>{td_string!(l, rounds.desk)} " " <strong><bdi>{round.name.clone()}</bdi></strong></span> }
    });
    layout::with_state(
        td_string!(l, scores.desk_title),
        crumbs(desk),
        view! { <div class="page-state">{round} {due}</div> {first} {next} },
        view! {
            {closed}
            {room}
            {finished}
            {spread}
            {comments}
            {samples_section(page, samples)}
            {late}
            {keeper}
            {body}
            {earlier(page, desk)}
            <p class="small">
                <a href=conflict>{td_string!(l, scores.another_conflict)}</a> " "
                <span class="muted">{td_string!(l, scores.another_conflict_hint)}</span>
            </p>
            <p class="small"><a href=step_down>{td_string!(l, judges.step_down)}</a></p>
        },
    )
}

fn progress(page: &Page, desk: &Desk) -> impl IntoView + use<> {
    let l = page.locale;
    let (done, all) = (desk.submitted(), desk.entries.len());
    let ratio = format!("{done} / {all}");
    view! {
        <div class="progress-block">
            <div class="progress-words">
                <label for="done"><strong><bdi dir="ltr">{ratio.clone()}</bdi> " " {td_string!(l, scores.submitted_words)}</strong></label>
                <span class="muted">{spent_of(l, desk.minutes_spent(), desk.minutes_in_all())}</span>
            </div>
            <progress class="progress" id="done" value=done.to_string() max=all.to_string()>{ratio}</progress>
        </div>
    }
}

/// The entries of one part, in the judge's own order; nothing where there are none.
fn group(page: &Page, desk: &Desk, of: DeskGroup) -> Option<AnyView> {
    let l = page.locale;
    let title = match of {
        DeskGroup::Begun => td_string!(l, judging.group_started),
        DeskGroup::ToDo => td_string!(l, judging.group_to_do),
        DeskGroup::Waiting => td_string!(l, judging.group_waiting),
        DeskGroup::Submitted => td_string!(l, judging.group_submitted),
    };
    let rows: Vec<_> = desk.entries.iter().filter(|entry| entry.group() == of).collect();
    (!rows.is_empty()).then(|| table(page, (of.as_str(), title), None, &rows))
}

/// What was assigned in earlier rounds and not again; nothing where there is none of it.
fn earlier(page: &Page, desk: &Desk) -> Option<AnyView> {
    let l = page.locale;
    let rows: Vec<_> = desk.earlier.iter().collect();
    let heading = ("earlier", td_string!(l, rounds.earlier_title));
    (!rows.is_empty()).then(|| table(page, heading, Some(td_string!(l, rounds.earlier_what)), &rows))
}

fn table(
    page: &Page,
    (word, title): (&str, &'static str),
    what: Option<&'static str>,
    entries: &[&DeskEntry],
) -> AnyView {
    let l = page.locale;
    let id = format!("group-{word}");
    let (heading, count) = (id.clone(), entries.len());
    let rows: Vec<_> = entries.iter().map(|entry| row(page, entry)).collect();
    view! {
        <section class="section" aria-labelledby=id>
            <h2 id=heading>{title} " " <span class="muted" dir="ltr">{count}</span></h2>
            {what.map(|what| view! { <p class="small muted">{what}</p> })}
            <table class="table table-stacked" role="table">
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{td_string!(l, scores.entry)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, scores.track)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, scores.languages)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, judging.time)}</th>
                </tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row(page: &Page, entry: &DeskEntry) -> impl IntoView + use<> {
    let l = page.locale;
    let href = page.link(&format!("/judge/entries/{}", entry.entry));
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <a href=href><bdi>{entry.title.clone()}</bdi></a>
                <div class="small muted"><bdi>{entry.team.clone()}</bdi></div>
            </th>
            <td role="cell" data-label=td_string!(l, scores.track)><bdi>{entry.track.clone()}</bdi></td>
            <td role="cell" data-label=td_string!(l, scores.languages)>{languages(l, &entry.languages)}</td>
            <td role="cell" data-label=td_string!(l, judging.time)>{entry.played.map(|_| duration(l, entry.minutes()))}</td>
        </tr>
    }
}

//! Judges who are behind, and the one button that reminds them: a part of the page of scores.

use super::pace::days_text;
use crate::{
    accounts::model::Rights,
    i18n::{Locale, td_string},
    scores::{
        api::RemindJudges,
        model::{JudgePace, Progress},
        rules,
    },
    services::Page,
    ui::{DateTime, Hidden, PostForm},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Who is behind and why; nothing while nothing can be scored.
pub fn behind(page: &Page, progress: &Progress) -> Option<AnyView> {
    let l = page.locale;
    rules::may_score(progress.state, progress.closes_at, page.now).ok()?;
    let late: Vec<&JudgePace> = progress.pace.judges.iter().filter(|judge| judge.behind()).collect();
    let body = if late.is_empty() {
        view! { <p>{td_string!(l, live.behind_none)}</p> }.into_any()
    } else {
        let rows: Vec<_> = late.iter().map(|judge| row(l, progress, judge)).collect();
        view! { <ul class="plain stack">{rows}</ul> {remind(page, progress)} }.into_any()
    };
    Some(
        view! {
            <section class="section" aria-labelledby="behind">
                <h2 id="behind">{td_string!(l, live.behind)}</h2>
                <p class="small muted">{td_string!(l, live.behind_hint, days = rules::STALLED_DAYS).to_string()}</p>
                {body}
            </section>
        }
        .into_any(),
    )
}

fn row(l: Locale, progress: &Progress, pace: &JudgePace) -> impl IntoView + use<> {
    let name = progress.judges.iter().find(|judge| judge.judge == pace.judge).map(|judge| judge.name.clone());
    let slow = pace.expected.map(|expected| {
        td_string!(l, live.behind_pace, done = pace.done, all = pace.assigned, expected = expected).to_string()
    });
    let idle = idle_text(l, pace);
    let why: Vec<String> = slow.into_iter().chain(idle).collect();
    let reminded = pace.reminded_at.map(|at| {
        view! {
            <div class="small muted">{td_string!(l, live.reminded)} " " <DateTime at=at zone=progress.time_zone.clone()/></div>
        }
    });
    view! {
        <li>
            <bdi><strong>{name.unwrap_or_default()}</strong></bdi> ": " {why.join(" · ")}
            {reminded}
        </li>
    }
}

/// That there was no sign of a judge for too long.
pub fn idle_text(l: Locale, pace: &JudgePace) -> Option<String> {
    pace.idle_days.map(|days| td_string!(l, live.idle, days = days_text(l, days)).to_string())
}

/// The button, or from when on there is one again.
fn remind(page: &Page, progress: &Progress) -> AnyView {
    let l = page.locale;
    let zone = &progress.time_zone;
    match rules::to_remind(&progress.pace.judges, progress.pace.now, zone) {
        Ok(due) => {
            let text = td_string!(l, live.remind, count = due.len()).to_string();
            let slug = progress.slug.clone();
            let hint = td_string!(l, live.remind_hint, hours = rules::REMINDER_HOURS).to_string();
            view! {
                <PostForm action=RemindJudges::url() class="stack" needs=Rights::Checker>
                    <Hidden name="slug" value=slug/>
                    <p class="small muted">{hint}</p>
                    <div class="button-row"><button class="button">{text}</button></div>
                </PostForm>
            }
            .into_any()
        }
        Err(_) => {
            let next = progress.pace.judges.iter().filter(|judge| judge.behind());
            let next = next.filter_map(|judge| rules::next_reminder(judge.reminded_at)).min();
            next.map(|at| {
                view! {
                    <p class="small muted">{td_string!(l, live.remind_next)} " " <DateTime at=at zone=zone.clone()/></p>
                }
            })
            .into_any()
        }
    }
}

//! How judging goes: what organisers look at every day while it lasts.

use super::{
    behind::{behind, idle_text},
    late_decisions::late_decisions,
    live::live,
    notices::closed_notice,
    pace::pace,
    unsent::unsent,
};
use crate::{
    accounts::model::Rights,
    competition::model::CompetitionState,
    competition::pages::{OrganiseTab, organise_tabs},
    i18n::{Locale, td_string},
    number::Exact,
    scores::model::{EntryProgress, JudgeProgress, Progress, Totals},
    services::{Page, services},
    ui::{Badge, Crumb, DateTime, Tone, layout, load, param},
};
use leptos::prelude::*;

/// Scorecards as they come in, by judge and by entry.
#[component]
pub fn ScoresPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let slug = slug?;
        let progress = services.scores.progress(slug.clone()).await?;
        let late = services.keeping.late_cards(slug.clone()).await?;
        let waiting = services.keeping.unsent(slug).await?;
        let page = services.page;
        let l = page.locale;
        let due = progress.closes_at.map(|at| {
            view! {
                <div class="page-state">
                    <span>{td_string!(l, scores.closes)} " " <DateTime at=at zone=progress.time_zone.clone()/></span>
                </div>
            }
        });
        let body = if progress.judges.is_empty() {
            view! {
                <div class="empty-state">
                    <h2>{td_string!(l, scores.no_progress_title)}</h2>
                    <p>{td_string!(l, scores.no_progress)}</p>
                    <a class="button" href=page.link(&format!("/c/{}/organise/assignment", progress.slug))>{td_string!(l, scores.to_assignment)}</a>
                </div>
            }
            .into_any()
        } else {
            let reports = page.link(&format!("/c/{}/organise/scores/reports", progress.slug));
            let further = page.link(&format!("/c/{}/organise/scores/further", progress.slug));
            let rounds = page.link(&format!("/c/{}/organise/rounds", progress.slug));
            let agreement = page.link(&format!("/c/{}/organise/scores/agreement", progress.slug));
            view! {
                {live(&page, &progress)}
                {progress.round.clone().map(|round| view! { <p>{td_string!(l, rounds.board, round = round).to_string()}</p> })}
                <div class="stack-wide" id="board-now" data-live="">
                    {whole(l, &progress)}
                    {needs(&page, &progress)}
                    {pace(l, &progress)}
                    {behind(&page, &progress)}
                </div>
                {unsent(l, &progress.time_zone, &waiting)}
                {late_decisions(&page, &progress.time_zone, &late)}
                <p class="cluster"><a href=reports>{td_string!(l, judging.reports_title)}</a> <a href=further>{td_string!(l, further.to_page)}</a> <a href=agreement>{td_string!(l, calibration.agreement_title)}</a> <a href=rounds>{td_string!(l, rounds.to_page)}</a></p>
                <div class="stack-wide" id="board-all" data-live="">
                    {judges(l, &progress)}
                    {entries(&page, &progress)}
                </div>
            }
            .into_any()
        };
        Ok(layout::with_state(
            td_string!(l, scores.progress_title),
            vec![
                Crumb::new(progress.name.clone(), format!("/c/{}", progress.slug)),
                Crumb::new(td_string!(l, scores.organise), format!("/c/{}/organise", progress.slug)),
            ],
            due,
            view! {
                {organise_tabs(&page, &progress.slug, OrganiseTab::Scores)}
                {notice(&page, &progress)}
                <p><a href=page.link(&format!("/c/{}/organise/scores/calibration", progress.slug))>{td_string!(l, calibration.samples)}</a></p>
                {body}
            },
        ))
    })
}

fn notice(page: &Page, progress: &Progress) -> Option<AnyView> {
    if progress.judges.is_empty() { None } else { closed_notice(page, progress.state, progress.closes_at) }
}

fn whole(l: Locale, progress: &Progress) -> impl IntoView + use<> {
    let (done, all) = (progress.submitted(), progress.assigned());
    let ratio = format!("{done} / {all}");
    view! {
        <div class="progress-block">
            <div class="progress-words">
                <label for="done"><strong><bdi dir="ltr">{ratio.clone()}</bdi> " " {td_string!(l, scores.submitted_words)}</strong></label>
            </div>
            <progress class="progress" id="done" value=done.to_string() max=all.to_string()>{ratio}</progress>
        </div>
    }
}

/// What needs somebody, in three lines at most.
fn needs(page: &Page, progress: &Progress) -> impl IntoView + use<> {
    let l = page.locale;
    let list = |filter: &dyn Fn(&EntryProgress) -> bool| -> Vec<String> {
        progress.entries.iter().filter(|entry| filter(entry)).map(|entry| entry.title.clone()).collect()
    };
    let short = list(&|entry| entry.short);
    let wide = list(&|entry| entry.totals.wide());
    let task = |titles: Vec<String>, text: String| {
        (!titles.is_empty()).then(|| {
            view! {
                <li class="task">
                    <a href="#entries">{text}</a>
                    <span class="small muted">{named(&titles)}</span>
                </li>
            }
        })
    };
    let short_text = td_string!(l, scores.need_short, count = short.len()).to_string();
    let wide_text = td_string!(l, scores.need_wide, count = wide.len(), points = progress.disparity_points).to_string();
    let (short, wide) = (task(short, short_text), task(wide, wide_text));
    let reports = (progress.reports > 0).then(|| {
        let href = page.link(&format!("/c/{}/organise/scores/reports", progress.slug));
        let text = td_string!(l, judging.need_reports, count = progress.reports).to_string();
        view! { <li class="task"><a href=href>{text}</a></li> }
    });
    let late = progress.pace.judges.iter().filter(|judge| judge.behind()).count();
    let late = (late > 0).then(|| {
        let text = td_string!(l, live.behind_count, count = late).to_string();
        view! { <li class="task"><a href="#behind">{text}</a></li> }
    });
    let nothing = (late.is_none() && short.is_none() && wide.is_none() && reports.is_none())
        .then(|| view! { <li class="task task-done"><span>{td_string!(l, scores.need_nothing)}</span></li> });
    view! {
        <section class="section" aria-labelledby="needs">
            <h2 id="needs">{td_string!(l, scores.needs)}</h2>
            <ul class="tasks">{reports} {late} {short} {wide} {nothing}</ul>
        </section>
    }
}

/// The first few of a list; the table below has all.
fn named(titles: &[String]) -> Vec<AnyView> {
    const FEW: usize = 5;
    let rest = (titles.len() > FEW).then(|| view! { ", …" }.into_any());
    titles
        .iter()
        .take(FEW)
        .enumerate()
        .map(|(index, title)| {
            let comma = if index == 0 { "" } else { ", " };
            view! { {comma} <bdi>{title.clone()}</bdi> }.into_any()
        })
        .chain(rest)
        .collect()
}

fn judges(l: Locale, progress: &Progress) -> impl IntoView + use<> {
    let rows: Vec<_> = progress.judges.iter().map(|judge| judge_row(l, progress, judge)).collect();
    view! {
        <section class="section" aria-labelledby="judges">
            <h2 id="judges">{td_string!(l, scores.judges)}</h2>
            <table class="table table-stacked" role="table">
                <caption>{td_string!(l, scores.judges_hint)}</caption>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{td_string!(l, scores.judge)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, scores.submitted)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, scores.drafts)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, scores.state)}</th>
                </tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
}

fn judge_row(l: Locale, progress: &Progress, judge: &JudgeProgress) -> impl IntoView + use<> {
    let ratio = format!("{} / {}", judge.submitted, judge.assigned);
    let waiting = (judge.waiting > 0).then(|| {
        view! { " " <span class="small">{td_string!(l, judging.waiting_count, count = judge.waiting).to_string()}</span> }
    });
    let idle = progress.pace.of(judge.judge).and_then(|pace| idle_text(l, pace));
    let idle = idle.map(|text| view! { " " <Badge tone=Tone::Warning text=text/> });
    let (tone, word) = if judge.left() == 0 {
        (Tone::Positive, td_string!(l, scores.judge_done))
    } else if judge.submitted + judge.drafts > 0 {
        (Tone::Information, td_string!(l, scores.judge_under_way))
    } else {
        (Tone::Warning, td_string!(l, scores.judge_not_begun))
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader"><bdi>{judge.name.clone()}</bdi></th>
            <td role="cell" class="number" data-label=td_string!(l, scores.submitted)><bdi dir="ltr">{ratio}</bdi></td>
            <td role="cell" class="number" data-label=td_string!(l, scores.drafts)>{judge.drafts}</td>
            <td role="cell" data-label=td_string!(l, scores.state)><Badge tone=tone text=word/>{idle}{waiting}</td>
        </tr>
    }
}

fn entries(page: &Page, progress: &Progress) -> impl IntoView + use<> {
    let l = page.locale;
    let rows: Vec<_> = progress.entries.iter().map(|entry| entry_row(page, progress, entry)).collect();
    view! {
        <section class="section" aria-labelledby="entries">
            <h2 id="entries">{td_string!(l, scores.entries)}</h2>
            <table class="table table-stacked" role="table">
                <caption>{td_string!(l, scores.entries_hint)}</caption>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{td_string!(l, scores.entry)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, scores.track)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, scores.submitted)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, scores.totals)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, scores.spread)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, scores.state)}</th>
                </tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
}

fn entry_row(page: &Page, progress: &Progress, entry: &EntryProgress) -> impl IntoView + use<> {
    let l = page.locale;
    let lacks = (entry.short || entry.totals.wide()) && page.may(Rights::Editor);
    let add = (lacks && progress.state <= CompetitionState::Judging).then(|| {
        let path = format!("/c/{}/organise/assignment?entry={}#by-hand", progress.slug, entry.entry);
        view! {
            <div class="small">
                <a href=page.link(&path)>
                    {td_string!(l, live.add_judge)} <span class="visually-hidden">": " <bdi>{entry.title.clone()}</bdi></span>
                </a>
            </div>
        }
    });
    let ratio = format!("{} / {}", entry.submitted, entry.assigned);
    let short = entry.short.then(|| view! { <Badge tone=Tone::Warning text=td_string!(l, scores.short)/> " " });
    let wide = entry.totals.wide().then(|| {
        let text = td_string!(l, scores.wide, points = progress.disparity_points).to_string();
        view! { <Badge tone=Tone::Warning text=text/> }
    });
    let fine = (short.is_none() && wide.is_none())
        .then(|| view! { <Badge tone=Tone::Positive text=td_string!(l, scores.enough)/> });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <bdi>{entry.title.clone()}</bdi>
                <div class="small muted"><bdi>{entry.team.clone()}</bdi></div>
            </th>
            <td role="cell" data-label=td_string!(l, scores.track)><bdi>{entry.track.clone()}</bdi></td>
            <td role="cell" class="number" data-label=td_string!(l, scores.submitted)><bdi dir="ltr">{ratio}</bdi></td>
            <td role="cell" data-label=td_string!(l, scores.totals)>{totals(l, &entry.totals)}</td>
            <td role="cell" class="number" data-label=td_string!(l, scores.spread)>{spread(&entry.totals)}</td>
            <td role="cell" data-label=td_string!(l, scores.state)>{short} {wide} {fine} {add}</td>
        </tr>
    }
}

fn shown(total: Option<&Exact>) -> String {
    total.map_or_else(|| "–".to_owned(), |total| total.rounded(1))
}

fn totals(l: Locale, totals: &Totals) -> AnyView {
    match totals {
        Totals::Hidden => view! { <span class="small muted">{td_string!(l, scores.hidden)}</span> }.into_any(),
        Totals::Shown { totals, .. } if totals.is_empty() => view! { <span class="muted">"–"</span> }.into_any(),
        Totals::Shown { totals, .. } => {
            let items: Vec<_> = totals
                .iter()
                .map(|one| {
                    let total = shown(one.total.as_ref());
                    view! { <li><bdi>{one.judge.clone()}</bdi> ": " <bdi dir="ltr">{total}</bdi></li> }
                })
                .collect();
            view! { <ul class="plain stack-tight">{items}</ul> }.into_any()
        }
    }
}

fn spread(totals: &Totals) -> String {
    match totals {
        Totals::Hidden => "–".to_owned(),
        Totals::Shown { spread, .. } => shown(spread.as_ref()),
    }
}

//! What judges reported, for organisers.

use super::crumbs::board_crumbs;
use crate::{
    accounts::model::Rights,
    competition::pages::{OrganiseTab, organise_tabs},
    i18n::{Locale, td_string},
    scores::{
        api::AnswerReport,
        model::{ReportAnswer, ReportLine},
        pages::kind_text,
        rules::REPORT_WORDS,
    },
    services::{Page, services},
    ui::{AreaField, Badge, CheckField, Hidden, PostForm, Tone, layout, load, moment_text, param, prose},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Reports, those that wait first.
#[component]
pub fn ReportsPage() -> impl IntoView {
    let services = services();
    let slug = param::<String>("slug");
    load(async move {
        let shown = services.reports.reports(slug?).await?;
        let page = services.page;
        let l = page.locale;
        let home = format!("/c/{}", shown.competition.slug);
        let list: Vec<_> =
            shown.reports.iter().map(|line| one(&page, &home, line, &shown.competition.time_zone)).collect();
        let none = list.is_empty().then(|| {
            view! {
                <div class="empty-state">
                    <h2>{td_string!(l, judging.reports_none_title)}</h2>
                    <p>{td_string!(l, judging.reports_none)}</p>
                </div>
            }
        });
        Ok(layout::with_state(
            td_string!(l, judging.reports_title),
            board_crumbs(l, &shown.competition),
            None::<()>,
            view! {
                {organise_tabs(&page, &shown.competition.slug, OrganiseTab::Scores)}
                {none}
                <ul class="plain stack">{list}</ul>
            },
        ))
    })
}

fn one(page: &Page, home: &str, line: &ReportLine, zone: &str) -> AnyView {
    let l = page.locale;
    let report = &line.report;
    let entry = page.link(&format!("{home}/organise/entries/{}", report.entry));
    let assign = page.link(&format!("{home}/organise/assignment"));
    let badge = match &report.answer {
        None => view! { <Badge tone=Tone::Warning text=td_string!(l, judging.report_waits)/> }.into_any(),
        Some(_) => view! { <Badge tone=Tone::Positive text=td_string!(l, judging.report_answered)/> }.into_any(),
    };
    let reassign = report.kind.keeps_from_playing().then(|| {
        view! { <p class="small"><a href=assign>{td_string!(l, judging.report_reassign)}</a></p> }
    });
    let end = match &report.answer {
        Some(answer) => answered(l, answer, zone),
        None => view! { {reassign} {form(page, line)} }.into_any(),
    };
    view! {
        <li class="card stack">
            <div class="cluster-spread"><h2>{kind_text(l, report.kind)}</h2>{badge}</div>
            <p>
                <a href=entry><bdi>{line.title.clone()}</bdi></a>
                " " <span class="muted"><bdi>{line.team.clone()}</bdi></span>
            </p>
            {prose(&report.text)}
            <p class="small muted"><bdi>{line.judge.clone()}</bdi> " · " {moment_text(l, report.at, zone)}</p>
            {end}
        </li>
    }
    .into_any()
}

fn answered(l: Locale, answer: &ReportAnswer, zone: &str) -> AnyView {
    let by = answer.by.clone().unwrap_or_else(|| td_string!(l, screening.somebody).to_owned());
    view! {
        <div class="stack-tight">
            {prose(&answer.text)}
            <p class="small muted"><bdi>{by}</bdi> " · " {moment_text(l, answer.at, zone)}</p>
        </div>
    }
    .into_any()
}

fn form(page: &Page, line: &ReportLine) -> Option<AnyView> {
    let l = page.locale;
    let id = line.report.id.to_string();
    let came_back = page.came_back(AnswerReport::url(), &[("report", &id)]);
    let playing = line.report.kind.keeps_from_playing();
    let hint =
        if playing { td_string!(l, judging.report_answer_hint) } else { td_string!(l, judging.report_note_hint) };
    let tell = playing.then(|| view! { <CheckField name="tell_team" label=td_string!(l, judging.report_tell_team)/> });
    page.may(Rights::Checker).then(|| {
        view! {
            <details class="disclosure" open=came_back>
                <summary>{td_string!(l, judging.report_answer)}</summary>
                <PostForm action=AnswerReport::url() needs=Rights::Checker only_if=("report", id.clone())>
                    <Hidden name="report" value=id/>
                    <AreaField name="report_answer" label=td_string!(l, judging.report_answer)
                        hint=format!("{hint} {}", td_string!(l, judging.report_words, max = REPORT_WORDS))/>
                    {tell}
                    <div class="form-actions"><button class="button">{td_string!(l, judging.report_answer_send)}</button></div>
                </PostForm>
            </details>
        }
        .into_any()
    })
}

//! A judge tells organisers of an entry, in private: something is wrong with it, or it cannot be run.

use crate::{
    i18n::{Locale, td_string},
    ids::EntryId,
    scores::{
        api::Report as ReportAction,
        model::{OwnReports, Report, ReportKind},
        pages::kind_text,
        rules::REPORT_WORDS,
    },
    services::services,
    ui::{
        AreaField, Badge, ChoiceField, Crumb, Hidden, Options, PostForm, Tone, layout, load, moment_text, param, prose,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The form, and what became of earlier reports.
#[component]
pub fn ReportPage() -> impl IntoView {
    let services = services();
    let entry = param::<EntryId>("entry");
    load(async move {
        let own = services.reports.own(entry?).await?;
        let l = services.page.locale;
        let slug = &own.competition.slug;
        Ok(layout::narrow(
            td_string!(l, judging.report_title),
            vec![
                Crumb::new(own.competition.name.clone(), format!("/c/{slug}")),
                Crumb::new(td_string!(l, scores.desk_title), format!("/c/{slug}/judge")),
                Crumb::new(own.title.clone(), format!("/judge/entries/{}", own.entry)),
            ],
            view! { {earlier(l, &own)} {form(l, &own)} },
        ))
    })
}

fn form(l: Locale, own: &OwnReports) -> impl IntoView + use<> {
    let kinds: Options = ReportKind::CANNOT_RUN
        .into_iter()
        .chain(ReportKind::WRONG)
        .map(|kind| (kind.as_str().to_owned(), kind_text(l, kind).to_owned()))
        .collect();
    let entry = own.entry.to_string();
    view! {
        <PostForm action=ReportAction::url() only_if=("entry", entry.clone())>
            <Hidden name="entry" value=entry/>
            <ChoiceField name="report_kind" label=td_string!(l, judging.report_kind) options=kinds
                hint=td_string!(l, judging.report_hint)/>
            <AreaField name="report_text" label=td_string!(l, judging.report_text)
                hint=td_string!(l, judging.report_text_hint, max = REPORT_WORDS).to_string()/>
            <div class="form-actions"><button class="button button-primary">{td_string!(l, judging.report_send)}</button></div>
        </PostForm>
    }
}

fn earlier(l: Locale, own: &OwnReports) -> Option<AnyView> {
    let zone = &own.competition.time_zone;
    let list: Vec<_> = own.reports.iter().map(|report| one(l, report, zone)).collect();
    (!list.is_empty()).then(|| view! { <ul class="plain stack">{list}</ul> }.into_any())
}

fn one(l: Locale, report: &Report, zone: &str) -> AnyView {
    let badge = match &report.answer {
        None => view! { <Badge tone=Tone::Information text=td_string!(l, judging.report_received)/> }.into_any(),
        Some(_) => view! { <Badge tone=Tone::Positive text=td_string!(l, judging.report_answered)/> }.into_any(),
    };
    let answer = report.answer.as_ref().map(|answer| {
        let said = (!answer.text.is_empty()).then(|| prose(&answer.text));
        view! { {said} <p class="small muted">{moment_text(l, answer.at, zone)}</p> }
    });
    view! {
        <li class="card stack-tight">
            <div class="cluster-spread"><h2>{kind_text(l, report.kind)}</h2>{badge}</div>
            {prose(&report.text)}
            <p class="small muted">{moment_text(l, report.at, zone)}</p>
            {answer}
        </li>
    }
    .into_any()
}
